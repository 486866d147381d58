"""Chromium on the site as it is served, with its Content-Security-Policy. Any breach of the policy fails the test."""

import os
from pathlib import Path
from unittest import skipUnless

from django.conf import settings
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from playwright.sync_api import sync_playwright

from tests.factories import make_admin

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@skipUnless(CHROMIUM.exists(), f"no browser at {CHROMIUM}: install the chromium package")
class BrowserTestCase(StaticLiveServerTestCase):
    """`self.page` is a window of a browser in which nobody is logged in; `self.complaints` is what its console says
    of the policy and of scripts that failed.
    """

    host = "127.0.0.1"
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
            "1"  # playwright keeps a loop running in this thread
        )
        cls.addClassCleanup(os.environ.pop, "DJANGO_ALLOW_ASYNC_UNSAFE")
        super().setUpClass()
        driver = sync_playwright().start()
        cls.addClassCleanup(driver.stop)
        cls.browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        cls.addClassCleanup(cls.browser.close)

    def setUp(self):
        self.complaints = []
        self.page = self.open_window()
        self.addCleanup(self.assert_no_complaints)

    def open_window(self, **options):
        """Another window, with cookies of its own."""
        context = self.browser.new_context(base_url=self.live_server_url, locale="en-GB", **options)
        context.set_default_timeout(15_000)
        self.addCleanup(context.close)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def log_in(self, page, user=None):
        """Gives the window the session of `user`, or of a new superuser. Returns the user."""
        user = user or make_admin()
        self.client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies(
            [{"name": name, "value": self.client.cookies[name].value, "url": self.live_server_url}]
        )
        self.client.cookies.clear()
        return user

    def _hear(self, message):
        if message.location["url"].endswith("/favicon.ico"):
            return  # asked for by the browser, not by a page
        if "Content Security Policy" in message.text or message.type == "error":
            self.complaints.append(f"{message.text} {message.location}")

    def assert_no_complaints(self):
        self.assertEqual(self.complaints, [])
