"""Times of editors all over the world: what they enter is what they meant, and readers get the story then."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.test import SimpleTestCase, TestCase
from django.utils import timezone
from lxml import html

from articles import workflow
from articles.models import Article
from newsroom.moments import Moment, distance, moment, zone_table
from tests.factories import make_draft

ZONES = """
    UTC Europe/London Europe/Berlin Europe/Moscow Africa/Casablanca Africa/Johannesburg Asia/Tehran Asia/Kolkata
    Asia/Kathmandu Asia/Shanghai Asia/Tokyo Australia/Sydney Australia/Adelaide Australia/Lord_Howe Pacific/Auckland
    Pacific/Chatham Pacific/Kiritimati Pacific/Pago_Pago America/St_Johns America/New_York America/Sao_Paulo
    America/Phoenix America/Los_Angeles Antarctica/Troll
""".split()
INSTANTS = [
    datetime(2028, 2, 29, 10, 30, tzinfo=UTC),  # the leap day
    datetime(2026, 12, 31, 23, 59, tzinfo=UTC),  # the last minute of the year
    datetime(2027, 3, 28, 1, 0, tzinfo=UTC),  # European clocks are put forward
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # 01:30 in London, for the first time that night
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),  # and for the second
    datetime(2026, 11, 1, 6, 30, tzinfo=UTC),  # 01:30 in New York, for the second time
]
NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class ATime(forms.Form):
    at = Moment(required=False, says="It goes out on {}")


def enter(day, time, which=""):
    return ATime({"at_0": day, "at_1": time, "at_2": which})


def entered(day, time, which=""):
    form = enter(day, time, which)
    form.is_valid()
    return form.cleaned_data.get("at")


def shown(form):
    """What a browser would send back of the form."""
    page = html.fragment_fromstring(str(form["at"]), create_parent=True)
    sent = {field.get("name"): field.get("value", "") for field in page.iter("input")}
    for field in page.xpath("//select[not(@disabled)]"):
        sent[field.get("name")] = next(iter(field.xpath("./option[@selected]/@value")), "")
    return sent


def sentence(form):
    page = html.fragment_fromstring(str(form["at"]), create_parent=True)
    return page.xpath("string(//p)")


class AroundTheWorld(TestCase):
    def test_what_is_shown_and_entered_again_is_the_same_moment_and_goes_out_then(self):
        """24 zones × 6 instants."""
        story, right = make_draft(at=NOW), 0
        for zone in ZONES:
            for instant in INSTANTS:
                with self.subTest(zone=zone, instant=instant), timezone.override(ZoneInfo(zone)):
                    self.assertIn(f"{instant.astimezone(ZoneInfo(zone)):%H:%M}", moment(instant))
                    form = ATime(shown(ATime(initial={"at": instant})))
                    self.assertEqual(form.errors, {})
                    self.goes_out(story, form.cleaned_data["at"], instant)
                    right += 1
        self.assertEqual(right, 144)

    def goes_out(self, story, chosen, instant):
        workflow.publish(story, by=None, at=NOW, publish_at=chosen)
        self.assertEqual(Article.objects.values_list("public_at", flat=True).get(), instant)
        self.assertFalse(Article.objects.published(instant - SECOND).exists())
        self.assertTrue(Article.objects.published(instant).exists())


class Entering(SimpleTestCase):
    def test_a_time_that_clocks_leave_out_is_refused_with_the_reason_and_a_way_out(self):
        for zone, day, time, words in (
            ("Europe/Berlin", "2027-03-28", "02:30", "from 02:00 to 03:00. Write 03:30"),
            ("Europe/London", "2027-03-28", "01:30", "from 01:00 to 02:00. Write 02:30"),
            ("America/New_York", "2027-03-14", "02:30", "from 02:00 to 03:00. Write 03:30"),
            ("Australia/Lord_Howe", "2026-10-04", "02:10", "from 02:00 to 02:30. Write 02:40"),
            ("America/Asuncion", "2023-10-01", "00:10", "from 00:00 to 01:00. Write 01:10"),
            (
                "Pacific/Apia",
                "2011-12-30",
                "12:00",
                "from 00:00 to 00:00 on Saturday 31 December 2011",
            ),
        ):
            with self.subTest(zone), timezone.override(ZoneInfo(zone)):
                form = enter(day, time)
                self.assertIs(form.is_valid(), False)
                [error] = form.errors["at"]
                self.assertIn(f"There is no {time} on ", error)
                self.assertIn(words, error)

    def test_a_time_that_comes_twice_asks_which_and_shows_the_choice(self):
        for zone, day, first in (
            ("Europe/London", "2026-10-25", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
            ("America/New_York", "2026-11-01", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),
        ):
            with self.subTest(zone), timezone.override(ZoneInfo(zone)):
                form = enter(day, "01:30")
                self.assertIs(form.is_valid(), False)
                self.assertIn("01:30 comes twice", form.errors["at"][0])
                self.assertIn("put back from 02:00 to 01:00", form.errors["at"][0])
                self.assertEqual(shown(form)["at_2"], "")
                self.assertEqual(entered(day, "01:30", "0"), first)
                self.assertEqual(entered(day, "01:30", "1"), first + timedelta(hours=1))
                again = shown(enter(day, "01:30", "1"))
                self.assertEqual(again, {"at_0": day, "at_1": "01:30", "at_2": "1"})

    def test_a_choice_for_a_time_that_comes_once_is_not_asked_for_and_changes_nothing(self):
        with timezone.override(ZoneInfo("Europe/London")):
            self.assertEqual(
                entered("2026-10-26", "01:30", "1"), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)
            )
            self.assertNotIn("at_2", shown(enter("2026-10-26", "01:30", "1")))

    def test_a_half_of_a_time_or_an_impossible_one_is_told(self):
        for day, time, words in (
            ("2026-03-12", "", "Choose the time as well."),
            ("", "06:00", "Choose the day as well."),
            ("2027-02-29", "06:00", "no day of the calendar"),
            ("2026-03-12", "06:00:30", "whole minutes"),
            ("0026-03-12", "06:00", "four figures"),
        ):
            form = enter(day, time)
            self.assertIs(form.is_valid(), False)
            self.assertIn(words, form.errors["at"][0])
            self.assertEqual((shown(form)["at_0"], shown(form)["at_1"]), (day, time))

    def test_nothing_entered_is_no_time(self):
        for which in ("", "0"):
            self.assertIsNone(entered("", "", which))
            self.assertIs(enter("", "", which).is_valid(), True)

    def test_the_field_says_what_it_promises_with_both_zones_and_how_far_away_it_is(self):
        with timezone.override(ZoneInfo("Asia/Kolkata")):
            tomorrow = timezone.localtime() + timedelta(days=1)
            words = sentence(enter(f"{tomorrow:%Y-%m-%d}", "06:00"))
            self.assertRegex(
                words,
                r"^It goes out on \w+day \d+ \w+ \d+, 06:00 IST \(paper: 00:30 UTC\), in .* h.*\.$",
            )
            self.assertIn("That time has passed.", sentence(enter("2020-01-01", "06:00")))
            self.assertEqual(
                sentence(enter("", "")), "Times in Asia/Kolkata (IST); the paper’s zone is UTC."
            )


class WhatThePageKnows(SimpleTestCase):
    def test_each_change_of_the_clocks_of_the_years_to_come_to_the_second(self):
        table = zone_table(ZoneInfo("Europe/Berlin"), 2026)
        spring = int(datetime(2027, 3, 28, 1, tzinfo=UTC).timestamp())
        self.assertIn([spring, 120, "CEST"], table)
        self.assertEqual(len(table), 1 + 2 * 12)

    def test_distances_are_said_as_one_would(self):
        for span, words in (
            (timedelta(seconds=20), "in less than a minute"),
            (timedelta(minutes=12), "in 12 min"),
            (timedelta(hours=7, minutes=12), "in 7 h 12 min"),
            (timedelta(hours=2), "in 2 h"),
            (timedelta(days=1, hours=4), "in 1 day 4 h"),
            (timedelta(days=3), "in 3 days"),
        ):
            self.assertEqual(distance(span), words)
