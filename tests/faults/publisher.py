"""`manage.py publish_scheduled --loop`, hurried: it goes on at once instead of waiting for the next minute, and what a
killed one had in hand is free again after seconds. Otherwise as it stands.
"""

import os
import random
import signal
import subprocess
import sys
import time
from datetime import timedelta

from .server import ROOT, SECONDS, log_in

LEASE = timedelta(seconds=3)
PAUSE = 0.05  # seconds between two runs


class Publisher:
    """One process of it; its output goes into the log of the trial's folder."""

    def __init__(self, folder):
        with log_in(folder).open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.publisher"],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self):
        """Ends it where it stands."""
        self._process.kill()
        self._process.wait(SECONDS)

    def stop(self):
        """Asks it to end, and returns its exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(SECONDS)


class Publishers:
    """A context: so many of them at work. `kill_one` ends one at random, another takes its place."""

    def __init__(self, folder, number):
        self._folder, self._number = folder, number
        self.killed = 0

    def __enter__(self):
        self._all = [Publisher(self._folder) for _ in range(self._number)]
        return self

    def kill_one(self):
        place = random.randrange(self._number)
        self._all[place].kill()
        self.killed += 1
        self._all[place] = Publisher(self._folder)

    def __exit__(self, *_):
        for publisher in self._all:
            publisher.kill()


def _main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.faults.settings")
    import django

    django.setup()
    from articles import outbox
    from articles.management.commands import publish_scheduled

    outbox.LEASE = LEASE
    command = publish_scheduled.Command()
    command._wait_for_the_minute = lambda: time.sleep(PAUSE)
    command.run_from_argv(["manage.py", "publish_scheduled", "--loop"])


if __name__ == "__main__":
    _main()
