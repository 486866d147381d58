import signal
import time
from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from articles import outbox, schedule
from newsroom import purging

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
STEP = 0.2  # seconds between two looks at whether to stop


class Command(BaseCommand):
    """Keeps what was promised for a time: scheduled changes go live, withdrawals are written down, others are told, and
    so are the stores of pages that did not hear at once.

    Run one all the time with `--loop`: it works at the beginning of each minute, and at once after a stand-still.
    Several may run at once, on several machines; each promise is kept once. It may be stopped at any time: after
    SIGTERM it ends with what it has in hand and exits 0. A story that cannot be changed is named and tried again,
    five times in all; without `--loop` the command then ends 1. Publication itself needs no job.
    """

    help = "Bring scheduled changes live, write withdrawals down and deliver messages to others."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on, once a minute")

    def handle(self, *, loop, verbosity, **options):
        self.is_stopped, self.verbosity = False, verbosity
        before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        try:
            self._loop() if loop else self._once()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _once(self):
        try:
            while self._work() and not self.is_stopped:
                pass
        except DatabaseError as error:
            raise CommandError(f"The database refused: {error}") from error
        stand = list(schedule.setbacks())
        if stand:
            raise CommandError("\n".join(map(_words, stand)))

    def _stop(self, *_):
        self.is_stopped = True

    def _stopped(self):
        return self.is_stopped

    def _loop(self):
        while not self.is_stopped:
            try:
                more = self._work()
            except DatabaseError as error:
                self.stderr.write(f"The database refused: {error} Trying again in a minute.")
                more = False
            close_old_connections()
            if not more:
                self._wait_for_the_minute()

    def _work(self):
        """One run. Returns whether it kept so much that there may be more."""
        at = timezone.now()
        schedule.beat(at)
        kept = schedule.bring_due(at, stopped=self._stopped)
        purging.deliver(timezone.now())
        told = outbox.deliver(timezone.now(), stopped=self._stopped)
        schedule.beat(timezone.now(), kept.lateness)
        for pk, reason in kept.failed:
            self.stderr.write(f"story {pk}: {reason}")
        did_something = kept != schedule.Receipt() or told != outbox.Receipt()
        if self.verbosity > 1 or (self.verbosity and did_something):
            self.stdout.write(_line(at, kept, told))
            self.stdout.flush()
        return kept.changed + kept.withdrawn >= schedule.LIMIT

    def _wait_for_the_minute(self):
        now = timezone.now()
        minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        end = time.monotonic() + (minute - now).total_seconds()
        while not self.is_stopped and (left := end - time.monotonic()) > 0:
            time.sleep(min(STEP, left))


def _line(at, kept, told):
    words = [
        f"{at:%Y-%m-%d %H:%M:%S} UTC: {kept.changed} changed, {kept.withdrawn} withdrawn, {len(kept.failed)} failed",
        f"{told.told} told, {told.refused} not taken, {told.given_up} given up, {told.dropped} dropped",
    ]
    if kept.lateness is not None:
        words.append(f"the last {kept.lateness.total_seconds():.1f} s after its time")
    return "; ".join(words)


def _words(setback):
    again = (
        f"it is tried again after {setback.next_try_at:%H:%M} UTC"
        if setback.next_try_at
        else "it is not tried again; move it or take it back"
    )
    return (
        f"{setback}, promised for {setback.promised_at:%Y-%m-%d %H:%M} UTC, failed {setback.tries} times; {again}. "
        f"{setback.last_error}"
    )
