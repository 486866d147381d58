"""Which of the database's errors are an outage, and not a fault of ours: it is away, or it takes nothing in."""

from enum import Enum

from django import db

_READ_ONLY_SQLSTATES = {
    "25006",
    "42501",
}  # a read-only transaction; a role without the right to write
_READ_ONLY_ON_SQLITE = 8  # SQLITE_READONLY


class Outage(Enum):
    AWAY = "away"
    READ_ONLY = "read-only"


def outage_of(error):
    """The outage that an exception tells of; None where it tells of something else. On the way it may have become
    the cause of another.
    """
    while error is not None:
        if isinstance(error, db.Error):
            return _outage_of(error)
        error = error.__cause__
    return None


def _outage_of(error):
    said = error.__cause__  # by the database's own driver
    code = getattr(said, "sqlite_errorcode", 0) & 0xFF
    if code == _READ_ONLY_ON_SQLITE or getattr(said, "sqlstate", "") in _READ_ONLY_SQLSTATES:
        return Outage.READ_ONLY
    is_away = isinstance(error, db.OperationalError | db.InterfaceError)
    return Outage.AWAY if is_away else None
