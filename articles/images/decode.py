"""Reads one picture by a stranger and writes a clean one. Runs as a program of its own, under a limit of memory:

    python decode.py SOURCE TARGET

Prints one line of JSON: {"format", "width", "height", "caption", "credit", "alt", "taken_at"} of what was written, or
{"refused": reason}. Nothing of the source's bytes or metadata stands in the target.
"""

import json
import re
import resource
import sys
import warnings
from datetime import datetime
from io import BytesIO

from PIL import ExifTags, Image, ImageCms, ImageOps, IptcImagePlugin

DAMAGED = "The file is damaged or cut off; export the picture again and try once more."
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
PIXELS = 40_000_000
LONG_SIDE = 2880  # pixels of what is kept; half as much again as the widest rendition
MEMORY = 1_500_000_000  # bytes of address space, libraries included
PROFILE = 1_000_000  # bytes of a colour profile that is worth reading

# Where cameras and agencies write, by the IPTC Photo Metadata Standard
_IPTC = {"caption": (2, 120), "credit": (2, 110), "by": (2, 80)}


class Refused(Exception):
    """A reason in an editor's words."""


def main(source, target):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = PIXELS * 2
    try:
        found = convert(source, target)
    except Refused as refusal:
        found = {"refused": str(refusal)}
    except MemoryError:
        found = {
            "refused": "The picture needs too much memory to be read; save it smaller and try again."
        }
    except Exception:  # noqa: BLE001  Pillow raises many kinds for a broken file; the answer is one
        found = {"refused": DAMAGED}
    print(json.dumps(found))  # noqa: T201


def convert(source, target):
    picture = _open(source)
    words = _words(picture)
    drawn = picture.format in ("PNG", "GIF")
    picture.draft(
        "RGB", (LONG_SIDE, LONG_SIDE)
    )  # a JPEG is then decoded no larger than what is kept
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    picture = _flat(_in_srgb(_small(picture)))
    picture.info.clear()  # a JPEG's comment would be written along
    if drawn:
        picture.save(target, "PNG", optimize=False)
    else:
        picture.save(target, "JPEG", quality=92, subsampling=0, progressive=True)
    return words | {
        "format": "PNG" if drawn else "JPEG",
        "width": picture.width,
        "height": picture.height,
    }


def _open(source):
    try:
        picture = Image.open(source, formats=FORMATS)
    except Image.DecompressionBombError:
        raise Refused(_too_many()) from None
    except Image.UnidentifiedImageError:
        raise Refused(DAMAGED) from None  # what kind it is, its first bytes have shown
    if picture.width * picture.height > PIXELS:
        raise Refused(_too_many(picture.width * picture.height))
    return picture


def _too_many(pixels=None):
    has = f"; this one has {pixels // 1_000_000}" if pixels else ""
    return f"A picture may have {PIXELS // 1_000_000} million pixels{has}. Save it smaller and try again."


def _small(picture):
    """No larger than what is kept, before anything makes a copy of it."""
    if picture.mode not in ("RGB", "RGBA", "L", "LA", "CMYK"):
        has_alpha = "transparency" in picture.info or picture.mode == "PA"
        picture = picture.convert("RGBA" if has_alpha else "RGB")
    picture.thumbnail((LONG_SIDE, LONG_SIDE), Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture):
    profile = picture.info.get("icc_profile")
    if not profile or len(profile) > PROFILE or picture.mode not in ("RGB", "CMYK", "L"):
        return picture
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except (ImageCms.PyCMSError, OSError):
        return picture


def _flat(picture):
    """RGB; what was transparent becomes white, as on paper."""
    if picture.mode in ("RGBA", "LA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        return ground
    return picture.convert("RGB")


def _words(picture):
    """Caption, credit and date as the file has them: IPTC before XMP before EXIF."""
    exif, iptc, xmp = _exif(picture), _iptc(picture), _xmp(picture)
    return {
        "caption": iptc.get("caption") or xmp.get("description") or exif.get("caption") or "",
        "credit": iptc.get("credit")
        or iptc.get("by")
        or xmp.get("credit")
        or xmp.get("creator")
        or exif.get("by")
        or "",
        "alt": xmp.get("alt") or "",
        "taken_at": exif.get("taken_at") or "",
    }


def _text(value):
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return re.sub(r"[\x00-\x1f\x7f]+", " ", str(value)).strip()[:2000]


def _exif(picture):
    try:
        exif = picture.getexif()
        details = exif.get_ifd(ExifTags.IFD.Exif)
        found = {
            "caption": _text(exif.get(ExifTags.Base.ImageDescription, "")),
            "by": _text(exif.get(ExifTags.Base.Artist, "")),
        }
        taken = _text(details.get(ExifTags.Base.DateTimeOriginal, ""))
        found["taken_at"] = (
            datetime.strptime(taken, "%Y:%m:%d %H:%M:%S").isoformat() if taken else ""
        )
        return found
    except Exception:  # noqa: BLE001  broken metadata is no reason to refuse a picture
        return {}


def _iptc(picture):
    try:
        info = IptcImagePlugin.getiptcinfo(picture) or {}
        values = {name: info.get(key, b"") for name, key in _IPTC.items()}
        return {
            name: _text(value[0] if isinstance(value, list) else value)
            for name, value in values.items()
        }
    except Exception:  # noqa: BLE001  as above
        return {}


def _xmp(picture):
    try:
        description = picture.getxmp()["xmpmeta"]["RDF"]["Description"]
        if isinstance(description, list):
            description = {key: value for part in description for key, value in part.items()}
        return {
            "description": _first(description.get("description")),
            "creator": _first(description.get("creator")),
            "credit": _first(description.get("Credit")),
            "alt": _first(description.get("AltTextAccessibility")),
        }
    except Exception:  # noqa: BLE001  as above
        return {}


def _first(value):
    """The first text in XMP's nests of Alt, Seq, Bag and li."""
    while isinstance(value, dict | list):
        if isinstance(value, list):
            value = value[0] if value else ""
        else:
            value = next(
                (value[key] for key in ("Alt", "Seq", "Bag", "li", "text") if key in value), ""
            )
    return _text(value or "")


if __name__ == "__main__":
    main(*sys.argv[1:])
