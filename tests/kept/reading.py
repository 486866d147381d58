"""All readers' pages as a reader gets them, and the keys that they name."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.contrib.flatpages.models import FlatPage
from django.core.handlers.base import BaseHandler
from django.db import connection
from django.test import RequestFactory

from articles.models import Article, Author, Tag
from newsroom.pagecache import HEADER, SHARED
from sections.models import Section

FEEDS = ("rss.xml", "atom.xml", "feed.json")
FOR_ALL = (
    "/text/",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/news-sitemap.xml",
    "/robots.txt",
)
_SIDEBAR = re.compile(rb'<aside class="sidebar".*?</aside>', re.DOTALL)
_LIFETIME = re.compile(r"(?:max-age|stale-while-revalidate)=([0-9]+)")
_OLDER = re.compile(rb'<a href="(\?before=[0-9-]+)" rel="next">')


@dataclass
class Page:
    """What an address answers. `own`: the keys of what it is made of; `shared`: of what stands on many pages.
    `seconds`: how long it is shown without being asked for again.
    """

    status: int
    content: bytes
    own: frozenset
    shared: frozenset
    seconds: int

    @property
    def is_kept(self):
        return bool(self.own)

    @cached_property
    def main(self):
        """Status and text without the sidebar."""
        return self.status, _SIDEBAR.sub(b"", self.content)

    @cached_property
    def sidebar(self):
        return b"".join(_SIDEBAR.findall(self.content))

    def names(self, path):
        return path.encode() in self.content

    @property
    def older(self):
        return [token.decode() for token in _OLDER.findall(self.content)]


class Reader:
    """Asks the site without a server between, as nobody that it knows. A page follows from its address, the clock and
    what its queries are answered: it is made anew where the database answers one of them otherwise than it did.
    """

    def __init__(self):
        self._handler, self._requests = BaseHandler(), RequestFactory()
        self._handler.load_middleware()
        self._known = {}  # address: (Page, {query: digest of its answer})
        self._answers = {}  # {query: digest of its answer} in the present state of the database

    def forget_answers(self):
        """To be called when rows were written."""
        self._answers = {}

    def read(self, path):
        page, queries = self._known.get(path, (None, {}))
        if page is None or any(self._answer(query) != told for query, told in queries.items()):
            page = self._make(path)
        return page

    def make_all_anew(self):
        """From now on, as if no page had been asked for. To be called when the clock has moved, too."""
        self._known, self._answers = {}, {}

    def tables(self):
        """Names of the tables that the pages asked for were read from."""
        queries = {sql for _, asked in self._known.values() for sql, _ in asked}
        return {name for sql in queries for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', sql)}

    def _make(self, path):
        asked = []

        def note(execute, sql, params, many, context):
            asked.append((sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            response = self._handler.get_response(self._requests.get(path))
        names = response.get(HEADER, "").split()
        page = Page(
            response.status_code,
            response.content,
            frozenset(name for name in names if not name.startswith(SHARED)),
            frozenset(name.removeprefix(SHARED) for name in names if name.startswith(SHARED)),
            sum(map(int, _LIFETIME.findall(response.get("Cache-Control", "")))),
        )
        queries = [(sql, tuple(params or ())) for sql, params in asked]
        self._known[path] = page, {query: self._answer(query) for query in queries}
        return page

    def _answer(self, query):
        if query not in self._answers:
            sql, params = query
            if not sql.lstrip("(").startswith("SELECT"):
                raise AssertionError(f"A reader's page writes: {sql[:200]}")
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                self._answers[query] = hash(repr(cursor.fetchall()))
        return self._answers[query]

    def crawl(self, at):
        """{address: Page} of all that is linked at `at`, further pages of lists included."""
        found, waiting = {}, addresses(at)
        while waiting:
            path = waiting.pop()
            if path not in found:
                found[path] = self.read(path)
                waiting += [path.partition("?")[0] + token for token in found[path].older]
        return found


def addresses(at):
    """Those of all pages but the further ones of lists."""
    stories = list(Article.objects.published(at).select_related("section"))
    own = [story.get_absolute_url() for story in stories]
    days = {story.public_at.strftime("/%Y/%m/%d/") for story in stories}
    lists = ["/", "/corrections/"]
    lists += [section.get_absolute_url() for section in Section.objects.public()]
    lists += [tag.get_absolute_url() for tag in Tag.objects.with_stories(at)]
    lists += [person.get_absolute_url() for person in Author.objects.public()]
    return [
        *own,
        *(f"/text{path}" for path in own),
        *(f"{path}changes/" for path in own),
        *(f"{path}card.png" for path in own),
        *lists,
        *(path + feed for path in lists for feed in FEEDS),
        *days,
        *{day[:9] for day in days},
        *{day[:6] for day in days},
        *(f"/sitemap-{day[1:5]}-{day[6:8]}.xml" for day in days),
        *FlatPage.objects.values_list("url", flat=True),
        *FOR_ALL,
    ]
