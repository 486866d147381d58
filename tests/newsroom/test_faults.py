"""The faults of `python -m tests.faults` are noticed where they are: with a guard taken away."""

import re
import subprocess
import sys

from django.conf import settings
from django.db import connection
from django.test import SimpleTestCase


class ConcurrentSaves(SimpleTestCase):
    """Three editors, six saves each, through the admin of a running server."""

    def try_it(self, *options):
        command = [sys.executable, "-m", "tests.faults", "--only", "concurrent-saves"]
        command += ["--database", connection.vendor, "--editors", "3", "--saves", "6", *options]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=300, check=False
        )
        return done.returncode, done.stdout + done.stderr

    def test_are_stored_or_told(self):
        code, report = self.try_it()
        self.assertEqual(code, 0, report)
        self.assertRegex(report, r"18 sent: \d+ stored \+ \d+ merged \+ \d+ told = 18, 0 lost")
        self.assertIn("1 passed, 0 failed", report)

    def test_without_the_check_of_the_base_revision_are_seen_to_be_lost(self):
        code, report = self.try_it("--application", "tests.faults.unguarded:application")
        self.assertEqual(code, 1, report)
        self.assertGreater(int(re.search(r"(\d+) lost", report)[1]), 0, report)
        self.assertIn("overwritten without a word", report)
        self.assertIn("0 passed, 1 failed", report)
