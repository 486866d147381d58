"""The card that stands for a story without a picture where others link to it: the paper's name, section, headline."""

from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
_INK, _PAPER, _ACCENT = "#14110f", "#faf7f0", "#9b1c1c"
_MARGIN = 80


def draw(site_name, section, headline):
    """Returns the card as PNG. A headline in a script that the font lacks is left out."""
    card = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(card)
    pen.rectangle((0, 0, SIZE[0], 16), fill=_ACCENT)
    pen.text((_MARGIN, 70), site_name, font=_font(38), fill=_INK)
    pen.line((_MARGIN, 140, SIZE[0] - _MARGIN, 140), fill=_INK, width=2)
    if _has_glyphs(section):
        pen.text((_MARGIN, 170), section.upper(), font=_font(30, bold=False), fill=_ACCENT)
    if _has_glyphs(headline):
        _write(pen, headline)
    out = BytesIO()
    card.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


@cache
def _font(size, bold=True):
    """Source Serif, under the Open Font License: Latin, Greek and Cyrillic."""
    name = "SourceSerifPro-Bold.ttf" if bold else "SourceSerifPro-Regular.ttf"
    return ImageFont.truetype(str(files("font_source_serif_pro") / "files" / name), size)


def _has_glyphs(text):
    """Whether the font has every letter: what it lacks is drawn like a letter that is in no font."""
    lacking = _drawn("\uffff")
    return all(letter.isspace() or _drawn(letter) != lacking for letter in set(text))


def _drawn(letter):
    square = Image.new("1", (60, 60))
    ImageDraw.Draw(square).text((5, 5), letter, font=_font(40), fill=1)
    return square.tobytes()


def _write(pen, text):
    """As large as fits into five lines."""
    for size in (72, 64, 56, 48, 40):
        lines = _broken(pen, text, _font(size))
        if len(lines) * size * 1.25 <= 370:
            break
    for number, line in enumerate(lines):
        pen.text((_MARGIN, 225 + number * size * 1.2), line, font=_font(size), fill=_INK)


def _broken(pen, text, font):
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if pen.textlength(longer, font=font) > SIZE[0] - 2 * _MARGIN and line:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]
