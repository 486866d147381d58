"""The site's own server, with real processes."""

import os
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from tests.faults.server import serving


class WebTests(SimpleTestCase):
    def test_workers_are_replaced_however_often_they_die_and_nobody_is_turned_away(self):
        """Asked while there is none: the next one answers."""
        with tempfile.TemporaryDirectory() as folder, serving(Path(folder), workers=2) as site:
            for _ in range(5):
                for worker in site.workers():
                    os.kill(worker, signal.SIGKILL)
                with urllib.request.urlopen(f"{site.address}/healthz", timeout=20) as answer:  # noqa: S310  our own
                    self.assertEqual(answer.status, 200)

    def test_a_place_that_cannot_be_had_is_told_in_a_sentence(self):
        for place in ("127.0.0.1", "127.0.0.1:http", "127.0.0.1:99999999", "fd://none"):
            done = subprocess.run(
                [sys.executable, "-m", "newsroom.deploy.web"],
                cwd=settings.BASE_DIR,
                env=os.environ | {"WEB_BIND": place},
                capture_output=True,
                text=True,
            )
            self.assertEqual(done.returncode, 1)
            self.assertIn(f"cannot listen at WEB_BIND={place}", done.stderr)
            self.assertNotIn("Traceback", done.stderr)
