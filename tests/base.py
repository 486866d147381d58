"""What tests of pages share."""

import multiprocessing
import shutil
import socket
from concurrent.futures import ProcessPoolExecutor
from html import unescape
from unittest import skipUnless
from unittest.mock import patch

from django.db import connection, connections
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from lxml import html

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)

# Whatever the machine lacks is said when the tests end. Both databases are tried by two runs.
needs_chromium = skipUnless(CHROMIUM, "no Chromium: apt-get install chromium")
needs_redis = skipUnless(shutil.which("redis-server"), "no Redis: apt-get install redis-server")
needs_postgres = skipUnless(
    connection.vendor == "postgresql", "only on PostgreSQL: set DATABASE_URL to one"
)
needs_sqlite = skipUnless(connection.vendor == "sqlite", "only on SQLite: unset DATABASE_URL")

_SIDEBAR_ROW = (".//*[@class='section-name']", ".//time", ".//h3")


class PageTestCase(TestCase):
    """Opens pages as an anonymous reader, on the host that the site answers to."""

    def get(self, path, status=200, **headers):
        response = self.client.get(path, headers=headers)
        self.assertEqual(response.status_code, status, f"{path}: {response.content[:300]}")
        return response

    def text(self, path, status=200):
        """The page's source with entities read."""
        return unescape(self.get(path, status).content.decode())

    def reading_at(self, at):
        """Within this block readers' clocks say `at`."""
        return patch("django.utils.timezone.now", return_value=at)

    def sidebar(self, path):
        """The rows of the page's sidebar as a reader sees them: (section, age, headline)."""
        page = html.document_fromstring(self.get(path).content.decode())
        return [
            tuple(" ".join(row.xpath(part)[0].text_content().split()) for part in _SIDEBAR_ROW)
            for row in page.xpath("//aside[@class='sidebar']//li")
        ]

    def count_queries(self, path, status=200):
        with CaptureQueriesContext(connection) as queries:
            self.get(path, status)
        return len(queries)


def at_once(function, arguments):
    """Calls the function with each argument in a process and a database connection of its own, all at
    the same moment, and returns the answers in order. For a TransactionTestCase.
    """
    connections.close_all()  # a process must not share its parent's
    context = multiprocessing.get_context("fork")
    start = context.Barrier(len(arguments)).wait
    with ProcessPoolExecutor(len(arguments), context, initializer=start) as processes:
        return list(processes.map(function, arguments))


def free_port():
    """A port of 127.0.0.1 that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]
