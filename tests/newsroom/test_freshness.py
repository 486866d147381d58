"""How long a page may be kept: never beyond the minute at which a promise changes it."""

import re
from datetime import timedelta

from articles import promises, schedule, workflow
from sections import curation
from tests.base import PageTestCase
from tests.factories import NOON, make_author, make_draft, make_section, make_story

SECOND, MINUTE, HOUR, DAY = (timedelta(seconds=seconds) for seconds in (1, 60, 3600, 86400))


class KeptUntil(PageTestCase):
    """A paper whose stories are of last week: its pages are kept for five minutes, if nothing is promised."""

    def setUp(self):
        self.section, self.author = make_section("World"), make_author()
        last_week = {"section": self.section, "public_at": NOON - 7 * DAY}
        bylines = [{"author": self.author.pk}]
        self.story = make_story("Eels", tags=["Eels"], bylines=bylines, **last_week)
        make_story("Ferries", tags=["Eels"], **last_week)

    def paths(self):
        return [
            "/",
            "/text/",
            self.story.get_absolute_url(),
            f"/text{self.story.get_absolute_url()}",
            "/world/",
            "/tag/eels/",
            self.author.get_absolute_url(),
            "/2026/",
            "/rss.xml",
            "/world/feed.json",
        ]

    def kept(self, path, at):
        """(max-age, how long a stale copy may be shown) of the page as made at `at`."""
        with self.reading_at(at):
            control = self.get(path)["Cache-Control"]
        return tuple(
            int(re.search(rf"{name}=(\d+)", control)[1])
            for name in ("max-age", "stale-while-revalidate")
        )

    def assert_kept_before(self, time, paths):
        """No copy made in the ten minutes before is fresh at `time`, or shown stale."""
        for path in paths:
            for seconds in (600, 301, 300, 299, 120, 59, 10, 2, 1):
                made = time - seconds * SECOND
                self.assertLess(
                    made + sum(self.kept(path, made)) * SECOND, time, f"{path}, {seconds} s before"
                )

    def test_five_minutes_where_nothing_is_promised(self):
        for path in self.paths():
            self.assertEqual(self.kept(path, NOON), (300, 30), path)

    def test_the_minute_at_which_a_scheduled_story_goes_out(self):
        workflow.publish(make_draft(at=NOON), by=None, at=NOON, publish_at=NOON + HOUR)
        self.assert_kept_before(NOON + HOUR, self.paths())
        self.assertEqual(self.kept("/", NOON), (300, 30))
        self.assertEqual(self.kept("/", NOON + HOUR - 100 * SECOND), (99, 0))

    def test_the_minute_at_which_a_story_is_withdrawn(self):
        promises.schedule_withdrawal(self.story, by=None, at=NOON, withdraw_at=NOON + HOUR)
        self.assert_kept_before(NOON + HOUR, self.paths())
        with self.reading_at(NOON + HOUR):
            self.get(self.story.get_absolute_url(), 404)

    def test_the_minute_at_which_changes_go_live_and_a_second_until_they_are(self):
        snapshot = self.story.newest_revision.snapshot | {"headline": "Eels are back"}
        story = workflow.save_revision(self.story, snapshot, base=1, by=None, at=NOON)
        promises.schedule_changes(story, by=None, at=NOON, changes_at=NOON + HOUR)
        self.assert_kept_before(NOON + HOUR, self.paths())
        path = story.get_absolute_url()
        self.assertEqual(self.kept(path, NOON + HOUR + SECOND), (1, 0))
        schedule.bring_due(NOON + HOUR + 2 * SECOND)
        self.assertEqual(self.kept(path, NOON + HOUR + 3 * SECOND), (10, 1))

    def test_a_publisher_that_is_away_does_not_make_every_page_anew_for_ever(self):
        snapshot = self.story.newest_revision.snapshot | {"headline": "Eels are back"}
        story = workflow.save_revision(self.story, snapshot, base=1, by=None, at=NOON)
        promises.schedule_changes(story, by=None, at=NOON, changes_at=NOON + HOUR)
        self.assertEqual(self.kept("/", NOON + HOUR + 5 * MINUTE), (300, 30))

    def test_the_end_of_a_lead_of_the_front(self):
        curation.place(self.story, by=None, at=NOON, until=NOON + HOUR)
        self.assert_kept_before(NOON + HOUR, ["/", "/text/"])

    def test_the_end_of_the_minute_where_promises_are_not_asked_for(self):
        """Promises are for whole minutes."""
        workflow.publish(make_draft(at=NOON), by=None, at=NOON, publish_at=NOON + HOUR)
        paths = ["/search/?q=eels", "/sitemap-2026-03.xml", "/news-sitemap.xml"]
        self.assert_kept_before(NOON + HOUR, paths)

    def test_an_empty_paper_is_asked_for_again_at_the_next_minute(self):
        self.story.section.articles.all().update(status="withdrawn")
        self.assertEqual(self.kept("/", NOON), (10, 1))
        self.assertEqual(self.kept("/", NOON + 55 * SECOND), (4, 0))
