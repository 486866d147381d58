"""Pieces that stand on very many pages: made once in a process, and again after any purge at all."""

from django.conf import settings

from . import stores

_kept = {}  # name: (the ledger's state when the making began, the piece)


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
