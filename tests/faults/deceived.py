"""Through the edge somebody tries to have what is meant for one reader kept for all: an editor who is logged in opens
addresses that look like files and pages; and headers that name another host, scheme, address or method come first, so
that what they get might be kept. The reader who comes next gets the same as ever.
"""

import re
from urllib.parse import unquote

from django.contrib.auth import get_user_model
from django.contrib.sessions.backends.db import SessionStore

from newsroom import edge as telling

from . import material
from .edges import serving_behind
from .faults import Outcome
from .readers import read

COOKIE = "__Host-session"
# What stands in an answer that is for one editor alone
PRIVATE = re.compile(r"csrfmiddlewaretoken|Log out|logout|editor-[0-9a-f]{8}|id=\"content-main\"")
LURES = (
    *("/admin/", "/admin/x.css", "/admin/articles/article/x.css", "/admin/articles/article/.js"),
    *(
        "/admin/articles/article/add/x.jpg",
        "/admin;x.css",
        "/admin/;x.css",
        "/admin%2f",
        "/admin%2Fx.css",
    ),
    *("/%61dmin/", "/%61dmin/x.css", "//admin/", "///admin//x.css", "/./admin/", "/x/../admin/"),
    *("/x/%2e%2e/admin/", "/static/../admin/", "/static/%2e%2e/admin/", "/static/..%2fadmin/"),
    *("/media/../admin/", "/media/7/..%2f..%2fadmin%2f", "/media/1/../../admin/x.webp"),
    *(
        "/admin/?x.css",
        "/admin/%3Fx.css",
        "/admin/%23x.css",
        "/admin/%00x.css",
        "/admin/login/x.css",
    ),
    *(
        "/ADMIN/",
        "/Admin/x.css",
        "/preview/x/",
        "/preview/x.css",
        "/search/?q=a&x.css",
        "/search/x.css",
    ),
    *(
        "{story}x.jpg",
        "{story};x.css",
        "{story}%2fx.css",
        "{story}?x.css",
        "{story}%3Fx.css",
        "{story}",
    ),
    *("/", "/?before=1-1", "/?next=/admin/"),
)
POISON = {
    "Host": "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Port": "1234",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "X-HTTP-Method-Override": "POST",
    "Forwarded": "host=evil.example;proto=http",
    "Range": "bytes=0-10",
    "X-Accel-Expires": "999999",
    "Cookie": f"{COOKIE}=evil",
    "Authorization": "Basic ZXZpbDpldmls",
}
_ECHO = re.compile(r"evil|:1234")


def run(trial):
    paths = material.make_paper(6)
    with serving_behind(trial.folder) as (edge, site):
        lured = list(_lure(edge, paths[-1].removeprefix("/text")))
        poisoned = list(_poison(edge, paths[:15]))
        in_files = [
            path
            for path in edge.nginx_files()
            if PRIVATE.search(path.read_bytes().decode("utf-8", "replace"))
        ]
    found = [*lured, *poisoned, *(f"nginx keeps what is private: {path}" for path in in_files)]
    return Outcome(
        f"{len(LURES)} addresses opened by an editor and then by readers, {len(POISON)} headers × "
        f"15 pages: {len(found)} wrong",
        found,
    )


def _lure(edge, story):
    """A sentence for each address by which a reader gets what an editor got."""
    cookie = {"Cookie": f"{COOKIE}={_session_of_an_editor()}"}
    seen_in_private = 0
    for lure in LURES:
        path = lure.format(story=story)
        for _ in range(2):  # nginx keeps what is asked for twice
            own = read(edge.address, path, edge.trust, cookie)
        seen_in_private += bool(PRIVATE.search(own.page))
        if not unquote(path).startswith("/admin/") and "set-cookie" in own.headers:
            yield f"{path} sets a cookie"
        control = own.headers.get("cache-control", "")
        if PRIVATE.search(own.page) and "no-store" not in control and "private" not in control:
            yield f"{path} is private and says {control!r}"
        for address in (edge.address, edge.pages):
            others = read(address, path, edge.trust)
            if re.search("editor-[0-9a-f]{8}|Log out", others.page):
                yield f"{path}: a reader gets what the editor got"
    if not seen_in_private:
        yield "the editor was not logged in: nothing was tried"


def _session_of_an_editor():
    (login,) = material.make_editors(1)
    user = get_user_model().objects.get(username=login.username)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def _poison(edge, paths):
    """A sentence for each page that somebody else's header changes for the reader who comes next."""
    right = {path: read(edge.address, path, edge.trust).page for path in paths}
    for name, value in POISON.items():
        with edge.told():
            telling.tell(["everything"], [])
        for path in paths:
            first = read(edge.address, path, edge.trust, {name: value})
            next_one = read(edge.address, path, edge.trust)
            told = first.page + str(first.headers)
            if _ECHO.search(told):
                yield f"{path} with {name}: the answer repeats it"
            if first.code not in (200, 206, 421) or next_one.code != 200:
                yield f"{path} with {name}: {first.code}, and then {next_one.code}"
            if next_one.page != right[path]:
                yield f"{path} after {name}: the next reader gets another page"
