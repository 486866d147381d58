"""The pages of stories and tags, and the errors, as an anonymous reader gets them."""

import gzip
import os
import subprocess
import sys
from base64 import b64encode
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.test import RequestFactory, SimpleTestCase
from django.views.defaults import server_error
from lxml import html

from articles import tagging, workflow
from articles.models import Article, Series
from newsroom.demonstration import paper
from tests.base import PageTestCase
from tests.factories import (
    NOON,
    make_author,
    make_draft,
    make_many_stories,
    make_section,
    make_story,
)

ROOT = Path(__file__).parents[2]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def parse(response):
    return html.document_fromstring(response.content.decode())


def words(element):
    """The text of an element as a reader sees it: one blank between words."""
    return " ".join(element.text_content().split())


class ReaderTestCase(PageTestCase):
    def page(self, path, status=200, at=NOON + HOUR):
        with self.reading_at(at):
            return parse(self.get(path, status))

    def one(self, page, path):
        """The words of the only element at this place."""
        found = page.xpath(path)
        self.assertEqual(len(found), 1, f"{path}: {len(found)} elements")
        return words(found[0])

    def every(self, page, path):
        return [words(element) for element in page.xpath(path)]


class StoryPageTests(ReaderTestCase):
    def test_holds_the_parts_of_the_story_in_their_order(self):
        politics = make_section("Politics")
        council = make_section("City hall", parent=politics)
        story = make_story(
            "Council votes for the terminal",
            council,
            kicker="Harbour",
            standfirst="By one vote, after nine hours.",
            body="<p>The clerk read it <em>twice</em>.</p> <h2>What follows</h2> <p>A survey.</p>",
            tags=["Ferries", "Harbour"],
        )
        page = self.page(story.get_absolute_url())
        self.assertEqual(self.every(page, "//nav[@class='trail']//li"), ["Politics", "City hall"])
        self.assertEqual(self.one(page, "//h1"), "Council votes for the terminal")
        self.assertEqual(self.one(page, "//p[@class='kicker']"), "Harbour")
        self.assertEqual(
            self.one(page, "//p[@class='standfirst']"), "By one vote, after nine hours."
        )
        self.assertEqual(
            self.one(page, "//div[@class='text']"),
            "The clerk read it twice. What follows A survey.",
        )
        self.assertEqual(
            [(link.text, link.get("href")) for link in page.xpath("//ul[@class='tags']//a")],
            [("Ferries", "/tag/ferries/"), ("Harbour", "/tag/harbour/")],
        )
        self.assertIn("Council votes for the terminal", page.findtext("head/title"))

    def test_leaves_out_what_the_story_does_not_have(self):
        page = self.page(make_story(standfirst="").get_absolute_url())
        for part in ("standfirst", "kicker", "tags", "related", "series", "old", "updated"):
            self.assertEqual(page.xpath(f"//main//*[@class='{part}']"), [], part)

    def test_names_those_who_made_it_by_what_they_did(self):
        mira, tomas = make_author("Mira Okonjo"), make_author("Tomas Brandt")
        story = make_story(
            bylines=[
                {"author": mira.pk, "credit": "in Hallin", "role": "words"},
                {"author": None, "name": "Ada Lund", "role": "photo"},
                {"author": tomas.pk, "role": "words"},
            ]
        )
        page = self.page(story.get_absolute_url())
        self.assertEqual(
            self.one(page, "//p[@class='byline']"),
            "By Mira Okonjo in Hallin and Tomas Brandt; Photo: Ada Lund",
        )
        self.assertEqual(
            [link.get("href") for link in page.xpath("//p[@class='byline']//a")],
            ["/by/mira-okonjo/", "/by/tomas-brandt/"],
        )

    def test_without_a_byline_the_paper_stands_there(self):
        hidden = make_author("Hidden Hand", is_public=False)
        for bylines in ([], [{"author": hidden.pk, "role": "words"}]):
            page = self.page(make_story(bylines=bylines).get_absolute_url())
            self.assertEqual(self.one(page, "//p[@class='byline']"), settings.SITE_NAME)

    def test_times_carry_their_zone_and_the_last_change(self):
        story = make_story(public_at=NOON)
        with self.settings(TIME_ZONE="Europe/Helsinki"):
            page = self.page(story.get_absolute_url())
            times = page.xpath("//p[@class='times']//time")
            self.assertEqual(
                self.every(page, "//p[@class='times']//time"), ["12 March 2026, 14:00 EET"]
            )
            self.assertEqual(times[0].get("datetime"), "2026-03-12T14:00:00+02:00")
            snapshot = story.newest_revision.snapshot | {"body": "<p>Corrected.</p>"}
            workflow.save_revision(story, snapshot, base=1, by=None, at=NOON + HOUR)
            workflow.update(story, by=None, at=NOON + 2 * HOUR)
            page = self.page(story.get_absolute_url(), at=NOON + 3 * HOUR)
            self.assertEqual(
                self.one(page, "//span[@class='updated']"), "Updated 12 March 2026, 16:00 EET"
            )

    def test_beside_it_stands_the_sidebar_with_section_age_and_headline(self):
        story = make_story()
        other = make_story("Ferry aground", make_section("Business"), public_at=NOON - 7 * DAY)
        page = self.page(story.get_absolute_url(), at=NOON)
        row = "//aside[@class='sidebar']//li"
        self.assertEqual(self.one(page, f"{row}//*[@class='section-name']"), "Business")
        self.assertEqual(
            self.one(page, f"{row}//time[@datetime='2026-03-05T12:00:00+00:00']"), "1 week ago"
        )
        self.assertEqual(self.one(page, f"{row}//h3/a"), "Ferry aground")
        self.assertEqual(page.xpath(f"{row}//h3/a/@href"), [other.get_absolute_url()])

    def test_says_of_an_opinion_that_it_is_one(self):
        for kind, said in (
            ("opinion", ["Opinion"]),
            ("analysis", ["Analysis"]),
            ("news", []),
            ("feature", []),
        ):
            story = make_story(kind=kind)
            page = self.page(story.get_absolute_url())
            self.assertEqual(self.every(page, "//header//span[@class='kind']"), said)
            front = self.page(f"{story.section.get_absolute_url()}")
            self.assertEqual(self.every(front, "//main//span[@class='kind']"), said)

    def test_words_in_another_language_say_so_wherever_they_stand(self):
        section = make_section("World")
        story = make_story("مجلس المدينة", section, language="ar", standfirst="قال رئيس البلدية")
        beside = make_story(section=make_section())
        for path, place in (
            (story.get_absolute_url(), "//h1"),
            (story.get_absolute_url(), "//div[@class='text']"),
            ("/world/", "//main//h2"),
            (beside.get_absolute_url(), "//aside//h3"),
        ):
            found = self.page(path).xpath(place)[0]
            self.assertEqual((found.get("lang"), found.get("dir")), ("ar", "rtl"), place)

    def test_says_when_a_story_is_old(self):
        story = make_story(public_at=NOON - 366 * DAY)
        self.assertIn(
            "more than a year old",
            self.one(self.page(story.get_absolute_url()), "//p[@class='old']"),
        )

    def test_links_the_stories_that_an_editor_linked_and_the_parts_of_its_series(self):
        series = Series.objects.create(title="River at work", introduction="In five parts.").pk
        before = make_story("Part one", public_at=NOON - DAY, series=series)
        after = make_story("Part three", public_at=NOON + HOUR, series=series)
        linked, hidden = make_story("Linked"), make_draft("Not yet")
        story = make_story("Part two", series=series, related=[linked.pk, hidden.pk])
        page = self.page(story.get_absolute_url(), at=NOON + DAY)
        self.assertIn("River at work", self.one(page, "//p[@class='series']"))
        self.assertEqual(page.xpath("//a[@rel='prev']/@href"), [before.get_absolute_url()])
        self.assertEqual(page.xpath("//a[@rel='next']/@href"), [after.get_absolute_url()])
        self.assertEqual(self.every(page, "//section[@class='related']//h3"), ["Linked"])
        self.assertNotIn("Linked", self.every(page, "//aside//h3"))

    def test_marks_up_what_editors_typed_as_text_and_never_as_html(self):
        evil = "<b>&amp; \"'"
        story = make_story(
            evil, standfirst=evil, kicker=evil, bylines=[{"author": None, "name": evil}]
        )
        page = self.page(story.get_absolute_url())
        for place in ("//h1", "//p[@class='standfirst']", "//main//p[@class='kicker']"):
            self.assertEqual(self.one(page, place), evil)
        self.assertEqual(page.xpath("//b"), [])


class QueryTests(ReaderTestCase):
    """The same number of queries whatever the size of the paper."""

    def setUp(self):
        self.sections = [make_section() for _ in range(8)]
        self.tags = [tagging.tag_named(name) for name in ("Harbour", "Ferries", "Trade")]
        self.tags[0].leads_until = NOON + DAY
        self.tags[0].save()
        self.author = make_author()

    def count_on(self, paths):
        with self.reading_at(NOON + HOUR):
            return [self.count_queries(path) for path in paths]

    def test_do_not_grow_with_the_number_of_stories(self):
        plain = {"tags": ["Harbour", "Ferries", "Trade"], "bylines": [{"author": self.author.pk}]}
        story = make_story(section=self.sections[0], **plain)
        linked = make_story(section=self.sections[1], related=[story.pk], **plain)
        paths = [
            "/",
            self.sections[0].get_absolute_url(),
            "/tag/harbour/",
            story.get_absolute_url(),
            linked.get_absolute_url(),
        ]
        make_many_stories(10, self.sections, self.tags, [self.author], public_at=NOON)
        few = self.count_on(paths)
        make_many_stories(990, self.sections, self.tags, [self.author], public_at=NOON)
        self.assertEqual(self.count_on(paths), few)
        self.assertGreater(min(few), 0)
        for path, count, most in zip(paths, few, (6, 5, 5, 6, 7), strict=True):
            self.assertLessEqual(count, most, path)


class TagPageTests(ReaderTestCase):
    def test_lists_the_stories_of_the_tag_newest_first(self):
        make_story("Older", public_at=NOON - DAY, tags=["Ferries"])
        make_story("Newer", tags=["Ferries", "Harbour"])
        make_story("Other", tags=["Harbour"])
        page = self.page("/tag/ferries/")
        self.assertEqual(self.one(page, "//h1"), "Ferries")
        self.assertEqual(self.every(page, "//main//h2"), ["Newer", "Older"])

    def test_related_stories_stand_beside_it_and_none_twice(self):
        make_story("Both", tags=["Ferries", "Harbour"])
        make_story("Harbour alone", tags=["Harbour"])
        self.assertEqual(self.every(self.page("/tag/ferries/"), "//aside//h3"), ["Harbour alone"])

    def test_a_tag_of_the_desk_or_without_stories_has_no_page(self):
        make_story(tags=["Watched"])
        tag = tagging.tag_named("Watched")
        self.page("/tag/watched/")
        tag.is_public = False
        tag.save()
        tagging.tag_named("Empty")
        for path in ("/tag/watched/", "/tag/empty/", "/tag/none/"):
            self.page(path, 404)


class ErrorPageTests(ReaderTestCase):
    def test_hidden_and_never_existing_answer_alike_to_the_byte(self):
        withdrawn = workflow.withdraw(make_story("Withdrawn"), by=None, at=NOON)
        later = make_story("Later", public_at=NOON + DAY)
        bodies = {
            path: self.get(path, 404).content
            for path in ("/2026/03/12/never-was/", "/2026/02/31/no-such-day/", "/nowhere/")
        }
        with self.reading_at(NOON + HOUR):
            for story in (withdrawn, later):
                bodies[story.headline] = self.get(story.get_absolute_url(), 404).content
        self.assertEqual(len(set(bodies.values())), 1)
        page = html.document_fromstring(bodies["/nowhere/"].decode())
        self.assertEqual(self.one(page, "//h1"), "There is no page at this address")
        self.assertEqual(page.xpath("//main//a/@href"), ["/"])

    def test_a_killed_story_leaves_its_reason_and_nothing_of_itself(self):
        story = make_story("Cabbage", standfirst="Turnip", body="<p>Parsnip</p>", tags=["Swede"])
        workflow.kill(story, by=None, reason="We could not confirm it.", at=NOON)
        page = self.page(story.get_absolute_url(), 410)
        self.assertIn("We could not confirm it.", self.one(page, "//main"))
        source = html.tostring(page, encoding="unicode").lower()
        for word in ("cabbage", "turnip", "parsnip", "swede"):
            self.assertNotIn(word, source.replace(story.get_absolute_url(), ""))


class BrokenPageTests(SimpleTestCase):
    """No database is open to these tests: a query fails them."""

    def test_the_page_for_what_broke_asks_no_database(self):
        response = server_error(RequestFactory().get("/"))
        self.assertEqual(response.status_code, 500)
        page = parse(response)
        self.assertEqual(words(page.find(".//h1")), "Something broke on our side")
        self.assertEqual(words(page.xpath("//header//a")[0]), settings.SITE_NAME)

    def test_readers_are_asked_to_come_again_when_database_and_cache_are_gone(self):
        program = (
            "import django; django.setup()\n"
            "from django.test import Client\n"
            "response = Client(raise_request_exception=False).get('/')\n"
            "said = response.headers\n"
            "print(response.status_code, said['Retry-After'], said['Content-Security-Policy'])\n"
            "print(response.content.decode())\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "newsroom.settings",
                "DEBUG": "0",
                "SECRET_KEY": "for this test alone " * 3,
                "ALLOWED_HOSTS": "testserver",
                "SITE_URL": "http://testserver",
                "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
                "CACHE_URL": "rediscache://127.0.0.1:1/0",
            },
            capture_output=True,
            text=True,
            timeout=60,
        )
        first, _, page = done.stdout.partition("\n")
        self.assertTrue(first.startswith("503 10 "), done.stderr[-2000:])
        self.assertIn("Our database does not answer in time", page)
        self.assertIn(digest_of_style(html.document_fromstring(page)), first)


class PolicyTests(ReaderTestCase):
    def setUp(self):
        self.story = make_story(tags=["Harbour"])
        killed = workflow.kill(make_story(), by=None, reason="It was not so.", at=NOON)
        self.paths = [
            ("/", 200),
            (self.story.get_absolute_url(), 200),
            (self.story.section.get_absolute_url(), 200),
            ("/tag/harbour/", 200),
            (killed.get_absolute_url(), 410),
            ("/nothing/", 404),
        ]

    def test_lets_the_page_s_own_style_in_and_no_script(self):
        for path, status in self.paths:
            with self.subTest(path):
                response = self.get(path, status)
                policy = response.headers["Content-Security-Policy"]
                self.assertIn(f"style-src '{digest_of_style(parse(response))}'", policy)
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn("unsafe", policy)
                self.assertNotIn("script-src", policy)

    def test_pages_hold_no_script_no_style_attribute_and_nothing_from_strangers(self):
        for path, status in self.paths:
            with self.subTest(path):
                page = parse(self.get(path, status))
                self.assertEqual(
                    page.xpath(
                        "//script[not(@type='application/ld+json')] | //iframe | //*[@style]"
                    ),
                    [],
                )
                fetched = page.xpath("//img/@src | //link[@rel='stylesheet' or @rel='icon']/@href")
                self.assertEqual([link for link in fetched if not link.startswith("/")], [])

    def test_readers_get_no_cookie_and_one_page_for_all(self):
        for path, status in self.paths:
            with self.subTest(path):
                response = self.get(path, status)
                self.assertEqual(dict(response.cookies), {})
                self.assertNotIn("Cookie", response.headers.get("Vary", ""))


def digest_of_style(page):
    """The Content-Security-Policy's word for the style that a page was sent with."""
    (style,) = page.xpath("//style")
    return f"sha256-{b64encode(sha256(style.text.encode()).digest()).decode()}"


class WeightTests(ReaderTestCase):
    def test_a_story_of_2100_words_comes_in_14_kib(self):
        """Real sentences: what is said once does not compress."""
        bodies = [row["body"] for row in paper.read()["story"] if row["language"] == "en"]
        text, number = "", 0
        while len(text.split()) < 2100:
            text += bodies[number]
            number += 1
        sections = [make_section() for _ in range(8)]
        make_many_stories(40, sections, public_at=NOON - HOUR)
        story = make_story(section=sections[0], body=text, tags=["Harbour", "Ferries"])
        with self.reading_at(NOON + HOUR):
            content = self.get(story.get_absolute_url()).content
        self.assertLessEqual(len(gzip.compress(content, 6)), 14 * 1024)


class WorkingCopyTests(ReaderTestCase):
    def test_the_row_decides_and_not_the_working_copy(self):
        story = make_story("As it stands")
        snapshot = story.newest_revision.snapshot | {"headline": "As it will be"}
        workflow.save_revision(story, snapshot, base=1, by=None, at=NOON)
        self.assertEqual(self.one(self.page(story.get_absolute_url()), "//h1"), "As it stands")
        workflow.update(Article.objects.get(pk=story.pk), by=None, at=NOON)
        self.assertEqual(self.one(self.page(story.get_absolute_url()), "//h1"), "As it will be")
