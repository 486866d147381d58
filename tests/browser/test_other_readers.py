"""Programs that readers use besides browsers: a feed reader and a text browser, as Debian ships them."""

import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from unittest import skipUnless

from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.utils import timezone

from tests.factories import make_story

needs_newsboat = skipUnless(shutil.which("newsboat"), "no newsboat: apt-get install newsboat")
needs_w3m = skipUnless(shutil.which("w3m"), "no w3m: apt-get install w3m")


class OtherReadersTests(StaticLiveServerTestCase):
    host = "127.0.0.1"

    def setUp(self):
        self.story = make_story(
            "Tides & “tables” – a test",
            public_at=timezone.now(),
            standfirst="What the gauge on the quay has told.",
            body="<p>Water rose by <strong>four</strong> feet.</p><ul><li>At noon</li></ul>",
        )

    @needs_newsboat
    def test_a_feed_reader_shows_the_story_of_each_feed(self):
        for path in ("/rss.xml", "/atom.xml"):
            ((title, content),) = self.read_feed(self.live_server_url + path)
            self.assertEqual(title, self.story.headline)
            self.assertIn("gauge on the quay", content)

    def read_feed(self, address):
        """What newsboat holds of a feed after reading it: rows of title and content."""
        with tempfile.TemporaryDirectory() as folder:
            urls, cache = Path(folder, "urls"), Path(folder, "cache.db")
            urls.write_text(address + "\n")
            arguments = ["newsboat", "-u", urls, "-c", cache, "-C", "/dev/null", "-x", "reload"]
            run = subprocess.run(arguments, capture_output=True, text=True, timeout=60)
            self.assertEqual(run.returncode, 0, run.stderr)
            with closing(sqlite3.connect(cache)) as connection:
                return connection.execute("SELECT title, content FROM rss_item").fetchall()

    @needs_w3m
    def test_a_text_browser_shows_the_whole_story_and_its_text_edition(self):
        for address in (self.story.get_absolute_url(), "/text" + self.story.get_absolute_url()):
            shown = self.dump(address)
            for words in (
                self.story.headline,
                "Water rose by four feet.",
                "At noon",
                "gauge on the quay",
            ):
                self.assertIn(words, shown)
        self.assertIn(self.story.headline, self.dump("/text/"))

    def dump(self, path):
        arguments = ["w3m", "-dump", "-cols", "200", "-O", "UTF-8", self.live_server_url + path]
        return subprocess.run(arguments, capture_output=True, text=True, timeout=60).stdout
