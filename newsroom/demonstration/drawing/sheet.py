"""The sheet that a picture is drawn on: shapes in flat ink, washes, light, grain, reflections.

Drawn larger than the print and brought down at the end, so that edges are smooth. All
chance comes from the seed: the same seed draws the same picture to the byte.
"""

import math
from contextlib import contextmanager
from io import BytesIO
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from .inks import along, rgb

PIXELS = 2.25  # of the drawing, a unit
PRINT = 1.5  # pixels of the print, a unit
QUALITY = 86


class Sheet:
    """Coordinates and lengths are units; `at` moves, scales, mirrors and turns what is drawn in it."""

    def __init__(self, seed, ground="#f4ead6", size=(1200, 800)):
        self.width, self.height = size
        self.random = Random(seed)  # noqa: S311  for drawing
        self.image = Image.new("RGB", (round(size[0] * PIXELS), round(size[1] * PIXELS)), ground)
        self._solid = ImageDraw.Draw(self.image)
        self._blend = ImageDraw.Draw(self.image, "RGBA")
        self._frame = (PIXELS, 0.0, 0.0, PIXELS, 0.0, 0.0)  # x' = ax + cy + e, y' = bx + dy + f

    # Where ------------------------------------------------------------------------------------

    @contextmanager
    def at(self, x, y, scale=1.0, *, flip=False, turn=0):
        """What is drawn inside has its origin here; `turn` in degrees, clockwise."""
        before = self._frame
        a, b, c, d, e, f = before
        angle = math.radians(turn)
        cos, sin, side = math.cos(angle) * scale, math.sin(angle) * scale, -1 if flip else 1
        self._frame = (
            (a * cos + c * sin) * side,
            (b * cos + d * sin) * side,
            -a * sin + c * cos,
            -b * sin + d * cos,
            a * x + c * y + e,
            b * x + d * y + f,
        )
        try:
            yield self
        finally:
            self._frame = before

    def _map(self, points):
        a, b, c, d, e, f = self._frame
        return [(a * x + c * y + e, b * x + d * y + f) for x, y in points]

    @property
    def _unit(self):
        return math.hypot(self._frame[0], self._frame[1])

    @contextmanager
    def inside(self, points):
        """Only what falls inside the outline stays of what is drawn in the block."""
        outline = self._map(points)
        box = self._box(outline)
        before = self.image.copy()
        yield self
        drawn, mask = self.image.crop(box), Image.new("L", (box[2] - box[0], box[3] - box[1]))
        pen = ImageDraw.Draw(mask)
        pen.polygon([(x - box[0], y - box[1]) for x, y in outline], fill=255)
        self.image.paste(before)
        self.image.paste(drawn, box[:2], mask)

    def _box(self, points):
        """The whole pixels around points, within the sheet."""
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left = min(max(int(min(xs)), 0), self.image.width - 1)
        top = min(max(int(min(ys)), 0), self.image.height - 1)
        right = max(min(math.ceil(max(xs)), self.image.width), left + 1)
        return (left, top, right, max(min(math.ceil(max(ys)), self.image.height), top + 1))

    # Shapes -----------------------------------------------------------------------------------

    def shape(self, points, ink, alpha=1.0):
        points = self._map(points)
        if alpha >= 1:
            self._solid.polygon(points, fill=ink)
        else:
            self._blend.polygon(points, fill=(*rgb(ink), round(alpha * 255)))

    def union(self, outlines, ink, alpha=1.0):
        """Several shapes as one: where they overlap the ink is no thicker."""
        mapped = [self._map(points) for points in outlines]
        box = self._box([point for points in mapped for point in points])
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        pen = ImageDraw.Draw(mask)
        for points in mapped:
            pen.polygon([(x - box[0], y - box[1]) for x, y in points], fill=round(alpha * 255))
        self._dye(ink, box[:2], mask)

    def smooth(self, points, ink, alpha=1.0):
        """A closed shape with a soft outline through the points."""
        self.shape(curve(points, closed=True), ink, alpha)

    def rect(self, left, top, right, bottom, ink, alpha=1.0):
        self.shape([(left, top), (right, top), (right, bottom), (left, bottom)], ink, alpha)

    def pill(self, left, top, right, bottom, ink, alpha=1.0, radius=None):
        """A rectangle with round corners; by default as round as they can be."""
        most = min(right - left, bottom - top) / 2
        self.shape(rounded(left, top, right, bottom, min(radius or most, most)), ink, alpha)

    def disc(self, x, y, radius, ink, alpha=1.0, tall=None):
        """A circle, or an ellipse of half-height `tall`."""
        self.shape(ellipse(x, y, radius, tall or radius), ink, alpha)

    def ring(self, x, y, radius, width, ink, alpha=1.0):
        self.line([*ellipse(x, y, radius, radius), (x + radius, y)], ink, width, alpha)

    def line(self, points, ink, width=2.0, alpha=1.0):
        """A line with round ends and joints."""
        mapped, thick = self._map(points), max(1, round(width * self._unit))
        pen = self._solid if alpha >= 1 else self._blend
        fill = ink if alpha >= 1 else (*rgb(ink), round(alpha * 255))
        pen.line(mapped, fill=fill, width=thick, joint="curve")
        if alpha >= 1 and thick > 4:
            half = thick / 2 - 0.5
            for x, y in (mapped[0], mapped[-1]):
                pen.ellipse((x - half, y - half, x + half, y + half), fill=fill)

    def stroke(self, points, ink, width=2.0, alpha=1.0):
        """A line that swings softly through the points."""
        self.line(curve(points), ink, width, alpha)

    def limb(self, joints, widths, ink):
        """A line that grows thinner or thicker: an arm, a branch, a column of smoke."""
        for (x0, y0), (x1, y1), w0, w1 in zip(joints, joints[1:], widths, widths[1:], strict=False):
            length = math.hypot(x1 - x0, y1 - y0) or 1
            nx, ny = (y1 - y0) / length / 2, (x0 - x1) / length / 2
            self.shape(
                [
                    (x0 + nx * w0, y0 + ny * w0),
                    (x1 + nx * w1, y1 + ny * w1),
                    (x1 - nx * w1, y1 - ny * w1),
                    (x0 - nx * w0, y0 - ny * w0),
                ],
                ink,
            )
        for (x, y), width in zip(joints, widths, strict=True):
            self.disc(x, y, width / 2, ink)

    # Light and texture ------------------------------------------------------------------------

    def wash(self, left, top, right, bottom, inks, steps=0):
        """Colour from top to bottom through `inks`; in `steps` flat bands where given."""
        box = self._box(self._map([(left, top), (right, bottom)]))
        rows = box[3] - box[1]
        count = steps or min(rows, 256)
        strip = Image.new("RGB", (1, count))
        strip.putdata([rgb(along(inks, row / max(count - 1, 1))) for row in range(count)])
        how = Image.Resampling.NEAREST if steps else Image.Resampling.BILINEAR
        strip = strip.resize((1, rows), how)
        self.image.paste(strip.resize((box[2] - box[0], rows), Image.Resampling.NEAREST), box)

    def glow(self, x, y, radius, ink, strength=0.6, tall=None):
        """Light that fades from its middle."""
        tall = tall or radius
        (left, top), (right, bottom) = self._map([(x - radius, y - tall), (x + radius, y + tall)])
        left, right = sorted((round(left), round(right)))
        size = (max(right - left, 2), max(round(bottom) - round(top), 2))
        strengths = [round(strength * 255 * max(0, 1 - v / 180) ** 2) for v in range(256)]
        mask = Image.radial_gradient("L").point(strengths)
        rough = (
            max(size[0] // 4, 2),
            max(size[1] // 4, 2),
        )  # light has no edges: four pixels are one
        mask = mask.resize(rough, Image.Resampling.BILINEAR).resize(size, Image.Resampling.NEAREST)
        self._dye(ink, (left, round(top)), mask)

    def _dye(self, ink, place, mask):
        self.image.paste(rgb(ink), (*place, place[0] + mask.width, place[1] + mask.height), mask)

    def grain(self, points, ink, strength=0.5, *, towards="down"):
        """Speckles of ink in an outline, denser `towards` one side: the crayon of the old prints."""
        outline = self._map(points)
        box = self._box(outline)
        size = ((box[2] - box[0] + 1) // 2, (box[3] - box[1] + 1) // 2)
        ramp = Image.linear_gradient("L")
        if towards in ("left", "right"):
            ramp = ramp.transpose(Image.Transpose.ROTATE_90)
        if towards == "up":
            ramp = ramp.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        if towards == "left":
            ramp = ramp.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        ramp = ramp.resize(size, Image.Resampling.BILINEAR).point(lambda v: round(v * strength))
        dots = ImageChops.add(ramp, _noise(self.random, size)).point(
            lambda v: 255 if v >= 255 else 0
        )
        shape = Image.new("L", size)
        ImageDraw.Draw(shape).polygon(
            [((x - box[0]) / 2, (y - box[1]) / 2) for x, y in outline], fill=255
        )
        mask = ImageChops.darker(dots, shape)
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self._dye(ink, box[:2], mask)

    def mirror(self, waterline, depth, ink, veil=0.45, *, left=0, right=None):
        """What stands above the waterline, upside down in the water below it, under a veil."""
        right = self.width if right is None else right
        (x0, y), (x1, low) = self._map([(left, waterline), (right, waterline + depth)])
        x0, y, x1, low = round(x0), round(y), round(x1), round(low)
        picture = self.image.crop((x0, max(0, 2 * y - low), x1, y))
        picture = picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        picture = picture.filter(ImageFilter.BoxBlur((0, 6)))
        picture = Image.blend(picture, Image.new("RGB", picture.size, ink), veil)
        fade = Image.linear_gradient("L").point(lambda v: min(255, round((255 - v) * 2.5)))
        self.image.paste(picture, (x0, y), fade.resize(picture.size))

    # Out --------------------------------------------------------------------------------------

    def print(self):
        """The finished picture, smaller than it was drawn."""
        size = (round(self.width * PRINT), round(self.height * PRINT))
        return self.image.resize(size, Image.Resampling.HAMMING)

    @staticmethod
    def jpeg(picture):
        out = BytesIO()
        picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
        return out.getvalue()


def _noise(random, size):
    return Image.frombytes("L", size, random.randbytes(size[0] * size[1]))


def ellipse(x, y, radius, tall):
    corners = 24 if radius < 12 else 72
    turns = (math.tau * step / corners for step in range(corners))
    return [(x + radius * math.cos(turn), y + tall * math.sin(turn)) for turn in turns]


def curve(points, *, closed=False, steps=8):
    """More points, on a soft line through those given (Catmull-Rom)."""
    count = len(points)
    found = []
    for place in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(place + k - 1) % count] for k in range(4))
        else:
            p0, p1 = points[max(place - 1, 0)], points[place]
            p2, p3 = points[place + 1], points[min(place + 2, count - 1)]
        for step in range(steps):
            t = step / steps
            found.append(
                tuple(
                    0.5
                    * (
                        2 * b
                        + (c - a) * t
                        + (2 * a - 5 * b + 4 * c - d) * t * t
                        + (3 * b - a - 3 * c + d) * t**3
                    )
                    for a, b, c, d in zip(p0, p1, p2, p3, strict=True)
                )
            )
    return found if closed else [*found, points[-1]]


def beside(points, distance):
    """The line that runs `distance(share of the way)` to the left of one, as one looks along it."""
    found = []
    for place, (x, y) in enumerate(points):
        (x0, y0), (x1, y1) = points[max(place - 1, 0)], points[min(place + 1, len(points) - 1)]
        length = math.hypot(x1 - x0, y1 - y0) or 1
        off = distance(place / (len(points) - 1))
        found.append((x + (y1 - y0) / length * off, y - (x1 - x0) / length * off))
    return found


def rounded(left, top, right, bottom, radius):
    """The outline of a rectangle with round corners."""
    found = []
    for x, y, start in (
        (right - radius, top + radius, -90),
        (right - radius, bottom - radius, 0),
        (left + radius, bottom - radius, 90),
        (left + radius, top + radius, 180),
    ):
        for step in range(0, 91, 10):
            turn = math.radians(start + step)
            found.append((x + radius * math.cos(turn), y + radius * math.sin(turn)))
    return found
