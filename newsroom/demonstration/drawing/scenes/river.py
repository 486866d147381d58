"""The river on its way."""

from ..buildings import chimney, church, gantry, jib, panes, row
from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CREAM,
    GREY,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    SKINS,
    STRAW,
    TEAL,
    VERMILION,
    mix,
)
from ..nature import (
    birds,
    glints,
    hills,
    mountains,
    pine,
    poplar,
    reeds,
    ripples,
    sky,
    tree,
    tufts,
    willow,
)
from ..people import crowd, person
from ..sheet import curve
from ..vessels import barge, eight, ferry, rowing_boat


def whole_river(s):
    """One river from a snowy dam through valley, town and steelworks to a harbour, in evening light."""
    s.wash(0, 0, 1200, 330, ("#7f9fb0", "#d8c6a8", "#f5c98a", "#f2ad6b"))
    s.glow(860, 250, 380, LEMON, 0.8)
    s.disc(860, 236, 50, CREAM)
    mountains(
        s, 330, [(40, 300, 230), (230, 240, 200), (400, 170, 180)], "#8d9fb2", "#657e98", CREAM
    )
    s.smooth(
        [(260, 330), (480, 262), (700, 300), (980, 280), (1300, 320), (1300, 500), (200, 500)],
        "#b7a06d",
    )
    s.smooth(
        [(-100, 380), (140, 320), (420, 360), (760, 330), (1300, 350), (1300, 900), (-100, 900)],
        "#8f9a5c",
    )
    s.shape([(96, 330), (226, 330), (210, 410), (120, 410)], "#d7d2c0")
    s.shape([(170, 330), (226, 330), (210, 410), (170, 410)], "#a9aca4")
    s.line([(90, 330), (232, 330)], CREAM, 6)
    river = curve(
        [
            (166, 400),
            (240, 450),
            (430, 440),
            (560, 480),
            (470, 560),
            (330, 620),
            (520, 700),
            (860, 650),
            (1230, 600),
        ],
        steps=16,
    )
    left, right = [], []
    for k, (x, y) in enumerate(river):
        width = 8 + 84 * (k / len(river)) ** 1.3
        left.append((x, y - width * 0.45))
        right.append((x, y + width * 0.45))
    s.smooth(
        [(-100, 520), (200, 470), (420, 480), (700, 430), (1300, 440), (1300, 900), (-100, 900)],
        "#7f944f",
    )
    for k in range(7):
        x, y = 620 + k * 84, 432 + (k % 2) * 26
        s.shape(
            [(x, y), (x + 80, y - 8), (x + 96, y + 24), (x + 6, y + 32)],
            ("#d9b052", "#a9b562", "#c9963f")[k % 3],
        )
    s.smooth([(-100, 700), (140, 640), (420, 690), (640, 770), (700, 900), (-100, 900)], "#5d7a45")
    s.shape([*left, *reversed(right)], "#4f93a3")
    s.shape(
        [
            *[(x, y + 3) for x, y in left],
            *reversed([(x, y - (k / len(river)) * 20) for k, (x, y) in enumerate(right)]),
        ],
        "#78b3b3",
    )
    for x, y, t in (
        (110, 470, 60),
        (60, 500, 80),
        (190, 500, 50),
        (20, 460, 60),
        (330, 486, 44),
        (370, 500, 40),
    ):
        pine(s, x, y, t, "#2f5a4c")
    row(
        s,
        560,
        700,
        470,
        ("#e6c79a", "#cf8d68", "#d9b48c"),
        low=26,
        high=44,
        roof="#93402f",
        width=26,
        window="#6d4a44",
    )
    church(s, 640, 470, 110, "#e6d0a8", "#7b3b30")
    for x, y, t in (
        (240, 600, 70),
        (180, 640, 90),
        (560, 590, 60),
        (620, 600, 54),
        (80, 680, 110),
        (300, 720, 90),
        (700, 610, 50),
    ):
        tree(s, x, y, t, "#668a4d")
    s.shape(
        [
            (800, 560),
            (800, 510),
            (840, 490),
            (840, 510),
            (880, 490),
            (880, 510),
            (920, 490),
            (920, 510),
            (960, 490),
            (960, 560),
        ],
        "#5a4148",
    )
    for x, t in ((820, 120), (858, 150), (930, 130)):
        chimney(s, x, 520, t, "#5a4148", smoke="#e8c7a0")
    s.rect(806, 530, 950, 542, ORANGE)
    gantry(s, 1060, 580, 150, "#5a3f42")
    gantry(s, 1150, 576, 170, "#5a3f42")
    s.shape([(1000, 566), (1220, 556), (1220, 586), (1000, 596)], "#8f8270")
    ferry(s, 1110, 622, 150, hull=CREAM, band=TEAL, funnel=VERMILION)
    rowing_boat(s, 600, 688, 110, hull=BRICK)
    person(s, 594, 694, 64, pose="sit", coat=CREAM, legs=NAVY, hat=STRAW)
    s.line([(606, 664), (570, 704)], BARK, 3)
    s.line([(606, 664), (650, 704)], BARK, 3)
    ripples(s, 650, 720, CREAM, 12, 0.5, 420, 900)
    s.smooth([(620, 830), (800, 760), (1000, 740), (1300, 690), (1300, 900), (620, 900)], "#4f6b3f")
    tufts(s, 760, 800, "#6f8a4c", 40, 26)
    birds(s, 520, 180, 8, "#6b5a5c", 180, 11)
    return 0.5, 0.7


def rowing_race(s):
    """Two eights neck and neck on a green river, spectators under willows."""
    s.wash(0, 0, 1200, 250, ("#8fc6d0", "#cfe3d2", "#f0ecd0"))
    hills(s, 240, 60, "#9dbb86", 4)
    s.rect(0, 236, 1200, 330, "#86a862")
    for x in (60, 260, 470, 930, 1140):
        willow(s, x, 318, 240 + (x % 3) * 18, "#8fb05a")
    crowd(
        s,
        0,
        1200,
        318,
        ("#b5533f", "#e3c66e", "#2f5a72", "#e9dcc0", "#5f8a6a"),
        height=40,
        rows=2,
        step=26,
        lift=14,
        mixed=True,
    )
    s.shape([(0, 326), (1200, 322), (1200, 346), (0, 350)], "#5f8449")
    s.wash(0, 344, 1200, 800, ("#7fb38c", "#4f9680", "#2f7a70", "#215f5e"))
    s.mirror(346, 120, "#5a9c80", 0.6)
    ripples(s, 370, 790, "#c4e0bd", 60, 0.4)
    eight(s, 560, 520, 960, shirt="#2a5aa0", blade=CREAM, hull=STRAW)
    s.pill(60, 530, 1080, 540, "#d9efd8", 0.5)
    eight(s, 660, 690, 1180, shirt="#b23a30", blade=MUSTARD, hull=CREAM, skin=SKINS[2])
    s.pill(60, 702, 1240, 714, "#d9efd8", 0.5)
    for y in (560, 742):
        for _ in range(26):
            s.disc(
                s.random.uniform(60, 1160),
                y + s.random.gauss(0, 12),
                s.random.uniform(1.5, 5),
                CREAM,
                0.8,
            )
    return 0.52, 0.62


def willow_boat(s):
    """A small rowing boat under willows on a still green reach."""
    s.wash(0, 0, 1200, 420, ("#a9cfc6", "#d7e2b8", "#f2e7b0"))
    hills(s, 400, 80, "#9dbb80", 3)
    s.rect(0, 392, 1200, 430, "#7f9f58")
    for x, tall in ((900, 190), (1010, 230), (760, 150)):
        poplar(s, x, 420, tall, "#6a9059")
    willow(s, 190, 440, 430, "#86a850")
    willow(s, 1120, 432, 330, "#94b45c")
    s.wash(0, 428, 1200, 800, ("#c9d59a", "#7faa86", "#3f7f78", "#2a6466"))
    s.mirror(428, 230, "#6fa388", 0.4)
    rowing_boat(s, 610, 590, 330, hull="#a43c2d")
    s.mirror(604, 50, "#4f8f80", 0.6, left=430, right=800)
    person(s, 590, 606, 186, pose="sit", coat=CREAM, legs=NAVY, hat=STRAW, skin=SKINS[1], hair=GREY)
    s.line([(622, 522), (500, 620)], BARK, 5)
    s.line([(622, 522), (740, 624)], BARK, 5)
    ripples(s, 450, 790, "#e6efc4", 36, 0.5)
    for y in (620, 640, 664):
        s.pill(560 - (y - 600) * 2, y, 680 + (y - 600) * 2, y + 3, CREAM, 0.5)
    reeds(s, 80, 820, 200, "#5d8a4c", 26, 150)
    reeds(s, 1110, 830, 230, "#4f7d48", 22, 130)
    return 0.5, 0.68


def heron(s):
    """A heron fishes in thin water at the edge of a town."""
    s.wash(0, 0, 1200, 360, ("#e7b98c", "#f2cf9c", "#f7e3b4"))
    s.disc(300, 200, 70, CREAM)
    row(
        s,
        560,
        1220,
        360,
        ("#c98f70", "#d9ab82", "#b97f6a", "#e0bd95"),
        low=50,
        high=100,
        roof="#8f5347",
        window="#94685c",
        width=54,
    )
    church(s, 700, 360, 220, "#c98f70", "#8f5347")
    s.rect(0, 356, 1200, 372, "#9c8a5c")
    for x in (60, 180, 330, 450):
        tree(s, x, 364, 100, "#93a05c")
    s.wash(0, 370, 1200, 800, ("#f2d19a", "#d9ae86", "#8fa09a", "#5a8690"))
    s.mirror(370, 180, "#d9b790", 0.4)
    ripples(s, 380, 790, CREAM, 46, 0.5)
    s.smooth([(-60, 690), (200, 650), (560, 690), (700, 730), (300, 780), (-60, 770)], "#c9b48a")
    for _ in range(70):
        x, y = s.random.gauss(260, 170), 705 + s.random.gauss(0, 22)
        s.disc(
            x,
            y,
            s.random.uniform(3, 11),
            s.random.choice(("#a9936c", "#8d7d62", "#dcc9a0")),
            tall=s.random.uniform(2, 6),
        )
    with s.at(760, 700, 1.65):
        for x in (-8, 16):
            s.line([(x, -116), (x + 4, -56), (x - 4, 6)], "#6d5a44", 4)
            s.pill(x - 22, 4, x + 16, 9, CREAM, 0.6)
        s.smooth(
            [(-70, -108), (-40, -150), (20, -164), (56, -150), (40, -116), (-6, -100), (-96, -86)],
            "#7b93a0",
        )
        s.smooth([(-96, -86), (-50, -126), (10, -138), (24, -124), (-20, -104)], "#56707f")
        s.stroke([(44, -144), (78, -176), (60, -214), (74, -246)], "#dfe0d4", 17)
        s.smooth([(62, -258), (82, -264), (100, -252), (96, -240), (72, -238)], "#eceade")
        s.shape([(94, -256), (156, -240), (94, -242)], AMBER)
        s.smooth([(84, -262), (60, -262), (28, -250), (64, -254)], INK)
        s.disc(86, -252, 2.6, INK)
        s.smooth([(44, -120), (56, -100), (48, -76), (38, -110)], "#dfe0d4")
    reeds(s, 1080, 830, 260, "#6f7d48", 24, 130)
    return 0.64, 0.6


def steel_reach(s):
    """The river runs past a steelworks in the evening."""
    sky(s, "dusk", 430)
    s.glow(760, 380, 420, ORANGE, 0.55)
    ink = "#231d33"
    s.shape(
        [
            (360, 440),
            (360, 330),
            (420, 290),
            (420, 330),
            (480, 290),
            (480, 330),
            (540, 290),
            (540, 330),
            (600, 290),
            (600, 440),
        ],
        "#33283f",
    )
    for x, tall in ((400, 250), (470, 320), (540, 280)):
        chimney(s, x, 430, tall, ink, smoke="#8a5d6c")
    with s.at(800, 440):
        s.shape([(-60, 0), (-52, -150), (-34, -230), (34, -230), (52, -150), (60, 0)], ink)
        s.rect(-22, -270, 22, -230, ink)
        s.limb([(0, -262), (90, -240), (110, -120), (112, 0)], [14, 14, 14, 14], ink)
        s.line([(-200, 0), (-30, -240)], ink, 12)
        for y in (-60, -110, -160):
            s.rect(-58, y, 58, y + 4, "#4a3850")
        s.rect(-30, -26, 30, -6, ORANGE)
    s.shape([(920, 440), (920, 340), (1180, 340), (1180, 440)], "#2a2238")
    for k in range(9):
        s.rect(936 + k * 27, 366, 950 + k * 27, 384, AMBER)
    jib(s, 260, 440, 200, ink)
    s.rect(0, 432, 1200, 462, "#1c1728")
    s.wash(0, 460, 1200, 800, ("#c4716f", "#7a5a7e", "#37456b", "#1b2f4d"))
    s.mirror(460, 260, "#5d4a6a", 0.45)
    glints(s, 800, 470, 760, 190, AMBER, 22, 0.7)
    ripples(s, 480, 790, "#f0a070", 30, 0.35)
    barge(s, 420, 640, 520, hull="#d9c4a4", band=BRICK)
    s.rect(230, 560, 320, 606, "#e3d2b0")
    s.rect(224, 552, 326, 562, BRICK)
    s.rect(244, 572, 268, 590, LEMON)
    s.rect(280, 572, 304, 590, LEMON)
    s.smooth([(350, 608), (440, 580), (560, 580), (630, 606)], "#8a6a4a")
    person(s, 660, 604, 92, coat=NAVY, legs=INK, skin=SKINS[2])
    return 0.62, 0.5


def flood_cutaway(s):
    """A cutaway: a stone wall before grand houses at left, sandbags before small ones at right, one waterline."""
    s.rect(0, 0, 1200, 800, "#f0e3c8")
    s.rect(0, 0, 1200, 420, "#e4dcc6")
    s.disc(600, 110, 50, "#f7d98c")
    for k in range(3):
        left = 30 + k * 118
        s.rect(left, 150, left + 112, 470, ("#c98f5c", "#d9ab7c", "#b87a52")[k])
        s.shape([(left - 4, 152), (left + 56, 84), (left + 116, 152)], "#7d3a2e")
        panes(s, left + 6, 170, left + 106, 440, 3, 4, "#3f5a6d", arch=True)
        s.rect(left + 44, 410, left + 70, 470, "#4a2f26")
    for k in range(6):
        left = 800 + k * 66
        s.rect(left, 360, left + 62, 470, ("#a9b5a8", "#c4b79c", "#9aa9ad")[k % 3])
        s.shape([(left - 2, 362), (left + 31, 326), (left + 64, 362)], "#6d5a55")
        s.rect(left + 9, 386, left + 25, 408, "#3f5a6d")
        s.rect(left + 37, 386, left + 53, 408, "#3f5a6d")
        s.rect(left + 23, 426, left + 40, 470, "#4a2f26")
    ground_left = [(0, 470), (410, 470), (410, 520), (470, 700), (470, 800), (0, 800)]
    ground_right = [(1200, 470), (770, 470), (740, 520), (690, 700), (690, 800), (1200, 800)]
    s.shape([(400, 400), (790, 400), (700, 730), (460, 730)], "#3f8c9c")
    s.wash(412, 404, 780, 730, ("#6fb3b8", "#2f7a90", "#1f4f70"))
    for ground in (ground_left, ground_right):
        s.shape(ground, "#a8794f")
        s.grain(ground, "#6b4730", 0.6)
    for ground in (
        [(0, 520), (414, 520), (432, 580), (0, 590)],
        [(1200, 520), (738, 520), (722, 580), (1200, 590)],
    ):
        s.shape(ground, "#c49a66")
    s.shape([(0, 690), (462, 690), (470, 800), (0, 800)], "#6d4a38")
    s.shape([(1200, 690), (692, 690), (690, 800), (1200, 800)], "#6d4a38")
    s.shape([(460, 730), (700, 730), (690, 800), (470, 800)], "#574038")
    s.shape([(386, 330), (426, 330), (440, 600), (372, 600)], "#b9b3a4")
    for course in range(9):
        y = 344 + course * 28
        s.line([(385 - course * 1.4, y), (428 + course * 1.4, y)], "#8d887c", 2.5)
        s.line(
            [(404 + (course % 2) * 10 - 5, y), (404 + (course % 2) * 10 - 5, y + 28)],
            "#8d887c",
            2.5,
        )
    s.rect(378, 318, 434, 334, "#d6d0c0")
    for level in range(3):
        for k in range(4 - level):
            x, y = 742 + k * 27 + level * 13, 470 - level * 20
            s.pill(x, y - 22, x + 34, y, ("#d0b27c", "#c2a26a")[(k + level) % 2])
            s.line([(x + 17, y - 20), (x + 17, y - 3)], "#9c7c48", 1.5)
    for x in range(0, 1200, 26):
        s.line([(x, 404), (x + 15, 404)], VERMILION, 5)
    s.rect(426, 402, 760, 407, "#dff0ea")
    for y in (440, 480, 530, 590):
        for _ in range(3):
            x = s.random.uniform(470, 640)
            s.pill(x, y, x + s.random.uniform(30, 80), y + 4, "#a9d6d4", 0.6)
    rowing_boat(s, 590, 408, 130, hull=BRICK)
    person(s, 584, 412, 76, pose="sit", coat=MUSTARD, legs=NAVY)
    person(s, 340, 470, 66, coat=NAVY, long=True, hat=INK)
    person(s, 880, 470, 66, coat=ORANGE, pose="bend", flip=True)
    person(s, 1000, 470, 66, coat=BRICK, pose="hold", flip=True)
    return 0.5, 0.52


def flood_marker(s):
    """A stone flood marker on a house wall, its dated lines closer and closer; water at the lowest."""
    s.rect(0, 0, 1200, 800, "#a9ad9a")
    y, number = 0, 0
    while y < 700:
        course = 58 + (number * 17) % 22
        x = -40 - (number * 61) % 90
        while x < 1200:
            wide = s.random.uniform(100, 180)
            ink = mix("#9aa08e", "#b9b8a4", s.random.random())
            s.pill(x + 3, y + 3, x + wide - 3, y + course - 3, ink, radius=6)
            x += wide
        y += course
        number += 1
    s.grain([(0, 240), (1200, 240), (1200, 700), (0, 700)], "#5f6b62", 0.3)
    s.rect(40, 120, 250, 420, "#5d675f")
    s.rect(56, 136, 234, 404, "#2f4248")
    s.line([(145, 136), (145, 404)], "#8f9a8c", 9)
    s.line([(56, 262), (234, 262)], "#8f9a8c", 9)
    s.rect(30, 404, 260, 428, "#c4c2b0")
    s.smooth([(60, 404), (90, 360), (130, 350), (170, 366), (210, 352), (234, 404)], "#5f7f5a")
    for x in (86, 130, 180, 214):
        s.disc(x, 366, 10, "#c9776a")
    s.rect(456, 54, 760, 690, "#6f7a72")
    s.rect(444, 40, 748, 680, "#d5d2c0")
    s.rect(456, 52, 736, 668, "#c6c4b0")
    heights = (92, 118, 140, 166, 200, 236, 292, 366, 452, 560)
    for k, y in enumerate(heights):
        s.line([(476, y), (640, y)], "#4f5a54", 5)
        for digit in range(4):
            x = 656 + digit * 18
            s.rect(x, y - 9, x + 9, y + 5, "#4f5a54")
            if (k + digit) % 3:
                s.rect(x + 3, y - 6, x + 6, y + 2, "#c6c4b0")
        s.line([(476, y + 4), (640, y + 4)], "#e6e3d2", 2)
    s.line([(476, 92), (640, 92)], VERMILION, 6)
    s.grain([(444, 400), (748, 400), (748, 680), (444, 680)], "#5f7a66", 0.6)
    for branch in (
        [(960, 600), (940, 470), (990, 360), (960, 250)],
        [(950, 520), (1030, 450), (1060, 360)],
        [(968, 400), (900, 330), (890, 250)],
    ):
        vine = curve(branch, steps=7)
        s.line(vine, "#3f4f3f", 5)
        for k, (x, leaf_y) in enumerate(vine):
            with s.at(x + (-16 if k % 2 else 16), leaf_y, turn=s.random.uniform(0, 360)):
                s.smooth(
                    [(-17, 0), (-4, -13), (17, 0), (-4, 13)],
                    mix("#5a7a5c", "#86a070", s.random.random()),
                )
    s.wash(0, 580, 1200, 800, ("#7f9c90", "#52786f", "#33595c"))
    s.mirror(580, 170, "#5f8478", 0.45)
    for x in range(-80, 1200, 150):
        s.smooth(
            [(x, 584), (x + 40, 574), (x + 90, 580), (x + 150, 588), (x + 80, 592)], "#a9c0ae", 0.8
        )
    ripples(s, 600, 795, "#c4d6c4", 44, 0.45)
    ripples(s, 600, 795, "#2c4f52", 30, 0.35)
    return 0.5, 0.42
