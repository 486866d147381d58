"""Somebody's act on a story does not come to its end. PostgreSQL: who saves it meanwhile is told in time, with the
text. SQLite has one lock for all: who saves waits, and is stored when it is free. Readers get their pages as ever,
those that are kept and those that must be made.
"""

import threading
import time
from contextlib import contextmanager

from django.db import connection, transaction

from articles.models import Article

from . import material
from .desk import new_mark
from .editor import Editor
from .faults import Outcome, Slow
from .readers import Readers, broken, share
from .server import serving

HELD_ON_SQLITE = 4  # seconds; there all writers wait
ANSWERED = 4.0  # seconds at most, where the lock is of one story
SLOWER = 1.2  # times as long, at most, for 95 of 100 of readers' pages
NOTHING = 0.02  # seconds that say nothing on a busy machine
READ_FOR = 3.0  # seconds before the lock is taken


def run(trial):
    article = material.make_story(public=True)
    [login] = material.make_editors(1)
    paths = [article.get_absolute_url(), "/", "/search/?q=story"]
    with serving(trial.folder, application=trial.application) as site:
        editor = _Writer(site, login, article)
        usual = _read_while(site, paths, lambda: time.sleep(READ_FOR))
        with _held(article):
            held = _read_while(site, paths, lambda: editor.save_for(trial.scale.held))
    found = editor.found + broken(held, "a reader")
    before, after = share(usual), share(held)
    if after > before * SLOWER and after > before + NOTHING:
        words = f"95 of 100 pages took {after * 1000:.0f} ms, before {before * 1000:.0f} ms"
        found.append(Slow(words))
    figure = (
        f"{editor.said} after {editor.seconds:.1f} s at most; {len(held)} pages read meanwhile, "
        f"p95 {after * 1000:.0f} ms (before {before * 1000:.0f} ms)"
    )
    return Outcome(figure, found + material.problems())


def _read_while(site, paths, act):
    """What readers got while the act went on."""
    with Readers(site.address, paths, number=2, pause=0.02) as readers:
        act()
    return readers.reads


class _Writer:
    """Somebody who saves the story again and again. `found`: what was answered otherwise than should be."""

    def __init__(self, site, login, article):
        self.said, self.seconds, self.found = "", 0.0, []
        self._path = material.form_of(article)
        self._editor = Editor(site.address, login.username, login.password)

    def save_for(self, seconds):
        """At least once."""
        end = time.monotonic() + seconds
        while not self.said or (time.monotonic() < end and connection.vendor == "postgresql"):
            self._save()

    def _save(self):
        form, mark = self._editor.open(self._path), new_mark()
        pairs = [*form.filled(body=f"{form['body']}<p>{mark}</p>"), ("_save", "1")]
        start = time.monotonic()
        answer = self._editor.post(self._path, pairs)
        seconds = time.monotonic() - start
        self.seconds = max(self.seconds, seconds)
        self.said = "stored" if answer.is_stored else "told"
        judge = _wrong_on_postgresql if connection.vendor == "postgresql" else _wrong_on_sqlite
        self.found += judge(answer, mark, seconds)


def _wrong_on_postgresql(answer, mark, seconds):
    found = []
    if answer.code != 422 or mark not in answer.page or "Nothing was done" not in answer.page:
        found.append(f"who saved was answered: {answer.summary()}")
    if seconds > ANSWERED:
        found.append(Slow(f"who saved waited {seconds:.1f} s"))
    return found


def _wrong_on_sqlite(answer, mark, seconds):
    return [] if answer.is_stored else [f"who saved was answered: {answer.summary()}"]


@contextmanager
def _held(article):
    """The story's row is locked until the block ends; on SQLite the whole database, for some seconds."""
    held, done = threading.Event(), threading.Event()

    def hold():
        with transaction.atomic():
            Article.objects.select_for_update().get(pk=article.pk)
            held.set()
            done.wait(None if connection.vendor == "postgresql" else HELD_ON_SQLITE)
        connection.close()

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    try:
        yield
    finally:
        done.set()
        thread.join()
