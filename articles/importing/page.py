"""Reads the text of a story page: a story, and the list of recent ones beside it.

    World                           the section
    Harbour Vote Delayed            the headline
    The council…                    paragraphs, one a line, up to a line "-"
    -
    Business7 days ago              then for each listed story "-", its section and age run together,
    Ferry Fares to Rise             and its headline
    -

Empty lines mean nothing. Text is kept to the letter.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape

from newsroom.ages import age_in_words

from .records import Record, Unreadable, ref_for

FORMAT = "page"
SECTION_LENGTH, HEADLINE_LENGTH = 60, 200  # characters; what is longer is a line out of its place

_NEWLINE = re.compile(r"\r\n|\r|\n")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_NUMBERED = re.compile(
    r"(?P<name>.*?)(?P<digits>[0-9]+)(?P<wording> (?P<unit>minute|hour|day|week|month|year)s? ago)"
)
_JUST_NOW = re.compile(r"(?P<name>.*\S)\s*just now")
_DIGITS = 3  # of an age; nobody counts a thousand hours
_SOME_TIME = datetime(2000, 1, 1, tzinfo=UTC)
_UNITS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "month": timedelta(days=30),
    "year": timedelta(days=365),
}


@dataclass(frozen=True)
class _Line:
    number: int
    text: str

    @property
    def place(self):
        return f"line {self.number}"

    def __str__(self):
        short = self.text if len(self.text) <= 60 else self.text[:59] + "…"
        return f"{self.place}: “{short}”"


def read(data, *, as_of, known_sections=()):
    """Returns the records of the page's bytes, the story first. Ages are counted back from `as_of`, so that
    `newsroom.ages` words them the same at that time; each listed story is a second older than the one before.

    `known_sections`: titles that decide where a name ends and an age begins when both are figures.
    Raises Unreadable.
    """
    head, groups = _groups(_lines(data))
    section, headline, *paragraphs = _head(head)
    listed = [_pair(group) for group in groups if group]
    known = {section.text, *known_sections, *_certain(line for line, _ in listed)}
    return [
        Record(
            ref=ref_for(FORMAT, section.text, headline.text),
            place=headline.place,
            headline=headline.text,
            section=(section.text,),
            body="".join(f"<p>{escape(line.text, quote=False)}</p>" for line in paragraphs),
            kind="news",
            public_at=as_of,
        ),
        *(
            _listed(where, title, known, as_of, seconds)
            for seconds, (where, title) in enumerate(listed)
        ),
    ]


def _lines(data):
    """The lines that hold something, stripped."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line}: this is no UTF-8 text. Save the page as UTF-8.") from None
    numbered = [_Line(number, line) for number, line in enumerate(_NEWLINE.split(text), start=1)]
    binary = next((line for line in numbered if _BINARY.search(line.text)), None)
    if binary:
        raise Unreadable(f"{binary.place}: this is no text; a story page is a plain text file.")
    found = [_Line(line.number, line.text.strip()) for line in numbered if line.text.strip()]
    if not found:
        raise Unreadable(
            "the file is empty; a story page begins with the section and the headline."
        )
    return found


def _groups(lines):
    """The lines before the first "-", and those between the others."""
    groups = [[]]
    for line in lines:
        if line.text == "-":
            groups.append([])
        else:
            groups[-1].append(line)
    return groups[0], groups[1:]


def _head(lines):
    if not lines:
        raise Unreadable(
            "line 1: there is no section; a story page begins with the section and the headline."
        )
    if len(lines[0].text) > SECTION_LENGTH:
        raise Unreadable(
            f"{lines[0]} is too long for the name of a section ({SECTION_LENGTH} characters). Is the section missing?"
        )
    if len(lines) < 2:
        raise Unreadable(f"{lines[0]} has no headline below it.")
    _check_headline(lines[1])
    if len(lines) < 3:
        raise Unreadable(f"{lines[1]} has no text below it.")
    return lines


def _check_headline(line):
    if len(line.text) > HEADLINE_LENGTH:
        raise Unreadable(
            f"{line} is too long for a headline ({HEADLINE_LENGTH} characters). Is the headline missing?"
        )


def _pair(group):
    """A listed story's two lines: section with age, and headline."""
    if not _splits(group[0].text):
        raise Unreadable(
            f"{group[0]} cannot be read as a section and an age, such as “Business7 days ago”."
        )
    if len(group) == 1:
        raise Unreadable(f"{group[0]} has no headline below it.")
    if len(group) > 2:
        raise Unreadable(f"{group[2]} stands where a line “-” or the end should be.")
    _check_headline(group[1])
    return group[0], group[1]


def _listed(where, title, known, as_of, seconds):
    name, age = _split(where.text, known)
    if len(name) > SECTION_LENGTH:
        raise Unreadable(f"{where} has a section with more than {SECTION_LENGTH} characters.")
    try:
        public_at = as_of - age - timedelta(seconds=seconds)
    except OverflowError:
        raise Unreadable(f"{where} has an age from before all time.") from None
    return Record(
        ref=ref_for(FORMAT, name, title.text),
        place=where.place,
        headline=title.text,
        section=(name,),
        public_at=public_at,
    )


def _certain(lines):
    """The section names of the lines that only one good split is found for."""
    for line in lines:
        good = [name for name, _, worded in _splits(line.text) if worded and not name.endswith(" ")]
        if len(good) == 1:
            yield good[0]


def _split(text, known):
    """Returns (section name, age). Where figures may belong to either ("Formula 17 hours ago"), the best split leaves
    no blank between the two; then has a known name; then an age that `newsroom.ages` would word so; then the longest
    number.
    """
    name, age, _ = max(
        _splits(text),
        key=lambda split: (not split[0].endswith(" "), split[0].strip() in known, split[2]),
    )
    return name.strip(), age


def _splits(text):
    """All ways to read the line, the longest number first: (name, age, whether `newsroom.ages` words it so)."""
    if match := _JUST_NOW.fullmatch(text):
        return [(match["name"], timedelta(seconds=1), True)]
    match = _NUMBERED.fullmatch(text)
    if not match:
        return []
    digits = match["digits"]
    found = []
    for cut in range(max(0, len(digits) - _DIGITS), len(digits)):
        name, number = match["name"] + digits[:cut], digits[cut:]
        if name.strip() and not number.startswith("0"):
            age = _age(int(number), match["unit"])
            words = age_in_words(_SOME_TIME - age, _SOME_TIME)
            found.append((name, age, words == number + match["wording"]))
    return found


def _age(number, unit):
    """The youngest age of these words that leaves room for the seconds by which listed stories differ."""
    if (number, unit) == (7, "day"):
        return timedelta(days=6, hours=18)  # "7 days" is 6½ days to 7 days
    return number * _UNITS[unit]
