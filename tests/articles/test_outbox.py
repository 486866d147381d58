"""What others are told of stories: each act once, signed, and nothing that readers do not see."""

import base64
import hashlib
import hmac
import socket
import threading
import time
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase, TransactionTestCase, override_settings

from articles import corrections, outbox, workflow
from articles.errors import Refused
from articles.models import OutboxItem
from sections import tree
from tests.articles.receiver import Receiver
from tests.base import at_once
from tests.factories import NOON, make_admin, make_draft, make_story, make_user

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SECRET = "a secret that both of them know"


class OutboxTestCase(TestCase):
    """Somebody at an address of this machine is to be told."""

    def setUp(self):
        self.receiver = self.enterContext(Receiver())
        self.enterContext(override_settings(WEBHOOK_URL=self.receiver.url, WEBHOOK_SECRET=SECRET))

    def deliver(self, at=NOON, **how):
        return outbox.deliver(at, **how)

    def story(self, **fields):
        """A public story of which everybody has been told."""
        story = make_story(**fields)
        self.deliver()
        self.receiver.got.clear()
        return story

    def rewrite(self, story, at, **changes):
        snapshot = story.newest_revision.snapshot | changes
        base = story.newest_revision.number
        return workflow.save_revision(story, snapshot, base=base, by=None, at=at)


class Telling(OutboxTestCase):
    def test_each_act_is_told_once_in_its_order(self):
        story = make_story()
        acts = [
            lambda at: self.rewrite(story, at, headline="Changed"),
            lambda at: workflow.update(story, by=None, at=at),
            lambda at: corrections.correct(
                story, by=None, kind="correction", note="It was 7 to 4.", at=at
            ),
            lambda at: workflow.withdraw(story, by=None, at=at),
            lambda at: workflow.publish(story, by=None, at=at),
            lambda at: workflow.kill(story, by=None, reason="Invented.", at=at),
        ]
        self.deliver()
        for number, act in enumerate(acts, 1):
            act(NOON + number * MINUTE)
            self.deliver(NOON + number * MINUTE)
            self.deliver(NOON + number * MINUTE)
        told = [event.removeprefix("story.") for event, _ in self.receiver.events()]
        self.assertEqual(
            told, ["published", "updated", "corrected", "withdrawn", "published", "killed"]
        )

    def test_what_readers_do_not_see_any_more_when_it_would_be_told_is_not_shown(self):
        workflow.withdraw(make_story(), by=None, at=NOON + MINUTE)
        self.assertEqual(self.deliver(NOON + HOUR).dropped, 1)
        self.assertEqual([event for event, _ in self.receiver.events()], ["story.withdrawn"])

    def test_what_is_told_says_what_readers_get_and_where(self):
        story = make_story("Harbour vote", tags=["Harbour"])
        self.rewrite(story, NOON + MINUTE, headline="Nobody may see this yet")
        self.assertEqual(self.deliver().told, 1)
        [got] = self.receiver.got
        told = got.told()
        self.assertEqual(told["type"], "story.published")
        self.assertEqual(told["story"]["headline"], "Harbour vote")
        self.assertTrue(told["story"]["url"].endswith(story.get_absolute_url()))
        self.assertNotIn("Nobody may see", got.body)

    def test_it_is_signed_so_that_the_receiver_can_tell_whose_it_is(self):
        make_story()
        self.deliver()
        [got] = self.receiver.got
        signed = f"{got.id}.{got.timestamp}.{got.body}".encode()
        digest = hmac.new(SECRET.encode(), signed, hashlib.sha256).digest()
        self.assertEqual(got.signature, f"v1,{base64.b64encode(digest).decode()}")
        self.assertEqual(int(got.timestamp), int(NOON.timestamp()))

    def test_a_scheduled_story_is_told_when_its_time_has_come_with_the_text_it_has_then(self):
        draft = make_draft("Early", at=NOON)
        story = workflow.publish(draft, by=None, at=NOON, publish_at=NOON + HOUR)
        self.rewrite(story, NOON + MINUTE, headline="Final")
        self.deliver(NOON + HOUR - timedelta(seconds=1))
        self.assertEqual(self.receiver.got, [])
        self.deliver(NOON + HOUR)
        self.assertEqual([got.told()["story"]["headline"] for got in self.receiver.got], ["Final"])

    def test_a_scheduled_story_that_is_moved_or_taken_back_is_told_by_its_last_time_or_not(self):
        moved, taken, killed, early = (
            workflow.publish(make_draft(at=NOON), by=None, at=NOON, publish_at=NOON + HOUR)
            for _ in range(4)
        )
        workflow.publish(moved, by=None, at=NOON, publish_at=NOON + DAY)
        workflow.withdraw(taken, by=None, at=NOON)
        workflow.kill(killed, by=None, at=NOON, reason="Invented.")
        workflow.publish(early, by=None, at=NOON + MINUTE)
        self.deliver(NOON + 2 * HOUR)
        self.assertEqual(self.receiver.events(), [("story.published", early.pk)])
        self.deliver(NOON + DAY)
        self.assertEqual(self.receiver.events()[1:], [("story.published", moved.pk)])

    def test_a_withdrawn_story_whose_return_is_taken_back_is_not_withdrawn_twice(self):
        story = self.story()
        workflow.withdraw(story, by=None, at=NOON + MINUTE)
        workflow.publish(story, by=None, at=NOON + 2 * MINUTE, publish_at=NOON + DAY)
        workflow.withdraw(story, by=None, at=NOON + 3 * MINUTE)
        self.deliver(NOON + 2 * DAY)
        self.assertEqual(self.receiver.events(), [("story.withdrawn", story.pk)])

    def test_a_story_in_a_section_that_readers_do_not_see_is_told_to_nobody(self):
        story = make_story()
        story.section.is_visible = False
        tree.save(story.section)
        workflow.withdraw(story, by=None, at=NOON + MINUTE)
        self.assertEqual(self.deliver(NOON + HOUR).dropped, 2)
        self.assertEqual(self.receiver.got, [])

    def test_where_nobody_is_to_be_told_nothing_is_written(self):
        with override_settings(WEBHOOK_URL=""):
            make_story()
        self.assertEqual(OutboxItem.objects.count(), 0)

    def test_an_act_that_fails_leaves_nothing_to_be_told(self):
        with self.assertRaises(Refused):
            workflow.publish(make_draft(headline=" ", body=""), by=None, at=NOON)
        self.assertEqual(OutboxItem.objects.count(), 0)


class AReceiverThatIsNotThere(OutboxTestCase):
    def test_it_is_tried_after_1_5_25_minutes_and_given_up_after_eight_tries(self):
        self.receiver.answer = 500
        make_story()
        item, at, waits = OutboxItem.objects.get(), NOON, []
        for _ in range(8):
            self.deliver(at)
            self.deliver(at + MINUTE / 2)  # not yet
            item.refresh_from_db()
            if item.next_try_at:
                waits.append(round((item.next_try_at - at) / MINUTE))
                at = item.next_try_at + timedelta(seconds=1)
        self.assertEqual(waits, [1, 5, 25, 125, 625, 3125, 15625])
        self.assertEqual(len(self.receiver.got), 8)
        self.assertEqual(len({got.id for got in self.receiver.got}), 1)
        self.assertIsNotNone(item.given_up_at)
        self.assertIn("500", item.last_error)
        self.deliver(at + 100 * DAY)
        self.assertEqual(len(self.receiver.got), 8)

    def test_when_it_is_back_everything_is_told_once_in_order(self):
        self.receiver.answer = 503
        story = make_story()
        self.deliver()
        workflow.withdraw(story, by=None, at=NOON + MINUTE / 4)
        self.receiver.got.clear()
        self.receiver.answer = 200
        self.assertEqual(self.deliver(NOON + MINUTE / 2).told, 0)  # its publication comes first
        workflow.publish(story, by=None, at=NOON + 2 * MINUTE)
        self.deliver(NOON + 3 * MINUTE)
        told = [event for event, _ in self.receiver.events()]
        self.assertEqual(told, ["story.published", "story.withdrawn", "story.published"])

    def test_a_redirect_is_not_followed(self):
        with Receiver() as elsewhere:
            self.receiver.answer, self.receiver.location = 302, elsewhere.url
            make_story()
            self.assertEqual(self.deliver().refused, 1)
            self.assertEqual(elsewhere.got, [])

    def test_neither_publishing_nor_the_next_item_waits_for_a_black_hole(self):
        """Somebody who takes the connection and never answers."""
        hole = self.enterContext(socket.create_server(("127.0.0.1", 0)))
        url = f"http://127.0.0.1:{hole.getsockname()[1]}/"
        self.enterContext(override_settings(WEBHOOK_URL=url))
        self.enterContext(patch.multiple(outbox, TIMEOUT=0.5))
        drafts = [make_draft() for _ in range(3)]
        start = time.monotonic()
        for draft in drafts:
            workflow.publish(draft, by=None, at=NOON)
        self.assertLess(time.monotonic() - start, 1)
        start = time.monotonic()
        receipt = self.deliver()
        self.assertLess(time.monotonic() - start, 2)  # one try, not three
        self.assertEqual(receipt.refused, 1)
        self.assertRegex(
            OutboxItem.objects.exclude(last_error="").get().last_error,
            "timed out|no whole answer",
        )

    def test_whoever_answers_byte_by_byte_is_cut_off(self):
        self.enterContext(patch.multiple(outbox, TIMEOUT=0.5))
        with _drip() as url, override_settings(WEBHOOK_URL=url):
            make_story()
            start = time.monotonic()
            self.assertEqual(self.deliver().refused, 1)
            self.assertLess(time.monotonic() - start, 3)

    def test_an_item_that_cannot_even_be_written_does_not_end_the_job(self):
        bad, good = make_story("Bad"), make_story("Good")
        OutboxItem.objects.filter(article=bad).update(payload=["no", "mapping"])
        receipt = self.deliver()
        self.assertEqual((receipt.told, receipt.refused), (1, 1))
        self.assertEqual(self.receiver.events(), [("story.published", good.pk)])
        self.assertIn("TypeError", OutboxItem.objects.get(article=bad).last_error)

    def test_an_item_whose_process_was_killed_is_sent_again_with_its_id(self):
        make_story()
        claimed = outbox._claim(NOON)  # and then nothing more is heard of it
        self.assertEqual(self.deliver(NOON + MINUTE).told, 0)
        self.assertEqual(self.deliver(NOON + 3 * MINUTE).told, 1)
        self.assertEqual([got.id for got in self.receiver.got], [outbox.identity(claimed)])


class TryingAgain(OutboxTestCase):
    def setUp(self):
        super().setUp()
        make_story("Harbour vote")
        OutboxItem.objects.update(
            tries=8, next_try_at=None, given_up_at=NOON, last_error="answered 500"
        )

    def press(self, user):
        self.client.force_login(user)
        item = OutboxItem.objects.get()
        return self.client.post(
            "/admin/articles/outboxitem/",
            {"action": "try_again", "_selected_action": [item.pk]},
            follow=True,
        )

    def test_the_list_says_what_was_not_delivered_and_a_button_tries_it_again(self):
        self.client.force_login(make_admin())
        page = self.client.get("/admin/articles/outboxitem/")
        self.assertContains(page, "Given up 12 Mar, 12:00")
        self.assertContains(page, "answered 500")
        self.assertContains(self.press(make_admin()), "1 message is tried again")
        item = OutboxItem.objects.get()
        self.assertEqual((item.tries, item.given_up_at), (0, None))
        outbox.deliver(item.next_try_at)
        self.assertEqual(len(self.receiver.got), 1)

    def test_nobody_changes_adds_or_deletes_a_message(self):
        self.client.force_login(make_admin())
        item = OutboxItem.objects.get()
        for path in ("add/", f"{item.pk}/delete/"):
            self.assertEqual(
                self.client.post(f"/admin/articles/outboxitem/{path}").status_code, 403
            )
        self.client.post(f"/admin/articles/outboxitem/{item.pk}/change/", {"event": "x"})
        self.assertEqual(OutboxItem.objects.get().event, "story.published")

    def test_who_may_only_look_cannot_try_again(self):
        page = self.press(make_user(None, "articles.view_outboxitem"))
        self.assertContains(page, "Harbour vote")
        self.assertNotContains(page, "is tried again")
        self.assertEqual(OutboxItem.objects.get().tries, 8)

    def test_whoever_may_not_is_refused_by_the_act_itself(self):
        with self.assertRaisesMessage(Refused, "Your account may not send messages again."):
            outbox.try_again(OutboxItem.objects.get(), by=make_user(), at=NOON)

    def test_what_was_delivered_is_not_sent_twice(self):
        OutboxItem.objects.update(delivered_at=NOON, given_up_at=None)
        with self.assertRaises(Refused):
            outbox.try_again(OutboxItem.objects.get(), by=None, at=NOON)


def _deliver(_):
    return outbox.deliver(NOON).told


class AtTheSameMoment(TransactionTestCase):
    def test_four_publishers_tell_everything_once(self):
        with (
            Receiver() as receiver,
            override_settings(WEBHOOK_URL=receiver.url, WEBHOOK_SECRET=SECRET),
        ):
            stories = [make_story() for _ in range(12)]
            told = at_once(_deliver, range(4))
        self.assertEqual(sum(told), 12)
        self.assertEqual(
            sorted(receiver.events()), [("story.published", story.pk) for story in stories]
        )


class _drip:
    """A server that answers one byte in a tenth of a second, without an end. Gives its URL."""

    def __enter__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._stop = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    def _serve(self):
        client, _ = self._socket.accept()
        with client:
            try:
                client.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
                while not self._stop.wait(0.1):
                    client.sendall(b"x")
            except OSError:
                return

    def __exit__(self, *_):
        self._stop.set()
        self._socket.close()
