"""The site behind the edge is killed and nobody listens there any more. Every page that somebody has read is shown as
it was, long after its time; one that nobody has is a plain sentence, at once.
"""

import time

from . import material
from .edges import serving_behind
from .faults import Outcome
from .readers import broken, read, share

PAST = 12  # seconds; pages of a paper of now are fresh for ten, and may be shown for one more
NEVER_SEEN = ("/2001/01/01/never-seen/", "/never-seen/", "/tag/never-seen/", "/")
WITHIN = 0.05  # seconds, for 95 of 100
SENTENCE = "This page cannot be shown just now"


def run(trial):
    paths = material.make_paper(12)
    with serving_behind(trial.folder) as (edge, site):
        warm = _read_all(edge, paths)
        time.sleep(PAST)
        site.vanish()
        dead = _read_all(edge, paths) + _read_all(edge, paths)
        never = [read(edge.address, path, edge.trust) for path in NEVER_SEEN[:-1]]
        asked_otherwise = read(edge.address, "/?utm_source=x", edge.trust)
    found = broken(warm, "before: a reader") + broken([*dead, asked_otherwise], "a reader")
    stale = sum(one.is_stale for one in dead)
    if stale < len(dead):
        found.append(f"{len(dead) - stale} of {len(dead)} do not say that they are old")
    for one in never:
        if one.code != 503 or SENTENCE not in one.page:
            found.append(f"{one.path}, never seen, is answered {one.code}: {one.page[:80]!r}")
    if share(dead) > WITHIN:
        found.append(f"95 of 100 were answered within {share(dead):.2f} s only")
    figure = (
        f"{len(paths)} warm pages {PAST} s later, twice: {sum(one.code == 200 for one in dead)} of "
        f"{len(dead)} shown, p95 {share(dead) * 1000:.0f} ms; {len(never)} never seen: "
        f"{', '.join(sorted({str(one.code) for one in never}))} within {share(never, 1) * 1000:.0f} ms"
    )
    return Outcome(figure, found)


def _read_all(edge, paths):
    return [read(edge.address, path, edge.trust) for path in paths]
