"""Where else does it stand? What is offered to an editor when a correction is written."""

import random
from datetime import timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles import where_else, workflow
from articles.models import Article
from tests.benchmarks.search import fill
from tests.benchmarks.where_else import COPIES, WRONG, measure, plant, planted
from tests.factories import NOON, make_draft, make_story, make_user

from .test_admin import DeskTestCase, change, said_by
from .test_workflow import save

SAID = "The repairs of the north quay cost 40 million crowns, the harbour board said."


def places(*wrong, **options):
    return [(place.story.headline, place.label) for place in where_else.find(wrong, **options)]


class Archive(TestCase):
    """With 500 stories; `tests.benchmarks.where_else` measures with more."""

    @classmethod
    def setUpTestData(cls):
        fill(500)
        plant(list(Article.objects.order_by("pk")), random.Random(2))

    def test_all_copies_in_other_words_are_among_the_first_ten(self):
        for sentence, found, _ in measure(planted(), runs=1):
            with self.subTest(sentence):
                self.assertEqual(found, COPIES)

    def test_takes_three_queries_at_most(self):
        with self.assertNumQueries(2):  # the words of these sentences are rare enough
            where_else.find([said[0] for said in WRONG])

    def test_the_sentence_that_says_the_same_is_shown(self):
        [best, *_] = where_else.find([WRONG[1][0]])
        self.assertIn("Ida Holm", best.sentence)
        self.assertLess(len(best.sentence), 200)


class Finding(TestCase):
    def test_names_the_part_of_the_story_and_leaves_the_corrected_one_out(self):
        wrong = make_story("Wrong", body=f"<p>It rained. {SAID}</p>")
        make_story("In the text", body=f"<p>It rained.</p><p>{SAID}</p>")
        make_story("Brief", kind="brief", standfirst=f"Hallin: {SAID}", body="")
        make_story("Bare", standfirst="", body=f"<h2></h2><p>{SAID}</p><hr><p>…</p>")
        make_story("The harbour board says the north quay repairs cost 40 million")
        make_story("Another", body="<p>The harbour was quiet, and 40 gulls sat on the quay.</p>")
        self.assertCountEqual(
            places(SAID, without=[wrong.pk]),
            [
                ("In the text", "Text"),
                ("Bare", "Text"),
                ("Brief", "Standfirst"),
                ("The harbour board says the north quay repairs cost 40 million", "Headline"),
            ],
        )

    def test_scheduled_stories_are_offered_and_drafts_are_not(self):
        later = make_draft("Later", body=f"<p>{SAID}</p>")
        workflow.publish(later, by=None, at=NOON, publish_at=NOON + timedelta(days=1))
        make_draft("Draft", body=f"<p>{SAID}</p>")
        self.assertEqual(places(SAID), [("Later", "Text")])

    def test_only_stories_that_may_be_named_are(self):
        one = make_story("One", body=f"<p>{SAID}</p>")
        make_story("Two", body=f"<p>{SAID}</p>")
        self.assertEqual(places(SAID, stories=Article.objects.filter(pk=one.pk)), [("One", "Text")])

    def test_what_stands_in_other_scripts_is_found(self):
        make_story("東京", language="ja", body="<p>修理費は四千万円だと港湾局は述べた。</p>")
        self.assertEqual(places("港湾局は修理費が四千万円だと述べた。"), [("東京", "Text")])

    def test_what_has_no_words_asks_nothing(self):
        with self.assertNumQueries(0):
            self.assertEqual(places("", "…", "the and of"), [])


class Page(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_story("Wrong", body=f"<p>{SAID}</p>")
        self.other = make_story("The other", body=f"<p>It rained.</p><p>{SAID}</p>")
        save(self.story, body=f"<p>{SAID.replace('40', '50')}</p>")
        self.path = f"/admin/articles/article/{self.story.pk}/where-else/"

    def test_offers_what_says_the_same_as_the_sentence_that_was_changed(self):
        page = said_by(self.client.get(self.path))
        self.assertIn(f'href="{change(self.other)}"', page)
        self.assertIn(SAID, page)
        self.assertNotIn(change(self.story) + '" target', page)

    def test_stands_behind_the_question_and_still_when_the_change_is_live(self):
        weigh = self.client.get(f"/admin/articles/article/{self.story.pk}/weigh/")
        self.assertContains(weigh, f'data-part="{self.path}?part"')
        workflow.update(self.story, by=None)
        part = self.client.get(self.path, {"part": ""})
        self.assertContains(part, change(self.other))
        self.assertNotContains(part, "<html")

    def test_looks_for_a_text_that_is_typed(self):
        typed = "The storm tore down the radio mast at Norrvik."
        make_story("Third", body=f"<p>{typed}</p>")
        page = said_by(self.client.get(self.path, {"text": typed}))
        self.assertIn("Third", page)
        self.assertNotIn("The other", page)

    def test_names_no_story_that_the_account_may_not_open(self):
        reporter = make_user("ada", "articles.change_own_article")
        Article.objects.filter(pk=self.story.pk).update(created_by=reporter)
        self.client.force_login(reporter)
        page = said_by(self.client.get(self.path))
        self.assertIn("No other story that you may open says the same.", page)
        self.assertNotIn("The other", page)

    def test_takes_as_many_queries_for_many_stories_as_for_one(self):
        def count():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.path)
            return len(queries)

        one = count()
        for number in range(8):
            make_story(f"More {number}", body=f"<p>{SAID}</p>")
        self.assertEqual(count(), one)
