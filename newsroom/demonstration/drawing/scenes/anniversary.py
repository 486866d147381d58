"""The city’s great day: paper boats, lanterns, soup and fireworks."""

from ..buildings import gantry, row, skyline
from ..inks import (
    AMBER,
    AQUA,
    BARK,
    CORAL,
    CREAM,
    INK,
    LEMON,
    NAVY,
    ORANGE,
    ROSE,
    SKINS,
    STRAW,
    TEAL,
    VERMILION,
    WHITE,
    dark,
)
from ..nature import glints, moon, ripples, sky, stars
from ..people import crowd, person
from ..sheet import curve
from ..vessels import paper_boat, rowing_boat, sailing_barge


def paper_boats(s):
    """Lit paper boats come down a river between crowded quays, at dusk."""
    sky(s, "dusk", 380)
    stars(s, 150, 60)
    moon(s, 905, 96, 26)
    skyline(s, 372, "#5c4a6b", left=380, right=840, low=26, high=52, spires=3)
    walls = ("#6b3d52", "#8a4a4a", "#4b4563", "#a35f4e", "#5a4a68", "#7b5560")
    row(
        s,
        -30,
        452,
        372,
        walls,
        low=120,
        high=205,
        roof="#33283f",
        window="#2a2740",
        lit=STRAW,
        share=0.55,
        width=74,
    )
    row(
        s,
        770,
        1230,
        372,
        walls,
        low=110,
        high=215,
        roof="#33283f",
        window="#2a2740",
        lit=STRAW,
        share=0.55,
        width=74,
    )
    for x in (482, 738):
        s.rect(x - 12, 236, x + 12, 384, "#3a2e48")
        s.rect(x - 16, 230, x + 16, 240, "#3a2e48")
    for reach in ((420, 482), (482, 738), (738, 800)):
        sag = 84 if reach == (482, 738) else 40
        s.stroke(
            [
                (reach[0], 250 if reach[0] != 420 else 326),
                ((reach[0] + reach[1]) / 2, 240 + sag),
                (reach[1], 250 if reach[1] != 800 else 326),
            ],
            "#3a2e48",
            4,
        )
    s.rect(400, 330, 820, 345, "#3a2e48")
    for x in range(420, 810, 26):
        s.glow(x, 322, 20, AMBER, 0.5)
        s.disc(x, 322, 3.4, LEMON)
    crowd(s, 404, 816, 322, ("#2c2338",), height=20, rows=1, step=10)
    s.rect(400, 330, 820, 345, "#3a2e48")
    for left, right in ((-10, 470), (752, 1210)):
        s.rect(left, 366, right, 392, "#3a2e40")
        crowd(s, left, right, 372, ("#4c3a52", "#2e2438"), height=26, rows=2, step=12, lift=9)
        s.rect(left, 378, right, 394, "#41354a")
    s.wash(450, 362, 770, 396, ("#5c4a6b", "#463b5c"))
    for x in (482, 738):
        s.rect(x - 12, 340, x + 12, 396, "#3a2e48")
    s.wash(0, 394, 1200, 800, ("#a0636a", "#5d4a6a", "#2c3a5c", "#16253f"))
    s.mirror(394, 190, "#3a3556", 0.5)
    ripples(s, 400, 790, "#f0a070", 46, 0.34)
    ripples(s, 420, 790, INK, 50, 0.28)
    boats = [(860, 604), (450, 618), (1060, 622), (690, 668), (310, 650), (985, 742)]
    for k in range(150, 0, -1):
        y = 404 + 170 * (k / 150) ** 1.6
        x, room = s.random.uniform(110, 1090), 8 + (y - 396) * 0.34
        if all(abs(x - a) > room * 2.1 or abs(y - b) > room * 0.9 for a, b in boats):
            boats.append((x, y))
    for x, y in sorted(boats, key=lambda boat: boat[1]):
        size = 7 + ((y - 396) / 340) ** 1.15 * 100
        s.pill(x - size * 0.8, y, x + size * 0.8, y + size * 0.06, AMBER, 0.35)
        paper_boat(s, x, y, size)
        for k in range(4):
            half = size * (0.55 - 0.1 * k)
            s.pill(
                x - half,
                y + size * (0.1 + 0.13 * k),
                x + half,
                y + size * (0.14 + 0.13 * k),
                STRAW,
                0.6 - 0.12 * k,
            )
    s.smooth([(-60, 690), (120, 664), (300, 716), (360, 830), (-60, 860)], "#120f20")
    person(
        s,
        96,
        722,
        285,
        coat="#171327",
        legs="#120f20",
        shoes="#120f20",
        skin="#3a2a38",
        hair="#171327",
        away=True,
        long=True,
    )
    person(
        s,
        186,
        716,
        262,
        coat="#201a33",
        legs="#120f20",
        shoes="#120f20",
        skin="#3a2a38",
        hair="#201a33",
        away=True,
        pose="reach",
    )
    person(
        s,
        246,
        744,
        165,
        coat="#1a1529",
        legs="#120f20",
        shoes="#120f20",
        skin="#3a2a38",
        hair="#1a1529",
        away=True,
    )
    return 0.55, 0.66


def lanterns_on_bridge(s):
    """Children carry lanterns over a bridge."""
    s.wash(0, 0, 1200, 560, ("#16223f", "#2f3760", "#6a4d78", "#b56a78"))
    stars(s, 240, 70)
    row(
        s,
        -20,
        1220,
        500,
        ("#3f3559", "#54405f", "#352e50", "#4b3a5c"),
        low=120,
        high=210,
        roof="#2a2544",
        window="#2a2544",
        lit=STRAW,
        share=0.35,
        width=84,
    )
    s.shape(
        [
            (0, 560),
            *curve([(0, 560), (300, 500), (600, 484), (900, 500), (1200, 560)]),
            (1200, 800),
            (0, 800),
        ],
        "#3d3357",
    )
    for x in (240, 600, 960):
        s.shape(
            [
                (x - 120, 800),
                *curve([(x - 120, 800), (x - 90, 690), (x, 650), (x + 90, 690), (x + 120, 800)]),
            ],
            "#5d4a72",
        )
    for _ in range(40):
        x, y = (
            s.random.choice((240, 600, 960)) + s.random.uniform(-80, 80),
            s.random.uniform(720, 790),
        )
        s.pill(x - 14, y, x + 14, y + 3, AMBER, 0.6)
    for k in range(9):
        x = 110 + k * 122
        base = 560 - 76 * (1 - ((x - 600) / 600) ** 2) + 6
        tall = (150, 112, 128, 168, 118, 104, 140, 120, 156)[k]
        person(
            s,
            x,
            base,
            tall,
            pose="lift",
            coat=("#7a3f52", "#2f5a72", "#a86a3f", "#4f6a8a")[k % 4],
            legs="#1a1530",
            skin="#d9a078",
            hair="#1a1530",
            long=True,
        )
        hx, hy = x + tall * 0.25, base - tall * 0.92
        ink = (LEMON, CORAL, STRAW, AMBER, ROSE)[k % 5]
        s.line([(hx, hy), (hx + 10, hy - 34)], BARK, 3)
        s.line([(hx + 10, hy - 34), (hx + 26, hy - 30)], BARK, 3)
        s.glow(hx + 26, hy + 2, 90, ink, 0.65)
        s.disc(hx + 26, hy + 2, 24, ink, tall=27)
        for ring in (-10, 0, 10):
            s.line([(hx + 5, hy + 2 + ring), (hx + 47, hy + 2 + ring)], dark(ink, 0.2), 1.6)
    s.line(curve([(0, 536), (300, 476), (600, 460), (900, 476), (1200, 536)]), "#3b3157", 7)
    for x in range(20, 1200, 40):
        y = 560 - 76 * (1 - ((x - 600) / 600) ** 2)
        s.line([(x, y - 22), (x, y + 8)], "#3b3157", 4)
    return 0.5, 0.58


def fireworks(s):
    """Fireworks over the harbour, watched from a quay."""
    s.wash(0, 0, 1200, 520, ("#0a1224", "#14233f", "#27385c", "#4a4a6e"))
    stars(s, 400, 60)
    for x, y, r, ink in (
        (330, 190, 150, CORAL),
        (640, 130, 110, LEMON),
        (880, 240, 180, AQUA),
        (520, 330, 80, ROSE),
        (1080, 110, 80, STRAW),
    ):
        s.glow(x, y, r * 1.7, ink, 0.4)
        for k in range(22):
            with s.at(x, y, turn=k * 360 / 22):
                for share, size in ((0.34, 2.4), (0.55, 3), (0.74, 3.6), (0.92, 4.4), (1.06, 3)):
                    s.disc(r * share, r * 0.1 * share * share, size, ink if share < 1 else CREAM)
                s.line([(r * 0.16, 0), (r * 0.9, r * 0.07)], ink, 1.2, 0.6)
    skyline(s, 530, "#18213a", left=0, right=1200, low=30, high=80, spires=4)
    gantry(s, 160, 530, 220, "#141c33")
    gantry(s, 300, 530, 190, "#141c33")
    s.wash(0, 526, 1200, 800, ("#3f4a70", "#1f2f50", "#101b33"))
    s.mirror(528, 200, "#182745", 0.45)
    for x, ink in ((330, CORAL), (640, LEMON), (880, AQUA)):
        glints(s, x, 540, 760, 130, ink, 18, 0.6)
    sailing_barge(s, 760, 600, 190, sail="#2b2440", hull="#0d1426", flag=CORAL)
    s.rect(0, 744, 1200, 800, "#0a1020")
    crowd(s, -10, 1210, 748, ("#16203a", "#0d1528", "#080e1c"), height=84, rows=3, step=46, lift=20)
    return 0.5, 0.4


def paper_folding(s):
    """Children fold big boats of waxed cloth at long tables."""
    s.wash(0, 0, 1200, 420, ("#e9d3a4", "#f0dfb8"))
    for x in (90, 350, 610, 870):
        s.rect(x, 40, x + 200, 330, "#bcd8d6")
        s.wash(x, 40, x + 200, 330, ("#9cc8d0", "#d9e6d0"))
        s.line([(x + 100, 40), (x + 100, 330)], CREAM, 8)
        s.line([(x, 180), (x + 200, 180)], CREAM, 8)
        s.rect(x - 10, 326, x + 210, 344, CREAM)
    for k, x in enumerate((180, 420, 700, 960)):
        s.line([(x, 0), (x, 60 + (k % 2) * 40)], BARK, 2)
        paper_boat(
            s,
            x,
            120 + (k % 2) * 40,
            60,
            paper=CREAM,
            fold="#f0c9a0",
            shade=ORANGE,
            flame=WHITE,
            glow=0,
        )
    s.rect(0, 400, 1200, 560, "#dcb57c")
    kids = (
        (130, 560, 250, VERMILION, 3, "hold"),
        (330, 560, 230, TEAL, 0, "bend"),
        (610, 560, 260, STRAW, 2, "hold"),
        (850, 560, 236, NAVY, 4, "hold"),
        (1060, 560, 250, ROSE, 1, "stand"),
    )
    for x, y, tall, coat, skin, pose in kids:
        person(
            s,
            x,
            y,
            tall,
            pose=pose,
            coat=coat,
            legs=NAVY,
            skin=SKINS[skin],
            hair=("#20191a", BARK, "#5a2d22", "#b5793c")[skin % 4],
            flip=x > 500,
        )
    s.shape([(-20, 500), (1220, 500), (1300, 700), (-100, 700)], "#c98f52")
    s.shape([(-100, 700), (1300, 700), (1300, 730), (-100, 730)], "#8a5a35")
    s.rect(0, 730, 1200, 800, "#7b5236")
    s.grain([(0, 505), (1200, 505), (1200, 700), (0, 700)], "#a06a38", 0.4)
    for x, y, size in ((250, 650, 110), (620, 672, 150), (980, 640, 110)):
        s.disc(x, y + 2, size * 0.8, "#8a5a35", 0.5, tall=size * 0.09)
        paper_boat(s, x, y, size, paper=CREAM, fold="#f3d9ac", shade=ORANGE, flame=WHITE, glow=0)
    s.shape([(400, 560), (520, 540), (500, 610), (410, 620)], CREAM)
    s.shape([(780, 560), (880, 580), (840, 640), (760, 610)], WHITE)
    s.shape([(860, 656), (892, 640), (900, 676)], VERMILION)
    return 0.5, 0.7


def gathering_boats(s):
    """The rowing club gathers drowned lanterns at the boom, late at night."""
    s.wash(0, 0, 1200, 330, ("#0d1930", "#1b2c4c", "#3a4568"))
    moon(s, 220, 130, 44, CREAM)
    skyline(s, 332, "#16223e", left=0, right=1200, low=30, high=70, spires=4)
    s.wash(0, 328, 1200, 800, ("#44507a", "#26365c", "#14213f", "#0c1730"))
    glints(s, 220, 340, 780, 220, CREAM, 26, 0.6)
    for k in range(24):
        s.disc(k * 54, 428 + 22 * ((k - 12) / 12) ** 2, 11, VERMILION if k % 2 else CREAM)
    for x, y, size in (
        (560, 470, 22),
        (640, 486, 26),
        (720, 464, 20),
        (830, 480, 24),
        (480, 500, 26),
        (900, 520, 30),
        (380, 540, 34),
        (1010, 600, 46),
    ):
        paper_boat(s, x, y, size, glow=0.6)
        s.pill(x - size * 0.6, y + 5, x + size * 0.6, y + 9, STRAW, 0.6)
    for seat, coat, pose in (
        (-150, NAVY, "sit"),
        (-10, "#3a4f78", "sit"),
        (170, VERMILION, "kneel"),
    ):
        person(
            s,
            560 + seat,
            668,
            210,
            pose=pose,
            coat=coat,
            legs="#0f1a33",
            skin="#d9a078",
            hair="#14182a",
            hat=CREAM if pose == "kneel" else None,
        )
    s.line([(460, 590), (330, 720)], "#a87f4c", 7)
    s.line([(600, 590), (480, 726)], "#a87f4c", 7)
    rowing_boat(s, 570, 690, 560, hull="#8e3b2c", inner="#4a2320")
    paper_boat(s, 836, 690, 60)
    s.mirror(704, 60, "#14213f", 0.6, left=260, right=880)
    ripples(s, 440, 795, "#8fa0c8", 40, 0.3)
    return 0.5, 0.68


def soup_banner(s):
    """Soup is handed out from a stall under lanterns on a dark quay."""
    s.wash(0, 0, 1200, 540, ("#1a2340", "#3a3558", "#6d4a5f"))
    row(
        s,
        -20,
        1220,
        540,
        ("#3b3050", "#4b3a58", "#30294a"),
        low=200,
        high=320,
        roof="#251f3c",
        window="#251f3c",
        lit=STRAW,
        share=0.3,
        width=110,
    )
    s.wash(0, 536, 1200, 800, ("#54445a", "#33304a", "#1f2138"))
    for k in range(13):
        x = 40 + k * 94
        y = 150 + 34 * (1 - ((k - 6) / 6) ** 2)
        ink = (LEMON, CORAL, AMBER, ROSE)[k % 4]
        s.glow(x, y, 70, ink, 0.55)
        s.disc(x, y, 19, ink, tall=22)
    s.stroke([(0, 118), (300, 150), (600, 162), (900, 150), (1200, 118)], BARK, 2)
    s.glow(600, 480, 420, AMBER, 0.5)
    for k in range(10):
        x = 330 + k * 54
        s.shape(
            [(x, 270), (x + 54, 270), (x + 60 + (k - 5) * 3, 350), (x - 6 + (k - 5) * 3, 350)],
            (VERMILION, CREAM)[k % 2],
        )
        s.disc(x + 27 + (k - 5) * 3, 350, 32, (VERMILION, CREAM)[k % 2], tall=18)
    for x in (350, 850):
        s.rect(x - 7, 300, x + 7, 690, BARK)
    person(
        s,
        520,
        640,
        280,
        pose="lift",
        coat=CREAM,
        legs=INK,
        skin=SKINS[2],
        hair="#20191a",
        hat=CREAM,
    )
    person(s, 700, 640, 270, pose="hold", coat=TEAL, legs=INK, skin=SKINS[0], flip=True)
    s.rect(320, 520, 880, 700, "#8a5a35")
    s.rect(306, 504, 894, 530, "#b57c46")
    for x in range(360, 880, 70):
        s.line([(x, 532), (x, 700)], "#6d4528", 4)
    s.smooth([(410, 430), (540, 430), (530, 508), (420, 508)], "#2a2a35")
    s.pill(402, 420, 548, 440, "#45454f")
    for k in range(3):
        s.stroke(
            [(440 + k * 36, 412), (452 + k * 36, 370), (432 + k * 36, 330), (450 + k * 36, 290)],
            CREAM,
            6,
            0.5,
        )
    for x in (620, 680, 760, 820):
        s.shape([(x - 22, 482), (x + 22, 482), (x + 14, 506), (x - 14, 506)], CREAM)
    for x, tall, coat, flip in (
        (170, 300, "#2b2440", False),
        (270, 260, "#3b2d4a", False),
        (980, 310, "#241f3a", True),
        (1090, 270, "#352a48", True),
    ):
        person(
            s,
            x,
            780,
            tall,
            coat=coat,
            legs="#17142a",
            skin=SKINS[1],
            hair="#17142a",
            flip=flip,
            long=True,
            pose="hold",
        )
    return 0.5, 0.55
