"""Streets, squares and public buildings."""

from ..buildings import church, domed, lamp, row, skyline, terrace
from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    PINE,
    ROSE,
    SKINS,
    STONE,
    STRAW,
    TEAL,
    VERMILION,
    WHITE,
    dark,
    light,
    mix,
)
from ..nature import bare_tree, gull, hills, rain, stars, tree, wisp
from ..people import person
from ..sheet import curve
from ..things import bottle


def parliament_night(s):
    """A domed parliament at night with every window lit; wet cobbles, a few people with umbrellas."""
    s.wash(0, 0, 1200, 560, ("#0d1830", "#182b4a", "#2f4668", "#4d5f7b"))
    stars(s, 300, 50)
    skyline(s, 560, "#1a2a45", left=0, right=260, low=60, high=110, spires=2, dome=False)
    skyline(s, 560, "#1a2a45", left=960, right=1200, low=60, high=110, spires=2, dome=False)
    s.glow(600, 420, 520, AMBER, 0.35)
    domed(
        s, 600, 560, 800, 420, "#7b7f93", roof="#3f5a6d", window="#2a3350", lit="#f7cf6d", share=1
    )
    s.wash(0, 560, 1200, 800, ("#3a4560", "#262f49", "#151d33"))
    s.mirror(592, 200, "#1c2740", 0.5)
    for course in range(11):
        y = 596 + course * course * 1.75
        for k in range(-1, 30):
            x = k * (44 + course * 5) + (course % 2) * 24
            s.pill(x, y, x + 30 + course * 4, y + 3 + course * 0.7, "#0f172b", 0.35)
    for _ in range(40):
        x, y = s.random.gauss(600, 230), s.random.uniform(600, 790)
        s.pill(x, y, x + s.random.uniform(16, 60), y + 3, "#f7cf6d", 0.5)
    for x, tall in ((210, 250), (1000, 250)):
        lamp(s, x, 640, tall, "#0f172b", LEMON, 0.6)
    for x, y, tall, ink in (
        (330, 700, 190, BRICK),
        (425, 690, 176, "#101830"),
        (870, 730, 210, "#101830"),
        (770, 676, 160, MUSTARD),
    ):
        person(
            s,
            x,
            y,
            tall,
            pose="walk",
            coat="#1c2540",
            legs="#10172a",
            long=True,
            away=True,
            hair="#10172a",
            flip=x < 600,
        )
        with s.at(x + (8 if x > 600 else -8), y - tall * 1.02, tall / 100):
            s.line([(0, 4), (0, 42)], "#10172a", 1.6)
            s.shape([(-34, 6), *curve([(-34, 6), (-24, -14), (0, -23), (24, -14), (34, 6)])], ink)
            s.shape([(0, -23), *curve([(0, -23), (20, -16), (34, 6)]), (8, 6)], dark(ink, 0.3))
    rain(s, "#b9c4d8", 60, 0.2, 0.1)
    return 0.5, 0.42


def terraces(s):
    """Narrow terraced houses in ochre, rust and pale blue; laundry, a woman reading a letter at her door."""
    s.wash(0, 0, 1200, 300, ("#8fc0c8", "#c9d9c6", "#f3e2b8"))
    walls = ("#dba04a", "#b9573a", "#a9c4cc", "#e6c98f", "#c9744c", "#8fb0b5", "#d98f57")
    terrace(
        s,
        -60,
        1260,
        640,
        walls,
        height=430,
        width=196,
        roof="#7d3a2e",
        door="#27485f",
        window="#35546a",
    )
    for x in (330, 720, 1110):
        s.rect(x - 10, 404, x + 120, 412, "#3a3236")
        for bar in range(9):
            s.line([(x - 6 + bar * 15, 374), (x - 6 + bar * 15, 404)], "#3a3236", 2.5)
        s.line([(x - 8, 374), (x + 118, 374)], "#3a3236", 3)
    for x0, x1, y in ((60, 330, 320), (450, 722, 300), (840, 1110, 330)):
        line = curve([(x0, y), ((x0 + x1) / 2, y + 26), (x1, y)], steps=9)
        s.line(line, CREAM, 2)
        for k, (x, ly) in enumerate(line[2:-3:3]):
            ink = (CREAM, "#e9b6a4", WHITE, "#9cc0c9", STRAW)[k % 5]
            if k % 2:
                s.shape([(x, ly), (x + 42, ly + 2), (x + 40, ly + 58), (x + 4, ly + 54)], ink)
            else:
                s.shape(
                    [
                        (x, ly),
                        (x + 40, ly),
                        (x + 50, ly + 14),
                        (x + 38, ly + 22),
                        (x + 36, ly + 50),
                        (x + 4, ly + 50),
                        (x + 2, ly + 22),
                        (x - 8, ly + 14),
                    ],
                    ink,
                )
    s.shape([(0, 640), (1200, 640), (1200, 680), (0, 680)], "#d5c4a4")
    s.wash(0, 676, 1200, 800, ("#a8937c", "#8b7868"))
    for course in range(6):
        for k in range(26):
            x = k * 52 + (course % 2) * 26
            s.pill(x, 690 + course * 19, x + 46, 704 + course * 19, "#7b6a5e", 0.4, radius=5)
    s.rect(542, 486, 630, 652, "#3a2b2b")
    s.glow(586, 560, 110, AMBER, 0.5)
    s.rect(528, 636, 644, 660, "#e6d6b8")
    person(
        s,
        580,
        650,
        168,
        pose="hold",
        coat="#e9dcc0",
        legs="#27485f",
        skirt="#27485f",
        skin=SKINS[1],
        hair="#5a2d22",
    )
    s.shape([(606, 526), (636, 520), (642, 552), (612, 558)], WHITE)
    s.shape([(0, 640), (1200, 640), (1200, 800), (0, 800)], "#8a4b3a", 0.06)
    s.shape([(760, 690), (840, 690), (1010, 780), (900, 790)], INK, 0.16)
    with s.at(1010, 706, 1.1):
        for x in (-44, 44):
            s.ring(x, -26, 27, 4, INK)
        s.line([(-44, -26), (-10, -66), (34, -66), (44, -26)], BRICK, 5)
        s.line([(-10, -66), (6, -26), (34, -66)], BRICK, 5)
        s.line([(6, -26), (-44, -26)], BRICK, 5)
        s.line([(34, -66), (40, -86), (56, -86)], INK, 4)
        s.pill(-24, -80, 0, -72, INK)
    return 0.49, 0.66


def palace_steps(s):
    """Six ministers in black go up broad stone steps to red doors."""
    s.wash(0, 0, 1200, 400, ("#a8c3cf", "#cfdcd8", "#ece8d8"))
    s.rect(60, 0, 1140, 430, "#e3d5bb")
    s.rect(60, 0, 1140, 34, "#cdbd9f")
    for x in (130, 290, 830, 990):
        s.rect(x, 60, x + 84, 430, "#f0e6d0")
        s.rect(x + 56, 60, x + 84, 430, "#cfc0a4")
        s.rect(x - 10, 44, x + 94, 66, "#f7efdd")
        s.rect(x - 12, 412, x + 96, 430, "#f7efdd")
    s.rect(432, 90, 768, 430, "#c7b596")
    s.rect(452, 110, 748, 430, "#7d2a22")
    for x in (462, 604):
        s.rect(x, 120, x + 134, 430, "#b53a2c")
        for y in (140, 290):
            s.rect(x + 18, y, x + 116, y + 120, "#962f25")
            s.rect(x + 26, y + 8, x + 108, y + 112, "#a83528")
    s.disc(590, 290, 7, MUSTARD)
    s.disc(612, 290, 7, MUSTARD)
    s.shape([(420, 90), (600, 20), (780, 90)], "#f0e6d0")
    s.shape([(470, 80), (600, 32), (730, 80)], "#d3c3a6")
    count = 13
    for step in range(count):
        top = 430 + 370 * (step / count) ** 1.18
        low = 430 + 370 * ((step + 1) / count) ** 1.18
        spread = 40 + step * 26
        s.rect(180 - spread, top, 1020 + spread, low, mix("#efe5d0", "#d6c6a8", step / count))
        s.rect(180 - spread, top, 1020 + spread, top + (low - top) * 0.3, "#fbf4e4")
        s.rect(180 - spread, low - 3, 1020 + spread, low, "#b3a284")
    for x, _flip in ((120, 1), (1080, -1)):
        s.rect(x - 46, 380, x + 46, 800, "#bfae90")
        s.rect(x - 58, 366, x + 58, 390, "#d9cbb0")
        s.disc(x, 336, 34, "#a8987c")
    places = [
        (596, 452, 108),
        (626, 486, 124),
        (520, 516, 142),
        (672, 568, 164),
        (470, 640, 190),
        (740, 738, 226),
    ]
    for k, (x, y, tall) in enumerate(places):
        s.shape(
            [
                (x + 6, y),
                (x + tall * 0.16, y),
                (x + tall * 0.9, y + tall * 0.14),
                (x + tall * 0.6, y + tall * 0.16),
            ],
            "#8a7a62",
            0.4,
        )
        person(
            s,
            x,
            y,
            tall,
            pose="walk",
            coat="#1d2029",
            legs="#15171f",
            away=True,
            long=True,
            hair=("#20191a", "#b9ad9c", "#5a2d22", "#20191a", "#8d877d", "#a9743f")[k],
            flip=k % 2 == 0,
            skirt="#1d2029" if k in (1, 4) else None,
        )
    with s.at(694, 650):
        s.pill(-24, -30, 20, 4, "#5a3525", radius=4)
        s.line([(-10, -30), (-8, -40), (4, -40), (6, -30)], "#5a3525", 4)
    return 0.49, 0.62


def polling_hall(s):
    """Teenagers in rain jackets queue at the lit door of a school gym; autumn leaves."""
    s.wash(0, 0, 1200, 600, ("#2f4560", "#4f627a", "#8a8088", "#d9a682"))
    for x in (1010, 1120):
        bare_tree(s, x, 560, 420, "#3a2f38")
    s.rect(90, 170, 860, 600, "#a3563c")
    for course in range(24):
        y = 176 + course * 18
        s.line([(90, y), (860, y)], "#8e4833", 1.5)
    s.shape([(70, 174), (110, 120), (840, 120), (880, 174)], "#3f3a46")
    for x in (130, 230, 620, 740):
        s.rect(x, 230, x + 74, 330, "#f0c46a")
        s.line([(x + 37, 230), (x + 37, 330)], "#5b3a30", 4)
        s.line([(x, 280), (x + 74, 280)], "#5b3a30", 4)
    s.rect(360, 300, 560, 600, "#5b3a30")
    s.rect(376, 316, 544, 600, "#f8d98c")
    s.glow(460, 470, 260, LEMON, 0.7)
    s.line([(460, 316), (460, 600)], "#d9a64e", 4)
    s.rect(384, 190, 536, 282, CREAM)
    s.rect(418, 232, 502, 274, NAVY)
    s.rect(440, 228, 480, 235, INK)
    with s.at(460, 214, turn=-10):
        s.rect(-18, -16, 18, 16, WHITE)
        s.line([(-9, 0), (-2, 8), (11, -8)], VERMILION, 5)
    s.wash(0, 596, 1200, 800, ("#7a6a66", "#564d56", "#3a3746"))
    s.shape([(376, 600), (544, 600), (760, 800), (300, 800)], "#f3c878", 0.4)
    for _ in range(120):
        x, y = s.random.uniform(0, 1200), s.random.uniform(604, 795)
        size = 4 + (y - 600) / 30
        with s.at(x, y, turn=s.random.uniform(0, 180)):
            s.smooth(
                [(-size, 0), (0, -size * 0.5), (size, 0), (0, size * 0.5)],
                s.random.choice((MUSTARD, ORANGE, VERMILION, "#b5793c", STRAW)),
            )
    coats = (VERMILION, TEAL, STRAW, "#5d78a8", ORANGE, PINE, ROSE, "#7aa3b5")
    for k in range(8):
        tall = 196 + k * 7
        x, y = 470 + k * 82, 640 + k * 13
        s.disc(x + 10, y + 2, tall * 0.2, INK, 0.35, tall=6)
        person(
            s,
            x,
            y,
            tall,
            coat=coats[k],
            legs=("#27384f", "#3f3a46")[k % 2],
            skin=SKINS[(k * 2) % 5],
            hair=("#20191a", BARK, "#b5793c", "#5a2d22")[k % 4],
            flip=True,
            pose=("walk", "stand", "stand", "hold")[k % 4],
            hat=coats[k] if k in (2, 5) else None,
        )
    return 0.5, 0.6


def chandler(s):
    """An old chandler's shop front, dark green, rope, brass lamps and oilskins in the window; wet evening street."""
    s.wash(0, 0, 1200, 640, ("#3a3f52", "#5d5560"))
    s.rect(0, 0, 180, 640, "#5b4a4c")
    s.rect(1020, 0, 1200, 640, "#4d4450")
    for course in range(30):
        s.line([(0, course * 21), (180, course * 21)], "#4a3b40", 2)
        s.line([(1020, course * 21 + 8), (1200, course * 21 + 8)], "#3f3744", 2)
    s.rect(170, 40, 1030, 640, "#1f443d")
    s.rect(150, 130, 1050, 152, "#2f5f54")
    s.rect(170, 60, 1030, 130, "#173630")
    s.rect(210, 78, 990, 112, "#1f443d")
    for x in range(300, 920, 48):
        s.pill(x, 88, x + 30, 102, MUSTARD, radius=2)
    s.rect(200, 176, 690, 520, "#f0c46a")
    s.wash(200, 176, 690, 520, ("#c98f3c", "#f0c46a", "#f6dc94"))
    for x in (200, 362, 524, 684):
        s.rect(x - 6, 170, x + 8, 526, "#2f5f54")
    s.rect(194, 170, 698, 182, "#2f5f54")
    s.line([(206, 206), (684, 206)], BARK, 5)
    for x in (270, 390, 470):
        s.line([(x, 206), (x, 236)], INK, 3)
        s.glow(x, 270, 70, CREAM, 0.8)
        s.shape([(x - 24, 246), (x, 226), (x + 24, 246)], "#a9701f")
        s.rect(x - 20, 246, x + 20, 288, LEMON)
        for bar in (-20, -4, 14):
            s.rect(x + bar, 246, x + bar + 6, 288, "#a9701f")
        s.rect(x - 26, 288, x + 26, 300, "#a9701f")
    for x, ink in ((570, STRAW), (640, ORANGE)):
        s.line([(x - 16, 222), (x, 206), (x + 16, 222)], INK, 3)
        s.smooth(
            [
                (x - 12, 222),
                (x + 12, 222),
                (x + 46, 300),
                (x + 30, 310),
                (x + 26, 400),
                (x - 26, 400),
                (x - 30, 310),
                (x - 46, 300),
            ],
            ink,
        )
        s.line([(x, 230), (x, 396)], dark(ink, 0.3), 3)
    for x, y in ((260, 470), (350, 482), (470, 472)):
        for k in range(4):
            s.ring(x, y, 50 - k * 11, 9, ("#c9a05c", "#b08645")[k % 2])
    s.rect(560, 440, 680, 512, "#7d5a34")
    s.rect(560, 440, 680, 452, "#9c7444")
    s.rect(200, 512, 690, 540, "#173630")
    s.rect(194, 536, 698, 640, "#1a3b35")
    for x in (210, 376, 540):
        s.rect(x, 556, x + 140, 624, "#234f47")
    s.rect(740, 176, 930, 640, "#173630")
    s.rect(760, 196, 910, 440, "#f3cf7c")
    s.line([(835, 196), (835, 440)], "#173630", 8)
    s.rect(760, 462, 910, 616, "#234f47")
    s.disc(898, 470, 8, MUSTARD)
    s.rect(800, 260, 872, 296, CREAM)
    s.line([(812, 278), (860, 278)], VERMILION, 5)
    s.rect(960, 176, 1010, 640, "#173630")
    lamp(s, 1100, 660, 420, "#1c1e2a", LEMON, 0.55)
    s.wash(0, 636, 1200, 800, ("#4a4450", "#34323f", "#242634"))
    s.mirror(640, 130, "#34323f", 0.45)
    for _ in range(60):
        x, y = s.random.uniform(0, 1200), s.random.uniform(660, 795)
        s.pill(
            x,
            y,
            x + s.random.uniform(20, 80),
            y + 3,
            "#f0c46a" if 200 < x < 920 else "#6f7080",
            0.3,
        )
    return 0.42, 0.45


def surgery_bus(s):
    """A small country bus outside a whitewashed surgery on a green; an old man steps down."""
    s.wash(0, 0, 1200, 420, ("#8fb3b5", "#e3d8ae", "#f6cf8c"))
    s.glow(140, 330, 340, LEMON, 0.8)
    hills(s, 400, 90, "#b0a866", 3)
    church(s, 210, 420, 230, "#d9c090", "#8a5a45")
    s.rect(0, 410, 1200, 800, "#93a04e")
    s.rect(700, 220, 1120, 470, CREAM)
    s.rect(1010, 220, 1120, 470, "#e6d8b8")
    s.shape([(670, 226), (740, 130), (1080, 130), (1150, 226)], "#8a4b35")
    s.rect(1020, 90, 1066, 170, "#a05c44")
    for x in (736, 960):
        s.rect(x, 276, x + 84, 356, "#4f6d72")
        s.line([(x + 42, 276), (x + 42, 356)], CREAM, 5)
        s.line([(x, 316), (x + 84, 316)], CREAM, 5)
    s.rect(860, 300, 924, 470, "#2f6b5d")
    with s.at(892, 262):
        s.rect(-6, -20, 6, 20, "#2f6b5d")
        s.rect(-20, -6, 20, 6, "#2f6b5d")
    tree(s, 1160, 480, 330, "#7d8f42")
    s.shape([(0, 560), (1200, 560), (1200, 700), (0, 700)], "#d6bd8c")
    s.shape([(0, 700), (1200, 700), (1200, 800), (0, 800)], "#7d8a40")
    s.shape([(150, 660), (660, 660), (1200, 700), (1200, 740), (720, 720)], "#5d5a3a", 0.4)
    with s.at(400, 640):
        s.pill(-280, -250, 270, -30, "#d98f32", radius=34)
        s.shape([(-280, -120), (276, -120), (276, -30), (-280, -30)], CREAM)
        s.rect(-280, -128, 276, -116, BRICK)
        for x in (-256, -160, -64):
            s.pill(x, -222, x + 82, -142, "#41606e", radius=10)
            s.shape(
                [(x + 12, -142), (x + 44, -222), (x + 60, -222), (x + 28, -142)], "#8fb3b5", 0.6
            )
        s.rect(46, -226, 134, -30, "#3a2f30")
        s.rect(54, -218, 126, -36, "#f6dc94")
        s.pill(160, -222, 262, -136, "#41606e", radius=14)
        s.disc(262, -82, 11, LEMON)
        s.rect(-60, -252, 60, -236, "#b5742a")
        for x in (-170, 190):
            s.disc(x, -26, 46, INK)
            s.disc(x, -26, 19, STONE)
        s.rect(50, -34, 132, -24, "#5b4a3c")
    person(
        s,
        500,
        672,
        200,
        pose="walk",
        coat="#5b6a5a",
        legs="#4a3f3a",
        skin=SKINS[0],
        hair=CREAM,
        hat="#6b5344",
    )
    s.line([(528, 566), (548, 674)], "#6b4a30", 6)
    s.shape([(500, 674), (530, 674), (900, 716), (860, 722)], "#5d5a3a", 0.4)
    for _k in range(30):
        s.disc(
            s.random.uniform(0, 1200),
            s.random.uniform(716, 796),
            3,
            s.random.choice((CREAM, STRAW)),
        )
    return 0.42, 0.6


def plinth(s):
    """An elegant public lavatory on a monument's plinth, pigeons about; a sunny satire."""
    s.wash(0, 0, 1200, 560, ("#7fbdb8", "#b9d9c6", "#eee6c0"))
    s.disc(1000, 130, 60, CREAM)
    row(
        s,
        -20,
        400,
        560,
        ("#d9a04a", "#e6c07c", "#c98a3e"),
        low=150,
        high=230,
        roof="#2f7a78",
        window="#3f7f7c",
        width=86,
    )
    row(
        s,
        830,
        1230,
        560,
        ("#e0b25c", "#cf9440", "#ecd09a"),
        low=150,
        high=230,
        roof="#2f7a78",
        window="#3f7f7c",
        width=86,
    )
    s.rect(0, 556, 1200, 800, "#e8cf98")
    for k in range(-9, 10):
        s.line([(600 + k * 80, 556), (600 + k * 260, 800)], "#cfae6c", 3)
    for y in (580, 618, 676, 760):
        s.line([(0, y), (1200, y)], "#cfae6c", 3)
    s.shape([(600, 690), (860, 690), (1180, 760), (800, 770)], "#8a7038", 0.35)
    for half, top, low, ink in (
        (260, 640, 700, "#b9ad9c"),
        (220, 590, 642, "#cbbfae"),
        (170, 440, 592, "#dcd2c0"),
    ):
        s.rect(600 - half, top, 600 + half, low, ink)
        s.rect(600 + half * 0.5, top, 600 + half, low, dark(ink, 0.14))
        s.rect(600 - half - 10, top - 10, 600 + half + 10, top + 4, light(ink, 0.4))
    s.pill(540, 490, 660, 540, "#b08a3e", radius=4)
    for y in (502, 514, 526):
        s.line([(554, y), (646, y)], "#7d5f26", 3)
    s.rect(480, 230, 720, 432, TEAL)
    s.rect(640, 230, 720, 432, dark(TEAL, 0.18))
    for x in (494, 560, 650):
        s.pill(x, 252, x + 50, 424, light(TEAL, 0.2), radius=24)
        s.pill(x + 6, 262, x + 44, 330, "#f3e3b4", radius=18)
    s.rect(462, 214, 738, 236, CREAM)
    s.shape(
        [(470, 216), *curve([(470, 216), (520, 150), (600, 118), (680, 150), (730, 216)])], MUSTARD
    )
    s.shape(
        [
            (640, 216),
            *curve([(640, 216), (650, 160), (600, 118)]),
            *curve([(600, 118), (680, 150), (730, 216)]),
        ],
        dark(MUSTARD, 0.18),
    )
    s.limb([(600, 120), (600, 70)], [8, 3], MUSTARD)
    s.disc(600, 68, 10, CREAM)
    s.rect(566, 180, 634, 206, CREAM)
    s.disc(586, 186, 4, TEAL)
    s.shape([(580, 204), (586, 190), (592, 204)], TEAL)
    s.disc(612, 186, 4, TEAL)
    s.rect(609, 190, 615, 204, TEAL)
    for x, y, flip in (
        (380, 706, False),
        (430, 722, True),
        (310, 744, False),
        (770, 716, True),
        (850, 740, False),
        (930, 716, True),
        (500, 582, False),
        (690, 582, True),
        (560, 752, False),
    ):
        with s.at(x, y, 1.0, flip=flip):
            s.smooth([(-26, -4), (-12, -20), (10, -22), (18, -12), (8, 0), (-10, 2)], "#66808f")
            s.disc(18, -24, 7, "#4d6675")
            s.shape([(24, -25), (32, -22), (24, -21)], AMBER)
            s.line([(0, 0), (0, 9)], VERMILION, 2)
            s.line([(6, 0), (6, 9)], VERMILION, 2)
    person(s, 220, 730, 170, coat=BRICK, long=True, skin=SKINS[2], hat=INK)
    person(s, 1000, 740, 176, coat=CREAM, legs=NAVY, pose="lift", flip=True, skin=SKINS[0])
    gull(s, 860, 150, 40)
    return 0.5, 0.4


def manhole(s):
    """A technician lowers a bottle into a steaming manhole at dawn, street lamps still lit."""
    s.wash(0, 0, 1200, 480, ("#2f4766", "#6d7693", "#c79c98", "#f1c79c"))
    skyline(s, 460, "#5f5f7d", left=0, right=1200, low=60, high=150, spires=3)
    row(
        s,
        -40,
        300,
        480,
        ("#4d4560", "#5d4f66", "#433d58"),
        low=180,
        high=280,
        roof="#2f2b44",
        window="#2f2b44",
        lit=STRAW,
        share=0.15,
        width=92,
    )
    row(
        s,
        920,
        1260,
        480,
        ("#4d4560", "#5d4f66", "#433d58"),
        low=180,
        high=280,
        roof="#2f2b44",
        window="#2f2b44",
        lit=STRAW,
        share=0.15,
        width=92,
    )
    s.wash(0, 476, 1200, 800, ("#8a7886", "#5d5870", "#3c3c56"))
    s.shape([(0, 480), (300, 480), (60, 800), (0, 800)], "#7d7084")
    s.shape([(1200, 480), (900, 480), (1140, 800), (1200, 800)], "#6d6379")
    for x, base, tall in ((250, 520, 260), (130, 640, 400), (950, 520, 260)):
        lamp(s, x, base, tall, "#26243a", LEMON, 0.7)
    s.disc(640, 694, 170, "#2a2a40", tall=40)
    s.disc(640, 690, 150, "#0f111d", tall=33)
    s.disc(400, 726, 120, "#30304a", tall=28)
    s.disc(400, 718, 120, "#57576f", tall=28)
    for k in range(-3, 4):
        s.line([(400 + k * 30, 700), (400 + k * 34, 738)], "#3f3f58", 4)
    person(
        s,
        500,
        716,
        330,
        pose="bend",
        coat=ORANGE,
        legs="#e06d2c",
        skin=SKINS[1],
        hair="#20191a",
        hat=CREAM,
        shoes=PINE,
    )
    hx, hy = 500 + 34 * 3.3, 716 - 30 * 3.3
    s.line([(hx - 6, hy), (640, 640), (640, 670)], CREAM, 3)
    bottle(s, 640, 706, 56, "#a9cfd0")
    for x, shift in ((590, 0), (680, 1), (735, 0)):
        points = [(x, 684), (x + 26, 600), (x - 16, 510), (x + 30, 410), (x - 6, 300)]
        s.union([wisp(curve(points), 20, 78)], CREAM, 0.24 + 0.06 * shift)
    s.shape([(780, 700), (800, 620), (816, 700)], ORANGE)
    s.rect(790, 652, 808, 664, CREAM)
    s.rect(770, 698, 826, 706, "#c4592c")
    s.shape([(860, 740), (884, 640), (904, 740)], ORANGE)
    s.rect(872, 680, 895, 694, CREAM)
    s.rect(846, 738, 918, 748, "#c4592c")
    return 0.5, 0.66
