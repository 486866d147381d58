"""Times that are promised: how editors promise them in the form, and that they are kept."""

import os
import signal
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Timer
from time import monotonic
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import history, promises, schedule, workflow
from articles.management.commands import publish_scheduled
from articles.models import Article, ArticleLog, Heartbeat, Revision, Setback
from newsroom.models import User
from tests.articles.test_admin import DeskTestCase, change, fields_of
from tests.base import PageTestCase, at_once
from tests.factories import NOON, make_admin, make_draft, make_story

SECOND = timedelta(seconds=1)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class ThePanel(DeskTestCase):
    """What an editor in Berlin does with times in the form of a story; it is Tuesday 10 March 2026, 12:00 UTC."""

    NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)

    def setUp(self):
        super().setUp()
        User.objects.filter(pk=self.editor.pk).update(time_zone="Europe/Berlin")
        clock = patch("django.utils.timezone.now", return_value=self.NOW)
        clock.start()
        self.addCleanup(clock.stop)

    def do(self, story, button, field="", day="2026-03-12", time="06:00", **typed):
        when = {f"{field}_0": day, f"{field}_1": time} if field else {}
        page, answer = self.press(change(story), button, **when | typed)
        story.refresh_from_db()
        return page

    def changed(self, story):
        """A public story with changes that are saved and not live."""
        snapshot = story.newest_revision.snapshot | {"headline": "The new headline"}
        return workflow.save_revision(story, snapshot, base=1, by=None, at=self.NOW)

    def test_schedules_moves_and_takes_back(self):
        story = make_draft(at=self.NOW)
        for button, time, words in (
            ("_schedule", "06:00", "Scheduled for Thursday 12 March 2026, 06:00 CET (paper: 05:00"),
            ("_schedule", "07:30", "Scheduled for Thursday 12 March 2026, 07:30 CET (paper: 06:30"),
        ):
            self.assertIn(words, self.do(story, button, "publish_at", time=time))
        self.assertEqual(story.public_at, datetime(2026, 3, 12, 6, 30, tzinfo=UTC))
        form = self.open(change(story))
        self.assertEqual((form["publish_at_0"], form["publish_at_1"]), (["2026-03-12"], ["07:30"]))
        self.assertIn("The story is a draft again", self.do(story, "_withdraw"))
        self.assertEqual((story.status, story.public_at), ("draft", None))

    def test_says_before_the_button_is_pressed_what_it_promises(self):
        story = make_draft(at=self.NOW)
        workflow.publish(
            story, by=None, at=self.NOW, publish_at=self.NOW + timedelta(hours=7, minutes=12)
        )
        self.assertContains(
            self.client.get(change(story)),
            "It goes out on Tuesday 10 March 2026, 20:12 CET (paper: 19:12 UTC), in 7 h 12 min.",
        )

    def test_schedules_changes_of_a_live_story_with_what_is_typed_now(self):
        story = make_story(public_at=self.NOW - DAY)
        typed = {"headline": "The new headline", "weight": "minor", "note": "Better words"}
        page = self.do(story, "_schedule_changes", "changes_at", **typed)
        self.assertIn("Your changes go live on Thursday 12 March 2026, 06:00 CET (paper", page)
        self.assertIn("Saved changes go live on Thursday 12 March 2026", page)
        self.assertIn("Changed · live in 1 day 17 h", page)
        self.assertEqual(story.changes_at, datetime(2026, 3, 12, 5, 0, tzinfo=UTC))
        self.assertNotIn("The new headline", self.client.get(story.get_absolute_url()).text)
        self.assertIn("taken back", self.do(story, "_cancel_changes"))
        self.assertIsNone(story.changes_at)

    def test_schedules_a_withdrawal_and_takes_it_back(self):
        story = make_story(public_at=self.NOW - DAY)
        page = self.do(story, "_schedule_withdrawal", "withdraw_at")
        self.assertIn("Readers see it until Thursday 12 March 2026, 06:00 CET (paper", page)
        self.assertEqual(story.withdraw_at, datetime(2026, 3, 12, 5, 0, tzinfo=UTC))
        self.assertIn("Readers go on seeing the story", self.do(story, "_cancel_withdrawal"))
        self.assertIsNone(story.withdraw_at)

    def test_an_embargo_is_set_keeps_everybody_from_publishing_and_is_lifted(self):
        story = make_draft(at=self.NOW)
        page = self.do(story, "_embargo", "embargo_until")
        self.assertIn("nobody can publish it before Thursday 12 March 2026, 06:00 CET (paper", page)
        self.assertIn("under embargo until Thursday 12 March", self.do(story, "_publish"))
        early = self.do(story, "_schedule", "publish_at", time="05:59")
        self.assertIn("under embargo until", early)
        self.assertEqual(story.status, "draft")
        self.assertIn("The embargo is lifted.", self.do(story, "_lift_embargo"))
        self.assertIn("Published on", self.do(story, "_publish"))

    def test_a_time_that_an_act_refused_stands_in_the_open_panel_again(self):
        story = make_story(public_at=self.NOW - DAY)
        typed = {"withdraw_at_0": "2026-03-10", "withdraw_at_1": "12:30"}  # 11:30 UTC
        page, answer = self.press(change(story), "_schedule_withdrawal", **typed)
        self.assertIn("Choose a time to come", page)
        self.assertLessEqual(typed.items(), {k: v[0] for k, v in fields_of(answer).items()}.items())
        self.assertContains(answer, '<details class="desk-more" open>')

    def test_a_button_without_its_time_asks_for_it_and_saves_nothing(self):
        story = make_story(public_at=self.NOW - DAY)
        for button, field in (
            ("_schedule_changes", "changes_at"),
            ("_schedule_withdrawal", "withdraw_at"),
        ):
            page = self.do(story, button, field, day="", time="", headline="Typed")
            self.assertIn("Choose the day and the time", page)
        self.assertEqual(story.newest_revision.number, 1)

    def test_the_double_hour_asks_and_takes_the_answer(self):
        story = make_draft(at=self.NOW)
        double = {"publish_at_0": "2026-10-25", "publish_at_1": "02:30"}
        page, answer = self.press(change(story), "_schedule", **double)
        self.assertIn("02:30 comes twice on Sunday 25 October 2026 in Europe/Berlin", page)
        self.assertIn("Second, 02:30 CET", page)
        again = {name: texts[0] for name, texts in fields_of(answer).items()}
        self.press(change(story), "_schedule", again, publish_at_2="1")
        story.refresh_from_db()
        self.assertEqual(story.public_at, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))

    def test_what_stands_in_another_field_is_no_mistake_of_this_act(self):
        story = make_draft(at=self.NOW)
        page, _answer = self.press(
            change(story), "_publish", publish_at_0="2026-03-29", publish_at_1="02:30"
        )
        self.assertIn("Published on", page)

    def test_says_when_the_publisher_was_seen_and_warns_before_the_minute(self):
        story = make_story(public_at=self.NOW - DAY)
        warning = "wait until the operator starts"
        self.assertContains(self.client.get(change(story)), "has never been seen")
        for seen, words, warned in (
            (timedelta(seconds=20), "The publisher was last seen 20 s ago.", False),
            (timedelta(minutes=12), "The publisher was last seen 12 min ago.", True),
        ):
            schedule.beat(self.NOW - seen)
            page = self.client.get(change(story))
            self.assertContains(page, words)
            self.assertEqual(warning in page.text, warned)

    def test_each_act_pressed_twice_is_done_once(self):
        story = self.changed(make_story(public_at=self.NOW - DAY))
        for button, field in (
            ("_schedule_changes", "changes_at"),
            ("_schedule_withdrawal", "withdraw_at"),
        ):
            self.do(story, button, field)
            acts = story.log.count()
            self.do(story, button, field)
            self.assertEqual(story.log.count(), acts)


class PromiseTestCase(PageTestCase):
    """Stories with something promised for NOON."""

    def changing(self, headline="Fresh words", changes_at=NOON, **fields):
        story = make_story(public_at=NOON - DAY, **fields)
        snapshot = story.newest_revision.snapshot | {"headline": headline}
        story = workflow.save_revision(story, snapshot, base=1, by=None, at=NOON - HOUR)
        return promises.schedule_changes(story, by=None, changes_at=changes_at, at=NOON - HOUR)

    def leaving(self, withdraw_at=NOON):
        story = make_story(public_at=NOON - DAY)
        return promises.schedule_withdrawal(story, by=None, withdraw_at=withdraw_at, at=NOON - HOUR)

    def acts(self, story):
        return list(story.log.order_by("pk").values_list("act", flat=True))


class Keeping(PromiseTestCase):
    def test_changes_go_live_at_their_time_and_not_before_each_once(self):
        story = self.changing()
        schedule.bring_due(NOON - SECOND)
        with self.reading_at(NOON):
            self.assertNotIn("Fresh words", self.text(story.get_absolute_url()))
        for _ in range(2):
            schedule.bring_due(NOON)
        with self.reading_at(NOON):
            self.assertIn("Fresh words", self.text(story.get_absolute_url()))
        self.assertEqual(
            self.acts(story), ["create", "publish", "save", "schedule_changes", "update"]
        )
        self.assertIsNone(Article.objects.get().changes_at)

    def test_readers_lose_sight_of_a_story_at_its_time_and_the_job_writes_it_down(self):
        story = self.leaving()
        with self.reading_at(NOON - SECOND):
            self.get(story.get_absolute_url())
        with self.reading_at(NOON):
            self.get(story.get_absolute_url(), 404)
        self.assertEqual(schedule.bring_due(NOON).withdrawn, 1)
        self.assertEqual(schedule.bring_due(NOON).withdrawn, 0)
        story.refresh_from_db()
        self.assertEqual((story.status, story.withdraw_at), ("withdrawn", None))
        self.assertEqual(self.acts(story)[-1:], ["withdraw"])

    def test_after_a_stand_still_it_catches_up_in_order_and_says_how_late_it_was(self):
        for minutes in (3, 1, 2):
            self.changing(changes_at=NOON + minutes * MINUTE)
        late = self.leaving(NOON + 4 * MINUTE)
        receipt = schedule.bring_due(NOON + HOUR)
        self.assertEqual((receipt.changed, receipt.withdrawn), (3, 1))
        self.assertEqual(round(receipt.lateness / MINUTE), 56)
        log = ArticleLog.objects.filter(act__in=["update", "withdraw"]).order_by("pk")
        self.assertEqual(log.last().article_id, late.pk)
        promised = dict(
            ArticleLog.objects.filter(act="schedule_changes").values_list("article_id", "note")
        )
        notes = [promised[row.article_id] for row in log if row.act == "update"]
        self.assertEqual(notes, sorted(notes))

    def test_what_was_moved_or_taken_back_meanwhile_is_let_be(self):
        moved, taken = self.changing(), self.leaving()
        promises.schedule_changes(moved, by=None, changes_at=NOON + HOUR, at=NOON - MINUTE)
        promises.schedule_withdrawal(taken, by=None, withdraw_at=None, at=NOON - MINUTE)
        self.assertEqual(schedule.bring_due(NOON), schedule.Receipt())

    def test_a_stopped_job_ends_with_what_it_has_in_hand(self):
        for _ in range(3):
            self.changing()
        answers = iter([False, False, True])
        receipt = schedule.bring_due(NOON, stopped=lambda: next(answers))
        self.assertEqual(receipt.changed, 2)

    def test_a_clock_that_is_set_back_an_hour_does_nothing_twice(self):
        changed, left = self.changing(), self.leaving()
        for at in (NOON, NOON - HOUR, NOON, NOON + HOUR):
            schedule.bring_due(at)
        self.assertEqual(self.acts(changed).count("update"), 1)
        self.assertEqual(self.acts(left).count("withdraw"), 1)

    def test_asks_the_same_number_of_times_whether_much_is_promised_or_little(self):
        def queries():
            with CaptureQueriesContext(connection) as found:
                schedule.bring_due(NOON - DAY)
            return len(found)

        few = queries()
        for _ in range(3):
            self.changing()
        self.assertEqual(queries(), few)


class APoisonStory(PromiseTestCase):
    """One story raises whenever it is brought live."""

    def setUp(self):
        self.poison = self.changing("Poison", changes_at=NOON - MINUTE)
        self.good = self.changing("Good")
        follow = history.follow

        def fail(article, snapshot, shown):
            if article.pk == self.poison.pk:
                raise ValueError("a row that nobody expected")
            return follow(article, snapshot, shown)

        self.enterContext(patch("articles.history.follow", fail))

    def test_is_named_and_does_not_keep_the_others(self):
        receipt = schedule.bring_due(NOON)
        self.assertEqual(receipt.changed, 1)
        self.assertEqual(
            receipt.failed, [(self.poison.pk, "ValueError: a row that nobody expected")]
        )
        self.poison.refresh_from_db()
        self.assertEqual(self.poison.changes_at, NOON - MINUTE)
        self.assertNotIn("update", self.acts(self.poison))

    def test_is_tried_five_times_with_growing_pauses_and_then_no_more(self):
        at, tried = NOON, []
        for minute in range(300):
            tried += [minute for _ in schedule.bring_due(at + minute * MINUTE).failed]
        self.assertEqual(tried, [0, 2, 8, 34, 160])
        self.assertEqual(Setback.objects.get().tries, 5)
        [stands] = schedule.setbacks()
        self.assertIsNone(stands.next_try_at)

    def test_the_form_says_what_is_wrong_with_it(self):
        schedule.bring_due(NOON)
        self.client.force_login(make_admin())
        page = self.client.get(change(self.poison)).content.decode()
        self.assertIn("The scheduled changes could not go live. ValueError", page)
        self.assertIn("and have not yet.", page)

    def test_is_tried_anew_when_an_editor_moves_it(self):
        for minute in range(200):
            schedule.bring_due(NOON + minute * MINUTE)
        promises.schedule_changes(
            self.poison, by=None, changes_at=NOON + 5 * HOUR, at=NOON + 4 * HOUR
        )
        self.assertEqual(list(schedule.setbacks()), [])
        self.assertEqual(len(schedule.bring_due(NOON + 5 * HOUR).failed), 1)

    def test_the_command_names_it_and_ends_with_an_error(self):
        with self.assertRaisesMessage(
            CommandError, f"The scheduled changes of story {self.poison.pk}"
        ):
            call_command("publish_scheduled", stdout=StringIO(), stderr=StringIO())
        self.good.refresh_from_db()
        self.assertIsNone(self.good.changes_at)


class TheCommand(PromiseTestCase):
    def run_command(self):
        out = StringIO()
        call_command("publish_scheduled", stdout=out)
        return out.getvalue()

    def test_says_in_a_line_what_it_did_and_leaves_its_heartbeat(self):
        self.changing()
        self.leaving()
        self.assertRegex(
            self.run_command(),
            r"^\S+ \S+ UTC: 1 changed, 1 withdrawn, 0 failed; 0 told.* after its time\n$",
        )
        self.assertEqual(self.run_command(), "")
        beat = Heartbeat.objects.get()
        self.assertLess(timezone.now() - beat.seen_at, MINUTE)
        self.assertGreater(beat.lateness, HOUR)

    def test_in_its_loop_it_waits_for_the_minute_to_begin(self):
        command = publish_scheduled.Command()
        command.is_stopped = False
        for second, wait in ((59.5, 0.5), (59.9, 0.1)):
            start = monotonic()
            with self.reading_at(NOON + second * SECOND):
                command._wait_for_the_minute()
            self.assertAlmostEqual(monotonic() - start, wait, delta=0.3)
            self.assertGreaterEqual(monotonic() - start, wait)

    def test_a_refusal_is_told_in_its_own_words(self):
        story = self.changing()
        snapshot = story.newest_revision.snapshot | {"section": None}
        Revision.objects.filter(pk=story.newest_revision_id).update(snapshot=snapshot)
        with self.assertRaisesMessage(CommandError, "It stands in no section."):
            self.run_command()


def _bring(_):
    receipt = schedule.bring_due(NOON)
    return receipt.changed + receipt.withdrawn


class AtTheSameMoment(TransactionTestCase):
    changing, leaving = PromiseTestCase.changing, PromiseTestCase.leaving

    def test_four_publishers_keep_each_promise_once(self):
        stories = [self.changing() for _ in range(6)] + [self.leaving() for _ in range(6)]
        self.assertEqual(sum(at_once(_bring, range(4))), 12)
        acts = ArticleLog.objects.filter(act__in=["update", "withdraw"])
        self.assertEqual(
            sorted(acts.values_list("article", flat=True)), [story.pk for story in stories]
        )


class TheLoop(TransactionTestCase):
    changing = PromiseTestCase.changing

    def test_works_at_once_and_ends_in_peace_when_it_is_asked_to(self):
        story = self.changing()
        before = signal.getsignal(signal.SIGTERM)
        asked = Timer(1, os.kill, [os.getpid(), signal.SIGTERM])
        asked.start()
        call_command("publish_scheduled", "--loop", stdout=StringIO())
        story.refresh_from_db()
        self.assertIsNone(story.changes_at)
        self.assertEqual(signal.getsignal(signal.SIGTERM), before)
