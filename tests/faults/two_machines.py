"""Two machines run the site behind one edge, with one PostgreSQL, a streaming replica of it and one Redis. What is
published through one is seen on both and through the edge; each machine is killed under readers, the replica is ended
and Redis emptied, and no reader through the edge gets anything but pages.
"""

import time
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from tests import factories

from . import material
from .desk import new_mark, other_words
from .edges import Edge
from .editor import Editor
from .faults import Outcome, Slow
from .readers import Readers, broken, read, share
from .server import Server
from .stores import on_redis

MACHINES, WORKERS, READERS = 2, 2, 4
SEEN, SEEN_THROUGH = (
    1.0,
    2.0,
)  # seconds from the editor's answer: on both machines, through the edge
LOST = 1.5  # seconds that something is away under readers
HEALTHY = 5.0  # seconds until the edge sends readers to a machine that came back: it looks twice, each 2 seconds
STORIES = "articles_article"
_HTTPS = {"X-Forwarded-Proto": "https"}  # what the edge says to a machine


def run(trial):
    if trial.database.server is None:
        return Outcome("the server of DATABASE_URL is not ours to replicate", skipped=True)
    paths = material.make_paper(12)
    story = factories.make_story(public_at=timezone.now())
    [login] = material.make_editors(1)
    with trial.database.server.replica() as replica, on_redis(trial.folder) as redis:
        environment = {"DATABASE_REPLICA_URLS": replica.url_of(trial.database)} | redis.environment
        with _behind_an_edge(trial, environment) as (edge, machines):
            paper = _Paper(edge, machines, paths, story)
            editor = Editor(edge.address, login.username, login.password, trust=edge.trust)
            connection.close()
            figures = [
                paper.is_seen(editor, trial.scale.published),
                *(
                    paper.is_read_without(machine, number)
                    for number, machine in enumerate(machines, 1)
                ),
                paper.is_read_while("replica ended", replica.stop, replica.start),
                paper.is_read_while("Redis emptied", redis.flush, lambda: None),
                paper.is_seen(editor, 2),
            ]
        made = replica.asked_for(STORIES)
    if not made:
        paper.faults.append("nothing was read from the replica")
    return Outcome("; ".join(figures), paper.faults + material.problems())


@contextmanager
def _behind_an_edge(trial, environment):
    edge, machines = Edge(trial.folder), []
    try:
        for _ in range(MACHINES):
            machine = Server(
                trial.folder,
                application=trial.application,
                workers=WORKERS,
                environment=environment | edge.environment,
            )
            machines.append(machine)
            machine.start()
        edge.start(*(machine.address for machine in machines))
        yield edge, machines
    finally:
        edge.stop()
        for machine in machines:
            machine.close()


class _Paper:
    """Each part is tried for itself and told as a figure; `faults` is what fell short."""

    def __init__(self, edge, machines, paths, story):
        self.faults = []
        self._edge, self._machines, self._paths = edge, machines, paths
        self._story, self._path = story, story.get_absolute_url()

    def _places(self):
        """Where the page can be read: (in words, a function that reads it, seconds until it must be right)."""
        for number, machine in enumerate(self._machines, 1):
            address = machine.address
            yield f"machine {number}", lambda at=address: read(at, self._path, None, _HTTPS), SEEN
        yield "edge", lambda: read(self._edge.address, self._path, self._edge.trust), SEEN_THROUGH

    def is_seen(self, editor, times):
        slowest, form = {}, material.form_of(self._story)
        for _ in range(times):
            for _, asked, _ in self._places():
                asked()
            mark = new_mark()
            pairs = [*editor.open(form).filled(**other_words(mark)), ("_update", "1")]
            answer = editor.post(form, pairs)
            if not answer.is_stored:
                self.faults.append(f"who published was answered: {answer.summary()}")
                break
            for words, seconds in self._until_seen(mark):
                slowest[words] = max(seconds, slowest.get(words, 0))
        for words, _, limit in self._places():
            if slowest.get(words, 0) > limit:
                self.faults.append(Slow(f"{words}: seen after {slowest[words]:.2f} s"))
        seen = ", ".join(f"{words} {seconds:.2f} s" for words, seconds in slowest.items())
        return f"{times} published, seen within: {seen}"

    def _until_seen(self, mark):
        """(In words, seconds from now until it is seen there), of all places at once."""
        start, waiting = time.monotonic(), list(self._places())
        while waiting and time.monotonic() - start < 2 * SEEN_THROUGH:
            for place in list(waiting):
                asked = time.monotonic() - start
                if mark in place[1]().page:
                    waiting.remove(place)
                    yield place[0], asked
            time.sleep(0.01)
        yield from ((words, float("inf")) for words, _, _ in waiting)

    def is_read_without(self, machine, number):
        words = f"machine {number} killed"
        return self.is_read_while(words, machine.vanish, machine.come_back, HEALTHY)

    def is_read_while(self, words, begin, end, after=LOST):
        readers = Readers(
            self._edge.address,
            [*self._paths, *_never_kept()],
            READERS,
            0.01,
            trust=self._edge.trust,
        )
        with readers:
            time.sleep(0.5)
            begin()
            time.sleep(LOST)
            end()
            time.sleep(after)
        self.faults += broken(readers.reads, f"{words}: a reader")
        odd = {f"{one.path}: {one.code}" for one in readers.reads if one.code != 200}
        self.faults += [
            f"{words}: {one}" for one in sorted(odd)[:3] if not one.endswith((": 0", ": 503"))
        ]
        number, failed = len(readers.reads), sum(one.broke for one in readers.reads)
        return f"{words}: {failed} of {number} reads failed, p99 {share(readers.reads, 0.99) * 1000:.0f} ms"


def _never_kept():
    """Pages that must be made each time."""
    first = time.time_ns() // 1000
    return [f"/tag/harbour/?before={number}-1" for number in range(first, first + 200)]
