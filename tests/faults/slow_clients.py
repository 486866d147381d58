"""Three hundred clients send a byte a second, as headers or as a body, and bodies come that are far too big. Other
readers notice nothing, the slow ones are dropped after ten seconds, and the site hears of none of it.
"""

import socket
import threading
import time
from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from django.utils import timezone

from tests import factories

from .edges import NAME, serving_behind
from .faults import Outcome, Slow
from .made import Record
from .readers import Readers, broken, share

SLOW = 300
DROPPED_WITHIN = 12  # seconds, those who send headers slowly
WITHIN = 0.05  # seconds, for 95 of 100 good readers
GROWTH = 5 * 1024 * 1024  # bytes, of all the site's processes
BIG = {"/": 1 << 30, "/admin/login/": 1 << 20, "/admin/articles/image/add/": 1 << 30}
_HEADERS = f"GET / HTTP/1.1\r\nHost: {NAME}\r\nX-Slow: ".encode()
_BODY = (
    f"POST /admin/login/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 9000\r\n\r\nusername=".encode()
)


def run(trial):
    record = Record(trial.folder)
    two_days_ago = timezone.now() - timedelta(days=2)  # such pages are fresh for minutes
    paths = [factories.make_story(public_at=two_days_ago).get_absolute_url() for _ in range(10)]
    with serving_behind(trial.folder, workers=1, **record.how) as (edge, site):
        with Readers(edge.address, paths, pause=0.02, trust=edge.trust):
            time.sleep(3)
        record.news()
        before = _memory(site)
        with _SlowClients(edge, SLOW) as clients:
            with Readers(edge.address, paths, number=2, pause=0.02, trust=edge.trust) as readers:
                time.sleep(DROPPED_WITHIN)
            codes = Counter(_send_big(edge, path, size) for path, size in BIG.items())
        posts = [page.path for page in record.news() if page.path.startswith("/admin/")]
        growth = _memory(site) - before
    found = broken(readers.reads, "a good reader")
    if share(readers.reads) > WITHIN:
        found.append(Slow(f"95 of 100 good readers waited up to {share(readers.reads):.3f} s"))
    if clients.left_with_headers():
        found.append(f"{clients.left_with_headers()} who send headers slowly are still there")
    if posts:
        found.append(f"the site heard of {', '.join(posts)}")
    if set(codes) - {413, 405}:
        found.append(f"bodies that are too big were answered {dict(codes)}")
    if growth > GROWTH:
        found.append(f"the site's memory grew by {growth >> 20} MiB")
    p95, p99 = (f"{share(readers.reads, part) * 1000:.0f} ms" for part in (0.95, 0.99))
    figure = (
        f"{SLOW} slow clients: {len(readers.reads)} good reads, p95 {p95}, p99 {p99}; "
        f"slow headers dropped within {clients.last_dropped():.0f} s; {sum(BIG.values()) >> 20} MiB of bodies refused "
        f"({', '.join(map(str, sorted(codes)))}); the site grew by {growth >> 10} KiB"
    )
    return Outcome(figure, found)


class _SlowClients:
    """A context: so many connections by TLS, each sending a byte a second, two of three as headers."""

    def __init__(self, edge, number):
        self._edge, self._stopped = edge, threading.Event()
        self._open, self._dropped, self._number = {}, [], number  # {connection: (since, is_body)}
        self._thread = threading.Thread(target=self._send_on)

    def __enter__(self):
        port = urlsplit(self._edge.address).port
        for place in range(self._number):
            plain = socket.create_connection(("127.0.0.1", port), timeout=10)
            connection = self._edge.trust.wrap_socket(plain, server_hostname=NAME)
            is_body = place % 3 == 0
            connection.sendall(_BODY if is_body else _HEADERS)
            self._open[connection] = (time.monotonic(), is_body)
        self._thread.start()
        return self

    def _send_on(self):
        """A tenth of them each tenth of a second: good readers share this process."""
        all_of_them = list(self._open.items())
        for turn in count():
            if self._stopped.wait(0.1):
                return
            for place, (connection, (since, is_body)) in enumerate(all_of_them):
                if place % 10 != turn % 10 or connection not in self._open:
                    continue
                if not _is_heard(connection):
                    self._open.pop(connection)
                    self._dropped.append((time.monotonic() - since, is_body))

    def __exit__(self, *error):
        self._stopped.set()
        self._thread.join()
        for connection in self._open:
            connection.close()

    def left_with_headers(self):
        return sum(not is_body for _, is_body in self._open.values())

    def last_dropped(self):
        return max((seconds for seconds, is_body in self._dropped if not is_body), default=0)


def _is_heard(connection):
    try:
        connection.setblocking(False)
        try:
            if not connection.recv(1000):
                return False
        except BlockingIOError:
            pass
        except OSError as error:
            if "did not complete" not in str(error):
                return False
        connection.settimeout(5)
        connection.sendall(b"x")
        return True
    except OSError:
        connection.close()
        return False


def _send_big(edge, path, size):
    """The code that answers a body of so many bytes; as much of it is sent as is taken."""
    port = urlsplit(edge.address).port
    plain = socket.create_connection(("127.0.0.1", port), timeout=10)
    with edge.trust.wrap_socket(plain, server_hostname=NAME) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {size}\r\n\r\n"
        connection.sendall(head.encode())
        connection.settimeout(0.2)
        try:
            for _ in range(100):
                connection.sendall(b"x" * 65536)
        except OSError:
            pass
        connection.settimeout(10)
        try:
            answer = connection.recv(100)
        except OSError:
            return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def _memory(site):
    """Bytes of memory of their own that the site's workers have."""
    total = 0
    for pid in site.workers():
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += sum(
            int(line.split()[1]) for line in told.splitlines() if line.startswith("Private_")
        )
    return total * 1024
