"""How long a public page may be kept, whether the reader's copy is still right, and what is kept nowhere."""

from datetime import timedelta
from hashlib import md5

from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from newsroom import pagecache

STALE_IF_ERROR = 10 * 24 * 60 * 60  # seconds; readers get an old page rather than none
_STEPS = ((timedelta(hours=1), 10), (timedelta(days=1), 30))
_OLDER = 300
_MAKING = 1  # seconds from `at` until a cache has the page and begins to count
LONGEST = timedelta(
    seconds=_OLDER + _OLDER // 10
)  # that a page is shown without being asked for again
_IF_ERROR = f"stale-if-error={STALE_IF_ERROR}"


def public(request, response, *, at, made_of=None, changed=None, until=None):
    """Says how long the page may be kept and answers 304 where the reader has it. Returns the response to send.

    `made_of`: its keys, `own` and `shared`, as `articles.kept` has them; without them only the reader keeps it.

    `changed`: when what it shows last changed. A page changed within the hour is kept 10 seconds, within the day 30,
    older 300; while a new one is fetched the old one may be shown, and for ten days if none can be had.
    `until`: when a promise next changes what it shows. No copy is fresh beyond that. None: that is not known, and
    promises are for whole minutes, so this one's end counts.
    """
    response["Cache-Control"] = f"public, {_kept(at, changed, until)}, {_IF_ERROR}"
    if made_of is not None:
        pagecache.made_of(response, *made_of.own, shared=made_of.shared)
    etag = f'W/"{md5(response.content, usedforsecurity=False).hexdigest()}"'
    response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(int(changed.timestamp()))
    # By the ETag alone: a list that loses a story may show what changed no later than before.
    return get_conditional_response(request, etag, None, response)


def _kept(at, changed, until):
    """max-age and stale-while-revalidate, both in whole seconds, together ending before `until`."""
    age = at - changed if changed else timedelta(0)
    seconds = next((seconds for limit, seconds in _STEPS if age < limit), _OLDER)
    stale = max(1, seconds // 10)
    until = until or at.replace(second=0, microsecond=0) + timedelta(minutes=1)
    left = max(0, int((until - at).total_seconds()) - _MAKING)
    if until <= at:  # the change is on its way
        left = 1
    seconds = min(seconds, left)
    return f"max-age={seconds}, stale-while-revalidate={min(stale, left - seconds)}"


def page(request, template, context, *, at, **how):
    """Renders a public page; `how` as `public` takes it."""
    return public(request, render(request, template, context), at=at, **how)


def xml(request, template, context, *, at, **how):
    """Renders a public XML document; `how` as `public` takes it."""
    response = render(request, template, context, content_type="application/xml; charset=utf-8")
    return public(request, response, at=at, **how)


def private(response):
    """For whoever asked and nobody else: kept nowhere, found by no search engine, and where a link in it is followed
    nobody learns from which address. Returns the response.
    """
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
