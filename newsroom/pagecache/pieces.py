"""Pieces that stand on very many pages, made once in a process."""

from django.conf import settings

from . import stores

MOST = 1000  # pieces that are the same wherever they stand
_kept = {}  # name: (the ledger's state when the making began, the piece)
_same = {}  # facts: piece


def until_purged(name, make):
    """What `make()` gives, or gave since the last purge. Where purges cannot be known it is made each time."""
    if not settings.PAGES_KEPT:
        return make()
    store = stores.current()
    store.catch_up()
    if not store.is_trusted:
        return make()
    state = store.epoch, store.ledger.number
    made_at, piece = _kept.get(name, (None, None))
    if made_at != state:
        piece = make()
        _kept[name] = state, piece
    return piece


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
