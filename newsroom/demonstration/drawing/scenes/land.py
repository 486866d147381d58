"""Mountains, moor, fields and islands."""

import math

from ..buildings import panes, skyline
from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    PINE,
    SKINS,
    STRAW,
    TEAL,
    VERMILION,
    WHITE,
    dark,
    mix,
)
from ..nature import (
    birds,
    cloud,
    cumulus,
    fog,
    forest,
    gull,
    hills,
    mountains,
    pine,
    poplar,
    ripples,
    sky,
    streaks,
    tufts,
)
from ..people import person
from ..sheet import curve


def timber_train(s):
    """A freight train with timber curves through a mountain valley at sunrise."""
    sky(s, "dawn", 500)
    s.disc(770, 262, 60, CREAM)
    s.glow(770, 262, 320, LEMON, 0.6)
    mountains(
        s,
        430,
        [(160, 330, 260), (470, 250, 210), (1090, 370, 300)],
        "#8fa5b5",
        "#6b869d",
        "#f4dcc9",
    )
    mountains(
        s,
        470,
        [(-20, 300, 260), (330, 190, 200), (950, 220, 220), (1230, 300, 240)],
        "#5d7b92",
        "#456480",
    )
    s.smooth(
        [(-100, 500), (200, 430), (560, 470), (900, 440), (1300, 480), (1300, 900), (-100, 900)],
        "#47697a",
    )
    forest(s, 486, "#34566a", 62, 60)
    s.smooth(
        [(-100, 560), (260, 500), (640, 540), (980, 520), (1300, 560), (1300, 900), (-100, 900)],
        "#3a5f5f",
    )
    fog(s, 470, 500, "#f3cfb2", 2, 0.2)
    s.smooth(
        [(-100, 560), (260, 510), (640, 540), (980, 520), (1300, 560), (1300, 900), (-100, 900)],
        "#3a5f5f",
    )
    track = curve(
        [(-60, 556), (160, 550), (400, 560), (640, 590), (860, 650), (1060, 740), (1240, 850)],
        steps=24,
    )
    bed = [(x - 8, y + 10 + (y - 540) * 0.16) for x, y in track]
    s.shape([*track, *reversed(bed)], "#274348")
    s.line([(x, y + 3) for x, y in track], "#a7b1a6", 4)
    place = 2
    while place < len(track) - 4:
        (x, y), (bx, by) = track[place], track[place + 3]
        grow = 0.42 + (y - 545) / 95
        tilt = math.degrees(math.atan2(by - y, bx - x))
        last = place + 9 + (y - 545) / 9 > 102
        with s.at(x, y, grow, turn=tilt):
            if last:
                _engine(s)
            else:
                _timber(s)
        if last:
            break
        place += (
            round((100 * grow) / math.hypot(track[place + 1][0] - x, track[place + 1][1] - y)) or 1
        )
    s.shape(
        curve([(1240, 700), (1080, 690), (1000, 760), (980, 840), (1300, 860)], closed=True),
        "#1f443d",
    )
    for x, y, tall in (
        (60, 780, 330),
        (160, 810, 260),
        (280, 830, 190),
        (1120, 800, 240),
        (1190, 780, 320),
        (420, 840, 120),
    ):
        pine(s, x, y, tall, "#1d3f42")
    return 0.56, 0.66


def dam(s):
    """A tall curved dam between dark slopes under low cloud; one white jet, one yellow lamp."""
    s.wash(0, 0, 1200, 300, ("#55626c", "#7d898d", "#a5aca8"))
    mountains(s, 330, [(600, 190, 380), (300, 240, 260), (920, 250, 280)], "#76858c", "#66757f")
    for y in (60, 120, 180):
        cloud(s, s.random.uniform(-100, 500), y, 700, "#c3c8c2", 0.5)
    s.shape([(-10, 120), (190, 210), (330, 330), (420, 520), (470, 800), (-10, 800)], "#24383f")
    s.shape([(1210, 90), (1010, 200), (880, 330), (790, 520), (740, 800), (1210, 800)], "#1d3038")
    s.rect(400, 520, 800, 700, "#7d8685")
    top = curve([(250, 262), (430, 306), (600, 318), (770, 306), (950, 250)])
    s.shape(
        [*top, (880, 330), (790, 530), (735, 700), (475, 700), (415, 530), (330, 330)], "#b5b7aa"
    )
    s.wash(0, 690, 1200, 800, ("#5f7f80", "#35565d"))
    s.grain(
        [*top, (880, 330), (790, 530), (735, 700), (475, 700), (415, 530), (330, 330)],
        "#6f7a7b",
        0.5,
        towards="right",
    )
    for k in range(1, 6):
        drop = k * 64
        points = [
            (250 + drop * 0.55, 262 + drop),
            (600, 318 + drop * 0.98),
            (950 - drop * 0.52, 254 + drop),
        ]
        s.stroke(points, "#8a918c", 2)
    for x in (420, 480, 540, 600, 660, 720, 780):
        s.line([(x, 318), (600 + (x - 600) * 0.62, 700)], "#979d96", 1.6)
    s.line(top, CREAM, 8)
    s.line([(x, y - 14) for x, y in top], "#5d6a70", 2)
    for x, y in top[::4]:
        s.line([(x, y), (x, y - 14)], "#5d6a70", 2)
    s.shape([(-10, 120), (190, 210), (330, 330), (420, 520), (470, 800), (-10, 800)], "#24383f")
    s.grain(
        [(-10, 120), (190, 210), (330, 330), (420, 520), (470, 800), (-10, 800)], "#111f27", 0.7
    )
    s.shape([(1210, 90), (1010, 200), (880, 330), (790, 520), (740, 800), (1210, 800)], "#1d3038")
    s.grain(
        [(1210, 90), (1010, 200), (880, 330), (790, 520), (740, 800), (1210, 800)], "#0f1b23", 0.7
    )
    s.rect(574, 540, 612, 566, "#2a363d")
    s.limb([(594, 556), (560, 600), (540, 680), (534, 760)], [20, 50, 100, 170], CREAM)
    s.limb([(590, 558), (556, 610), (536, 700)], [8, 22, 50], WHITE)
    s.smooth([(380, 760), (480, 716), (600, 720), (720, 750), (800, 830), (340, 830)], "#a9c4c1")
    for _ in range(26):
        s.disc(
            540 + s.random.gauss(0, 90),
            734 + s.random.gauss(0, 24),
            s.random.uniform(5, 26),
            CREAM,
            0.6,
        )
    forest(s, 300, "#1c2f36", 60, 9, 20, 240, 16)
    for x, y, tall in (
        (70, 470, 120),
        (160, 540, 130),
        (250, 640, 140),
        (340, 740, 130),
        (1130, 460, 130),
        (1030, 540, 120),
        (940, 650, 140),
        (860, 760, 130),
        (60, 720, 180),
        (1140, 740, 190),
    ):
        pine(s, x, y, tall, "#16272e")
    s.glow(430, 302, 90, AMBER, 0.95)
    s.disc(430, 296, 6, LEMON)
    return 0.5, 0.5


def snow_stake(s):
    """A skier at a striped stake on a vast snowfield weighs a tube of snow, the sun low."""
    s.wash(0, 0, 1200, 420, ("#5f9dbd", "#a5c8d0", "#f1dfc2", "#f6cfa4"))
    s.glow(980, 330, 420, LEMON, 0.9)
    s.disc(980, 330, 46, CREAM)
    mountains(
        s,
        430,
        [(120, 170, 220), (380, 120, 190), (640, 150, 230), (1100, 140, 240)],
        "#c8d6de",
        "#8daec2",
        CREAM,
    )
    s.smooth(
        [(-100, 440), (200, 400), (560, 436), (900, 396), (1300, 430), (1300, 900), (-100, 900)],
        "#e9eeec",
    )
    s.smooth(
        [(-100, 520), (300, 470), (700, 540), (1000, 500), (1300, 530), (1300, 900), (-100, 900)],
        "#f6f4ea",
    )
    s.smooth(
        [
            (-100, 700),
            (160, 600),
            (460, 590),
            (760, 660),
            (1100, 640),
            (1300, 690),
            (1300, 900),
            (-100, 900),
        ],
        CREAM,
    )
    s.grain([(0, 620), (400, 596), (760, 664), (1200, 660), (1200, 800), (0, 800)], "#a9c4d3", 0.35)
    for k in range(2):
        s.stroke(
            [(-20, 800 - k * 14), (150, 720 - k * 10), (330, 690 - k * 6), (520, 688 - k * 4)],
            "#9dbccd",
            4,
        )
    s.shape([(560, 690), (604, 690), (130, 790), (-20, 800), (-20, 790)], "#9dbccd", 0.55)
    s.shape([(706, 680), (718, 680), (260, 800), (200, 800)], "#9dbccd", 0.6)
    for k in range(9):
        s.rect(704, 210 + k * 53, 720, 263 + k * 53, (VERMILION, CREAM)[k % 2])
    s.disc(712, 206, 10, VERMILION)
    s.rect(690, 250, 734, 290, NAVY)
    s.rect(698, 258, 703, 282, CREAM)
    s.rect(708, 258, 713, 282, CREAM)
    hand, _ = person(
        s, 580, 688, 270, pose="reach", coat=BRICK, legs="#24384c", hat=NAVY, skin=SKINS[0]
    )
    hx, hy = 580 + 17 * 2.7, 688 - 108 * 2.7
    s.line([(hx, hy), (hx, hy + 44)], INK, 3)
    s.pill(hx - 11, hy + 14, hx + 11, hy + 46, MUSTARD, radius=5)
    s.line([(hx, hy + 46), (hx, hy + 60)], INK, 3)
    s.pill(hx - 9, hy + 58, hx + 9, hy + 210, "#a9b6bc", radius=4)
    s.pill(hx + 2, hy + 60, hx + 9, hy + 208, "#7d8f99", radius=3)
    s.pill(560 - 110, 688, 560 + 150, 695, MUSTARD)
    s.pill(560 - 90, 694, 560 + 170, 701, "#b87a28")
    s.limb([(470, 690), (500, 500)], [4, 4], INK)
    s.pill(526, 490, 556, 570, PINE, radius=10)
    return 0.55, 0.58


def bog(s):
    """An upland bog: dark pools that mirror the sky, cotton grass, a small plank dam."""
    sky(s, "storm", 380)
    for k in range(5):
        cloud(
            s,
            s.random.uniform(-200, 700),
            40 + 60 * k,
            s.random.uniform(500, 900),
            mix("#2f3d4a", "#a7afa8", k / 5),
            0.6,
        )
    s.wash(0, 330, 1200, 384, ("#98a19d", "#e0d3ac"))
    mountains(
        s,
        392,
        [(220, 120, 240), (520, 90, 220), (860, 140, 300), (1150, 100, 220)],
        "#5f7a8c",
        "#4d6879",
    )
    s.wash(0, 388, 1200, 800, ("#7f8250", "#8a7a45", "#6d5f38", "#4a4530"))
    pools = (
        (330, 440, 190, 14),
        (820, 470, 260, 22),
        (210, 530, 210, 30),
        (660, 600, 330, 48),
        (1080, 580, 150, 24),
        (300, 720, 330, 52),
    )
    for x, y, w, h in pools:
        s.smooth(
            [
                (x - w, y),
                (x - w * 0.5, y - h * 0.9),
                (x + w * 0.2, y - h * 0.7),
                (x + w, y - h * 0.2),
                (x + w * 0.6, y + h * 0.8),
                (x - w * 0.4, y + h),
            ],
            "#2f3327",
        )
        s.smooth(
            [
                (x - w * 0.95, y + 4),
                (x - w * 0.48, y - h * 0.7),
                (x + w * 0.2, y - h * 0.5),
                (x + w * 0.95, y),
                (x + w * 0.56, y + h * 0.8),
                (x - w * 0.38, y + h * 0.95),
            ],
            "#45545f",
        )
        s.pill(x - w * 0.5, y - h * 0.2, x + w * 0.3, y - h * 0.05, "#d8cfae", 0.6)
        s.pill(x - w * 0.2, y + h * 0.3, x + w * 0.4, y + h * 0.45, "#98a19d", 0.6)
    s.shape([(700, 800), (800, 690), (880, 690), (990, 800)], "#2b2f28")
    s.shape([(722, 800), (806, 704), (872, 704), (962, 800)], "#3f4f59")
    for k in range(8):
        s.rect(764 + k * 19, 666 + (k % 2) * 4, 781 + k * 19, 766, ("#a98554", "#94713f")[k % 2])
    s.rect(748, 694, 930, 708, "#7d5c34")
    tufts(s, 420, 780, "#9c8b4c", 90, 34)
    tufts(s, 480, 800, "#c4a95c", 60, 30)
    for y in sorted(s.random.uniform(430, 790) for _ in range(120)):
        x = s.random.gauss(s.random.choice((150, 540, 1050)), 150)
        size = 3 + (y - 420) / 34
        s.line([(x, y), (x + size * 0.3, y - size * 3.2)], "#6d6a3c", max(1.2, size * 0.16))
        s.disc(x + size * 0.3, y - size * 3.6, size * 0.62, CREAM, tall=size * 0.8)
    return 0.56, 0.62


def mill(s):
    """A tall brick mill by a stream among wheat, tractors queueing on the lane."""
    s.wash(0, 0, 1200, 470, ("#4b9abb", "#86bdcb", "#d4e2cf"))
    cumulus(s, 60, 250, 330, CREAM, "#e3e8da")
    cumulus(s, 780, 200, 360, CREAM, "#e3e8da")
    cumulus(s, 520, 340, 180, CREAM, "#e3e8da")
    hills(s, 450, 60, "#8fae78", 4)
    for x in (40, 90, 130, 1100, 1150):
        poplar(s, x, 470, 120, "#5f8458")
    s.wash(0, 460, 1200, 800, ("#e8c463", "#dba945", "#c98d35"))
    for k in range(16):
        x = -300 + k * 120
        s.line([(600 + (x - 600) * 0.3, 462), (x, 800)], "#c48a33", 3)
    s.shape(
        [
            *curve([(520, 470), (480, 540), (300, 620), (220, 720), (60, 810)]),
            *curve([(330, 810), (420, 700), (500, 620), (600, 560), (600, 470)]),
        ],
        "#5a9aa5",
    )
    s.shape(
        [
            *curve([(540, 470), (510, 540), (370, 620), (290, 720), (160, 810)]),
            *curve([(220, 810), (330, 710), (420, 620), (540, 550), (560, 470)]),
        ],
        "#8fc1c0",
    )
    s.rect(560, 150, 760, 560, BRICK)
    s.rect(700, 150, 760, 560, "#862f25")
    s.shape([(548, 154), (600, 96), (720, 96), (772, 154)], "#4a3a38")
    panes(s, 572, 170, 700, 520, 4, 6, "#f0d9a8")
    s.rect(760, 300, 880, 560, "#b5482f")
    s.shape([(752, 304), (770, 268), (870, 268), (888, 304)], "#4a3a38")
    panes(s, 770, 320, 872, 520, 4, 3, "#f0d9a8")
    s.rect(620, 470, 668, 560, "#4a2f26")
    s.rect(630, 120, 690, 150, "#5d4a44")
    s.line([(660, 124), (660, 92)], INK, 3)
    s.disc(536, 540, 52, "#5d4634")
    s.disc(536, 540, 40, "#86bdcb")
    for k in range(8):
        with s.at(536, 540, turn=k * 45):
            s.rect(-3, -56, 3, 0, "#5d4634")
            s.rect(-10, -60, 10, -48, "#5d4634")
    s.shape(
        [
            *curve([(700, 560), (820, 590), (1000, 600), (1220, 640)]),
            *curve([(1220, 720), (980, 650), (800, 630), (640, 570)]),
        ],
        "#e9d9b4",
    )
    for x, y, scale, ink in (
        (800, 606, 0.62, VERMILION),
        (930, 632, 0.8, TEAL),
        (1090, 672, 1.0, "#d8702f"),
    ):
        with s.at(x, y, scale, flip=True):
            s.shape([(-120, -34), (-28, -34), (-34, -6), (-114, -6)], "#7b5b3c")
            s.smooth([(-118, -34), (-90, -52), (-60, -50), (-30, -34), (-74, -30)], STRAW)
            s.rect(-10, -34, 60, -12, ink)
            s.shape([(-6, -34), (0, -66), (26, -66), (30, -34)], NAVY)
            s.rect(-4, -70, 32, -64, ink)
            s.rect(48, -52, 52, -34, INK)
            s.disc(6, -16, 20, INK)
            s.disc(6, -16, 9, STRAW)
            s.disc(52, -9, 12, INK)
            s.disc(-86, -6, 11, INK)
    for y in range(690, 830, 18):
        for x in range(-10, 1220, 9):
            if x > 340 + (800 - y) * 1.1 or x < 30:
                px = x + s.random.uniform(-4, 4)
                long = 16 + (y - 690) * 0.22
                s.limb([(px, y), (px + 4, y - long)], [1.4, 1.2], "#b57c2c")
                s.limb([(px + 4, y - long), (px + 7, y - long - 12)], [4.4, 2], "#f0cf7c")
    return 0.57, 0.5


def barley(s):
    """Silver-green barley runs down to a tidal creek; a scientist bends over the ears."""
    s.wash(0, 0, 1200, 330, ("#b3cdd2", "#d5e0d6", "#f2ead2"))
    streaks(s, 60, 280, CREAM, 10, 0.7)
    s.smooth(
        [(-60, 338), (200, 318), (500, 330), (900, 312), (1300, 334), (1300, 380), (-60, 380)],
        "#94ad9f",
    )
    skyline(s, 328, "#9db1ab", left=850, right=1060, low=8, high=22, spires=2)
    s.wash(0, 336, 1200, 480, ("#c9c3a4", "#b3a684", "#a39372"))
    s.shape(
        [
            *curve(
                [
                    (1220, 350),
                    (860, 356),
                    (640, 376),
                    (760, 400),
                    (900, 420),
                    (620, 450),
                    (300, 470),
                    (-20, 466),
                ]
            ),
            *curve(
                [
                    (-20, 500),
                    (360, 520),
                    (800, 462),
                    (1040, 420),
                    (860, 392),
                    (900, 380),
                    (1220, 372),
                ]
            ),
        ],
        "#9cc4c4",
    )
    s.shape(
        [
            *curve(
                [
                    (1220, 356),
                    (880, 362),
                    (680, 376),
                    (790, 398),
                    (940, 420),
                    (640, 460),
                    (300, 482),
                    (-20, 478),
                ]
            ),
            *curve(
                [
                    (-20, 488),
                    (360, 500),
                    (760, 462),
                    (1000, 420),
                    (830, 394),
                    (860, 376),
                    (1220, 366),
                ]
            ),
        ],
        "#d5e6da",
    )
    s.smooth(
        [(-100, 520), (200, 508), (560, 520), (900, 500), (1300, 470), (1300, 900), (-100, 900)],
        "#9fb18a",
    )
    s.grain([(0, 515), (1200, 480), (1200, 800), (0, 800)], "#6f8a6a", 0.5)
    person(
        s,
        720,
        668,
        330,
        pose="bend",
        coat=CREAM,
        legs="#3c4f63",
        skin=SKINS[3],
        hair="#20191a",
        shoes=PINE,
    )
    s.limb([(706, 606), (706, 664)], [26, 26], PINE)
    s.limb([(740, 606), (740, 664)], [26, 26], PINE)
    for course in range(15):
        y = 540 + course * 21
        tones = mix("#b7c5a0", "#76946f", course / 15), mix("#dfe3c0", "#a9bd8c", course / 15)
        gap = 11 + course * 0.5
        x = -20 + s.random.uniform(0, 8)
        while x < 1220:
            if not (course < 6 and 610 < x < 880):
                long = 24 + course * 2.6
                lean = 7 + s.random.uniform(-3, 4)
                s.limb([(x, y + 10), (x + lean, y - long)], [2, 1.6], tones[0])
                s.limb(
                    [(x + lean, y - long), (x + lean + 5, y - long - 14 - course * 0.5)],
                    [5.4, 2.2],
                    tones[1],
                )
            x += gap
    birds(s, 300, 180, 7, "#7d8f8c", 160, 10)
    return 0.62, 0.62


def salt_pans(s):
    """Coloured salt pans to the horizon; three workers with rakes beside a heap of salt."""
    s.wash(0, 0, 1200, 270, ("#5fb0c9", "#a9d3d6", "#eeeeda"))
    s.disc(600, 80, 44, CREAM)
    s.smooth(
        [
            (-60, 276),
            (200, 250),
            (420, 262),
            (700, 240),
            (1000, 262),
            (1300, 250),
            (1300, 290),
            (-60, 290),
        ],
        "#9fb4b4",
    )
    s.rect(0, 270, 1200, 800, "#efe2cf")
    inks = ("#eaa7a2", "#f6efe2", "#b9d8c4", "#e58f93", "#cfe3dc", "#f3cdbd", "#9cc9bd")
    rows = (276, 292, 314, 346, 392, 458, 552, 684, 860)
    number = 0
    for top, low in zip(rows, rows[1:], strict=False):
        for column in range(-5, 6):
            number += 1

            def at(x, y):
                return 600 + x * (y - 230) * 0.82

            inset = (low - top) * 0.05
            s.shape(
                [
                    (at(column + 0.04, top + inset), top + inset),
                    (at(column + 0.96, top + inset), top + inset),
                    (at(column + 0.96, low - inset), low - inset),
                    (at(column + 0.04, low - inset), low - inset),
                ],
                inks[(number * 5 + column) % 7],
            )
            if number % 3 == 0:
                middle = (top + low) / 2
                s.pill(
                    at(column + 0.2, middle),
                    middle - 1,
                    at(column + 0.7, middle),
                    middle + (low - top) * 0.04,
                    CREAM,
                    0.7,
                )
    for x, y, tall in ((220, 380, 44), (960, 352, 34), (1060, 420, 52), (420, 330, 26)):
        s.shape(
            [
                (x - tall, y),
                (x - tall * 0.1, y - tall * 0.9),
                (x + tall * 0.1, y - tall * 0.9),
                (x + tall, y),
            ],
            WHITE,
        )
        s.shape([(x, y), (x + tall * 0.1, y - tall * 0.9), (x + tall, y)], "#d5dcdc")
    s.disc(800, 700, 220, "#b59a8c", 0.35, tall=20)
    s.shape(
        [
            (590, 700),
            *curve([(590, 700), (700, 560), (780, 452), (800, 440)]),
            *curve([(800, 440), (830, 460), (910, 570), (1010, 700)]),
        ],
        WHITE,
    )
    s.shape(
        [
            (820, 700),
            *curve([(820, 700), (800, 560), (804, 442)]),
            *curve([(804, 442), (840, 470), (910, 570), (1010, 700)]),
        ],
        "#dbe1e0",
    )
    s.grain([(820, 700), (804, 442), (910, 570), (1010, 700)], "#a9b8bc", 0.5, towards="right")
    for x, y, tall, coat, flip, skin in (
        (250, 690, 250, NAVY, False, 3),
        (480, 650, 220, BRICK, True, 2),
        (1080, 720, 270, TEAL, True, 4),
    ):
        s.disc(x + 14, y + 2, 60, "#b59a8c", 0.5, tall=7)
        side = -1 if flip else 1
        person(
            s,
            x,
            y,
            tall,
            pose="rake",
            coat=coat,
            legs=CREAM,
            skin=SKINS[skin],
            hat=STRAW,
            flip=flip,
        )
        s.line(
            [(x + side * tall * 0.06, y - tall * 0.72), (x + side * tall * 0.74, y - tall * 0.02)],
            "#8a6238",
            5,
        )
        s.line([(x + side * tall * 0.66, y + 2), (x + side * tall * 0.82, y - 10)], "#8a6238", 9)
    return 0.55, 0.64


def island_school(s):
    """A schoolhouse with a yellow door on a treeless island; three children run against the wind."""
    s.wash(0, 0, 1200, 420, ("#5d8aa3", "#8fb2bc", "#cfdccf"))
    for k in range(9):
        x, y = s.random.uniform(-200, 1000), 40 + k * 34
        s.smooth(
            [
                (x, y),
                (x + 140, y - 26),
                (x + 330, y - 10),
                (x + 420, y + 8),
                (x + 240, y + 16),
                (x + 60, y + 14),
            ],
            CREAM,
            0.75,
        )
    s.wash(0, 400, 1200, 600, ("#234b6d", "#1d3f5f"))
    ripples(s, 408, 520, CREAM, 60, 0.7)
    s.smooth(
        [
            (-100, 620),
            (120, 500),
            (400, 430),
            (760, 440),
            (1040, 520),
            (1300, 560),
            (1300, 900),
            (-100, 900),
        ],
        "#7fa052",
    )
    s.smooth(
        [(-100, 700), (240, 600), (640, 590), (980, 650), (1300, 640), (1300, 900), (-100, 900)],
        "#6b8f47",
    )
    s.grain([(0, 620), (600, 590), (1200, 650), (1200, 800), (0, 800)], "#3f6638", 0.5)
    with s.at(620, 470):
        s.rect(-150, -110, 170, 30, CREAM)
        s.rect(90, -110, 170, 30, "#dcd6c4")
        s.shape([(-170, -106), (-130, -190), (150, -190), (190, -106)], "#5a6670")
        s.rect(100, -226, 130, -170, BRICK)
        s.shape([(-96, -190), (-96, -236), (-78, -256), (-60, -236), (-60, -190)], CREAM)
        s.disc(-78, -216, 9, MUSTARD)
        s.rect(-30, -66, 18, 30, "#f2b92f")
        s.disc(10, -18, 3, INK)
        for x in (-124, -84, 44, 112):
            s.rect(x, -78, x + 34, -30, NAVY)
            s.line([(x + 17, -78), (x + 17, -30)], CREAM, 3)
            s.line([(x, -54), (x + 34, -54)], CREAM, 3)
    s.shape(
        [
            *curve([(590, 500), (560, 560), (420, 640), (300, 720), (260, 810)]),
            *curve([(470, 810), (450, 740), (520, 650), (630, 560), (638, 500)]),
        ],
        "#d9c79a",
    )
    for x, y, tall, coat, hair, skin in (
        (360, 712, 150, VERMILION, BARK, 0),
        (470, 640, 122, STRAW, "#20191a", 3),
        (250, 770, 170, NAVY, "#b5793c", 5),
    ):
        s.smooth(
            [
                (x, y - tall * 0.78),
                (x - tall * 0.3, y - tall * 0.9),
                (x - tall * 0.36, y - tall * 0.84),
                (x - tall * 0.04, y - tall * 0.7),
            ],
            dark(coat, 0.2),
        )
        person(s, x, y, tall, pose="run", coat=coat, legs="#2c3a48", skin=SKINS[skin], hair=hair)
    tufts(s, 600, 800, "#9cb866", 90, 30)
    for x in (860, 920, 990):
        with s.at(x, 590 + (x - 860) * 0.2, 0.8):
            s.smooth([(-34, -20), (-20, -40), (20, -42), (36, -24), (24, -8), (-24, -8)], CREAM)
            s.smooth([(28, -40), (44, -44), (52, -34), (36, -28)], INK)
            for leg in (-18, 14):
                s.rect(leg, -12, leg + 5, 6, INK)
    gull(s, 930, 250, 70)
    gull(s, 1060, 330, 46, flip=True)
    return 0.5, 0.62


def _timber(s):
    """A flat wagon loaded with logs, on its rails."""
    s.rect(-44, -14, 44, -5, "#2a2f3a")
    for level in range(3):
        for log in range(3 - level):
            ink = ("#d98b4a", "#e7a35c", "#c4743b")[(level + log) % 3]
            s.pill(-41 + level * 3, -24 - level * 9, 41 - level * 3, -14 - level * 9, ink)
    for x in (-34, 0, 34):
        s.line([(x, -44), (x, -8)], "#2a2f3a", 3)
    for wheel in (-32, -16, 16, 32):
        s.disc(wheel, -2, 6, "#20242e")


def _engine(s):
    s.pill(-52, -58, 58, -6, BRICK, radius=9)
    s.rect(-52, -30, 58, -20, CREAM)
    s.rect(30, -52, 52, -36, NAVY)
    s.rect(-44, -52, 18, -42, dark(BRICK, 0.3))
    s.disc(57, -14, 5, LEMON)
    for wheel in (-38, -18, 18, 38):
        s.disc(wheel, -2, 7, "#20242e")
