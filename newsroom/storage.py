"""Files on disk, whole or not at all."""

import os
import secrets
from contextlib import suppress

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """Writes beside the place and renames: a full disk or a killed process leaves no truncated file under the name."""

    def _save(self, name, content):
        part = f"{name}.{secrets.token_hex(4)}.part"
        try:
            written = super()._save(part, content)
            os.rename(self.path(written), self.path(name))
        except OSError:
            with suppress(OSError):
                os.unlink(self.path(part))
            raise
        return name


class OriginalStorage(WholeFileStorage):
    """What editors uploaded, in a folder beside MEDIA_ROOT that no address leads to."""

    @property
    def base_location(self):
        return os.path.join(os.path.dirname(os.path.abspath(settings.MEDIA_ROOT)), "originals")

    @property
    def location(self):
        return self.base_location

    def url(self, name):
        raise ValueError("Originals have no address; show a rendition.")
