"""The open sea, and below it."""

from ..inks import BARK, BRICK, CREAM, INK, LEMON, NAVY, SKINS, STRAW, VERMILION, WHITE, mix
from ..nature import glints, streaks, swell
from ..people import person
from ..sheet import curve, ellipse
from ..things import fish_shape
from ..vessels import ferry, yacht


def seagrass(s):
    """A meadow under water in shafts of light, silver fish, the hull of a boat above."""
    s.wash(0, 0, 1200, 800, ("#b9e3cf", "#5fc0b4", "#2a8c96", "#175f78", "#103f58"))
    swell(s, 24, "#d9f1df", 170, 20, 0.3, bottom=30)
    s.wash(0, 0, 1200, 18, ("#eaf6e4", "#d0eedd"))
    for x, wide, lean, power in (
        (180, 90, 190, 0.2),
        (420, 60, 160, 0.16),
        (600, 130, 130, 0.2),
        (900, 80, 60, 0.18),
        (1080, 50, 20, 0.14),
    ):
        s.shape(
            [(x, 20), (x + wide, 20), (x + wide * 2.1 - lean, 760), (x - lean - 30, 760)],
            "#e6f6dc",
            power,
        )
    s.smooth([(520, 30), (600, 96), (720, 118), (880, 100), (980, 30)], "#1d3d4d")
    s.smooth([(520, 30), (600, 70), (720, 84), (880, 72), (980, 30)], "#8e3b2c")
    s.shape([(720, 112), (760, 112), (750, 140), (734, 140)], "#142c3a")
    s.smooth(
        [(-100, 700), (240, 660), (560, 690), (900, 650), (1300, 690), (1300, 900), (-100, 900)],
        "#1b5a58",
    )
    for layer, (ink, tall, count) in enumerate(
        (("#1d6a66", 220, 60), ("#2f8a63", 260, 60), ("#6fb34f", 230, 46), ("#a5cf58", 190, 26))
    ):
        for _ in range(count):
            x, foot = s.random.uniform(-20, 1220), 700 + layer * 34 + s.random.uniform(-10, 20)
            long = tall * s.random.uniform(0.6, 1.15)
            sway = s.random.uniform(20, 70)
            points = curve(
                [
                    (x, foot),
                    (x + sway * 0.1, foot - long * 0.4),
                    (x + sway * 0.7, foot - long * 0.75),
                    (x + sway * 1.5, foot - long),
                ],
                steps=5,
            )
            widths = [13 - 11 * k / (len(points) - 1) for k in range(len(points))]
            s.limb(points, widths, mix(ink, "#dff0b0", s.random.uniform(0, 0.16)))
        for _ in range(7):
            fish_shape(
                s,
                s.random.uniform(80, 1120),
                s.random.uniform(300, 640) + layer * 20,
                s.random.uniform(34, 64),
                ("#d7e6e0", "#bcd8d8")[layer % 2],
                flip=layer % 2 == 0,
                turn=s.random.uniform(-8, 8),
            )
    for _ in range(26):
        x, y = s.random.gauss(330, 26), s.random.uniform(120, 620)
        s.ring(x, y, s.random.uniform(2, 7), 1.6, CREAM, 0.6)
    return 0.5, 0.6


def becalmed(s):
    """Dozens of yachts with limp sails on a sea like a mirror, a ferry far behind."""
    s.wash(0, 0, 1200, 400, ("#8fc3d6", "#b9d9de", "#dfe8dd", "#efeede"))
    s.smooth(
        [
            (-60, 402),
            (160, 372),
            (420, 390),
            (700, 376),
            (1020, 386),
            (1300, 366),
            (1300, 410),
            (-60, 410),
        ],
        "#c5d6d3",
    )
    s.wash(0, 404, 1200, 592, ("#e3ebe4", "#c9dfe0", "#b7d6dc"))
    ferry(s, 770, 405, 170, hull="#f2efe2", band="#7fa9b4", funnel="#d9907c")
    fleet = []
    for k in range(44):  # the ferry's place stays free
        side = (20, 690) if k % 3 else (870, 1190)
        fleet.append((s.random.uniform(*side), 410 + 30 * (k / 44) ** 2))
    fleet += [(60, 470), (330, 476), (520, 464), (1120, 474), (200, 452), (420, 452)]
    for x, y in sorted(fleet, key=lambda boat: boat[1]):
        tall = 26 + (y - 405) * 1.9
        yacht(
            s,
            x,
            y,
            tall,
            sail=s.random.choice((WHITE, CREAM, "#f0eadb")),
            hull=s.random.choice((WHITE, "#27485f", BRICK)),
            shade="#d5dcd6",
            flip=s.random.random() < 0.5,
        )
    for x, y, tall, hull in (
        (200, 560, 400, "#1f4a6a"),
        (930, 540, 330, BRICK),
        (590, 590, 480, WHITE),
    ):
        yacht(s, x, y, tall, sail="#fbf8ee", hull=hull, shade="#dfe2d8", flip=x > 900)
        person(s, x - 40 * tall / 400, y - 14, tall * 0.14, pose="sit", coat=VERMILION, legs=NAVY)
    s.wash(0, 592, 1200, 800, ("#d8e5df", "#a9ced4", "#7fb4c6"))
    return _calm(s, 590)


def _calm(s, line):
    """The lower part of the sheet mirrors the upper, with a few still streaks."""
    s.mirror(line, s.height - line, "#a9cdd6", 0.3)
    for k in range(9):
        y = line + 10 + k * k * 2.6
        x, long = s.random.uniform(-100, 900), s.random.uniform(240, 620)
        s.pill(x, y, x + long, y + 1.5 + k * 0.4, WHITE, 0.5)
    return 0.5, 0.55


def lone_dinghy(s):
    """A dinghy with a tan sail on a huge grey-green swell at sunrise."""
    s.wash(0, 0, 1200, 420, ("#7d99a8", "#b8c2bb", "#f0d4a4", "#f5b36f"))
    s.disc(240, 372, 66, LEMON)
    s.glow(240, 372, 380, LEMON, 0.7)
    streaks(s, 60, 300, "#f3dcb8", 10, 0.6)
    ferry(s, 930, 416, 150, hull="#d9d5c4", band="#5f7c86", funnel="#b0715c", smoke="#b7b5a8")
    s.wash(0, 412, 1200, 800, ("#d9b27c", "#7d9a8a", "#4d7a75"))
    s.smooth(
        [
            (-200, 500),
            (80, 440),
            (420, 470),
            (700, 520),
            (1000, 450),
            (1400, 480),
            (1400, 900),
            (-200, 900),
        ],
        "#7a9a8c",
    )
    glints(s, 240, 420, 560, 240, LEMON, 20, 0.8)
    s.smooth(
        [
            (-200, 640),
            (100, 600),
            (460, 500),
            (700, 488),
            (960, 560),
            (1400, 640),
            (1400, 900),
            (-200, 900),
        ],
        "#53807a",
    )
    s.grain(
        [
            *curve([(-20, 610), (100, 600), (460, 500), (700, 488), (960, 560), (1220, 606)]),
            (1220, 720),
            (-20, 720),
        ],
        "#2f5a5c",
        0.5,
    )
    with s.at(640, 506, 1.25, turn=-9):
        s.limb([(10, -16), (14, -250)], [6, 3], BARK)
        s.shape([(18, -244), *curve([(18, -244), (150, -150), (166, -30)]), (16, -40)], "#c4793c")
        s.shape([(18, -244), *curve([(18, -244), (60, -140), (66, -36)]), (16, -40)], "#a95f2c")
        s.line([(14, -40), (170, -28)], BARK, 5)
        s.line([(12, -250), (-92, -22)], BARK, 1.4)
        person(
            s,
            -46,
            -8,
            108,
            pose="tiller",
            coat=STRAW,
            legs="#2c4a5f",
            skin=SKINS[1],
            hair="#5a2d22",
        )
        s.shape(
            [
                *curve([(-110, -26), (0, -12), (126, -34)]),
                *curve([(112, -6), (70, 18)]),
                (-80, 18),
                (-108, -4),
            ],
            CREAM,
        )
        s.shape([(-106, 0), (104, -2), (70, 18), (-80, 18)], BRICK)
        s.line(curve([(-110, -25), (0, -11), (124, -33)]), "#8a5a35", 5)
    s.smooth([(430, 560), (560, 524), (760, 526), (860, 548), (700, 552), (560, 556)], CREAM, 0.75)
    s.smooth(
        [(-200, 760), (200, 650), (520, 640), (860, 720), (1400, 700), (1400, 900), (-200, 900)],
        "#376467",
    )
    s.grain([(0, 700), (400, 640), (860, 720), (1200, 706), (1200, 800), (0, 800)], "#1f4650", 0.5)
    for k in range(5):
        x = 100 + k * 230
        s.stroke(
            [(x, 700 + (k % 2) * 34), (x + 70, 690 + (k % 2) * 34), (x + 150, 706 + (k % 2) * 34)],
            "#a9c4b4",
            4,
            0.7,
        )
    s.smooth([(160, 660), (260, 636), (420, 636), (500, 648), (360, 650)], CREAM, 0.6)
    return 0.55, 0.5


def foghorn_mist(s):
    """A woman in ear defenders kneels in the red mouth of a giant foghorn, in mist."""
    s.wash(0, 0, 1200, 800, ("#b9c4c6", "#d3d9d4", "#e6e6da"))
    s.smooth(
        [(-100, 560), (200, 520), (500, 540), (1300, 500), (1300, 640), (-100, 640)], "#c4ced0"
    )
    s.rect(900, 190, 1010, 600, "#aeb9bc")
    s.shape([(886, 196), (955, 140), (1024, 196)], "#a1aeb2")
    s.glow(955, 240, 300, LEMON, 0.85)
    s.disc(955, 240, 26, CREAM)
    s.shape([(0, 640), (1200, 600), (1200, 800), (0, 800)], "#8f9a9c")
    for k in range(9):
        s.line([(k * 150 - 40, 640 - k * 5), (k * 170 - 120, 800)], "#7d898c", 3)
    s.line([(0, 700), (1200, 668)], "#7d898c", 3)
    s.shape(
        [
            (700, 340),
            *curve([(700, 340), (820, 350), (900, 380), (1010, 392)]),
            (1010, 520),
            *curve([(1010, 520), (900, 530), (820, 580), (700, 640)]),
        ],
        "#a83a2c",
    )
    s.shape(
        [
            (700, 500),
            (820, 500),
            (1010, 470),
            (1010, 520),
            *curve([(1010, 520), (900, 530), (820, 580), (700, 640)]),
        ],
        "#822c24",
    )
    s.rect(1000, 386, 1200, 526, "#5f6d72")
    s.rect(1000, 386, 1200, 410, "#7f8d91")
    s.rect(820, 520, 868, 660, "#4f5b60")
    s.disc(560, 452, 296, "#d64a33", tall=312)
    s.disc(560, 452, 268, "#8e2f26", tall=284)
    for k, (r, ink) in enumerate(
        ((236, "#7d2922"), (190, "#69221d"), (140, "#551b19"), (86, "#3f1415"))
    ):
        s.disc(580 + k * 18, 452, r, ink, tall=r * 1.05)
    s.line(ellipse(560, 452, 282, 298)[30:60], "#f08a6c", 9)
    s.disc(520, 742, 150, "#5f1d1a", 0.35, tall=12)
    person(
        s,
        500,
        726,
        420,
        pose="kneel",
        coat="#27485f",
        legs="#3a4552",
        skin=SKINS[5],
        hair="#6d6a68",
        shoes=BARK,
    )
    hx, hy = 500 + 19 * 4.2, 726 - 57 * 4.2
    s.stroke([(hx - 12, hy - 4), (hx - 2, hy - 36), (hx + 20, hy - 26)], INK, 7)
    s.pill(hx - 20, hy - 12, hx + 4, hy + 20, STRAW, radius=11)
    s.limb([(638, 662), (676, 610), (700, 560)], [8, 6, 5], "#c9ced0")
    for y, alpha in ((470, 0.25), (560, 0.34), (660, 0.34)):
        s.smooth([(-200, y + 60), (100, y), (360, y + 46), (-40, y + 110)], CREAM, alpha)
        s.smooth(
            [(780, y + 60), (1000, y), (1400, y + 20), (1300, y + 110), (900, y + 110)],
            CREAM,
            alpha,
        )
    return 0.48, 0.56
