"""Readers who ask through the layer that keeps pages, as in production; in one thread, as a test’s transaction wants
it.
"""

import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import override_settings

from newsroom.pagecache import address, stores
from newsroom.pagecache.page import Page
from newsroom.pagecache.serving import KeptPages

from .check import asked_through


class _InOneThread(KeptPages):
    """Makes pages anew at once, where the site does it behind the reader's back."""

    def _make_behind(self, asked, environ):
        self._make_anew(asked, address.request_for(asked, environ))


@contextmanager
def asking_through_kept_pages():
    """Gives the layer, with a store of its own in a folder."""
    with tempfile.TemporaryDirectory() as folder, override_settings(PAGES_STORE=folder):
        with asked_through(_InOneThread(WSGIHandler(), stores.current())) as layer:
            yield layer


def kept_pages():
    """All that stand in the store, whoever they may be shown to."""
    files = Path(settings.PAGES_STORE).glob("pages-*/*/*")
    return [Page.unpacked(path.read_bytes()) for path in files]
