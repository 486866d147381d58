"""What lies about in the pictures: crates, books, glass, lamps, tables."""

import math

from .inks import BARK, CREAM, INK, LEMON, MUSTARD, NAVY, VERMILION, dark, light, mix
from .sheet import curve, ellipse


def container(s, left, base, width, ink):
    height = width * 0.42
    s.rect(left, base - height, left + width, base, ink)
    ribs = max(4, round(width / 12))
    for rib in range(1, ribs):
        x = left + width * rib / ribs
        s.line([(x, base - height + 3), (x, base - 3)], dark(ink, 0.16), 2)
    s.rect(left, base - height, left + width, base - height + 3, light(ink, 0.2))
    s.rect(left, base - 3, left + width, base, dark(ink, 0.3))


def crate(s, left, base, width, ink, *, fish=None):
    """A fish box seen a little from above."""
    height, depth = width * 0.28, width * 0.24
    s.shape(
        [
            (left, base - height),
            (left + width, base - height),
            (left + width * 0.94, base - height - depth),
            (left + width * 0.06, base - height - depth),
        ],
        dark(ink, 0.35),
    )
    if fish:
        for number in range(4):
            y = base - height - depth * (0.85 - number * 0.2)
            fish_shape(
                s, left + width * (0.5 + 0.02 * number), y, width * 0.78, fish, flip=number % 2
            )
    s.rect(left, base - height, left + width, base, ink)
    s.rect(left, base - height, left + width, base - height * 0.82, light(ink, 0.25))
    s.pill(
        left + width * 0.38,
        base - height * 0.6,
        left + width * 0.62,
        base - height * 0.4,
        dark(ink, 0.3),
    )


def fish_shape(s, x, y, length, ink, *, flip=False, turn=0):
    with s.at(x, y, length / 100, flip=flip, turn=turn):
        s.smooth(
            [(-38, 0), (-14, -11), (18, -11), (44, -2), (48, 1), (40, 5), (14, 11), (-16, 9)], ink
        )
        s.shape([(-34, 0), (-52, -12), (-47, 0), (-52, 12)], dark(ink, 0.15))
        s.smooth([(-34, 1), (0, 3), (40, 4), (14, 11), (-16, 9)], light(ink, 0.45))
        s.disc(36, -2, 2.2, INK)


def book(s, left, base, width, height, ink):
    s.rect(left, base - height, left + width, base, ink)
    s.rect(left, base - height * 0.86, left + width, base - height * 0.8, light(ink, 0.5))
    s.rect(left, base - height * 0.2, left + width, base - height * 0.16, light(ink, 0.5))


def shelf(s, left, right, base, inks, *, height=60):
    """A row of books."""
    x = left
    while x < right - 8:
        wide = min(s.random.uniform(8, 18), right - x)
        book(s, x, base, wide - 1, height * s.random.uniform(0.72, 1), s.random.choice(inks))
        x += wide


def bottle(s, x, base, height, ink):
    half = height * 0.2
    s.pill(x - half, base - height * 0.66, x + half, base, ink, radius=half * 0.5)
    s.rect(x - half * 0.45, base - height * 0.92, x + half * 0.45, base - height * 0.6, ink)
    s.rect(x - half * 0.6, base - height, x + half * 0.6, base - height * 0.88, BARK)
    s.rect(
        x - half * 0.55, base - height * 0.5, x - half * 0.2, base - height * 0.12, light(ink, 0.5)
    )


def hanging_lamp(s, x, top, drop, size, shade_ink, light_ink=LEMON, strength=0.5, *, cone=None):
    """A lamp on a cord; with `cone`, the ink of the light that falls below it."""
    y = top + drop
    if strength:
        s.glow(x, y + size * 0.3, size * 5, light_ink, strength)
    if cone:
        s.shape(
            [
                (x - size * 0.5, y),
                (x + size * 0.5, y),
                (x + size * 3.4, y + size * 7),
                (x - size * 3.4, y + size * 7),
            ],
            cone,
            0.16,
        )
    s.line([(x, top), (x, y - size * 0.4)], INK, 2)
    s.disc(x, y + 1, size * 0.3, light_ink)
    s.shape(
        [
            (x - size * 0.18, y - size * 0.5),
            (x + size * 0.18, y - size * 0.5),
            (x + size * 0.7, y),
            (x - size * 0.7, y),
        ],
        shade_ink,
    )


def desk_lamp(s, x, base, height, ink, light_ink=LEMON, strength=0.6):
    """A banker's lamp."""
    s.glow(x, base - height * 0.5, height * 2.2, light_ink, strength)
    s.rect(x - height * 0.03, base - height * 0.8, x + height * 0.03, base, MUSTARD)
    s.pill(x - height * 0.22, base - height * 0.06, x + height * 0.22, base, MUSTARD)
    s.shape(
        [
            (x - height * 0.42, base - height * 0.74),
            *curve(
                [
                    (x - height * 0.42, base - height * 0.74),
                    (x - height * 0.3, base - height),
                    (x + height * 0.3, base - height),
                    (x + height * 0.42, base - height * 0.74),
                ]
            ),
        ],
        ink,
    )
    s.rect(x - height * 0.4, base - height * 0.75, x + height * 0.4, base - height * 0.7, light_ink)


def ball(s, x, y, radius, ink=CREAM, spots=INK):
    s.disc(x, y, radius, ink)
    s.disc(x + radius * 0.08, y + radius * 0.05, radius * 0.34, spots)
    for dx, dy in ((-0.72, -0.42), (0.15, -0.85), (0.82, -0.1), (0.45, 0.78), (-0.55, 0.66)):
        s.disc(x + radius * dx, y + radius * dy, radius * 0.17, spots)


def clock(s, x, y, radius, *, face=CREAM, rim=INK, hour=10, minute=9):

    s.disc(x, y, radius * 1.1, rim)
    s.disc(x, y, radius, face)
    for mark in range(12):
        turn = math.tau * mark / 12
        s.line(
            [
                (x + math.sin(turn) * radius * 0.82, y - math.cos(turn) * radius * 0.82),
                (x + math.sin(turn) * radius * 0.92, y - math.cos(turn) * radius * 0.92),
            ],
            rim,
            radius * 0.05,
        )
    for share, turn, wide in (
        (0.5, math.tau * (hour + minute / 60) / 12, 0.07),
        (0.76, math.tau * minute / 60, 0.045),
    ):
        s.line(
            [(x, y), (x + math.sin(turn) * radius * share, y - math.cos(turn) * radius * share)],
            rim,
            radius * wide,
        )
    s.disc(x, y, radius * 0.07, VERMILION)


def hand(s, x, y, size, skin, sleeve, *, flip=False, turn=0, glove=None):
    """A hand that reaches in from the left, thumb and forefinger closing at (x, y)."""
    ink = glove or skin
    with s.at(x, y, size / 100, flip=flip, turn=turn):
        s.limb([(-260, 30), (-120, 24)], [92, 76], sleeve)
        s.rect(-134, -18, -112, 66, light(sleeve, 0.3))
        s.smooth(
            [
                (-118, -12),
                (-84, -26),
                (-50, -24),
                (-34, -4),
                (-30, 30),
                (-50, 56),
                (-86, 64),
                (-118, 58),
            ],
            ink,
        )
        s.limb([(-52, -14), (-26, -26), (0, -5)], [24, 20, 13], ink)
        s.limb([(-60, 34), (-30, 26), (-1, 4)], [26, 21, 14], dark(ink, 0.08))
        s.limb([(-46, 22), (-24, 40), (-34, 58)], [24, 22, 18], dark(ink, 0.14))
        s.limb([(-60, 40), (-44, 62), (-58, 74)], [22, 20, 16], dark(ink, 0.2))


def paper(s, x, y, width, height, ink=CREAM, *, turn=0, lines=6, rule=None, seal=None):
    """A sheet of writing on a table, by its middle."""
    with s.at(x, y, turn=turn):
        s.rect(-width / 2 + 4, -height / 2 + 5, width / 2 + 4, height / 2 + 5, INK, 0.22)
        s.rect(-width / 2, -height / 2, width / 2, height / 2, ink)
        for number in range(lines):
            top = -height * 0.38 + height * 0.72 * number / max(lines - 1, 1)
            reach = width * s.random.uniform(0.5, 0.78)
            s.line(
                [(-width * 0.4, top), (-width * 0.4 + reach, top)],
                rule or mix(ink, NAVY, 0.55),
                2.4,
            )
        if seal:
            s.disc(width * 0.26, height * 0.34, min(width, height) * 0.12, seal)
            s.disc(width * 0.26, height * 0.34, min(width, height) * 0.07, dark(seal, 0.2))


def cup(s, x, y, radius, *, coffee=BARK, china=CREAM, full=0.7):
    """A cup on its saucer from above."""
    s.disc(x + 4, y + 6, radius * 1.5, INK, 0.2)
    s.disc(x, y, radius * 1.5, china)
    s.disc(x, y, radius * 1.35, dark(china, 0.06))
    s.pill(x + radius * 0.7, y - radius * 0.2, x + radius * 1.55, y + radius * 0.2, china)
    s.disc(x, y, radius, light(china, 0.4))
    s.disc(x, y, radius * 0.86, dark(china, 0.12))
    if full:
        s.disc(x, y, radius * 0.86 * full**0.5, coffee)


def tabletop(s, ink, *, boards=6, top=0):
    """A table of boards, seen from above."""
    high = (s.height - top) / boards
    for number in range(boards):
        tone = mix(ink, dark(ink, 0.2), s.random.uniform(0, 0.6))
        s.rect(0, top + number * high, s.width, top + (number + 1) * high + 1, tone)
        for _ in range(7):
            x, y = (
                s.random.uniform(-100, s.width),
                top + (number + s.random.uniform(0.15, 0.85)) * high,
            )
            s.stroke(
                [
                    (x, y),
                    (x + 120, y + s.random.uniform(-4, 4)),
                    (x + s.random.uniform(200, 420), y),
                ],
                dark(tone, 0.12),
                2,
            )
        s.line([(0, top + number * high), (s.width, top + number * high)], dark(ink, 0.45), 2)


def book_open(s, x, y, width, *, page=CREAM, cover=BARK, rule=NAVY, columns=True):
    """An open ledger, seen from the reader's side."""
    half, deep = width / 2, width * 0.3
    s.shape(
        [
            (x - half - 8, y + 8),
            (x - half * 0.86, y - deep),
            (x + half * 0.86, y - deep),
            (x + half + 8, y + 8),
        ],
        cover,
    )
    for side in (-1, 1):
        s.shape(
            [
                (x, y + 4),
                *curve([(x, y + 4), (x + side * half * 0.5, y - 8), (x + side * half, y)]),
                (x + side * half * 0.84, y - deep),
                *curve(
                    [
                        (x + side * half * 0.84, y - deep),
                        (x + side * half * 0.4, y - deep - 8),
                        (x, y - deep + 4),
                    ]
                ),
            ],
            page if side < 0 else dark(page, 0.05),
        )
        for line in range(9):
            share = (line + 1) / 10
            width_here = half * (1 - 0.16 * (1 - share))
            yy = y - deep * (1 - share)
            s.line(
                [(x + side * width_here * 0.1, yy), (x + side * width_here * 0.88, yy - 2)],
                mix(page, rule, 0.5),
                1.6,
            )
        if columns:
            for share in (0.3, 0.52, 0.72):
                s.line(
                    [(x + side * half * share, y - 6), (x + side * half * share * 0.86, y - deep)],
                    mix(page, VERMILION, 0.5),
                    1.4,
                )


def glass(s, x, base, width, height, water, *, level=0.7):
    s.shape(
        [
            (x - width / 2, base - height),
            (x + width / 2, base - height),
            (x + width * 0.42, base),
            (x - width * 0.42, base),
        ],
        CREAM,
        0.35,
    )
    top = base - height * level
    half = width * (0.42 + 0.08 * level)
    s.shape(
        [
            (x - half, top),
            (x + half, top),
            (x + width * 0.42, base - 8),
            (x - width * 0.42, base - 8),
        ],
        water,
        0.75,
    )
    s.shape(ellipse(x, top, half, width * 0.07), light(water, 0.4))
    s.shape(
        [
            (x - width * 0.38, base - height * 0.95),
            (x - width * 0.3, base - height * 0.95),
            (x - width * 0.28, base - 20),
            (x - width * 0.34, base - 20),
        ],
        CREAM,
        0.7,
    )
