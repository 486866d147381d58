"""What is kept is spoiled: rubbish, cut short, of another shape, no page at all, and the record of purges as well. That
is as if nothing were kept: readers get every page.
"""

import json
import secrets
from hashlib import blake2b
from itertools import cycle

from . import material
from .faults import Outcome
from .readers import broken, read
from .server import serving
from .stores import store_for

_LINES = (
    b"rubbish",
    b"{}",
    b"[1, 2]",
    b'["soon", 3, 4]',
    b"\xff\xfe",
    json.dumps([None] * 9).encode(),
)


def run(trial):
    paths, found, spoiled, kept = material.make_paper(4), [], 0, []
    with store_for(trial) as store:
        with serving(trial.folder, environment=store.environment) as site:
            for path in paths:
                read(site.address, path)
            entries = store.entries()
            for spoil in (_pages, _ledger):
                site.stop()  # what it has in memory would hide it
                spoiled += spoil(store)
                site.start()
                reads = [read(site.address, path) for path in paths]
                found += broken(reads, "a page") + [
                    f"{one.path} answered {one.code}" for one in reads if one.code != 200
                ]
                kept.append(sum(read(site.address, path).is_kept for path in paths))
    figure = (
        f"{spoiled} entries of {len(entries)} pages spoiled: {len(found)} answers wrong; "
        f"kept again {kept[0]} and, with the record of purges spoiled, {kept[1]} of {len(paths)}; {store.name}"
    )
    if not entries:
        found.append("nothing was kept, so this showed nothing")
    if min(kept) < len(paths) / 2:
        found.append("pages are not kept any more")
    return Outcome(figure, found)


def _pages(store):
    """Spoils every page, each in one of the ways. Returns how many."""
    entries = store.entries()
    for entry, spoil in zip(entries, cycle(_WAYS), strict=False):
        if spoil is None:
            store.put_something_else(entry)
        else:
            store.write(entry, spoil(store.read(entry)))
    return len(entries)


def _ledger(store):
    for line in _LINES:
        store.spoil_ledger(line)
    return len(_LINES)


def _sealed(stored, rest):
    """As a page is stored, with a digest that agrees."""
    mark = stored.partition(b"\n")[0] + b"\n"
    return mark + blake2b(rest, digest_size=16).digest() + rest


def _head(text):
    return len(text).to_bytes(4, "big") + text


_WAYS = (
    lambda stored: secrets.token_bytes(3000),
    lambda stored: stored[: len(stored) // 2],
    lambda stored: stored[:-1],
    lambda stored: b"",
    lambda stored: stored.replace(b"page 1", b"page 0", 1),
    lambda stored: _sealed(stored, _head(b"[200, []]")),
    lambda stored: _sealed(stored, _head(b"[]") + b"<html>"),
    lambda stored: _sealed(stored, _head(b'{"status": 200}')),
    lambda stored: _sealed(stored, _head(b"no JSON")),
    lambda stored: _sealed(stored, _head(b'["x", [["a"]], "x", "x", "x", "x", 1, 2]') + b"<html>"),
    lambda stored: _sealed(stored, b"\xff"),
    None,
)
