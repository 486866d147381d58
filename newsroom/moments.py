"""Times in words and as a field of forms: in the editor's zone with the paper's beside it, in whole minutes.

What clocks show in a zone is asked of `readings`: an hour that is left out in spring has no moment, one that comes
twice in autumn has two.
"""

import json
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from time import monotonic

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from js_asset import JS

DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
TIMES = ("%H:%M", "%H.%M", "%H:%M:00")
YEARS = range(1970, 2200)
TABLE = 12  # years whose changes of the clock a page knows, beginning with the last one
_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)


# In words ------------------------------------------------------------------------------------------------------------


def paper_day(time):
    """The day that a time falls on in the paper's zone: the day in a story's address."""
    return timezone.localtime(time, timezone.get_default_timezone()).date()


def moment(time):
    """Day, hour and zone in the editor's zone, with the paper's beside it where the two differ:
    "Thursday 12 March 2026, 06:00 CET (paper: 05:00 UTC)".
    """
    mine = timezone.localtime(time)
    paper = timezone.localtime(time, timezone.get_default_timezone())
    words = f"{_day(mine)}, {mine:%H:%M} {zone_name(mine)}"
    if mine.utcoffset() == paper.utcoffset():
        return words
    day = "" if mine.date() == paper.date() else f"{_day(paper)}, "
    return f"{words} (paper: {day}{paper:%H:%M} {zone_name(paper)})"


def short_moment(time):
    """Day and hour in the editor's zone, for lists: "12 Mar, 06:00", with the year where it is another one."""
    mine = timezone.localtime(time)
    year = "" if mine.year == timezone.localtime().year else f" {mine.year}"
    return f"{mine.day} {mine:%b}{year}, {mine:%H:%M}"


def distance(span):
    """How far away a time is: "in 3 days 4 h", "in 7 h 12 min", "in less than a minute"."""
    minutes = int(span.total_seconds() // 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"in {days} {'day' if days == 1 else 'days'}" + (f" {hours} h" if hours else "")
    if hours:
        return f"in {hours} h" + (f" {minutes} min" if minutes else "")
    return f"in {minutes} min" if minutes else "in less than a minute"


def running(at):
    """A clock that shows `at` now and goes on from there: a function that tells the time."""
    start = monotonic()
    return lambda: at + timedelta(seconds=monotonic() - start)


def zone_name(time):
    """The zone's letters, or its distance from UTC where it has none."""
    letters = time.tzname()
    return letters if letters.isalpha() else f"UTC{letters}"


def _day(time):
    return f"{time:%A} {time.day} {time:%B %Y}"


# What clocks show ----------------------------------------------------------------------------------------------------


def readings(shown, zone):
    """The moments (UTC, in order) at which clocks in the zone show this day and time, given without a zone: one, or
    none where they are put forward over it, or two where they are put back.
    """
    either = {shown.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(
        time for time in either if time.astimezone(zone).replace(tzinfo=None, fold=0) == shown
    )


def change_of_clocks(shown, zone):
    """What clocks show before and after they are changed over a day and time that comes never or twice."""
    offsets = [shown.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)]
    early, late = ((shown - offset(offsets)).replace(tzinfo=UTC, fold=0) for offset in (max, min))
    change = _first_change(zone, early, late)
    return tuple((change + offset).replace(tzinfo=None) for offset in offsets)


def _first_change(zone, early, late):
    """The first second after `early` and up to `late` from which on clocks go otherwise; only one change between."""
    before = _offset(zone, early)
    while late - early > _SECOND:
        middle = early + (late - early) / 2
        middle = middle.replace(microsecond=0)
        if _offset(zone, middle) == before:
            early = middle
        else:
            late = middle
    return late


def _offset(zone, time):
    there = time.astimezone(zone)
    return there.utcoffset(), zone_name(there)


@lru_cache(maxsize=100)
def zone_table(zone, year):
    """How clocks go in the zone, for the page's script: rows of [from when, in seconds since 1970; minutes ahead of
    UTC; letters].
    """
    time, end = datetime(year - 1, 1, 1, tzinfo=UTC), datetime(year - 1 + TABLE, 1, 1, tzinfo=UTC)
    rows = [(time, *_offset(zone, time))]
    while time < end:
        if _offset(zone, time) != _offset(zone, time + _DAY):
            change = _first_change(zone, time, time + _DAY)
            rows.append((change, *_offset(zone, change)))
        time += _DAY
    return [
        [int(start.timestamp()), int(offset.total_seconds() // 60), letters]
        for start, offset, letters in rows
    ]


# The field -----------------------------------------------------------------------------------------------------------


class DayAndTime(forms.MultiWidget):
    """Day and time by the browser's own pickers, below them the sentence that says what is promised; and beside them,
    where clocks show the time twice, which of the two. `says` has a place for the time: "It goes out on {}".
    """

    class Media:
        js = [JS("newsroom/moments.js", {"defer": True})]

    def __init__(self, attrs=None, says="{}"):
        self.says = says
        day = forms.DateInput({"type": "date", "aria-label": "Day"}, "%Y-%m-%d")
        time = forms.TimeInput({"type": "time", "step": "60", "aria-label": "Time"}, "%H:%M")
        which = forms.Select({"aria-label": "Which of the two"})
        super().__init__([day, time, which], attrs)

    def decompress(self, value):
        """A moment as day, time, and which of two: "0" the first, "1" the second, "" where there is but one."""
        if value is None:
            return [None, None, ""]
        shown = timezone.localtime(value)
        is_double = len(readings(shown.replace(tzinfo=None, fold=0), shown.tzinfo)) == 2
        return [shown.date(), shown.time(), str(shown.fold) if is_double else ""]

    def render(self, name, value, attrs=None, renderer=None):
        parts = value if isinstance(value, list) else self.decompress(value)
        zone, paper = timezone.get_current_timezone(), timezone.get_default_timezone()
        at = timezone.now()
        found = _found(parts, zone)
        self._offer(found if len(found) == 2 else [])
        context = {
            "inputs": super().render(name, parts, attrs, renderer),
            "sentence": self._sentence(_chosen(found, parts[2]), at, zone, paper),
            "says": self.says,
            "empty": zone_words(at),
            "now": int(at.timestamp()),
            "zone": json.dumps([str(zone), zone_table(zone, at.year)]),
            "paper": json.dumps([str(paper), zone_table(paper, at.year)]),
        }
        return render_to_string("admin/_moment.html", context)

    def _offer(self, found):
        """The choice of the first or the second; not to be seen, and not sent, where there is none."""
        which = self.widgets[2]
        which.attrs = {"aria-label": "Which of the two"} | (
            {} if found else {"hidden": True, "disabled": True}
        )
        which.choices = [("", "First or second?"), *enumerate(map(_which, (0, 1), found))]

    def _sentence(self, time, at, zone, paper):
        if time is None:
            return zone_words(at)
        words = self.says.format(moment(time))
        return (
            f"{words}, {distance(time - at)}." if time > at else f"{words}. That time has passed."
        )


def _which(place, time):
    there = timezone.localtime(time)
    return f"{('First', 'Second')[place]}, {there:%H:%M} {zone_name(there)}"


def zone_words(at):
    """In which zone times are entered: "Times in Europe/Berlin (CET); the paper’s zone is UTC."."""
    mine, paper = timezone.get_current_timezone(), timezone.get_default_timezone()
    letters = zone_name(timezone.localtime(at, mine))
    words = f"{mine} ({letters})" if letters != str(mine) else letters
    return f"Times in {words}" + (
        "." if str(mine) == str(paper) else f"; the paper’s zone is {paper}."
    )


def _found(parts, zone):
    """The moments that what was typed may mean; none where it cannot be read."""
    day, time = _read(parts[0], DAYS), _read(parts[1], TIMES)
    if day is None or time is None or day.year not in YEARS:
        return []
    return readings(datetime.combine(day.date(), time.time()), zone)


def _read(given, formats):
    """A day or a time as a datetime: text by one of the formats, or a value that is one already."""
    for form in formats:
        try:
            return datetime.strptime(given if isinstance(given, str) else f"{given:{form}}", form)
        except (ValueError, TypeError):
            continue
    return None


def _chosen(found, which):
    """The moment that is meant, or None while that is not said."""
    if len(found) == 2:
        return found[int(which)] if which in ("0", "1") else None
    return found[0] if found else None


class Moment(forms.MultiValueField):
    """A moment entered in the editor's zone; `says` is told below it, see `DayAndTime`. The value is in UTC.

    A time that clocks leave out is refused, one that they show twice asks which.
    """

    widget = DayAndTime

    def __init__(self, *, says="", **kwargs):
        fields = (
            forms.DateField(
                input_formats=DAYS,
                error_messages={
                    "invalid": "That is no day of the calendar. Write it as 2026-03-12.",
                    "incomplete": "Choose the day as well.",
                },
            ),
            forms.TimeField(
                input_formats=TIMES,
                error_messages={
                    "invalid": "Write the time in hours and whole minutes, such as 14:30.",
                    "incomplete": "Choose the time as well.",
                },
            ),
            forms.ChoiceField(choices=[("0", "first"), ("1", "second")], required=False),
        )
        super().__init__(fields, require_all_fields=False, **kwargs)
        if says:
            self.widget.says = says

    def clean(self, value):
        """Which of two says nothing without a day and a time."""
        return super().clean(value if value and any(value[:2]) else None)

    def compress(self, parts):
        if not parts:
            return None
        day, time, which = parts
        if day.year not in YEARS:
            raise ValidationError("Write the year with its four figures, such as 2026.")
        shown, zone = datetime.combine(day, time), timezone.get_current_timezone()
        found = readings(shown, zone)
        if not found:
            raise ValidationError(_never(shown, zone), code="never")
        chosen = _chosen(found, which)
        if chosen is None:
            raise ValidationError(_twice(shown, zone), code="twice")
        return chosen


def _never(shown, zone):
    before, after = change_of_clocks(shown, zone)
    later = shown + (after - before)
    return (
        f"There is no {shown:%H:%M} on {_day(shown)} in {zone}: the clocks are put forward from "
        f"{_beside(before, shown)} to {_beside(after, shown)}. Write {_beside(later, shown)}, or a time before "
        f"{_beside(before, shown)}."
    )


def _twice(shown, zone):
    before, after = change_of_clocks(shown, zone)
    return (
        f"{shown:%H:%M} comes twice on {_day(shown)} in {zone}: the clocks are put back from "
        f"{_beside(before, shown)} to {_beside(after, shown)}. Choose the first or the second."
    )


def _beside(time, other):
    """The time alone on the day of the other, else with its day."""
    return f"{time:%H:%M}" if time.date() == other.date() else f"{time:%H:%M} on {_day(time)}"
