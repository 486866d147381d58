"""The database is away for long. Readers get the pages that are kept, stale ones too, and are told their age; whoever
needs the database is told within a second that it does not answer, and keeps the text; no worker hangs; and when it is
back, so is everything.
"""

import time

from django.db import connection

from . import material
from .desk import new_mark
from .editor import Editor
from .faults import Outcome, Slow
from .forms import form_with
from .readers import Readers, broken, read, share
from .server import serving

PAGES = 50
TOLD = 1.0  # seconds, at most, until whoever needs the database is told
HEALED = 2.0  # seconds from its return to the first good answer, at most
NEVER_SEEN = "/never-seen/"


def run(trial):
    server = trial.database.server
    if server is None:
        return Outcome("the server of DATABASE_URL is not ours to stop", skipped=True)
    kept, article = material.make_paper(13)[:PAGES], material.make_story()
    [login] = material.make_editors(1)
    with serving(trial.folder, application=trial.application) as site:
        editor = _Writer(site, login, article)
        for path in kept:
            read(site.address, path)
        connection.close()
        server.stop()
        try:
            away, found = _while_away(site, editor, kept, trial.scale.away)
        finally:
            server.start()
        healed = _seconds_until_good(site)
        found += editor.save_again()
    stale = sum(one.is_stale for one in away.reads)
    figure = (
        f"away {trial.scale.away} s: of {PAGES} kept pages {len({one.path for one in away.reads if one.broke})} fail "
        f"({len(away.reads)} reads, {stale} of them stale, p95 {share(away.reads) * 1000:.0f} ms); "
        f"a save is told after {editor.seconds:.2f} s; well again {healed:.1f} s after its return"
    )
    if not stale:
        found.append("no page was stale, so this showed little")
    if healed > HEALED:
        found.append(
            Slow(f"the site needed {healed:.1f} s to answer again; {HEALED} s is the limit")
        )
    return Outcome(figure, found + material.problems())


def _while_away(site, editor, kept, seconds):
    """Returns (the readers of kept pages, what is wrong)."""
    end = time.monotonic() + seconds
    with Readers(site.address, kept, number=2, pause=0.02) as away:
        found = editor.save()
        while time.monotonic() < end:
            found += _wrong_with_never_seen(read(site.address, NEVER_SEEN))
            alive = read(site.address, "/healthz")
            if alive.code != 200 or alive.seconds > TOLD:
                found.append(f"/healthz answered {alive.code} after {alive.seconds:.1f} s")
            time.sleep(0.5)
    found += broken(away.reads, "a kept page")
    dateless = {one.path for one in away.reads if one.is_stale and "age" not in one.headers}
    found += [f"{path} is stale and does not tell its age" for path in sorted(dateless)]
    unread = set(kept) - {one.path for one in away.reads}
    return away, found + [f"{path} was not read" for path in sorted(unread)]


def _wrong_with_never_seen(answer):
    if (answer.code, answer.headers.get("retry-after")) != (503, "10"):
        return [f"a page that nobody kept answered {answer.code}"]
    if answer.seconds > TOLD:
        return [f"a page that nobody kept was refused after {answer.seconds:.1f} s"]
    return []


def _seconds_until_good(site):
    start = time.monotonic()
    while time.monotonic() - start < 30:
        if read(site.address, "/search/?q=text").code == 200:
            break
        time.sleep(0.02)
    return time.monotonic() - start


class _Writer:
    """Somebody with a story's form open, who saves while the database is away, and again when it is back."""

    def __init__(self, site, login, article):
        self.seconds = 0.0
        self._path, self._mark = material.form_of(article), new_mark()
        self._editor = Editor(site.address, login.username, login.password)
        self._form = self._editor.open(self._path)

    def save(self):
        body = f"{self._form['body']}<p>{self._mark}</p>"
        start = time.monotonic()
        self._answer = self._editor.post(
            self._path, [*self._form.filled(body=body), ("_save", "1")]
        )
        self.seconds = time.monotonic() - start
        found = []
        if self._answer.code != 503 or "does not answer in time" not in self._answer.page:
            found.append(f"who saved was answered: {self._answer.summary()}")
        if self._mark not in self._answer.page:
            found.append("the text that was sent is lost")
        if self.seconds > TOLD:
            found.append(Slow(f"who saved was told after {self.seconds:.1f} s"))
        return found

    def save_again(self):
        """By the way back that the page offers."""
        back = form_with(self._answer.page, "base_revision")
        answer = self._editor.post(self._path, [*back.filled(), ("_back", "kept")])
        form = form_with(answer.page, "base_revision")
        if self._mark not in form["body"]:
            return ["the text did not come back into the form"]
        answer = self._editor.post(self._path, [*form.filled(), ("_save", "1")])
        return [] if answer.is_stored else [f"saving again was answered: {answer.summary()}"]
