"""Redis, where pages are kept, refuses, falls silent, is emptied under readers, or does not know our password. Readers
notice nothing but that once a page takes half a second longer, and then as long as without a store.
"""

import time
from statistics import median

from . import material
from .faults import Outcome, Slow
from .readers import Readers, broken, read
from .server import serving
from .stores import on_redis

ONCE = 0.5  # seconds more, at most, for a worker's first page
THEN = 0.005  # seconds more, at most
WORKERS = 2
AT_FIRST = 2.0  # seconds in which each worker meets it
EACH = 40  # pages compared


def run(trial):
    paths = material.make_paper(6)
    figures, found = [], []
    with (
        on_redis(trial.folder) as server,
        serving(trial.folder, workers=WORKERS, environment={"PAGES_KEPT": "0"}) as without,
        serving(trial.folder, workers=WORKERS, environment=server.environment) as site,
    ):
        for path in paths * 2:
            read(without.address, path)
            read(site.address, path)
        for words, begin, end in _troubles(server):
            figure, wrong = _judge(words, site, without, paths, begin)
            figures.append(figure)
            found += wrong
            end()
            if not _is_back(site, paths[0]):
                found.append(f"{words}: pages are not kept again when it is over")
    return Outcome("; ".join(figures), found)


def _troubles(server):
    """(In words, how it begins, how it ends)."""
    return (
        ("emptied", server.flush, lambda: None),
        ("silent", server.fall_silent, server.speak_again),
        ("wrong password", lambda: server.ask_password("another"), lambda: server.ask_password("")),
        ("refused", server.end, server.start),
    )


def _judge(words, site, without, paths, begin):
    """Returns (the figure, what is wrong)."""
    with Readers(site.address, paths, number=WORKERS, pause=0.01) as readers:
        time.sleep(0.5)
        began = time.monotonic()
        begin()
        time.sleep(AT_FIRST)
    asked = [paths[place % len(paths)] for place in range(EACH)]
    pairs = [(read(site.address, path), read(without.address, path)) for path in asked]
    ours, theirs = zip(*pairs, strict=True)
    usual = median(one.seconds for one in theirs)
    once = max(one.seconds for one in readers.reads if one.at >= began) - usual
    then = median(one.seconds - other.seconds for one, other in pairs)
    found = broken([*readers.reads, *ours], f"{words}: a page")
    if once > ONCE:
        found.append(Slow(f"{words}: a page took {once:.2f} s longer"))
    if then > THEN:
        found.append(Slow(f"{words}: pages go on taking {then * 1000:.1f} ms longer"))
    number = len(readers.reads) + len(ours)
    figure = f"{words}: {number} reads, at first {once * 1000:+.0f} ms, then {then * 1000:+.1f} ms"
    return figure, found


def _is_back(site, path):
    end = time.monotonic() + 5
    while time.monotonic() < end:
        time.sleep(0.1)
        if all(read(site.address, path).is_kept for _ in range(3 * WORKERS)):
            return True
    return False
