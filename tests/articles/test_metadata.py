"""What pages say of themselves to machines, held against what they show to readers."""

import json
import re
from datetime import timedelta
from html import unescape
from io import BytesIO

from django.utils import timezone
from PIL import Image as Pixels

from articles import workflow
from articles.models import Article
from newsroom import freshness
from tests.base import PageTestCase
from tests.factories import make_author, make_draft, make_section, make_story

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
PROPERTY = re.compile(r'<meta property="([^"]+)" content="([^"]*)">')


class MetadataTests(PageTestCase):
    def data(self, path):
        source = self.get(path).content.decode()
        return source, [json.loads(block) for block in BLOCK.findall(source)]

    def test_a_story_says_what_it_shows(self):
        mina = make_author("Mina Sol")
        story = make_story(
            "Harbour vote passes", tags=["Tides"], bylines=[{"author": mina.pk}], kind="analysis"
        )
        source, (article, breadcrumb) = self.data(story.get_absolute_url())
        self.assertEqual(article["@type"], "AnalysisNewsArticle")
        self.assertEqual(article["headline"], "Harbour vote passes")
        self.assertIn(f'datetime="{article["datePublished"]}"', source)
        self.assertEqual(article["author"][0]["name"], "Mina Sol")
        self.assertTrue(article["author"][0]["url"].endswith("/by/mina-sol/"))
        self.assertEqual(article["publisher"]["@type"], "NewsMediaOrganization")
        self.assertIn("/about/corrections/", article["publisher"]["correctionsPolicy"])
        names = [step["name"] for step in breadcrumb["itemListElement"]]
        self.assertEqual(names, [story.section.title, "Harbour vote passes"])
        properties = dict(PROPERTY.findall(source))
        self.assertEqual(properties["og:url"], article["url"])
        self.assertEqual(properties["og:type"], "article")

    def test_a_headline_that_closes_a_script_stays_inside(self):
        story = make_story("</script><script>alert(1)</script> <!-- ]]>")
        source, (article, _) = self.data(story.get_absolute_url())
        self.assertEqual(article["headline"], story.headline)
        self.assertNotIn("<script>alert", source)

    def test_without_a_byline_the_paper_is_the_author(self):
        _, (article, _) = self.data(make_story().get_absolute_url())
        self.assertEqual(article["author"][0]["@type"], "NewsMediaOrganization")

    def test_every_kind_of_page_names_itself_once_with_a_whole_address(self):
        story = make_story(tags=["Tides"], bylines=[{"author": make_author("Mina Sol").pk}])
        day = story.get_absolute_url().rsplit("/", 2)[0] + "/"
        section = story.section.get_absolute_url()
        for path in ("/", section, "/tag/tides/", "/by/mina-sol/", day, day[:-3], day[:-6]):
            source, blocks = self.data(path)
            canonical = re.findall(r'<link rel="canonical" href="([^"]+)">', source)
            self.assertEqual(canonical, [f"http://127.0.0.1:8000{path}"])
            self.assertTrue(blocks)

    def test_a_story_is_passed_on_by_plain_links(self):
        page = self.text(make_story("Vote & tide: 50 %").get_absolute_url())
        self.assertIn("mailto:?subject=Vote%20%26%20tide%3A%2050%20%25&body=http%3A", page)
        self.assertIn("https://wa.me/?text=Vote+%26+tide%3A+50+%25+http%3A", page)

    def test_a_story_without_a_picture_has_a_card_drawn(self):
        story = make_story(
            "Зима на реке “Aune” – a long headline that needs some lines to stand in"
        )
        source, _ = self.data(story.get_absolute_url())
        address = unescape(dict(PROPERTY.findall(source))["og:image"])
        response = self.get(address.removeprefix("http://127.0.0.1:8000"))
        self.assertEqual(response["Content-Type"], "image/png")
        with Pixels.open(BytesIO(response.content)) as card:
            self.assertEqual(card.size, (1200, 630))
            self.assertGreater(len(card.convert("RGB").getcolors(10_000)), 4)

    def test_a_story_that_is_not_public_has_no_card(self):
        draft = make_draft(section=make_section("World"))
        Article.objects.filter(pk=draft.pk).update(public_date="2026-03-12", slug="hidden")
        self.get("/2026/03/12/hidden/card.png", status=404)


class FreshnessTests(PageTestCase):
    def test_the_older_a_story_the_longer_it_is_kept(self):
        now = timezone.now()
        seconds = {}
        for name, age in (("minute", timedelta(minutes=1)), ("hours", timedelta(hours=5))):
            story = make_story(public_at=now - age)
            seconds[name] = self.get(story.get_absolute_url())["Cache-Control"]
        self.assertIn("max-age=10,", seconds["minute"])
        self.assertIn("max-age=10,", seconds["hours"])  # its sidebar shows the newer one
        Article.objects.all().update(status="withdrawn")
        alone = make_story(public_at=now - timedelta(days=3))
        self.assertIn("max-age=300,", self.get(alone.get_absolute_url())["Cache-Control"])
        self.assertIn(f"stale-if-error={freshness.STALE_IF_ERROR}", seconds["minute"])

    def test_a_reader_that_has_the_page_gets_304_until_it_changes(self):
        story = make_story(public_at=timezone.now() - timedelta(days=3))
        first = self.get(story.get_absolute_url())
        self.get(story.get_absolute_url(), status=304, if_none_match=first["ETag"])
        make_story(public_at=timezone.now() - timedelta(days=2))
        self.get(story.get_absolute_url(), status=200, if_none_match=first["ETag"])

    def test_a_reader_that_knows_but_a_time_is_not_told_that_a_withdrawn_story_is_still_there(self):
        section = make_section("World")
        lasting, gone = (
            make_story(section=section, public_at=timezone.now() - timedelta(days=days))
            for days in (2, 3)
        )
        time = self.get("/world/")["Last-Modified"]
        workflow.withdraw(gone, by=None)
        page = self.get("/world/", status=200, if_modified_since=time).content.decode()
        self.assertIn(lasting.headline, page)
        self.assertNotIn(gone.headline, page)


class PagesTests(PageTestCase):
    def test_a_person_shows_who_it_is_and_each_story_once(self):
        mina = make_author(
            "Mina Sol", title="Harbour editor", beat="ships", email="mina@herald.example"
        )
        twice = [{"author": mina.pk}, {"author": mina.pk, "role": "photo"}]
        story = make_story("Ships return", bylines=twice)
        text = self.text("/by/mina-sol/")
        for words in ("Mina Sol", "Harbour editor", "ships", "mina@herald.example"):
            self.assertIn(words, text)
        self.assertEqual(text.count(f'href="{story.get_absolute_url()}"'), 1)

    def test_the_archive_goes_from_year_to_day(self):
        make_story("In March")
        for path in ("/2026/", "/2026/03/", "/2026/03/12/"):
            self.assertIn("In March", self.text(path))
        for path in ("/2025/", "/2026/02/", "/2026/03/11/", "/2026/13/", "/2026/02/30/", "/9999/"):
            self.get(path, status=404)

    def test_the_text_edition_has_every_word_and_nothing_else(self):
        story = make_story("Words alone", body="<p>All of <em>this</em>.</p>")
        page = self.get("/text" + story.get_absolute_url()).content.decode()
        self.assertIn("<p>All of <em>this</em>.</p>", page)
        for element in ("<img", '<link rel="stylesheet', "<script", "<aside"):
            self.assertNotIn(element, page)
        self.assertIn("Words alone", self.text("/text/"))
