"""The database is started anew (`pg_ctl restart -m fast`) under readers. Pages that are kept are read as ever; of those
that must be made no worker breaks more than one once the database is back, and nobody starts the site anew.
"""

import time

from django.db import connection

from . import material
from .faults import Outcome
from .readers import Readers, broken, read
from .server import serving

WORKERS = 4
BETWEEN = 1.0  # seconds under readers before each restart, and after the last


def run(trial):
    server = trial.database.server
    if server is None:
        return Outcome("the server of DATABASE_URL is not ours to start anew", skipped=True)
    kept = material.make_paper(6)
    made = ["/search/?q=text", "/search/?q=story", "/search/?q=standfirst"]  # never kept
    gaps = []
    with serving(trial.folder, application=trial.application, workers=WORKERS) as site:
        for path in kept + made:
            read(site.address, path)
        warm = Readers(site.address, kept, number=2)
        cold = Readers(site.address, made, number=WORKERS, pause=0.01)
        with warm, cold:
            for _ in range(trial.scale.restarts):
                time.sleep(BETWEEN)
                start = time.monotonic()
                connection.close()
                server.restart()
                gaps.append((start, time.monotonic()))
            time.sleep(BETWEEN)
    after = [_broken_after(cold.reads, gap) for gap in gaps]
    meanwhile = sum(one.broke for one in cold.reads) - sum(after)
    figure = (
        f"{len(gaps)} restarts of {max(end - start for start, end in gaps):.1f} s at most: "
        f"of {len(warm.reads)} kept pages {sum(one.broke for one in warm.reads)} broken; of {len(cold.reads)} made "
        f"{meanwhile} broken while it was away, {max(after)} at most after it was back"
    )
    faults = broken(warm.reads, "a kept page")
    if max(after) > WORKERS:
        faults.append(f"{max(after)} reads broke after the database was back, of {WORKERS} workers")
    if cold.reads[-1].broke:
        faults.append("the site has not healed")
    return Outcome(figure, faults)


def _broken_after(reads, gap):
    """How many broke that were asked after the database was back, within the time between two restarts."""
    return sum(one.broke for one in reads if 0 <= one.at - gap[1] < BETWEEN)
