"""A query that is filled in finds what the same query finds when Django writes it anew."""

from datetime import timedelta

from django.db.models import Q
from django.test import TestCase

from articles.models import Article
from newsroom import prepared
from tests import factories
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
