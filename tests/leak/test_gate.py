"""Nothing that readers may not see shows at any outlet, and what they may see does."""

import re
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import default_storage

from .base import PaperTestCase, public_addresses
from .check import ask, crawl, leaks
from .outlets import rows, unlisted
from .paper import uncovered
from .words import secrets_in

SECONDS = re.compile(r"\b(max-age|stale-while-revalidate)=\d+")


def without_its_age(answer):
    """How many seconds a copy may be kept follows from promises; all else of the answer stays."""
    headers = [
        (name, SECONDS.sub(r"\1=…", value) if name == "Cache-Control" else value)
        for name, value in answer.headers
    ]
    return replace(answer, headers=headers)


class GateTests(PaperTestCase):
    remembers_public_half = True

    def test_every_text_field_of_every_hidden_state_holds_a_word(self):
        self.assert_silent(uncovered(self.paper))

    def test_every_address_that_the_site_knows_is_in_the_table(self):
        self.assert_silent(unlisted())

    def test_no_outlet_gives_away_a_hidden_word_and_each_shows_the_public_ones(self):
        self.assert_silent(leaks(self.paper, rows()))

    def test_feeds_of_whole_texts_give_away_nothing_more(self):
        feeds = {name: row for name, row in rows().items() if "feed" in name}
        with self.settings(FEEDS_FULL_TEXT=True):
            self.assertIn(self.paper.control("body"), ask("/feed.json").text)
            self.assert_silent(leaks(self.paper, feeds, ("GET",)))

    def test_what_is_hidden_changes_no_byte_of_what_readers_get(self):
        """Neither text nor order, count, page length, place in a list nor any header tells that it is there. How long
        a copy may be kept ends at the next promise, whatever was promised.
        """
        after = crawl(public_addresses(self.paper))
        self.assertEqual(
            sorted(after), sorted(self.public_half), "other pages are linked than before"
        )
        for address, answer in after.items():
            self.assertEqual(secrets_in(answer.everything) - secrets_in(address), set(), address)
            before = self.public_half[address]
            self.assertEqual(without_its_age(answer), without_its_age(before), address)

    def test_a_form_sent_from_elsewhere_is_refused_without_a_word(self):
        for story in self.paper.hidden.values():
            address = story.get_absolute_url() or f"/2026/03/12/{story.slug}/"
            answer = ask(address, "POST", enforce_csrf_checks=True)
            self.assertEqual(secrets_in(answer.everything), set(), address)
            self.assertEqual(
                answer, ask("/2026/03/12/never-was/", "POST", enforce_csrf_checks=True), address
            )

    def test_no_static_file_holds_a_word(self):
        files = [
            storage.path(name) for finder in get_finders() for name, storage in finder.list([])
        ]
        own = [path for path in files if Path(path).is_relative_to(settings.BASE_DIR)]
        self.assertIn("site.css", {Path(path).name for path in own})
        for path in own:
            self.assertEqual(
                secrets_in(path + Path(path).read_bytes().decode("utf-8", "replace")), set(), path
            )

    def test_no_kept_rendition_holds_a_word_and_no_original_lies_below_an_address(self):
        for page in rows()["media/<int:pk>/<str:name>"].opens(self.paper):
            ask(page.address)
        media = [path for path in Path(default_storage.location).rglob("*") if path.is_file()]
        self.assertTrue(media)
        for path in media:
            self.assertEqual(
                secrets_in(path.name + path.read_bytes().decode("utf-8", "replace")), set(), path
            )
        for name in [self.paper.picture.file.name, *self._hidden_files()]:
            for folder in (
                "media",
                f"media/{self.paper.picture.pk}",
                "media/originals",
                "originals",
                "static",
            ):
                self.assertEqual(ask(f"/{folder}/{name}").status, 404, f"/{folder}/{name}")

    def _hidden_files(self):
        return [
            picture.image.file.name
            for story in self.paper.hidden.values()
            for picture in story.pictures.all()
        ]
