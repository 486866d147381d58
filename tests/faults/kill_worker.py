"""Worker processes are killed (`kill -9`) while editors save: what the site acknowledged is there, and every story
is whole.
"""

import os
import random
import signal
import time
from collections import Counter, defaultdict
from contextlib import suppress

from . import material
from .desk import AtWork, Task, save_until_told_to_stop
from .faults import Outcome
from .server import serving

EACH = 6  # workers killed for a save that is cut off, at most
PAUSE = (0.0, 0.05)  # seconds before each kill
BETWEEN = 4  # saves stored between two kills: a worker that has just begun is no fair game
SILENCE = 120  # seconds in which nothing is stored; then nothing will be
# (public story, button): more editors than workers, so that whoever is killed was saving something
WORK = 2 * ((False, "_save"), (False, "_save"), (True, "_save"), (True, "_update"))


def run(trial):
    work = Work()
    with serving(trial.folder, application=trial.application) as site:
        with work.under_way(site.address) as desk:
            kills = _kill_workers(site, desk.signals, trial.scale.kills)
        cut = desk.signals.broken.value
        sent = desk.sent()
    figure, faults = work.judge(sent)
    if cut < trial.scale.kills:
        faults.append(f"only {cut} of {trial.scale.kills} saves were cut off")
    return Outcome(f"{kills} workers killed, {cut} in a save: {figure}", faults)


def _kill_workers(site, signals, wanted):
    """Kills one worker after the other until so many saves were cut off. Returns how many were killed."""
    kills, next_at = 0, 0
    while signals.broken.value < wanted and kills < EACH * wanted:
        if not wait_for(signals.stored, next_at):
            break
        time.sleep(random.uniform(*PAUSE))
        with suppress(ProcessLookupError, IndexError):  # it has just ended, or there is none yet
            os.kill(random.choice(site.workers()), signal.SIGKILL)
            kills += 1
            next_at = signals.stored.value + BETWEEN
    return kills


def wait_for(counter, number):
    """Until it has come so far; False where it stands still. However slow the machine, the editors are at work then."""
    seen, since = counter.value, time.monotonic()
    while counter.value < number and time.monotonic() - since < SILENCE:
        time.sleep(0.005)
        if counter.value != seen:
            seen, since = counter.value, time.monotonic()
    return counter.value >= number


class Work:
    """Eight editors, each saving a story of their own in a loop, and what must be true of these stories at the end."""

    def __init__(self):
        self._logins = material.make_editors(len(WORK))
        self._stories = [material.make_story(public) for public, _ in WORK]

    def under_way(self, address):
        """A context: all have logged in when it begins, and have stopped when it ends."""
        work = zip(self._logins, self._stories, WORK, strict=True)
        return _UnderWay(
            save_until_told_to_stop,
            [
                Task(address, login, material.form_of(story), button)
                for login, story, (_, button) in work
            ],
            and_us=True,
        )

    def judge(self, sent, may_say=lambda said: False):
        """Returns (the figure, what is wrong). `sent`: a list an editor; `may_say`: other answers that are right."""
        outcomes = Counter(one.outcome for history in sent for one in history)
        lost, half = self._lost(sent), material.problems()
        others = {
            said: number for said, number in outcomes.items() if said not in ("stored", "broken")
        }
        faults = [
            f"{number} × answered: {said}" for said, number in others.items() if not may_say(said)
        ]
        if not outcomes["stored"]:
            faults.append("nothing was saved, so this showed nothing")
        figure = f"{outcomes['stored']} acknowledged, {len(lost)} lost, {len(half)} half"
        return figure, faults + lost + half

    def _lost(self, sent):
        """A sentence for every text that was acknowledged and is not there as it should be."""
        lost = []
        for story, (_, button), history in zip(self._stories, WORK, sent, strict=True):
            numbers = defaultdict(list)
            for number, text in enumerate(material.texts_of(story), 1):
                numbers[text].append(number)
            stored = [numbers[f"<p>{one.mark}</p>"] for one in history if one.outcome == "stored"]
            lost += [
                f"an acknowledged text is in {len(found)} revisions"
                for found in stored
                if len(found) != 1
            ]
            if (
                button == "_update"
                and stored
                and material.live_number(story) < max(stored[-1], default=0)
            ):
                lost.append("a text that was brought live is not what readers get")
        return lost


class _UnderWay(AtWork):
    def __enter__(self):
        super().__enter__()
        self.signals.meet.wait()
        return self
