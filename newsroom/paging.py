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


def page_of(query, request, told_by="public_at", **values):
    """Returns the Page that the request's `before` asks for. One query.

    `query` and its `values` as newsroom.prepared takes them. It gives rows newest first, for a later page those that
    are `older` than its values `before` and `before_id`; each tells its time by the attribute `told_by`.
    Raises Http404 for a place that no list of ours gives.
    """
    before = None
    if text := request.GET.get("before"):
        before, pk = place(text)
        values |= {"before": before, "before_id": pk}
    found = prepared.rows(_page, query, **values)
    if len(found) <= LENGTH:
        return Page(found, before=before)
    last = found[LENGTH - 1]
    behind = token(getattr(last, told_by), last.pk)
    return Page(found[:LENGTH], behind, found[LENGTH], before)


def _page(query, **values):
    return query(**values)[: LENGTH + 1]


def older(time_field, id_field, before, before_id):
    """The rule for rows behind a place, as a Q; the first page's place is None. The first part repeats the second for
    the index's sake.
    """
    if before is None:
        return Q()
    return Q(**{f"{time_field}__lte": before}) & (
        Q(**{f"{time_field}__lt": before}) | Q(**{time_field: before, f"{id_field}__lt": before_id})
    )
