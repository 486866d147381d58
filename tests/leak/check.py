"""Asks every outlet as a reader would, and says in sentences what it read that it should not have."""

import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

from newsroom.pagecache import HEADER

from .words import secrets_in, without_secrets

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE")
_LINK = re.compile(
    r"""(?:href|src|srcset|content)=["']([^"'\s]+)|<loc>([^<]+)|"(https?://[^"\s]+)\""""
)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: tuple
    body: bytes

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    @property
    def everything(self):
        """Headers and body, as text."""
        return "\n".join([*(f"{key}: {value}" for key, value in self.headers), self.text])


def ask(address, method="GET", enforce_csrf_checks=False):
    """What an anonymous reader without cookies gets."""
    host = {"host": urlsplit(settings.SITE_URL).netloc}
    if _layers:
        return _ask_layer(_layers[-1], RequestFactory().generic(method, address, headers=host))
    client = _reader(enforce_csrf_checks)
    client.cookies.clear()
    response = client.generic(method, address, headers=host)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = [
        # What a page is made of is told to the edge; newsroom.wsgi takes it off for readers.
        *(line for line in response.headers.items() if line[0] != HEADER),
        *(("Set-Cookie", cookie.OutputString()) for cookie in response.cookies.values()),
    ]
    return Answer(response.status_code, tuple(sorted(headers)), body)


_layers = []


@contextmanager
def asked_through(layer):
    """Within the block readers ask this WSGI application, which may keep pages, and not the site itself."""
    _layers.append(layer)
    try:
        yield layer
    finally:
        _layers.pop()


def _ask_layer(layer, request):
    told = []
    with _connection_left_open():
        parts = layer(request.environ, lambda status, headers: told.append((status, headers)))
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
    [(status, headers)] = told
    return Answer(int(status[:3]), tuple(sorted(headers)), body)


@contextmanager
def _connection_left_open():
    """The test's own, with its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@cache
def _reader(enforce_csrf_checks):
    """One for all questions: making the middleware anew each time would take longer than asking."""
    return Client(raise_request_exception=False, enforce_csrf_checks=enforce_csrf_checks)


def leaks(paper, rows, methods=METHODS):
    """What the outlets show that they should not, and what they do not show that they should."""
    return [
        sentence
        for name, row in rows.items()
        for page in row.opens(paper)
        for method in methods
        for sentence in _wrong_with(paper, name, row, page, method)
    ]


def _wrong_with(paper, name, row, page, method):
    answer = ask(page.address, method)
    where = f"{name}: {method} {page.address}"
    yield from _secrets(paper, where, page, answer)
    if method != "GET":
        return
    if answer.status not in page.statuses:
        yield f"{where} answers {answer.status} instead of {' or '.join(map(str, page.statuses))}."
    for word in page.words:
        if word not in answer.everything:
            yield f"{where} shows nothing of {paper.meaning(word)}, though readers should find it there."


def _secrets(paper, where, page, answer):
    """What the reader asked for by name is no secret in the answer."""
    known = secrets_in(" ".join([page.address, *page.words]))
    for place, text in [*answer.headers, ("body", answer.text)]:
        for secret in sorted(secrets_in(text) - known):
            yield f"{where} ({answer.status}): {place} gives away {paper.meaning(secret)}."


def tells(paper, rows):
    """Where the answer for something hidden differs from the answer for what never existed. Each guess is asked for
    by GET; by the other methods the first of each state at each outlet.
    """
    kept, sentences = {}, []
    for name, row in rows.items():
        tried = set()
        for guess in row.guesses(paper):
            address, nothing = (
                guess if isinstance(guess, tuple) else (guess, without_secrets(guess))
            )
            states = frozenset(map(paper.state_of, secrets_in(address)))
            for method in METHODS if states not in tried else ("GET",):
                if (nothing, method) not in kept:
                    kept[nothing, method] = ask(nothing, method)
                sentences += _difference(
                    paper, name, method, address, nothing, kept[nothing, method]
                )
            tried.add(states)
    return sentences


def _difference(paper, name, method, address, nothing, expected):
    meaning = " and ".join(map(paper.meaning, sorted(secrets_in(address)))) or "a hidden story"
    where = f"{name}: {method} {address} ({meaning})"
    if address == nothing:
        return [f"{where}: the guess holds no word; give the pair (address, address of nothing)."]
    answer = ask(address, method)
    if answer.status >= 500:
        return [f"{where} breaks: {answer.status}."]
    found, wanted = _blind(answer, address), _blind(expected, nothing)
    differing = [
        part
        for part in ("status", "headers", "body")
        if getattr(found, part) != getattr(wanted, part)
    ]
    return [
        f"{where}: {part} differs from that of {nothing}, which never existed."
        for part in differing
    ]


def _blind(answer, address):
    """The answer without what it repeats of the address. A page that may repeat the words asked for has a digest and
    a length of its own.
    """
    headers = [(key, without_secrets(value, "·")) for key, value in answer.headers]
    if secrets_in(address.partition("?")[2]):
        headers = [(key, value) for key, value in headers if key not in ("ETag", "Content-Length")]
    text = without_secrets(answer.text, "·") if secrets_in(address) else answer.text
    return Answer(answer.status, tuple(headers), text.encode())


def crawl(addresses):
    """{address: answer} of these and of all that they lead to on this site."""
    answers, waiting = {}, list(addresses)
    while waiting:
        address = waiting.pop()
        if address in answers:
            continue
        answers[address] = ask(address)
        waiting += _links(address, answers[address])
    return answers


def _links(address, answer):
    if b"\x00" in answer.body[:1000]:  # a picture
        return []
    site = urlsplit(settings.SITE_URL).netloc
    found = [next(filter(None, match)) for match in _LINK.findall(answer.text)] + [
        dict(answer.headers).get("Location", "")
    ]
    links = [
        urlsplit(urljoin(settings.SITE_URL + address, link))
        for link in found
        if link.startswith(("/", "?", "http"))
    ]
    return [
        link.path + (f"?{link.query}" if link.query else "")
        for link in links
        if link.netloc == site and not link.path.startswith("/static/")
    ]
