"""Old revisions go, and what readers were given stays."""

from datetime import timedelta
from io import StringIO

from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import integrity, preview, revising, workflow
from articles.models import Article, ArticleLog, Autosave, Revision
from tests.factories import make_admin, make_draft

from .test_history import save

LONG_AGO = timezone.now() - timedelta(days=400, hours=12)


class PruningTests(TestCase):
    def setUp(self):
        self.story = make_draft("Headline 1", at=LONG_AGO)

    def save(self, count):
        for _ in range(count):
            number = Article.objects.get(pk=self.story.pk).newest_revision.number
            save(
                self.story, at=LONG_AGO + timedelta(days=number), headline=f"Headline {number + 1}"
            )

    def prune(self, **options):
        told = StringIO()
        call_command("prune_revisions", stdout=told, **options)
        return told.getvalue()

    def numbers(self):
        return sorted(self.story.revisions.values_list("number", flat=True))

    def test_what_is_old_and_beyond_the_number_goes(self):
        self.save(9)
        self.assertEqual(self.prune(keep=3, days=30), "Removed 7 revisions of 1 stories.\n")
        self.assertEqual(self.numbers(), [8, 9, 10])
        self.assertEqual(self.prune(keep=3, days=30), "Removed 0 revisions of 0 stories.\n")

    def test_what_is_young_stays_however_many_there_are(self):
        self.save(9)
        self.prune(keep=3, days=396)
        self.assertEqual(self.numbers(), [6, 7, 8, 9, 10])

    def test_a_dry_run_says_the_same_and_removes_nothing(self):
        self.save(9)
        self.assertEqual(
            self.prune(keep=3, days=30, dry_run=True), "Would remove 7 revisions of 1 stories.\n"
        )
        self.assertEqual(self.numbers(), list(range(1, 11)))

    def test_what_was_ever_public_stays_with_what_links_and_forms_stand_on(self):
        user = make_admin()
        self.save(1)
        workflow.publish(self.story, by=None, at=LONG_AGO + timedelta(days=2))
        self.save(2)
        workflow.update(self.story, by=None, at=LONG_AGO + timedelta(days=5))
        self.save(2)
        preview.share(
            Article.objects.get(pk=self.story.pk), by=user, mode="revision", at=timezone.now()
        )
        self.save(3)
        Autosave.objects.create(
            article=self.story, user=user, window="w", base=7, fields={}, saved_at=timezone.now()
        )
        self.save(1)
        self.prune(keep=1, days=0)
        self.assertEqual(self.numbers(), [2, 4, 6, 7, 10])

    def test_the_chain_is_whole_afterwards_and_the_log_says_what_went(self):
        self.save(5)
        revising.keep_aside(
            self.story, {"headline": "Second"}, base=6, by=None, at=LONG_AGO + timedelta(days=6)
        )
        self.save(4)
        self.prune(keep=5, days=30)
        self.assertEqual(self.numbers(), [7, 8, 9, 10, 11])
        bases = dict(Revision.objects.values_list("number", "base__number"))
        self.assertEqual(bases, {7: None, 8: None, 9: 8, 10: 9, 11: 10})
        entry = ArticleLog.objects.filter(article=self.story).first()
        self.assertEqual((entry.act, entry.note), ("prune", "Revisions 1–6"))
        self.assertEqual(list(integrity.problems(timezone.now())), [])
        save(self.story, headline="Goes on")
        self.assertEqual(self.numbers()[-1], 12)
        self.assertEqual(list(integrity.problems(timezone.now())), [])

    def test_a_revision_that_was_lost_is_told_from_one_that_was_pruned(self):
        self.save(7)
        self.prune(keep=6, days=30)
        last = self.story.revisions.get(number=5)
        self.story.revisions.filter(number=6).update(base=last.base)
        last.delete()
        ArticleLog.objects.filter(act="prune").delete()
        found = list(integrity.problems(timezone.now()))
        self.assertIn(f"story {self.story.pk}: revision 1 is missing, 3 is there", found)

    def test_the_history_shows_what_went_without_a_link(self):
        self.save(5)
        self.prune(keep=2, days=30)
        self.client.force_login(make_admin())
        page = self.client.get(f"/admin/articles/article/{self.story.pk}/history/").content.decode()
        self.assertIn("Old revisions removed", page)
        self.assertIn("Revisions 1–4", page)
        self.assertNotIn(">Revision 4<", page)

    def test_numbers_that_make_no_sense_are_refused(self):
        with self.assertRaisesMessage(CommandError, "--keep 1 or more"):
            self.prune(keep=0)

    def test_many_revisions_take_as_many_queries_as_few_and_no_text_is_loaded(self):
        self.save(4)
        few = self.queries_of_pruning()
        self.story = make_draft("Headline 1", at=LONG_AGO)
        self.save(24)
        self.assertEqual(len(self.queries_of_pruning()), len(few))

    def queries_of_pruning(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertIn("of 1 stories", self.prune(keep=2, days=30))
        self.assertEqual([one["sql"] for one in queries if '"snapshot"' in one["sql"]], [])
        return queries
