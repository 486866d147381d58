"""How old a story is, in words."""

from datetime import timedelta

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEK, MONTH, YEAR = 7 * DAY, 30 * DAY, 365 * DAY


def age_in_words(then, now):
    """Minutes, hours, days while less than 7 × 24 hours (each rounded half up), then whole weeks,
    months of 30 days, years of 365. A time to come is "just now".

    "7 days ago" is 6½ days and more, "1 week ago" 7 days and more. From the second day on it
    changes once a day.
    """
    age = max(now - then, timedelta(0))
    if age < MINUTE / 2:
        return "just now"
    if _rounded(age, MINUTE) < 60:
        return _ago(_rounded(age, MINUTE), "minute")
    if _rounded(age, HOUR) < 24:
        return _ago(_rounded(age, HOUR), "hour")
    if age < WEEK:
        return _ago(_rounded(age, DAY), "day")
    if age < MONTH:
        return _ago(age // WEEK, "week")
    if age < YEAR:
        return _ago(age // MONTH, "month")
    return _ago(age // YEAR, "year")


def _rounded(age, unit):
    """Half up, in whole microseconds: no float decides on which side of a half an age falls."""
    return (2 * age + unit) // (2 * unit)


def _ago(number, unit):
    return f"{number} {unit} ago" if number == 1 else f"{number} {unit}s ago"
