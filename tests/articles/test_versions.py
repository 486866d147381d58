"""Which texts of a story were public, and from when."""

from datetime import timedelta

from django.test import TestCase

from articles import integrity, workflow
from articles.models import Article
from tests.factories import NOON, make_draft, make_story

HOUR = timedelta(hours=1)


def save(story, body, at):
    story = Article.objects.get(pk=story.pk)
    newest = story.newest_revision
    snapshot = newest.snapshot | {"body": f"<p>{body}</p>"}
    return workflow.save_revision(story, snapshot, base=newest.number, by=None, at=at)


class VersionTests(TestCase):
    def versions(self, story):
        """(number of the revision, hours after noon), oldest first."""
        rows = story.versions.order_by("public_from").values_list("revision__number", "public_from")
        return [(number, (time - NOON) / HOUR) for number, time in rows]

    def test_a_version_begins_with_each_text_that_goes_live(self):
        story = make_story()
        save(story, "Not for readers.", NOON + HOUR)
        save(story, "For readers.", NOON + 2 * HOUR)
        workflow.update(story, by=None, at=NOON + 3 * HOUR)
        self.assertEqual(self.versions(story), [(1, 0), (3, 3)])

    def test_the_version_of_a_scheduled_story_begins_when_it_becomes_public(self):
        story = make_draft()
        workflow.publish(story, by=None, at=NOON, publish_at=NOON + 5 * HOUR)
        save(story, "Better.", NOON + HOUR)
        self.assertEqual(self.versions(story), [(2, 5)])
        workflow.publish(story, by=None, at=NOON + 2 * HOUR, publish_at=NOON + 7 * HOUR)
        self.assertEqual(self.versions(story), [(2, 7)])
        workflow.publish(story, by=None, at=NOON + 3 * HOUR)
        self.assertEqual(self.versions(story), [(2, 3)])

    def test_a_story_taken_back_before_its_time_had_no_version(self):
        for take_back in (workflow.withdraw, self.kill):
            story = make_draft()
            workflow.publish(story, by=None, at=NOON, publish_at=NOON + 5 * HOUR)
            take_back(story, by=None, at=NOON + HOUR)
            self.assertEqual(self.versions(story), [])

    def kill(self, story, **kwargs):
        return workflow.kill(story, reason="It was not so.", **kwargs)

    def test_a_story_published_again_with_the_same_text_goes_on_with_its_version(self):
        story = make_story()
        workflow.withdraw(story, by=None, at=NOON + HOUR)
        workflow.publish(story, by=None, at=NOON + 2 * HOUR)
        self.assertEqual(self.versions(story), [(1, 0)])

    def test_a_new_text_that_was_to_come_back_later_and_did_not_was_never_public(self):
        story = make_story()
        workflow.withdraw(story, by=None, at=NOON + HOUR)
        save(story, "Again.", NOON + HOUR)
        workflow.publish(story, by=None, at=NOON + 2 * HOUR, publish_at=NOON + 9 * HOUR)
        self.assertEqual(self.versions(story), [(1, 0), (2, 9)])
        workflow.withdraw(story, by=None, at=NOON + 3 * HOUR)
        self.assertEqual(self.versions(story), [(1, 0)])
        self.assertEqual(list(integrity.problems(NOON + 4 * HOUR, with_files=False)), [])
        workflow.publish(story, by=None, at=NOON + 10 * HOUR)
        self.assertEqual(self.versions(story), [(1, 0), (2, 10)])
