"""Stages and those before them."""

from ..buildings import church, cottage, jib, skyline
from ..inks import (
    AMBER,
    AQUA,
    BRICK,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    SKINS,
    STONE,
    STRAW,
    TEAL,
    VERMILION,
    dark,
    light,
    mix,
)
from ..nature import hills, moon, ripples, stars, tree
from ..people import audience, crowd, person
from ..sheet import curve, ellipse
from ..vessels import barge, flags


def orchestra(s):
    """A conductor with lowered arms before a motionless orchestra, deep blue light, gold on the basses."""
    s.wash(0, 0, 1200, 800, ("#0e1a33", "#16294a", "#1d3860", "#13233f"))
    for k in range(12):
        x = k * 104
        s.shape(
            [
                (x, 0),
                (x + 46, 0),
                (600 + (x + 46 - 600) * 0.62, 330),
                (600 + (x - 600) * 0.62, 330),
            ],
            "#1a3156",
        )
    s.rect(220, 40, 980, 330, "#142646")
    for k in range(19):
        tall = 150 + 90 * (1 - abs(k - 9) / 9)
        s.rect(
            240 + k * 38.6,
            300 - tall,
            262 + k * 38.6,
            300,
            mix("#2f4f7d", "#c9963f", 0.25 + 0.2 * (k % 2)),
        )
    for x in (330, 600, 870):
        s.shape([(x - 30, 0), (x + 30, 0), (x + 240, 640), (x - 240, 640)], "#7fb3e6", 0.08)
    rows = ((360, 11, 0.62), (430, 12, 0.78), (520, 11, 0.98), (620, 9, 1.2))
    for level, (y, count, grow) in enumerate(rows):
        for k in range(count):
            share = (k + 0.5) / count
            x = 600 + (share - 0.5) * (900 + level * 110)
            if level == 3 and abs(x - 600) < 150:
                continue
            base = y + 74 * grow - 50 * (1 - (2 * share - 1) ** 2)
            flip = x > 600
            person(
                s,
                x,
                base,
                120 * grow,
                pose="sit",
                coat=("#0b1426", "#101c33")[k % 2],
                legs="#0b1426",
                skin=mix(s.random.choice(SKINS), "#3f6aa0", 0.42),
                hair="#0b1020",
                flip=flip,
            )
            with s.at(x, base, grow, flip=flip):
                if level < 1 or (level == 1 and k > 8):
                    s.limb([(16, -96), (16, -60)], [4, 4], "#d9a94e")
                else:
                    with s.at(20, -58, 0.8, turn=24):
                        s.smooth(
                            [
                                (0, -26),
                                (10, -20),
                                (7, -4),
                                (14, 10),
                                (0, 24),
                                (-14, 10),
                                (-7, -4),
                                (-10, -20),
                            ],
                            "#a8662c",
                        )
                        s.limb([(0, -26), (0, -56)], [3, 2.4], "#3a2418")
        for k in range(0, count, 2):
            x = 600 + ((k + 1) / count - 0.5) * (900 + level * 110)
            if not (level == 3 and abs(x - 600) < 170):
                s.shape(
                    [
                        (x - 15 * grow, y + 30 * grow),
                        (x + 15 * grow, y + 30 * grow),
                        (x + 12 * grow, y + 10 * grow),
                        (x - 12 * grow, y + 10 * grow),
                    ],
                    "#dfe6e6",
                    0.7,
                )
    for k in range(5):
        x, base = 1010 + (k % 3) * 66, 470 + k * 42
        with s.at(x, base, 1.05 + k * 0.06):
            person(
                s,
                -30,
                4,
                190,
                pose="stand",
                coat="#0b1426",
                legs="#0b1426",
                skin="#8a7f90",
                hair="#0b1020",
            )
            s.smooth(
                [
                    (0, -110),
                    (24, -98),
                    (20, -62),
                    (36, -20),
                    (0, 6),
                    (-36, -20),
                    (-20, -62),
                    (-24, -98),
                ],
                "#c98a2f",
            )
            s.smooth([(0, -110), (24, -98), (20, -62), (36, -20), (0, 6)], "#8a5a1f")
            s.limb([(0, -108), (0, -178)], [6, 4], "#3a2418")
            s.line([(0, -176), (0, -20)], "#f0d9a0", 1.4)
    s.shape([(430, 740), (770, 740), (820, 800), (380, 800)], "#0b1426")
    s.rect(440, 724, 760, 744, "#3a2c28")
    person(s, 600, 730, 330, away=True, coat="#060b16", legs="#060b16", hair=STONE, long=True)
    s.limb([(626, 574), (660, 640)], [5, 2], CREAM)
    s.glow(600, 400, 300, "#9cc9f0", 0.22)
    return 0.5, 0.6


def lantern_prize(s):
    """A woman in a dark coat holds up a small brass lantern on a stage, books in blue behind her."""
    s.wash(0, 0, 1200, 800, ("#14233f", "#1d3358", "#162744"))
    for k in range(5):
        x = 70 + k * 222
        y = 90 + (k % 2) * 40
        ink = ("#2f6a9c", "#24527f", "#3f86b5", "#2a5c8a", "#1f4a75")[k]
        s.rect(x + 10, y + 12, x + 190, y + 282, "#0c1830")
        s.rect(x, y, x + 180, y + 270, ink)
        s.rect(x, y, x + 16, y + 270, dark(ink, 0.3))
        s.rect(x + 40, y + 36, x + 150, y + 48, light(ink, 0.6))
        s.rect(x + 40, y + 60, x + 120, y + 70, light(ink, 0.6))
        if k % 2:
            s.disc(x + 98, y + 168, 40, light(ink, 0.35))
        else:
            for wave in range(3):
                s.stroke(
                    [
                        (x + 30, y + 150 + wave * 28),
                        (x + 66, y + 136 + wave * 28),
                        (x + 104, y + 152 + wave * 28),
                        (x + 150, y + 138 + wave * 28),
                    ],
                    light(ink, 0.5),
                    6,
                )
    s.shape([(520, -20), (640, -20), (960, 700), (240, 700)], LEMON, 0.12)
    s.shape([(0, 640), (1200, 640), (1200, 800), (0, 800)], "#6b432e")
    for k in range(14):
        s.line([(600 + (k - 7) * 90, 640), (600 + (k - 7) * 190, 800)], "#54331f", 3)
    s.disc(600, 716, 330, "#e6b878", 0.5, tall=44)
    s.shape([(0, 0), (120, 0), (90, 300), (110, 660), (0, 690)], "#8e2f2a")
    s.shape([(1200, 0), (1080, 0), (1110, 300), (1090, 660), (1200, 690)], "#8e2f2a")
    for x in (24, 60, 1130, 1168):
        s.stroke([(x, 0), (x + 4, 330), (x - 4, 670)], "#69221f", 8)
    person(
        s,
        570,
        724,
        500,
        pose="reach",
        coat="#1a2030",
        legs="#10151f",
        skin=SKINS[1],
        hair="#3a2620",
        long=True,
        skirt="#1a2030",
    )
    lx, ly = 570 + 17 * 5, 724 - 108 * 5
    s.glow(lx + 4, ly + 54, 330, AMBER, 0.9)
    s.ring(lx, ly + 4, 14, 5, "#d9a94e")
    s.shape([(lx - 26, ly + 40), (lx, ly + 14), (lx + 26, ly + 40)], "#d9a94e")
    s.rect(lx - 22, ly + 40, lx + 22, ly + 88, LEMON)
    s.smooth([(lx, ly + 50), (lx + 8, ly + 70), (lx, ly + 82), (lx - 8, ly + 70)], ORANGE)
    for bar in (-25, -3, 19):
        s.rect(lx + bar, ly + 38, lx + bar + 6, ly + 90, "#b5842f")
    s.rect(lx - 30, ly + 88, lx + 30, ly + 102, "#d9a94e")
    s.shape([(556, 374), (596, 368), (600, 386), (556, 392)], VERMILION)
    s.shape([(566, 386), (586, 384), (582, 480), (564, 476)], VERMILION)
    return 0.52, 0.4


def flooded_stage(s):
    """An actress in shallow dark water on stage beneath a hanging iron bucket."""
    s.wash(0, 0, 1200, 800, ("#0d1416", "#172226", "#22333a"))
    s.shape([(-40, 60), (200, 0), (330, 0), (780, 640), (420, 680)], "#cfd9c4", 0.16)
    s.shape([(-40, 120), (120, 40), (700, 640), (480, 660)], "#cfd9c4", 0.14)
    for x in (330, 1010):
        s.rect(x - 12, 0, x + 12, 520, "#101a1d")
    s.rect(0, 520, 1200, 540, "#101a1d")
    s.wash(0, 536, 1200, 800, ("#2c4248", "#1a2b31", "#0d1619"))
    s.line([(640, 0), (640, 120)], "#6d7a7c", 6)
    for k in range(7):
        s.ring(640, 10 + k * 18, 8, 4, "#6d7a7c")
    s.shape(
        [(560, 150), (640, 112), (720, 150), (704, 290), (664, 330), (616, 330), (576, 290)],
        "#5d4a40",
    )
    s.shape([(660, 122), (720, 150), (704, 290), (664, 330), (648, 330)], "#3a2f2c")
    s.shape([(560, 150), (720, 150), (716, 178), (564, 178)], "#8a6a52")
    for x in (582, 612, 642, 672, 698):
        s.disc(x, 200, 6, "#2a2220")
    s.shape([(590, 326), (604, 356), (618, 328)], "#3a2f2c")
    s.shape([(626, 330), (640, 360), (654, 330)], "#3a2f2c")
    s.shape([(660, 328), (676, 354), (690, 306)], "#3a2f2c")
    for k in range(5):
        s.limb([(612 + k * 14, 362 + k * 34), (612 + k * 14, 372 + k * 34)], [3, 5], "#a9c4c4")
    person(
        s,
        470,
        660,
        390,
        pose="stand",
        coat="#cfc4ac",
        legs="#3a2f28",
        skirt="#6d4a30",
        skin=SKINS[0],
        hair="#2a1c18",
    )
    s.shape([(440, 420), (500, 420), (520, 596), (430, 596)], "#7b5232")
    s.shape([(484, 420), (500, 420), (520, 596), (496, 596)], "#54361f")
    s.mirror(652, 140, "#0d1619", 0.45)
    for r in (70, 120, 190, 270):
        s.line(ellipse(476, 656, r, r * 0.12), "#8fa6a6", 2.5, 0.6)
    ripples(s, 560, 795, "#a9bdb6", 30, 0.35)
    s.shape([(0, 0), (96, 0), (70, 400), (90, 800), (0, 800)], "#3f1616")
    s.shape([(1200, 0), (1110, 0), (1130, 400), (1112, 800), (1200, 800)], "#3f1616")
    return 0.44, 0.52


def dock_concert(s):
    """A small lit stage on the floor of a vast stone dry dock, at night."""
    s.wash(0, 0, 1200, 260, ("#0c1024", "#191a3c", "#2f2a56"))
    stars(s, 220, 120)
    moon(s, 190, 90, 26)
    skyline(s, 262, "#14142e", left=0, right=1200, low=20, high=56, spires=3)
    jib(s, 1050, 262, 190, "#14142e", flip=True)
    s.wash(0, 258, 1200, 800, ("#3a3566", "#2a2850", "#1a1a38"))
    for step in range(9):
        inset = step * 50
        top, low = 262 + step * 20, 800 - step * 6
        tone = mix("#5a5488", "#221f45", step / 8)
        s.shape(
            [
                (-60 + inset, top),
                (1260 - inset, top),
                (1260 - inset * 0.72, low),
                (-60 + inset * 0.72, low),
            ],
            tone,
        )
        s.line([(-60 + inset, top), (1260 - inset, top)], light(tone, 0.3), 3)
        s.line([(-60 + inset, top), (-60 + inset * 0.72, low)], dark(tone, 0.3), 3)
        s.line([(1260 - inset, top), (1260 - inset * 0.72, low)], dark(tone, 0.3), 3)
        if step < 8:
            crowd(
                s,
                20 + inset,
                1180 - inset,
                top + 16,
                (dark(tone, 0.45), dark(tone, 0.6)),
                height=17,
                rows=1,
                step=13,
            )
    floor = [(380, 430), (820, 430), (1000, 800), (200, 800)]
    s.shape(floor, "#191735")
    s.glow(600, 520, 380, "#b59ae6", 0.75)
    s.shape([(520, 500), (680, 500), (730, 560), (470, 560)], "#e9e3f4")
    s.shape([(470, 560), (730, 560), (730, 590), (470, 590)], "#6d5f9c")
    for x, lean in ((508, -60), (692, 60), (560, -20), (640, 20)):
        s.shape(
            [(x - 4, 380), (x + 4, 380), (x + lean + 56, 560), (x + lean - 56, 560)],
            "#f3ecff",
            0.22,
        )
    for x in (500, 700):
        s.rect(x - 4, 372, x + 4, 540, "#0f0e24")
    s.rect(500, 370, 700, 382, "#0f0e24")
    for x, coat in ((546, VERMILION), (600, STRAW), (654, AQUA)):
        person(s, x, 552, 68, coat=coat, legs=INK, pose="hold", flip=x > 620)
    s.rect(614, 516, 642, 552, "#2a2220")
    crowd(s, 300, 900, 660, ("#2d2850", "#221e40", "#16142e"), height=34, rows=4, step=20, lift=18)
    crowd(s, 180, 1020, 790, ("#1a1736", "#100e24"), height=64, rows=2, step=34, lift=26)
    return 0.5, 0.66


def theatre_barge(s):
    """A barge with a red-curtained stage moored at a village bank before an audience."""
    s.wash(0, 0, 1200, 380, ("#8fb0b5", "#d9d3a8", "#f6cf92"))
    s.disc(220, 250, 54, CREAM)
    s.glow(220, 250, 300, LEMON, 0.6)
    hills(s, 390, 80, "#a3a866", 4)
    church(s, 1040, 392, 170, "#d9c090", "#8a4b35")
    for x, w in ((880, 70), (950, 60), (1110, 70)):
        cottage(s, x, 396, w, 64, CREAM, BRICK)
    for x in (60, 140, 330):
        tree(s, x, 400, 130, "#7d9248")
    s.wash(0, 388, 1200, 620, ("#f0d39c", "#9fb89a", "#5f9290"))
    s.mirror(390, 110, "#b9bd92", 0.5)
    barge(s, 620, 570, 920, hull="#2f5a6d", band=STRAW)
    s.rect(280, 500, 960, 516, "#8a5a35")
    s.rect(330, 240, 910, 500, "#5a1f20")
    s.wash(350, 262, 890, 500, ("#f3cf8a", "#e6a860"))
    s.rect(350, 420, 890, 500, "#b98a4c")
    s.disc(470, 340, 40, "#fbe9c0")
    s.shape([(560, 420), (640, 320), (700, 370), (760, 300), (860, 420)], "#5f8f8a")
    for x, turn in ((350, 1), (890, -1)):
        s.shape(
            [
                (x, 250),
                (x + turn * 130, 250),
                *curve(
                    [
                        (x + turn * 130, 250),
                        (x + turn * 90, 350),
                        (x + turn * 40, 420),
                        (x + turn * 54, 500),
                    ]
                ),
                (x, 500),
            ],
            VERMILION,
        )
        for k in range(3):
            s.stroke(
                [
                    (x + turn * (24 + k * 34), 252),
                    (x + turn * (20 + k * 24), 380),
                    (x + turn * (14 + k * 14), 498),
                ],
                BRICK,
                7,
            )
    for k in range(10):
        s.disc(349 + k * 60, 262, 33, (VERMILION, "#b53a2c")[k % 2], tall=24)
    s.rect(316, 226, 924, 250, MUSTARD)
    s.shape([(540, 226), (620, 190), (700, 226)], MUSTARD)
    flags(s, 330, 230, 190, 480, (VERMILION, CREAM, TEAL), sag=20, count=9, size=14)
    flags(s, 910, 230, 1050, 480, (VERMILION, CREAM, TEAL), sag=20, count=9, size=14)
    person(s, 560, 500, 130, pose="lift", coat=NAVY, legs=INK, skin=SKINS[2], long=True)
    person(
        s,
        690,
        500,
        126,
        pose="reach",
        coat=CREAM,
        legs=CREAM,
        skirt=CREAM,
        skin=SKINS[0],
        hair="#8a4a2a",
        flip=True,
    )
    s.mirror(570, 50, "#6a8f86", 0.5, left=160, right=1080)
    s.smooth(
        [(-100, 660), (200, 610), (600, 600), (1000, 614), (1300, 640), (1300, 900), (-100, 900)],
        "#8a9a48",
    )
    s.grain([(0, 640), (600, 602), (1200, 636), (1200, 800), (0, 800)], "#56702f", 0.6)
    for level, (y, size, step) in enumerate(((664, 34, 62), (720, 44, 80), (800, 58, 104))):
        audience(
            s,
            20 + level * 24,
            1200,
            y,
            ("#6d5a3c", "#4f4434", "#35302c")[level],
            size=size,
            step=step,
        )
    for x, y, size in (
        (180, 130, 22),
        (260, 90, 18),
        (330, 160, 16),
        (760, 110, 20),
        (850, 150, 15),
    ):
        with s.at(x, y, size / 20, turn=-12):
            s.smooth([(-20, -12), (-6, -6), (4, -3), (20, -14), (8, 2), (-4, 4)], INK)
            s.line([(-4, 3), (-16, 12)], INK, 2)
            s.line([(-4, 3), (-12, 14)], INK, 2)
    return 0.5, 0.5
