"""Pictures in a bucket that machines share: the same as on disk, on a local S3 server."""

import errno
import json
import os
import subprocess
import sys
import time
from importlib.util import find_spec
from unittest import skipUnless
from unittest.mock import patch

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import library, workflow
from articles.errors import Refused
from articles.models import Image
from tests.base import PageTestCase, free_port
from tests.factories import NOON, make_story

from . import pictures

BUCKET = "herald-pictures"
SECONDS = 30  # for the server to come up, on a busy machine


def on_a_machine(code, **environment):
    """What the code prints in a process of the site with this environment, as the last line."""
    done = subprocess.run(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "shell", "--no-imports", "-c", code],
        env={"PATH": os.environ["PATH"], "DEBUG": "1", **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return done.stdout.splitlines()[-1]


@skipUnless(find_spec("moto") and find_spec("storages"), "no moto: see tests/requirements.txt")
class BucketTests(PageTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        port = free_port()
        cls.endpoint = f"http://127.0.0.1:{port}"
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        cls.addClassCleanup(server.wait)
        cls.addClassCleanup(server.kill)
        keys = {"AWS_ACCESS_KEY_ID": "of-this-test", "AWS_SECRET_ACCESS_KEY": "alone"}
        cls.enterClassContext(patch.dict(os.environ, keys))
        cls.environment = keys | {
            "MEDIA_STORAGE": f"s3://{BUCKET}?region=eu-west-1&endpoint={cls.endpoint}"
        }
        told = "import json; from django.conf import settings; print(json.dumps(settings.STORAGES))"
        there = json.loads(on_a_machine(told, **cls.environment))
        cls.enterClassContext(override_settings(STORAGES=settings.STORAGES | there))
        # The field was given its storage when the model was made.
        field = Image._meta.get_field("file")
        cls.enterClassContext(patch.object(field, "storage", storages["originals"]))
        cls.make_bucket()

    @classmethod
    def make_bucket(cls):
        end = time.monotonic() + SECONDS
        while True:
            try:
                place = {"LocationConstraint": "eu-west-1"}
                bucket = default_storage.connection.Bucket(BUCKET)
                return bucket.create(CreateBucketConfiguration=place)
            except default_storage.connection.meta.client.exceptions.BucketAlreadyOwnedByYou:
                return None
            except Exception:  # not up yet
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def add(self):
        upload = SimpleUploadedFile("quay.jpg", pictures.picture(size=(1600, 1200)))
        return library.add_image(upload, by=None, at=NOON, alt="A quay", credit="Yuki Arden")

    def keys(self):
        """What is in the bucket."""
        return {found.key for found in default_storage.bucket.objects.all()}

    def test_an_original_lies_there_below_no_address(self):
        image = self.add()
        self.assertIn(f"originals/{image.file.name}", self.keys())
        with self.assertRaises(ValueError):
            _ = image.file.url
        for path in (image.file.name, f"originals/{image.file.name}", f"../{image.file.name}"):
            self.get(f"/media/{path}", status=404)

    def test_nothing_there_is_public(self):
        image = self.add()
        address = image.rendition_url("whole", 320, "jpg")
        self.get(address)
        for key in self.keys():
            grants = default_storage.bucket.Object(key).Acl().grants
            self.assertNotIn("AllUsers", str(grants))

    def test_a_size_is_made_when_it_is_asked_for_and_another_machine_finds_it(self):
        image = self.add()
        address = image.rendition_url("3x2", 320, "webp")
        key = f"renditions/{address.removeprefix('/media/')}"
        self.assertNotIn(key, self.keys())
        made = self.get(address).content
        self.assertIn(key, self.keys())
        read = (
            "from hashlib import md5; from django.core.files.storage import default_storage, storages; "
            f"print(len(default_storage.open({key.removeprefix('renditions/')!r}).read()), "
            f"len(storages['originals'].open({image.file.name!r}).read()))"
        )
        with image.file.open() as file:
            original = len(file.read())
        self.assertEqual(on_a_machine(read, **self.environment), f"{len(made)} {original}")
        default_storage.save(key.removeprefix("renditions/"), ContentFile(b"made elsewhere"))
        self.assertEqual(self.get(address).content, b"made elsewhere")

    def test_withdrawing_a_story_deletes_the_sizes_of_its_own_pictures(self):
        own = self.add()
        story = make_story(lead_picture={"image": own.pk})
        address = own.rendition_url("whole", 320, "jpg")
        self.get(address)
        with self.captureOnCommitCallbacks(execute=True):
            workflow.withdraw(story, by=None)
        self.get(address, status=404)
        self.assertEqual(
            [key for key in self.keys() if key.startswith(f"renditions/{own.pk}/")], []
        )
        self.assertIn(f"originals/{own.file.name}", self.keys())

    def test_a_bucket_that_refuses_is_named_as_the_reason_and_an_act_is_done_all_the_same(self):
        own = self.add()
        story = make_story(lead_picture={"image": own.pk})
        with patch.object(default_storage, "bucket_name", "no-such-bucket"):
            with self.assertLogs("django.test"), self.captureOnCommitCallbacks(execute=True):
                workflow.withdraw(story, by=None)
            with self.assertRaises(OSError) as caught:
                default_storage.open("1/x.jpg")
        self.assertEqual(caught.exception.errno, errno.EIO)
        with patch.object(
            storages["originals"], "_bucket", storages["originals"].connection.Bucket("none")
        ):
            with self.assertRaises(Refused) as refused:
                self.add()
        self.assertIn("The picture could not be stored: The bucket refuses", str(refused.exception))
        self.assertEqual(Image.objects.count(), 1)
