"""The front and the section pages, as an anonymous reader gets them."""

from datetime import timedelta

from django.conf import settings
from lxml import html

from articles.models import Article, Byline, Listing, Tag, TaggedArticle
from newsroom import paging
from tests.base import PageTestCase
from tests.factories import (
    NOON,
    make_author,
    make_many_stories,
    make_section,
    make_story,
)

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class ReaderTestCase(PageTestCase):
    def page(self, path, status=200, at=NOON + HOUR):
        with self.reading_at(at):
            return html.document_fromstring(self.get(path, status).content.decode())

    def every(self, page, path):
        return [" ".join(element.text_content().split()) for element in page.xpath(path)]


class FrontTests(ReaderTestCase):
    def test_without_stories_says_so_and_holds_the_paper_s_name(self):
        page = self.page("/")
        self.assertEqual(self.every(page, "//h1"), [settings.SITE_NAME])
        self.assertEqual(self.every(page, "//main/p"), ["The first stories will stand here."])
        self.assertEqual(page.xpath("//aside"), [])

    def test_carries_the_day_in_the_paper_s_zone(self):
        with self.settings(TIME_ZONE="Pacific/Auckland"):
            page = self.page("/", at=NOON)
        self.assertEqual(self.every(page, "//header//time"), ["Friday, 13 March 2026"])

    def test_a_lead_a_second_tier_and_a_river(self):
        stories = make_many_stories(12, [make_section(), make_section()], public_at=NOON)
        page = self.page("/")
        lead = page.xpath("//article[contains(@class, 'card-lead')]")
        self.assertEqual(len(lead), 1)
        self.assertEqual(lead[0].xpath(".//h2/a/@href"), [stories[0].get_absolute_url()])
        shown = [
            self.every(page, "//ul[@class='cards tier']//h2"),
            self.every(page, "//ul[@class='cards']//h2"),
        ]
        headlines = [story.headline for story in stories[1:]]
        self.assertEqual(shown, [headlines[:6], headlines[6:]])

    def test_a_card_says_section_age_headline_and_standfirst(self):
        section = make_section("Business")
        make_story(section=section)
        story = make_story(
            "A headline that takes its time to say what it says",
            section,
            public_at=NOON - 2 * HOUR,
            short_headline="Short",
            kicker="Ferries",
            standfirst="It does.",
        )
        card = self.page("/", at=NOON).xpath("//ul/li/article[contains(@class, 'card')]")[0]
        self.assertEqual(
            " ".join(card.text_content().split()), "Ferries Short It does. Business 2 hours ago"
        )
        self.assertEqual(card.xpath(".//h2/a/@href"), [story.get_absolute_url()])
        self.assertEqual(card.xpath(".//a[@class='section-name']/@href"), ["/business/"])
        self.assertEqual(card.xpath(".//time/@datetime"), ["2026-03-12T10:00:00+00:00"])

    def test_a_brief_goes_without_its_standfirst_below_the_lead(self):
        make_story()
        make_story(kind="brief", standfirst="Passed over", public_at=NOON - HOUR)
        self.assertNotIn("Passed over", self.page("/").text_content())


class SectionPageTests(ReaderTestCase):
    def test_lists_its_own_stories_and_those_below_newest_first(self):
        business = make_section("Business", description="Companies and money.")
        shipping = make_section("Shipping", parent=business)
        make_story("Own", business, public_at=NOON - DAY)
        make_story("Below", shipping)
        make_story("Elsewhere")
        page = self.page("/business/")
        self.assertEqual(self.every(page, "//h1"), ["Business"])
        self.assertIn("Companies and money.", self.every(page, "//main/header/p"))
        self.assertEqual(self.every(page, "//main//h2"), ["Below", "Own"])
        self.assertEqual(self.every(page, "//aside//h3"), ["Elsewhere"])
        self.assertEqual(page.xpath("//nav[@class='parts']//a/@href"), ["/business/shipping/"])

    def test_a_subsection_says_where_it_stands(self):
        shipping = make_section("Shipping", parent=make_section("Business"))
        make_story("Below", shipping)
        page = self.page("/business/shipping/")
        self.assertEqual(self.every(page, "//main//nav[@class='trail']//a"), ["Business"])
        self.assertEqual(self.every(page, "//*[@aria-current]"), ["Business"])
        self.assertEqual(self.every(page, "//main//h2"), ["Below"])

    def test_without_stories_it_stands_and_says_so(self):
        make_section("Sport")
        self.assertIn("No stories here yet.", self.page("/sport/").text_content())

    def test_every_section_stands_in_the_masthead_and_the_foot(self):
        world = make_section("World")
        make_section("Ostvik", parent=world)
        make_section("Hidden", is_visible=False)
        page = self.page("/")
        self.assertEqual(self.every(page, "//header//nav//a"), ["World", "Search"])
        self.assertEqual(self.every(page, "//footer//nav//a"), ["World", "Ostvik"])


class PagingTests(ReaderTestCase):
    def walk(self, path):
        """The headlines of each page of a list, from the newest to the last."""
        pages, address = [], path
        while address:
            page = self.page(address)
            pages.append(self.every(page, "//main//h2"))
            older = page.xpath("//a[@rel='next']/@href")
            address = path + older[0] if older else None
        return pages

    def test_shows_each_story_once_from_the_newest_to_the_oldest(self):
        """Thirty in one minute among them: times that agree neither hide a story nor show it twice."""
        section = make_section("World")
        stories = make_many_stories(80, [section], public_at=NOON)
        together = [story.pk for story in stories[20:50]]
        Article.objects.filter(pk__in=together).update(public_at=NOON - 20 * MINUTE)
        section.listings.filter(article__in=together).update(public_at=NOON - 20 * MINUTE)
        pages = self.walk("/world/")
        self.assertEqual([len(page) for page in pages], [paging.LENGTH, paging.LENGTH, 20])
        shown = [headline for page in pages for headline in page]
        self.assertEqual(sorted(shown), sorted(story.headline for story in stories))
        self.assertEqual(shown[:20], [story.headline for story in stories[:20]])
        self.assertEqual(shown[50:], [story.headline for story in stories[50:]])

    def test_shows_a_story_once_that_stands_in_many_lists(self):
        """Two sections, two tags, two authors each: a list is one of a story's rows, and goes on from that one."""
        section = make_section("Ostvik", parent=make_section("World"))
        tags, authors = (
            [Tag.objects.create(name=name) for name in ("Harbour", "Ferry")],
            [make_author(), make_author()],
        )
        stories = make_many_stories(40, [section], tags, authors, public_at=NOON)
        together = Article.objects.filter(pk__in=[story.pk for story in stories[25:35]])
        for rows in (Listing, TaggedArticle, Byline):
            story = "content_object" if rows is TaggedArticle else "article"
            rows.objects.filter(**{f"{story}__in": together}).update(public_at=NOON - 25 * MINUTE)
        together.update(public_at=NOON - 25 * MINUTE)
        lists = ["/world/", "/world/ostvik/", tags[1].get_absolute_url()]
        for address in [*lists, authors[1].get_absolute_url()]:
            with self.subTest(address):
                pages = self.walk(address)
                self.assertEqual([len(page) for page in pages], [paging.LENGTH, 10])
                self.assertEqual(len({headline for page in pages for headline in page}), 40)

    def test_a_full_last_page_is_the_last(self):
        make_many_stories(paging.LENGTH, [make_section("World")], public_at=NOON)
        self.assertEqual([len(page) for page in self.walk("/world/")], [paging.LENGTH])

    def test_a_story_published_meanwhile_moves_nothing(self):
        section = make_section("World")
        stories = make_many_stories(paging.LENGTH + 1, [section], public_at=NOON)
        (older,) = self.page("/world/").xpath("//a[@rel='next']/@href")
        make_story(section=section, public_at=NOON + MINUTE)
        self.assertEqual(
            self.every(self.page("/world/" + older), "//main//h2"), [stories[-1].headline]
        )

    def test_the_way_back_leads_to_the_newest(self):
        make_many_stories(paging.LENGTH + 1, [make_section("World")], public_at=NOON)
        first = self.page("/world/")
        self.assertEqual(self.every(first, "//nav[@class='pages']/a"), ["Older stories"])
        (older,) = first.xpath("//a[@rel='next']/@href")
        links = self.page("/world/" + older).xpath("//nav[@class='pages']/a")
        self.assertEqual([link.get("href") for link in links], ["/world/"])

    def test_what_is_no_place_in_the_list_is_a_404(self):
        make_story(section=make_section("World"))
        for text in (
            "x",
            "1",
            "1-",
            "-1",
            "1-1-1",
            "1e3-1",
            "٣-٣",
            "9" * 18 + "-1",
            "1-1%00",
            "0-0",
        ):
            with self.subTest(text):
                self.page(f"/world/?before={text}", 404)

    def test_other_parameters_change_nothing(self):
        make_story(section=make_section("World"))
        with self.reading_at(NOON + HOUR):
            plain = self.get("/world/").content
            for query in ("?utm_source=x", "?page=2", "?before="):
                self.assertEqual(self.get("/world/" + query).content, plain, query)
