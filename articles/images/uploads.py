"""Pictures on their way in: checked, decoded whole, written anew. No file of a refused picture stays anywhere."""

import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import decode

BYTES = 20 * 1024 * 1024
SECONDS = 20  # a picture that takes longer to read is refused
_SIGNATURES = (
    (b"\xff\xd8\xff", 0),
    (b"\x89PNG\r\n\x1a\n", 0),
    (b"GIF8", 0),
    (b"WEBP", 8),
    (b"ftypavif", 4),
    (b"ftypavis", 4),
)


class PictureRefused(Exception):
    """The sentence that the editor reads: what is wrong with the picture and what to do."""


@dataclass(frozen=True)
class Prepared:
    """A clean picture: its bytes (`content`), "JPEG" or "PNG", size in pixels, and the words found in the file."""

    content: bytes
    format: str
    width: int
    height: int
    caption: str
    credit: str
    alt: str
    taken_at: str  # ISO 8601 without zone, as cameras write it, or ""

    @property
    def extension(self):
        return "png" if self.format == "PNG" else "jpg"


def prepare(upload):
    """Returns the picture of an uploaded file (anything with `size`, `chunks()`) as `Prepared`.

    Raises PictureRefused. Works in a temporary folder that is gone afterwards, whatever happens.
    """
    if upload.size > BYTES:
        raise PictureRefused(
            f"A picture may have {BYTES // 1024**2} MB; this one has "
            f"{upload.size / 1024**2:.0f}. Save it smaller and try again."
        )
    try:
        with tempfile.TemporaryDirectory(prefix="newsroom-picture-") as folder:
            return _decoded(upload, Path(folder))
    except OSError as error:
        raise PictureRefused(
            f"The picture could not be stored: {error.strerror or error}. Tell the operator."
        ) from error


def _decoded(upload, folder):
    source, target = folder / "source", folder / "target"
    with source.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    with source.open("rb") as file:
        start = file.read(16)
    if not any(start[offset:].startswith(mark) for mark, offset in _SIGNATURES):
        raise PictureRefused(
            "The file is no picture of a kind we take: JPEG, PNG, WebP, GIF or AVIF."
        )
    try:
        run = subprocess.run(  # noqa: S603  our own program; the file's name is ours
            [sys.executable, decode.__file__, source, target],
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(run.stdout)
    except subprocess.TimeoutExpired:
        raise PictureRefused(
            "The picture takes too long to read; save it smaller and try again."
        ) from None
    except ValueError:
        raise PictureRefused(
            "The file is damaged or cut off; export the picture again and try once more."
        ) from None
    if "refused" in found:
        raise PictureRefused(found["refused"])
    return Prepared(content=target.read_bytes(), **found)
