"""Response headers. Readers' pages run no script and load nothing from strangers; the admin runs its own files only."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings

_CSS = Path(__file__).parent / "static/newsroom"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"

ADMIN = {
    "default-src": [NONE],
    "script-src": [SELF, NONCE],
    "style-src": [SELF, NONCE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],  # previews beside the form
    "base-uri": [NONE],
    "form-action": [SELF],
    "frame-ancestors": [NONE],
}


def _read_css(name):
    """Without its comments: they are for us."""
    css = _COMMENT.sub("", (_CSS / name).read_text(encoding="utf-8"))
    return " ".join(line.strip() for line in css.splitlines() if line.strip())


_kept_css = cache(_read_css)


def css(name):
    """A style sheet that stands in readers' pages, on one line: "site.css", or "text.css" in the text edition."""
    return _read_css(name) if settings.DEBUG else _kept_css(name)


def _digest(name):
    return f"'sha256-{b64encode(sha256(css(name).encode()).digest()).decode()}'"


def _reader_policy():
    return {
        "default-src": [NONE],
        "style-src": [_digest("site.css"), _digest("text.css")],
        "img-src": [SELF],
        "connect-src": [SELF],  # for the browser's own tools, which fetch robots.txt as the page
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }


def beside_form(response):
    """Lets the desk show this readers' page in a frame of its own; it runs and loads no more than readers' pages do.
    Returns the response.
    """
    response.is_beside_form = True
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _policy_beside_form():
    """As readers', and a drawn card may stand in the page itself."""
    return _reader_policy() | {"img-src": [SELF, "data:"], "frame-ancestors": [SELF]}


class PolicyMiddleware(CSPMiddleware):
    """Content-Security-Policy by the half of the site, and the headers that Django has no setting for."""

    def get_policy_parts(self, request, response, report_only=False):
        if report_only:
            return PolicyParts()
        if getattr(response, "is_beside_form", False):
            return PolicyParts(config=_policy_beside_form())
        if request.path_info.startswith("/admin/") and response.status_code not in (404, 500, 503):
            return PolicyParts(config=ADMIN, nonce=getattr(request, "_csp_nonce", None))
        return PolicyParts(config=_reader_policy())

    def process_response(self, request, response):
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response
