"""Large rooms: mills, auctions, banks, assemblies."""

import math

from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CREAM,
    INK,
    LEAF,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    PINE,
    ROSE,
    SKINS,
    STEEL,
    STONE,
    STRAW,
    TEAL,
    VERMILION,
    WHITE,
    dark,
    light,
    mix,
)
from ..nature import gull, wisp
from ..people import person
from ..sheet import curve
from ..things import bottle, clock, crate, hanging_lamp


def rail_mill(s):
    """Glowing rails on rollers in a dark mill; a worker in silver, in silhouette."""
    s.wash(0, 0, 1200, 800, ("#1a1418", "#2c1c1c", "#4a2620", "#33201e"))
    for k in range(6):
        x = 80 + k * 210
        s.shape([(x, 0), (x + 34, 0), (x + 34, 470), (x, 470)], "#150f13")
        s.line([(x + 17, 60), (x + 227, 190)], "#150f13", 12)
        s.line([(x + 227, 60), (x + 17, 190)], "#150f13", 12)
    s.rect(0, 40, 1200, 74, "#150f13")
    s.rect(0, 184, 1200, 204, "#150f13")
    for x in (200, 620, 1040):
        s.shape([(x, 0), (x + 90, 0), (x - 60, 800), (x - 300, 800)], "#f0a860", 0.07)
    s.glow(860, 520, 640, ORANGE, 0.75)
    s.smooth(
        [(760, 330), (880, 240), (1010, 260), (1120, 180), (1260, 220), (1260, 420), (900, 420)],
        "#6d3a2c",
        0.6,
    )
    s.shape([(0, 560), (1200, 470), (1200, 800), (0, 800)], "#1d1518")
    for k in range(12):
        x = 20 + k * 108
        y = 650 - k * 15
        s.shape([(x, y), (x + 64, y - 10), (x + 100, y + 130), (x + 20, y + 140)], "#3a2a2a")
        s.shape([(x, y), (x + 24, y - 4), (x + 44, y + 132), (x + 20, y + 140)], "#6b4238")
    for k, (low, thick) in enumerate(((648, 34), (712, 42), (596, 26))):
        tilt = -168 - k * 6
        s.shape(
            [(-20, low), (1220, low + tilt), (1220, low + tilt + thick * 0.7), (-20, low + thick)],
            "#e3501f",
        )
        s.shape(
            [
                (-20, low),
                (1220, low + tilt),
                (1220, low + tilt + thick * 0.42),
                (-20, low + thick * 0.6),
            ],
            "#f58a2a",
        )
        s.shape(
            [
                (-20, low),
                (1220, low + tilt),
                (1220, low + tilt + thick * 0.2),
                (-20, low + thick * 0.3),
            ],
            "#fbd27a",
        )
    s.rect(770, 150, 1000, 560, "#120d11")
    s.rect(800, 400, 970, 520, "#f58a2a")
    s.glow(885, 470, 260, LEMON, 0.7)
    for _ in range(90):
        x, y = s.random.gauss(760, 150), s.random.gauss(430, 110)
        s.line(
            [(x, y), (x + s.random.uniform(-16, 6), y + s.random.uniform(2, 16))],
            s.random.choice((LEMON, AMBER, CREAM)),
            2,
        )
    person(
        s,
        300,
        590,
        330,
        pose="hold",
        coat="#8d9499",
        legs="#6f777d",
        skin="#5a3a30",
        hair="#2a2022",
        hat="#c9ced0",
        long=True,
    )
    s.line([(386, 372), (560, 500)], "#b7bcbe", 6)
    return 0.42, 0.62


def auction(s):
    """Buyers on wooden tiers face a large clock dial, fish in blue crates, cold white light."""
    s.wash(0, 0, 1200, 800, ("#c4d6da", "#e4ebe4", "#c9d6d3"))
    for k in range(5):
        x = 40 + k * 250
        s.rect(x, 20, x + 180, 120, "#f7f6ea")
        s.line([(x + 90, 20), (x + 90, 120)], "#8fa6ab", 4)
    for k in range(7):
        s.line([(k * 200, 0), (k * 200 + 100, 150)], "#7b949b", 6)
        s.line([(k * 200 + 200, 0), (k * 200 + 100, 150)], "#7b949b", 6)
    s.rect(0, 146, 1200, 162, "#66808f")
    s.glow(330, 330, 330, WHITE, 0.7)
    clock(s, 330, 320, 138, face="#fbf9ee", rim="#1f3d5a", hour=7, minute=38)
    s.rect(320, 162, 340, 176, "#1f3d5a")
    for tier in range(4):
        top = 300 + tier * 84
        left = 640 - tier * 44
        for k in range(6):
            x = left + 70 + k * (92 + tier * 4) + (tier % 2) * 30
            if x < 1230:
                person(
                    s,
                    x,
                    top + 66,
                    148 + tier * 10,
                    pose="sit",
                    coat=s.random.choice((NAVY, BRICK, PINE, MUSTARD, STEEL, "#4a3b33", ORANGE)),
                    legs=INK,
                    skin=s.random.choice(SKINS),
                    hair=s.random.choice((BARK, "#20191a", STONE)),
                    hat=s.random.choice((None, NAVY, BRICK, INK)),
                    flip=True,
                )
        s.shape(
            [(left, top + 56), (1200, top + 56), (1200, top + 100), (left - 24, top + 100)],
            mix("#b98d58", "#8a6238", tier / 5),
        )
        s.rect(left, top + 52, 1200, top + 62, "#d6ad74")
    s.wash(0, 640, 1200, 800, ("#9fb5b8", "#7f999f"))
    s.shape([(0, 640), (470, 640), (560, 800), (0, 800)], "#a9bdbf")
    for course, (y, wide) in enumerate(((640, 128), (700, 150), (776, 178))):
        for k in range(4 if course < 2 else 3):
            crate(
                s,
                6 + k * (wide + 12) - course * 30,
                y,
                wide,
                ("#2f6f9c", "#2a6290")[(k + course) % 2],
                fish=("#c9d6da", "#aebfc7")[k % 2],
            )
    person(s, 640, 730, 220, pose="lift", coat=WHITE, legs=INK, skin=SKINS[1], hat=WHITE, flip=True)
    return 0.42, 0.48


def bank_hall(s):
    """A grand bank hall: tall arched windows, a shaft of sun on marble, one clerk."""
    s.wash(0, 0, 1200, 560, ("#27405c", "#3d5a74", "#5d7a8c"))
    for k in range(5):
        x = 60 + k * 230
        s.rect(x, 150, x + 150, 470, "#c9d9d2")
        s.disc(x + 75, 152, 75, "#c9d9d2")
        s.wash(x, 150, x + 150, 470, ("#f4e3ac", "#c9d9d2", "#a9c4c8"))
        s.disc(x + 75, 152, 75, "#f4e3ac")
        for bar in (37, 75, 112):
            s.line([(x + bar, 84 if bar == 75 else 96), (x + bar, 470)], "#27405c", 5)
        for y in (150, 256, 362):
            s.line([(x, y), (x + 150, y)], "#27405c", 5)
    for k in range(6):
        x = -12 + k * 230
        s.rect(x, 0, x + 58, 560, "#8fa6ac")
        s.rect(x + 36, 0, x + 58, 560, "#6b8594")
        s.rect(x + 6, 0, x + 14, 560, "#b3c4c3")
        s.rect(x - 10, 60, x + 68, 84, "#c9d2c8")
        s.rect(x - 10, 528, x + 68, 564, "#c9d2c8")
    s.rect(0, 0, 1200, 46, "#1d3149")
    s.rect(0, 46, 1200, 60, "#d9a94e")
    s.wash(0, 560, 1200, 800, ("#a9b7b5", "#7d929c", "#546f82"))
    for k in range(-8, 9):
        s.line([(600 + k * 90, 560), (600 + k * 280, 800)], "#5d7888", 2.5)
    for y in (584, 620, 674, 746):
        s.line([(0, y), (1200, y)], "#5d7888", 2.5)
    for x in (60, 290, 520, 750, 980):
        s.shape([(x + 10, 150), (x + 140, 150), (x + 420, 800), (x + 190, 800)], LEMON, 0.1)
    for x in (230, 620, 1010):
        s.shape([(x, 600), (x + 120, 600), (x + 260, 800), (x + 60, 800)], "#f6e3a1", 0.65)
    s.shape([(0, 500), (250, 500), (250, 640), (0, 660)], "#4a3326")
    s.rect(0, 488, 258, 506, "#7b5636")
    s.rect(40, 430, 220, 490, "#c9a24c", 0.35)
    s.shape([(950, 500), (1200, 500), (1200, 660), (950, 640)], "#4a3326")
    s.rect(942, 488, 1200, 506, "#7b5636")
    s.shape([(640, 702), (668, 702), (780, 770), (720, 776)], "#27405c", 0.5)
    person(
        s, 648, 704, 168, pose="walk", coat="#16283b", legs="#16283b", skin=SKINS[2], hair="#20191a"
    )
    s.rect(662, 606, 686, 636, BRICK)
    return 0.54, 0.6


def chamber(s):
    """A half-empty wooden parliament chamber, tall windows, snow light; one figure at the lectern from behind."""
    s.wash(0, 0, 1200, 520, ("#6b4a30", "#8a6340", "#a87c50"))
    s.rect(0, 500, 1200, 800, "#4a3119")
    for k in range(5):
        x = 130 + k * 200
        s.wash(x, 30, x + 130, 330, ("#eef3f1", "#dbe6e6"))
        s.line([(x + 65, 30), (x + 65, 330)], "#6b4a30", 6)
        for y in (130, 230):
            s.line([(x, y), (x + 130, y)], "#6b4a30", 6)
        s.shape([(x, 30), (x + 130, 30), (x + 190, 640), (x - 60, 640)], "#eef3f1", 0.12)
    for x in (104, 304, 504, 704, 904, 1100):
        s.rect(x - 14, 0, x + 14, 420, "#54381f")
    for _ in range(60):
        x = 130 + s.random.randrange(5) * 200 + s.random.uniform(4, 124)
        s.disc(x, s.random.uniform(40, 320), 2.4, "#b9c9cc")
    tiers = ((380, 560, 0.62), (430, 700, 0.8), (500, 870, 1.0), (590, 1080, 1.25))
    for k, (y, reach, grow) in enumerate(tiers):
        edge = curve(
            [
                (600 - reach, y + 44 * grow),
                (600 - reach * 0.5, y),
                (600, y - 12 * grow),
                (600 + reach * 0.5, y),
                (600 + reach, y + 44 * grow),
            ]
        )
        deep = 84 * grow
        s.shape(
            [*edge, *[(x, py + deep) for x, py in reversed(edge)]], mix("#7b5230", "#54381f", k / 4)
        )
        s.shape(
            [*edge, *[(x, py + 22 * grow) for x, py in reversed(edge)]],
            ("#2f6b55", "#2a624e")[k % 2],
        )
        s.line(edge, "#c4935c", 4 * grow)
        for seat in range(1, len(edge) - 1, 2):
            x, py = edge[seat]
            s.line([(x, py + 2), (x, py + 21 * grow)], "#1d4a3c", 2 * grow)
        for place in s.random.sample(range(2, len(edge) - 2), 5 - k):
            x, py = edge[place]
            if abs(x - 600) > 130:
                tone = s.random.choice((NAVY, "#3a3f4a", BRICK, "#4a3b33"))
                s.pill(
                    x - 20 * grow,
                    py - 30 * grow,
                    x + 20 * grow,
                    py + 14 * grow,
                    tone,
                    radius=14 * grow,
                )
                s.disc(x, py - 42 * grow, 11 * grow, s.random.choice(SKINS), tall=13 * grow)
                s.disc(
                    x,
                    py - 47 * grow,
                    11 * grow,
                    s.random.choice((BARK, STONE, "#20191a")),
                    tall=9 * grow,
                )
    s.wash(0, 690, 1200, 800, ("#54381f", "#3a2716"))
    s.rect(430, 640, 770, 800, "#3f2a18")
    s.rect(414, 622, 786, 648, "#8a6340")
    person(s, 600, 830, 390, away=True, coat="#1d2733", legs="#1d2733", hair=STONE, long=True)
    s.shape([(480, 640), (556, 640), (566, 612), (492, 612)], CREAM)
    s.shape([(650, 640), (730, 640), (716, 608), (640, 608)], CREAM)
    s.line([(690, 622), (700, 540)], INK, 4)
    s.disc(701, 534, 9, INK)
    return 0.5, 0.6


def bottle_cellar(s):
    """A vaulted cellar of endless small bottles; a woman holds one up to a lamp."""
    s.wash(0, 0, 1200, 800, ("#3a2320", "#5b3629", "#7b4a33"))
    for k, (half, top, ink) in enumerate(
        (
            (590, 30, "#6b4030"),
            (440, 110, "#5a352a"),
            (320, 176, "#4a2c25"),
            (224, 226, "#3c2420"),
            (150, 262, "#2f1d1c"),
        )
    ):
        points = [
            (600 - half, 800),
            *[
                (
                    600 - half * math.cos(math.pi * t / 24),
                    top + half * 0.75 - half * 0.75 * math.sin(math.pi * t / 24),
                )
                for t in range(25)
            ],
            (600 + half, 800),
        ]
        s.shape(points, ink)
        s.line(points[1:-1], light(ink, 0.18), 9 - k)
    s.glow(600, 420, 330, AMBER, 0.5)
    tones = ("#cfe0d6", "#d99a4a", "#5d8a5c", "#a9c4bd", "#b5742a", "#86a97a")
    for side in (-1, 1):
        for level in range(7):
            for k in range(15):
                share = k / 15
                x = 600 + side * (560 - 430 * share**0.7)
                size = 1 - 0.72 * share**0.7
                y = 430 + (level - 3) * 98 * size + 50 * size
                if 20 < y < 780:
                    bottle(s, x, y, 66 * size, s.random.choice(tones))
            far_x, near_x = 600 + side * 130, 600 + side * 600
            for thick, ink in ((1, "#b07c4a"),):
                y_far, y_near = 430 + (level - 3) * 98 * 0.28 + 14, 430 + (level - 3) * 98 + 50
                s.shape(
                    [
                        (near_x, y_near),
                        (far_x, y_far),
                        (far_x, y_far + 3),
                        (near_x, y_near + 12 * thick),
                    ],
                    ink,
                )
    s.shape([(470, 520), (730, 520), (1010, 800), (190, 800)], "#8a5a3c")
    for k in range(6):
        y = 536 + k * k * 9
        s.line([(600 - 140 - (y - 520) * 1.0, y), (600 + 140 + (y - 520) * 1.0, y)], "#6b432e", 3)
    hanging_lamp(s, 690, 0, 220, 62, "#1f443d", LEMON, 0.75, cone=LEMON)
    hand_at, _ = person(
        s,
        560,
        742,
        400,
        pose="reach",
        coat="#8d9296",
        legs="#3a3f4a",
        skirt="#4a4f5a",
        skin=SKINS[0],
        hair="#6b6a6c",
        long=False,
    )
    x, y = 560 + hand_at[0] * 4, 742 + hand_at[1] * 4
    s.glow(x + 6, y - 30, 70, CREAM, 0.8)
    bottle(s, x + 6, y + 4, 66, "#e9b45c")
    return 0.5, 0.52


def generator(s):
    """A large yellow generator in a brick basement, a dark waterline on the wall, one lamp."""
    s.rect(0, 0, 1200, 800, "#6b4034")
    for course in range(24):
        for k in range(14):
            x = k * 92 - (course % 2) * 46
            ink = mix("#8a5242", "#6b4034", s.random.random())
            s.rect(
                x + 2,
                course * 27 + 2,
                x + 90,
                course * 27 + 25,
                ink if course < 17 else mix(dark(ink, 0.5), "#33403f", 0.3),
            )
    s.wash(0, 440, 1200, 460, ("#4c342e", "#3a2c2a"))
    s.grain([(0, 0), (1200, 0), (1200, 460), (0, 460)], "#2a1c1c", 0.4, towards="right")
    s.rect(0, 0, 1200, 60, "#2f2224")
    for x in (150, 560, 980):
        s.rect(x, 0, x + 44, 60, "#241a1d")
    s.limb([(0, 140), (240, 140)], [34, 34], "#4f5a5c")
    s.limb([(1200, 150), (900, 150), (900, 290)], [34, 34, 34], "#3f4a4d")
    s.wash(0, 600, 1200, 800, ("#3f3836", "#2a2829", "#1c1d20"))
    s.glow(660, 250, 620, LEMON, 0.5)
    s.line([(660, 60), (660, 150)], INK, 4)
    s.shape([(622, 176), (646, 148), (674, 148), (698, 176)], "#3f4a4d")
    s.disc(660, 184, 20, CREAM, tall=22)
    for x in (644, 660, 676):
        s.line([(x, 168), (x, 210)], "#3f4a4d", 2)
    with s.at(640, 650):
        s.rect(-330, -30, 340, 14, "#24262a")
        s.rect(-310, -300, 150, -30, "#e3a92f")
        s.rect(-310, -300, 150, -272, "#f6cf63")
        s.rect(60, -272, 150, -30, "#b5801f")
        for k in range(9):
            s.rect(-286 + k * 26, -236, -272 + k * 26, -110, "#6d4a14")
        s.pill(-20, -240, 44, -120, "#2c3138", radius=8)
        for k, ink in enumerate((VERMILION, LEAF, CREAM)):
            s.disc(12, -214 + k * 36, 10, ink)
        s.rect(150, -240, 330, -30, "#c9922a")
        s.disc(240, -136, 82, "#8a5f1a")
        s.disc(240, -136, 66, "#2c2a28")
        for k in range(8):
            with s.at(240, -136, turn=k * 45):
                s.shape([(0, 0), (-14, -62), (12, -60)], "#d9a94e")
        s.disc(240, -136, 15, "#8a5f1a")
        s.limb(
            [(-230, -300), (-230, -430), (-260, -490), (-420, -510)], [34, 34, 34, 34], "#4f5a5c"
        )
        s.shape([(-310, -70), (150, -70), (150, -30), (-310, -30)], "#8a6a2a")
        s.grain([(-310, -120), (150, -120), (150, -30), (-310, -30)], "#5a4320", 0.7)
    s.mirror(664, 120, "#1c1d20", 0.45)
    for _ in range(14):
        x, y = s.random.uniform(0, 1100), s.random.uniform(680, 790)
        s.pill(
            x,
            y,
            x + s.random.uniform(40, 160),
            y + 4,
            "#d9b45c" if 300 < x < 700 else "#6d7577",
            0.4,
        )
    s.rect(0, 456, 300, 462, "#9c8a72", 0.8)
    s.rect(984, 456, 1200, 462, "#9c8a72", 0.8)
    return 0.52, 0.62


def smokehouse(s):
    """Rows of golden eels on rods in a dark brick smokehouse; a woman with a lamp."""
    s.wash(0, 0, 1200, 800, ("#241a1c", "#38241f", "#4a2e24"))
    for course in range(29):
        for k in range(14):
            x = k * 96 - (course % 2) * 48
            s.rect(
                x + 2,
                course * 28 + 2,
                x + 94,
                course * 28 + 26,
                mix("#3a2521", "#503128", s.random.random()),
            )
    s.glow(800, 430, 620, AMBER, 0.7)
    for level, (y, long) in enumerate(((70, 190), (300, 220))):
        s.line([(0, y), (1200, y - 6)], "#a8794a", 11)
        for k in range(24):
            x = 20 + k * 50 + level * 20
            if level == 1 and 640 < x < 1010:
                continue
            sway = s.random.uniform(-8, 8)
            points = curve(
                [
                    (x, y),
                    (x + sway, y + long * 0.35),
                    (x - sway, y + long * 0.7),
                    (x + sway * 0.6, y + long),
                ],
                steps=5,
            )
            near = 1 - min(abs(x - 800) / 700, 1)
            ink = mix("#8a5420", "#eeb04a", near)
            widths = [20 - 14 * (t / (len(points) - 1)) ** 1.6 for t in range(len(points))]
            s.limb(points, widths, ink)
            s.line([(px - 4, py) for px, py in points[1:-6]], light(ink, 0.4), 3)
            s.disc(x, y - 2, 9, dark(ink, 0.3))
    person(
        s,
        850,
        812,
        480,
        pose="lift",
        coat="#2f5a6d",
        legs="#27384f",
        skirt="#e9dcc0",
        skin=SKINS[1],
        hair="#5a2d22",
        flip=True,
        hat="#e9dcc0",
    )
    lx, ly = 850 - 25 * 4.8, 812 - 92 * 4.8
    s.glow(lx, ly + 50, 330, LEMON, 0.75)
    s.line([(lx, ly), (lx, ly + 18)], INK, 4)
    s.shape([(lx - 30, ly + 36), (lx, ly + 14), (lx + 30, ly + 36)], "#6d4a1c")
    s.rect(lx - 24, ly + 36, lx + 24, ly + 90, LEMON)
    for bar in (-26, -3, 20):
        s.rect(lx + bar, ly + 36, lx + bar + 6, ly + 90, "#6d4a1c")
    s.rect(lx - 32, ly + 90, lx + 32, ly + 104, "#6d4a1c")
    for x in (150, 330, 520, 1040, 1130):
        points = [(x, 800), (x + 34, 660), (x - 24, 520), (x + 30, 380), (x - 10, 220)]
        s.union([wisp(curve(points), 14, 90)], "#b9c4cf", 0.13)
    s.glow(260, 800, 330, ORANGE, 0.6)
    for _ in range(40):
        s.disc(
            s.random.gauss(260, 120),
            s.random.uniform(740, 800),
            s.random.uniform(2, 6),
            s.random.choice((ORANGE, AMBER, VERMILION)),
        )
    return 0.62, 0.5


def lighthouse_school(s):
    """School desks in a circle in a lighthouse's round room, children drawing, windows on a grey sea."""
    s.wash(0, 0, 1200, 800, ("#efe6d2", "#f4ead6", "#e0d2b4"))
    for k, x in enumerate((-40, 210, 465, 720, 975)):
        inset = (24, 8, 0, 8, 24)[k]
        s.wash(x, 110 + inset, x + 230, 390 - inset * 0.4, ("#8ea2aa", "#b7c3c2", "#c9d0c8"))
        s.wash(x, 290 - inset * 0.2, x + 230, 392 - inset * 0.4, ("#7f9aa3", "#5d7d88"))
        for _ in range(7):
            rx, ry = x + s.random.uniform(0, 180), s.random.uniform(296, 376)
            s.pill(rx, ry, rx + 46, ry + 3, CREAM, 0.6)
        s.line([(x + 115, 110 + inset), (x + 115, 390)], "#fbf6e8", 8)
    for x in (-52, 196, 452, 706, 962, 1210):
        s.rect(x - 2, 90, x + 14, 420, "#fbf6e8")
    s.shape(
        [
            (0, 380),
            *curve([(0, 380), (300, 400), (600, 404), (900, 400), (1200, 380)]),
            (1200, 420),
            *curve([(1200, 420), (900, 440), (600, 444), (300, 440), (0, 420)]),
        ],
        "#d9c49a",
    )
    s.shape(
        [
            (0, 60),
            *curve([(0, 60), (300, 96), (600, 106), (900, 96), (1200, 60)]),
            (1200, 110),
            *curve([(1200, 110), (900, 128), (600, 134), (300, 128), (0, 110)]),
        ],
        "#c9573f",
    )
    gull(s, 330, 220, 34)
    s.shape(
        [
            (0, 560),
            *curve([(0, 560), (300, 530), (600, 522), (900, 530), (1200, 560)]),
            (1200, 800),
            (0, 800),
        ],
        "#b98a55",
    )
    for ring in range(5):
        s.stroke(
            [
                (-60, 590 + ring * 52),
                (300, 560 + ring * 50),
                (600, 552 + ring * 50),
                (900, 560 + ring * 50),
                (1260, 590 + ring * 52),
            ],
            "#9c7040",
            3,
        )
    hanging_lamp(s, 600, 0, 170, 86, "#2f6b55", LEMON, 0.6)
    s.disc(600, 690, 250, "#a3453a", tall=60)
    s.disc(600, 690, 210, "#e6c98f", tall=48)
    s.disc(600, 690, 170, "#3f6a78", tall=37)
    places = (
        (330, 560, 150, True),
        (600, 540, 140, False),
        (870, 560, 150, True),
        (150, 660, 190, False),
        (1050, 660, 190, True),
        (360, 782, 230, False),
        (840, 782, 230, True),
    )
    coats = (VERMILION, STRAW, TEAL, "#5d78a8", ROSE, MUSTARD, PINE)
    for k, (x, y, tall, _) in enumerate(places):
        flip = x > 600
        person(
            s,
            x,
            y,
            tall,
            pose="sit",
            coat=coats[k],
            legs="#2c3a48",
            skin=SKINS[(k * 3) % 6],
            hair=("#b5793c", BARK, "#20191a", "#8a5a35")[k % 4],
            flip=flip,
        )
        side = -1 if flip else 1
        with s.at(x + side * tall * 0.3, y, tall / 160, flip=flip):
            s.shape([(-30, -62), (64, -62), (54, -80), (-22, -80)], "#d9a868")
            s.rect(-30, -62, 64, -54, "#a87a42")
            for leg in (-24, 52):
                s.rect(leg, -54, leg + 7, 0, "#8a6238")
            s.shape([(-4, -65), (38, -65), (34, -77), (0, -77)], WHITE)
            s.line([(10, -72), (26, -69)], coats[(k + 2) % 7], 4)
    person(
        s,
        480,
        530,
        210,
        pose="stand",
        coat="#27485f",
        legs="#27384f",
        skirt="#27384f",
        skin=SKINS[0],
        hair=STONE,
    )
    return 0.5, 0.62
