"""The public history of a story: the texts that readers have seen, from when, and what each changed.

Only versions are read, never what was saved between two of them, and of a version only what stood on the story's
page. A withheld version shows its time alone; the one after it is compared with the nearest earlier one that is shown,
so that no word is told that only the withheld one has.
"""

from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Author, Revision
from newsroom import paging

from . import comparing, corrections

LENGTH = 10  # versions on a page
# What readers saw, and whose names need no look into the tables of today
_SHOWN = ("kicker", "headline", "short_headline", "standfirst", "body", "kind")


@dataclass
class Change:
    """A version, and how its text differs from that of `since`, a time, where there is an earlier one that is shown.

    `rows`: articles.comparing.Row, each with the blocks that changed and those beside them. `notes`: the corrections
    that came with it.
    """

    public_from: datetime
    is_withheld: bool
    is_first: bool
    since: datetime | None = None
    skips: bool = False  # whether a withheld one stands between the two
    rows: list = field(default_factory=list)
    notes: list = field(default_factory=list)


@dataclass
class Page:
    """`changes`: newest first. `older`: the token of the next page, or None. `changed`: when a version was last
    withheld, or None: the page changes with it, and the story does not. `people`: the ids of those named in the texts
    that are compared.
    """

    changes: list
    older: str | None
    changed: datetime | None
    people: set = field(default_factory=set)


def page_of(story, at, token=None):
    """One Page of the story's changes, from the place on that the token names.

    At most four queries, whatever the number of versions. Raises Http404 for a token that is none.
    """
    versions = list(story.versions.filter(public_from__lte=at))
    start = _start(versions, token)
    page = versions[start : start + LENGTH]
    pairs = [(version, _before(versions, start + number)) for number, version in enumerate(page)]
    snapshots, people = _snapshots(pairs)
    notes = corrections.notes_on(story).all
    found = []
    for version, before in pairs:
        place = versions.index(version)
        change = Change(
            version.public_from,
            is_withheld=version.withheld_at is not None,
            is_first=place == len(versions) - 1,
            notes=[note for note in notes if note.issued_at == version.public_from],
        )
        if before is not None and not change.is_withheld:
            change.since = before.public_from
            change.skips = versions[place + 1] is not before
            one, other = snapshots[before.revision_id], snapshots[version.revision_id]
            change.rows = [_Row(row) for row in comparing.between(one, other)]
        found.append(change)
    rest = versions[start + LENGTH :]
    return Page(
        found,
        paging.token(page[-1].public_from, page[-1].pk) if rest else None,
        max((version.withheld_at for version in versions if version.withheld_at), default=None),
        people,
    )


class _Row:
    """A field that differs, with the parts of it that one reads."""

    def __init__(self, row):
        self.label, self.is_list, self.is_text = row.label, row.is_list, row.is_text
        turns = comparing.folded(row.blocks) if row.is_text else row.as_one_turn
        self.parts = [blocks if is_read else [] for is_read, blocks in turns]


def _start(versions, token):
    if not token:
        return 0
    time, pk = paging.place(token)
    return sum((version.public_from, version.pk) >= (time, pk) for version in versions)


def _before(versions, place):
    """The nearest earlier version that is shown, or None."""
    earlier = versions[place + 1 :]
    return next((version for version in earlier if version.withheld_at is None), None)


def _snapshots(pairs):
    """({id of a revision: what readers saw of it}, ids of all people under them) of the versions that are compared."""
    wanted = {
        version.revision_id
        for pair in pairs
        if pair[1] is not None and pair[0].withheld_at is None
        for version in pair
    }
    rows = dict(Revision.objects.filter(pk__in=wanted).values_list("pk", "snapshot"))
    ids = {row["author"] for one in rows.values() for row in one["bylines"] if row["author"]}
    people = Author.objects.in_bulk(ids)
    return {pk: _public_part(snapshot, people) for pk, snapshot in rows.items()}, ids


def _public_part(snapshot, people):
    lead = snapshot["lead_picture"]
    return {name: snapshot[name] for name in _SHOWN} | {
        "lead_picture": lead and lead | {"focus": None},
        "bylines": [
            row | {"author": None, "name": _name(row, people)}
            for row in snapshot["bylines"]
            if _is_named(row, people)
        ],
    }


def _is_named(row, people):
    return row["author"] not in people or people[row["author"]].is_public


def _name(row, people):
    return people[row["author"]].name if row["author"] in people else row["name"]
