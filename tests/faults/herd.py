"""Two hundred readers ask for one page at the same moment, right after it was purged, and for one that nobody has seen
yet: it is made once or twice, and nobody waits for long or gets an error.
"""

from django.utils import timezone

from articles import workflow
from tests import factories

from . import material
from .faults import Outcome, Slow
from .made import Record
from .readers import all_at_once, broken, read, share
from .server import serving
from .stores import store_for

READERS = 200
MADE = 2  # times, at most
WITHIN = 0.3  # seconds, for 99 of 100; on a busy machine
AS_KEPT = 2  # times as long as as many readers wait for a page that is kept


def run(trial):
    record, section = Record(trial.folder), factories.make_section()
    story = factories.make_story("Old", section=section, public_at=timezone.now())
    path, kept, purged, unseen = story.get_absolute_url(), [], [], []
    with store_for(trial) as store, serving(trial.folder, **_how(record, store)) as site:
        for _ in range(trial.scale.herds):
            read(site.address, path)
            kept.append(share(all_at_once(site.address, path, READERS), 0.99))
            _change(story)
            purged.append(_herd(site, path, record))
            new = factories.make_story("New", section=section, public_at=timezone.now())
            unseen.append(_herd(site, new.get_absolute_url(), record))
    usual = min(kept)
    parts = [_judge("purged", purged, usual), _judge("never seen", unseen, usual)]
    figure = (
        f"{trial.scale.herds} herds of {READERS}: {'; '.join(figure for figure, _ in parts)}; "
        f"kept p99 {usual * 1000:.0f} ms; {store.name}"
    )
    found = [sentence for _, wrong in parts for sentence in wrong]
    return Outcome(figure, found + material.problems())


def _how(record, store):
    return record.how | {"environment": record.how["environment"] | store.environment}


def _change(story):
    newest = story.newest_revision
    text = newest.snapshot | {"body": f"<p>Words of revision {newest.number + 1}.</p>"}
    saved = workflow.save_revision(story, text, base=newest.number, by=None)
    changed = workflow.update(saved, by=None, weight="minor", note="Words")
    story.newest_revision = changed.newest_revision


def _herd(site, path, record):
    """(What its readers got, how often the page was made.)"""
    record.news()
    reads = all_at_once(site.address, path, READERS)
    return reads, len(record.news())


def _judge(words, herds, usual):
    """Returns (the figure, what is wrong). Others may be at work on the machine, so the quickest herd counts. `usual`:
    seconds within which 99 of 100 got a kept page.
    """
    quickest = min(share(reads, 0.99) for reads, _ in herds)
    made = max(times for _, times in herds)
    found = [sentence for reads, _ in herds for sentence in broken(reads, f"{words}: a reader")]
    found += [
        f"{words}: a reader got {one.code}"
        for reads, _ in herds
        for one in reads
        if 200 != one.code < 500 and not one.broke
    ]
    if made > MADE:
        found.append(f"{words}: the page was made {made} times")
    if quickest > max(WITHIN, AS_KEPT * usual):
        found.append(Slow(f"{words}: 99 of 100 were answered within {quickest:.2f} s only"))
    return f"{words} made {made} × at most, p99 {quickest * 1000:.0f} ms", found
