"""The desk's opening page: what needs hands, for whom, and the figures of the week."""

import re
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext, override_settings
from django.utils import timezone
from lxml import html

from articles import overview, review, workflow
from articles.models import Article
from tests.browser.base import BrowserTestCase
from tests.factories import (
    make_draft,
    make_many_stories,
    make_section,
    make_story,
    make_user,
)

PAGE = "/admin/"
EVENING = datetime(2026, 3, 12, 21, 0, tzinfo=UTC)  # a Thursday
READ = "articles.view_article"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def change_live(story, by=None, at=None):
    """Saves another text of a live story without bringing it live."""
    text = story.newest_revision.snapshot | {
        "standfirst": f"Newer than {story.newest_revision.number}."
    }
    return workflow.save_revision(story, text, base=story.newest_revision.number, by=by, at=at)


class OpeningTestCase(TestCase):
    def setUp(self):
        self.user = make_user("mira", "articles.change_article", "articles.add_article")
        self.client.force_login(self.user)

    def open(self, at=EVENING):
        with patch("django.utils.timezone.now", return_value=at):
            response = self.client.get(PAGE)
        self.assertEqual(response.status_code, 200)
        return html.document_fromstring(response.content.decode())

    def lists(self, at=EVENING):
        """{heading: [headlines]} of the lists that the page shows."""
        return {
            box.xpath("h2/text()")[0].strip(): box.xpath("ul/li/a/text()")
            for box in self.open(at).xpath("//section[contains(@class, 'desk-box')]")
        }


class ListTests(OpeningTestCase):
    def test_every_story_stands_where_it_waits_and_nowhere_else(self):
        mine, theirs = make_draft("Mine", by=None), make_draft("Theirs")
        Article.objects.filter(pk=mine.pk).update(created_by=self.user)
        for headline, status in (
            ("To read", Article.Status.IN_REVIEW),
            ("Ready", Article.Status.APPROVED),
            ("To mend", Article.Status.SENT_BACK),
        ):
            story = make_draft(headline)
            Article.objects.filter(pk=story.pk).update(status=status)
        review.assign(story, by=None, to=self.user, at=EVENING)
        make_story("Of yesterday", public_at=EVENING - DAY)
        make_story("Of today", public_at=EVENING - HOUR)
        change_live(make_story("Half changed", public_at=EVENING - 3 * DAY), at=EVENING)
        workflow.publish(theirs, by=None, at=EVENING, publish_at=EVENING + HOUR)
        workflow.withdraw(make_story("Taken away"), by=None, at=EVENING)
        workflow.kill(make_draft("Given up"), by=None, at=EVENING, reason="x")
        found = self.lists()
        self.assertEqual(
            {heading: set(headlines) for heading, headlines in found.items()},
            {
                "Assigned to me": {"To mend"},
                "In review": {"To read"},
                "Approved": {"Ready"},
                "Sent back": {"To mend"},
                "My drafts": {"Mine"},
                "Changed since publication": {"Half changed"},
                "Going out next": {"Theirs"},
                "Published today": {"Of today"},
            },
        )

    def test_what_is_due_first_stands_first_and_what_is_late_is_named(self):
        for headline, due_at in (
            ("Some day", None),
            ("Later", EVENING + DAY),
            ("Late", EVENING - HOUR),
        ):
            story = make_draft(headline, at=EVENING - DAY)
            review.assign(story, by=None, to=self.user, due_at=due_at, at=EVENING - 2 * HOUR)
        page = self.open()
        rows = page.xpath("//section[contains(@class, 'desk-box-assigned')]//li")
        self.assertEqual(
            [" ".join(row.xpath("string(p/strong)").split()) for row in rows],
            ["overdue since 12 Mar, 20:00", "due 13 Mar, 21:00", ""],
        )

    def test_what_i_was_to_do_is_done_when_it_is_published(self):
        story = make_draft("Mine to do", at=EVENING - DAY)
        review.assign(story, by=None, to=self.user, at=EVENING - DAY)
        workflow.publish(story, by=None, at=EVENING - DAY)
        self.assertNotIn("Assigned to me", self.lists())

    def test_mine_is_what_i_began_or_saved_last(self):
        other = make_user("jo", "articles.change_article", "articles.add_article")
        make_draft("Begun by me", by=self.user)
        make_draft("Begun by another", by=other)
        taken_over = make_draft("Taken over by me", by=other)
        change_live(taken_over, by=self.user)
        self.assertEqual(set(self.lists()["My drafts"]), {"Begun by me", "Taken over by me"})
        self.client.force_login(other)
        self.assertEqual(set(self.lists()["My drafts"]), {"Begun by another", "Taken over by me"})

    def test_what_goes_out_next_stands_first_with_its_zone_and_how_far_away_it_is(self):
        for headline, hours in (("Later", 30), ("Next", 7.2)):
            draft = make_draft(headline, at=EVENING)
            workflow.publish(draft, by=None, at=EVENING, publish_at=EVENING + hours * HOUR)
        self.user.time_zone = "Europe/Berlin"
        self.user.save()
        page = self.open()
        rows = page.xpath("//section[contains(@class, 'desk-box-scheduled')]//li")
        self.assertEqual([row.xpath("a/text()")[0] for row in rows], ["Next", "Later"])
        said = " ".join(rows[0].text_content().split())
        self.assertIn("in 7 h 12 min", said)
        self.assertIn("Friday 13 March 2026, 05:12 CET (paper: 04:12 UTC)", said)

    @override_settings(TIME_ZONE="America/New_York")
    def test_today_is_the_papers_day(self):
        with timezone.override("America/New_York"):
            make_story("Late yesterday", public_at=datetime(2026, 3, 12, 3, 30, tzinfo=UTC))
            make_story("Early today", public_at=datetime(2026, 3, 12, 4, 30, tzinfo=UTC))
        self.user.time_zone = "Asia/Tokyo"  # where it is tomorrow already
        self.user.save()
        self.assertEqual(self.lists()["Published today"], ["Early today"])

    def test_a_headline_leads_into_its_form_and_a_list_to_its_queue(self):
        draft = make_draft("Mine", by=self.user)
        page = self.open()
        (story,) = page.xpath("//a[text()='Mine']/@href")
        self.assertEqual(story, f"/admin/articles/article/{draft.pk}/change/")
        self.assertEqual(self.client.get(story).status_code, 200)
        for address in set(page.xpath("//a[contains(@href, 'queue=')]/@href")):
            response = self.client.get(address)
            self.assertEqual(response.status_code, 200, address)
            self.assertEqual(
                [
                    address
                    for _words, address, is_shown in response.context["cl"].queues
                    if is_shown
                ],
                [address.partition("/admin/articles/article/")[2]],
            )

    def test_a_long_queue_shows_its_first_eight_and_says_that_there_are_more(self):
        section = make_section("World")
        for number in range(9):
            make_draft(f"Draft {number}", section, by=self.user, at=EVENING - number * HOUR)
        page = self.open()
        (box,) = page.xpath("//section[contains(@class, 'desk-box-mine')]")
        self.assertEqual(box.xpath("ul/li/a/text()"), [f"Draft {number}" for number in range(8)])
        self.assertEqual(box.xpath("h2/span/text()"), ["8+"])

    def test_a_desk_without_work_says_so(self):
        self.assertEqual(self.lists(), {})
        self.assertIn("Nothing waits for hands", self.open().text_content())

    def test_headlines_are_text(self):
        make_draft("<script>alert(1)</script>", by=self.user)
        self.assertEqual(self.lists()["My drafts"], ["<script>alert(1)</script>"])


class PermissionTests(OpeningTestCase):
    def test_who_may_not_see_stories_sees_the_tables_that_are_open_alone(self):
        draft = make_draft("Secret plan")
        Article.objects.filter(pk=draft.pk).update(status=Article.Status.IN_REVIEW)
        make_story("Of today", public_at=EVENING - HOUR)
        self.client.force_login(make_user("bo", "articles.view_tag"))
        page = self.open()
        said = page.text_content()
        for words in ("Secret plan", "Of today", "last seven days", "In review", "Write a story"):
            self.assertNotIn(words, said)
        self.assertEqual(page.xpath("//a[@href='/admin/articles/tag/']/text()")[0], "Tags")

    def test_the_buttons_are_those_whose_pages_are_open(self):
        everything = ["Write a story", "Board", "Picture library", "Lead of the front"]
        for permissions, words in (
            ((READ,), ["Board"]),
            (
                ("articles.add_article",),
                ["Write a story", "Picture library"],
            ),  # who writes may look pictures up
            ((READ, "articles.add_article", "sections.view_placement"), everything),
        ):
            self.client.force_login(make_user(None, *permissions))
            links = self.open().xpath("//ul[@class='desk-ways']//a")
            self.assertEqual([link.text for link in links], words)
            for link in links:
                self.assertEqual(self.client.get(link.get("href")).status_code, 200)

    def test_the_page_is_for_those_who_are_logged_in(self):
        self.client.logout()
        self.assertRedirects(self.client.get(PAGE), "/admin/login/?next=/admin/")


class FigureTests(OpeningTestCase):
    def charts(self):
        """{title: its accessible name's numbers}, and the rows of the table of sections."""
        page = self.open()
        columns = {
            name.partition(":")[0]: [int(number) for number in re.findall(r" (\d+)(?:,|$)", name)]
            for name in page.xpath("//figure/svg[@role='img']/@aria-label")
        }
        sections = [
            (row.xpath("string(th)").strip(), int(row.xpath("string(td)").strip()))
            for row in page.xpath("//table[@class='desk-bars']/tbody/tr")
        ]
        return columns, sections

    def test_the_week_is_counted_day_by_day(self):
        world = make_section("World")
        europe, sport = make_section("Europe", parent=world), make_section("Sport")
        for days_ago, section in ((0, europe), (0, sport), (2, world), (6, world), (7, sport)):
            make_story(None, section, public_at=EVENING - days_ago * DAY)
        scheduled = make_draft(None, sport, at=EVENING)
        workflow.publish(scheduled, by=None, at=EVENING, publish_at=EVENING + HOUR)
        old = make_story(None, sport, public_at=EVENING - 20 * DAY)
        for days_ago in (8, 3, 3, 0):
            at = EVENING - days_ago * DAY
            changed = change_live(old, at=at)
            old = workflow.update(changed, by=None, at=at)
        columns, sections = self.charts()
        self.assertEqual(columns["Stories published a day"], [1, 0, 0, 0, 1, 0, 2])
        self.assertEqual(columns["Updates after publication a day"], [0, 0, 0, 2, 0, 0, 1])
        self.assertEqual(sections, [("World", 3), ("Sport", 1)])

    def test_columns_are_as_high_as_their_numbers(self):
        world = make_section("World")
        for days_ago in (0, 0, 0, 0, 1):
            make_story(None, world, public_at=EVENING - days_ago * DAY)
        chart = self.open().xpath("//figure/svg[@role='img']")[0]
        heights = [float(column.get("height")) for column in chart.xpath("rect")]
        self.assertEqual(heights[:5], [0] * 5)
        self.assertEqual(heights[6], 4 * heights[5])

    def test_days_begin_at_midnight_of_the_paper_also_when_clocks_change(self):
        with self.settings(TIME_ZONE="Europe/Berlin"):
            begins = overview.days(
                datetime(2026, 3, 30, 10, tzinfo=UTC)
            )  # clocks changed on the 29th
        self.assertEqual(
            [f"{begin:%d %H:%M %z}" for begin in begins[-3:]],
            ["28 00:00 +0100", "29 00:00 +0100", "30 00:00 +0200"],
        )


class CostTests(OpeningTestCase):
    LIMIT = 12

    def count(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.client.get(PAGE).status_code, 200)
        return len(queries)

    def test_the_number_of_queries_does_not_grow(self):
        section = make_section("World")
        make_draft("Mine", section, by=self.user)
        few = self.count()
        make_many_stories(1_000, [section, make_section("Sport")])
        for number in range(20):
            make_draft(f"Draft {number}", section, by=self.user)
        for story in make_many_stories(10, [section]):
            change_live(story)
        self.assertEqual(self.count(), few)
        self.assertLessEqual(few, self.LIMIT)


class BrowserTests(BrowserTestCase):
    def test_the_page_keeps_the_policy_and_its_width_and_folds_the_tables_away(self):
        make_story("Of today", public_at=timezone.now())
        make_draft("W" * 80)
        for width in (390, 1280):
            window = self.open_window(viewport={"width": width, "height": 900})
            self.log_in(window)
            window.goto(PAGE)
            self.assertTrue(window.get_by_role("link", name="Write a story").is_visible())
            self.assertTrue(window.get_by_role("link", name="Of today").is_visible())
            self.assertTrue(window.get_by_role("img", name="Stories published a day").is_visible())
            wide = window.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(wide, width)
            users = window.get_by_role("link", name="Users")
            self.assertFalse(users.is_visible())
            window.get_by_text("Everything there is to change").click()
            self.assertTrue(users.is_visible())
