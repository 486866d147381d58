"""The site's settings in production. Only static files are named without a digest, so that none need be collected;
and pages are kept beside the pictures, not among the site's own.
"""

from pathlib import Path

from newsroom.settings import *  # noqa: F403
from newsroom.settings import MEDIA_ROOT, PAGES_STORE, STORAGES

STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
if "://" not in PAGES_STORE:  # no Redis
    PAGES_STORE = str(Path(MEDIA_ROOT).parent / "pages")
