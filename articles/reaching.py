"""Whether what an act changed has reached readers: the pages that show the story, asked for as a reader does
(`newsroom.as_reader`), beside the same pages as the site would make them now.

A page is right when it says of the story what it would say if it were made anew. What is shared by many pages (the
sidebar) and the words of ages are left aside: they may be a minute old.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404, HttpResponseNotFound
from django.urls import resolve

from articles.models import ArticleLog, Tag
from newsroom import as_reader
from sections.models import Section

ACTS = (
    *("publish", "update", "readdress", "withdraw", "kill"),
    *("correct", "amend", "withhold", "show_again"),
)  # that readers notice, by their names in the log
FRESH = timedelta(minutes=5)  # how long after an act it is asked whether it has arrived
SECONDS = 1.2  # for all pages of one look
SECTIONS, TAGS = 6, 6  # whose pages are looked at
FEEDS = ("rss.xml", "atom.xml", "feed.json")

_ASIDE = re.compile(r"<aside\b.*?</aside>", re.DOTALL)
_AGE = re.compile(r"(<time\b[^>]*>)[^<]*")
_MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
_CARD = re.compile(r"<article\b.*?</article>", re.DOTALL)


@dataclass(frozen=True)
class Page:
    """`kind`: "story", "front", "section", "tag" or "feed". `name`: what a page of a section or tag is called."""

    kind: str
    path: str
    name: str = ""


@dataclass(frozen=True)
class Look:
    """Pages. `unheard`: those that nobody answered in time."""

    right: list
    old: list
    unheard: list


def last_act(article, at):
    """The row of the log of the last act that readers noticed, or None where it was long ago."""
    rows = ArticleLog.objects.filter(article=article, act__in=ACTS, at__gt=at - FRESH)
    return rows.order_by("-pk").first()


def look(article):
    """Asks for the pages that show the story, and says which of them are right by now."""
    pages = pages_of(article)
    got = as_reader.fetch([page.path for page in pages], SECONDS)
    found = Look([], [], [])
    for page in pages:
        if page.path not in got:
            found.unheard.append(page)
            continue
        wanted = _said(page, article, *_made_now(page.path))
        answers = {_said(page, article, one.status, one.text) for one in got[page.path]}
        if answers != {wanted}:
            found.old.append(page)
        elif wanted or not article.is_public():  # else it stands on a later page of the list
            found.right.append(page)
    return found


def pages_of(article):
    """The story's own page, the front, its sections with those above them, its tags, and feeds; those of the version
    before as well, from which it may have gone.
    """
    versions = article.versions.select_related("revision")[:2]
    snapshots = [version.revision.snapshot for version in versions]
    sections, tags = {}, {}
    navigation = Section.objects.navigation()
    for snapshot in snapshots:
        for pk in (snapshot["section"], *snapshot["further_sections"]):
            sections |= {section.path: section for section in navigation.trail(pk)}
        tags |= dict.fromkeys(snapshot["tags"])
    sections = list(sections.values())[:SECTIONS]
    tags = Tag.objects.public().filter(pk__in=tags).order_by("name")[:TAGS]
    return [
        Page("story", article.get_absolute_url()),
        Page("front", "/"),
        *(Page("section", section.get_absolute_url(), section.title) for section in sections),
        *(Page("tag", tag.get_absolute_url(), tag.name) for tag in tags),
        *(Page("feed", f"/{name}") for name in FEEDS),
        *(Page("feed", f"{section.get_absolute_url()}rss.xml") for section in sections),
    ]


def _made_now(path):
    """(status, text) of the page as readers' views make it now: for nobody, and past everything that keeps pages."""
    site = urlsplit(settings.SITE_URL)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_HOST": site.netloc}
    environ |= {"wsgi.url_scheme": site.scheme, "wsgi.input": BytesIO()}
    found = resolve(path)
    try:
        response = found.func(WSGIRequest(environ), *found.args, **found.kwargs)
    except Http404:
        response = HttpResponseNotFound()
    return response.status_code, response.content.decode()


def _said(page, article, status, text):
    """What a page says of the story, to be compared: empty where it says nothing."""
    if page.kind == "feed":
        mark = re.compile(rf'#story-{article.pk}[<"]')
        return text if status == 200 and mark.search(text) else ""
    text = _AGE.sub(r"\1", _ASIDE.sub("", text))
    if page.kind == "story":
        return f"{status} {''.join(_MAIN.findall(text)) if status == 200 else ''}"
    link = f'href="{article.get_absolute_url()}"'
    return "".join(card for card in _CARD.findall(text) if link in card)
