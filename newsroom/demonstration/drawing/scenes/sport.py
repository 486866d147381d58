"""Football grounds."""

from ..inks import (
    BRICK,
    CORAL,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    SKINS,
    STRAW,
    TEAL,
    VERMILION,
    WHITE,
)
from ..nature import rain, tree
from ..people import crowd, person
from ..sheet import curve
from ..things import ball


def header(s):
    """A player in blue and white rises above two defenders to head the ball in floodlit rain."""
    s.wash(0, 0, 1200, 560, ("#0c1728", "#14273f", "#1f3a52"))
    _stand(s, 250, 520, ("#22384f", "#2c445c", "#1b2e44", "#37506a", "#5a6f85", "#7a3f3f"))
    s.shape([(0, 0), (1200, 0), (1200, 150), (0, 210)], "#0a1422")
    for x, y, lean in ((150, 80, 520), (1050, 60, -520)):
        for k in range(4):
            s.disc(x - 48 + k * 32, y, 13, CREAM)
            s.disc(x - 48 + k * 32, y + 30, 13, CREAM)
        s.glow(x, y + 14, 330, "#eaf4f4", 0.85)
        s.shape(
            [(x - 60, y), (x + 60, y), (x + lean + 330, 800), (x + lean - 330, 800)], "#dff0f0", 0.1
        )
    s.rect(0, 516, 1200, 556, "#c9d3d0")
    for k in range(7):
        s.rect(20 + k * 172, 522, 170 + k * 172, 550, (TEAL, MUSTARD, BRICK, NAVY)[k % 4])
    s.wash(0, 556, 1200, 800, ("#3f8a55", "#2f7347", "#235c3a"))
    for k in range(0, 8, 2):
        s.shape(
            [(k * 190 - 120, 556), (k * 190 + 40, 556), (k * 230 - 120, 800), (k * 230 - 350, 800)],
            "#4a9660",
            0.45,
        )
    for x, y, w in ((610, 770, 100), (400, 760, 80), (840, 766, 90)):
        s.disc(x, y, w, "#163f28", 0.55, tall=11)
    person(
        s,
        440,
        756,
        330,
        pose="jump",
        coat="#b23a30",
        legs=CREAM,
        skin=SKINS[0],
        hair="#5a2d22",
        bare=True,
        shoes=INK,
        sleeves="#b23a30",
    )
    person(
        s,
        800,
        760,
        340,
        pose="jump",
        coat="#b23a30",
        legs=CREAM,
        skin=SKINS[3],
        hair="#20191a",
        bare=True,
        shoes=INK,
        flip=True,
    )
    with s.at(600, 640, 3.8):
        person(
            s,
            0,
            0,
            100,
            pose="header",
            coat="#f3f4ee",
            legs="#24569a",
            skin=SKINS[2],
            hair="#20191a",
            bare=True,
            shoes=VERMILION,
            sleeves="#24569a",
        )
        s.limb([(2, -78), (0, -62)], [6, 6], "#24569a")
    ball(s, 690, 218, 33)
    rain(s, "#e6f1f4", 240, 0.36, 0.24)
    return 0.53, 0.42


def long_throw(s):
    """A player leans far back on the touchline for a long throw, a towel on his shoulder, low sun."""
    s.wash(0, 0, 1200, 420, ("#7f9fb0", "#d9c9a8", "#f5cf8f"))
    s.disc(960, 300, 66, CREAM)
    s.glow(960, 300, 420, LEMON, 0.8)
    s.shape([(0, 150), (620, 210), (620, 240), (0, 190)], "#4a5a6a")
    s.shape([(0, 190), (620, 240), (620, 430), (0, 430)], "#8a8a8a")
    _half_stand(s)
    s.rect(600, 396, 1200, 440, "#7f9a6b")
    for x in (720, 800, 1060, 1140):
        tree(s, x, 424, 130, "#8a9a58")
    for x in (690, 1160):
        s.line([(x, 430), (x, 180)], "#4a5a6a", 6)
        s.rect(x - 30, 160, x + 30, 190, "#4a5a6a")
    s.rect(0, 424, 1200, 470, "#e6d8b8")
    for k in range(7):
        s.rect(16 + k * 172, 430, 172 + k * 172, 464, ("#24569a", CREAM, BRICK, MUSTARD)[k % 4])
    s.wash(0, 468, 1200, 800, ("#8fae4c", "#7a9a42", "#668638"))
    for k in range(0, 8, 2):
        s.shape(
            [(k * 190 - 120, 468), (k * 190 + 40, 468), (k * 250 - 160, 800), (k * 250 - 400, 800)],
            "#a3bd5a",
            0.5,
        )
    s.shape([(-10, 730), (1210, 690), (1210, 704), (-10, 748)], CREAM)
    s.shape([(470, 740), (560, 740), (140, 800), (-60, 800)], "#46602a", 0.5)
    person(
        s,
        510,
        742,
        500,
        pose="throw",
        coat="#f3f4ee",
        legs="#24569a",
        skin=SKINS[0],
        hair="#8a5a35",
        bare=True,
        shoes=INK,
        sleeves="#24569a",
    )
    ball(s, 510 - 36 * 5, 742 - 114 * 5 + 16, 46)
    s.shape([(436, 362), (478, 352), (500, 470), (462, 480)], WHITE)
    s.shape([(462, 470), (499, 462), (502, 474), (464, 484)], "#24569a")
    for x, y, tall, flip, skin in (
        (860, 560, 150, True, 2),
        (960, 574, 160, True, 4),
        (1070, 560, 150, False, 0),
    ):
        red = x == 960
        s.disc(x - 30, y, 50, "#46602a", 0.5, tall=5)
        person(
            s,
            x,
            y,
            tall,
            pose="run" if x != 1070 else "stand",
            flip=flip,
            coat="#b23a30" if red else "#f3f4ee",
            legs=CREAM if red else "#24569a",
            skin=SKINS[skin],
            bare=True,
            shoes=INK,
            sleeves="#b23a30" if red else "#24569a",
            hair="#20191a",
        )
    return 0.42, 0.46


def tunnel(s):
    """A women's team in blue and white walks from the tunnel into a packed stadium; confetti, dusk."""
    s.wash(0, 0, 1200, 330, ("#2a3a66", "#6a5a88", "#d98a7c"))
    _stand(s, 190, 470, ("#3a4468", "#6d5a7c", "#8f6a78", "#2f3a5c", "#c4a48f", "#5a6f9a"))
    for x in (330, 870):
        s.rect(x - 50, 60, x + 50, 110, "#1d2747")
        for k in range(8):
            s.disc(x - 36 + (k % 4) * 24, 74 + (k // 4) * 22, 8, CREAM)
        s.glow(x, 84, 200, CREAM, 0.7)
    s.wash(0, 470, 1200, 800, ("#5fa35a", "#3f8a4c"))
    s.line([(0, 500), (1200, 500)], CREAM, 5)
    s.shape([(560, 500), (640, 500), (900, 800), (300, 800)], "#4f9a50")
    for _ in range(150):
        x, y = s.random.uniform(240, 960), s.random.uniform(60, 560)
        with s.at(x, y, turn=s.random.uniform(0, 180)):
            s.rect(-6, -3.4, 6, 3.4, s.random.choice((CREAM, "#5a8ad0", STRAW, WHITE, CORAL)))
    s.shape(
        [
            (0, 0),
            (1200, 0),
            (1200, 800),
            (1030, 800),
            (1000, 190),
            *curve([(1000, 190), (960, 120), (860, 96)]),
            (340, 96),
            *curve([(340, 96), (240, 120), (200, 190)]),
            (170, 800),
            (0, 800),
        ],
        "#12192f",
    )
    s.shape([(200, 190), (170, 800), (60, 800), (130, 150)], "#1f2a4a")
    s.shape([(1000, 190), (1030, 800), (1140, 800), (1070, 150)], "#1f2a4a")
    for k in range(4):
        s.rect(430 + k * 100, 40, 500 + k * 100, 58, "#dfe8f0")
        s.glow(465 + k * 100, 50, 70, "#dfe8f0", 0.4)
    s.shape([(170, 800), (1030, 800), (960, 690), (240, 690)], "#0d1426")
    people = (
        (430, 640, 250, 0, 0),
        (600, 630, 240, 2, 1),
        (770, 640, 250, 4, 2),
        (340, 730, 320, 3, 3),
        (520, 744, 330, 1, 0),
        (700, 736, 324, 5, 1),
        (870, 730, 320, 0, 2),
    )
    hairs = ("#8a5a35", "#20191a", "#c9964a", "#5a2d22")
    for x, y, tall, skin, number in people:
        person(
            s,
            x,
            y,
            tall,
            pose="walk" if number % 2 else "stand",
            away=True,
            coat="#f3f4ee",
            legs="#24569a",
            skin=SKINS[skin],
            hair=hairs[number],
            bare=True,
            sleeves="#24569a",
            shoes=INK,
            flip=number > 1,
        )
        neck = y - tall * 0.88
        s.limb([(x, neck), (x + 4, neck + tall * 0.13)], [tall * 0.06, tall * 0.025], hairs[number])
        s.rect(x - tall * 0.014, y - tall * 0.72, x + tall * 0.014, y - tall * 0.56, "#24569a")
        if (x // 10) % 2:
            s.rect(x + tall * 0.03, y - tall * 0.72, x + tall * 0.055, y - tall * 0.56, "#24569a")
    return 0.5, 0.62


def _stand(s, top, low, inks):
    """A full stand in rows, with its roof."""
    y = top
    while y < low:
        size = 15 + (y - top) * 0.06
        crowd(s, 0, 1200, y, inks, height=size * 1.5, rows=1, step=size * 0.9, mixed=True)
        y += size * 0.8


def _half_stand(s):
    for k in range(7):
        y = 262 + k * 24
        crowd(
            s,
            0,
            590,
            y,
            ("#5d6f80", "#8a5a4e", "#b9a27c", "#3f5066", "#a9b0aa"),
            height=26,
            rows=1,
            step=15,
            mixed=True,
        )
