"""Feeds and sitemaps: what strangers' programs read of the paper."""

import json
from datetime import timedelta
from xml.etree import ElementTree

from django.test import override_settings
from django.utils import timezone

from articles import workflow
from tests.base import PageTestCase
from tests.factories import make_author, make_many_stories, make_section, make_story

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


class FeedTests(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.at = timezone.now() - timedelta(hours=2)
        cls.section = make_section("World")
        cls.mina = make_author("Mina Sol")
        cls.story = make_story(
            "Tides & “tables” ]]> </script>",
            cls.section,
            public_at=cls.at,
            tags=["Tides"],
            bylines=[{"author": cls.mina.pk}, {"author": None, "name": "Jon Ray"}],
            body='<p>Read <a href="/world/">more</a>.</p>',
        )
        cls.tag = cls.story.tags.get()

    def addresses(self):
        lists = ("/", "/world/", self.tag.get_absolute_url(), self.mina.get_absolute_url())
        return [below + name for below in lists for name in ("rss.xml", "atom.xml", "feed.json")]

    def items(self, path):
        """(id, title, link) of each item, whatever the format."""
        content = self.get(path).content
        if path.endswith("json"):
            return [(i["id"], i["title"], i["url"]) for i in json.loads(content)["items"]]
        root = ElementTree.fromstring(content)
        if path.endswith("rss.xml"):
            items = root.iter("item")
            return [(i.findtext("guid"), i.findtext("title"), i.findtext("link")) for i in items]
        return [
            (e.findtext(f"{ATOM}id"), e.findtext(f"{ATOM}title"), e.find(f"{ATOM}link").get("href"))
            for e in root.iter(f"{ATOM}entry")
        ]

    def test_every_list_has_its_feeds_in_three_formats(self):
        link = f"http://127.0.0.1:8000{self.story.get_absolute_url()}"
        for path in self.addresses():
            with self.subTest(path):
                ((_, title, url),) = self.items(path)
                self.assertEqual((title, url), (self.story.headline, link))

    def test_an_item_keeps_its_id_when_text_and_address_change(self):
        before = [self.items(path)[0][0] for path in self.addresses()]
        story = workflow.save_revision(
            self.story,
            self.story.newest_revision.snapshot | {"headline": "New words", "slug": "elsewhere"},
            base=1,
            by=None,
        )
        workflow.update(story, by=None)
        self.assertEqual([self.items(path)[0][0] for path in self.addresses()], before)
        self.assertEqual({self.items(path)[0][1] for path in self.addresses()}, {"New words"})

    def test_a_reader_that_has_the_feed_gets_304_and_no_cookie(self):
        for path in self.addresses():
            first = self.get(path)
            self.assertFalse(first.cookies)
            self.assertIn("stale-if-error=864000", first["Cache-Control"])
            again = self.get(path, status=304, if_none_match=first["ETag"])
            self.assertEqual(again.content, b"")

    def test_all_who_wrote_are_named(self):
        item = json.loads(self.get("/feed.json").content)["items"][0]
        self.assertEqual([person["name"] for person in item["authors"]], ["Mina Sol", "Jon Ray"])
        self.assertIn("Jon Ray", self.text("/rss.xml"))
        self.assertIn("Jon Ray", self.text("/atom.xml"))

    def test_whole_texts_are_given_where_the_paper_wishes_it_with_whole_addresses(self):
        for path in ("/rss.xml", "/atom.xml", "/feed.json"):
            self.assertNotIn("/world/&quot;", self.get(path).content.decode())
            with override_settings(FEEDS_FULL_TEXT=True):
                self.assertIn("http://127.0.0.1:8000/world/", self.text(path).replace("\\", ""))

    def test_four_queries_at_most_with_few_and_with_many_stories(self):
        few = [self.count_queries(path) for path in self.addresses()]
        make_many_stories(200, [self.section], [self.tag])
        self.assertEqual([self.count_queries(path) for path in self.addresses()], few)
        self.assertLessEqual(max(few), 4)

    def test_an_empty_section_has_a_feed_and_an_unknown_one_has_none(self):
        make_section("Sport")
        self.assertEqual(self.items("/sport/rss.xml"), [])
        for path in ("/nowhere/rss.xml", "/tag/nothing/rss.xml", "/by/nobody/feed.json"):
            self.get(path, status=404)


class SitemapTests(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.now = timezone.now()
        cls.section = make_section("World")
        cls.fresh = make_story("Fresh", cls.section, public_at=cls.now - timedelta(hours=3))
        cls.old = make_story("Old", cls.section, public_at=cls.now - timedelta(days=70))

    def locations(self, path):
        root = ElementTree.fromstring(self.get(path).content)
        return [loc.text for loc in root.iter(f"{SITEMAP}loc")]

    def test_the_index_leads_to_every_page_once(self):
        index = self.locations("/sitemap.xml")
        pages = [
            page
            for sitemap in index
            for page in self.locations(sitemap.removeprefix("http://127.0.0.1:8000"))
        ]
        self.assertEqual(len(pages), len(set(pages)))
        for story in (self.fresh, self.old):
            self.assertIn(f"http://127.0.0.1:8000{story.get_absolute_url()}", pages)
        self.assertIn("http://127.0.0.1:8000/world/", pages)
        for page in pages:
            self.get(page.removeprefix("http://127.0.0.1:8000"))

    def test_the_news_sitemap_holds_two_days(self):
        root = ElementTree.fromstring(self.get("/news-sitemap.xml").content)
        self.assertEqual([title.text for title in root.iter(f"{NEWS}title")], ["Fresh"])
        self.assertEqual([name.text for name in root.iter(f"{NEWS}language")], ["en"])

    def test_no_month_that_is_none_and_a_quiet_one_is_empty(self):
        self.get("/sitemap-2026-13.xml", status=404)
        self.assertEqual(self.locations("/sitemap-1999-01.xml"), [])

    def test_robots_are_kept_from_desk_and_search_and_shown_the_sitemaps(self):
        text = self.text("/robots.txt")
        for line in (
            "Disallow: /admin/",
            "Disallow: /search/",
            "/sitemap.xml",
            "/news-sitemap.xml",
        ):
            self.assertIn(line, text)
