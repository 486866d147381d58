"""Somebody at the admin's story form, over HTTP. Knows nothing of the code behind it."""

import re
from dataclasses import dataclass
from html import unescape
from http.client import HTTPException
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import (
    HTTPCookieProcessor,
    HTTPRedirectHandler,
    HTTPSHandler,
    ProxyHandler,
    Request,
    build_opener,
)

from .forms import form_with

SECONDS = 40  # to wait for an answer; longer than a writer waits for SQLite's lock
LOGIN = "/admin/login/"


class NoAnswer(Exception):
    """The connection broke, or nothing came in time: whether the request was done is not known."""


@dataclass(frozen=True)
class Answer:
    code: int
    location: str
    page: str

    @property
    def is_stored(self):
        """Sent on to another page that is not the login: the site says that it has the text."""
        return self.code == 302 and not self.location.startswith(LOGIN)

    def summary(self):
        """What it is, for a report: code, title, and what the form complains of."""
        parts = re.findall(r"<title>(.*?)</title>", self.page, re.DOTALL)
        parts += re.findall(r'class="errorlist[^>]*>(.*?)</ul>', self.page, re.DOTALL)
        words = unescape(" ".join(re.sub(r"<[^>]*>", " ", " ".join(parts)).split()))
        return f"{self.code} {self.location or words or self.page[:200]}".strip()


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


class Editor:
    """One login with its own cookies; without a name nobody is logged in. `site` is the address without a slash at its
    end; where it begins with https, `trust` is the ssl context that knows its certificate.
    """

    def __init__(self, site, username="", password="", trust=None):
        self.site = site
        self._opener = build_opener(
            ProxyHandler({}),
            HTTPSHandler(context=trust),
            HTTPCookieProcessor(CookieJar()),
            _NoRedirect(),
        )
        self._opener.addheaders = [("Referer", f"{site}/")]  # which a form sent by https must have
        if username:
            answer = self.log_in(username, password)
            if answer.code != 302:
                raise RuntimeError(f"{username} cannot log in: {answer.summary()}")

    def log_in(self, username, password):
        form = form_with(self.get(LOGIN).page, "password")
        return self.post(LOGIN, form.filled(username=username, password=password))

    def get(self, path):
        return self._fetch(Request(self.site + path))  # noqa: S310  the site under trial

    def post(self, path, pairs, headers=None):
        body = urlencode(pairs).encode()
        return self._fetch(Request(self.site + path, body, headers or {}))  # noqa: S310  as above

    def open(self, path):
        """The story form at `path`. Raises NoAnswer where the site does not show it."""
        answer = self.get(path)
        if answer.code != 200:
            raise NoAnswer(answer.summary())
        return form_with(answer.page, "base_revision")

    def _fetch(self, request):
        try:
            with self._open(request) as response:
                return _answer(response)
        except (OSError, HTTPException) as error:
            raise NoAnswer(f"{type(error).__name__}: {error}") from error

    def _open(self, request):
        try:
            return self._opener.open(request, timeout=SECONDS)
        except HTTPError as response:  # any answer that is not 2xx
            return response


def _answer(response):
    location = response.headers.get("Location", "")
    page = "" if location else response.read().decode()  # whoever is sent on has been answered
    return Answer(response.status, location, page)
