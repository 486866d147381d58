"""The site as a reader gets it: its own pages, asked for over HTTP through everything that stands before it.

Only paths of the site are asked for, of no other address than the configured one; no redirect is followed.
"""

import http.client
import queue
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

TIMEOUT = 1.0  # seconds for each step of a request
MOST = 2 * 1024 * 1024  # bytes of a page
AT_ONCE = 4  # askings in a process; a name that is not found may hold one for long
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
_places = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


def doors():
    """Where readers come in: the edge where there is one, or each of them; else the site's own address."""
    return settings.EDGE_URLS or [settings.SITE_URL]


def fetch(paths, seconds):
    """{path: [an Answer of each door]} of what all doors answered within that many seconds. Raises ValueError for what
    is no path of the site.

    The asking runs beside the caller, who goes on in time whatever a name server or a slow answer does.
    """
    for path in paths:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError(f"{path!r} is no path of the site")
    if not _places.acquire(blocking=False):
        return {}
    found, until = queue.SimpleQueue(), time.monotonic() + seconds
    threading.Thread(target=_ask, args=(paths, until, found), daemon=True).start()
    answers = {path: [] for path in paths}
    with suppress(queue.Empty):
        while got := found.get(timeout=max(0, until - time.monotonic())):
            path, answer = got
            answers[path].append(answer)
    return {path: got for path, got in answers.items() if len(got) == len(doors())}


def _ask(paths, until, found):
    """Puts (path, Answer) for each that is answered, and None at the end."""
    try:
        for door in doors():
            with suppress(OSError, http.client.HTTPException):
                _ask_at(door, paths, until, found)
    finally:
        _places.release()
        found.put(None)


def _ask_at(door, paths, until, found):
    """Over one connection; it ends with the first that is not answered."""
    place, site = urlsplit(door), urlsplit(settings.SITE_URL)
    connection = _CONNECTIONS[place.scheme](place.netloc, timeout=TIMEOUT)
    headers = {"Host": site.netloc, "X-Forwarded-Proto": site.scheme}
    try:
        for path in paths:
            connection.request("GET", path, headers=headers)
            found.put((path, _read(connection.getresponse(), until)))
    finally:
        connection.close()


def _read(response, until):
    """The answer, whole. Raises TimeoutError where it is too long or comes too slowly."""
    parts, length = [], 0
    while part := response.read1(65536):
        parts.append(part)
        length += len(part)
        if length > MOST or time.monotonic() > until:
            raise TimeoutError
    response.close()  # which `read1` leaves open, and then nothing more can be asked
    return Answer(response.status, b"".join(parts).decode("utf-8", "replace"))
