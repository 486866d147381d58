"""Pieces that stand on very many pages, made once in a process."""

from django.conf import settings
from django.utils import timezone

from . import stores

MOST = 4000  # pieces that are the same wherever they stand
_kept = {}  # name: (the ledger's state when the making began, the piece)
_timed = {}  # name: (the same, the time that it was made for, when that ends, the piece)
_same = {}  # facts: piece
_seen = None, None  # the ledger's state, and when it was first seen


def until_purged(name, make):
    """What `make()` gives, or gave since the last purge. Where purges cannot be known it is made each time."""
    state = _state()
    if state is None:
        return make()
    made_in, piece = _kept.get(name, (None, None))
    if made_in != state:
        piece = make()
        _kept[name] = state, piece
    return piece


def until_changed(name, make, at, until):
    """The same for what the clock changes too. `until`: when a promise next changes anything, as a request that began
    at `at` read it; None: that is not known, and it is made each time.
    """
    state = _state()
    if state is None or until is None or until <= at or at < _seen_since(state):
        return make()
    made_in, since, ends, piece = _timed.get(name, (None, None, None, None))
    if made_in != state or not since <= at < ends:
        piece = make()
        _timed[name] = state, at, until, piece
    return piece


def _seen_since(state):
    """When this process first knew of a purge. What a request read that began before may be from before it."""
    global _seen  # noqa: PLW0603  of the process, as the pieces are
    if _seen[0] != state:
        _seen = state, timezone.now()
    return _seen[1]


def _state():
    """What every purge moves; None where purges cannot be known."""
    if not settings.PAGES_KEPT:
        return None
    store = stores.current()
    store.catch_up()
    return (store.epoch, store.ledger.number) if store.is_trusted else None


def of_facts(facts, make):
    """What `make()` gives, or gave for the same `facts`: a tuple of all that it looks at. So it is never old, whatever
    is purged. A developer's templates may change under it; there it is made each time.
    """
    if settings.DEBUG:
        return make()
    piece = _same.get(facts)
    if piece is None:
        if len(_same) >= MOST:
            _same.clear()
        piece = _same[facts] = make()
    return piece
