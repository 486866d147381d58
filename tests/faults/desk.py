"""Editors at work at the same time, each in a process of its own, and the record of what they sent.

Each text that is sent carries a mark of its own: one that is missing later was overwritten by somebody.
"""

import multiprocessing
import random
import re
import secrets
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from .editor import Editor, NoAnswer
from .forms import Form, form_with

PATIENCE = 180  # seconds that editors wait for each other, or for the site to come back
MERGED = "saved meanwhile"  # what the form says after a save that was merged
MARK = re.compile(r"mark-[0-9a-f]{16}")
_spawn = multiprocessing.get_context("spawn")


@dataclass(frozen=True)
class Login:
    username: str
    password: str


@dataclass(frozen=True)
class Sent:
    """One text sent, and what came back: "stored", "merged" (stored together with what came first), "told"
    (refused, with the text shown), "broken" (no answer), or else what the site said.
    """

    mark: str
    outcome: str


@dataclass
class Signals:
    """What the processes share: where they wait for each other, when to stop, how many saves were stored and how
    many cut off so far.
    """

    meet: object
    stop: object
    stored: object
    broken: object

    def count(self, outcome):
        counter = {"stored": self.stored, "broken": self.broken}.get(outcome)
        if counter:
            with counter.get_lock():
                counter.value += 1


@dataclass(frozen=True)
class Task:
    """One editor's work: the story form at `path`, and the button that sends it."""

    site: str
    login: Login
    path: str
    button: str = "_save"
    saves: int = 0


class AtWork:
    """A context in which `work(task)` runs for every task, each in a process. They wait for each other
    at `signals.meet`; with `and_us` for the caller as well.
    """

    def __init__(self, work, tasks, and_us=False):
        self._work, self._tasks = work, tasks
        parties = len(tasks) + (1 if and_us else 0)
        self.signals = Signals(
            _spawn.Barrier(parties, timeout=PATIENCE),
            _spawn.Event(),
            _spawn.Value("i", 0),
            _spawn.Value("i", 0),
        )

    def __enter__(self):
        self._pool = ProcessPoolExecutor(
            len(self._tasks), _spawn, initializer=_take_signals, initargs=(self.signals,)
        )
        self._futures = [self._pool.submit(_run, self._work, task) for task in self._tasks]
        return self

    def sent(self):
        """Everything that was sent: one list a task, once all have ended. Raises what ended one early."""
        return [future.result(timeout=4 * PATIENCE) for future in self._futures]

    def __exit__(self, *error):
        self.signals.stop.set()
        self._pool.shutdown(cancel_futures=True)


_signals = None


def _take_signals(signals):
    global _signals
    _signals = signals


def _run(work, task):
    """One who cannot go on does not keep the others waiting."""
    try:
        return work(task)
    except BaseException:
        _signals.meet.abort()
        raise


def new_mark():
    return f"mark-{secrets.token_hex(8)}"


def save_in_turns(task):
    """Opens the form and sends it back with a mark in one of its paragraphs, or in one more, `task.saves` times.
    Everybody has the form open before the first text is sent, so that at least then all but one come too late.
    """
    editor = Editor(task.site, task.login.username, task.login.password)
    sent, page = [], editor.get(task.path).page
    for turn in range(task.saves):
        form = form_with(page, "base_revision")
        if turn == 0:
            _signals.meet.wait()
        mark = new_mark()
        pairs = form.filled(body=_with_mark(form["body"], mark))
        outcome = _outcome(editor.post(task.path, [*pairs, (task.button, "1")]), mark)
        page = editor.get(task.path).page
        if outcome == "stored" and MERGED in page:
            outcome = "merged"
        sent.append(Sent(mark, outcome))
    return sent


def _with_mark(text, mark):
    """The text with the mark in one of its paragraphs, or in one more at the end."""
    paragraphs = re.findall("<p>.*?</p>", text)
    place = random.randint(0, len(paragraphs))
    if place == len(paragraphs):
        return f"{text}<p>{mark}</p>"
    paragraphs[place] = paragraphs[place].replace("</p>", f" {mark}</p>")
    return "".join(paragraphs)


def save_until_told_to_stop(task):
    """Saves the story again and again, each time with other words, tags and bylines, whatever happens to the site
    meanwhile. The form is kept open over a save that was stored; one without an answer is counted, never repeated.
    """
    editor = Editor(task.site, task.login.username, task.login.password)
    _signals.meet.wait()
    sent, form = [], None
    while not _signals.stop.is_set():
        try:
            form = form or editor.open(task.path)
        except NoAnswer:
            time.sleep(0.05)
            continue
        sent.append(_save_other_words(editor, task, form))
        _signals.count(sent[-1].outcome)
        form = _on_next_base(form) if sent[-1].outcome == "stored" else None
    return sent


def _save_other_words(editor, task, form):
    mark = new_mark()
    try:
        answer = editor.post(task.path, [*form.filled(**other_words(mark)), (task.button, "1")])
    except NoAnswer:
        return Sent(mark, "broken")
    return Sent(mark, _outcome(answer, mark))


def _on_next_base(form):
    """The form as it would be opened again, where nobody else works on the story."""
    base = int(form["base_revision"]) + 1
    return Form(form.filled(base_revision=str(base)), form.buttons)


# What an editor answers before names and figures of a public story change
ANSWER = {"weight": "minor", "note": "Other words"}


def other_words(mark):
    """Other texts for the fields of the story form: every save touches the story's row, its tags and bylines."""
    names = random.sample([f"Subject {number}" for number in range(1, 9)], random.randint(1, 5))
    return {
        "headline": f"Headline with {mark}",
        "body": f"<p>{mark}</p>",
        "tags": "\n".join(names),
        "bylines-0-name": f"Writer {random.randint(1, 99)}",
    } | ANSWER


def _outcome(answer, mark):
    if answer.is_stored:
        return "stored"
    if answer.code in (409, 422) and mark in answer.page:
        return "told"
    return answer.summary()
