"""Reading from PostgreSQL's streaming replicas, where that is as right as reading from the primary: while a reader's
page is made, and from a replica only that has all which was purged so far. Everything else stays on the primary.

When the process has learned of a purge it asks the primary once how far its log has come: the mark. A replica that has
replayed its log up to the mark shows what the purge was for, and all before it; one that has not is passed by. No clock
and no guess about lag is in that. A mark counts for a second at most, so that a replica that stopped replaying is
passed by as well where nothing was purged. While the primary is away nothing can be purged, and the last mark goes on.
"""

import logging
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

from django import db
from django.conf import settings

MARKED_FOR = 1.0  # seconds
LOOK_EACH = 0.02  # seconds between two looks at a replica that lags
TRIED_EACH = 1.0  # seconds, while a replica or the primary is away
_HAS_PASSED = "SELECT pg_is_in_recovery() AND pg_last_wal_replay_lsn() >= %s::pg_lsn"

logger = logging.getLogger(__name__)
_here = threading.local()  # `alias`: the replica that this thread reads from


class Router:
    """Reads go to the replica of the block that they stand in; there is one only while a reader's page is made."""

    def db_for_read(self, model, **hints):
        return getattr(_here, "alias", None)

    def db_for_write(self, model, **hints):
        return db.DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True  # they hold the same rows

    def allow_migrate(self, alias, app_label, **hints):
        return alias == db.DEFAULT_DB_ALIAS


@dataclass(frozen=True)
class _Mark:
    """`position`: how far the primary's log had come when the process had `seen` these purges; `at`: seconds of the
    monotonic clock.
    """

    seen: object
    position: str
    at: float


class Replicas:
    """`aliases`: their names among the settings' databases. One object a process."""

    def __init__(self, aliases):
        self._aliases = list(aliases)
        self._mark, self._refused_at = None, float("-inf")
        self._asking, self._losing = threading.Lock(), threading.Lock()
        self._passed, self._looked_at, self._away = {}, {}, set()

    def read(self, make, seen):
        """What `make()` answers, a (status line, headers, body), read from a replica or else from the primary. `seen`:
        what the process knows of purges, equal only as long as it has learned of no other.
        """
        alias = self._find(seen)
        if alias is None:
            return make()
        with _reading_from(alias):
            answer = make()
        if answer[0].startswith("503"):  # it went away, or broke the query off to replay its log
            self._lose(alias, answer[0])
            return make()
        return answer

    def _find(self, seen):
        """The replica that has all of it, the one that was used last at the end of the row; or None."""
        there = [alias for alias in self._aliases if alias not in self._away]
        mark = self._mark_after(seen) if there else None
        if mark is None:
            return None
        for alias in there:
            if self._has_passed(alias, mark):
                self._aliases = [*(other for other in self._aliases if other != alias), alias]
                return alias
        return None

    def _mark_after(self, seen):
        """A mark that was taken when that was known, not long ago; None where the primary cannot be asked."""
        mark, now = self._mark, time.monotonic()
        is_known = mark is not None and mark.seen == seen
        if is_known and now - mark.at < MARKED_FOR:
            return mark
        if not self._asking.acquire(blocking=not is_known):
            return mark  # another thread takes the next one
        try:
            if self._mark is not mark and self._mark.seen == seen:  # it took it meanwhile
                return self._mark
            if now - self._refused_at >= TRIED_EACH:
                mark = self._mark = _Mark(seen, _asked("SELECT pg_current_wal_lsn()"), now)
                return mark
        except db.Error as error:
            self._refused_at = now
            logger.warning("The primary does not say how far its log has come: %s", error)
        finally:
            self._asking.release()
        return mark if is_known else None

    def _has_passed(self, alias, mark):
        if self._passed.get(alias) is mark:
            return True
        now = time.monotonic()
        if now - self._looked_at.get(alias, 0) < LOOK_EACH:
            return False
        self._looked_at[alias] = now
        try:
            has_passed = bool(_asked(_HAS_PASSED, [mark.position], alias))
        except db.Error as error:
            self._lose(alias, error)
            return False
        if has_passed:
            self._passed[alias] = mark
            self._looked_at.pop(alias, None)
        return has_passed

    # Away and back ----------------------------------------------------------------------------------------------------

    def _lose(self, alias, reason):
        with self._losing:
            if alias in self._away:
                return
            self._away.add(alias)
        self._passed.pop(alias, None)
        logger.warning("%s is away; pages are made without it: %s", alias, reason)
        threading.Thread(target=self._wait, args=[alias], name=alias, daemon=True).start()

    def _wait(self, alias):
        while True:
            time.sleep(TRIED_EACH)
            try:
                _asked("SELECT 1", using=alias)
            except db.Error:
                continue
            finally:
                db.connections[alias].close()  # of this thread
            self._away.discard(alias)
            logger.warning("%s is back.", alias)
            return


@contextmanager
def _reading_from(alias):
    _here.alias = alias
    try:
        yield
    finally:
        del _here.alias


def _asked(query, parameters=None, using=db.DEFAULT_DB_ALIAS):
    with db.connections[using].cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchone()[0]


def current():
    """Those of the settings, or None where there are none."""
    aliases = [alias for alias in settings.DATABASES if alias != db.DEFAULT_DB_ALIAS]
    return Replicas(aliases) if aliases else None
