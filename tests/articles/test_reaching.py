"""After an act the desk says when readers have it: measured on a server that keeps pages, as the edge does."""

import time
from datetime import timedelta

from django.test import TestCase, override_settings
from django.utils import timezone

from articles import corrections, promises, reaching, workflow
from newsroom import as_reader
from tests.factories import make_admin, make_draft, make_section, make_story
from tests.newsroom.origin import Origin


class ReachingTestCase(TestCase):
    """`self.edge` has what it was given last, whatever the site would say now."""

    def setUp(self):
        self.edge = Origin()
        self.edge.status, self.edge.headers, self.edge.text = 404, {}, "Not found"
        self.edge.start()
        self.addCleanup(self.edge.end)
        settings = override_settings(EDGE_URLS=[self.edge.address])
        settings.enable()
        self.addCleanup(settings.disable)
        self.world = make_section("World")
        self.europe = make_section("Europe", parent=self.world)
        self.client.force_login(make_admin())
        self.now = timezone.now()

    def draft(self, *args, **fields):
        fields.setdefault("section", self.europe)
        return make_draft(*args, at=self.now, **fields)

    def publish(self, story):
        return workflow.publish(story, by=None, at=self.now)

    def save(self, story, **fields):
        newest = story.newest_revision
        return workflow.save_revision(
            story, newest.snapshot | fields, base=newest.number, by=None, at=timezone.now()
        )

    def bring_to_edge(self, story, without=()):
        for page in reaching.pages_of(story):
            if page.path not in without:
                answer = self.client.get(page.path)
                self.edge.answers[page.path] = (answer.status_code, {}, answer.content.decode())

    def ask(self, story):
        answer = self.client.get(f"/admin/articles/article/{story.pk}/reaching/")
        self.assertEqual(answer.status_code, 200)
        return answer.json()


class WordsTests(ReachingTestCase):
    def test_a_publication_is_followed_from_page_to_page(self):
        self.publish(self.draft("Earlier"))
        story = self.draft("Harbour vote", tags=["harbour", "council", "vote"])
        story = self.publish(story)
        on_its_way = "On its way: story, front, World, Europe, 3 tags, feeds."
        self.assertEqual(self.ask(story), {"words": on_its_way, "is_over": False})
        self.bring_to_edge(story, without=["/", "/world/"])
        said = self.ask(story)
        self.assertEqual(
            said["words"],
            "Visible to readers: story, Europe, 3 tags, feeds. On its way: front, World.",
        )
        self.assertFalse(said["is_over"])
        self.bring_to_edge(story)
        said = self.ask(story)
        self.assertRegex(
            said["words"],
            r"^Visible to readers after \d+\.\d s: story, front, World, Europe, 3 tags, feeds\.$",
        )
        self.assertTrue(said["is_over"])

    def test_a_new_headline_is_told_from_the_old_one(self):
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        story = workflow.update(self.save(story, headline="Harbour voted"), by=None)
        self.assertIn("On its way: story, front, World, Europe, feeds.", self.ask(story)["words"])
        self.bring_to_edge(story)
        self.assertTrue(self.ask(story)["is_over"])

    def test_one_other_word_in_the_text_makes_the_story_old(self):
        story = self.publish(self.draft("Harbour vote", body="<p>Nine boats.</p>"))
        self.bring_to_edge(story)
        story = workflow.update(self.save(story, body="<p>Ten boats.</p>"), by=None)
        self.assertIn("On its way: story", self.ask(story)["words"])
        self.bring_to_edge(story)
        self.assertTrue(self.ask(story)["is_over"])

    def test_a_correction_is_old_without_its_note(self):
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        corrections.correct(story, by=None, kind="correction", note="It was Tuesday.")
        self.assertIn("On its way: story", self.ask(story)["words"])
        self.bring_to_edge(story)
        self.assertTrue(self.ask(story)["is_over"])

    def test_a_withdrawn_story_is_gone_when_no_page_has_it(self):
        self.publish(self.draft("Earlier"))
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        story = workflow.withdraw(story, by=None)
        said = self.ask(story)
        self.assertEqual(said["words"], "On its way: story, front, World, Europe, feeds.")
        self.bring_to_edge(story)
        said = self.ask(story)
        self.assertRegex(
            said["words"], r"^Gone for readers after \d+\.\d s: story, front, World, Europe, feeds"
        )

    def test_a_tag_that_was_taken_off_is_looked_at_too(self):
        other = self.publish(self.draft("Another", tags=["harbour"]))
        story = self.publish(self.draft("Harbour vote", tags=["harbour"]))
        self.bring_to_edge(story)
        story = workflow.update(self.save(story, tags=[]), by=None)
        self.bring_to_edge(story, without=["/tag/harbour/"])
        self.assertIn("On its way: tag “harbour”.", self.ask(story)["words"])
        self.bring_to_edge(story)
        self.assertTrue(self.ask(story)["is_over"])
        self.assertTrue(other.is_public())

    def test_the_sidebar_and_the_words_of_ages_may_be_older(self):
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        for path, (status, headers, text) in self.edge.answers.items():
            if path.endswith("/"):
                text = text.replace("<aside", "<aside>An older list</aside><aside")
                text = text.replace("</time>", " or so</time>")
            self.edge.answers[path] = (status, headers, text)
        self.assertTrue(self.ask(story)["is_over"])

    def test_what_is_still_old_after_long_is_said_to_be(self):
        self.now -= timedelta(seconds=40)
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story, without=["/"])
        said = self.ask(story)
        self.assertRegex(said["words"], r"Still old after \d\d s: front\. What you did is done")
        self.assertTrue(said["is_over"])

    def test_a_promise_and_an_act_of_yesterday_have_nothing_to_tell(self):
        nothing = {"words": "", "is_over": True}
        self.assertEqual(self.ask(self.draft("Draft")), nothing)
        old = make_story("Yesterday", public_at=self.now - timedelta(days=1))
        self.assertEqual(self.ask(old), nothing)
        promises.schedule_withdrawal(old, by=None, withdraw_at=self.now + timedelta(days=1))
        self.assertEqual(self.ask(old), nothing)


class AskingTests(ReachingTestCase):
    def test_a_site_that_cannot_be_asked_is_said_so_at_once(self):
        story = self.publish(self.draft("Harbour vote"))
        with override_settings(EDGE_URLS=["http://127.0.0.1:9"]):
            said = self.ask(story)
        self.assertIn("the site did not answer", said["words"])
        self.assertTrue(said["is_over"])

    def test_a_slow_edge_holds_nobody_longer_than_two_seconds(self):
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        self.edge.pause = 0.4  # each; there are nine
        begun = time.monotonic()
        said = self.ask(story)
        self.assertLess(time.monotonic() - begun, 2.0)
        self.assertFalse(said["is_over"])
        self.edge.pause = 20
        self.assertIn("the site did not answer", self.ask(story)["words"])
        self.assertLess(time.monotonic() - begun, 4.0)

    def test_both_edges_must_have_it(self):
        story = self.publish(self.draft("Harbour vote"))
        self.bring_to_edge(story)
        other = Origin()
        other.answers = dict(self.edge.answers) | {"/": (200, {}, "An old front")}
        other.start()
        self.addCleanup(other.end)
        with override_settings(EDGE_URLS=[self.edge.address, other.address]):
            self.assertIn("On its way: front.", self.ask(story)["words"])

    def test_it_asks_as_a_reader_of_the_site_and_carries_no_cookie(self):
        story = self.publish(self.draft("Harbour vote"))
        self.ask(story)
        for method, _, headers in self.edge.asked:
            self.assertEqual((method, headers["Host"]), ("GET", "127.0.0.1:8000"))
            self.assertNotIn("Cookie", headers)

    def test_no_other_address_is_asked(self):
        for path in ("http://elsewhere.example/", "//elsewhere.example/", "elsewhere"):
            with self.assertRaises(ValueError):
                as_reader.fetch([path], 1)
        self.edge.answers["/"] = (301, {"Location": self.edge.address + "/other/"}, "")
        self.assertEqual(as_reader.fetch(["/"], 1)["/"][0].status, 301)
        self.assertEqual([path for _, path, _ in self.edge.asked], ["/"])


class MessageTests(ReachingTestCase):
    """The line stands below the message of an act that readers notice, and of no other."""

    def press(self, story, button, **fields):
        page = f"/admin/articles/article/{story.pk}/change/"
        snapshot = story.newest_revision.snapshot
        typed = {name: snapshot[name] for name in ("headline", "standfirst", "body", "section")}
        typed |= {"base_revision": story.newest_revision.number, "kind": "news", "language": "en"}
        typed |= {"bylines-TOTAL_FORMS": 0, "bylines-INITIAL_FORMS": 0, button: "1"}
        answer = self.client.post(page, typed | fields, follow=True)
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

    def test_after_publishing(self):
        story = self.draft("Harbour vote")
        page = self.press(story, "_publish")
        self.assertTrue(f"article/{story.pk}/reaching/" in page)
        self.assertTrue("newsroom/reaching" in page)
        again = self.client.get(f"/admin/articles/article/{story.pk}/change/").content.decode()
        self.assertFalse("reaching" in again)

    def test_not_after_saving_and_not_before_its_time(self):
        self.assertFalse("/reaching/" in self.press(self.draft("Harbour vote"), "_save"))
        later = timezone.localtime(self.now + timedelta(days=1))
        page = self.press(
            self.draft("Harbour vote"),
            "_schedule",
            publish_at_0=f"{later:%Y-%m-%d}",
            publish_at_1=f"{later:%H:%M}",
        )
        self.assertIn("Scheduled for", page)
        self.assertFalse("/reaching/" in page)
