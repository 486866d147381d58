"""Quays, ferries and what goes on beside them."""

from ..buildings import (
    bollard,
    church,
    cottage,
    domed,
    gantry,
    jib,
    lamp,
    lighthouse,
    row,
    skyline,
    windmill,
)
from ..inks import (
    AMBER,
    AQUA,
    AZURE,
    BARK,
    BLUSH,
    BRICK,
    CREAM,
    GREY,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    PINE,
    PLUM,
    ROSE,
    SAND,
    SKINS,
    STEEL,
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
    glints,
    rain,
    rings,
    ripples,
    rocks,
    sky,
    streaks,
    sun,
    swell,
    tree,
)
from ..people import person
from ..sheet import curve
from ..things import container
from ..vessels import ferry, rowing_boat


def battery_ferry(s):
    """The new ferry at dawn beside its charging tower."""
    sky(s, "gold", 470)
    rings(s, 812, 420, 330, ("#f0c884", "#f7d693", LEMON, CREAM), 6)
    s.disc(812, 420, 58, CREAM)
    skyline(s, 470, "#c9a583", left=0, right=1200, low=14, high=40, spires=4)
    gantry(s, 150, 470, 150, "#b08d78")
    gantry(s, 250, 470, 130, "#b89680")
    s.wash(0, 470, 1200, 800, ("#f3c880", "#d8c795", "#8fb3a8", "#4b8a90"))
    fog(s, 430, 480, "#f7dfae", 3, 0.45)
    ferry(s, 600, 590, 760, hull=CREAM, band=TEAL, funnel=None)
    s.mirror(590, 150, "#7fae9f", 0.45)
    glints(s, 812, 486, 790, 330, CREAM, 24, 0.6)
    ripples(s, 600, 790, "#3f8088", 40, 0.35)
    s.pill(940, 586, 1010, 592, CREAM, 0.7)
    s.pill(250, 588, 420, 592, CREAM, 0.7)
    s.shape([(0, 690), (330, 690), (380, 800), (0, 800)], "#33474e")
    s.rect(0, 684, 336, 702, "#5b6d6c")
    s.rect(116, 300, 168, 690, "#23404a")
    s.rect(150, 300, 168, 690, "#183039")
    s.rect(104, 284, 180, 306, VERMILION)
    s.limb([(160, 340), (270, 372), (330, 470)], [20, 16, 12], "#23404a")
    s.pill(312, 456, 352, 486, VERMILION, radius=6)
    for y in (350, 390, 430, 470):
        s.rect(128, y, 142, y + 22, AQUA)
    person(s, 226, 690, 92, coat=ORANGE, legs=INK, hat=CREAM, flip=True)
    bollard(s, 290, 690, 34)
    bollard(s, 46, 690, 34)
    return 0.56, 0.6


def ferry_and_light(s):
    """A ferry passes a striped lighthouse under a slate sky with one strip of light."""
    sky(s, "slate", 455)
    for k, y in enumerate((40, 130, 215, 290)):
        cloud(
            s,
            s.random.uniform(-150, 620),
            y,
            s.random.uniform(560, 880),
            mix("#3c4d5c", "#8b9aa0", 0.15 + 0.17 * k),
            0.75,
        )
    s.wash(0, 392, 1200, 455, ("#e6b24e", STRAW, LEMON))
    s.wash(0, 378, 1200, 394, ("#7d8f93", "#d9ac58"))
    s.smooth([(-40, 456), (120, 440), (330, 446), (460, 456)], "#46545e")
    s.wash(0, 455, 1200, 800, ("#5d7f6e", "#2f5a55", "#1c4044", "#122f36"))
    glints(s, 560, 458, 640, 420, LEMON, 30, 0.65)
    ferry(s, 430, 498, 470, hull=CREAM, band=NAVY, funnel=BRICK, lit=LEMON)
    s.mirror(498, 70, "#2f5a55", 0.6, left=180, right=690)
    s.pill(180, 496, 300, 501, CREAM, 0.7)
    swell(s, 560, "#275049", 230, 20, 0.2)
    swell(s, 620, "#1c4044", 290, 26, 0.5)
    rocks(s, 925, 640, 520, 110, "#3d3f45", "#292c34")
    rocks(s, 1090, 652, 330, 70, "#31343c", "#24272f")
    s.shape([(905, 210), (-20, 40), (-20, 250)], LEMON, 0.13)
    s.shape([(905, 210), (-20, 100), (-20, 200)], LEMON, 0.1)
    lighthouse(s, 905, 545, 400)
    s.glow(905, 212, 130, LEMON, 0.8)
    cottage(s, 968, 560, 110, 70, CREAM, BRICK)
    for x in range(660, 1220, 46):
        s.smooth([(x, 652), (x + 14, 634), (x + 34, 640), (x + 60, 652), (x + 30, 658)], CREAM, 0.9)
    swell(s, 680, "#16363b", 340, 30, 0.1)
    swell(s, 748, "#10292f", 420, 34, 0.7)
    birds(s, 640, 300, 6, "#dfe0d0", 130, 11)
    return 0.66, 0.5


def quay_queue(s):
    """A historic quay with a domed custom house, plane trees, a ferry and a curve of waiting cars."""
    sky(s, "rose", 430)
    sun(s, 1010, 150, 44, CREAM, BLUSH, 0.7)
    streaks(s, 60, 260, CREAM, 9, 0.5)
    row(
        s,
        560,
        1220,
        430,
        ("#d9a28c", "#c98b7c", "#e3bda0", "#b87f78", "#d7b59c"),
        low=70,
        high=130,
        roof="#9a5e5c",
        window="#7f5f70",
        width=62,
    )
    row(
        s,
        -20,
        130,
        430,
        ("#d9a28c", "#c98b7c"),
        low=70,
        high=120,
        roof="#9a5e5c",
        window="#7f5f70",
        width=62,
    )
    domed(s, 350, 430, 460, 330, "#ecd3b4", roof="#7fa39a", window="#8a6f78")
    for x in (120, 585, 660, 735):
        tree(s, x, 446, 130, "#7f9a68", "#7b5b50")
    s.rect(0, 430, 1200, 640, "#d9c2a6")
    s.grain([(0, 430), (1200, 430), (1200, 640), (0, 640)], "#b99a85", 0.5)
    s.shape([(0, 600), (1200, 560), (1200, 800), (0, 800)], "#8fb6b5")
    s.wash(0, 596, 1200, 800, ("#c7cbb9", "#8fb6b5", "#4f8a92"))
    s.shape([(0, 430), (1200, 430), (1200, 566), (760, 566), (420, 600), (0, 640)], "#d9c2a6")
    s.shape(
        [
            (0, 640),
            (420, 600),
            (760, 566),
            (1200, 566),
            (1200, 596),
            (765, 596),
            (430, 630),
            (0, 674),
        ],
        "#a08a7c",
    )
    s.grain([(0, 440), (1200, 440), (1200, 560), (0, 630)], "#b08a78", 0.4)
    lane = curve(
        [
            (30, 600),
            (210, 590),
            (400, 566),
            (560, 536),
            (720, 512),
            (900, 500),
            (1040, 492),
            (1180, 474),
        ],
        steps=4,
    )
    inks = (VERMILION, TEAL, CREAM, NAVY, MUSTARD, STEEL, BRICK)
    for number, (x, y) in sorted(enumerate(lane), key=lambda item: item[1][1]):
        scale = 0.3 + (y - 460) / 210
        with s.at(x, y, scale):
            ink = inks[number % 7]
            s.pill(-34, 0, 34, 6, "#8a7568", 0.5)
            s.pill(-36, -22, 36, -4, ink, radius=6)
            s.shape([(-24, -20), (-15, -36), (13, -36), (24, -20)], ink)
            s.shape([(-18, -21), (-12, -32), (-1, -32), (-1, -21)], NAVY)
            s.shape([(2, -21), (2, -32), (11, -32), (18, -21)], NAVY)
            s.disc(-20, -4, 7, INK)
            s.disc(20, -4, 7, INK)
    ferry(
        s, 860, 690, 560, hull=CREAM, band="#35606f", funnel=VERMILION, smoke="#e9d3c4", flip=True
    )
    s.mirror(690, 100, "#6da0a2", 0.5, left=560, right=1160)
    ripples(s, 640, 795, CREAM, 40, 0.4)
    ripples(s, 660, 795, "#3d7680", 30, 0.4)
    bollard(s, 120, 664, 24)
    bollard(s, 330, 640, 22)
    person(s, 200, 650, 60, coat=NAVY)
    person(s, 226, 650, 58, coat=BRICK, long=True, flip=True)
    birds(s, 640, 210, 7, "#7b6470", 160, 12)
    return 0.55, 0.6


def late_ferry(s):
    """A figure with a cello runs along a wet quay; the ferry's ramp is lifting."""
    s.wash(0, 0, 1200, 430, ("#141d2f", "#233047", "#4d4350", "#8d5b45"))
    skyline(s, 432, "#2b2c3c", left=0, right=520, low=30, high=90, spires=2)
    s.wash(0, 428, 1200, 800, ("#5b3f3c", "#2d2a37", "#171c2b"))
    ferry(
        s, 930, 520, 760, hull="#ded6c4", band="#22435a", funnel=BRICK, lit=LEMON, smoke="#59525c"
    )
    s.shape([(528, 520), (500, 500), (470, 404), (486, 398), (560, 470)], "#3a4552")
    s.line([(478, 402), (600, 420)], "#8d8a84", 3)
    s.glow(560, 470, 110, AMBER, 0.6)
    s.rect(556, 452, 590, 506, AMBER)
    s.rect(566, 456, 590, 506, LEMON)
    s.wash(0, 520, 1200, 800, ("#4a3b3c", "#31303d", "#1b2030"))
    s.shape([(-10, 528), (520, 520), (700, 800), (-10, 800)], "#4b4142")
    s.shape([(520, 520), (548, 520), (760, 800), (700, 800)], "#2a2730")
    for x, base, tall in ((70, 640, 330), (330, 560, 180), (446, 534, 108)):
        lamp(s, x, base, tall, INK, AMBER, 0.75)
        for k in range(7):
            half = tall * (0.13 - 0.012 * k)
            s.pill(
                x - half,
                base + 8 + k * tall * 0.09,
                x + half,
                base + 8 + k * tall * 0.09 + tall * 0.028,
                AMBER,
                0.55 - 0.06 * k,
            )
    ripples(s, 560, 795, AMBER, 36, 0.22, 0, 640)
    ripples(s, 540, 795, "#6f87a0", 26, 0.25, 640, 1200)
    s.mirror(520, 90, "#1b2030", 0.6, left=560, right=1200)
    s.shape([(150, 770), (380, 770), (440, 790), (130, 794)], "#171c2b", 0.5)
    s.smooth(
        [(262, 596), (190, 590), (110, 640), (60, 628), (90, 690), (160, 690), (250, 690)],
        "#8e3b2c",
    )
    person(
        s, 260, 776, 320, pose="run", coat="#a8472f", legs="#1b2337", skin=SKINS[0], hair="#20191a"
    )
    with s.at(232, 560, 1.12, turn=32):
        s.smooth(
            [
                (0, -104),
                (18, -98),
                (22, -50),
                (46, -18),
                (34, 24),
                (60, 72),
                (0, 104),
                (-60, 72),
                (-34, 24),
                (-46, -18),
                (-22, -50),
                (-18, -98),
            ],
            "#c98a3c",
        )
        s.stroke([(-12, -84), (-16, -44), (-36, -12), (-26, 24), (-46, 66)], "#e9b45c", 5)
    s.limb([(262, 552), (250, 600), (300, 612)], [26, 22, 18], "#b9523a")
    rain(s, "#f0c9a0", 150, 0.28, 0.3)
    return 0.4, 0.68


def health_van(s):
    """A white van with its side door open and a queue of travellers at a ferry ramp."""
    s.wash(0, 0, 1200, 470, ("#8fa3a9", "#b7c1bd", "#dfd9c6", "#f1e0bd"))
    streaks(s, 60, 330, "#eee6d2", 8, 0.5)
    with s.at(900, 470):
        s.shape([(-420, 0), (-420, -196), (380, -196), (380, 0)], "#dfe2d8")
        s.rect(-420, -70, 380, 0, "#2f5567")
        s.rect(-300, -262, 380, -196, "#eceade")
        s.shape([(-60, -392), (90, -392), (110, -262), (-66, -262)], ORANGE)
        s.shape([(-60, -392), (90, -392), (95, -362), (-61, -362)], INK)
        for number in range(14):
            s.pill(-280 + number * 44, -242, -258 + number * 44, -220, "#5f7a86", radius=4)
        for number in range(16):
            s.pill(-400 + number * 46, -160, -376 + number * 46, -136, "#5f7a86", radius=5)
        s.limb([(20, -396), (-30, -440), (-120, -462), (-260, -468)], [40, 60, 76, 50], "#c9cdc6")
    s.rect(0, 470, 1200, 800, "#8d8f8a")
    s.wash(0, 470, 1200, 800, ("#a7a699", "#8b8f8d", "#6d777c"))
    s.shape([(1000, 300), (1130, 300), (1130, 470), (1000, 470)], "#22353f")
    s.shape([(1010, 310), (1120, 310), (1120, 470), (1010, 470)], "#e9c77c")
    s.shape([(1000, 470), (1130, 470), (1170, 612), (960, 612)], "#4e5a62")
    for y in (500, 530, 560, 588):
        s.line([(990, y), (1150, y)], "#66737a", 4)
    for step in range(5):
        y = 560 + step * step * 12
        s.shape(
            [
                (300 - step * 60, y + 40),
                (480 - step * 60, y + 40),
                (470 - step * 62, y + 48),
                (285 - step * 62, y + 48),
            ],
            CREAM,
            0.5,
        )
    with s.at(330, 668):
        s.disc(0, 8, 300, INK, 0.2, tall=16)
        s.shape(
            [
                (-270, -10),
                (-270, -236),
                (-240, -258),
                (150, -258),
                (222, -160),
                (276, -138),
                (284, -10),
            ],
            CREAM,
        )
        s.shape([(-270, -10), (-270, -70), (284, -70), (284, -10)], "#dcd8c8")
        s.shape([(150, -240), (168, -240), (222, -160), (150, -160)], "#41606e")
        s.rect(-70, -232, 70, -18, "#2d4653")
        s.rect(-60, -222, 60, -18, "#f2dca0")
        s.glow(0, -120, 110, LEMON, 0.5)
        s.rect(70, -236, 128, -16, "#eae4d2")
        s.rect(-50, -190, 50, -184, MUSTARD)
        s.rect(-270, -130, -70, -112, TEAL)
        s.rect(128, -130, 240, -112, TEAL)
        with s.at(-170, -182):
            s.rect(-12, -34, 12, 34, VERMILION)
            s.rect(-34, -12, 34, 12, VERMILION)
        for x in (-180, 190):
            s.disc(x, -8, 46, INK)
            s.disc(x, -8, 20, GREY)
        person(s, -8, -18, 176, coat=AQUA, legs=CREAM, skin=SKINS[2], hair="#20191a", pose="hold")
    x = 690
    for number in range(9):
        tall = 190 - number * 9
        base = 706 - number * 14
        coat = (MUSTARD, NAVY, BRICK, STEEL, PINE, ROSE, CREAM, PLUM, TEAL)[number]
        with s.at(x + 12, base - tall * 0.52):
            s.pill(tall * 0.05, -tall * 0.3, tall * 0.2, tall * 0.1, dark(coat, 0.45), radius=8)
        person(
            s,
            x,
            base,
            tall,
            coat=coat,
            legs=(INK, "#4a3b33")[number % 2],
            skin=SKINS[number % 5],
            hair=(BARK, "#20191a", "#8a5a35")[number % 3],
            flip=True,
            long=number % 3 == 1,
            hat=(None, None, BRICK)[number % 3],
        )
        x += 62 - number * 3
    return 0.38, 0.66


def hospital_ship(s):
    """A small ferry freshly painted, a teal band, workmen on ladders, a lemon morning."""
    sky(s, "lemon", 560)
    s.disc(230, 210, 74, CREAM)
    jib(s, 150, 600, 420, "#a9b08d")
    jib(s, 1080, 600, 500, "#98a488", flip=True)
    s.shape(
        [
            (820, 600),
            (820, 420),
            (880, 380),
            (940, 420),
            (940, 380),
            (1000, 420),
            (1000, 380),
            (1060, 420),
            (1060, 600),
        ],
        "#c0bd93",
    )
    s.wash(0, 600, 1200, 800, ("#b9c4a4", "#86aca0", "#54888c"))
    s.rect(0, 596, 1200, 612, "#7f8a78")
    ferry(s, 600, 660, 860, hull=WHITE, band=CREAM, funnel=TEAL)
    with s.at(600, 660, 860 / 400):
        s.shape([(-196, -50), (188, -50), (196, -34), (-196, -34)], TEAL)
        with s.at(120, -78):
            s.rect(-3, -9, 3, 9, VERMILION)
            s.rect(-9, -3, 9, 3, VERMILION)
    s.rect(0, 660, 1200, 690, "#6d6a5c")
    s.rect(0, 652, 1200, 664, "#938d76")
    s.wash(0, 690, 1200, 800, ("#6f9a94", "#4d8288", "#3c6d78"))
    s.mirror(690, 70, "#5b9091", 0.65)
    ripples(s, 694, 795, CREAM, 30, 0.4)
    for x, top, lean, coat in ((330, 496, 46, ORANGE), (520, 486, 40, NAVY), (770, 500, 44, BRICK)):
        for side in (-11, 11):
            s.line([(x + side, 658), (x + side + lean, top)], BARK, 4)
        for rung in range(8):
            share = rung / 8
            s.line(
                [
                    (x - 11 + lean * share, 652 - (652 - top) * share),
                    (x + 11 + lean * share, 652 - (652 - top) * share),
                ],
                BARK,
                3,
            )
        px, py = x + lean * 0.42, 658 - (658 - top) * 0.45
        person(s, px - 6, py, 84, pose="reach", coat=coat, legs=CREAM, hat=CREAM)
        s.line([(px + 9, py - 92), (px + 18, py - 106)], TEAL, 6)
    person(s, 950, 660, 88, coat=MUSTARD, legs=INK, flip=True, hat=CREAM)
    person(s, 210, 660, 88, coat=STEEL, legs=INK, pose="walk")
    s.pill(968, 640, 986, 660, TEAL, radius=3)
    return 0.5, 0.6


def containers(s):
    """Stacks of containers under two gantry cranes, and one small figure."""
    s.wash(0, 0, 1200, 640, ("#8fc1c4", "#b9d6cb", "#e6e6cc"))
    s.disc(980, 130, 62, CREAM)
    cloud(s, 500, 180, 420, CREAM, 0.7)
    gantry(s, 330, 650, 560, "#b4472f")
    gantry(s, 850, 650, 500, "#8f3a2c")
    inks = (BRICK, NAVY, MUSTARD, "#c25b3f", STEEL, "#b08a3e", "#2e4d5f")
    for left, base, wide, columns, heights in (
        (-60, 640, 130, 9, (3, 4, 4, 2, 1, 2, 4, 5, 4)),
        (-120, 720, 190, 7, (4, 3, 2, 0, 0, 3, 4)),
    ):
        for column in range(columns):
            for level in range(heights[column]):
                container(
                    s,
                    left + column * (wide + 6),
                    base - level * wide * 0.42,
                    wide,
                    s.random.choice(inks),
                )
    s.rect(0, 720, 1200, 800, "#b9b29c")
    s.shape([(460, 720), (820, 720), (1000, 800), (300, 800)], "#cbc4ac")
    s.line([(640, 720), (650, 800)], STRAW, 8)
    s.disc(598, 748, 30, INK, 0.3, tall=5)
    person(s, 596, 748, 92, pose="walk", coat=ORANGE, legs=INK, hat=CREAM)
    return 0.5, 0.62


def island_village(s):
    """A white island village from the sea, a crowded jetty, turquoise shallows, one windmill."""
    s.wash(0, 0, 1200, 476, ("#2f8fb8", "#6bb7cc", "#bfe0d8"))
    cumulus(s, 860, 190, 260, CREAM, "#e2ece2")
    s.smooth(
        [(60, 460), (200, 360), (380, 270), (560, 226), (760, 262), (960, 350), (1130, 462)],
        "#b9a86a",
    )
    s.smooth([(300, 460), (480, 330), (640, 290), (820, 350), (1130, 470)], "#9c9a58")
    windmill(s, 700, 258, 170, wall=WHITE, cap="#9a4a36", sail=CREAM, turn=26)
    houses = [(s.random.uniform(180, 960), s.random.uniform(300, 440)) for _ in range(46)]
    for x, y in sorted(houses, key=lambda house: house[1]):
        if y < 452 - 200 * max(0, 1 - abs(x - 560) / 430):
            continue
        wide, tall = s.random.uniform(38, 62), s.random.uniform(30, 52)
        s.rect(x, y - tall, x + wide, y + 12, WHITE)
        s.rect(x + wide * 0.66, y - tall, x + wide, y + 12, "#cfdcdc")
        s.rect(x + wide * 0.14, y - tall * 0.7, x + wide * 0.3, y - tall * 0.35, AZURE)
        s.rect(
            x + wide * 0.42,
            y - tall * 0.45,
            x + wide * 0.58,
            y + 12,
            s.random.choice((AZURE, TEAL, BRICK)),
        )
    church(s, 470, 330, 120, WHITE, AZURE)
    s.rect(60, 452, 1140, 474, "#d8c79c")
    s.wash(0, 470, 1200, 800, ("#9fe0d0", "#5fc7c4", "#2fa3b4", "#1c7a9c"))
    for y, ink in ((500, "#7fd6c9"), (540, "#53bfc0")):
        s.smooth(
            [
                (-100, y),
                (300, y - 16),
                (700, y + 10),
                (1300, y - 8),
                (1300, y + 30),
                (500, y + 44),
                (-100, y + 26),
            ],
            ink,
            0.6,
        )
    s.shape([(420, 470), (520, 470), (700, 690), (470, 690)], "#c79a68")
    for k in range(12):
        y = 474 + 216 * (k / 12) ** 1.2
        s.line([(420 + (y - 470) * 0.227, y), (520 + (y - 470) * 0.818, y)], "#9c7146", 2)
    for x, y in ((476, 690), (694, 690), (455, 620), (640, 620)):
        s.rect(x - 7, y - 6, x + 7, y + 50, "#7b5636")
    for k in range(30):
        share = (k / 30) ** 1.15
        y = 482 + 200 * share
        left, right = 424 + (y - 470) * 0.227 + 12, 516 + (y - 470) * 0.818 - 12
        x = s.random.uniform(left, right)
        person(
            s,
            x,
            y,
            30 + 62 * share,
            coat=s.random.choice((VERMILION, CREAM, STRAW, AZURE, ROSE, NAVY)),
            legs=s.random.choice((NAVY, CREAM, SAND)),
            skin=s.random.choice(SKINS),
            hat=s.random.choice((STRAW, CREAM, SAND)),
            flip=s.random.random() < 0.5,
            pose=s.random.choice(("stand", "walk")),
        )
    ferry(s, 920, 640, 330, hull=CREAM, band=NAVY, funnel=VERMILION, flip=True)
    s.mirror(640, 46, "#3fa9b6", 0.6, left=740, right=1100)
    rowing_boat(s, 250, 640, 130, hull=AZURE)
    ripples(s, 500, 795, CREAM, 46, 0.5)
    return 0.5, 0.55
