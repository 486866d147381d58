"""The faults by name, and one run of them over one database, in a process of its own: settings are read once."""

import os
import secrets
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from importlib import import_module

from . import databases
from .server import SITE, errors_in, log_in

FAULTS = {
    "concurrent-saves": "many editors save one story at once: stored or told, none lost",
    "double-submit": "a button pressed ten times does what it does once",
    "held-lock": "a story is held for long: whoever saves is told in time, readers notice nothing",
    "kill-each-step": "a worker killed before each statement of a save: all or nothing",
    "kill-worker": "workers killed at random while editors save: nothing acknowledged is lost",
    "due-items": "publishers killed at random among what is due: each promise kept and told once",
    "publisher-term": "a publisher asked to end amid its work: it ends whole",
    "database-crash": "the database crashes under writes: nothing acknowledged is lost",
    "database-restart": "the database is started anew under readers: the site heals by itself",
    "database-away": "the database is away for long: kept pages are read, an editor is told at once",
    "database-read-only": "the database takes nothing in: pages are read, and a save is told so",
    "herd": "two hundred readers at once for a page just purged: made once or twice, none waits long",
    "mixed-reads": "a story is edited under readers: old or new and whole, seen and gone in a second",
    "bot": "ever new addresses for the same pages, and for none: nothing more kept, made or asked",
    "spoiled-pages": "what is kept is rubbish: as if nothing were kept",
    "redis-trouble": "Redis refuses, is silent, emptied or strange: readers notice next to nothing",
    "pooled": "many processes share a few connections by PgBouncer: editors and readers notice nothing",
    "replica-lags": "a read replica lags, stops, outlives its primary: no page is old, none fails",
    "origin-dead": "the site behind the edge is killed: what was read is shown on, else a sentence",
    "slow-clients": "three hundred clients are slow or send too much: readers and site notice nothing",
    "deceived": "what is one's own is asked for as if it were everybody's: nobody else gets it",
    "edge-purged": "publishing and withdrawing under readers of the edge: seen in two seconds",
    "two-machines": "two machines behind the edge, each killed, replica and Redis lost: readers notice nothing",
}
# Those that are tried on one database alone: where there is a server, or where it makes no difference
ONLY_ON = {
    "database-restart": "postgresql",
    "database-away": "postgresql",
    "redis-trouble": "postgresql",
    "pooled": "postgresql",
    "origin-dead": "sqlite",
    "slow-clients": "sqlite",
    "deceived": "sqlite",
    "replica-lags": "postgresql",
    "two-machines": "postgresql",
}


@dataclass(frozen=True)
class Scale:
    """How much is tried."""

    editors: int = 8  # who save one story at once
    saves: int = 50  # each of them
    kills: int = 40  # saves cut off
    crashes: int = 5
    due: int = 200  # promises whose time has come
    terms: int = 6  # times that a publisher is asked to end
    held: int = 3  # seconds that a lock is held
    restarts: int = 2  # of the database
    away: int = 12  # seconds that the database is
    herds: int = 3
    edits: int = 40  # of a story under readers
    reads: int = 1000  # of it, at least
    asked: int = 1500  # odd addresses
    lags: int = 6  # times that a replica stops replaying
    published: int = 5  # through one of two machines


FULL = Scale(
    **{"kills": 500, "crashes": 50, "due": 1000, "terms": 50, "held": 30, "restarts": 20},
    **{
        "away": 60,
        "herds": 20,
        "edits": 500,
        "reads": 100_000,
        "asked": 10_000,
        "lags": 60,
        "published": 100,
    },
)


@dataclass(frozen=True)
class Trial:
    """What a fault gets: the database, a folder to write in, how much, and the application to serve."""

    database: databases.Database
    folder: str
    scale: Scale = field(default_factory=Scale)
    application: str = SITE


class Slow(str):
    """What fell short by its time alone: others at work on the machine may have been the cause."""


@dataclass(frozen=True)
class Outcome:
    """`figure`: what was measured, in a line. `faults`: what fell short, a sentence each; those that are Slow may be
    tried again.
    """

    figure: str
    faults: list = field(default_factory=list)
    skipped: bool = False

    @property
    def is_slow(self):
        return bool(self.faults) and all(isinstance(fault, Slow) for fault in self.faults)


def run_all(name, faults, scale, application, given_url, pipe):
    """Tries the faults on the database of that name; sends (fault, Outcome) after each."""
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # an end like any other: with its clearing up
    try:
        with databases.OPEN[name](given_url) as database, tempfile.TemporaryDirectory() as folder:
            _set_up(database, folder)
            trial = Trial(database, folder, scale, application)
            for fault in faults:
                if ONLY_ON.get(fault, name) != name:
                    continue
                pipe.send((fault, _try(fault, trial)))
    except databases.Unavailable as reason:
        pipe.send(("all", Outcome(str(reason), skipped=True)))


def _set_up(database, folder):
    """Production settings, whatever the environment says, and an empty paper."""
    for variable in (
        *("CACHE_URL", "TRUST_FORWARDED_PROTO", "LANGUAGE_CODE", "WEBHOOK_URL"),
        *(
            "PAGES_KEPT",
            "EDGE_URL",
            "EDGE_SECRET",
            "EDGE_PURGE",
            "DATABASE_REPLICA_URLS",
            "DATABASE_POOLED",
        ),
    ):
        os.environ.pop(variable, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="tests.faults.settings",
        DATABASE_URL=database.url,
        DEBUG="0",
        SECRET_KEY=secrets.token_urlsafe(50),
        SITE_URL="http://127.0.0.1",
        MEDIA_ROOT=os.path.join(folder, "media"),
        TIME_ZONE="UTC",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


def _try(fault, trial):
    """A fault that cannot be tried to its end has fallen short as well."""
    start = time.monotonic()
    try:
        outcome = import_module("tests.faults." + fault.replace("-", "_")).run(trial)
    except databases.Unavailable as reason:
        return Outcome(str(reason), skipped=True)
    except Exception as error:  # noqa: BLE001  whatever it is, the report says it
        traceback.print_exc()
        outcome = Outcome("could not be tried to its end", [f"{type(error).__name__}: {error}"])
    if outcome.skipped:
        return outcome
    figure = f"{outcome.figure} ({time.monotonic() - start:.0f} s)"
    log = errors_in(log_in(trial.folder)) if outcome.faults else []
    return Outcome(figure, outcome.faults + log)
