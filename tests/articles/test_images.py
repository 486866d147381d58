"""Pictures on their way in and out: what is taken, what is refused and why, and who gets which size."""

import resource
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase, override_settings
from PIL import Image as Pixels

from articles import history, library, workflow
from articles.errors import Refused
from articles.images import decode, renditions
from articles.models import Image
from newsroom.storage import WholeFileStorage
from tests.base import PageTestCase
from tests.factories import NOON, make_draft, make_story, make_user

from . import pictures

SECONDS = 2.0  # of the processor: what else the machine does is not the picture's
MEMORY = 300 * 1024  # KB

# Linux counts as a program's own what the one that started it held; so a small one starts it.
MEASURE = """
import os, subprocess, sys
started = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, _, usage = os.wait4(started.pid, 0)
print(usage.ru_maxrss, usage.ru_utime + usage.ru_stime)
"""


class MediaTestCase(PageTestCase):
    """Files go to a folder of the test's own."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        settings = override_settings(MEDIA_ROOT=str(self.folder / "media"))
        settings.enable()
        self.addCleanup(settings.disable)

    def files(self):
        return sorted(path for path in self.folder.rglob("*") if path.is_file())

    def upload(self, content=None, name="quay.jpg"):
        return SimpleUploadedFile(
            name, pictures.picture(size=(1600, 1200)) if content is None else content
        )

    def add(self, content=None, name="quay.jpg", **words):
        words = {"alt": "A quay", "credit": "Yuki Arden"} | words
        return library.add_image(self.upload(content, name), by=None, at=NOON, **words)


def spent():
    """Seconds of the processor that this process and the decoders it waited for have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


class UploadTests(MediaTestCase):
    def test_each_odd_or_hostile_picture_ends_as_it_should_in_two_seconds(self):
        """The table stands in tests/articles/pictures.py."""
        self.assertGreaterEqual(len(pictures.CASES), 60)
        for name, filename, content, reason in pictures.CASES:
            with self.subTest(name):
                start = spent()
                if reason is pictures.TAKEN:
                    image = library.add_image(self.upload(content, filename), by=None, at=NOON)
                    with image.file.open() as file, Pixels.open(file) as pixels:
                        pixels.load()
                        self.assertEqual(pixels.size, image.size)
                        self.assertEqual(pixels.mode, "RGB")
                        self.assertFalse(dict(pixels.getexif()))
                    self.assertRegex(image.file.name, r"^[0-9a-f]{32}\.(jpg|png)$")
                    library_file = self.folder / "originals" / image.file.name
                    self.assertNotIn(b"<script", library_file.read_bytes())
                    self.assertNotIn(b"<?php", library_file.read_bytes())
                    image.delete()
                    library_file.unlink()
                else:
                    with self.assertRaisesRegex(Refused, reason):
                        library.add_image(self.upload(content, filename), by=None, at=NOON)
                self.assertLess(spent() - start, SECONDS)
                self.assertEqual(self.files(), [])
                self.assertFalse(Image.objects.exists())

    def test_no_picture_takes_300_megabytes(self):
        largest = [
            case
            for case in pictures.CASES
            if "million" in case[0] or "MB" in case[0] or "frames" in case[0]
        ]
        for name, _, content, _ in largest:
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                source = Path(folder) / "source"
                source.write_bytes(content)
                decoder = [sys.executable, decode.__file__, source, Path(folder) / "target"]
                measured = subprocess.check_output([sys.executable, "-c", MEASURE, *decoder])
                memory, seconds = measured.split()
                self.assertLess(int(memory), MEMORY)
                self.assertLess(float(seconds), SECONDS)

    def test_the_words_in_the_file_are_read_and_the_place_is_dropped(self):
        image = self.add(pictures.with_camera_data(), credit="")
        self.assertEqual((image.caption, image.credit), ("The quay at dawn", "Yuki Arden"))
        self.assertEqual(image.taken_at.isoformat(), "2026-03-11T05:42:07+00:00")
        image = self.add(pictures.with_iptc(), credit="")
        self.assertEqual(
            (image.caption, image.credit), ("Crews clear the slipway", "Aune Pictures")
        )
        image = self.add(pictures.with_xmp(), alt="")
        self.assertEqual((image.caption, image.alt), ("A crane at rest", "A yellow crane"))
        for path in self.files():
            self.assertNotIn(b"GPS", path.read_bytes())
            self.assertNotIn(b"Yuki", path.read_bytes())

    def test_what_the_editor_typed_goes_before_what_the_file_says(self):
        image = self.add(pictures.with_iptc(), caption="Ours", credit="Mina Sol for the paper")
        self.assertEqual((image.caption, image.credit), ("Ours", "Mina Sol for the paper"))

    def test_whoever_may_not_upload_is_told_and_nothing_is_kept(self):
        with self.assertRaisesRegex(Refused, "may not upload pictures"):
            library.add_image(self.upload(), by=make_user(), at=NOON)
        self.assertEqual(self.files(), [])

    def test_two_hundred_failed_uploads_leave_no_file(self):
        """Half on a disk that takes 2,000 bytes a file more, half damaged."""
        half = pictures.picture()[:3000]
        with tempfile.TemporaryDirectory() as folder, patch("tempfile.tempdir", folder):
            for number in range(200):
                upload = self.upload(half) if number % 2 else self.upload()
                with self.assertRaises(Refused), _disk_full_after(2000):
                    library.add_image(upload, by=None, at=NOON)
            self.assertEqual(list(Path(folder).iterdir()), [])
        self.assertEqual(self.files(), [])
        self.assertFalse(Image.objects.exists())

    def test_a_full_disk_is_named_as_the_reason(self):
        with _disk_full_after(2000), self.assertRaisesRegex(Refused, "could not be stored"):
            library.add_image(self.upload(), by=None, at=NOON)


class _disk_full_after:
    """The operating system refuses to let a file grow over so many bytes, as a full disk does."""

    def __init__(self, size):
        self.size = size

    def __enter__(self):
        import signal

        self.signal = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, self.before[1]))

    def __exit__(self, *error):
        import signal

        resource.setrlimit(resource.RLIMIT_FSIZE, self.before)
        signal.signal(signal.SIGXFSZ, self.signal)


class RenditionTests(MediaTestCase):
    def test_each_size_of_the_ladder_is_made_once_and_served_for_ever(self):
        image = self.add()
        for shape, widths in renditions.LADDER.items():
            for width in widths:
                for extension, media_type in renditions.TYPES.items():
                    response = self.get(image.rendition_url(shape, width, extension))
                    self.assertEqual(response["Content-Type"], media_type)
                    self.assertIn("immutable", response["Cache-Control"])
                    self.assertIn("sandbox", response["Content-Security-Policy"])
                    self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                    with Pixels.open(BytesIO(response.content)) as pixels:
                        self.assertEqual(
                            pixels.size, (width, renditions.height_of(shape, width, image.size))
                        )
        made = self.files()
        first = image.rendition_url("whole", 320, "webp")
        self.assertEqual(self.get(first).content, self.get(first).content)
        self.assertEqual(self.files(), made)

    def test_two_hundred_sizes_that_nobody_gave_out_make_no_file(self):
        image = self.add()
        good = image.rendition_url("whole", 320, "webp")
        before = self.files()
        names = [good.replace("320", str(width)) for width in range(1, 181)]
        names += [
            good[:-6] + f"{number:x}" + good[-5:]
            for number in range(16)
            if good[-6] != f"{number:x}"
        ]
        names += [
            good.replace("whole", "1x1"),
            good.replace("webp", "png"),
            good + "/",
            good.replace("/media/", "/media/9"),
        ]
        names += [
            "/media/../originals/" + image.file.name,
            "/media/" + image.file.name,
            "/originals/" + image.file.name,
        ]
        for name in names:
            self.assertEqual(self.client.get(name).status_code, 404, name)
        self.assertGreaterEqual(len(names), 200)
        self.assertEqual(self.files(), before)

    def test_a_moved_focal_point_cuts_anew_under_a_new_name_and_kept_pages_find_the_old_cut(self):
        tall = Pixels.new("RGB", (600, 1800), "white")
        tall.paste("red", (0, 0, 600, 300))
        out = BytesIO()
        tall.save(out, "PNG")
        image = self.add(out.getvalue(), "tall.png")
        middle = image.rendition_url("3x2", 320, "jpg")
        Image.objects.filter(pk=image.pk).update(focus_y=0.0)
        image.refresh_from_db()
        top = image.rendition_url("3x2", 320, "jpg")
        self.assertEqual(self.uppermost(middle), "white")
        self.assertEqual(self.uppermost(top), "red")
        self.get(top.replace("500x0", "501x0"), status=404)

    def uppermost(self, address):
        """The colour that a rendition of the red and white picture begins with."""
        with Pixels.open(BytesIO(self.get(address).content)) as pixels:
            red, green, blue = pixels.convert("RGB").getpixel((160, 5))
        return "red" if red > 200 and green < 80 and blue < 80 else "white"

    def test_a_withdrawn_storys_own_pictures_are_gone_and_those_of_others_stay(self):
        own, shared = self.add(), self.add()
        story = make_story(lead_picture={"image": own.pk}, body=f"<p>x</p>{_figure(shared)}")
        make_story(lead_picture={"image": shared.pk})
        addresses = [
            own.rendition_url("whole", 320, "jpg"),
            shared.rendition_url("whole", 320, "jpg"),
        ]
        for address in addresses:
            self.get(address)
        with self.captureOnCommitCallbacks(execute=True):
            workflow.withdraw(story, by=None)
        self.get(addresses[0], status=404)
        self.get(addresses[1])
        self.assertFalse(default_storage.exists(addresses[0].removeprefix("/media/")))

    def test_a_picture_is_never_enlarged(self):
        self.assertEqual(renditions.widths_of("whole", (700, 500)), [320, 480, 640])
        self.assertEqual(renditions.widths_of("16x9", (300, 200)), [640])


class StoryPictureTests(MediaTestCase):
    def test_publishing_asks_for_alternative_text_and_credit_of_every_picture(self):
        bare = self.add(alt="", credit="")
        story = make_draft(lead_picture={"image": bare.pk}, body=f"<p>x</p>{_figure(bare)}")
        with self.assertRaises(Refused) as refusal:
            workflow.publish(story, by=None, at=NOON)
        self.assertEqual(
            sum("no alternative text" in text for text in refusal.exception.sentences), 2
        )
        self.assertEqual(sum("no credit" in text for text in refusal.exception.sentences), 2)

    def test_a_story_says_its_own_words_of_a_picture(self):
        image = self.add(caption="The quay", credit="Yuki Arden")
        story = make_story(
            lead_picture={"image": image.pk, "caption": "The quay on Monday", "alt": "Ships"}
        )
        self.assertEqual(story.lead_picture.shown_caption, "The quay on Monday")
        self.assertEqual(story.lead_picture.shown_alt, "Ships")

    def test_pictures_stand_in_the_snapshot(self):
        image = self.add()
        story = make_draft(lead_picture={"image": image.pk, "focus": [0.2, 0.3]})
        found = history.pictures_of(story.newest_revision.snapshot)
        self.assertEqual(
            found, [{"image": image.pk, "caption": "", "alt": "", "focus": [0.2, 0.3]}]
        )
        self.assertEqual(story.lead_picture.focus, (0.2, 0.3))


class StorageTests(TestCase):
    def test_a_file_that_does_not_fit_leaves_nothing_under_its_name(self):
        with tempfile.TemporaryDirectory() as folder:
            storage = WholeFileStorage(location=folder)
            with self.assertRaises(OSError), _disk_full_after(2000):
                storage.save("a/b.jpg", SimpleUploadedFile("b.jpg", b"x" * 100_000))
            self.assertEqual([path for path in Path(folder).rglob("*") if path.is_file()], [])


def _figure(image):
    return (
        f'<figure class="picture" data-image="{image.pk}"><figcaption>As seen</figcaption></figure>'
    )
