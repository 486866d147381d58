"""Files in a bucket that many machines share, where MEDIA_STORAGE names one. The bucket stays private: readers get
pictures by the site's own addresses. A file is whole there or not at all; what goes wrong is said as of files on disk,
so that nobody else need know where they lie.
"""

import errno
from contextlib import contextmanager

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files.base import ContentFile
from storages.backends.s3 import S3Storage

_CONFIG = {  # of each request
    "connect_timeout": 2,  # seconds
    "read_timeout": 10,
    "retries": {"total_max_attempts": 2},
    "signature_version": "s3v4",
    "request_checksum_calculation": "when_required",  # others than Amazon know no more
    "response_checksum_validation": "when_required",
}


class BucketStorage(S3Storage):
    """Renditions."""

    def __init__(self, **options):
        style = "path" if options.get("endpoint_url") else "auto"
        config = Config(**_CONFIG, s3={"addressing_style": style})
        super().__init__(client_config=config, **options)

    def _open(self, name, mode="rb"):
        with _as_of_files(name):
            client = self.connection.meta.client
            found = client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
            return ContentFile(found["Body"].read(), name)

    def _save(self, name, content):
        with _as_of_files(name):
            return super()._save(name, content)

    def delete(self, name):
        with _as_of_files(name):
            super().delete(name)

    def exists(self, name):
        with _as_of_files(name):
            return super().exists(name)

    def listdir(self, name):
        with _as_of_files(name):
            return super().listdir(name)

    def url(self, name):
        return settings.MEDIA_URL + name


class OriginalBucketStorage(BucketStorage):
    """What editors uploaded."""

    def url(self, name):
        raise ValueError("Originals have no address; show a rendition.")


@contextmanager
def _as_of_files(name):
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        if getattr(error, "response", {}).get("Error", {}).get("Code") == "NoSuchKey":
            raise FileNotFoundError(errno.ENOENT, "It is not in the bucket", name) from error
        raise OSError(
            errno.EIO, f"The bucket refuses or does not answer ({error})", name
        ) from error
