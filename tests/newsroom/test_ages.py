"""How old a story is, in words."""

from datetime import UTC, datetime, timedelta

from django.test import SimpleTestCase

from newsroom.ages import age_in_words

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


class AgeTests(SimpleTestCase):
    def assertAge(self, words, **age):
        with self.subTest(**age):
            self.assertEqual(age_in_words(NOW - timedelta(**age), NOW), words)

    def test_minutes_are_rounded_half_up(self):
        self.assertAge("just now", seconds=0)
        self.assertAge("just now", seconds=29.9)
        self.assertAge("1 minute ago", seconds=30)
        self.assertAge("1 minute ago", seconds=89.9)
        self.assertAge("2 minutes ago", seconds=90)
        self.assertAge("59 minutes ago", minutes=59.4)

    def test_what_would_be_sixty_minutes_is_an_hour(self):
        self.assertAge("1 hour ago", minutes=59.6)
        self.assertAge("1 hour ago", minutes=89.9)
        self.assertAge("2 hours ago", minutes=90)
        self.assertAge("23 hours ago", hours=23.4)

    def test_what_would_be_twenty_four_hours_is_a_day(self):
        self.assertAge("1 day ago", hours=23.6)
        self.assertAge("1 day ago", hours=35.9)
        self.assertAge("2 days ago", hours=36)

    def test_days_are_counted_up_to_seven_times_twenty_four_hours(self):
        self.assertAge("6 days ago", days=6.49)
        self.assertAge("7 days ago", days=6.5)
        self.assertAge("7 days ago", days=6, hours=23, minutes=59, seconds=59)
        self.assertAge("1 week ago", days=7)

    def test_weeks_months_and_years_are_whole_ones(self):
        self.assertAge("1 week ago", days=13.9)
        self.assertAge("2 weeks ago", days=14)
        self.assertAge("4 weeks ago", days=29.9)
        self.assertAge("1 month ago", days=30)
        self.assertAge("1 month ago", days=59.9)
        self.assertAge("2 months ago", days=60)
        self.assertAge("12 months ago", days=364.9)
        self.assertAge("1 year ago", days=365)
        self.assertAge("10 years ago", days=3650)

    def test_a_time_to_come_is_just_now(self):
        self.assertAge("just now", seconds=-1)
        self.assertAge("just now", days=-3)

    def test_from_the_second_day_on_the_words_change_once_a_day_at_most(self):
        """A page may then be kept: between two changes lie at least 24 hours, 12 where days become weeks."""
        changes, before = [], None
        for hours in range(36, 24 * 400):
            words = age_in_words(NOW - timedelta(hours=hours), NOW)
            if words != before:
                changes.append((hours, words))
            before = words
        gaps = {
            words: later - earlier
            for (earlier, _), (later, words) in zip(changes, changes[1:], strict=False)
        }
        self.assertEqual(gaps.pop("1 week ago"), 12)
        self.assertGreaterEqual(min(gaps.values()), 24)

    def test_the_zone_of_a_time_does_not_matter(self):
        elsewhere = NOW.astimezone(tz=None) - timedelta(hours=5)
        self.assertEqual(age_in_words(elsewhere, NOW), "5 hours ago")
