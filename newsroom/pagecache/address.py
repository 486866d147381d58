"""The name under which a page is kept: its path, and the place in a list. No other parameter makes another page."""

import re
from functools import lru_cache
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

LENGTH = 500  # characters of a path; none of ours is as long
_NEVER = ("/admin/", "/search/", "/preview/", "/static/", "/media/", "/healthz", "/readyz")
_PLACE = re.compile(r"[0-9]{1,17}-[0-9]{1,18}")  # as newsroom.paging writes it
_NO_LIST = re.compile(r"/(?:text/)?(?:[0-9]{4}/[0-9]{2}/[0-9]{2}/[^/]+/)?$|.*[^/]$")
_FOR_THE_SITE = ("SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "REMOTE_ADDR")


def at_the_root(environ):
    """The request with its whole path as the path: the site stands at the root of its host. Servers cut off what a
    header SCRIPT_NAME says, which a reader may have sent, and it would stand before every link of another page.
    """
    if not environ.get("SCRIPT_NAME"):
        return environ
    path = environ["SCRIPT_NAME"] + environ.get("PATH_INFO", "")
    return environ | {"SCRIPT_NAME": "", "PATH_INFO": path}


def of(environ):
    """The address of the page that the request asks for, or None where no kept page may answer it."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    path = environ.get("PATH_INFO") or "/"
    if path.startswith(_NEVER) or not _is_page(path) or not _is_ours(environ):
        return None
    query = environ.get("QUERY_STRING")
    if not query or "before=" not in query or _NO_LIST.match(path):
        return path
    asked = parse_qs(query, keep_blank_values=True, errors="replace")
    place = asked.get("before", [""])[-1]  # the last one, as Django takes it
    if not place:
        return path
    return f"{path}?before={place}" if _PLACE.fullmatch(place) else None


def _is_page(path):
    """Whether a page may stand there. What lacks its slash at the end Django redirects, with all that was asked."""
    return len(path) <= LENGTH and "?" not in path and (path[-1] == "/" or "." in path)


def _is_ours(environ):
    """Whether it came to a host and by a scheme at which the site answers; else Django says what is wrong."""
    if settings.SECURE_SSL_REDIRECT and not _is_secure(environ):
        return False
    return _is_host(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS))


def _is_secure(environ):
    trusted = settings.SECURE_PROXY_SSL_HEADER
    if trusted and trusted[0] in environ:
        return environ[trusted[0]].partition(",")[0].strip() == trusted[1]
    return environ["wsgi.url_scheme"] == "https"


@lru_cache(1000)
def _is_host(host, allowed):
    domain, _ = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def request_for(address, environ):
    """The request by which the page is made: nothing of who asked is in it, so nothing of it can be in the page."""
    path, _, query = address.partition("?")
    clean = {name: environ[name] for name in _FOR_THE_SITE if name in environ}
    clean |= {name: value for name, value in environ.items() if name.startswith("wsgi.")}
    return clean | {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "HTTP_HOST": _host(environ["HTTP_HOST"]),
        "wsgi.url_scheme": urlsplit(settings.SITE_URL).scheme,
        "wsgi.input": BytesIO(),
    }


def _host(asked):
    """The site's own host, whichever of its names the reader used."""
    own = urlsplit(settings.SITE_URL).netloc
    return own if _is_host(own, tuple(settings.ALLOWED_HOSTS)) else asked
