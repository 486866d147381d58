"""The layer around the site. A reader gets a kept page before Django does any work; else the new page of its one
renderer; or the last copy, where others are making a new one or making it fails.
"""

import logging
import queue
import threading
import time
from collections import OrderedDict

from . import HEADER, address
from .ledger import Verdict
from .page import Page

MEMORY = 32 * 1024 * 1024  # bytes of pages in each process
UNVERIFIED = 1.0  # seconds that a page counts where purges by others cannot be known
WAIT = 5.0  # seconds for somebody else's making of a page of which there is no copy
LOOK_EACH = 0.02
HANGS = 30.0  # seconds of a making, after which another may try
TRIES = 3  # at a page of which pieces go while it is made
REST = 1.0  # seconds between tries, while making fails and there is a last copy
REMEMBERED = 1000  # addresses of which it is known what came of making them
WAITING = 1000  # pages to be made behind the reader's back; more than that are made when they are asked for
_ALL = ""  # no page's address: whoever answered 503 cannot make the others either
_LATER = (
    "503 Service Unavailable",
    [("Content-Type", "text/plain"), ("Cache-Control", "no-store"), ("Retry-After", "1")],
    b"",
)

logger = logging.getLogger(__name__)


class KeptPages:
    """A WSGI application before another. `store` None: nothing is kept. `is_before_edge`: answers tell what they are
    made of to an edge, which takes that off again. `replicas`: from where pages may be read (newsroom.replicas).
    """

    def __init__(self, site, store, *, is_before_edge=False, replicas=None):
        self._site, self._store, self._tells_keys = site, store, is_before_edge
        self._replicas = replicas
        self._memory, self._epoch = _Memory(MEMORY), ""
        self._lock = threading.Lock()
        self._made_now, self._queued = {}, set()  # addresses: since when, and addresses
        self._queue, self._maker = queue.SimpleQueue(), None
        self._unkept = OrderedDict()  # addresses whose answer was none to keep, or a fault: when
        self._failed = OrderedDict()  # addresses, or _ALL, that could not be made: when

    def __call__(self, environ, start_response):
        environ = address.at_the_root(environ)
        asked = address.of(environ) if self._store else None
        if asked is None:
            return self._site(environ, self._without_keys(start_response))
        now = time.time()
        page, verdict = self._find(asked, now)
        if verdict > Verdict.PASSABLE:
            page, verdict, answer = self._one_makes(asked, page, verdict, environ)
            if page is None:
                return self._pass_on(answer, environ, start_response)
        elif verdict is Verdict.PASSABLE:
            self._make_behind(asked, environ)
        status, headers, body = page.answer(
            environ,
            time.time(),
            is_right=verdict is Verdict.RIGHT,
            is_new=page.made_at >= now,
            with_keys=self._tells_keys,
        )
        start_response(status, headers)
        return [body]

    def _without_keys(self, start_response):
        if self._tells_keys:
            return start_response
        return lambda status, headers, *rest: start_response(
            status, [line for line in headers if line[0] != HEADER], *rest
        )

    def _pass_on(self, answer, environ, start_response):
        status, headers, body = answer
        self._without_keys(start_response)(status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    # What is kept -----------------------------------------------------------------------------------------------------

    def _find(self, asked, now, *, is_ours=False):
        """(page or None, Verdict): what this process has, or what another has kept meanwhile. `is_ours`: to be made by
        this process, unless another has made it since the last look.
        """
        store = self._store
        store.catch_up(at_once=self._tells_keys)  # the edge asks right after a purge
        if store.epoch != self._epoch:
            self._memory.clear()
            self._epoch = store.epoch
        page = self._memory.get(asked)
        verdict = self._judge(page, now)
        if verdict is Verdict.RIGHT or not store.is_trusted:
            return page, verdict
        if page is not None and not is_ours and _is_within(LOOK_EACH, page.looked_at, now):
            return page, verdict
        kept = self._read(asked)
        if kept is not None and (page is None or kept.made_at > page.made_at):
            self._memory.put(asked, kept)
            return kept, self._judge(kept, now)
        if page is not None:
            page.looked_at = now
        return page, verdict

    def _read(self, asked):
        stored = self._store.read(asked)
        try:
            return Page.unpacked(stored) if stored else None
        except (ValueError, TypeError):  # whole, and yet no page of this shape
            return None

    def _judge(self, page, now):
        if page is None:
            return Verdict.GONE
        verdict = self._store.ledger.judge(page, now)
        if not self._store.is_trusted and not _is_within(UNVERIFIED, page.made_at, now):
            return max(verdict, Verdict.LAST)
        return verdict

    # One renderer a page ----------------------------------------------------------------------------------------------

    def _one_makes(self, asked, last, verdict, environ):
        """(page, Verdict, None), or (None, GONE, the site's answer) where that is none to keep. The first who asks
        makes the page; the others get the last copy, or wait where there is none.
        """
        until = time.monotonic() + WAIT
        while True:
            now = time.time()
            if verdict is Verdict.LAST and self._is_failing(asked, now):
                return last, verdict, None
            if time.monotonic() > until or self._is_unkept(asked, now):
                return self._make(asked, last, environ)
            if self._claim(asked):
                try:
                    last, verdict = self._find(asked, now, is_ours=True)
                    if verdict is Verdict.RIGHT:  # somebody made it just now
                        return last, verdict, None
                    return self._make(asked, last, environ)
                finally:
                    self._release(asked)
            if verdict <= Verdict.LAST:
                return last, verdict, None
            time.sleep(LOOK_EACH)
            last, verdict = self._find(asked, time.time())

    def _claim(self, asked):
        with self._lock:
            now = time.monotonic()
            if _is_within(HANGS, self._made_now.get(asked, -HANGS), now):
                return False
            self._made_now[asked] = now
        if self._store.claim(asked):
            return True
        self._made_now.pop(asked, None)
        return False

    def _release(self, asked):
        self._store.release(asked)
        self._made_now.pop(asked, None)

    def _make(self, asked, last, environ):
        """As `_one_makes`. A page whose keys were purged while it was made is kept as a last copy at most, and is made
        again where a piece of it is gone.
        """
        for _ in range(TRIES):
            page, verdict, answer = self._make_once(asked, environ)
            if answer is not None:
                return self._instead(asked, last, answer)
            if verdict is not Verdict.GONE:
                return page, verdict, None
        return None, Verdict.GONE, _LATER

    def _instead(self, asked, last, answer):
        """As `_one_makes`, for an answer that is no page to keep: where it is a fault, the last copy."""
        is_fault = int(answer[0][:3]) >= 500
        if is_fault and self._judge(last, time.time()) is not Verdict.GONE:
            whose = _ALL if answer[0].startswith("503") else asked
            _remember(self._failed, whose)
            logger.warning("%s could not be made (%s); its last copy is shown.", asked, answer[0])
            return last, Verdict.LAST, None
        if not is_fault:
            self._forget(asked)
        _remember(self._unkept, asked)
        return None, Verdict.GONE, answer

    def _make_once(self, asked, environ):
        store = self._store
        store.catch_up(at_once=True)  # what was purged before is in the page
        number, epoch, made_at = store.ledger.number, store.epoch, time.time()
        answer = self._answer(asked, environ, seen=(epoch, number))
        status, headers, body = answer
        page = Page.of(int(status[:3]), headers, body, number=number, made_at=made_at)
        if page is None:
            return None, Verdict.GONE, answer
        store.catch_up(at_once=self._tells_keys)
        if store.epoch != epoch:  # whether anything was purged meanwhile cannot be told
            return page, Verdict.LAST, None
        now = time.time()
        verdict = self._judge(page, now)
        is_better = verdict is Verdict.LAST and self._find(asked, now)[1] >= Verdict.LAST
        # Under one act after the other it is a newer last copy.
        if verdict <= Verdict.PASSABLE or is_better:
            self._memory.put(asked, page)
            if store.is_trusted:
                store.write(asked, page.packed())
        return page, verdict, None

    def _answer(self, asked, environ, seen):
        """As `_answer_of`. A replica that has not seen what was purged is not asked."""

        def make():
            return _answer_of(self._site, address.request_for(asked, environ))

        return self._replicas.read(make, seen) if self._replicas else make()

    def _forget(self, asked):
        """What stood there is not there any more, or is none to keep."""
        if self._memory.drop(asked):
            self._store.forget(asked)

    def _is_unkept(self, asked, now):
        """Whether there was none to keep a moment ago: then nobody waits for another's."""
        return _is_within(REST, self._unkept.get(asked, 0), now)

    def _is_failing(self, asked, now):
        """Whether it, or any page, could not be made a moment ago."""
        return any(_is_within(REST, self._failed.get(whose, 0), now) for whose in (asked, _ALL))

    # Behind the reader's back -----------------------------------------------------------------------------------------

    def _make_behind(self, asked, environ):
        with self._lock:
            if asked in self._queued or len(self._queued) >= WAITING:
                return
            self._queued.add(asked)
            if (
                self._maker is None or not self._maker.is_alive()
            ):  # there is none in a forked process
                self._maker = threading.Thread(target=self._make_queued, name="pages", daemon=True)
                self._maker.start()
        self._queue.put((asked, address.request_for(asked, environ)))

    def _make_queued(self):
        while True:
            asked, environ = self._queue.get()
            try:
                self._make_anew(asked, environ)
            except Exception:  # the next one is not to blame
                logger.exception("%s could not be made anew.", asked)
            finally:
                self._queued.discard(asked)

    def _make_anew(self, asked, environ):
        now = time.time()
        if self._is_failing(asked, now) or not self._claim(asked):
            return
        try:
            last, verdict = self._find(asked, now, is_ours=True)
            if verdict is Verdict.RIGHT:
                return
            page, _, _ = self._make(asked, last, environ)
        finally:
            self._release(asked)
        if page is not None and last is not None:
            page.encode(last.encoded)


def _answer_of(site, environ):
    """(status line, headers, body) of an answer; 500 where there is none."""
    told = []
    try:
        parts = site(environ, lambda status, headers, *rest: told.append((status, headers)))
        try:
            body = b"".join(parts)
        finally:
            if hasattr(parts, "close"):
                parts.close()
        return *told[-1], body
    except Exception:
        logger.exception("%s was not answered.", environ["PATH_INFO"])
        return "500 Internal Server Error", [("Content-Type", "text/plain")], b""


def _is_within(seconds, then, now):
    """Whether `then` was no longer ago. Not where it is yet to come: then the clock was put back."""
    return 0 <= now - then < seconds


def _remember(moments, asked):
    moments.pop(asked, None)  # to stand behind the others
    moments[asked] = time.time()
    if len(moments) > REMEMBERED:
        moments.popitem(last=False)


class _Memory:
    """Pages by address in this process, those read last, up to a size in bytes."""

    def __init__(self, size):
        self._size, self._used = size, 0
        self._pages, self._lock = OrderedDict(), threading.Lock()

    def get(self, asked):
        page = self._pages.get(asked)
        if page is not None:
            try:
                self._pages.move_to_end(asked)
            except KeyError:
                pass  # another thread dropped it just now
        return page

    def put(self, asked, page):
        with self._lock:
            self._take_out(asked)
            self._pages[asked] = page
            page.held = page.size
            self._used += page.held
            while self._used > self._size:
                _, old = self._pages.popitem(last=False)
                self._used -= old.held

    def drop(self, asked):
        """Whether it was there."""
        with self._lock:
            return self._take_out(asked)

    def clear(self):
        with self._lock:
            self._pages.clear()
            self._used = 0

    def _take_out(self, asked):
        page = self._pages.pop(asked, None)
        if page is not None:
            self._used -= page.held
        return page is not None
