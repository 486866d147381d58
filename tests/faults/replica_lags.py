"""Readers' pages are made from a streaming replica. It stops replaying again and again: a page that was purged is never
made from what it had before. It is ended and started: no reader notices. The primary is away: pages that nobody kept
are made from the replica, until something is purged.
"""

import time

from django.db import connection
from django.utils import timezone

from articles import workflow
from tests import factories

from . import material
from .faults import Outcome
from .readers import Readers, broken, read
from .server import serving

WORKERS = 2
TWICE = 1.2  # seconds after an act at which the page is read again: it is not made anew before ten
STORIES = "articles_article"  # the table that every page of stories reads


def run(trial):
    if trial.database.server is None:
        return Outcome("the server of DATABASE_URL is not ours to replicate", skipped=True)
    paths = material.make_paper(12)
    story = factories.make_story(public_at=timezone.now())
    with trial.database.server.replica() as replica:
        environment = {"DATABASE_REPLICA_URLS": replica.url_of(trial.database)}
        how = {"application": trial.application, "workers": WORKERS, "environment": environment}
        with serving(trial.folder, **how) as site:
            paper = _Paper(site, replica, paths)
            figures = [
                paper.is_made_from_the_replica(),
                paper.is_right_while_it_lags(story, trial.scale.lags),
                paper.is_read_while_it_is_ended(),
                paper.is_made_while_the_primary_is_away(trial.database.server),
            ]
    return Outcome("; ".join(figures), paper.faults + material.problems())


class _Paper:
    """Each part is tried for itself and told as a figure; `faults` is what fell short."""

    def __init__(self, site, replica, paths):
        self.faults = []
        self._site, self._replica, self._paths = site, replica, paths
        self._number = 0

    def is_made_from_the_replica(self):
        made = self._made_there(self._paths)
        if made < len(self._paths):
            self.faults.append(f"of {len(self._paths)} pages {made} statements came to the replica")
        return f"{len(self._paths)} pages made by {made} statements to the replica"

    def _made_there(self, paths):
        before = self._replica.asked_for(STORIES)
        self.faults += broken([read(self._site.address, path) for path in paths], "a reader")
        return self._replica.asked_for(STORIES) - before

    def is_right_while_it_lags(self, story, times):
        late, path = 0, story.get_absolute_url()
        for _ in range(times):
            self._replica.pause()
            word, since = self._change(story), time.monotonic()
            late += word not in read(self._site.address, path).page
            self._replica.resume()
            time.sleep(max(0, since + TWICE - time.monotonic()))
            late += word not in read(self._site.address, path).page
        if late:
            self.faults.append(
                f"{late} pages were old after a purge, made from a replica that lagged"
            )
        return f"{times} × behind a purge: {late} old pages"

    def _change(self, story):
        """Brings a new headline live; returns a word that is in it alone."""
        self._number += 1
        word, newest = f"Counted{self._number}x", story.newest_revision
        snapshot = newest.snapshot | {"headline": f"Headline {word}"}
        saved = workflow.save_revision(story, snapshot, base=newest.number, by=None)
        changed = workflow.update(saved, by=None, weight="minor", note="Counted on")
        story.newest_revision = changed.newest_revision
        return word

    def is_read_while_it_is_ended(self):
        never_kept = [f"/tag/harbour/?before={number}-1" for number in range(10**9, 10**9 + 2000)]
        with Readers(self._site.address, never_kept, number=WORKERS, pause=0.01) as readers:
            time.sleep(0.5)
            self._replica.stop()
            time.sleep(1.5)
            self._replica.start()
            time.sleep(2.5)
        self.faults += broken(readers.reads, "a reader")
        again = self._made_there([f"/tag/ferries/?before={number}-1" for number in range(1, 20)])
        if not again:
            self.faults.append("the replica is back, and is not read from")
        slowest = max((one.seconds for one in readers.reads), default=0)
        return f"ended and started: {len(readers.reads)} pages made, the slowest in {slowest:.2f} s"

    def is_made_while_the_primary_is_away(self, primary):
        paths = [f"/tag/ferries/?before={number}-2" for number in range(1, 20)]
        read(self._site.address, self._paths[0])
        connection.close()
        primary.stop()
        try:
            found = [read(self._site.address, path) for path in paths]
        finally:
            primary.start()
        self.faults += broken(found, "a reader without the primary")
        slowest = max(one.seconds for one in found)
        return f"primary away: {len(found)} pages made, the slowest in {slowest:.2f} s"
