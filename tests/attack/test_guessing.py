"""A thousand guesses at what is not public: addresses of drafts, ids, tokens of previews, names of pictures. None is
answered otherwise than an address that never was.
"""

import secrets
import tempfile
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import library, preview, workflow
from articles.models import PreviewLink
from newsroom.slugs import slug_for
from tests.articles.pictures import picture
from tests.base import PageTestCase
from tests.factories import NOON, make_draft

DAY = timedelta(days=1)
HEADLINES = ("Harbour vote", "Council votes for the terminal", "Minister resigns")
BITS = 128  # of a token and of a picture's name, at least


class GuessingTests(PageTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(MEDIA_ROOT=f"{folder.name}/media"))
        self.enterContext(self.reading_at(NOON))
        self.image = library.add_image(
            SimpleUploadedFile("quay.jpg", picture()), by=None, alt="The quay", credit="Jo Fjord"
        )
        lead = {"image": self.image.pk}
        self.stories = [make_draft(headline, lead_picture=lead) for headline in HEADLINES]
        workflow.publish(self.stories[0], by=None, at=NOON, publish_at=NOON + DAY)
        self.links = [preview.share(story, by=None, at=NOON) for story in self.stories]

    def test_a_thousand_guesses_find_nothing(self):
        nothing = self.get("/2026/03/12/there-never-was-such/", 404).content
        guesses = [*self.addresses(), *self.ids(), *self.tokens(), *self.names_of_pictures()]
        self.assertGreaterEqual(len(guesses), 1000)
        for guess in guesses:
            self.assertEqual(self.get(guess, 404).content, nothing, guess)

    def addresses(self):
        """On each day of the weeks around, in the words that one would choose."""
        for number in range(-14, 14):
            day = NOON + number * DAY
            for headline in HEADLINES:
                slug = slug_for(headline, max_length=80, fallback="story")
                for word in (slug, f"{slug}-2", slug.partition("-")[0]):
                    yield f"/{day:%Y/%m/%d}/{word}/"
                yield f"/text/{day:%Y/%m/%d}/{slug}/"

    def ids(self):
        for story in self.stories:
            for pattern in ("/{}/", "/2026/03/12/{}/", "/story/{}/", "/preview/{}/", "/api/{}/"):
                yield pattern.format(story.pk)

    def tokens(self):
        """Another's, a letter less, a letter more, each letter changed; digests; and whatever comes."""
        for link, token in self.links:
            yield from (
                f"/preview/{token[:-1]}/",
                f"/preview/{token}A/",
                f"/preview/{link.digest}/",
            )
            yield from (f"/preview/{token.swapcase()}/", f"/preview/{token[::-1]}/")
            for place, letter in enumerate(token):
                other = "A" if letter != "A" else "B"
                yield f"/preview/{token[:place]}{other}{token[place + 1 :]}/"
        yield from (f"/preview/{secrets.token_urlsafe(32)}/" for _ in range(250))

    def names_of_pictures(self):
        for _ in range(300):
            yield f"/media/{self.image.pk}/whole-320-500x500-{secrets.token_hex(16)}.jpg"

    def test_what_would_have_to_be_guessed_is_long(self):
        for _link, token in self.links:
            self.assertGreaterEqual(len(token) * 6, BITS)
        name = self.image.rendition_url("whole", 320, "jpg").rpartition("-")[2]
        self.assertGreaterEqual(len(name.partition(".")[0]) * 4, BITS)
        self.assertEqual(PreviewLink.objects.values("digest").distinct().count(), len(self.links))
