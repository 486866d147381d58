"""Ctrl+K: the story that is meant stands first, and it is there before one has lifted the finger."""

from datetime import UTC, datetime, timedelta
from statistics import median
from time import perf_counter

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles import quick, workflow
from articles.models import Article
from tests.base import needs_sqlite
from tests.factories import make_draft, make_section, make_story, make_user

from .test_admin import LIST, DeskTestCase

ASK = f"{LIST}quick/"
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


class QuickTests(DeskTestCase):
    def ask(self, text):
        response = self.client.get(ASK, {"q": text})
        self.assertEqual(response.status_code, 200)
        return [story["headline"] for story in response.json()["stories"]]

    def test_exactly_then_the_beginning_then_a_part_then_all_the_words_newest_first(self):
        for headline in (
            "Vote on harbour dues is put off",  # its words
            "The harbour vote that nobody won",  # a part
            "Harbour vote: what follows",  # the beginning
            "Harbour voters stay at home",
            "Harbour vote",  # itself
            "Harbour dredging begins",
        ):
            make_draft(headline, at=NOW + timedelta(minutes=Article.objects.count()))
        self.assertEqual(
            self.ask("harbour vote"),
            [
                "Harbour vote",
                "Harbour voters stay at home",
                "Harbour vote: what follows",
                "The harbour vote that nobody won",
                "Vote on harbour dues is put off",
            ],
        )

    def test_a_story_is_found_by_slug_number_and_both_its_addresses(self):
        story = make_story("Ärger am Kai", slug="quay")
        make_story("Another")
        for text in (
            "quay",
            str(story.pk),
            story.get_absolute_url(),
            f"https://paper.example{story.get_absolute_url()}?x=1",
            f"http://paper.example/admin/articles/article/{story.pk}/history/",
            "ärger",
            "ÄRGER AM",
            "kai arger",
        ):
            self.assertEqual(self.ask(text), ["Ärger am Kai"], text)
        for text in ("", "  ", "%", "_", "\0", "no such", "9" * 30, "/2026/13/45/x/"):
            self.assertEqual(self.ask(text), [], text)

    def test_the_answer_leads_into_the_text(self):
        story = make_draft("Vote", make_section("World"))
        (answer,) = self.client.get(ASK, {"q": "vote"}).json()["stories"]
        self.assertEqual(
            answer,
            {
                "address": f"{LIST}{story.pk}/change/#text",
                "headline": "Vote",
                "says": "Draft · World",
            },
        )

    def test_nobody_finds_what_they_may_not_open(self):
        reporter = make_user("rolf", "articles.add_article", "articles.write_own_article")
        mine = make_draft("My secret", by=reporter)
        theirs = make_draft("Their secret")
        self.client.force_login(reporter)
        for text in ("secret", str(theirs.pk), f"/admin/articles/article/{theirs.pk}/change/"):
            self.assertNotIn("Their secret", self.ask(text), text)
        self.assertEqual(self.ask("secret"), [str(mine)])
        live = workflow.publish(theirs, by=None)
        self.assertEqual(self.ask(live.get_absolute_url()), [])
        self.client.force_login(make_user("nobody"))
        self.assertEqual(self.client.get(ASK, {"q": "secret"}).status_code, 403)
        self.client.logout()
        self.assertEqual(self.client.get(ASK, {"q": "secret"}).status_code, 302)


class SpeedTests(TestCase):
    """At 20,000 stories of 3 KB. A whole request took 12 ms on SQLite and 17 ms on PostgreSQL when it was measured."""

    TIME = 0.25  # seconds: the machine that tests is a busy one

    @classmethod
    def setUpTestData(cls):
        section = make_section("World")
        Article.objects.bulk_create(
            (
                Article(
                    headline=f"Harbour {number}: the council of Merrow votes on dues and dredging",
                    slug=f"harbour-{number}",
                    section=section,
                    body="<p>Some words of a story.</p>" * 100,
                    created_at=NOW,
                    saved_at=NOW - timedelta(minutes=number),
                )
                for number in range(20_000)
            ),
            batch_size=500,
        )

    def test_what_is_typed_is_answered_at_once(self):
        for text in ("h", "harbour", "harbour 19999", "dues merrow", "no such story", "19999"):
            times = []
            for _try in range(5):
                begin = perf_counter()
                quick.find(text, Article.objects.all())
                times.append(perf_counter() - begin)
            with self.subTest(text, seconds=times):
                self.assertLess(median(times), self.TIME)

    def test_two_queries_whatever_is_found(self):
        for text in ("h", "no such story"):
            with CaptureQueriesContext(connection) as queries:
                quick.find(text, Article.objects.all())
            self.assertLessEqual(len(queries), 2)

    @needs_sqlite
    def test_no_text_is_read(self):
        with CaptureQueriesContext(connection) as queries:
            quick.find("harbour", Article.objects.all())
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
            plan = " ".join(row[3] for row in cursor.fetchall())
        self.assertIn("COVERING INDEX article_saved", plan)
