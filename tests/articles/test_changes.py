"""The public history of a story: what it shows, and what it never does."""

from datetime import timedelta

from articles import corrections, workflow
from articles.models import Article, Version
from tests.factories import NOON, make_author, make_story

from .test_corrections import correct, save
from .test_pages import ReaderTestCase

HOUR = timedelta(hours=1)


def go_live(story, body, at, **fields):
    """Another text that readers get from then on."""
    story = Article.objects.get(pk=story.pk)
    snapshot = story.newest_revision.snapshot | {"body": body} | fields
    number = story.newest_revision.number
    workflow.save_revision(story, snapshot, base=number, by=None, at=at)
    return workflow.update(story, by=None, at=at, weight="minor", note="A test.")


class ChangesTestCase(ReaderTestCase):
    def changes(self, story, status=200, after="", at=NOON + 9 * HOUR):
        return self.page(f"{story.get_absolute_url()}changes/{after}", status, at=at)

    def versions(self, page):
        return self.every(page, "//section[@class='version']")


class PageTests(ChangesTestCase):
    def test_shows_what_each_version_changed_and_when_newest_first(self):
        story = make_story("Council votes", body="<p>By 18 to 15.</p><p>It rained.</p>")
        story = save(story, "By 17 to 16.", NOON + HOUR)
        correct(story, note="The vote was 17 to 16.", at=NOON + HOUR)
        page = self.changes(story)
        newest, first = self.versions(page)
        self.assertTrue(newest.startswith("12 March 2026, 13:00 UTC Correction: The vote was"))
        self.assertEqual(first, "12 March 2026, 12:00 UTC First published.")
        self.assertEqual(self.every(page, "//del")[1:], ["18", "15", "It rained."])
        self.assertEqual(self.every(page, "//ins")[1:], ["17", "16"])
        self.assertEqual(page.xpath("//meta[@name='robots']/@content"), ["noindex"])

    def test_is_linked_under_a_story_that_was_changed_and_else_is_not_there(self):
        story = make_story()
        link = f"{story.get_absolute_url()}changes/"
        self.assertNotIn(link, self.page(story.get_absolute_url()).xpath("//a/@href"))
        self.changes(story, 404)
        go_live(story, "<p>Other.</p>", NOON)
        self.assertIn(link, self.page(story.get_absolute_url()).xpath("//a/@href"))
        self.changes(story)

    def test_is_gone_with_its_story(self):
        story = go_live(make_story(), "<p>Other.</p>", NOON)
        workflow.withdraw(story, by=None, at=NOON)
        self.changes(story, 404)
        workflow.publish(story, by=None, at=NOON)
        workflow.kill(story, by=None, reason="It was not so.", at=NOON)
        self.changes(story, 404)

    def test_goes_on_page_by_page_at_the_same_cost(self):
        story, counts = make_story(), []
        for number in range(24):
            story = go_live(story, f"<p>Text {number}.</p>", NOON + timedelta(minutes=number))
            if number in (0, 23):
                with self.reading_at(NOON + 9 * HOUR):
                    counts.append(self.count_queries(f"{story.get_absolute_url()}changes/"))
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 6)
        page = self.changes(story)
        seen = self.versions(page)
        while link := page.xpath("//a[@rel='next']/@href"):
            page = self.changes(story, after=link[0])
            seen += self.versions(page)
        self.assertEqual(len(seen), 25)
        self.assertIn("First published.", seen[-1])
        self.assertEqual(seen.count(seen[0]), 1)

    def test_a_change_around_the_words_is_told_as_that(self):
        story = make_story(body="<p>Same.</p>")
        go_live(story, "<p>Same.</p>", NOON + HOUR, slug="elsewhere")
        story.refresh_from_db()
        self.assertIn("No word was changed.", self.versions(self.changes(story))[0])


class SecretTests(ChangesTestCase):
    """Words that no reader got stay unsaid."""

    def source(self, story):
        with self.reading_at(NOON + 9 * HOUR):
            return self.text(f"{story.get_absolute_url()}changes/")

    def test_what_was_saved_between_two_versions_is_not_told(self):
        story = make_story(desk_notes="Ask the turnip.")
        save(story, "The parsnip is not for readers.", NOON)
        story = go_live(story, "<p>Other.</p>", NOON + HOUR, desk_notes="Ask the swede.")
        save(story, "Nor is the radish.", NOON + 2 * HOUR)
        newest = story.newest_revision
        aside = newest.snapshot | {"body": "<p>The beetroot came second.</p>"}
        story.revisions.create(number=9, base=newest, snapshot=aside, saved_at=NOON, is_aside=True)
        source = self.source(story)
        for word in ("turnip", "parsnip", "swede", "radish", "beetroot"):
            self.assertNotIn(word, source)

    def test_a_scheduled_text_is_not_told_before_its_time(self):
        story = go_live(make_story(), "<p>Second.</p>", NOON)
        workflow.withdraw(story, by=None, at=NOON)
        save(story, "The parsnip comes later.", NOON)
        workflow.publish(story, by=None, at=NOON, publish_at=NOON + 20 * HOUR)
        self.changes(story, 404)
        self.assertIn("parsnip", str(Version.objects.first().revision.snapshot))

    def test_a_withheld_version_shows_its_time_and_none_of_its_words(self):
        story = make_story(body="<p>The mayor spoke.</p>")
        story = go_live(story, "<p>The mayor, a turnip, spoke.</p>", NOON + HOUR)
        story = go_live(story, "<p>The mayor spoke twice.</p>", NOON + 2 * HOUR)
        middle = story.versions.all()[1]
        self.assertIn("turnip", self.source(story))
        corrections.withhold(middle, by=None, reason="It was a parsnip.", at=NOON + 3 * HOUR)
        source = self.source(story)
        self.assertNotIn("turnip", source)
        self.assertNotIn("parsnip", source)
        newest, withheld, _first = self.versions(self.changes(story))
        self.assertIn("because what stood between is withheld", newest)
        self.assertIn("twice", newest)
        self.assertEqual(withheld, "12 March 2026, 13:00 UTC The text of this version is withheld.")

    def test_a_first_version_withheld_leaves_nothing_to_compare_with(self):
        story = make_story(body="<p>The turnip spoke.</p>")
        story = go_live(story, "<p>The mayor spoke.</p>", NOON + HOUR)
        corrections.withhold(story.versions.last(), by=None, reason="No.", at=NOON + HOUR)
        self.assertNotIn("turnip", self.source(story))
        newest, _first = self.versions(self.changes(story))
        self.assertIn("because the version before is withheld", newest)

    def test_people_who_are_not_to_be_named_are_not_named_here(self):
        hidden = make_author("Turnip Parsnip", is_public=False)
        shown = make_author("Mira Okonjo")
        story = make_story(bylines=[{"author": hidden.pk}])
        story = go_live(story, "<p>Other.</p>", NOON, bylines=[{"author": shown.pk}])
        source = self.source(story)
        self.assertNotIn("Turnip", source)
        self.assertIn("Mira Okonjo", source)
