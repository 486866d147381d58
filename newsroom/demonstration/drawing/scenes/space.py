"""Beyond the sky."""

from ..inks import AZURE, CREAM, GREY, INK, MUSTARD, NAVY, WHITE, mix
from ..nature import stars
from ..sheet import curve


def satellite(s):
    """A box with golden wings above the blue curve of the Earth."""
    s.wash(0, 0, 1200, 800, ("#05090f", "#0a1522", "#0f2136"))
    stars(s, 640, 170)
    s.glow(1010, 392, 360, CREAM, 0.7)
    for grow, ink, alpha in ((26, "#8fd0e0", 0.25), (12, "#b9e6ea", 0.4)):
        s.disc(560, 1560, 1050 + grow, ink, alpha)
    s.disc(560, 1560, 1050, "#2a7fb0")
    s.disc(530, 1600, 1050, "#1f6594")
    for x, y, wide in (
        (120, 620, 330),
        (470, 560, 420),
        (880, 640, 360),
        (300, 720, 420),
        (700, 740, 380),
        (1010, 770, 300),
        (60, 740, 240),
    ):
        for k in range(3):
            s.smooth(
                [
                    (x - wide * 0.5 + k * 40, y + k * 16),
                    (x - wide * 0.1, y - 18 + k * 16),
                    (x + wide * 0.4, y - 4 + k * 18),
                    (x + wide * 0.1 + k * 20, y + 12 + k * 16),
                ],
                CREAM,
                0.75,
            )
    s.smooth(
        [
            (590, 590),
            (660, 600),
            (730, 596),
            (760, 630),
            (716, 650),
            (700, 690),
            (650, 700),
            (640, 660),
            (600, 640),
        ],
        "#6f9a5c",
    )
    s.smooth(
        [
            (250, 640),
            (330, 620),
            (380, 650),
            (350, 690),
            (390, 740),
            (320, 770),
            (280, 720),
            (230, 690),
        ],
        "#6f9a5c",
    )
    s.disc(1010, 392, 30, WHITE)
    for turn in range(0, 180, 45):
        with s.at(1010, 392, turn=turn):
            s.shape([(-120, 0), (0, -3), (120, 0), (0, 3)], CREAM, 0.8)
    with s.at(520, 300, 1.25, turn=-16):
        for side in (-1, 1):
            with s.at(0, 0, flip=side < 0):
                s.rect(60, -5, 92, 5, GREY)
                s.rect(92, -58, 320, 58, "#8a5a1e")
                for column in range(6):
                    for course in range(3):
                        ink = mix("#f0b843", "#c98a2a", ((column + course) % 3) / 2)
                        s.rect(
                            96 + column * 37.4,
                            -54 + course * 36.6,
                            130 + column * 37.4,
                            -21 + course * 36.6,
                            ink,
                        )
        s.rect(-62, -62, 62, 62, "#cfd6d6")
        s.rect(10, -62, 62, 62, "#8d9aa0")
        s.rect(-48, -46, -6, -8, NAVY)
        s.rect(-48, 6, -6, 46, MUSTARD)
        s.disc(36, 0, 19, INK)
        s.disc(36, 0, 11, AZURE)
        s.line([(-20, -62), (-54, -150)], CREAM, 3)
        s.line([(20, -62), (40, -150)], CREAM, 3)
        s.line([(20, 62), (46, 140)], CREAM, 3)
    return 0.45, 0.42


def moon_lander(s):
    """A spindly lander on a cratered plain, a haze of dust on the horizon, the Earth above."""
    s.wash(0, 0, 1200, 520, ("#07090d", "#0b0f16", "#141a24"))
    stars(s, 440, 150)
    s.disc(880, 150, 56, "#2a7fb0")
    s.smooth([(842, 130), (880, 110), (914, 128), (890, 150), (856, 152)], "#6f9a66")
    s.smooth([(836, 168), (880, 160), (930, 170), (900, 186), (856, 186)], CREAM, 0.8)
    s.disc(902, 158, 62, "#0b0f16", 0.5)
    s.glow(600, 510, 900, "#dfe3dc", 0.75, tall=110)
    s.smooth(
        [
            (-100, 520),
            (160, 476),
            (420, 506),
            (760, 484),
            (1020, 500),
            (1300, 470),
            (1300, 900),
            (-100, 900),
        ],
        "#8d8f8c",
    )
    s.smooth(
        [(-100, 580), (300, 540), (760, 566), (1300, 530), (1300, 900), (-100, 900)], "#a6a7a0"
    )
    s.grain([(0, 545), (1200, 545), (1200, 800), (0, 800)], "#5a5e60", 0.62)
    for x, y, w in (
        (200, 610, 90),
        (930, 600, 120),
        (1080, 690, 150),
        (330, 740, 190),
        (60, 700, 80),
        (780, 770, 120),
        (560, 580, 50),
        (1150, 575, 40),
    ):
        s.disc(x, y, w, "#d4d3c6", tall=w * 0.2)
        s.disc(x + w * 0.03, y + w * 0.03, w * 0.93, "#6d7072", tall=w * 0.17)
        s.shape(
            [
                (x - w * 0.9, y),
                *curve([(x - w * 0.9, y), (x, y - w * 0.1), (x + w * 0.9, y)]),
                *curve([(x + w * 0.9, y), (x, y + w * 0.02), (x - w * 0.9, y)]),
            ],
            "#1a1d22",
        )
    s.shape([(520, 668), (690, 668), (-20, 740), (-20, 700)], "#14171c", 0.9)
    with s.at(620, 676, 1.5):
        for left, foot in ((-38, -112), (38, 112)):
            s.line([(left, -84), (foot, -6)], "#c9c6b4", 4)
            s.line([(left * 0.6, -48), (foot * 0.9, -16)], "#8d8c82", 3)
            s.pill(foot - 16, -8, foot + 16, 0, "#d9d4c0")
        s.line([(0, -60), (6, -4)], "#8d8c82", 4)
        s.pill(-10, -6, 20, 2, "#b7b3a2")
        s.shape([(-62, -100), (62, -100), (52, -50), (-52, -50)], "#c98f2f")
        s.shape([(8, -100), (62, -100), (52, -50), (12, -50)], "#8a5d1f")
        s.shape([(-44, -100), (-36, -150), (32, -150), (44, -100)], "#d9d6c8")
        s.shape([(6, -100), (4, -150), (32, -150), (44, -100)], "#8f9090")
        s.disc(-18, -124, 11, NAVY)
        s.shape([(-20, -50), (20, -50), (26, -34), (-26, -34)], "#4c5054")
        s.line([(0, -150), (0, -206)], "#d9d6c8", 3)
        s.shape(
            curve([(-26, -214), (0, -200), (26, -214), (14, -190), (-14, -190)], closed=True), CREAM
        )
        s.limb([(52, -76), (104, -60), (128, -20)], [4, 3, 3], "#d9d6c8")
        s.rect(120, -22, 140, -8, CREAM)
    return 0.52, 0.62
