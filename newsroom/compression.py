"""Public pages go out compressed. Django's own GZipMiddleware adds random bytes against guessing secrets in a page, so
that its ETags never agree; readers' pages hold no secret, and these bytes are the same each time.
"""

import gzip
import re
from functools import lru_cache

import brotli
from django.utils.cache import patch_vary_headers

LEAST = 500  # bytes; below that the headers cost more than is won
_KINDS = (
    "text/",
    "application/xml",
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
)
_TAKEN = re.compile(r"\b(br|gzip)\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


@lru_cache(100)
def best(accepted):
    """The encoding for an Accept-Encoding header: "br", "gzip", or "" for none. What it gives q=0 is refused."""
    taken = {name.lower() for name in _TAKEN.findall(accepted)}
    return next((name for name in ("br", "gzip") if name in taken), "")


def compress(content, encoding):
    """The bytes in that encoding, the same each time."""
    if encoding == "br":
        return brotli.compress(content, quality=5)
    return gzip.compress(content, 6, mtime=0)


class CompressPublicPages:
    """Brotli or gzip for what every reader gets alike; never for a page with a cookie or of the desk."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not _is_public_text(request, response):
            return response
        patch_vary_headers(response, ["Accept-Encoding"])
        encoding = best(request.headers.get("Accept-Encoding", ""))
        if encoding and len(response.content) >= LEAST:
            response.content = compress(response.content, encoding)
            response["Content-Encoding"] = encoding
            response["Content-Length"] = str(len(response.content))
        return response


def _is_public_text(request, response):
    return (
        not request.path_info.startswith("/admin/")
        and not response.streaming
        and not response.cookies
        and "Content-Encoding" not in response
        and response.get("Content-Type", "").startswith(_KINDS)
    )
