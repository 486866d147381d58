"""What a reader asks of the search, as it stands in the address: read, checked, and looked for."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Value
from django.utils import timezone

from articles.errors import Refused
from articles.models import Author, Tag
from sections.models import Section

from . import Results, find

_YEARS = range(1850, 2100)


@dataclass(frozen=True)
class Named:
    """A tag or a person that the results are narrowed to."""

    pk: int
    name: str
    slug: str


@dataclass
class Asked:
    """The form as the reader left it (texts, for showing it again), what it names, and what was found.

    `results` is None where nothing was looked for; `problem` then says why, or is empty for an empty form.
    """

    q: str
    since: str
    until: str
    section: Section | None = None
    tag: Named | None = None
    person: Named | None = None
    results: Results | None = None
    problem: str = ""

    def address(self, **other):
        """The address of this search, with other values where given."""
        values = {
            "q": self.q,
            "section": self.section.path if self.section else "",
            "tag": self.tag.slug if self.tag else "",
            "person": self.person.slug if self.person else "",
            "from": self.since,
            "to": self.until,
        }
        return "/search/?" + urlencode({k: v for k, v in (values | other).items() if v})

    @property
    def older_address(self):
        return self.address(before=self.results.next)

    @property
    def near_address(self):
        return self.address(q=self.results.near)

    @property
    def is_narrowed(self):
        return bool(self.section or self.tag or self.person or self.since or self.until)

    @property
    def anywhere_address(self):
        """The same words without any filter."""
        return "/search/?" + urlencode({"q": self.q})


def ask(given, navigation, at):
    """Answers the parameters of a request (a QueryDict) as Asked. At most four queries; none for an empty form."""
    asked = Asked(
        *(given.get(name, "").replace("\x00", "").strip() for name in ("q", "from", "to"))
    )
    try:
        _read_filters(asked, given, navigation)
        if asked.q:
            asked.results = find(
                asked.q,
                at=at,
                section=asked.section,
                tag=asked.tag and asked.tag.pk,
                person=asked.person and asked.person.pk,
                **_days(asked),
                before=given.get("before"),
            )
    except Refused as refusal:
        asked.problem = str(refusal)
        asked.q = asked.q[:200]
    return asked


def _read_filters(asked, given, navigation):
    if path := given.get("section", "").strip("/ "):
        asked.section = navigation.by_path.get(path)
        if asked.section is None:
            raise Refused(
                "There is no such section. Choose one from the list, or search all sections."
            )
    slugs = {kind: given.get(kind, "").replace("\x00", "") for kind in ("tag", "person")}
    if not any(slugs.values()):
        return
    tags = Tag.objects.public().filter(slug=slugs["tag"]).annotate(kind=Value("tag"))
    people = Author.objects.public().filter(slug=slugs["person"]).annotate(kind=Value("person"))
    rows = [found.order_by().values_list("kind", "pk", "name", "slug") for found in (tags, people)]
    for kind, *values in rows[0].union(rows[1]):
        setattr(asked, kind, Named(*values))
    if slugs["tag"] and asked.tag is None:
        raise Refused("There is no such tag. Search without it.")
    if slugs["person"] and asked.person is None:
        raise Refused("Nobody of that name writes here. Search without the name.")


def _days(asked):
    """The times between which a story became public; the last day is counted whole."""
    since, until = _day(asked.since), _day(asked.until)
    if since and until and until < since:
        raise Refused("The first day is after the last one. Change one of them.")
    return {
        "since": _midnight(since) if since else None,
        "until": _midnight(until + timedelta(days=1)) - timedelta(seconds=1) if until else None,
    }


def _day(text):
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        day = None
    if day is None or day.year not in _YEARS:
        raise Refused(f"“{text[:20]}” is not a day. Write it as 2026-03-12.")
    return day


def _midnight(day):
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
