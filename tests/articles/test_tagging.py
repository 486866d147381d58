"""Tags under names that are hard, and made by many at once."""

import multiprocessing
import re
import traceback

from django.db import connections
from django.test import TestCase, TransactionTestCase

from articles import workflow
from articles.errors import Refused
from articles.models import Article, Tag
from articles.tagging import tag_named
from tests.base import at_once
from tests.factories import make_story

HARD_NAMES = (
    "C|C++|C#|F#|c plus plus|R&D|R and D|AT&T|@home|+1|100 %|½|№ 5|…|!!!|🔥|😀|🏳️‍🌈|👩‍🚀|🇩🇪|Привет|Київ|Москва|Αθήνα|"
    "日本語|東京|北京|서울|مرحبا|القاهرة|שלום|हिन्दी|ไทย|ქართული|Հայերեն|Ærø|Øl|Łódź|İstanbul|naïve"
).split("|")
RACING = (
    "Race 1!",
    "race-1",
    "Race #1",
    "Race, 1",
    "(Race) 1",
    "race/1",
    "Race 1?",
    "Race: 1",
    "race_1",
    "Race 1…",
)
PROCESSES, ROUNDS = 6, 6


class NameTests(TestCase):
    def test_forty_hard_names_get_addresses_of_their_own(self):
        self.assertEqual(len(set(HARD_NAMES)), 40)
        slugs = [tag_named(name).slug for name in HARD_NAMES]
        self.assertEqual(len(set(slugs)), 40, slugs)
        for name, slug in zip(HARD_NAMES, slugs, strict=True):
            self.assertRegex(slug, re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z"), name)
            self.assertEqual(tag_named(name).slug, slug)

    def test_spellings_of_one_name_are_one_tag(self):
        first = tag_named("Race 1")
        for name in ("race 1", " RACE  1 ", "ｒａｃｅ １", "Race\t1"):
            self.assertEqual(tag_named(name), first, name)

    def test_no_name_and_too_long_a_name_are_refused(self):
        for name in ("", "  ", "x" * 101):
            with self.assertRaises(Refused):
                tag_named(name)
        self.assertEqual(len(tag_named("y" * 100).slug), 60)


def _make_tags(start, answers):
    """One process: all names, some rounds, on a connection of its own."""
    connections.close_all()
    try:
        start.wait()
        answers.put([(name, tag_named(name).pk) for _round in range(ROUNDS) for name in RACING])
    except Exception:  # noqa: BLE001  the parent fails the test with it
        answers.put(traceback.format_exc())
    finally:
        connections.close_all()


class RaceTests(TransactionTestCase):
    def test_six_processes_making_the_same_tags_make_each_once(self):
        """360 calls for ten names whose words for the address agree."""
        context = multiprocessing.get_context("fork")
        start, answers = context.Barrier(PROCESSES), context.Queue()
        connections.close_all()
        workers = [
            context.Process(target=_make_tags, args=(start, answers))
            for _worker in range(PROCESSES)
        ]
        for worker in workers:
            worker.start()
        given = [answers.get(timeout=120) for _worker in workers]
        for worker in workers:
            worker.join(timeout=30)
        self.assertEqual([answer for answer in given if isinstance(answer, str)], [])
        calls = [call for answer in given for call in answer]
        self.assertEqual(len(calls), 360)
        self.assertEqual(Tag.objects.count(), len(RACING))
        self.assertEqual(len(set(calls)), len(RACING), "one name gave two tags")
        wanted = {"race-1", *(f"race-1-{number}" for number in range(2, len(RACING) + 1))}
        self.assertEqual(set(Tag.objects.values_list("slug", flat=True)), wanted)


def _take_turns(work):
    """One process: a public story that goes from one tag to the other and back, again and again."""
    story_id, tags = work
    for turn in range(10):
        story = Article.objects.get(pk=story_id)
        newest = story.newest_revision
        text = newest.snapshot | {"tags": [tags[turn % 2]]}
        story = workflow.save_revision(story, text, base=newest.number, by=None)
        workflow.update(story, by=None)


class CountTests(TransactionTestCase):
    def test_stories_that_exchange_their_tags_at_once_wait_for_each_other_in_no_circle(self):
        one, other = tag_named("Harbour").pk, tag_named("Rail").pk
        stories = [make_story(tags=["Harbour"]), make_story(tags=["Rail"])]
        at_once(_take_turns, [(stories[0].pk, (other, one)), (stories[1].pk, (one, other))])
        self.assertEqual(list(Tag.objects.order_by("pk").values_list("listed", flat=True)), [1, 1])
