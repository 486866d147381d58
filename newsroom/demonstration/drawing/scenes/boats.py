"""Boats and those who work in them."""

from ..buildings import bollard, cottage, gantry, jib, quay, row, skyline
from ..inks import (
    AMBER,
    BARK,
    BRICK,
    CREAM,
    FOAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    PINE,
    ROSE,
    SAND,
    SKINS,
    SMOKE,
    STEEL,
    STONE,
    STRAW,
    TEAL,
    VERMILION,
    light,
)
from ..nature import (
    birds,
    cloud,
    cumulus,
    glints,
    gull,
    hills,
    rain,
    rings,
    ripples,
    sky,
    streaks,
    sun,
    swell,
)
from ..people import crowd, person
from ..sheet import curve
from ..things import ball, shelf
from ..vessels import container_ship, flags, launch, rowing_boat, sailing_barge, sloop_hull, trawler


def pilot_ladder(s):
    """A pilot climbs a rope ladder up the red side of a ship; a launch waits in steep waves."""
    s.wash(0, 0, 1200, 800, ("#9aa9ab", "#bcc5bf", "#d5d6c8"))
    streaks(s, 40, 380, CREAM, 8, 0.5)
    birds(s, 330, 190, 6, SMOKE, 150, 13)
    swell(s, 520, "#7f999a", 220, 30, 0.2)
    swell(s, 570, "#5d8086", 260, 40, 0.6)
    s.shape([(560, 0), (1200, 0), (1200, 800), (640, 800)], "#b8402d")
    s.shape([(614, 560), (1200, 540), (1200, 800), (640, 800)], "#6f2a25")
    for k in range(1, 6):
        x = 560 + k * 128
        s.line([(x, 0), (x + 30, 800)], "#a23726", 3)
    for y in (120, 300, 470):
        s.line([(570 + y * 0.1, y), (1200, y - 10)], "#a23726", 3)
    s.grain([(560, 0), (1200, 0), (1200, 560), (618, 560)], "#6f2a25", 0.42)
    for x, y, long in (
        (830, 90, 130),
        (980, 60, 210),
        (1090, 150, 120),
        (720, 200, 100),
        (900, 330, 120),
    ):
        s.limb([(x, y), (x + 4, y + long)], [20, 4], "#7d3226")
    for mark in range(6):
        s.rect(1096, 380 + mark * 36, 1126, 396 + mark * 36, CREAM)
        s.rect(1126, 398 + mark * 36, 1140, 402 + mark * 36, CREAM)
    for x in (640, 706):
        s.line([(x, -10), (x + 18, 560)], SAND, 6)
    for rung in range(15):
        y = 12 + rung * 38
        s.pill(632 + y * 0.032, y, 720 + y * 0.032, y + 9, "#e0b878")
    person(
        s,
        668,
        420,
        300,
        pose="climb",
        coat=ORANGE,
        legs="#e0702f",
        hat=CREAM,
        skin=SKINS[1],
        shoes=INK,
    )
    s.pill(642, 208, 672, 300, VERMILION, radius=8)
    s.line([(640, 250), (672, 244)], CREAM, 5)
    launch(s, 360, 640, 420, hull="#e37a35")
    person(s, 470, 566, 90, coat=MUSTARD, pose="reach", hat=CREAM)
    swell(s, 676, "#47707a", 320, 50, 0.3)
    for _ in range(40):
        x = s.random.gauss(560, 90)
        s.disc(x, 640 + s.random.gauss(-10, 32), s.random.uniform(2, 10), CREAM, 0.85)
    swell(s, 752, "#335c69", 420, 54, 0.65)
    ripples(s, 700, 795, CREAM, 24, 0.4)
    return 0.55, 0.42


def pilot_for_mayor(s):
    """A man in a pilot's jacket on an orange boat, the city's cranes behind."""
    s.wash(0, 0, 1200, 470, ("#a9bdc0", "#c9d4cd", "#e9e6d3"))
    cloud(s, 660, 130, 460, CREAM, 0.7)
    cloud(s, -60, 230, 420, CREAM, 0.6)
    skyline(s, 470, "#9db0b0", left=0, right=760, low=26, high=70, spires=4)
    gantry(s, 900, 470, 250, "#6f8b92")
    gantry(s, 1080, 470, 270, "#7d979c")
    jib(s, 780, 470, 150, "#86a0a3")
    s.wash(0, 468, 1200, 800, ("#9cc0ae", "#5f9c8e", "#33746f", "#24575a"))
    swell(s, 520, "#79ab9b", 150, 14, 0.3)
    swell(s, 570, "#579486", 200, 20, 0.7)
    launch(s, 470, 640, 760, hull=ORANGE, house=CREAM)
    person(
        s,
        700,
        482,
        290,
        coat="#1d3552",
        legs="#24303f",
        skin=SKINS[1],
        hair="#c9c2b4",
        hat="#16283b",
        pose="stand",
    )
    s.line([(560, 470), (850, 452)], CREAM, 5)
    for x in (600, 700, 800):
        s.line([(x, 468), (x, 500)], CREAM, 4)
    swell(s, 662, "#2f7069", 250, 30, 0.15)
    for x in range(100, 900, 80):
        s.smooth(
            [(x, 652), (x + 20, 634), (x + 50, 640), (x + 96, 654), (x + 40, 660)], CREAM, 0.85
        )
    swell(s, 730, "#225a5b", 330, 38, 0.55)
    ripples(s, 690, 795, FOAM, 24, 0.5)
    gull(s, 190, 200, 70)
    gull(s, 320, 130, 44, flip=True)
    return 0.58, 0.45


def survey_launch(s):
    """A yellow launch before a huge ship, the depths below the water drawn as ribbons."""
    sky(s, "gold", 370)
    sun(s, 180, 230, 46, CREAM, LEMON, 0.6)
    gantry(s, 960, 340, 200, "#a9795a")
    gantry(s, 1110, 340, 220, "#a9795a")
    container_ship(
        s,
        640,
        372,
        900,
        (BRICK, NAVY, MUSTARD, "#c8694a", STEEL, CREAM),
        hull="#234457",
        house=CREAM,
    )
    s.rect(0, 366, 1200, 800, "#a98a5a")
    s.wash(0, 366, 1200, 440, ("#d2a862", "#a78552"))
    bands = ("#8f9a62", "#5f9a7a", "#3f8c8c", "#2f7291", "#27568a", "#233f73", "#1d2e58")
    edge = [(-80, 0), (140, 14), (360, -16), (560, 6), (760, 70), (960, 40), (1290, -26)]
    for number, ink in enumerate(bands):
        drop = 434 + number * 50
        deep = [(x, drop + dy * (0.4 + number * 0.3) + 10 * (number % 2)) for x, dy in edge]
        line = curve(deep)
        s.shape([*line, (1290, 820), (-80, 820)], ink)
        s.line(line, light(ink, 0.35), 2.5)
    floor = curve(
        [
            (-80, 640),
            (150, 690),
            (330, 730),
            (520, 752),
            (720, 776),
            (930, 760),
            (1090, 704),
            (1290, 650),
        ]
    )
    s.shape([*floor, (1290, 820), (-80, 820)], "#5a4232")
    s.grain([*floor, (1290, 810), (-80, 810)], "#332620", 0.6)
    s.smooth([(960, 742), (1010, 700), (1060, 706), (1100, 716), (1020, 762)], ORANGE)
    fan = [(330, 442), (190, 716), (470, 742)]
    s.shape(fan, LEMON, 0.22)
    for share in range(9):
        x = 190 + 35 * share
        s.line([(330, 442), (x, 712 + share * 3.6)], LEMON, 1.6, 0.5)
    launch(s, 330, 440, 240, hull=STRAW, house=CREAM, wake="#e8d2a0")
    ripples(s, 372, 430, "#f0d39a", 26, 0.6)
    return 0.34, 0.52


def trawler_in_rain(s):
    """A blue trawler alone at a stone quay in the rain, her deck bare."""
    s.wash(0, 0, 1200, 520, ("#6d7f88", "#8d9a9d", "#b1b8b3"))
    hills(s, 400, 90, "#8a979a", 3)
    row(
        s,
        760,
        1210,
        470,
        ("#8f9795", "#a5a79f", "#7d8a8c", "#9a918a"),
        low=70,
        high=130,
        roof="#5d666b",
        window="#55646c",
        width=76,
    )
    s.rect(700, 466, 1200, 480, "#7b7f7c")
    s.wash(0, 476, 1200, 800, ("#8a9a9a", "#5f777c", "#3d5963"))
    trawler(s, 480, 600, 760, hull="#2f6f9c", house="#e3ddca", trim=BRICK, rust=True)
    s.mirror(600, 150, "#4f6b74", 0.5, left=40, right=960)
    for k in range(3):
        gull(s, 204 + k * 44, 312 - (k % 2) * 2, 15, CREAM)
    quay(s, 664, 800, "#6f7370")
    s.wash(0, 664, 1200, 682, ("#a6a79f", "#8e918c"))
    for x in (160, 690, 1040):
        bollard(s, x, 672, 46, "#2c343b")
    s.stroke([(160, 640), (210, 610), (180, 500)], SAND, 5)
    s.stroke([(690, 640), (760, 560), (850, 420)], SAND, 5)
    ripples(s, 500, 660, CREAM, 34, 0.35)
    rain(s, CREAM, 260, 0.36, 0.2)
    return 0.42, 0.6


def deck_football(s):
    """Fishermen in orange bibs play football on the deck of a trawler."""
    sky(s, "clear", 400)
    sun(s, 1000, 120, 40, CREAM, LEMON, 0.5)
    row(
        s,
        -20,
        420,
        400,
        ("#d9a28c", "#e6d0a8", "#b7cbc3", "#c98b7c", "#9fb8bb"),
        low=70,
        high=120,
        roof="#8a5a4e",
        window="#5f7a86",
        width=60,
    )
    hills(s, 400, 70, "#a9bfa8", 3, bottom=402)
    row(
        s,
        -20,
        420,
        400,
        ("#d9a28c", "#e6d0a8", "#b7cbc3", "#c98b7c", "#9fb8bb"),
        low=70,
        high=120,
        roof="#8a5a4e",
        window="#5f7a86",
        width=60,
    )
    s.wash(0, 398, 1200, 620, ("#8fc1c4", "#4f97a6", "#2f7a92"))
    ripples(s, 405, 540, CREAM, 30, 0.6)
    s.shape([(-20, 560), (1220, 530), (1220, 800), (-20, 800)], "#c99b62")
    for k in range(11):
        s.line([(-60 + k * 130, 560 - k * 2.6), (-320 + k * 180, 800)], "#a97b48", 3)
    s.shape([(-20, 500), (1220, 470), (1220, 545), (-20, 575)], "#2f6f9c")
    s.shape([(-20, 490), (1220, 460), (1220, 476), (-20, 506)], CREAM)
    for x in range(40, 1200, 150):
        s.pill(x, 520 - x * 0.024, x + 70, 538 - x * 0.024, "#1d4d70")
    s.shape([(1010, 500), (1010, 120), (1200, 110), (1200, 510)], CREAM)
    s.rect(1010, 110, 1200, 134, VERMILION)
    for x in (1040, 1120):
        s.pill(x, 190, x + 56, 260, NAVY, radius=8)
    for x in (100, 330):
        s.limb([(x, 640), (x, 330)], [12, 10], BARK)
    s.limb([(96, 334), (334, 334)], [9, 9], BARK)
    for k in range(12):
        s.line([(100 + k * 20, 336), (92 + k * 21, 636)], "#3f7a6a", 2)
        s.line([(102, 350 + k * 25), (328, 350 + k * 25)], "#3f7a6a", 2)
    for k in range(6):
        s.disc(110 + k * 42, 336, 8, MUSTARD)
    for x, y, tall, pose, flip, skin in (
        (230, 660, 210, "jump", False, 1),
        (520, 690, 235, "kick", True, 0),
        (690, 650, 220, "run", True, 3),
        (880, 720, 245, "run", True, 2),
    ):
        s.disc(x, y + 2, 60, "#8a6238", 0.5, tall=8)
        person(
            s,
            x,
            y,
            tall,
            pose=pose,
            flip=flip,
            coat=ORANGE,
            sleeves=NAVY,
            legs="#27425c",
            skin=SKINS[skin],
            hair=("#20191a", BARK)[skin % 2],
            shoes="#2c343b",
            hat=(MUSTARD, None, NAVY, None)[skin],
        )
    ball(s, 400, 618, 21)
    s.disc(396, 704, 24, "#8a6238", 0.45, tall=5)
    gull(s, 560, 190, 70)
    gull(s, 760, 120, 52, flip=True)
    gull(s, 820, 260, 40)
    return 0.44, 0.68


def festival_boats(s):
    """Wooden boats with flags come into a small harbour at sunset; a crowd and steaming pots on the quay."""
    sky(s, "gold", 430)
    rings(s, 640, 400, 300, ("#f2b45a", "#f6c56d", LEMON, CREAM), 6)
    s.smooth([(-80, 436), (60, 350), (230, 300), (380, 372), (470, 436)], "#c4794e")
    for k in range(7):
        cottage(
            s,
            20 + k * 56,
            420 - (k % 3) * 20 - (30 if 1 < k < 5 else 0),
            52,
            46,
            ("#f3dcae", "#eec79a")[k % 2],
            BRICK,
        )
    s.smooth([(860, 436), (1000, 352), (1130, 330), (1290, 380), (1290, 436)], "#b5673f")
    s.wash(0, 432, 1200, 800, ("#f4b861", "#dd8f55", "#8c6a64", "#3b5566"))
    glints(s, 640, 440, 690, 330, CREAM, 28, 0.75)
    gay = (VERMILION, CREAM, TEAL, MUSTARD, NAVY)
    for x, y, long, hull in (
        (880, 500, 200, "#2e6d78"),
        (380, 512, 220, BRICK),
        (1060, 556, 280, "#3a5d86"),
        (600, 590, 360, "#27717a"),
    ):
        trawler(s, x, y, long, hull=hull, house="#f3dcae", trim=MUSTARD, mast=BARK, flip=True)
        scale = long / 300
        for end in (-140, 140):
            flags(
                s,
                x - 20 * scale,
                y - 186 * scale,
                x + end * scale,
                y - 66 * scale,
                gay,
                sag=18,
                count=9,
                size=16 * scale,
            )
        s.pill(x - long * 0.45, y - 2, x + long * 0.45, y + 4, CREAM, 0.4)
    ripples(s, 470, 700, "#f7cf86", 40, 0.5)
    s.shape([(0, 712), (1200, 680), (1200, 800), (0, 800)], "#43302c")
    s.shape([(0, 704), (1200, 672), (1200, 688), (0, 722)], "#7a5844")
    for x in (250, 700):
        for k in range(3):
            sway = 14 - 9 * k
            s.stroke(
                [
                    (x - 26 + k * 26, 650),
                    (x - 26 + k * 26 + sway, 580),
                    (x - 30 + k * 28 - sway, 510),
                    (x - 20 + k * 30 + sway, 440),
                ],
                CREAM,
                11,
                0.5,
            )
    crowd(s, 0, 1200, 756, ("#6b4136", "#4f2f2c", "#38221f"), height=62, rows=3, step=40, lift=22)
    for x in (250, 700):
        s.smooth([(x - 56, 664), (x + 56, 664), (x + 46, 734), (x - 46, 734)], "#201819")
        s.pill(x - 62, 654, x + 62, 672, "#3b2d2b")
        s.disc(x, 662, 52, "#d98a3e", tall=7)
    return 0.52, 0.62


def procession(s):
    """Old sailing boats and decorated rowing boats go down a wide river."""
    s.wash(0, 0, 1200, 360, ("#4f9dbd", "#83bccb", "#bfdcd6"))
    cumulus(s, 100, 220, 260, CREAM, "#dde6dc")
    cumulus(s, 800, 170, 210, CREAM, "#dde6dc")
    row(
        s,
        -20,
        1220,
        366,
        ("#d08a5e", "#e3c08b", "#b96a4e", "#cfae8b", "#9fae94", "#c98b7c"),
        low=70,
        high=130,
        roof="#8c4436",
        window="#5b5560",
        width=58,
    )
    quay(s, 366, 404, "#b8a88c", block=40, course=16)
    crowd(s, -10, 1210, 372, ("#7b5a50", "#4f4450"), height=24, rows=2, step=11, lift=8)
    s.rect(0, 382, 1200, 390, "#d6c8a8")
    s.wash(0, 404, 1200, 800, ("#a8cdbf", "#5fa3a8", "#2f7a8c", "#215f78"))
    s.mirror(404, 80, "#7fb5b3", 0.6)
    for x, y, tall, sail in (
        (930, 500, 250, "#c9603c"),
        (560, 530, 320, "#a8482f"),
        (210, 560, 360, "#d98a3e"),
    ):
        sailing_barge(s, x, y, tall, sail=sail, hull="#3a2a26", flag=CREAM)
        flags(
            s,
            x + tall * 0.04,
            y - tall * 0.97,
            x + tall * 0.5,
            y - tall * 0.16,
            (VERMILION, CREAM, NAVY, MUSTARD),
            sag=16,
            count=9,
            size=13,
        )
        s.mirror(
            y, 70, "#3f8c98", 0.6, left=max(0, x - tall * 0.6), right=min(1200, x + tall * 0.6)
        )
    for x, y, long, hull, coat in (
        (760, 600, 170, TEAL, MUSTARD),
        (1040, 640, 200, MUSTARD, NAVY),
        (430, 680, 250, VERMILION, CREAM),
        (830, 742, 300, CREAM, BRICK),
    ):
        for seat in (-0.22, 0.1):
            px = x + long * seat
            person(
                s,
                px,
                y + long * 0.07,
                long * 0.42,
                pose="sit",
                coat=coat,
                legs=INK,
                skin=s.random.choice(SKINS),
            )
            s.line(
                [(px + long * 0.1, y - long * 0.12), (px - long * 0.16, y + long * 0.1)],
                BARK,
                long * 0.018,
            )
        rowing_boat(s, x, y, long, hull=hull)
        flags(
            s,
            x - long * 0.46,
            y - long * 0.12,
            x + long * 0.5,
            y - long * 0.14,
            (CREAM, VERMILION, NAVY),
            sag=14,
            count=9,
            size=long * 0.06,
        )
        s.pill(x - long * 0.55, y + 2, x + long * 0.6, y + 8, FOAM, 0.7)
    ripples(s, 480, 795, CREAM, 46, 0.5)
    return 0.45, 0.58


def coffee_across(s):
    """Two fishing boats side by side, their crews share coffee across the rails over a chart."""
    s.wash(0, 0, 1200, 470, ("#9fb3bd", "#c4cdca", "#e8e1cf"))
    hills(s, 440, 110, "#a9b8b6", 3)
    hills(s, 460, 70, "#8aa09f", 4)
    s.wash(0, 466, 1200, 800, ("#b9c8bf", "#7f9fa2", "#4e7982"))
    trawler(s, 330, 640, 640, hull="#2f6f86", house=CREAM, trim=MUSTARD, mast=BARK, deck=False)
    trawler(s, 900, 640, 640, hull="#b0452f", house="#e9dcc0", trim=NAVY, flip=True, deck=False)
    s.mirror(640, 110, "#5f8a90", 0.55)
    ripples(s, 640, 790, CREAM, 40, 0.4)
    for x, y, coat, flip, pose, hat in (
        (440, 552, MUSTARD, False, "hold", NAVY),
        (524, 540, "#4d6a80", False, "lift", None),
        (690, 542, ORANGE, True, "hold", None),
        (770, 550, PINE, True, "hold", BRICK),
    ):
        person(
            s,
            x,
            y,
            190,
            coat=coat,
            legs="#2c3a48",
            pose=pose,
            flip=flip,
            hat=hat,
            skin=SKINS[(x // 80) % 4],
        )
    s.shape([(556, 398), (668, 392), (676, 432), (562, 438)], CREAM)
    s.stroke([(570, 416), (604, 404), (630, 424), (664, 408)], TEAL, 3)
    for x, y in ((494, 404), (718, 402)):
        s.pill(x - 9, y - 16, x + 9, y + 6, CREAM, radius=3)
        s.stroke([(x, y - 22), (x + 6, y - 36), (x - 4, y - 50), (x + 4, y - 64)], CREAM, 4, 0.8)
    with s.at(330, 640, 640 / 300):
        s.shape(
            [*curve([(0, -46), (60, -50), (168, -92)]), *curve([(150, -46), (60, -38), (0, -36)])],
            light("#2f6f86", 0.75),
        )
    gull(s, 610, 180, 56)
    s.rect(0, 742, 1200, 800, "#6d5a48")
    for x in range(0, 1200, 66):
        s.line([(x, 742), (x, 800)], "#4f4034", 3)
    s.rect(0, 736, 1200, 748, "#8b765f")
    return 0.5, 0.56


def library_boat(s):
    """A green wooden ship at a rocky jetty, her hold lined with books."""
    s.wash(0, 0, 1200, 520, ("#4f9ec0", "#8cc5d2", "#d3e6da"))
    cumulus(s, 60, 230, 300, CREAM, "#dbe7e2")
    cumulus(s, 700, 170, 330, CREAM, "#dbe7e2")
    s.smooth([(780, 520), (960, 400), (1120, 360), (1300, 400), (1300, 530)], "#8a9a62")
    for x, y in ((960, 424), (1030, 404), (1110, 392)):
        cottage(s, x, y, 60, 54, CREAM, BRICK)
    s.wash(0, 510, 1200, 800, ("#8cc7c3", "#4a9aa6", "#2a7189"))
    swell(s, 560, "#62abb0", 200, 16, 0.3)
    with s.at(520, 690, 2.7):
        s.limb([(60, -80), (60, -250)], [7, 4], BARK)
        s.limb([(-110, -80), (-110, -190)], [6, 4], BARK)
        s.line([(60, -246), (180, -100)], BARK, 1.2)
        s.line([(60, -246), (-110, -188)], BARK, 1)
        flags(s, 60, -246, 176, -104, (VERMILION, CREAM, STRAW), sag=10, count=9, size=8)
        s.rect(-170, -122, -110, -70, "#e9dcc0")
        s.rect(-176, -128, -104, -120, "#7c3f2c")
        for x in (-160, -138):
            s.rect(x, -110, x + 14, -94, NAVY)
        s.shape(
            [
                *curve([(-200, -84), (-60, -66), (90, -70), (214, -112)]),
                (200, -70),
                *curve([(190, -50), (160, 4)]),
                (-180, 4),
                *curve([(-196, -30), (-200, -84)]),
            ],
            "#2f6b4d",
        )
        s.shape(
            [
                *curve([(-200, -84), (-60, -66), (90, -70), (214, -112)]),
                *curve([(208, -96), (90, -56), (-60, -52), (-200, -70)]),
            ],
            "#f0dfae",
        )
        s.rect(-78, -52, 74, -4, "#4a2f20")
        s.rect(-78, -52, 74, -49, "#c9925a")
        inks = (BRICK, MUSTARD, NAVY, CREAM, TEAL, ROSE, PINE, "#c25b3f")
        for level in (-30, -8):
            shelf(s, -74, 70, level, inks, height=19)
            s.rect(-78, level, 74, level + 3, "#c9925a")
    s.glow(510, 600, 200, LEMON, 0.35)
    s.mirror(700, 80, "#2f7f92", 0.6)
    s.shape(
        [(0, 742), (240, 716), (700, 722), (1010, 700), (1200, 716), (1200, 800), (0, 800)],
        "#5c6064",
    )
    s.shape(
        [
            (0, 742),
            (240, 716),
            (700, 722),
            (1010, 700),
            (1200, 716),
            (1200, 736),
            (1000, 722),
            (690, 742),
            (240, 736),
            (0, 762),
        ],
        "#868a84",
    )
    for x, tall, coat, pose, flip, hat in (
        (300, 196, STRAW, "reach", False, STRAW),
        (640, 200, ORANGE, "hold", True, None),
        (760, 190, STRAW, "stand", True, STRAW),
        (860, 130, VERMILION, "hold", True, None),
        (560, 190, PINE, "reach", True, MUSTARD),
    ):
        person(
            s,
            x,
            730,
            tall,
            coat=coat,
            legs="#2c3a48",
            pose=pose,
            flip=flip,
            hat=hat,
            long=coat == STRAW,
            skin=SKINS[(x // 60) % 5],
        )
    with s.at(592, 600):
        s.rect(-2, -12, 22, 14, BRICK)
    with s.at(826, 642):
        s.rect(-12, -8, 10, 8, NAVY)
    gull(s, 220, 130, 60)
    gull(s, 1010, 250, 46, flip=True)
    return 0.42, 0.66


def boatyard(s):
    """A wooden sloop on a slipway in a tidal creek at dusk; three boatbuilders at work by lamplight."""
    s.wash(0, 0, 1200, 430, ("#1d3557", "#3a5a80", "#7a8aa0", "#c9b09c"))
    hills(s, 430, 40, "#3f5a70", 4)
    s.wash(0, 426, 1200, 560, ("#a9a8a4", "#6d8594", "#4a677c"))
    ripples(s, 434, 540, CREAM, 26, 0.5)
    s.shape([(760, 520), (760, 210), (900, 130), (1060, 210), (1060, 520)], "#5f4a46")
    s.shape([(740, 216), (900, 116), (1080, 216), (1080, 240), (900, 142), (740, 240)], "#8a4b35")
    for k in range(12):
        s.line([(770 + k * 25, 230), (770 + k * 25, 520)], "#4a3936", 4)
    s.rect(820, 300, 990, 520, "#f0b85c")
    s.wash(820, 300, 990, 520, ("#f6d68c", "#e6a04c"))
    s.rect(840, 360, 900, 372, "#5a3822")
    s.rect(930, 400, 980, 410, "#5a3822")
    s.shape([(1060, 520), (1060, 260), (1200, 300), (1200, 520)], "#3f4a58")
    for k in range(6):
        s.line([(1075 + k * 24, 280), (1075 + k * 24, 520)], "#33404d", 4)
    s.smooth(
        [(-100, 560), (300, 520), (700, 530), (1300, 500), (1300, 900), (-100, 900)], "#4f4844"
    )
    s.grain([(0, 540), (1200, 510), (1200, 800), (0, 800)], "#2c2a2e", 0.6)
    s.shape([(60, 800), (300, 560), (350, 560), (180, 800)], "#6d8594", 0.6)
    s.shape([(180, 728), (1020, 650), (1030, 676), (190, 756)], "#8a6a48")
    s.glow(760, 520, 520, AMBER, 0.5)
    s.limb([(560, 470), (560, -20)], [14, 9], "#8a5a35")
    s.line([(560, 10), (860, 440)], "#5a3a28", 2)
    s.line([(560, 10), (260, 480)], "#5a3a28", 2)
    sloop_hull(s, 560, 690, 760, planks="#c98b45", below="#8e3b2c")
    for x, top in ((330, 560), (440, 610), (700, 610), (800, 540)):
        s.limb([(x, top), (x + (-30 if x < 560 else 30), 720)], [12, 14], "#6b4a30")
    s.shape([(880, 620), (1120, 610), (1126, 626), (886, 636)], "#a9794a")
    for x in (900, 1096):
        s.line([(x, 626), (x - 16, 730)], "#6b4a30", 8)
        s.line([(x, 626), (x + 16, 730)], "#6b4a30", 8)
    person(
        s,
        270,
        746,
        250,
        pose="lift",
        coat="#2f5a6d",
        legs="#27384f",
        skin=SKINS[0],
        hair=STONE,
        hat=BRICK,
    )
    person(
        s,
        860,
        740,
        246,
        pose="hold",
        coat=MUSTARD,
        legs="#3a3f4a",
        skin=SKINS[3],
        flip=True,
        hair="#20191a",
    )
    person(s, 960, 760, 240, pose="bend", coat=BRICK, legs="#27384f", skin=SKINS[1], hair="#5a2d22")
    s.rect(1020, 592, 1080, 612, "#6b4a30")
    s.stroke([(560, 330), (700, 424), (880, 440), (1060, 330)], INK, 2.5)
    for x, y in ((700, 434), (880, 450), (1010, 384)):
        s.glow(x, y, 120, LEMON, 0.9)
        s.disc(x, y, 11, CREAM)
    return 0.5, 0.62
