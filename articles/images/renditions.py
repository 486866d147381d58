"""Pictures on their way out: widths from a fixed list, cut around the focal point, WebP and JPEG.

The name of a rendition says all that is needed to make it, and holds a hash keyed with the picture's own secret: the
name is the permission, also for the picture of a text that nobody has saved yet.
"""

import hmac
from hashlib import sha256
from io import BytesIO

from PIL import Image

# Shapes, as width : height, and the widths in pixels in which each is made. "whole" is not cut.
LADDER = {
    "whole": (320, 480, 640, 960, 1280, 1920),
    "3x2": (160, 320, 480, 640, 960, 1280),
    "16x9": (640, 1200),
    "4x3": (1200,),
    "1x1": (96, 192, 384, 1200),
    "card": (1200,),  # 1200 × 630, for those who show links
}
RATIOS = {"whole": None, "3x2": 3 / 2, "16x9": 16 / 9, "4x3": 4 / 3, "1x1": 1.0, "card": 1200 / 630}
TYPES = {"webp": "image/webp", "jpg": "image/jpeg"}
HASH_LENGTH = 32  # hexadecimal digits; 128 bits


def height_of(shape, width, size):
    """The height in pixels of a rendition of a picture of `size` (width, height)."""
    ratio = RATIOS[shape] or size[0] / size[1]
    return max(1, round(width / ratio))


def widths_of(shape, size):
    """The widths worth making: none larger than what the picture has, the smallest always."""
    most = min(size[0], round(size[1] * RATIOS[shape])) if RATIOS[shape] else size[0]
    return [width for width in LADDER[shape] if width <= most] or [LADDER[shape][0]]


def name_of(key, pk, shape, width, extension, focus):
    """The name of a rendition below the media root: it changes with the focal point and with the picture's key."""
    words = f"{shape}-{width}-{round(focus[0] * 1000)}x{round(focus[1] * 1000)}"
    digest = hmac.new(key.encode(), f"{pk}/{words}.{extension}".encode(), sha256).hexdigest()
    return f"{pk}/{words}-{digest[:HASH_LENGTH]}.{extension}"


def make(file, shape, width, extension, focus):
    """Returns the bytes of one rendition. `focus` is the point that must be seen, as shares of width and height."""
    with Image.open(file, formats=("JPEG", "PNG")) as picture:
        height = height_of(shape, width, picture.size)
        picture.draft(
            "RGB", (width * 3, height * 3)
        )  # a JPEG is then decoded no larger than the work needs
        box = crop_box(picture.size, RATIOS[shape], focus)
        small = picture.convert("RGB").resize(
            (width, height), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0
        )
    out = BytesIO()
    if extension == "webp":
        small.save(out, "WEBP", quality=78, method=4)
    else:
        small.save(out, "JPEG", quality=80, progressive=True, optimize=True)
    return out.getvalue()


def crop_box(size, ratio, focus):
    """The largest box of this ratio whose middle is as near to the focal point as the edges let it be."""
    width, height = size
    if ratio is None:
        return (0, 0, width, height)
    cut_width, cut_height = min(width, height * ratio), min(height, width / ratio)
    left = min(max(focus[0] * width - cut_width / 2, 0), width - cut_width)
    top = min(max(focus[1] * height - cut_height / 2, 0), height - cut_height)
    return (left, top, left + cut_width, top + cut_height)
