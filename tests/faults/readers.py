"""Readers who open pages again and again, and the record of what they got."""

import http.client
import math
import random
import selectors
import socket
import threading
import time
from collections import Counter
from dataclasses import dataclass, replace
from itertools import cycle
from urllib.parse import urlsplit

SECONDS = 40  # to wait for an answer


@dataclass(frozen=True)
class Read:
    """One page asked for. `code` is 0 where no answer came; `at` is when it was asked, on the monotonic clock."""

    path: str
    code: int
    at: float
    seconds: float
    headers: dict
    page: str

    @property
    def broke(self):
        return self.code == 0 or self.code >= 500

    @property
    def is_kept(self):
        """Whether the page store had it."""
        return "hit" in self.headers.get("cache-status", "")

    @property
    def is_stale(self):
        return self.is_kept and "ttl=-" in self.headers["cache-status"]


def read(site, path, trust=None, headers=None):
    """Opens one page, without cookies unless `headers` hold some. `site` is an address without a slash at its end;
    `trust` the ssl context for one by https.
    """
    start = time.monotonic()
    place = urlsplit(site).netloc
    if site.startswith("https:"):
        connection = http.client.HTTPSConnection(place, timeout=SECONDS, context=trust)
    else:
        connection = http.client.HTTPConnection(place, timeout=SECONDS)
    try:
        connection.request("GET", path, headers=headers or {})
        answer = connection.getresponse()
        page = answer.read().decode("utf-8", "replace")
        code, headers = answer.status, {name.lower(): text for name, text in answer.getheaders()}
    except (OSError, http.client.HTTPException) as error:
        code, headers, page = 0, {}, f"{type(error).__name__}: {error}"
    finally:
        connection.close()
    return Read(path, code, start, time.monotonic() - start, headers, page)


class Readers:
    """A context: so many readers, each opening the pages in turn from a random one on, `pause` seconds between two.
    `reads` is what they got so far, of pages the beginning only; `judge(read)` gets them whole, in the reader's thread.
    `trust`: as `read` takes it.
    """

    def __init__(self, site, paths, number=1, pause=0.0, judge=None, trust=None):
        self.reads, self._trust = [], trust
        self._site, self._paths, self._pause, self._judge = site, list(paths), pause, judge
        self._stopped = threading.Event()
        self._threads = [threading.Thread(target=self._read_on) for _ in range(number)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def _read_on(self):
        first = random.randrange(len(self._paths))
        for path in cycle(self._paths[first:] + self._paths[:first]):
            if self._stopped.wait(self._pause):
                return
            found = read(self._site, path, self._trust)
            if self._judge:
                self._judge(found)
            self.reads.append(replace(found, page=found.page[:200]))

    def __exit__(self, *error):
        self._stopped.set()
        for thread in self._threads:
            thread.join()


def share(reads, part=0.95):
    """Seconds within which so large a part of the reads was answered; 0 where there were none."""
    times = sorted(one.seconds for one in reads)
    return times[math.ceil(part * len(times)) - 1] if times else 0.0


def broken(reads, whose):
    """A sentence for each kind of answer that no reader should get."""
    kinds = Counter(f"{one.code}" if one.code else one.page[:100] for one in reads if one.broke)
    return [f"{number} × {whose} answered {kind}" for kind, number in kinds.items()]


def all_at_once(site, path, number):
    """So many readers who are connected and then ask for the page in the same moment. Returns their reads."""
    place = urlsplit(site)
    asked = f"GET {path} HTTP/1.1\r\nHost: {place.netloc}\r\nConnection: close\r\n\r\n".encode()
    waiting, reads = selectors.DefaultSelector(), []
    sockets = [socket.create_connection((place.hostname, place.port)) for _ in range(number)]
    start = time.monotonic()
    for one in sockets:
        one.sendall(asked)
        one.setblocking(False)
        waiting.register(one, selectors.EVENT_READ, bytearray())
    while waiting.get_map() and time.monotonic() - start < SECONDS:
        for key, _ in waiting.select(1):
            if not _receive(key):
                waiting.unregister(key.fileobj)
                reads.append(_read_of(path, start, bytes(key.data)))
                key.fileobj.close()
    unanswered = [Read(path, 0, start, SECONDS, {}, "no answer")] * (number - len(reads))
    return reads + unanswered


def _receive(key):
    """Whether more may come."""
    try:
        part = key.fileobj.recv(65536)
    except BlockingIOError:
        return True
    except OSError:
        return False
    key.data.extend(part)
    return bool(part)


def _read_of(path, start, answer):
    head, _, body = answer.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    code = int(first.split()[1]) if first else 0
    headers = {name.lower(): text for name, _, text in (line.partition(": ") for line in lines)}
    seconds = time.monotonic() - start
    return Read(
        path, code, start, seconds, headers, body.decode("utf-8", "replace") if code else "cut off"
    )


class Stream:
    """One machine that asks for one page after the other, over one connection where the site lets it."""

    def __init__(self, site):
        self._connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=SECONDS)

    def read(self, path):
        """The code of the answer; 0 where none came."""
        try:
            self._connection.request("GET", path)
            answer = self._connection.getresponse()
            answer.read()
            return answer.status
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0
