"""Sky, water, land and what grows on it. Every part is drawn over the whole width of the sheet
unless it is given a place.
"""

import math

from . import inks
from .inks import CREAM, along, dark, light, mix
from .sheet import curve, ellipse, rounded

# Sky ---------------------------------------------------------------------------------------------


def sky(s, name, horizon=520, *, top=0, steps=0):
    s.wash(0, top, s.width, horizon, inks.SKIES[name], steps)


def sun(s, x, y, radius, ink=CREAM, halo=None, strength=0.7):
    if halo:
        s.glow(x, y, radius * 6, halo, strength)
    s.disc(x, y, radius, ink)


def rings(s, x, y, radius, row, count=7):
    """Rings of light around a low sun, the outermost first."""
    for step in range(count, 0, -1):
        s.disc(x, y, radius * step / count, along(row, 1 - step / count))


def moon(s, x, y, radius, ink=CREAM, ground=None):
    """Full, or a crescent where the ground's ink is given."""
    s.glow(x, y, radius * 5, ink, 0.3)
    s.disc(x, y, radius, ink)
    if ground:
        s.disc(x - radius * 0.45, y - radius * 0.12, radius * 0.88, ground)


def stars(s, low, count=90, ink=CREAM):
    for _ in range(count):
        x, y = s.random.uniform(0, s.width), s.random.uniform(0, low)
        s.disc(x, y, s.random.choice((0.8, 1, 1.2, 1.9)), ink)


def cloud(s, x, y, width, ink, alpha=1.0):
    """A flat-bottomed bank of cloud, as in the old travel posters."""
    bars = ((0.0, 1.0, 0), (0.14, 0.66, -0.09), (0.3, 0.45, -0.17), (-0.16, 0.5, 0.09))
    outlines = []
    for shift, share, rise in bars:
        shift += s.random.uniform(-0.06, 0.06)
        left, high, thick = x + width * (shift + (1 - share) / 2), y + width * rise, width * 0.1
        outlines.append(rounded(left, high, left + width * share, high + thick, thick / 2))
    s.union(outlines, ink, alpha)


def plume(s, x, y, length, ink, *, wind=-1, alpha=1.0):
    """Smoke or steam that drifts from a funnel and thins out."""
    outlines = []
    for step in range(26):
        share = step / 25
        radius = length * (0.03 + 0.085 * math.sin(math.pi * share**0.7)) * (1 + 0.2 * (step % 3))
        outlines.append(
            ellipse(
                x + wind * length * share,
                y - length * 0.34 * share**0.7,
                radius * 1.2,
                radius * 0.8,
            )
        )
    s.union(outlines, ink, alpha)


def cumulus(s, x, y, width, ink, shade):
    """A heap of summer cloud on a flat foot."""
    lumps = ((0.1, 0.12), (0.3, 0.2), (0.52, 0.25), (0.74, 0.18), (0.92, 0.1))
    for place, size in lumps:
        size *= s.random.uniform(0.9, 1.15)
        s.disc(x + width * place, y - width * size * 0.62, width * size * 0.62, ink)
    s.pill(x, y - width * 0.1, x + width, y, ink)
    s.pill(x + width * 0.12, y - width * 0.035, x + width * 0.8, y, shade)


def streaks(s, top, bottom, ink, count=9, alpha=0.5):
    """Long thin clouds."""
    for _ in range(count):
        y, length = s.random.uniform(top, bottom), s.random.uniform(120, 480)
        x, thick = s.random.uniform(-150, s.width - 100), s.random.uniform(3, 10)
        s.pill(x, y, x + length, y + thick, ink, alpha)
        s.pill(x + length * 0.3, y + thick, x + length * 1.1, y + thick * 1.7, ink, alpha)


def rain(s, ink=CREAM, count=170, alpha=0.32, slant=0.18, top=0, bottom=None):
    bottom = s.height if bottom is None else bottom
    for _ in range(count):
        x, y = s.random.uniform(-60, s.width + 60), s.random.uniform(top - 40, bottom)
        length = s.random.uniform(16, 44)
        s.line([(x, y), (x - length * slant, y + length)], ink, 1.4, alpha)


def fog(s, top, bottom, ink, count=6, alpha=0.3):
    """Banks that lie before each other, the nearest thickest."""
    for step in range(count):
        y = top + (bottom - top) * step / count
        points = [(x, y + s.random.uniform(-14, 14)) for x in range(-60, s.width + 121, 150)]
        edge = curve(points)
        s.shape([*edge, (s.width + 60, s.height), (-60, s.height)], ink, alpha * 0.6)


def wisp(points, first, last):
    """The outline of rising vapour: it widens on its way from `first` to `last` and ends thin."""
    left, right = [], []
    for number, (x, y) in enumerate(points):
        share = number / (len(points) - 1)
        half = (first + (last - first) * share) / 2 * (1 - share**5)
        left.append((x - half, y))
        right.append((x + half, y))
    return [*left, *reversed(right)]


def birds(s, x, y, count, ink, spread=160, size=11):
    for _ in range(count):
        bx, by = x + s.random.uniform(-spread, spread), y + s.random.uniform(-spread, spread) * 0.35
        w, lift = size * s.random.uniform(0.6, 1.3), s.random.uniform(0.2, 0.5)
        s.line(
            curve([(bx - w, by - w * lift), (bx - w * 0.4, by - w * 0.5), (bx, by)], steps=5)
            + curve([(bx, by), (bx + w * 0.4, by - w * 0.5), (bx + w, by - w * lift)], steps=5),
            ink,
            1.8,
        )


def gull(s, x, y, size, ink=CREAM, tip=inks.SMOKE, *, flip=False, turn=0):
    """One bird near by, wings spread."""
    with s.at(x, y, size / 100, flip=flip, turn=turn):
        s.smooth([(-95, -42), (-55, -46), (-8, -10), (8, 2), (-20, 6), (-52, -22)], ink)
        s.smooth([(-95, -42), (-70, -46), (-62, -34)], tip)
        s.smooth([(-30, 6), (0, -12), (34, -8), (46, 0), (20, 12), (-8, 12), (-44, 16)], ink)
        s.smooth([(92, -58), (52, -54), (6, -12), (12, 4), (34, -2), (58, -34)], dark(ink, 0.12))
        s.smooth([(92, -58), (70, -58), (64, -46)], tip)
        s.shape([(44, -3), (58, 1), (44, 4)], inks.AMBER)


# Water -------------------------------------------------------------------------------------------


def water(s, top, row, bottom=None):
    s.wash(0, top, s.width, bottom or s.height, row)


def glints(s, x, top, bottom, width, ink, count=26, alpha=0.9):
    """The path of a light on the water, wider towards us."""
    for step in range(count):
        share = step / count
        y = top + (bottom - top) * share**1.35
        reach = width * (0.25 + 0.75 * share) * s.random.uniform(0.35, 1)
        middle = x + s.random.uniform(-0.3, 0.3) * width * (0.2 + share)
        s.pill(middle - reach / 2, y, middle + reach / 2, y + 1.5 + 4.5 * share, ink, alpha)


def ripples(s, top, bottom, ink, count=40, alpha=0.5, left=0, right=None):
    right = s.width if right is None else right
    for _ in range(count):
        share = s.random.random() ** 0.8
        y, length = top + (bottom - top) * share, (18 + 90 * share) * s.random.uniform(0.5, 1.2)
        x = s.random.uniform(left - length / 2, right - length / 2)
        s.pill(x, y, x + length, y + 1.2 + 3.2 * share, ink, alpha)


def swell(s, y, ink, length=180, height=22, shift=0.0, bottom=None, alpha=1.0):
    """A row of waves with sharp crests, down to `bottom`."""
    bottom = bottom or s.height
    points, x = [], -length * (1 + shift)
    while x < s.width + length:
        for step in range(14):
            turn = step / 14
            rise = 1 - abs(math.sin(math.pi * (turn + 0.02))) ** 0.7
            points.append((x + length * turn, y - height * rise))
        x += length
    s.shape([*points, (s.width + length, bottom), (-length * 2, bottom)], ink, alpha)


# Land --------------------------------------------------------------------------------------------


def hills(s, y, rise, ink, bumps=4, shade=None, bottom=None, strength=0.5):
    """Soft hills; with grain of `shade` growing from the crest down."""
    step = s.width / bumps
    points = [
        (x * step, y - rise * s.random.uniform(0.15, 1) * (1 if x % 2 else 0.5))
        for x in range(-1, bumps + 3)
    ]
    edge = curve(points)
    outline = [*edge, (s.width + 200, bottom or s.height), (-200, bottom or s.height)]
    s.shape(outline, ink)
    if shade:
        low = min((bottom or s.height), y + rise * 1.6)
        s.grain([*edge, (s.width, low), (0, low)], shade, strength)
    return edge


def mountains(s, y, peaks, ink, shade, cap=None):
    """Faceted mountains on the line y. `peaks`: (x of the top, height, half-width)."""
    for x, height, half in peaks:
        top = (x, y - height)
        left, right = (x - half, y), (x + half * 1.05, y)
        fold = [
            top,
            (x + half * 0.1, y - height * 0.74),
            (x - half * 0.06, y - height * 0.55),
            (x + half * 0.2, y - height * 0.3),
            (x + half * 0.08, y),
        ]
        s.shape([left, (x - half * 0.45, y - height * 0.5), top, *fold[1:]], ink)
        s.shape([*fold, right, (x + half * 0.5, y - height * 0.47)], shade)
        if cap:
            teeth = [
                (x - half * 0.34, y - height * 0.62),
                (x - half * 0.2, y - height * 0.57),
                (x - half * 0.13, y - height * 0.68),
                (x + half * 0.02, y - height * 0.58),
            ]
            s.shape([top, *teeth, (x + half * 0.1, y - height * 0.74)], cap)
            s.shape(
                [
                    top,
                    (x + half * 0.1, y - height * 0.74),
                    (x + half * 0.02, y - height * 0.58),
                    (x + half * 0.2, y - height * 0.66),
                    (x + half * 0.3, y - height * 0.6),
                    (x + half * 0.34, y - height * 0.655),
                ],
                mix(cap, shade, 0.35),
            )


def pine(s, x, y, height, ink):
    width = height * 0.34
    s.rect(x - height * 0.025, y - height * 0.1, x + height * 0.025, y, dark(ink, 0.4))
    for low, high, share in ((0.06, 0.55, 1), (0.3, 0.78, 0.76), (0.55, 1, 0.5)):
        half = width * share / 1.3
        foot, tip = y - height * low, y - height * high
        s.shape([(x - half, foot), (x, tip), (x + half, foot)], ink)
        s.shape([(x, foot), (x, tip), (x + half, foot)], dark(ink, 0.18))


def forest(s, y, ink, height=60, count=40, left=0, right=None, wobble=8):
    right = s.width if right is None else right
    for step in range(count):
        x = left + (right - left) * (step + s.random.uniform(-0.4, 0.4)) / count
        pine(s, x, y + s.random.uniform(-wobble, wobble), height * s.random.uniform(0.6, 1.15), ink)


def tree(s, x, y, height, ink, trunk=inks.BARK):
    """A round tree, lit from the left."""
    s.limb([(x, y), (x, y - height * 0.5)], [height * 0.07, height * 0.04], trunk)
    r = height * 0.3
    shade = dark(ink, 0.2)
    for dx, dy, size in ((0.16, 0.56, 0.9), (-0.2, 0.58, 0.85), (0.02, 0.74, 1)):
        s.disc(x + height * dx, y - height * dy, r * size, shade)
    for dx, dy, size in ((-0.24, 0.6, 0.72), (-0.04, 0.78, 0.82), (0.1, 0.6, 0.62)):
        s.disc(x + height * dx, y - height * dy, r * size, ink)


def bare_tree(s, x, y, height, ink):
    s.limb([(x, y), (x, y - height * 0.45)], [height * 0.07, height * 0.045], ink)
    for turn in (-62, -38, -14, 10, 34, 58):
        angle, long = math.radians(turn), height * s.random.uniform(0.42, 0.58)
        tip = (x + math.sin(angle) * long, y - height * 0.42 - math.cos(angle) * long)
        half = (x + math.sin(angle) * long * 0.5, y - height * 0.45 - math.cos(angle) * long * 0.45)
        s.limb([(x, y - height * 0.4), half, tip], [height * 0.035, height * 0.02, 1], ink)
        s.limb([half, (half[0] + long * 0.12, half[1] - long * 0.3)], [height * 0.015, 1], ink)


def poplar(s, x, y, height, ink):
    s.smooth(
        [
            (x, y - height),
            (x + height * 0.09, y - height * 0.45),
            (x, y),
            (x - height * 0.09, y - height * 0.45),
        ],
        ink,
    )
    s.smooth(
        [(x + 1, y - height * 0.97), (x + height * 0.09, y - height * 0.45), (x, y)], dark(ink, 0.2)
    )


def willow(s, x, y, height, ink, trunk=inks.BARK):
    s.limb([(x, y), (x - height * 0.03, y - height * 0.55)], [height * 0.08, height * 0.05], trunk)
    s.smooth(
        [
            (x - height * 0.5, y - height * 0.42),
            (x - height * 0.36, y - height * 0.86),
            (x, y - height),
            (x + height * 0.36, y - height * 0.86),
            (x + height * 0.5, y - height * 0.42),
            (x, y - height * 0.6),
        ],
        dark(ink, 0.15),
    )
    for step in range(22):
        place = -0.5 + step / 21
        top = (x + height * place * 0.8, y - height * (0.92 - abs(place) * 0.5))
        long = height * s.random.uniform(0.4, 0.62)
        hue = light(ink, s.random.uniform(0, 0.25))
        s.limb([top, (x + height * place * 1.05, top[1] + long)], [height * 0.06, 1.5], hue)


def tufts(s, top, bottom, ink, count=50, size=26, left=0, right=None):
    """Blades of grass, larger towards us."""
    right = s.width if right is None else right
    for y in sorted(s.random.uniform(top, bottom) for _ in range(count)):
        x = s.random.uniform(left, right)
        long = size * (0.4 + 0.6 * (y - top) / max(bottom - top, 1))
        for lean in (-0.45, -0.15, 0.15, 0.4):
            s.limb([(x, y), (x + lean * long, y - long)], [long * 0.12, 0.8], ink)


def reeds(s, x, y, height, ink, count=14, spread=120, heads=inks.BARK):
    for _ in range(count):
        bx, long = x + s.random.uniform(-spread, spread), height * s.random.uniform(0.6, 1)
        lean = s.random.uniform(-0.12, 0.16)
        tip = (bx + long * lean, y - long)
        s.limb([(bx, y), tip], [4.5, 2], ink)
        if s.random.random() < 0.6:
            s.limb([(tip[0], tip[1] + 4), (tip[0] + lean * 26, tip[1] - 26)], [8, 7], heads)
        else:
            s.limb([(bx, y), (bx + long * (lean + 0.2), y - long * 0.8)], [6, 1], light(ink, 0.15))


def rocks(s, x, y, width, height, ink, shade):
    """A low rock with a lit top."""
    s.shape(
        [
            (x - width * 0.5, y),
            (x - width * 0.4, y - height * 0.55),
            (x - width * 0.15, y - height),
            (x + width * 0.12, y - height * 0.9),
            (x + width * 0.36, y - height * 0.45),
            (x + width * 0.5, y),
        ],
        ink,
    )
    s.shape(
        [
            (x - width * 0.05, y),
            (x + width * 0.02, y - height * 0.5),
            (x + width * 0.12, y - height * 0.9),
            (x + width * 0.36, y - height * 0.45),
            (x + width * 0.5, y),
        ],
        shade,
    )
