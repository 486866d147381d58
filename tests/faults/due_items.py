"""Four publishers work off what became due while none ran, and are killed (`kill -9`) at random and started again:
each promise is kept once, and told once.
"""

import os
import time
from collections import Counter

from django.conf import settings
from django.db import connection

from tests.articles.receiver import Receiver

from . import material, promises
from .faults import Outcome
from .publisher import Publishers

PUBLISHERS = 4
EACH = 20  # things done, then one is killed
SECONDS = 600  # for all of it, on a busy machine


def run(trial):
    with Receiver() as receiver:
        _tell(receiver.url)
        try:
            made = promises.make(trial.scale.due)
            killed = _work_off(trial.folder)
        finally:
            _tell("")
        got = list(receiver.got)
    again = sum(Counter(one.id for one in got).values()) - len({one.id for one in got})
    faults = [*promises.not_kept_once(made), *promises.not_told_once(made, got)]
    faults += material.problems()
    if again > killed:
        faults.append(f"{again} were told again, but only {killed} publishers were killed")
    if killed < trial.scale.due // EACH // 2:
        faults.append(f"only {killed} publishers were killed, so this showed little")
    figure = f"{len(made)} due, {PUBLISHERS} publishers, {killed} killed: {len(made)} kept and told"
    return Outcome(f"{figure}, {again} told again as the same, {len(faults)} wrong", faults)


def _tell(url):
    """Has this process, and those that it starts, tell somebody at the address of what happens."""
    secret = "a secret of this trial alone"
    settings.WEBHOOK_URL, settings.WEBHOOK_SECRET = url, secret
    os.environ.update(WEBHOOK_URL=url, WEBHOOK_SECRET=secret)


def _work_off(folder):
    """Returns how many publishers were killed."""
    connection.close()
    end, next_at = time.monotonic() + SECONDS, promises.left() - EACH
    with Publishers(folder, PUBLISHERS) as publishers:
        while (left := promises.left()) and time.monotonic() < end:
            if left <= next_at:
                publishers.kill_one()
                next_at = left - EACH
            time.sleep(0.02)
    return publishers.killed
