"""Edits one after the other, each between two crawls: what changed for readers, and what was purged."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta

from newsroom.models import Purge

UNLINKED = 60  # pages that are linked no more and that somebody may still have


@dataclass
class Step:
    """One edit. `changed` and `purged`: addresses. `missed`: (address, why it should have been purged)."""

    name: str
    keys: set
    gone: set
    changed: set
    purged: set
    missed: list = field(default_factory=list)

    def __str__(self):
        return f"{self.name}: {len(self.changed)} changed, {len(self.purged)} purged by {sorted(self.keys | self.gone)}"


class Trial:
    """`at`: the readers' clock, which stands still; edits are made in the minute before."""

    def __init__(self, reader, edits, at, chance):
        self._reader, self._edits, self._chance = reader, edits, chance
        self._at = at
        self.pages, self.steps = reader.crawl(at), []

    def step(self):
        """Makes one edit and returns what came of it."""
        Purge.objects.all().delete()
        when = self._at - timedelta(minutes=1) + timedelta(milliseconds=5 * len(self.steps))
        name = self._edits.make_one(when)
        self._reader.forget_answers()
        now = self._reader.crawl(self._at)
        unlinked = [path for path in self.pages if path not in now]
        now_too = {path: self._reader.read(path) for path in unlinked}
        step = self._compare(name, list(Purge.objects.all()), now | now_too)
        self.steps.append(step)
        still = [path for path in unlinked if now_too[path].is_kept]
        kept = self._chance.sample(still, min(len(still), UNLINKED))
        self.pages = now | {path: now_too[path] for path in kept}
        return step

    def wrong_pages(self):
        """Addresses whose pages are others when all are made anew: the reader was too clever."""
        self._reader.make_all_anew()
        return [path for path, page in self.pages.items() if self._reader.read(path) != page]

    def _compare(self, name, told, now):
        gone = {key for row in told for key in row.gone}
        keys = {key for row in told for key in row.keys} | gone
        had = {path: page for path, page in self.pages.items() if page.is_kept}
        changed = {path for path, page in had.items() if now[path].main != page.main}
        purged = {path for path, page in had.items() if page.own & keys or page.shared & gone}
        missed = [(path, "it reads otherwise") for path in changed - purged]
        for path, page in had.items():
            if path not in purged and not page.shared & keys and now[path].sidebar != page.sidebar:
                missed.append((path, "its sidebar is another"))
            if self._names_vanished(page) and not (page.own | page.shared) & gone:
                missed.append((path, "it names what is gone"))
        return Step(name, keys, gone, changed, purged, missed)

    def _names_vanished(self, page):
        return any(map(page.names, self._edits.vanished))


def table(steps, pages):
    """The figures of all steps in lines: by the kind of edit, the worst single ones, and the sum."""
    kinds = defaultdict(list)
    for step in steps:
        kinds[step.name].append(step)
    lines = [f"{'edit':26}{'times':>6}{'changed':>9}{'purged':>8}"]
    for name, found in sorted(kinds.items()):
        changed, purged = _sums(found)
        lines.append(f"{name:26}{len(found):6}{changed:9}{purged:8}")
    changed, purged = _sums(steps)
    missed = sum(len(step.missed) for step in steps)
    lines.append(f"{'all':26}{len(steps):6}{changed:9}{purged:8}")
    lines.append("The worst single edits:")
    worst = sorted(steps, key=lambda step: len(step.purged) - 2 * len(step.changed))[-8:]
    lines += [f"  {str(step)[:150]}" for step in reversed(worst)]
    lines.append(
        f"{len(steps)} edits over {pages} pages: {changed} changed, {purged} purged "
        f"({purged / max(1, changed):.2f} ×), {missed} missed"
    )
    return lines


def _sums(steps):
    return sum(len(step.changed) for step in steps), sum(len(step.purged) for step in steps)
