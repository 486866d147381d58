"""The database crashes under writes. PostgreSQL is stopped at once and started again, the site heals by itself, and
readers get the pages that are kept as ever; SQLite lives in the site's processes, so all of them are killed and started
again.
"""

import random
import statistics
import time
from contextlib import nullcontext, suppress
from urllib.request import urlopen

from django.db import connection

from . import material
from .faults import Outcome, Slow
from .kill_worker import Work, wait_for
from .readers import Readers, broken, read
from .server import serving

WRITING = (1, 12)  # texts stored before each crash, and after the last
PAUSE = (0.0, 0.1)  # seconds after them: amid whatever comes then
HEALED = 2.0  # seconds from the database's return to the first good answer, as a rule
ONCE = 10.0  # and where the machine was busy with something else


def run(trial):
    server = trial.database.server
    if trial.database.name == "postgresql" and server is None:
        return Outcome("the server of DATABASE_URL is not ours to crash", skipped=True)
    work, times, stuck, paths = Work(), [], [], material.make_paper(8)
    with serving(trial.folder, application=trial.application) as site:
        for path in paths:
            read(site.address, path)
        readers = Readers(site.address, paths, pause=0.02)
        with work.under_way(site.address) as desk, readers if server else nullcontext():
            stored = desk.signals.stored
            for _ in range(trial.scale.crashes):
                wait_for(stored, stored.value + random.randint(*WRITING))
                time.sleep(random.uniform(*PAUSE))
                if server:
                    server.crash()
                else:
                    site.kill()
                    site.start()
                times.append(_seconds_until_ready(site))
            if not wait_for(stored, stored.value + WRITING[1]):
                stuck.append("nothing is stored any more")
        sent = desk.sent()
    connection.close()  # ours has seen the crash as well
    figure, faults = work.judge(sent, may_say=lambda said: said.startswith("5"))
    median, longest = statistics.median(times), max(times)
    if median > HEALED or longest > ONCE:
        words = (
            f"the site needed {median:.1f} s, once {longest:.1f} s, to answer again; "
            f"the limits are {HEALED} s and {ONCE} s"
        )
        faults.append(Slow(words))
    faults += stuck + broken(readers.reads, "a kept page")
    read_on = f"; {len(readers.reads)} kept pages read" if server else ""
    times = f"ready again in {median:.1f} s, at most {longest:.1f}"
    figure = f"{trial.scale.crashes} crashes, {times}: {figure}{read_on}"
    return Outcome(figure, faults)


def _seconds_until_ready(site):
    start = time.monotonic()
    while time.monotonic() - start < 30:
        with suppress(OSError), urlopen(f"{site.address}/readyz", timeout=5) as response:  # noqa: S310  our own address
            if response.status == 200:
                break
        time.sleep(0.02)
    return time.monotonic() - start
