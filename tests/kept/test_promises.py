"""Pages that were made before a promise do not know of it. None of them is shown any more when its time has come and
it reads otherwise.
"""

import random
from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase

from articles import promises, schedule, workflow
from articles.models import Article
from newsroom.models import Purge
from sections import curation
from tests.factories import NOON, make_draft

from .paper import Paper
from .reading import Reader

MADE = NOON + timedelta(minutes=5)  # the pages
DONE = MADE + timedelta(seconds=1)  # the act
TIME = MADE + timedelta(minutes=3)  # what it promises
SEEN = TIME + timedelta(seconds=1)


class PromisesTests(TestCase):
    def setUp(self):
        self.paper = Paper(random.Random(7)).make(12)
        self.reader = Reader()

    def crawl(self, at):
        self.reader.make_all_anew()
        with patch("django.utils.timezone.now", return_value=at):
            return self.reader.crawl(at)

    def read(self, paths, at):
        self.reader.make_all_anew()
        with patch("django.utils.timezone.now", return_value=at):
            return {path: self.reader.read(path) for path in paths}

    def draft(self):
        return make_draft("Promised", self.paper.sections[3], at=NOON, **self.paper.parts())

    def check(self, act):
        """Nobody is shown a page at SEEN that was made before the act and reads otherwise by then."""
        had = self.crawl(MADE)
        Purge.objects.all().delete()
        act()
        told = list(Purge.objects.all())
        gone = {key for row in told for key in row.gone}
        keys = {key for row in told for key in row.keys} | gone
        long = {
            path: page
            for path, page in had.items()
            if page.is_kept and MADE + timedelta(seconds=page.seconds) > SEEN
        }
        self.assertGreater(len(long), 50)
        left = {
            path: page for path, page in long.items() if not (page.own & keys or page.shared & gone)
        }
        now = self.read(left, SEEN)
        self.assertEqual([path for path in left if now[path].main != left[path].main], [])
        passable = [path for path, page in left.items() if page.shared & keys]  # for a minute
        sidebars = [path for path in left if now[path].sidebar != left[path].sidebar]
        self.assertEqual([path for path in sidebars if path not in passable], [])
        return len(long) - len(left), len(long)

    def test_a_story_goes_out(self):
        story = self.draft()
        purged, of = self.check(lambda: workflow.publish(story, by=None, at=DONE, publish_at=TIME))
        self.assertLess(purged, of / 2)

    def test_the_time_of_a_story_is_moved_forward(self):
        later = TIME + timedelta(hours=3)
        story = workflow.publish(self.draft(), by=None, at=NOON, publish_at=later)
        self.check(lambda: workflow.publish(story, by=None, at=DONE, publish_at=TIME))

    def test_a_story_is_to_be_withdrawn(self):
        story = Article.objects.get(pk=self.paper.stories[-1])
        self.check(lambda: promises.schedule_withdrawal(story, by=None, at=DONE, withdraw_at=TIME))

    def test_a_story_leads_the_front_until_then(self):
        story = Article.objects.get(pk=self.paper.stories[0])
        purged, _ = self.check(lambda: curation.place(story, by=None, at=DONE, until=TIME))
        self.assertLess(purged, 5)

    def test_when_a_withdrawal_is_done_as_promised_no_copy_is_left(self):
        """The time of all pages was over before; where making new ones fails, the old are not shown either."""
        story = Article.objects.get(pk=self.paper.stories[-1])
        promises.schedule_withdrawal(story, by=None, at=NOON, withdraw_at=TIME)
        had = self.crawl(MADE)
        Purge.objects.all().delete()
        self.assertEqual(schedule.bring_due(SEEN).withdrawn, 1)
        gone = {key for row in Purge.objects.all() for key in row.gone}
        naming = [page for page in had.values() if page.names(story.get_absolute_url())]
        self.assertGreater(len(naming), 10)
        for page in naming:
            if page.is_kept:
                self.assertTrue((page.own | page.shared) & gone)
