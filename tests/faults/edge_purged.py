"""Stories are published, changed and withdrawn while readers open them and the lists that show them, through the edge.
Everybody gets what is new, and nobody any more what is gone, within two seconds.
"""

import re
import threading
import time

from django.utils import timezone

from articles import workflow
from tests import factories

from . import material
from .edges import serving_behind
from .faults import Outcome, Slow
from .readers import Readers, broken, read
from .stores import store_for

READERS = 4
WITHIN = 2.0  # seconds
BETWEEN = 0.3  # seconds between two acts
_SHARED = re.compile(r"<aside.*?</aside>", re.DOTALL)  # may be a minute old
_COUNTER = re.compile(r"counter-(\d+)")


def run(trial):
    section, now = factories.make_section(), timezone.now()
    for _ in range(3):
        factories.make_story(section=section, public_at=now)
    with (
        store_for(trial) as store,
        serving_behind(trial.folder, environment=store.environment, workers=2) as (edge, _),
        edge.told(),
    ):
        story = factories.make_story(
            "Headline counter-0", slug="counted", section=section, public_at=now
        )
        paths = [story.get_absolute_url(), "/", section.get_absolute_url(), "/rss.xml"]
        watch = _Watch()
        readers = Readers(edge.address, paths, READERS, judge=watch, trust=edge.trust, pause=0.005)
        with readers:
            time.sleep(1)
            story = _change(story, max(10, trial.scale.edits // 6), watch)
            watch.expect(None)
            workflow.withdraw(story, by=None)
            time.sleep(WITHIN + 1)
        gone = [read(edge.pages, path) for path in paths]
    found = broken(readers.reads, "a reader") + list(watch.wrong())
    found += [f"{one.path} still shows what is gone" for one in gone if _COUNTER.search(one.page)]
    figure = (
        f"{len(readers.reads)} reads of {len(paths)} pages in {len(watch.done) - 1} acts: new words "
        f"seen by all within {watch.latest:.2f} s, gone within {watch.last_shown:.2f} s; {store.name}"
    )
    return Outcome(figure, found + material.problems())


def _change(story, times, watch):
    for _ in range(times):
        newest = story.newest_revision
        text = newest.snapshot | {"headline": f"Headline counter-{newest.number}"}
        saved = workflow.save_revision(story, text, base=newest.number, by=None)
        watch.expect(newest.number)
        story = workflow.update(saved, by=None, weight="minor", note="Words")
        time.sleep(BETWEEN)
    return story


class _Watch:
    """Called with each read by the readers' threads. `done`: [(when the act was begun, what it brought; None: the
    withdrawal)]. `latest`: seconds after which something older was still got; `last_shown`: what was withdrawn.
    """

    def __init__(self):
        self.done, self.latest, self.last_shown = [], 0.0, 0.0
        self._lock = threading.Lock()

    def expect(self, number):
        self.done.append((time.monotonic(), number))

    def __call__(self, read_page):
        shown = _COUNTER.search(_SHARED.sub("", read_page.page))
        if not shown or not self.done:
            return
        number = int(shown[1])
        with self._lock:
            for at, brought in reversed(self.done):
                late = read_page.at - at
                if brought is None:
                    self.last_shown = max(self.last_shown, late)
                elif number < brought:
                    self.latest = max(self.latest, late)

    def wrong(self):
        if self.latest > WITHIN:
            yield Slow(f"older words were shown {self.latest:.2f} s after an act")
        if self.last_shown > WITHIN:
            yield Slow(f"what was withdrawn was shown {self.last_shown:.2f} s later")
