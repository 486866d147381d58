"""Hospitals and laboratories."""

import math

from ..buildings import skyline
from ..inks import BARK, CREAM, SKINS, STRAW, WHITE, mix
from ..nature import moon
from ..people import person
from ..sheet import curve, ellipse
from ..things import hand


def operating_theatre(s):
    """An operating theatre seen through the round window of its door."""
    s.wash(0, 0, 1200, 800, ("#1c3238", "#24444a", "#1a2f36"))
    s.rect(140, 0, 1060, 800, "#2f5a5f")
    s.rect(596, 0, 604, 800, "#1a2f36")
    s.shape([(140, 0), (240, 0), (140, 800)], "#3a6a6d", 0.6)
    for x in (520, 650):
        s.pill(x, 640, x + 32, 800, "#9fb5b3", radius=8)
    s.disc(600, 360, 326, "#16282e")
    s.disc(600, 360, 306, "#8fa9a8")
    ring = ellipse(600, 360, 286, 286)
    with s.inside(ring):
        s.wash(300, 60, 900, 660, ("#a9ded6", "#d5f0e6", "#8fcfc8"))
        for k in range(8):
            s.line([(300 + k * 84, 60), (300 + k * 84, 500)], "#9fd3cb", 2)
            s.line([(300, 90 + k * 60), (900, 90 + k * 60)], "#9fd3cb", 2)
        s.rect(300, 520, 900, 660, "#6fb5b0")
        s.shape([(470, 200), (730, 200), (860, 560), (340, 560)], WHITE, 0.5)
        s.limb([(640, 40), (600, 120)], [16, 14], "#66808f")
        s.shape(
            [(480, 190), *curve([(480, 190), (520, 130), (600, 110), (680, 130), (720, 190)])],
            "#dfe8e4",
        )
        for x in (520, 573, 627, 680):
            s.disc(x, 190, 22, CREAM, tall=9)
        s.rect(760, 250, 850, 330, "#24444a")
        s.stroke(
            [(768, 296), (790, 296), (800, 270), (812, 316), (822, 296), (844, 296)], "#9be08a", 4
        )
        for x, pose, flip, tall in (
            (430, "hold", False, 380),
            (760, "hold", True, 390),
            (525, "bend", False, 360),
            (690, "stand", True, 366),
        ):
            person(
                s,
                x,
                610,
                tall,
                pose=pose,
                flip=flip,
                coat="#2f8f7d" if x % 2 else "#3aa08c",
                legs="#2f8f7d",
                skin=SKINS[(x // 50) % 4],
                hair="#2a7d6e",
                hat="#2a7d6e",
            )
        s.rect(420, 430, 790, 660, "#bfe6dc")
        s.smooth([(420, 436), (500, 400), (620, 392), (760, 412), (792, 440)], "#d5f0e6")
        s.shape([(560, 398), (650, 398), (640, 416), (568, 416)], "#e9a88c")
        s.disc(604, 402, 200, WHITE, 0.25, tall=60)
    s.ring(600, 360, 296, 12, "#c9d9d5")
    s.shape([(440, 150), (520, 110), (400, 420), (350, 400)], WHITE, 0.16)
    s.glow(600, 360, 520, "#a9ded6", 0.3)
    s.rect(0, 0, 140, 800, "#14252b")
    s.rect(1060, 0, 1200, 800, "#14252b")
    return 0.5, 0.45


def night_ward(s):
    """A ward at night, rows of dim beds; a nurse crouches at a trolley wheel under a blue lamp."""
    s.wash(0, 0, 1200, 460, ("#0f1c33", "#182b4a", "#223a5c"))
    for k in range(4):
        x = 110 + k * 280
        s.wash(x, 60, x + 150, 330, ("#2a4a75", "#3a5f8a"))
        s.line([(x + 75, 60), (x + 75, 330)], "#13213a", 6)
        s.line([(x, 180), (x + 150, 180)], "#13213a", 6)
    moon(s, 470, 120, 22)
    s.wash(0, 450, 1200, 800, ("#22385a", "#1a2c4a", "#101d35"))
    for k in range(9):
        s.line([(600 + (k - 4) * 60, 450), (600 + (k - 4) * 330, 800)], "#162744", 3)
    for k, (y, grow) in enumerate(((470, 0.62), (530, 0.86), (622, 1.2))):
        for side in (-1, 1):
            x = 600 + side * (230 + 190 * k)
            with s.at(x, y, grow, flip=side < 0):
                s.line([(-80, -70), (-80, 30)], "#6f87a6", 6)
                s.line([(150, -110), (150, 30)], "#6f87a6", 6)
                s.pill(-86, -34, 156, 4, "#3f5a80", radius=10)
                s.smooth(
                    [(-86, -34), (-60, -58), (20, -70), (90, -64), (110, -30), (60, -6), (-86, -4)],
                    ("#5f7fa8", "#54739c")[k % 2],
                )
                s.pill(92, -66, 150, -34, "#b9c9d9")
                s.disc(116, -68, 15, "#8a7a82", tall=13)
                s.line([(150, -108), (150, -80)], "#6f87a6", 5)
    s.glow(640, 470, 400, "#6fb3e6", 0.55)
    s.line([(780, 0), (780, 240)], "#0b1526", 4)
    s.shape([(748, 268), (766, 236), (794, 236), (812, 268)], "#27466d")
    s.disc(780, 270, 20, "#bfe3f7", tall=9)
    s.shape([(760, 272), (800, 272), (1000, 780), (480, 780)], "#8fc9ee", 0.14)
    with s.at(760, 742):
        for y in (-190, -100):
            s.pill(-120, y, 130, y + 16, "#9fb5cc", radius=6)
        for x in (-108, 112):
            s.rect(x, -230, x + 9, -14, "#7f97b3")
        s.line([(112, -230), (160, -246)], "#7f97b3", 8)
        s.pill(-80, -226, -20, -190, CREAM, radius=5)
        s.pill(0, -214, 60, -190, "#5aa79b", radius=5)
        s.pill(-60, -130, 70, -100, "#b9c9d9", radius=6)
        for x in (-104, 116):
            s.disc(x, -12, 20, "#0b1526")
            s.disc(x, -12, 8, "#9fb5cc")
    s.disc(520, 746, 130, "#0b1526", 0.5, tall=16)
    person(
        s,
        500,
        744,
        340,
        pose="kneel",
        coat="#7fb3c9",
        legs="#3f6a8a",
        skin=SKINS[3],
        hair="#14182a",
        shoes=CREAM,
    )
    return 0.52, 0.66


def drill_core(s):
    """A concrete core on a bench, white cracks from dark pebbles, a ruler alongside."""
    s.wash(0, 0, 1200, 430, ("#9fb3ba", "#c4d0cf"))
    for k in range(5):
        x = 70 + k * 230
        s.rect(x, 60, x + 180, 70, "#7f959d")
        for b in range(4):
            s.pill(
                x + 10 + b * 43,
                8 if b % 2 else 22,
                x + 38 + b * 43,
                60,
                ("#b3c4c8", "#8fa6ad", "#c9d3cd")[(k + b) % 3],
                radius=6,
            )
    s.wash(0, 420, 1200, 800, ("#e6e7dc", "#c9cfc8", "#aab5b4"))
    s.rect(0, 414, 1200, 428, "#f6f4e8")
    s.disc(600, 640, 520, "#7f8d8f", 0.45, tall=36)
    body = [
        (130, 330),
        (1040, 330),
        *curve([(1040, 330), (1096, 400), (1110, 490), (1096, 580), (1040, 648)]),
        (130, 648),
        *curve([(130, 648), (84, 580), (70, 490), (84, 400), (130, 330)]),
    ]
    s.shape(body, "#bcbcb0")
    with s.inside(body):
        s.wash(60, 328, 1110, 650, ("#d6d5c8", "#c2c2b6", "#a4a69e", "#83888a"))
        pebbles = []
        for _ in range(64):
            x, y, r = (
                s.random.uniform(80, 1090),
                s.random.uniform(340, 640),
                s.random.uniform(9, 36),
            )
            if all(math.hypot(x - a, y - b) > r + c + 6 for a, b, c in pebbles):
                pebbles.append((x, y, r))
        for k, (x, y, r) in enumerate(pebbles):
            if k % 2 == 0 and r > 14:
                for arm in range(5):
                    a = arm * 1.3 + k
                    points = [(x, y)]
                    for step in range(1, 5):
                        reach = r + step * 17
                        points.append(
                            (
                                x + math.cos(a) * reach + s.random.uniform(-8, 8),
                                y + math.sin(a) * reach + s.random.uniform(-8, 8),
                            )
                        )
                    s.limb(points, [6, 5, 4, 2.5, 1], CREAM)
            shape = [
                (
                    x + r * s.random.uniform(0.8, 1.15) * math.cos(t * 0.9),
                    y + r * s.random.uniform(0.7, 1) * math.sin(t * 0.9),
                )
                for t in range(7)
            ]
            s.smooth(shape, ("#4f565b", "#6d6f6a", "#3f474e", "#7d7264")[k % 4])
    s.shape(ellipse(1050, 489, 58, 159), "#c9c8ba")
    for x, y, r in (
        (1040, 420, 20),
        (1064, 500, 24),
        (1036, 570, 17),
        (1070, 440, 12),
        (1030, 490, 11),
    ):
        s.disc(x, y, r * 0.7, "#4f565b", tall=r)
        s.line([(x, y), (x + 8, y - r * 1.6)], CREAM, 4)
        s.line([(x, y), (x - 14, y + r * 1.5)], CREAM, 4)
    with s.at(560, 728, turn=-1.5):
        s.rect(-450, -22, 450, 34, "#8a7038", 0.5)
        s.rect(-456, -30, 444, 26, STRAW)
        for k in range(89):
            s.line(
                [
                    (-446 + k * 10, -30),
                    (-446 + k * 10, -30 + (26 if k % 10 == 0 else 17 if k % 5 == 0 else 10)),
                ],
                BARK,
                2,
            )
        for k in range(9):
            s.rect(-440 + k * 100, 2, -430 + k * 100, 16, BARK)
    return 0.5, 0.6


def test_strip(s):
    """A gloved hand dips a strip with a violet tip into a glass of water on a white bench."""
    s.wash(0, 0, 1200, 560, ("#dfeaea", "#eef2ea", "#f6f4ea"))
    for k in range(4):
        x = 700 + k * 130
        s.rect(x, 210, x + 96, 520, "#d3e0df")
    for x, h, ink in (
        (740, 190, "#a9d3d6"),
        (850, 150, "#e9c07c"),
        (960, 230, "#b9cfd8"),
        (1070, 170, "#cbb7d6"),
    ):
        s.shape(
            [
                (x - 18, 520 - h),
                (x + 18, 520 - h),
                (x + 18, 520 - h * 0.6),
                (x + 62, 520),
                (x - 62, 520),
                (x - 18, 520 - h * 0.6),
            ],
            "#e6eeec",
        )
        s.shape(
            [(x - 36, 520 - h * 0.34), (x + 36, 520 - h * 0.34), (x + 62, 520), (x - 62, 520)], ink
        )
        s.rect(x - 24, 520 - h - 10, x + 24, 520 - h, "#f6f8f4")
    s.rect(0, 516, 1200, 800, "#f7f6ee")
    s.wash(0, 520, 1200, 800, ("#f7f6ee", "#dfe4de"))
    s.rect(0, 512, 1200, 524, "#c9d3d0")
    s.disc(560, 726, 240, "#b7c4c4", 0.6, tall=26)
    s.shape([(420, 330), (700, 330), (672, 724), (448, 724)], "#d5e6e6")
    s.shape([(430, 430), (690, 430), (672, 716), (448, 716)], "#9ccfd6")
    s.shape([(600, 430), (690, 430), (672, 716), (610, 716)], "#7fbac6")
    s.rect(548, 240, 580, 590, "#fbf8ee")
    s.wash(548, 470, 580, 592, ("#e6dcec", "#8d5fae", "#5b2f86"))
    s.glow(564, 560, 110, "#8d5fae", 0.5)
    s.rect(548, 540, 580, 592, "#5b2f86")
    s.disc(560, 432, 130, "#c4e6e6", tall=15)
    s.rect(548, 240, 580, 436, "#fbf8ee")
    s.disc(560, 330, 140, "#eef5f2", 0.6, tall=15)
    s.shape([(446, 350), (466, 350), (482, 700), (466, 700)], WHITE, 0.8)
    s.disc(640, 620, 8, "#dff0ee")
    s.disc(620, 540, 5, "#dff0ee")
    hand(s, 566, 250, 150, SKINS[0], WHITE, turn=14, glove="#6fa8c9")
    return 0.47, 0.5


def fish_skin(s):
    """A gloved hand holds a sheet of patterned fish skin up to a laboratory window."""
    s.rect(0, 0, 1200, 800, "#8fa3a8")
    s.wash(80, 40, 1120, 700, ("#cfe3e6", "#e9f0e6", "#f3efe0"))
    skyline(s, 700, "#b9cdcd", left=80, right=1120, low=40, high=110, spires=3)
    for x in (80, 420, 770, 1110):
        s.rect(x - 12, 30, x + 12, 710, "#6b838b")
    s.rect(70, 28, 1130, 48, "#6b838b")
    s.rect(40, 692, 1160, 730, "#b9c6c4")
    s.rect(40, 730, 1160, 800, "#7f959b")
    sheet = curve(
        [
            (560, 130),
            (760, 96),
            (960, 130),
            (1040, 300),
            (1000, 500),
            (900, 600),
            (700, 580),
            (590, 470),
            (540, 300),
        ],
        closed=True,
    )
    s.shape(sheet, "#a9c0c4")
    with s.inside(sheet):
        s.wash(530, 90, 1050, 610, ("#dfe9e4", "#a9c4c9", "#7f9fae"))
        for course in range(30):
            for k in range(22):
                x = 520 + k * 27 + (course % 2) * 13.5
                y = 80 + course * 19
                s.disc(
                    x,
                    y,
                    15,
                    mix("#6b8c9c", "#e6efe8", (math.sin(k * 0.5 + course * 0.3) + 1) / 2),
                    tall=13,
                )
                s.disc(
                    x,
                    y - 4,
                    13,
                    mix("#8fafb9", "#f4f7ee", (math.sin(k * 0.5 + course * 0.3) + 1) / 2),
                    tall=11,
                )
        s.stroke([(560, 250), (760, 300), (1020, 330)], "#4f6f80", 5, 0.7)
        s.shape([(560, 90), (700, 90), (900, 620), (760, 620)], WHITE, 0.22)
    s.line([*sheet, sheet[0]], "#5f7f8d", 3)
    hand(s, 600, 430, 180, SKINS[2], "#f6f4ea", turn=-24, glove="#5aa79b")
    return 0.58, 0.5
