"""The log of acts: nobody changes it, it outlives the story, and a row that was touched is found."""

from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from articles import audit, binning, review, workflow
from articles.models import Article, ArticleLog, Revision
from tests.factories import NOON, make_admin, make_draft, make_story

DAY = timedelta(days=1)


class ChainTests(TestCase):
    def setUp(self):
        self.story = make_story("One", by=make_admin("mira"))
        workflow.withdraw(self.story, by=None, at=NOON + DAY, note="Checking.")
        make_story("Another")

    def test_what_the_acts_write_is_whole(self):
        self.assertEqual(list(audit.breaks()), [])

    def test_a_row_changed_taken_out_or_put_in_is_found(self):
        rows = ArticleLog.objects.filter(article=self.story).order_by("pk")
        first, second, third = rows
        for touch in (
            lambda: rows.filter(pk=second.pk).update(note="Other."),
            lambda: rows.filter(pk=second.pk).update(at=NOON - DAY),
            lambda: rows.filter(pk=first.pk).update(who="somebody"),
            lambda: rows.filter(pk=first.pk).update(title="Other"),
            lambda: rows.filter(pk=third.pk).update(status_after="published"),
            lambda: rows.filter(pk=first.pk).delete(),
            lambda: rows.filter(pk=second.pk).delete(),
            lambda: ArticleLog.objects.bulk_create(
                [ArticleLog(article=self.story, story=self.story.pk, act="save", at=NOON)]
            ),
        ):
            touch()
            (said,) = audit.breaks()
            self.assertIn(f"story {self.story.pk}: its log was changed", said)
            ArticleLog.objects.filter(article=self.story).delete()
            ArticleLog.objects.bulk_create([first, second, third])
            self.assertEqual(list(audit.breaks()), [])

    def test_a_row_is_neither_saved_again_nor_deleted(self):
        row = self.story.log.first()
        for act in (row.save, row.delete):
            with self.assertRaises(TypeError):
                act()

    def test_an_account_that_goes_leaves_its_name(self):
        self.story.created_by.delete()
        row = self.story.log.order_by("pk").first()
        self.assertEqual((row.by, row.who), (None, "mira"))
        self.assertEqual(list(audit.breaks()), [])


class EmptyingTheBin(TestCase):
    def binned(self, headline, at):
        return review.bin(make_draft(headline, at=NOON), by=None, at=at)

    def empty(self, **options):
        told = StringIO()
        call_command("empty_bin", stdout=told, **options)
        return told.getvalue()

    def test_what_lay_there_for_thirty_days_goes_with_its_texts_and_its_log_stays(self):
        now = timezone.now()
        old = self.binned("Old notes", now - 30 * DAY)
        young = self.binned("Young notes", now - 30 * DAY + timedelta(minutes=1))
        make_draft("At work")
        self.assertIn(f"would purge {old.pk} Old notes\n1 story", self.empty(dry_run=True))
        self.assertEqual(Article.objects.count(), 3)
        self.assertEqual(self.empty(), f"purged {old.pk} Old notes\n1 story\n")
        self.assertEqual(
            set(Article.objects.values_list("headline", flat=True)), {"Young notes", "At work"}
        )
        self.assertFalse(Revision.objects.filter(snapshot__headline="Old notes").exists())
        rows = ArticleLog.objects.filter(story=old.pk).order_by("pk")
        self.assertEqual([row.act for row in rows], ["create", "bin", "purge"])
        self.assertEqual({row.title for row in rows}, {"Old notes"})
        self.assertEqual(list(audit.breaks()), [])
        self.assertEqual(self.empty(), "0 stories\n")
        review.restore(young, by=None)
        self.assertEqual(self.empty(verbosity=0), "")

    def test_what_was_public_or_came_back_meanwhile_stays(self):
        story = self.binned("Seen once", NOON)
        Article.objects.filter(pk=story.pk).update(first_public_at=NOON - DAY)
        other = self.binned("Brought back", NOON)
        found = list(binning.to_purge(timezone.now()))
        review.restore(other, by=make_admin())
        self.assertEqual([row.headline for row in found], ["Brought back"])
        self.assertIs(binning._purge(other.pk, timezone.now()), False)


class OldLogs(TransactionTestCase):
    def test_rows_from_before_get_their_words_and_their_chain(self):
        self.addCleanup(self.migrate, *MigrationExecutor(connection).loader.graph.leaf_nodes())
        story = make_story("Of old", by=make_admin("jo"))
        with connection.cursor() as cursor:
            cursor.execute("UPDATE articles_articlelog SET digest = '', who = '', title = ''")
        self.assertNotEqual(list(audit.breaks()), [])
        self.migrate(("articles", "0014_permissions_in_scopes"))
        self.migrate(*MigrationExecutor(connection).loader.graph.leaf_nodes())
        self.assertEqual(list(audit.breaks()), [])
        rows = story.log.order_by("pk")
        self.assertEqual([(row.who, row.title) for row in rows], [("jo", "Of old"), ("", "Of old")])

    def migrate(self, *targets):
        MigrationExecutor(connection).migrate(list(targets))
