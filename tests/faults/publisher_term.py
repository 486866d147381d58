"""A publisher is asked to end (SIGTERM) amid its work: it ends what it has in hand, and exits 0. When is drawn in
promises kept, not in seconds: however fast the machine, there is work left.
"""

import random
import time

from django.db import connection
from django.utils import timezone

from articles import schedule

from . import material, promises
from .faults import Outcome
from .publisher import Publisher

STORIES = 16  # that are due each time
MOST = 6  # of them kept before it is asked to end
PATIENCE = 120  # seconds until it has kept them, on the slowest machine


def run(trial):
    faults, amid, kept = [], 0, 0
    for _ in range(trial.scale.terms):
        made = promises.make(STORIES, ("update", "withdraw"))
        before = promises.left()
        code = _ended_amid(trial.folder, before - random.randint(1, MOST))
        left = promises.left()
        amid += 0 < left < before
        kept += before - left
        if code:
            faults.append(f"it ended with {code}")
        schedule.bring_due(timezone.now())
        faults += [*promises.not_kept_once(made), *material.problems()]
    if not amid:
        faults.append("it was never stopped amid its work, so this showed nothing")
    figure = (
        f"{trial.scale.terms} × SIGTERM, {amid} amid the work: {kept} kept before, the rest after"
    )
    return Outcome(f"{figure}, {len(faults)} half or wrong", faults)


def _ended_amid(folder, enough):
    """The exit code of a publisher that was asked to end when so many promises were left."""
    connection.close()
    publisher = Publisher(folder)
    end = time.monotonic() + PATIENCE
    while promises.left() > enough and time.monotonic() < end:
        time.sleep(0.002)
    return publisher.stop()
