"""What does not agree is told, a sentence each, and the command ends with 1."""

import tempfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

from django.contrib.redirects.models import Redirect
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import F
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from articles import integrity, library, search, workflow
from articles.models import (
    Article,
    ArticleLog,
    Byline,
    Image,
    Listing,
    Revision,
    Tag,
    TaggedArticle,
    Version,
)
from tests.articles import pictures
from tests.base import PageTestCase
from tests.factories import NOON, make_author, make_many_stories, make_section, make_story


def own_media(test):
    """A folder of the test's own for picture files."""
    folder = tempfile.TemporaryDirectory()
    test.addCleanup(folder.cleanup)
    test.enterContext(override_settings(MEDIA_ROOT=folder.name + "/media"))
    return Path(folder.name)


def problems(at=NOON):
    return list(integrity.problems(at))


class Integrity(PageTestCase):
    """A public story with a newer working copy, and what is said once a row of it is damaged."""

    @classmethod
    def setUpTestData(cls):
        section = make_section(parent=make_section())
        cls.story = make_story(
            section=section, tags=["Harbour"], bylines=[{"author": make_author().pk}]
        )
        cls.story.refresh_from_db()
        text = cls.story.newest_revision.snapshot | {"headline": "A working copy"}
        cls.story = workflow.save_revision(
            cls.story, text, base=1, by=None, at=NOON + timedelta(hours=1)
        )

    def setUp(self):
        own_media(self)

    def assert_damage_is_told(self, sentence, damage):
        with self.subTest(sentence), transaction.atomic():
            damage()
            self.assertTrue(any(sentence in told for told in problems()), problems())
            transaction.set_rollback(True)

    def test_of_what_the_acts_wrote_there_is_nothing_to_say(self):
        self.assertEqual(problems(), [])

    def test_half_a_save_is_told(self):
        first, second = self.story.revisions.order_by("number")
        story = Article.objects.filter(pk=self.story.pk)
        revisions = Revision.objects.filter(pk=second.pk)
        for sentence, damage in {
            "revision 2 is missing, 3 is there": lambda: revisions.update(number=3),
            "revision 2 was not made from the one before it": lambda: revisions.update(base=None),
            "revision 2, kept aside, was made from none": lambda: revisions.update(
                is_aside=True, base=second
            ),
            "its newest revision is not the last, 1": lambda: revisions.update(is_aside=True),
            "revision 2 is not whole": lambda: revisions.update(snapshot={"headline": "Half"}),
            "its newest revision is not the last, 2": lambda: story.update(newest_revision=first),
            "it was not saved when": lambda: story.update(saved_at=NOON),
            "2 revisions, but 1 saves in its log": ArticleLog.objects.filter(act="save").delete,
        }.items():
            self.assert_damage_is_told(sentence, damage)

    def test_a_row_that_does_not_say_what_its_revision_says_is_told(self):
        story = Article.objects.filter(pk=self.story.pk)
        for sentence, damage in {
            "row and revision 1 differ in: Headline": lambda: story.update(
                headline="A working copy"
            ),
            "row and revision 1 differ in: Text": lambda: story.update(body="<p>Half of</p>"),
            "row and revision 1 differ in: Section": lambda: story.update(section=make_section()),
            "row and revision 1 differ in: Tags": TaggedArticle.objects.all().delete,
            "row and revision 1 differ in: Bylines": Byline.objects.all().delete,
            "row and revision 2 differ in: Headline": lambda: story.update(
                live_revision=F("newest_revision")
            ),
            "its log ends with “published”": lambda: story.update(status=Article.Status.WITHDRAWN),
        }.items():
            self.assert_damage_is_told(sentence, damage)

    def test_lists_that_do_not_follow_from_the_story_are_told(self):
        later = NOON + timedelta(days=1)
        for sentence, damage in {
            "it is listed in the sections []": Listing.objects.all().delete,
            "or at another time": lambda: Listing.objects.update(public_at=later),
            "in the lists of its tags": lambda: TaggedArticle.objects.update(public_at=None),
            "in the lists of its people": lambda: Byline.objects.update(public_at=None),
            "the search does not know it": lambda: search.forget(self.story),
            "the search knows it where it is not": lambda: Article.objects.update(public_at=later),
            "tag “Harbour”: counted 2 published stories, there are 1": lambda: Tag.objects.update(
                listed=2
            ),
        }.items():
            self.assert_damage_is_told(sentence, damage)

    def test_what_readers_may_not_have_is_told(self):
        story = Article.objects.filter(pk=self.story.pk)
        for sentence, damage in {
            "not the newest of the versions": Version.objects.all().delete,
            "marked as corrected otherwise": lambda: story.update(corrected_as="apology"),
            "in the bin without a time": lambda: story.update(binned_at=NOON),
            "its changes were to go live at 2026-03-12 11:00 UTC": lambda: story.update(
                changes_at=NOON - timedelta(hours=1)
            ),
            "it was to be withdrawn at 2026-03-12 11:00 UTC": lambda: story.update(
                withdraw_at=NOON - timedelta(hours=1)
            ),
        }.items():
            self.assert_damage_is_told(sentence, damage)

    def test_old_addresses_that_lead_in_a_chain_or_a_circle_are_told(self):
        for sentence, pairs in {
            "/a/ leads to itself": [("/a/", "/a/")],
            "/a/ leads to /b/, which is an old address": [("/a/", "/b/"), ("/b/", "/c/")],
            "/b/ leads to /a/, which is an old address": [("/a/", "/b/"), ("/b/", "/a/")],
        }.items():
            self.assert_damage_is_told(
                sentence,
                lambda pairs=pairs: Redirect.objects.bulk_create(
                    Redirect(site_id=1, old_path=old, new_path=new) for old, new in pairs
                ),
            )

    def test_asks_as_often_for_many_stories_as_for_few(self):
        with CaptureQueriesContext(connection) as few:
            problems()
        make_many_stories(200, [make_section()], tags=[Tag.objects.get()])
        with self.assertNumQueries(len(few)):
            problems()

    def test_the_command_says_what_it_found_and_ends_with_1(self):
        out = StringIO()
        call_command("check_integrity", stdout=out)
        self.assertEqual(out.getvalue(), "All agrees.\n")
        Article.objects.filter(pk=self.story.pk).update(headline="Other")
        with self.assertRaisesMessage(CommandError, "1 things do not agree."):
            call_command("check_integrity", stdout=out)
        self.assertIn(f"story {self.story.pk}: its row and revision 1 differ", out.getvalue())


class Files(PageTestCase):
    def setUp(self):
        folder = own_media(self)
        upload = SimpleUploadedFile("pier.png", pictures.picture("PNG"))
        self.image = library.add_image(upload, by=None, credit="x")
        self.originals = folder / "originals"
        self.file = self.originals / self.image.file.name

    def test_that_agree_are_not_mentioned(self):
        self.assertEqual(problems(), [])

    def test_that_are_missing_changed_or_left_over_are_told(self):
        self.file.write_bytes(self.file.read_bytes() + b"x")
        self.assertIn("its file is not the one that was taken in", problems()[0])
        self.file.unlink()
        self.assertIn("its file cannot be read", problems()[0])
        (self.originals / "left.jpg").write_bytes(b"x")
        self.assertIn("the file left.jpg belongs to no picture", problems())
        Image.objects.all().delete()
        self.assertEqual(problems(), ["the file left.jpg belongs to no picture"])
