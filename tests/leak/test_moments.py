"""To the microsecond: what readers see before a story's minute, at it, and at once after an act."""

from datetime import timedelta

from articles import kept, workflow
from sections import tree
from tests import factories
from tests.base import PageTestCase
from tests.factories import NOON

from .base import clock_at
from .check import ask
from .paper import MOMENT

HOUR = timedelta(hours=1)


class MomentTests(PageTestCase):
    """One story, sought in every list that shows it: front, section, tag, person, day, feed, sitemap, search."""

    def setUp(self):
        self.section = factories.make_section("Harbour")
        self.author = factories.make_author("Ida Holm")
        self.draft = factories.make_draft(
            "Ferries stop",
            self.section,
            at=NOON,
            slug="ferries-stop",
            tags=["Ferries"],
            bylines=[{"author": self.author.pk}],
        )

    def lists(self, day=NOON):
        return [
            "/",
            "/text/",
            "/rss.xml",
            self.section.get_absolute_url(),
            f"{self.section.get_absolute_url()}feed.json",
            "/tag/ferries/",
            f"/by/{self.author.slug}/",
            f"/{day:%Y/%m/%d}/",
            f"/sitemap-{day:%Y-%m}.xml",
            "/news-sitemap.xml",
            "/search/?q=ferries",
        ]

    def shown_at(self, time):
        """The addresses that show the story at a time."""
        address = f"/{NOON:%Y/%m/%d}/ferries-stop/"
        with clock_at(time):
            lists = [place for place in self.lists() if address in ask(place).everything]
            return lists + [address] * (ask(address).status == 200)

    def everywhere(self):
        return [*self.lists(), f"/{NOON:%Y/%m/%d}/ferries-stop/"]

    def test_a_scheduled_story_is_nowhere_a_microsecond_before_its_minute_and_everywhere_at_it(
        self,
    ):
        with self.told():
            workflow.publish(self.draft, by=None, at=NOON, publish_at=NOON + HOUR)
        self.assertEqual(self.shown_at(NOON + HOUR - MOMENT), [])
        self.assertEqual(self.shown_at(NOON + HOUR), self.everywhere())
        self.assertEqual(self.shown_at(NOON + HOUR + MOMENT), self.everywhere())

    def test_a_withdrawn_story_is_nowhere_at_once(self):
        self.assert_hidden_by(lambda story: workflow.withdraw(story, by=None, at=NOON))

    def test_a_killed_story_is_nowhere_at_once(self):
        self.assert_hidden_by(
            lambda story: workflow.kill(story, by=None, at=NOON, reason="Untrue.")
        )

    def test_the_stories_of_a_hidden_section_are_nowhere_at_once(self):
        self.section.is_visible = False
        self.assert_hidden_by(lambda story: tree.save(self.section))

    def assert_hidden_by(self, act):
        self.assertEqual(self.shown_at(NOON), [])
        with self.told():
            story = workflow.publish(self.draft, by=None, at=NOON)
        self.assertEqual(self.shown_at(NOON), self.everywhere())
        with self.told():
            act(story)
        self.assertEqual(self.shown_at(NOON), [])

    def told(self):
        """A context at whose end everybody is told of what was done in it."""
        return self.captureOnCommitCallbacks(execute=True)

    def test_a_name_or_a_tag_is_gone_at_once_when_it_is_hidden(self):
        with self.told():
            story = workflow.publish(self.draft, by=None, at=NOON)
        tag = story.tags.get()
        with clock_at(NOON):
            page = ask(story.get_absolute_url()).text
        self.assertIn("Ida Holm", page)
        self.assertIn("/tag/ferries/", page)
        self.author.is_public = tag.is_public = False
        with self.told():
            self.author.save()
            tag.save()
            kept.purge_person(self.author)
            kept.purge_tag(tag)
        with clock_at(NOON):
            for place in [*self.shown_at(NOON), story.get_absolute_url(), "/sitemap-pages.xml"]:
                answer = ask(place)
                self.assertNotIn("Ida Holm", answer.text, place)
                self.assertNotIn("/tag/ferries/", answer.text, place)
            self.assertEqual(ask("/tag/ferries/"), ask("/tag/never-was/"))
            self.assertEqual(ask(f"/by/{self.author.slug}/"), ask("/by/never-was/"))
