"""Houses, halls, harbour works. `x` is the middle and `base` the foot of what stands there."""

import math

from .inks import (
    BARK,
    BRICK,
    CREAM,
    INK,
    LEMON,
    NAVY,
    PAPER,
    RUST,
    SLATE,
    VERMILION,
    dark,
    light,
    mix,
)
from .nature import plume


def panes(s, left, top, right, bottom, columns, rows, ink, *, lit=None, share=0.0, arch=False):
    """A grid of windows; a share of them lit."""
    wide, high = (right - left) / columns, (bottom - top) / rows
    for row in range(rows):
        for column in range(columns):
            x, y = left + wide * (column + 0.24), top + high * (row + 0.2)
            fill = lit if lit and s.random.random() < share else ink
            s.rect(x, y, x + wide * 0.52, y + high * 0.62, fill)
            if arch:
                s.disc(x + wide * 0.26, y, wide * 0.26, fill)


def gabled(
    s, left, base, width, height, wall, roof, *, style="point", window=NAVY, lit=None, share=0.0
):
    """A narrow house with its gable to the quay."""
    right, eaves = left + width, base - height
    peak = eaves - width * 0.62
    middle = left + width / 2
    if style == "step":
        steps = 4
        for step in range(steps):
            inset = width / 2 * step / steps
            s.rect(
                left + inset,
                eaves - width * 0.68 * (step + 1) / steps,
                right - inset,
                eaves + 2,
                wall,
            )
    elif style == "bell":
        s.smooth(
            [
                (left, eaves + 8),
                (left + width * 0.2, eaves - width * 0.2),
                (left + width * 0.34, peak + 8),
                (middle, peak - 4),
                (right - width * 0.34, peak + 8),
                (right - width * 0.2, eaves - width * 0.2),
                (right, eaves + 8),
                (middle, eaves + 30),
            ],
            wall,
        )
    else:
        s.shape([(left - 3, eaves), (middle, peak - 4), (right + 3, eaves)], roof)
        s.shape([(left + 4, eaves + 1), (middle, peak + 7), (right - 4, eaves + 1)], wall)
    s.rect(left, eaves, right, base, wall)
    s.rect(right - width * 0.12, eaves, right, base, dark(wall, 0.16))
    columns, rows = max(2, round(width / 26)), max(2, round(height / 42))
    panes(
        s,
        left + 2,
        eaves + 2,
        right - width * 0.1,
        base - height * 0.2,
        columns,
        rows,
        window,
        lit=lit,
        share=share,
    )
    s.pill(
        middle - width * 0.08,
        eaves - width * 0.28,
        middle + width * 0.08,
        eaves - width * 0.1,
        window if not lit else lit,
        radius=2,
    )
    s.rect(left + width * 0.12, base - height * 0.17, left + width * 0.34, base, dark(wall, 0.45))
    s.rect(
        left + width * 0.48,
        base - height * 0.16,
        right - width * 0.18,
        base - height * 0.03,
        lit or window,
    )


def row(
    s,
    left,
    right,
    base,
    walls,
    *,
    low=120,
    high=220,
    roof=RUST,
    window=NAVY,
    lit=None,
    share=0.0,
    width=70,
):
    """A quay of gabled houses of different heights."""
    x, styles = left, ("point", "step", "bell", "point")
    number = 0
    while x < right:
        wide = width * s.random.uniform(0.8, 1.25)
        gabled(
            s,
            x,
            base,
            wide,
            s.random.uniform(low, high),
            walls[number % len(walls)],
            roof,
            style=styles[(number + s.random.randrange(2)) % 4],
            window=window,
            lit=lit,
            share=share,
        )
        x += wide
        number += 1


def skyline(s, base, ink, *, left=0, right=None, low=30, high=80, spires=3, dome=True):
    """A town far off: roofs, spires and a dome, in one ink."""
    right = s.width if right is None else right
    x = left
    while x < right:
        wide, tall = s.random.uniform(24, 60), s.random.uniform(low, high)
        s.rect(x, base - tall, x + wide + 1, base, ink)
        if s.random.random() < 0.55:
            s.shape(
                [
                    (x, base - tall),
                    (x + wide / 2, base - tall - wide * 0.5),
                    (x + wide, base - tall),
                ],
                ink,
            )
        if s.random.random() < 0.3:
            s.rect(x + wide * 0.6, base - tall - 26, x + wide * 0.72, base - tall, ink)
        x += wide
    for step in range(spires):
        x = left + (right - left) * (step + s.random.uniform(0.2, 0.8)) / spires
        tall = high * s.random.uniform(1.5, 2)
        s.rect(x - 9, base - tall, x + 9, base, ink)
        s.shape([(x - 11, base - tall), (x, base - tall - high * 0.9), (x + 11, base - tall)], ink)
    if dome:
        x = left + (right - left) * s.random.uniform(0.35, 0.65)
        half = high * 0.48
        s.rect(x - half, base - high * 1.3, x + half, base, ink)
        s.disc(x, base - high * 1.3, half * 0.95, ink, tall=half * 1.05)
        s.rect(x - 3, base - high * 1.3 - half * 1.7, x + 3, base - high, ink)


def domed(
    s, x, base, width, height, wall, *, roof=SLATE, window=NAVY, lit=None, share=1.0, steps=True
):
    """A classical building with a portico and a dome."""
    half, shade = width / 2, dark(wall, 0.14)
    left, right, top = x - half, x + half, base - height * 0.52
    s.rect(left, top, right, base, wall)
    s.rect(left - 6, top - height * 0.035, right + 6, top, light(wall, 0.3))
    panes(
        s,
        left + 8,
        top + 6,
        x - half * 0.3,
        base - height * 0.08,
        5,
        2,
        window,
        lit=lit,
        share=share,
        arch=True,
    )
    panes(
        s,
        x + half * 0.3,
        top + 6,
        right - 8,
        base - height * 0.08,
        5,
        2,
        window,
        lit=lit,
        share=share,
        arch=True,
    )
    drum = half * 0.33
    s.rect(x - drum, base - height * 0.76, x + drum, top, wall)
    s.rect(x + drum * 0.5, base - height * 0.76, x + drum, top, shade)
    panes(
        s,
        x - drum,
        base - height * 0.75,
        x + drum,
        top - height * 0.06,
        7,
        1,
        window,
        lit=lit,
        share=share,
        arch=True,
    )
    s.rect(
        x - drum * 1.1, base - height * 0.79, x + drum * 1.1, base - height * 0.75, light(wall, 0.3)
    )
    crown = base - height * 0.78
    s.shape(list(_half_disc(x, crown, drum, height * 0.24)), roof)
    s.shape(
        [p for p in _half_disc(x, crown, drum, height * 0.24) if p[0] >= x + drum * 0.2]
        + [(x + drum * 0.3, crown)],
        dark(roof, 0.2),
    )
    s.rect(
        x - drum * 0.16,
        crown - height * 0.32,
        x + drum * 0.16,
        crown - height * 0.22,
        light(wall, 0.2),
    )
    s.shape(
        [
            (x - drum * 0.16, crown - height * 0.315),
            (x, crown - height * 0.4),
            (x + drum * 0.16, crown - height * 0.315),
        ],
        roof,
    )
    porch = half * 0.34
    s.rect(x - porch, top, x + porch, base, shade)
    s.shape(
        [(x - porch * 1.12, top), (x, top - height * 0.13), (x + porch * 1.12, top)],
        light(wall, 0.2),
    )
    for step in range(6):
        px = x - porch + (step + 0.5) * porch / 3
        s.rect(px - porch * 0.06, top + 3, px + porch * 0.06, base, light(wall, 0.35))
    if lit:
        s.rect(x - porch * 0.12, base - height * 0.24, x + porch * 0.12, base, lit)
    if steps:
        for step in range(4):
            s.rect(
                x - porch * (1.15 + step * 0.1),
                base + step * height * 0.02,
                x + porch * (1.15 + step * 0.1),
                base + (step + 1) * height * 0.02,
                mix(light(wall, 0.2), shade, step / 4),
            )


def _half_disc(x, y, half, tall, count=40):

    return [
        (x - half * math.cos(math.pi * k / count), y - tall * math.sin(math.pi * k / count))
        for k in range(count + 1)
    ]


def gantry(s, x, base, height, ink, *, flip=False, boom=1.0):
    """A container crane, its boom to the right."""
    with s.at(x, base, height / 100, flip=flip):
        for left in (-16, 10):
            s.rect(left, -66, left + 4, 0, ink)
            s.rect(left - 3, -3, left + 7, 0, ink)
        s.line([(-14, -22), (12, -40)], ink, 1.6)
        s.line([(-14, -60), (12, -42)], ink, 1.6)
        s.rect(-18, -42, 16, -38.5, ink)
        s.rect(-42, -70, 16 + 58 * boom, -66, ink)
        s.line([(0, -68), (-4, -100)], ink, 2.6)
        s.line([(8, -68), (-4, -100)], ink, 1.6)
        s.line([(-4, -99), (16 + 50 * boom, -68)], ink, 1)
        s.line([(-4, -99), (16 + 22 * boom, -68)], ink, 0.8)
        s.line([(-4, -99), (-40, -68)], ink, 1)
        s.rect(-38, -78, -22, -70, ink)
        s.rect(26, -66, 32, -61, ink)


def jib(s, x, base, height, ink, *, flip=False):
    """An old dockside crane with a slanting jib."""
    with s.at(x, base, height / 100, flip=flip):
        s.shape([(-14, 0), (-9, -36), (9, -36), (14, 0), (9, 0), (5, -26), (-5, -26), (-9, 0)], ink)
        s.pill(-15, -52, 12, -36, ink, radius=3)
        s.rect(-4, -48, 6, -41, light(ink, 0.5))
        s.line([(8, -48), (52, -98)], ink, 3)
        s.line([(-6, -50), (2, -72), (52, -98)], ink, 1.2)
        s.line([(2, -72), (8, -48)], ink, 1.6)
        s.line([(52, -97), (52, -58)], ink, 0.8)
        s.rect(49, -60, 55, -55, ink)


def lighthouse(s, x, base, height, *, wall=CREAM, band=VERMILION, bands=3, lamp=LEMON, cap=BRICK):
    top, foot = height * 0.085, height * 0.15
    tower = height * 0.78

    def half(share):
        return foot + (top - foot) * share

    s.shape(
        [(x - foot, base), (x - top, base - tower), (x + top, base - tower), (x + foot, base)], wall
    )
    for step in range(bands):
        low, high = (2 * step + 0.9) / (2 * bands + 0.6), (2 * step + 1.9) / (2 * bands + 0.6)
        s.shape(
            [
                (x - half(low), base - tower * low),
                (x - half(high), base - tower * high),
                (x + half(high), base - tower * high),
                (x + half(low), base - tower * low),
            ],
            band,
        )
    s.shape(
        [
            (x + foot * 0.3, base),
            (x + top * 0.3, base - tower),
            (x + top, base - tower),
            (x + foot, base),
        ],
        INK,
        0.22,
    )
    s.rect(x - top * 1.5, base - tower - height * 0.02, x + top * 1.5, base - tower, INK)
    s.rect(
        x - top * 0.78,
        base - tower - height * 0.115,
        x + top * 0.78,
        base - tower - height * 0.02,
        lamp,
    )
    for bar in (-0.78, -0.26, 0.26, 0.7):
        s.rect(
            x + top * bar,
            base - tower - height * 0.115,
            x + top * bar + height * 0.008,
            base - tower,
            INK,
        )
    s.shape(
        [
            (x - top * 1.05, base - tower - height * 0.112),
            (x - top * 0.4, base - tower - height * 0.17),
            (x, base - tower - height * 0.2),
            (x + top * 0.4, base - tower - height * 0.17),
            (x + top * 1.05, base - tower - height * 0.112),
        ],
        cap,
    )
    s.rect(x - foot * 0.2, base - height * 0.1, x + foot * 0.2, base, INK)


def windmill(s, x, base, height, *, wall=CREAM, cap=BRICK, sail=PAPER, turn=20):
    s.shape(
        [
            (x - height * 0.2, base),
            (x - height * 0.12, base - height * 0.62),
            (x + height * 0.12, base - height * 0.62),
            (x + height * 0.2, base),
        ],
        wall,
    )
    s.shape(
        [
            (x + height * 0.04, base),
            (x + height * 0.03, base - height * 0.62),
            (x + height * 0.12, base - height * 0.62),
            (x + height * 0.2, base),
        ],
        dark(wall, 0.15),
    )
    s.smooth(
        [
            (x - height * 0.14, base - height * 0.61),
            (x, base - height * 0.8),
            (x + height * 0.14, base - height * 0.61),
        ],
        cap,
    )
    for quarter in range(4):
        with s.at(x, base - height * 0.68, height / 100, turn=turn + quarter * 90):
            s.rect(-1, -54, 1, 0, BARK)
            s.rect(1, -54, 11, -12, sail)
    s.disc(x, base - height * 0.68, height * 0.03, BARK)


def turbine(s, x, base, height, ink=CREAM, turn=15):
    s.limb([(x, base), (x, base - height * 0.64)], [height * 0.028, height * 0.014], ink)
    for third in range(3):
        with s.at(x, base - height * 0.64, height / 100, turn=turn + third * 120):
            s.shape([(-0.7, 0), (-1.9, -9), (0, -36), (0.8, 0)], ink)
    s.disc(x, base - height * 0.64, height * 0.014, ink)


def quay(s, top, bottom, ink, *, left=0, right=None, block=70, course=26):
    """A wall of dressed stone with a lighter coping."""
    right = s.width if right is None else right
    s.rect(left, top, right, bottom, ink)
    y, number = top + course * 0.6, 0
    while y < bottom:
        s.line([(left, y), (right, y)], dark(ink, 0.14), 1.3)
        x = left + (block * 0.5 if number % 2 else 0)
        while x < right:
            s.line([(x, y), (x, min(y + course, bottom))], dark(ink, 0.14), 1.3)
            x += block
        y += course
        number += 1
    s.rect(left, top, right, top + course * 0.6, light(ink, 0.35))


def bollard(s, x, base, height, ink=INK):
    s.pill(x - height * 0.34, base - height, x + height * 0.34, base - height * 0.72, ink)
    s.shape(
        [
            (x - height * 0.2, base - height * 0.8),
            (x + height * 0.2, base - height * 0.8),
            (x + height * 0.3, base),
            (x - height * 0.3, base),
        ],
        ink,
    )


def lamp(s, x, base, height, ink=INK, light_ink=LEMON, strength=0.5):
    """A street lamp and its light."""
    if strength:
        s.glow(x, base - height, height * 0.9, light_ink, strength)
    s.limb([(x, base), (x, base - height * 0.9)], [height * 0.03, height * 0.018], ink)
    s.shape(
        [
            (x - height * 0.035, base - height * 0.9),
            (x + height * 0.035, base - height * 0.9),
            (x + height * 0.06, base - height),
            (x - height * 0.06, base - height),
        ],
        light_ink,
    )
    s.shape(
        [
            (x - height * 0.07, base - height),
            (x, base - height * 1.05),
            (x + height * 0.07, base - height),
        ],
        ink,
    )


def terrace(
    s, left, right, base, walls, *, height=230, width=120, roof=RUST, door=BRICK, window=NAVY
):
    """A row of narrow town houses under one line of roofs."""
    x, number = left, 0
    while x < right:
        wall = walls[number % len(walls)]
        tall = height * s.random.uniform(0.94, 1.08)
        s.rect(x, base - tall, x + width, base, wall)
        s.shape(
            [
                (x - 4, base - tall),
                (x + 8, base - tall - 44),
                (x + width - 8, base - tall - 44),
                (x + width + 4, base - tall),
            ],
            roof,
        )
        s.rect(
            x + width * 0.7, base - tall - 74, x + width * 0.86, base - tall - 30, dark(roof, 0.1)
        )
        for storey in range(2):
            y = base - tall + 26 + storey * tall * 0.3
            for share in (0.16, 0.58):
                s.rect(
                    x + width * share - 3,
                    y - 3,
                    x + width * (share + 0.26) + 3,
                    y + tall * 0.19 + 3,
                    light(wall, 0.6),
                )
                s.rect(x + width * share, y, x + width * (share + 0.26), y + tall * 0.19, window)
                s.rect(
                    x + width * (share + 0.12),
                    y,
                    x + width * (share + 0.14),
                    y + tall * 0.19,
                    light(wall, 0.6),
                )
        s.rect(
            x + width * 0.14,
            base - tall * 0.3,
            x + width * 0.42,
            base,
            dark(door if number % 3 else NAVY, 0.05 * (number % 4)),
        )
        s.rect(x + width * 0.56, base - tall * 0.28, x + width * 0.86, base - tall * 0.1, window)
        s.rect(x + width - 3, base - tall, x + width, base, dark(wall, 0.2))
        x += width
        number += 1


def chimney(s, x, base, height, ink, *, smoke=None, wind=1):
    s.shape(
        [
            (x - height * 0.06, base),
            (x - height * 0.04, base - height),
            (x + height * 0.04, base - height),
            (x + height * 0.06, base),
        ],
        ink,
    )
    s.rect(
        x - height * 0.05, base - height, x + height * 0.05, base - height * 0.95, dark(ink, 0.2)
    )
    if smoke:
        plume(s, x, base - height, height * 1.3, smoke, wind=wind)


def church(s, x, base, height, wall, roof):
    s.rect(x - height * 0.1, base - height * 0.6, x + height * 0.1, base, wall)
    s.rect(x + height * 0.03, base - height * 0.6, x + height * 0.1, base, dark(wall, 0.15))
    s.shape(
        [
            (x - height * 0.12, base - height * 0.6),
            (x, base - height),
            (x + height * 0.12, base - height * 0.6),
        ],
        roof,
    )
    s.rect(x + height * 0.1, base - height * 0.3, x + height * 0.5, base, wall)
    s.shape(
        [
            (x + height * 0.08, base - height * 0.3),
            (x + height * 0.16, base - height * 0.46),
            (x + height * 0.46, base - height * 0.46),
            (x + height * 0.54, base - height * 0.3),
        ],
        roof,
    )


def cottage(s, left, base, width, height, wall=CREAM, roof=RUST, *, door=None, window=NAVY):
    right, eaves = left + width, base - height * 0.58
    s.rect(left, eaves, right, base, wall)
    s.shape(
        [
            (left - width * 0.05, eaves),
            (left + width * 0.1, base - height),
            (right - width * 0.1, base - height),
            (right + width * 0.05, eaves),
        ],
        roof,
    )
    s.rect(
        left + width * 0.7,
        base - height * 1.14,
        left + width * 0.8,
        base - height * 0.9,
        dark(roof, 0.15),
    )
    s.rect(
        left + width * 0.42, base - height * 0.4, left + width * 0.56, base, door or dark(roof, 0.2)
    )
    for share in (0.14, 0.7):
        s.rect(
            left + width * share,
            base - height * 0.42,
            left + width * (share + 0.15),
            base - height * 0.18,
            window,
        )
