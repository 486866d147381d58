"""A query that is filled in finds what the same query finds when Django writes it anew."""

from datetime import timedelta

from django.db import connection
from django.db.models import Q
from django.test import TestCase, TransactionTestCase

from articles.models import Article
from newsroom import prepared
from tests import factories
from tests.base import needs_postgres
from tests.factories import NOON

HOUR = timedelta(hours=1)


def _around(at, public_date, words):
    found = Article.objects.filter(public_at__gt=at - HOUR, public_at__lte=at)
    return found.filter(public_date=public_date, headline=words).select_related("section")


def _those(order, *, stories, but=None):
    found = Article.objects.filter(pk__in=stories).order_by(order)
    return found.exclude(pk=but) if but else found


def _titles(section):
    return Article.objects.filter(section=section).values_list("headline", "pk").order_by("pk")


def _changed(at):
    return Article.objects.filter(public_at__gt=at.replace(year=2000))


def _published(at):
    return Article.objects.filter(status="published", public_at__lte=at)


def _nothing(at):
    return Article.objects.filter(Q(pk__in=[]), public_at__gt=at)


class PreparedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.stories = [factories.make_story(headline=f"Story {number}") for number in range(3)]

    def test_finds_what_a_query_written_anew_finds_whatever_the_values(self):
        for story in self.stories:
            for moved in (timedelta(0), HOUR / 2, HOUR, 2 * HOUR, -HOUR):
                values = (story.public_at + moved, story.public_date, story.headline)
                names = dict(zip(("at", "public_date", "words"), values, strict=True))
                self.assertEqual(
                    prepared.rows(_around, **names), list(_around(*values)), f"{story} {moved}"
                )

    def test_the_number_of_values_and_which_are_given_are_parts_of_the_shape(self):
        ids = [story.pk for story in self.stories]
        for length in (1, 2, 3):
            found = prepared.rows(_those, "-pk", stories=ids[:length])
            self.assertEqual([story.pk for story in found], ids[:length][::-1])
        found = prepared.rows(_those, "pk", stories=ids, but=ids[0])
        self.assertEqual([story.pk for story in found], ids[1:])
        self.assertEqual(prepared.rows(_those, "pk", stories=[ids[2]], but=ids[2]), [])

    def test_gives_tuples_where_the_query_does_and_asks_once(self):
        section = self.stories[0].section_id
        prepared.rows(_titles, section=section)
        with self.assertNumQueries(1):
            found = prepared.rows(_titles, section=section)
        self.assertEqual(found, list(_titles(section)))
        with self.assertNumQueries(1):
            story = prepared.one(
                _around,
                at=self.stories[1].public_at,
                public_date=self.stories[1].public_date,
                words="Story 1",
            )
            self.assertEqual(story.section.title, self.stories[1].section.title)

    def test_a_value_that_would_be_lost_on_its_way_is_refused(self):
        with self.assertRaisesMessage(ValueError, "do not reach the database as given"):
            prepared.rows(_changed, at=NOON)
        with self.assertRaisesMessage(TypeError, "give it as a part of the shape"):
            prepared.rows(_titles, section=None)
        with self.assertRaisesMessage(ValueError, "holds a value"):
            prepared.rows(lambda at: _around(at, self, ""), at=NOON)

    def test_what_can_find_nothing_asks_nothing(self):
        with self.assertNumQueries(0):
            self.assertEqual(prepared.rows(_nothing, at=NOON), [])
            self.assertIsNone(prepared.one(_nothing, at=NOON))


@needs_postgres
class PlannedTests(TransactionTestCase):
    """What a connection is asked for often, PostgreSQL plans once."""

    def setUp(self):
        prepared.forget()
        self.stories = [factories.make_story(headline=f"Story {number}") for number in range(3)]

    def ask(self):
        ids = [story.pk for story in self.stories]
        for pk in ids:
            found = prepared.rows(_those, "-pk", stories=ids, but=pk)
            self.assertEqual([story.pk for story in found], [one for one in ids[::-1] if one != pk])

    def planned(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT statement, generic_plans FROM pg_prepared_statements")
            return cursor.fetchall()

    def test_once(self):
        connection.close()
        for _ in range(3):
            self.ask()
        ((statement, times),) = self.planned()
        self.assertIn("$4", statement)
        self.assertEqual(times, 9 - prepared.PLANNED_AT + 1)

    def test_not_on_a_connection_that_others_get_too(self):
        connection.close()
        with self.settings(DATABASE_POOLED=True):
            for _ in range(3):
                self.ask()
        self.assertEqual(self.planned(), [])

    def test_what_is_the_same_always_stands_in_the_plan(self):
        connection.close()
        for _ in range(5):
            prepared.rows(_around, at=NOON, public_date=NOON.date(), words="100 % sure")
            prepared.rows(_published, at=NOON)
        statements = [statement for statement, _ in self.planned()]
        self.assertTrue(any("'published'" in statement for statement in statements), statements)
        self.assertEqual(len(prepared.rows(_published, at=NOON)), 3)

    def test_a_connection_that_was_emptied_or_a_table_that_was_changed_is_no_error(self):
        for change in (
            "DEALLOCATE ALL",
            "ALTER TABLE articles_article ALTER COLUMN kicker TYPE varchar(70)",
            "ALTER TABLE articles_article ALTER COLUMN kicker TYPE varchar(60)",
        ):
            for _ in range(3):
                self.ask()
            with connection.cursor() as cursor:
                cursor.execute(change)
            for _ in range(3):
                self.ask()
            self.assertTrue(self.planned())
