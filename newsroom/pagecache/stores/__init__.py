"""Where kept pages and the ledger of purges stand. `settings.PAGES_STORE` says which: a folder (one machine, any number
of processes) or the address of a Redis (many machines).

A store reads and writes pages as bytes, tells a Ledger what was purged, and lends one renderer at a time the making of
a page. Trouble with it is never an error of the site: it is a miss, and `is_trusted` says whether purges by others are
known.
"""

from functools import cache

from django.conf import settings

from .files import FileStore
from .redis import RedisStore


def current():
    """The store of this site, one a process."""
    return _at(settings.PAGES_STORE)


@cache
def _at(place):
    return (
        RedisStore(place)
        if place.startswith(("redis://", "rediss://", "unix://"))
        else FileStore(place)
    )
