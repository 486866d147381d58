"""Tables, desks and a bed."""

import math

from ..buildings import jib, skyline
from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CLAY,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    PAPER,
    PINE,
    ROSE,
    SAND,
    SKINS,
    SMOKE,
    STONE,
    TEAL,
    VERMILION,
    WHITE,
    mix,
)
from ..nature import glints, hills, moon, mountains, ripples, stars
from ..sheet import beside, curve, ellipse, rounded
from ..things import book_open, clock, cup, desk_lamp, hand, hanging_lamp, paper, shelf, tabletop
from ..vessels import ferry


def green_table(s):
    """A green negotiating table from above: half-empty cups, a list with most lines crossed out."""
    s.rect(0, 0, 1200, 800, "#5b3f2c")
    for k in range(9):
        s.line([(0, k * 96), (1200, k * 96)], "#4a3323", 3)
    s.shape([(60, 120), (1140, 120), (1140, 680), (60, 680)], "#3a2618")
    s.pill(56, 100, 1144, 676, "#7b5232", radius=60)
    s.pill(80, 122, 1120, 654, "#2f7057", radius=46)
    s.grain(rounded(80, 122, 1120, 654, 46), "#1d4a3c", 0.5, towards="right")
    s.shape([(80, 122), (520, 122), (250, 654), (80, 654)], "#8fc7a4", 0.2)
    for x in (190, 400, 610, 820, 1010):
        for y, side in ((48, -1), (732, 1)):
            s.pill(x - 62, y - 46, x + 62, y + 46, "#2a1d16", radius=24)
            s.pill(x - 54, y - 38 - side * 4, x + 54, y + 34 - side * 4, "#8e3b2c", radius=20)
    with s.at(600, 386, turn=-6):
        s.rect(-116, -186, 128, 198, INK, 0.3)
        s.rect(-126, -196, 118, 188, CREAM)
        for k in range(11):
            y = -160 + k * 31
            reach = s.random.uniform(110, 190)
            points = curve(
                [(-100 + reach * step / 8, y + s.random.uniform(-4, 4)) for step in range(9)],
                steps=4,
            )
            s.line(points, NAVY, 3.4)
            s.disc(-110, y, 3.6, NAVY)
            if k not in (2, 6, 9):
                s.line([(-104, y + 2), (-90 + reach, y - 5)], VERMILION, 4.5)
            else:
                s.stroke([(78, y - 2), (86, y + 8), (104, y - 14)], PINE, 5)
    with s.at(772, 480, turn=38):
        s.pill(-92, -6, 78, 6, VERMILION, radius=5)
        s.shape([(78, -6), (102, 0), (78, 6)], SAND)
        s.shape([(94, -2), (102, 0), (94, 2)], INK)
    paper(s, 300, 260, 150, 200, turn=9, lines=7)
    paper(s, 250, 300, 150, 200, "#efe2c4", turn=-12, lines=8)
    paper(s, 930, 250, 150, 200, turn=-14, lines=7)
    paper(s, 900, 560, 200, 140, "#efe2c4", turn=8, lines=5)
    for x, y, r, full in (
        (420, 210, 34, 0.5),
        (178, 520, 36, 0.35),
        (780, 220, 34, 0.6),
        (1034, 420, 36, 0),
        (420, 560, 34, 0.45),
    ):
        cup(s, x, y, r, coffee="#5a3620", full=full)
    for x, y in ((470, 250), (700, 590), (1010, 560)):
        s.disc(x, y, 26, "#235846", 0.7)
        s.disc(x, y, 19, "#2f7057")
    s.disc(330, 470, 30, "#dff0ea", 0.55)
    s.disc(330, 470, 22, "#a9d6d4", 0.8)
    return 0.5, 0.48


def contested_river(s):
    """A desk from above: a blue river runs across deeds, seals and maps, hands pull at the papers."""
    tabletop(s, "#7b5232", boards=6)
    sheets = (
        (200, 210, 300, 230, -14, PAPER),
        (520, 150, 330, 240, 8, "#efdcb2"),
        (880, 190, 320, 250, -6, CREAM),
        (1060, 420, 280, 250, 12, "#e9d3a0"),
        (220, 520, 330, 260, 11, CREAM),
        (560, 480, 360, 280, -7, PAPER),
        (870, 590, 330, 240, 5, "#efdcb2"),
        (420, 690, 300, 200, -4, "#e9d3a0"),
    )
    for k, (x, y, w, h, turn, ink) in enumerate(sheets):
        paper(
            s,
            x,
            y,
            w,
            h,
            ink,
            turn=turn,
            lines=8,
            rule=mix(ink, BARK, 0.5),
            seal=(VERMILION, None, BRICK)[k % 3],
        )
        if k in (1, 5):
            with s.at(x, y, turn=turn):
                s.smooth(
                    [
                        (-w * 0.4, -h * 0.3),
                        (0, -h * 0.4),
                        (w * 0.4, -h * 0.2),
                        (w * 0.3, h * 0.3),
                        (-w * 0.3, h * 0.36),
                    ],
                    "#c9c38a",
                )
                for ring in (0.8, 0.55, 0.3):
                    s.stroke(
                        [
                            (-w * 0.36 * ring, -h * 0.2 * ring),
                            (w * 0.3 * ring, -h * 0.26 * ring),
                            (w * 0.3 * ring, h * 0.26 * ring),
                            (-w * 0.3 * ring, h * 0.26 * ring),
                        ],
                        "#8d8c48",
                        2,
                    )
    middle = curve(
        [
            (-60, 120),
            (160, 300),
            (380, 330),
            (560, 270),
            (720, 330),
            (760, 480),
            (900, 540),
            (1080, 500),
            (1280, 640),
        ],
        steps=14,
    )

    def strand(side):
        return beside(middle, lambda share: side * (24 + 24 * share))

    banks = [*strand(1), *reversed(strand(-1))]
    s.shape([(x + 5, y + 8) for x, y in banks], INK, 0.3)
    s.shape(banks, "#2f86a8")
    s.shape([*strand(0.7), *reversed(strand(-0.1))], "#5fb0c4")
    for side in (0.4, -0.4):
        s.line(strand(side), "#cfe8e6", 3)
    hand(s, 120, 560, 76, SKINS[0], "#27384f", turn=-18)
    hand(s, 330, 70, 74, SKINS[3], BRICK, turn=52)
    hand(s, 1066, 300, 76, SKINS[2], PINE, flip=True, turn=14)
    hand(s, 1010, 700, 78, SKINS[5], MUSTARD, flip=True, turn=-26)
    hand(s, 560, 730, 74, SKINS[4], "#5b4a68", turn=-64)
    return 0.5, 0.5


def sea_chart(s):
    """An old sea chart of a strait on a wooden table, brass dividers, lamplight, a faded red border."""
    tabletop(s, "#5f3d26", boards=5)
    s.glow(860, 160, 900, AMBER, 0.4)
    with s.at(600, 410, turn=-4):
        s.rect(-486, -306, 506, 326, INK, 0.35)
        s.rect(-500, -320, 492, 312, "#ecd9aa")
        s.grain([(-500, -320), (492, -320), (492, 312), (-500, 312)], "#c49a5c", 0.4)
        s.rect(-470, -290, 462, 282, "#dfe0c0")
        north = curve(
            [
                (-470, -90),
                (-330, -130),
                (-250, -60),
                (-130, -120),
                (-20, -70),
                (90, -150),
                (240, -110),
                (330, -180),
                (462, -150),
            ]
        )
        s.shape([*north, (462, -290), (-470, -290)], "#d9b97c")
        south = curve(
            [
                (-470, 170),
                (-360, 120),
                (-280, 190),
                (-150, 140),
                (-60, 200),
                (70, 130),
                (190, 170),
                (300, 90),
                (462, 60),
            ]
        )
        s.shape([*south, (462, 282), (-470, 282)], "#cfae70")
        for line in (north, south):
            for k in range(1, 4):
                drift = 9 * k if line is north else -9 * k
                s.line([(x, y + drift) for x, y in line], "#8fa08c", 1.6, 0.8)
            s.line(line, BARK, 4)
        for x, y, w in ((-200, 30, 40), (60, 10, 26), (140, 40, 34), (-330, 40, 22)):
            s.smooth(
                [
                    (x - w, y),
                    (x - w * 0.3, y - w * 0.5),
                    (x + w, y - w * 0.1),
                    (x + w * 0.4, y + w * 0.5),
                ],
                "#d9b97c",
            )
            s.line(
                [
                    *curve(
                        [
                            (x - w, y),
                            (x - w * 0.3, y - w * 0.5),
                            (x + w, y - w * 0.1),
                            (x + w * 0.4, y + w * 0.5),
                        ],
                        closed=True,
                    )
                ],
                BARK,
                2.4,
            )
        for k in range(24):
            x = -460 + k * 40
            s.line(
                [(x, 20 + 30 * math.sin(k * 0.5)), (x + 24, 22 + 30 * math.sin((k + 0.6) * 0.5))],
                VERMILION,
                5,
                0.75,
            )
        for _ in range(70):
            x, y = s.random.uniform(-450, 440), s.random.uniform(-60, 110)
            s.line([(x, y), (x + 7, y)], "#7b6a4c", 2.4)
        with s.at(300, -20):
            for turn in range(0, 360, 45):
                with s.at(0, 0, turn=turn):
                    long = 74 if turn % 90 == 0 else 46
                    s.shape([(0, -long), (9, -9), (0, 0)], BRICK)
                    s.shape([(0, -long), (-9, -9), (0, 0)], CREAM)
            s.ring(0, 0, 52, 2, BARK)
        for k in range(24):
            s.rect(-470 + k * 38.8, -300, -451 + k * 38.8, -290, BARK)
            s.rect(-470 + k * 38.8, 282, -451 + k * 38.8, 292, BARK)
        s.smooth([(-440, -270), (-300, -280), (-250, -250), (-290, -200), (-430, -210)], "#e9d3a0")
        for y in (-256, -240, -224):
            s.line([(-420, y), (-300, y)], BARK, 3)
    s.limb([(640, 240), (500, 470)], [17, 5], "#b5842f")
    s.limb([(640, 240), (730, 486)], [17, 5], "#d9a94e")
    s.limb([(500, 470), (486, 496)], [5, 1.5], SMOKE)
    s.limb([(730, 486), (740, 516)], [5, 1.5], SMOKE)
    s.disc(640, 232, 24, "#d9a94e")
    s.disc(640, 232, 11, "#8a5d1f")
    s.limb([(640, 210), (646, 176)], [12, 16], "#d9a94e")
    s.glow(1060, 60, 520, LEMON, 0.5)
    return 0.52, 0.52


def kitchen_tap(s):
    """A tap with one drop, an opened bill, a jug of water, a mountain behind the window."""
    s.rect(0, 0, 1200, 800, "#c9cfc4")
    for course in range(6):
        for k in range(13):
            s.rect(
                k * 96 + 3,
                course * 96 + 3,
                k * 96 + 93,
                course * 96 + 93,
                mix("#d9ddd0", "#c4cdc6", s.random.random()),
            )
    s.rect(330, 40, 900, 440, "#f4ead6")
    s.wash(354, 62, 876, 420, ("#8fa6b0", "#bccbc9", "#dfe3d6"))
    with s.inside([(354, 62), (876, 62), (876, 420), (354, 420)]):
        mountains(s, 420, [(520, 230, 220), (740, 290, 240)], "#7f95a3", "#667f90", CREAM)
        s.shape([(620, 420), (640, 350), (720, 350), (740, 420)], "#c4c4b4")
        hills(s, 424, 50, "#71896f", 5, bottom=430)
    s.rect(608, 62, 622, 420, "#f4ead6")
    s.rect(354, 236, 876, 248, "#f4ead6")
    s.rect(316, 432, 914, 456, "#fbf4e4")
    s.rect(0, 560, 1200, 800, "#f1e6d0")
    for k in range(-2, 16):
        s.shape(
            [(k * 90, 560), (k * 90 + 45, 560), (k * 108 - 70 + 54, 800), (k * 108 - 70, 800)],
            "#c9584a",
            0.5,
        )
    for k, y in enumerate((566, 606, 656, 716, 786)):
        s.rect(0, y, 1200, y + 14 + k * 7, "#c9584a", 0.45)
    s.rect(0, 540, 1200, 562, "#a98a68")
    spout = curve([(250, 556), (250, 300), (268, 206), (336, 162), (402, 204), (421, 282)], steps=7)
    s.limb(spout, [40] * len(spout), "#9fb0b5")
    s.line([(x - 9, y - 6) for x, y in spout[:-12]], "#dde6e4", 8)
    s.rect(398, 262, 444, 290, "#7f939b")
    s.pill(196, 520, 304, 560, "#7f939b", radius=12)
    s.limb([(250, 372), (160, 350)], [26, 20], "#9fb0b5")
    s.disc(150, 348, 24, "#7f939b")
    s.disc(150, 348, 10, VERMILION)
    s.smooth([(421, 330), (436, 366), (421, 388), (406, 366)], "#3f9cc0")
    s.smooth([(415, 356), (419, 348), (420, 372), (413, 372)], CREAM)
    with s.at(770, 640, turn=-5):
        s.rect(-130, -70, 190, 92, INK, 0.2)
        s.shape([(-140, -80), (180, -80), (180, -20), (-140, -20)], "#fbf8ec")
        s.shape([(-140, -20), (180, -20), (188, 90), (-148, 90)], WHITE)
        s.rect(-116, -64, -30, -44, TEAL)
        for k in range(4):
            s.line([(-112, 2 + k * 17), (20 + (k % 2) * 40, 2 + k * 17)], "#8fa0a8", 4)
            s.line([(110, 2 + k * 17), (160, 2 + k * 17)], "#8fa0a8", 4)
        s.rect(96, 62, 166, 82, VERMILION)
    s.shape([(980, 420), (1110, 420), (1126, 680), (964, 680)], "#e6f1ec", 0.75)
    s.shape([(970, 500), (1120, 500), (1126, 680), (964, 680)], "#7fc0cf", 0.85)
    s.disc(1045, 500, 75, "#a9d9df", tall=13)
    s.disc(1045, 420, 65, "#f4f7ee", 0.9, tall=11)
    s.ring(1136, 540, 48, 14, "#dcebe6")
    s.shape([(990, 440), (1006, 440), (998, 660), (984, 660)], WHITE, 0.7)
    return 0.42, 0.5


def tide_gauge(s):
    """A brass tide gauge with a paper drum in a wooden hut, a round window on a grey harbour."""
    for k in range(13):
        s.rect(k * 96, 0, k * 96 + 96, 800, mix("#7b5232", "#5f3d26", s.random.random()))
        s.line([(k * 96, 0), (k * 96, 800)], "#43291a", 3)
    s.glow(420, 300, 760, AMBER, 0.6)
    s.disc(860, 270, 216, "#43291a")
    s.disc(860, 270, 196, "#b5842f")
    ring = ellipse(860, 270, 176, 176)
    with s.inside(ring):
        s.wash(660, 80, 1060, 300, ("#8b9ca3", "#b9c2bf", "#d5d6c8"))
        skyline(s, 300, "#8fa0a3", left=680, right=1060, low=14, high=40, spires=2)
        s.wash(660, 298, 1060, 460, ("#8fa6a8", "#5d7d85"))
        ferry(s, 880, 350, 250, hull=CREAM, band=NAVY, funnel=BRICK)
        ripples(s, 350, 440, CREAM, 14, 0.5, 690, 1040)
    s.line([(860, 94), (860, 446)], "#b5842f", 9)
    s.line([(684, 270), (1036, 270)], "#b5842f", 9)
    for k in range(8):
        a = math.tau * k / 8
        s.disc(860 + 186 * math.cos(a), 270 + 186 * math.sin(a), 7, "#6d4a1c")
    s.rect(60, 600, 1140, 640, "#9c6b3f")
    s.rect(60, 640, 1140, 800, "#5a3822")
    s.rect(60, 600, 1140, 612, "#c4905a")
    s.rect(160, 560, 700, 602, "#3a2a20")
    s.rect(160, 556, 700, 568, "#b5842f")
    for x in (200, 650):
        s.rect(x, 330, x + 18, 560, "#b5842f")
        s.rect(x + 11, 330, x + 18, 560, "#7d5719")
        s.disc(x + 9, 326, 17, "#d9a94e")
    s.pill(220, 366, 660, 516, "#e9dcc0", radius=10)
    s.wash(222, 372, 658, 512, ("#fbf4e4", "#f1e3c2", "#cdb98e"))
    s.rect(218, 362, 240, 520, "#c9963f")
    s.rect(640, 362, 662, 520, "#8a5d1f")
    for k in range(1, 8):
        s.line([(240 + k * 50, 374), (240 + k * 50, 510)], "#c9b48a", 1.6)
    points = [(244 + k * 4, 441 - 46 * math.sin(k * 0.17) - k * 0.16) for k in range(76)]
    s.line(points, NAVY, 4)
    tip = points[-1]
    s.limb([(tip[0] + 4, tip[1] - 4), (600, 300), (600, 230)], [4, 8, 9], "#d9a94e")
    s.rect(150, 222, 720, 238, "#b5842f")
    s.disc(600, 230, 16, "#d9a94e")
    s.disc(250, 230, 62, "#b5842f")
    s.disc(250, 230, 50, "#8a5d1f")
    for k in range(16):
        with s.at(250, 230, turn=k * 22.5):
            s.rect(-5, -72, 5, -56, "#b5842f")
    for k in range(5):
        with s.at(250, 230, turn=k * 72):
            s.rect(-4, -50, 4, 0, "#d9a94e")
    s.disc(250, 230, 14, "#d9a94e")
    s.line([(312, 230), (312, 556)], STONE, 2.5)
    hanging_lamp(s, 470, 0, 96, 84, "#2f6b55", LEMON, 0.5)
    return 0.42, 0.5


def night_desk(s):
    """A desk in a harbour office at night, a ledger under a green lamp, moonlit water."""
    s.wash(0, 0, 1200, 800, ("#1a2430", "#243240", "#2a3038"))
    s.rect(420, 40, 1000, 440, "#3f2a1c")
    with s.inside([(440, 60), (980, 60), (980, 420), (440, 420)]):
        s.wash(440, 60, 980, 290, ("#0e1c35", "#1f3d63", "#3f6488"))
        stars(s, 240, 110)
        moon(s, 820, 140, 34)
        skyline(s, 292, "#14243f", left=440, right=980, low=16, high=44, spires=3)
        s.wash(440, 290, 980, 420, ("#4f7596", "#1f3d5c"))
        glints(s, 820, 296, 420, 130, CREAM, 16, 0.8)
        jib(s, 560, 292, 120, "#10203a")
    s.line([(710, 60), (710, 420)], "#3f2a1c", 14)
    s.line([(440, 240), (980, 240)], "#3f2a1c", 10)
    s.rect(400, 430, 1020, 456, "#6b4930")
    clock(s, 200, 200, 84, face="#efe2c4", rim="#5a3a22", hour=2, minute=40)
    s.rect(1060, 150, 1200, 470, "#3f2a1c")
    shelf(s, 1066, 1200, 300, (BRICK, "#3f6079", MUSTARD, PINE, CLAY), height=110)
    s.rect(1060, 300, 1200, 312, "#6b4930")
    shelf(s, 1066, 1200, 460, ("#3f6079", PINE, CLAY, BRICK), height=110)
    s.wash(0, 560, 1200, 800, ("#8a5a34", "#6d4426", "#4a2d1a"))
    s.rect(0, 548, 1200, 566, "#b07a48")
    desk_lamp(s, 840, 580, 260, "#2f7a5c", LEMON, 0.75)
    s.glow(600, 660, 420, LEMON, 0.35)
    book_open(s, 520, 730, 640, page="#fbf1d8", cover="#5a2d22", rule=NAVY)
    s.limb([(700, 690), (900, 618)], [9, 5], INK)
    s.limb([(700, 690), (684, 700)], [6, 1], MUSTARD)
    s.pill(1000, 590, 1060, 640, "#1f2f40", radius=8)
    s.rect(1012, 576, 1048, 594, "#1f2f40")
    s.disc(150, 650, 46, CREAM, tall=15)
    s.rect(116, 590, 184, 650, CREAM)
    s.disc(150, 650, 34, CREAM, tall=10)
    s.disc(150, 592, 34, "#5a3620", tall=9)
    s.ring(196, 618, 20, 8, CREAM)
    return 0.5, 0.7


def foghorn_dream(s):
    """A man sleeps by an open window while a red horn looms gently out of the fog."""
    s.rect(0, 0, 1200, 800, "#27344f")
    for k in range(16):
        s.rect(k * 80, 0, k * 80 + 38, 800, "#2c3a58")
    s.rect(350, 40, 1080, 540, "#e6dcc6")
    box = [(376, 64), (1054, 64), (1054, 516), (376, 516)]
    with s.inside(box):
        s.wash(376, 64, 1054, 516, ("#8291a6", "#a9b2bb", "#c9cbc6"))
        skyline(s, 516, "#9aa5b0", left=376, right=1054, low=40, high=90, spires=3)
        s.glow(720, 270, 330, ROSE, 0.4)
        s.shape(
            [
                (800, 236),
                *curve([(800, 236), (700, 210), (610, 130), (570, 110)]),
                *curve([(570, 110), (540, 260), (570, 420)]),
                *curve([(570, 420), (640, 380), (710, 312), (800, 300)]),
            ],
            "#c9564a",
        )
        s.smooth(
            [
                (570, 108),
                (600, 180),
                (606, 268),
                (600, 350),
                (570, 424),
                (540, 350),
                (530, 268),
                (540, 180),
            ],
            "#8e3b38",
        )
        s.smooth(
            [
                (572, 150),
                (588, 200),
                (590, 268),
                (588, 330),
                (572, 384),
                (556, 330),
                (550, 268),
                (556, 200),
            ],
            "#5f2a30",
        )
        s.pill(796, 226, 1000, 310, "#b04a42", radius=30)
        s.pill(850, 216, 868, 320, "#8e3b38")
        s.disc(640, 220, 9, CREAM, 0.9)
        for y in (330, 390, 440):
            s.smooth(
                [
                    (330, y + 30),
                    (500, y),
                    (700, y + 24),
                    (900, y - 4),
                    (1120, y + 26),
                    (1120, 560),
                    (330, 560),
                ],
                "#d3d3cb",
                0.34,
            )
    s.shape([(350, 40), (376, 64), (230, 120), (230, 610), (376, 516), (350, 540)], "#d0c4aa")
    s.shape([(360, 70), (360, 510), (246, 590), (246, 130)], "#aab6c2")
    s.line([(300, 100), (300, 552)], "#d0c4aa", 8)
    s.shape([(1054, 64), (1080, 40), (1190, 110), (1190, 620), (1080, 540), (1054, 516)], "#d0c4aa")
    s.shape([(1070, 66), (1176, 126), (1176, 596), (1070, 514)], "#aab6c2")
    s.smooth(
        [(300, 30), (350, 20), (390, 200), (340, 420), (370, 640), (280, 660), (300, 360)],
        "#8e5a68",
        0.9,
    )
    for y in (500, 560, 610):
        s.smooth(
            [
                (-100, y + 30),
                (200, y),
                (520, y + 20),
                (900, y),
                (1300, y + 30),
                (1300, y + 64),
                (700, y + 56),
                (-100, y + 70),
            ],
            "#c4cad0",
            0.22,
        )
    s.rect(60, 470, 130, 800, "#4a2f22")
    s.pill(44, 420, 146, 520, "#6b4530", radius=30)
    s.rect(100, 620, 1180, 800, "#5a3a28")
    s.smooth([(120, 640), (140, 560), (260, 540), (360, 570), (380, 640), (260, 670)], "#f1e8d4")
    s.disc(300, 578, 54, SKINS[0], tall=46)
    s.smooth(
        [(246, 572), (256, 530), (310, 520), (352, 546), (320, 552), (280, 566), (262, 596)], STONE
    )
    s.stroke([(318, 582), (328, 588), (338, 582)], BARK, 3.5)
    s.disc(354, 590, 9, SKINS[0])
    s.stroke([(326, 606), (336, 610), (346, 606)], BARK, 3)
    quilt = curve(
        [
            (340, 640),
            (420, 600),
            (560, 560),
            (720, 590),
            (880, 560),
            (1030, 590),
            (1200, 640),
            (1240, 820),
            (300, 820),
        ],
        closed=True,
    )
    s.shape(quilt, "#c9a24c")
    with s.inside(quilt):
        inks = ("#b9573a", "#e6c98f", "#2f6b6d", "#d98f57", "#f1e3c2", "#8e5a68")
        for course in range(7):
            for k in range(18):
                x, y = 280 + k * 58 + course * 12, 540 + course * 46
                s.shape(
                    [(x, y + 10), (x + 56, y), (x + 62, y + 42), (x + 6, y + 52)],
                    inks[(k * 2 + course * 3) % 6],
                )
        s.grain([(300, 700), (1200, 700), (1200, 800), (300, 800)], "#27344f", 0.6)
    return 0.52, 0.42
