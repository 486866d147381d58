"""Readers open a story again and again while it is edited. Each gets the old page or the new one, whole, and the new
one within a second; the page's digest agrees with what it names; and a story that is withdrawn is gone within a second.
"""

import re
import threading
import time
from collections import defaultdict

from django.utils import timezone

from articles import workflow
from tests import factories

from . import material
from .faults import Outcome, Slow
from .readers import Readers, broken
from .server import serving
from .stores import store_for

READERS = 8
SEEN = 1.0  # seconds, at most, until every reader gets what was done
BETWEEN = 0.05  # seconds between two edits
_COUNTER = re.compile(r"counter-(\d+)")
_PLACES = 4  # at least: title, headline, text, structured data


def run(trial):
    section = factories.make_section()
    story = factories.make_story(
        section=section, public_at=timezone.now(), slug="counted", **_text(0)
    )
    watch = _Watch()
    with store_for(trial) as store, serving(trial.folder, environment=store.environment) as site:
        readers = Readers(site.address, [story.get_absolute_url()], number=READERS, judge=watch)
        with readers:
            _edit(story, trial.scale.edits, watch)
            while len(readers.reads) < trial.scale.reads:
                _edit(story, 1, watch)
            workflow.withdraw(story, by=None)
            watch.withdrawn_at = time.monotonic()
            time.sleep(1.5 * SEEN)
    found = broken(readers.reads, "a reader") + watch.wrong()
    figure = (
        f"{len(readers.reads)} reads by {READERS} readers in {len(watch.done)} edits: {watch.mixed} mixed, "
        f"new words seen by all within {watch.latest:.2f} s, "
        f"gone within {watch.last_shown:.2f} s; {store.name}"
    )
    return Outcome(figure, found + material.problems())


def _text(number):
    word = f"counter-{number}"
    return {
        "headline": f"Story {word}",
        "body": f"<p>{word}</p>" + "<p>More of it.</p>" * 200 + f"<p>{word}</p>",
    }


def _edit(story, times, watch):
    for _ in range(times):
        newest = story.newest_revision
        number = newest.number  # of the first revision it was 0
        saved = workflow.save_revision(
            story, newest.snapshot | _text(number), base=newest.number, by=None
        )
        changed = workflow.update(saved, by=None, weight="minor", note="Counted on")
        watch.done.append((number, time.monotonic()))
        story.newest_revision = changed.newest_revision
        time.sleep(BETWEEN)


class _Watch:
    """Judges each page as it is read: called by the readers' threads."""

    def __init__(self):
        self.done = []  # (counter, when it was brought live), in order
        self.withdrawn_at = float("inf")
        self.mixed, self.latest, self.last_shown = 0, 0.0, 0.0
        self._odd, self._lock = [], threading.Lock()
        self._bodies, self._digests = defaultdict(set), defaultdict(set)

    def __call__(self, found):
        if found.code == 0 or found.code >= 500:
            return
        with self._lock:
            if found.code == 200:
                self._judge(found)
            elif found.code != 404 or found.at + found.seconds < self.withdrawn_at - SEEN:
                self._odd.append(f"a reader got {found.code}")

    def _judge(self, found):
        numbers = _COUNTER.findall(found.page)
        etag, body = found.headers.get("etag", ""), hash(found.page)
        self._bodies[etag].add(body)
        self._digests[body].add(etag)
        if (
            len(set(numbers)) != 1
            or len(numbers) < _PLACES
            or not found.page.rstrip().endswith("</html>")
        ):
            self.mixed += 1
            return
        if found.at > self.withdrawn_at:
            self.last_shown = max(self.last_shown, found.at - self.withdrawn_at)
        newer = next((at for number, at in self.done if number > int(numbers[0])), None)
        if newer is not None and found.at > newer:
            self.latest = max(self.latest, found.at - newer)

    def wrong(self):
        found = self._odd
        if self.mixed:
            found.append(f"{self.mixed} pages were mixed, or cut short")
        if self.latest > SEEN:
            found.append(Slow(f"a page was shown {self.latest:.2f} s after newer words were live"))
        if self.last_shown > SEEN:
            found.append(
                Slow(f"the story was shown {self.last_shown:.2f} s after it was withdrawn")
            )
        found += [
            f"the digest {etag} names {len(some)} pages"
            for etag, some in self._bodies.items()
            if len(some) > 1
        ]
        if any(len(some) > 1 for some in self._digests.values()):
            found.append("a page has more than one digest")
        return found
