"""Lists that go on by `?before=TOKEN`: the place behind the last story shown, by time and id."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404

from newsroom import prepared

LENGTH = 30  # rows on a page
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TOKEN = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@dataclass
class Page:
    """`rows`: those of this page. `older`: the token of the next page, or None. `further`: the first row that is not
    shown, or None. `before`: the time from which the page goes on; None for the first one.
    """

    rows: list
    older: str | None = None
    further: Any = None
    before: datetime | None = None


def token(time, pk):
    """Names a place in a list, to the microsecond."""
    return f"{(time - _EPOCH) // timedelta(microseconds=1)}-{pk}"


def place(text):
    """Reads a token back as (time, id). Raises Http404 for anything else than a token."""
    match = _TOKEN.fullmatch(text)
    if not match:
        raise Http404
    try:
        return _EPOCH + timedelta(microseconds=int(match[1])), int(match[2])
    except OverflowError:
        raise Http404 from None


def page_of(query, request, time_field="public_at", id_field="pk", told_by="public_at", **values):
    """Returns the Page that the request's `before` asks for. One query.

    `query` and its `values` as newsroom.prepared takes them. It gives rows in the order of the two fields, newest
    first; each tells its time by the attribute `told_by`.
    Raises Http404 for a place that no list of ours gives.
    """
    before = None
    if text := request.GET.get("before"):
        before, pk = place(text)
        values |= {"before": before, "before_id": pk}
    found = prepared.rows(_page, query, time_field, id_field, **values)
    if len(found) <= LENGTH:
        return Page(found, before=before)
    last = found[LENGTH - 1]
    older = token(getattr(last, told_by), last.pk)
    return Page(found[:LENGTH], older, found[LENGTH], before)


def _page(query, time_field, id_field, before=None, before_id=None, **values):
    rows = query(**values)
    if before:
        rows = rows.filter(_older(time_field, id_field, before, before_id))
    return rows[: LENGTH + 1]


def _older(time_field, id_field, time, pk):
    """The first part repeats the second for the index's sake."""
    return Q(**{f"{time_field}__lte": time}) & (
        Q(**{f"{time_field}__lt": time}) | Q(**{time_field: time, f"{id_field}__lt": pk})
    )
