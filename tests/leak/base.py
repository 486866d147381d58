"""What the leak tests share: the paper, its clock, and folders of its own."""

import logging
import shutil
import tempfile
from contextlib import contextmanager, nullcontext
from pathlib import Path
from unittest import mock

from django.core.cache import cache
from django.test import TestCase, override_settings

from tests.factories import NOON

from .check import crawl
from .outlets import rows
from .paper import Paper


class PaperTestCase(TestCase):
    """`self.paper`, public and hidden, read at noon. `cls.public_half` are the answers before anything was hidden."""

    remembers_public_half = False

    @classmethod
    def setUpClass(cls):
        logging.disable(logging.CRITICAL)  # each 404 would be a line
        cls.addClassCleanup(logging.disable, logging.NOTSET)
        cls.folder = Path(tempfile.mkdtemp(prefix="leak-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.enterClassContext(
            override_settings(MEDIA_ROOT=str(cls.folder / "media"))
        )  # and originals beside it
        super().setUpClass()

    @classmethod
    def setUpTestData(cls):
        with clock_at(NOON), cls.asking(), cls.captureOnCommitCallbacks(execute=True):
            cls.paper = Paper().print_public()
            cls.public_half = (
                crawl(public_addresses(cls.paper)) if cls.remembers_public_half else {}
            )
            cls.paper.hide_secrets()

    @classmethod
    def asking(cls):
        """How readers ask: a context."""
        return nullcontext()

    def setUp(self):
        cache.clear()
        self.enterContext(clock_at(NOON))

    def assert_silent(self, sentences):
        """Fails with the sentences, the first forty of them."""
        self.assertFalse(sentences, f"{len(sentences)} in all:\n" + "\n".join(sentences[:40]))


@contextmanager
def clock_at(time):
    """The views ask `timezone.now()`, what keeps pages `time.time()`."""
    views = mock.patch("django.utils.timezone.now", return_value=time)
    with views, mock.patch("time.time", return_value=time.timestamp()):
        yield


def public_addresses(paper):
    """Every page of the table that is there before anything is hidden."""
    return [
        page.address
        for name, row in rows().items()
        if not name.startswith("admin/")
        for page in row.opens(paper)
        if page.statuses == (200,)
    ]
