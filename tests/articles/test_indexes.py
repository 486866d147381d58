"""Every list that readers open is read from an index in its order: nothing is sorted, however large the archive."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import schedule
from articles.models import Article, Author, Correction, Tag
from sections.models import Section
from tests.base import needs_sqlite


@needs_sqlite
class IndexTests(TestCase):
    """SQLite says how it reads a query, and without statistics it decides by the query alone."""

    def test_no_list_is_sorted(self):
        at = timezone.now()
        public = Article.objects.published(at)
        lists = {
            "front": public.newest_first(),
            "day": public.filter(public_at__gte=at).newest_first(),
            "oldest": public.order_by("public_at"),
            "section": public.in_section(Section(pk=1), at),
            "tag": public.with_tag(Tag(pk=1), at),
            "person": public.by_author(Author(pk=1), at),
            "section, further on": public.in_section(Section(pk=1), at, at, 1),
            "tag, further on": public.with_tag(Tag(pk=1), at, at, 1),
            "person, further on": public.by_author(Author(pk=1), at, at, 1),
        }
        for name, stories in lists.items():
            with self.subTest(name):
                self.assert_read_from_an_index(stories.with_card_data().with_next_change(at))

    def test_the_list_of_corrections_is_not_sorted(self):
        self.assert_read_from_an_index(Correction.objects.published(timezone.now()).with_story())

    def test_what_is_due_is_looked_up(self):
        with CaptureQueriesContext(connection) as asked:
            schedule.bring_due(timezone.now())
        for query in asked:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
                plan = "\n".join(row[-1] for row in cursor.fetchall())
            self.assertIn("INDEX article_", plan)
            self.assertNotIn("TEMP B-TREE", plan)

    def assert_read_from_an_index(self, rows):
        plan = rows[:31].explain()
        self.assertNotIn("TEMP B-TREE", plan)
        self.assertNotIn("SCAN", plan)
