"""Pictures as strangers send them: good, odd and hostile. Each is made here, none is fetched."""

import struct
import zlib
from io import BytesIO

from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

TAKEN = None  # accepted
KIND = "no picture of a kind we take"
DAMAGED = "damaged or cut off"
PIXELS = "million pixels"
MEGABYTES = "MB; this one has"


def picture(format="JPEG", size=(640, 480), mode="RGB", **options):
    """A picture with something on it, so that it is no plain field."""
    image = Image.new("RGB", size, "#dde6ea")
    pen = ImageDraw.Draw(image)
    for step in range(0, max(size), 40):
        pen.line((step, 0, 0, step), fill="#8a1c1c", width=3)
    out = BytesIO()
    image.convert(mode).save(out, format, **options)
    return out.getvalue()


def with_camera_data():
    """A JPEG with a place, a camera, an artist and a date in its EXIF."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = "The quay at dawn"
    exif[ExifTags.Base.Artist] = "Yuki Arden"
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:03:11 05:42:07"
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (51.0, 28.0, 38.0)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "W", (0.0, 0.0, 5.0)
    return picture(exif=exif)


def with_iptc():
    """A JPEG as an agency sends it: caption, byline and credit in an IPTC block."""

    def record(number, text):
        data = text.encode()
        return b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(data)) + data

    block = (
        record(120, "Crews clear the slipway")
        + record(80, "Mina Sol")
        + record(110, "Aune Pictures")
    )
    resource = (
        b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(block)) + block + b"\x00" * (len(block) % 2)
    )
    segment = b"Photoshop 3.0\x00" + resource
    whole = picture()
    return whole[:2] + b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment + whole[2:]


def with_xmp():
    """A JPEG whose alternative text stands in XMP."""
    xmp = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A crane at rest</rdf:li></rdf:Alt></dc:description>'
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li>A yellow crane</rdf:li></rdf:Alt>"
        "</Iptc4xmpCore:AltTextAccessibility></rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    return picture(xmp=xmp.encode())


def empty_png(width, height, bits=8, colour=2):
    """A PNG of this size whose rows are all zero: a few KB for as many pixels as one likes."""
    row = b"\x00" * (1 + width * {0: 1, 2: 3, 6: 4}[colour] * bits // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def png_claiming(width, height):
    """A PNG that says it has this size and holds next to nothing."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = _chunk(b"IDAT", zlib.compress(b"\x00" * 100))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + data + _chunk(b"IEND", b"")


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png_with_text(megabytes):
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "x" * (megabytes * 1024 * 1024), zip=True)
    return picture("PNG", pnginfo=words)


def _gif_of(frames):
    first = Image.new("P", (32, 32))
    others = [Image.new("P", (32, 32), number % 250) for number in range(frames - 1)]
    out = BytesIO()
    first.save(out, "GIF", save_all=True, append_images=others)
    return out.getvalue()


def _with_profile(profile):
    return picture(icc_profile=profile)


_JPEG, _PNG, _WEBP = picture(), picture("PNG"), picture("WEBP")
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_HTML = b"<!doctype html><script>alert(1)</script>"

# (name, file name, bytes, what the refusal says or TAKEN)
CASES = [
    ("jpeg", "a.jpg", _JPEG, TAKEN),
    ("progressive jpeg", "a.jpg", picture(progressive=True), TAKEN),
    ("grey jpeg", "a.jpg", picture(mode="L"), TAKEN),
    ("cmyk jpeg", "a.jpg", picture(mode="CMYK"), TAKEN),
    ("png", "a.png", _PNG, TAKEN),
    ("png with transparency", "a.png", picture("PNG", mode="RGBA"), TAKEN),
    ("png in grey and transparency", "a.png", picture("PNG", mode="LA"), TAKEN),
    ("png with a palette", "a.png", picture("PNG", mode="P"), TAKEN),
    ("png of one bit", "a.png", picture("PNG", mode="1"), TAKEN),
    ("png of sixteen bits", "a.png", picture("PNG", mode="I;16"), TAKEN),
    ("webp", "a.webp", _WEBP, TAKEN),
    ("webp without loss", "a.webp", picture("WEBP", lossless=True), TAKEN),
    ("webp with transparency", "a.webp", picture("WEBP", mode="RGBA"), TAKEN),
    ("gif", "a.gif", picture("GIF", mode="P"), TAKEN),
    ("avif", "a.avif", picture("AVIF"), TAKEN),
    ("one pixel", "a.png", picture("PNG", size=(1, 1)), TAKEN),
    ("very wide", "a.jpg", picture(size=(9000, 20)), TAKEN),
    ("very tall", "a.jpg", picture(size=(20, 9000)), TAKEN),
    ("camera data with a place", "a.jpg", with_camera_data(), TAKEN),
    ("agency data", "a.jpg", with_iptc(), TAKEN),
    ("xmp", "a.jpg", with_xmp(), TAKEN),
    ("wrong extension", "a.png", _JPEG, TAKEN),
    ("double extension", "a.php.jpg", _JPEG, TAKEN),
    ("page's extension", "a.html", _JPEG, TAKEN),
    ("path in the name", "../../etc/a.jpg", _JPEG, TAKEN),
    ("no extension", "picture", _PNG, TAKEN),
    ("jpeg with a page behind it", "a.jpg", _JPEG + _HTML, TAKEN),
    ("jpeg with a program behind it", "a.jpg", _JPEG + b"<?php system($_GET['c']); ?>", TAKEN),
    ("png with a page behind it", "a.png", _PNG + _HTML, TAKEN),
    ("gif that is a script", "a.gif", b"GIF89a/*" + picture("GIF", mode="P")[8:], TAKEN),
    ("gif of 5,000 frames", "a.gif", _gif_of(5000), TAKEN),
    ("broken colour profile", "a.jpg", _with_profile(b"\x00" * 400), TAKEN),
    ("colour profile of 8 MB", "a.jpg", _with_profile(b"\x11" * 8_000_000), TAKEN),
    ("36 million pixels", "a.png", empty_png(6000, 6000), TAKEN),
    ("broken exif", "a.jpg", picture(exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xff"), TAKEN),
    ("half a jpeg", "a.jpg", _JPEG[: len(_JPEG) // 2], DAMAGED),
    ("half a png", "a.png", _PNG[: len(_PNG) // 2], DAMAGED),
    ("half a webp", "a.webp", _WEBP[: len(_WEBP) // 2], DAMAGED),
    ("head of a jpeg alone", "a.jpg", _JPEG[:200], DAMAGED),
    ("three bytes of a jpeg", "a.jpg", b"\xff\xd8\xff", DAMAGED),
    ("png without pixels", "a.png", png_claiming(640, 480), DAMAGED),
    ("png with a wrong checksum", "a.png", _PNG[:40] + b"\x00\x01\x02\x03" + _PNG[44:], DAMAGED),
    ("png with 100 MB of packed text", "a.png", _png_with_text(100), DAMAGED),
    ("49 million pixels", "a.png", empty_png(7000, 7000), PIXELS),
    ("81 million pixels", "a.png", empty_png(9000, 9000), PIXELS),
    ("169 million pixels", "a.png", png_claiming(13_000, 13_000), PIXELS),
    ("400 million pixels", "a.png", png_claiming(20_000, 20_000), PIXELS),
    ("two milliards of pixels", "a.png", png_claiming(46_000, 46_000), PIXELS),
    ("41 million pixels in one row", "a.png", png_claiming(41_000_000, 1), PIXELS),
    ("size of nothing", "a.png", png_claiming(0, 0), DAMAGED),
    ("bmp", "a.bmp", picture("BMP"), KIND),
    ("tiff", "a.tiff", picture("TIFF"), KIND),
    ("ico", "a.ico", picture("ICO", size=(64, 64)), KIND),
    ("eps", "a.eps", picture("EPS"), KIND),
    ("eps named jpg", "a.jpg", picture("EPS"), KIND),
    ("pdf", "a.pdf", picture("PDF"), KIND),
    ("svg", "a.svg", _SVG, KIND),
    ("svg named png", "a.png", _SVG, KIND),
    ("page named jpg", "a.jpg", _HTML, KIND),
    ("text", "a.txt", b"no picture at all", KIND),
    ("nothing", "a.jpg", b"", KIND),
    ("zip", "a.zip", b"PK\x03\x04" + b"\x00" * 100, KIND),
    ("fits", "a.fits", b"SIMPLE  =                    T" + b" " * 2850, KIND),
    ("21 MB", "a.jpg", _JPEG + b"\x00" * (21 * 1024 * 1024), MEGABYTES),
]
