"""The people of the paper: heads and shoulders, a few flat shapes each, before something of their
work. A portrait is a sheet of 600 × 600.
"""

from .buildings import gantry
from .inks import dark, light, mix
from .nature import swell, water
from .sheet import Sheet, curve
from .things import clock

SIZE = (600, 600)
FOCUS = (0.5, 0.44)  # between the eyes, whoever it is


def bust(s, look):
    """`look`: a dict of skin, hair (inks), cut (a name in CUTS), coat, collar, and what else is worn."""
    skin, coat = look["skin"], look["coat"]
    shade = mix(skin, "#5a2a22", 0.3)
    CUTS[look["cut"]][0](s, look["hair"])
    _shoulders(s, look, coat)
    s.smooth([(258, 350), (262, 430), (300, 476), (338, 430), (342, 350)], dark(shade, 0.04))
    s.shape([(262, 420), (338, 420), (346, 462), (300, 492), (254, 462)], skin)
    s.smooth([(262, 372), (300, 410), (338, 372), (338, 420), (300, 436), (262, 420)], shade)
    _collar(s, look, coat)
    _face(s, look, skin, shade)
    CUTS[look["cut"]][1](s, look["hair"])
    for worn in look.get("wears", ()):
        WORN[worn](s, look)


def _shoulders(s, look, coat):
    wide = look.get("wide", 0)
    outline = curve(
        [
            (92 - wide, 640),
            (112 - wide, 520),
            (196 - wide / 2, 456),
            (262, 438),
            (338, 438),
            (404 + wide / 2, 456),
            (488 + wide, 520),
            (508 + wide, 640),
        ]
    )
    s.shape(outline, coat)
    right = [(x, y) for x, y in outline if x > 330]
    s.shape([(330, 440), *right, (400, 640)], dark(coat, 0.2))
    s.grain([(330, 440), *right, (300, 640)], dark(coat, 0.45), 0.4, towards="right")


def _collar(s, look, coat):
    kind, ink = look.get("collar", ("round", light(coat, 0.2)))
    if kind == "round":
        s.stroke([(250, 446), (272, 482), (300, 494), (328, 482), (350, 446)], ink, 13)
    elif kind == "shirt":
        s.shape([(252, 440), (300, 498), (280, 600), (222, 470)], ink)
        s.shape([(348, 440), (300, 498), (320, 600), (378, 470)], dark(ink, 0.12))
        s.shape([(300, 498), (262, 640), (338, 640)], dark(ink, 0.05))
        for side in (-1, 1):
            s.shape(
                [
                    (300 + side * 76, 462),
                    (300 + side * 96, 500),
                    (300 + side * 20, 640),
                    (300 + side * 62, 640),
                    (300 + side * 128, 480),
                ],
                dark(coat, 0.28),
            )
    elif kind == "open":
        s.shape([(246, 436), (300, 520), (272, 540), (220, 470)], ink)
        s.shape([(354, 436), (300, 520), (328, 540), (380, 470)], dark(ink, 0.1))
    elif kind == "high":
        s.smooth([(236, 470), (240, 412), (300, 446), (360, 412), (364, 470), (300, 512)], ink)
        s.line([(300, 450), (300, 640)], dark(ink, 0.3), 5)
    elif kind == "scarf":
        s.smooth([(226, 462), (240, 408), (300, 440), (360, 408), (374, 462), (300, 510)], ink)
        s.smooth([(318, 480), (366, 470), (392, 600), (378, 660), (330, 660)], dark(ink, 0.14))
        s.stroke([(236, 446), (300, 484), (364, 446)], dark(ink, 0.2), 4)


def _face(s, look, skin, shade):
    for side in (-1, 1):
        s.smooth(
            [
                (300 + side * 88, 268),
                (300 + side * 104, 262),
                (300 + side * 104, 304),
                (300 + side * 86, 312),
            ],
            shade,
        )
    face = curve(
        [
            (300, 142),
            (246, 152),
            (212, 198),
            (208, 266),
            (220, 330),
            (256, 382),
            (300, 402),
            (344, 382),
            (380, 330),
            (392, 266),
            (388, 198),
            (354, 152),
        ],
        closed=True,
    )
    s.shape(face, skin)
    with s.inside(face):
        # the side away from the light, along brow, nose and mouth
        s.shape(
            [
                (316, 130),
                (316, 232),
                *curve(
                    [
                        (316, 240),
                        (326, 290),
                        (330, 318),
                        (312, 326),
                        (310, 344),
                        (316, 352),
                        (308, 362),
                        (312, 384),
                        (300, 410),
                    ]
                ),
                (420, 410),
                (420, 130),
            ],
            mix(skin, shade, 0.55),
        )
        for side in (-1, 1):
            s.glow(300 + side * 52, 318, 40, mix(skin, "#d9573f", 0.55), 0.38)
    if beard := look.get("beard"):
        s.smooth(
            [
                (214, 296),
                (232, 330),
                (262, 334),
                (300, 326),
                (338, 334),
                (368, 330),
                (386, 296),
                (380, 346),
                (346, 396),
                (300, 416),
                (254, 396),
                (220, 346),
            ],
            beard,
        )
    brow = look.get("brow", dark(look["hair"], 0.2))
    for side in (-1, 1):
        x = 300 + side * 42
        s.stroke(
            [(x - 24, 238 + (side < 0) * 3), (x, 229), (x + 24, 238 + (side > 0) * 3)], brow, 7
        )
        s.smooth([(x - 15, 262), (x, 253), (x + 15, 262), (x, 267)], "#f7efe0")
        s.disc(x, 260, 7.4, "#2a1c1c")
        s.stroke([(x - 17, 262), (x, 251), (x + 17, 262)], "#2a1c1c", 4)
    s.stroke([(306, 262), (316, 300), (318, 316), (300, 322)], mix(skin, shade, 0.95), 5)
    lips = look.get("lips", mix(skin, "#8e2f2a", 0.5))
    s.smooth([(270, 352), (290, 347), (300, 350), (310, 347), (330, 352), (300, 357)], lips)
    s.smooth([(274, 354), (300, 356), (326, 354), (300, 367)], light(lips, 0.14))
    if look.get("smile"):
        s.stroke([(264, 347), (270, 353)], dark(shade, 0.1), 4)
        s.stroke([(336, 347), (330, 353)], dark(shade, 0.1), 4)
    if look.get("lines"):
        for side in (-1, 1):
            s.stroke(
                [(300 + side * 30, 318), (300 + side * 42, 334), (300 + side * 42, 346)], shade, 3.5
            )
            s.stroke([(300 + side * 66, 274), (300 + side * 74, 280)], shade, 3)


# Hair: what lies behind the head, and what lies before it ---------------------------------------------


def _nothing(s, ink):
    pass


def _cap(s, ink, low=226, side=40):
    """Short hair, close to the head."""
    s.smooth(
        [
            (204, low + side),
            (198, 200),
            (224, 146),
            (268, 122),
            (332, 122),
            (376, 146),
            (402, 200),
            (396, low + side),
            (386, low),
            (370, 190),
            (300, 176),
            (230, 190),
            (214, low),
        ],
        ink,
    )


def _cropped(s, ink):
    _cap(s, ink)
    s.grain(
        [(204, 200), (230, 140), (300, 116), (370, 140), (396, 200), (360, 180), (240, 180)],
        "#c9c2b8",
        0.5,
        towards="up",
    )


def _parted(s, ink):
    _cap(s, ink, 230, 44)
    s.smooth(
        [
            (226, 186),
            (238, 136),
            (310, 108),
            (378, 138),
            (398, 200),
            (360, 178),
            (290, 186),
            (250, 178),
        ],
        ink,
    )
    s.stroke([(250, 170), (300, 140), (360, 146)], light(ink, 0.3), 4)


def _swept(s, ink):
    _cap(s, ink, 224, 36)
    s.smooth(
        [
            (208, 214),
            (204, 150),
            (262, 98),
            (352, 102),
            (402, 156),
            (396, 216),
            (372, 174),
            (320, 158),
            (262, 168),
            (230, 190),
        ],
        ink,
    )
    s.stroke([(240, 158), (300, 124), (370, 150)], light(ink, 0.25), 4)


def _bob_back(s, ink):
    s.smooth(
        [
            (300, 104),
            (214, 122),
            (178, 210),
            (176, 330),
            (192, 404),
            (246, 410),
            (354, 410),
            (408, 404),
            (424, 330),
            (422, 210),
            (386, 122),
        ],
        dark(ink, 0.2),
    )


def _bob(s, ink):
    s.smooth(
        [
            (300, 104),
            (214, 124),
            (180, 214),
            (178, 340),
            (196, 404),
            (222, 396),
            (218, 300),
            (222, 226),
            (262, 212),
            (300, 214),
            (340, 212),
            (378, 226),
            (382, 300),
            (378, 396),
            (404, 404),
            (422, 340),
            (420, 214),
            (386, 124),
        ],
        ink,
    )
    s.stroke([(214, 170), (260, 140), (320, 134)], light(ink, 0.25), 4)


def _long_back(s, ink):
    s.smooth(
        [
            (300, 104),
            (212, 122),
            (176, 220),
            (166, 360),
            (150, 500),
            (170, 560),
            (250, 520),
            (350, 520),
            (430, 560),
            (450, 500),
            (434, 360),
            (424, 220),
            (388, 122),
        ],
        dark(ink, 0.18),
    )


def _long(s, ink):
    s.smooth(
        [
            (302, 110),
            (222, 122),
            (186, 206),
            (184, 320),
            (166, 450),
            (160, 520),
            (196, 500),
            (212, 400),
            (216, 290),
            (226, 216),
            (272, 168),
            (302, 150),
        ],
        ink,
    )
    s.smooth(
        [
            (298, 110),
            (378, 122),
            (414, 206),
            (416, 320),
            (434, 450),
            (440, 520),
            (404, 500),
            (388, 400),
            (384, 290),
            (374, 216),
            (328, 168),
            (298, 150),
        ],
        dark(ink, 0.08),
    )
    s.stroke([(214, 190), (204, 300), (190, 420)], light(ink, 0.28), 4)


def _curls_back(s, ink):
    for x, y, r in (
        (204, 210, 52),
        (396, 210, 52),
        (190, 290, 46),
        (410, 290, 46),
        (206, 356, 38),
        (394, 356, 38),
        (250, 140, 58),
        (350, 140, 58),
        (300, 122, 58),
    ):
        s.disc(x, y, r, dark(ink, 0.15))


def _curls(s, ink):
    for x, y, r in (
        (216, 204, 32),
        (236, 164, 36),
        (276, 142, 38),
        (326, 140, 38),
        (366, 164, 36),
        (386, 206, 30),
        (300, 162, 30),
        (200, 250, 24),
        (400, 252, 24),
    ):
        s.disc(x, y, r, ink)
    for x, y in ((240, 152), (292, 130), (346, 142), (214, 200)):
        s.stroke([(x - 14, y + 6), (x - 4, y - 8), (x + 10, y - 2)], light(ink, 0.3), 4)


def _short_curls_back(s, ink):
    for x, y, r in ((222, 190, 38), (378, 190, 38), (260, 140, 46), (340, 140, 46), (300, 128, 46)):
        s.disc(x, y, r, dark(ink, 0.15))


def _short_curls(s, ink):
    for x, y, r in (
        (220, 196, 24),
        (240, 162, 30),
        (280, 142, 32),
        (322, 140, 32),
        (362, 160, 30),
        (382, 196, 24),
        (300, 164, 24),
    ):
        s.disc(x, y, r, ink)
    for x, y in ((244, 150), (296, 130), (346, 144)):
        s.stroke([(x - 12, y + 6), (x - 3, y - 7), (x + 9, y - 2)], light(ink, 0.3), 4)


def _plait_back(s, ink):
    s.smooth(
        [
            (300, 106),
            (220, 124),
            (190, 210),
            (196, 320),
            (240, 380),
            (360, 380),
            (404, 320),
            (410, 210),
            (380, 124),
        ],
        dark(ink, 0.15),
    )


def _plait(s, ink):
    s.smooth(
        [
            (304, 110),
            (224, 124),
            (194, 204),
            (200, 290),
            (216, 300),
            (222, 232),
            (262, 190),
            (304, 160),
        ],
        ink,
    )
    s.smooth(
        [
            (296, 110),
            (376, 124),
            (406, 204),
            (400, 290),
            (384, 300),
            (378, 232),
            (338, 190),
            (296, 160),
        ],
        dark(ink, 0.08),
    )
    for k in range(7):
        s.smooth(
            [
                (196 + k * 5, 352 + k * 34),
                (220 + k * 5, 344 + k * 34),
                (242 + k * 5, 366 + k * 34),
                (222 + k * 5, 388 + k * 34),
                (198 + k * 5, 376 + k * 34),
            ],
            ink if k % 2 else light(ink, 0.12),
        )
    s.smooth([(200, 300), (222, 330), (240, 360), (206, 370), (192, 330)], ink)


def _bun_back(s, ink):
    s.disc(300, 98, 48, dark(ink, 0.12))
    s.stroke([(270, 90), (300, 76), (328, 92)], light(ink, 0.2), 4)


def _bun(s, ink):
    s.smooth(
        [
            (206, 262),
            (198, 200),
            (222, 146),
            (268, 120),
            (332, 120),
            (378, 146),
            (402, 200),
            (394, 262),
            (384, 214),
            (350, 176),
            (300, 166),
            (250, 176),
            (216, 214),
        ],
        ink,
    )
    s.stroke([(232, 170), (272, 138), (300, 132)], light(ink, 0.3), 4)


def _straight(s, ink):
    _long(s, ink)


def _wind_back(s, ink):
    s.smooth(
        [
            (230, 150),
            (300, 104),
            (390, 120),
            (450, 160),
            (430, 210),
            (454, 250),
            (404, 300),
            (390, 240),
        ],
        dark(ink, 0.12),
    )


def _wind(s, ink):
    s.smooth(
        [
            (206, 250),
            (200, 190),
            (232, 140),
            (292, 112),
            (370, 122),
            (424, 150),
            (404, 176),
            (430, 206),
            (396, 226),
            (372, 190),
            (320, 178),
            (262, 186),
            (222, 214),
        ],
        ink,
    )
    s.stroke([(240, 168), (300, 138), (390, 152)], light(ink, 0.28), 4)


def _shaved(s, ink):
    s.grain(
        [
            (210, 220),
            (216, 180),
            (250, 148),
            (300, 138),
            (350, 148),
            (384, 180),
            (390, 220),
            (350, 190),
            (250, 190),
        ],
        ink,
        0.5,
        towards="up",
    )


CUTS = {
    "cropped": (_nothing, _cropped),
    "parted": (_nothing, _parted),
    "swept": (_nothing, _swept),
    "bob": (_bob_back, _bob),
    "long": (_long_back, _long),
    "straight": (_long_back, _straight),
    "curls": (_curls_back, _curls),
    "short curls": (_short_curls_back, _short_curls),
    "plait": (_plait_back, _plait),
    "bun": (_bun_back, _bun),
    "wind": (_wind_back, _wind),
    "shaved": (_nothing, _shaved),
}


# Worn -------------------------------------------------------------------------------------------------


def _glasses(s, look):
    ink = look.get("rims", "#3a2418")
    for x in (256, 344):
        s.ring(x, 262, 32, 6, ink)
    s.stroke([(288, 258), (300, 252), (312, 258)], ink, 6)
    s.line([(224, 256), (206, 250)], ink, 6)
    s.line([(376, 256), (394, 250)], ink, 6)


def _cap_tweed(s, look):
    ink = "#7d6a4c"
    s.smooth(
        [(192, 210), (196, 150), (250, 104), (350, 100), (408, 150), (410, 206), (300, 186)], ink
    )
    s.smooth(
        [(186, 214), (220, 182), (300, 172), (384, 182), (420, 212), (300, 200)], dark(ink, 0.25)
    )
    for k in range(6):
        s.line([(222 + k * 30, 178), (240 + k * 28, 116)], light(ink, 0.2), 2)


def _freckles(s, look):
    for x, y in (
        (240, 300),
        (252, 310),
        (262, 298),
        (344, 300),
        (356, 308),
        (338, 312),
        (286, 296),
        (300, 304),
        (312, 294),
        (248, 290),
        (352, 290),
    ):
        s.disc(x, y, 2.6, mix(look["skin"], "#8e4a2a", 0.6))


def _strap(s, look):
    s.line([(150, 470), (420, 660)], "#3a2a22", 22)
    s.rect(330, 556, 430, 640, "#23252b")
    s.disc(380, 598, 34, "#3d424b")
    s.disc(380, 598, 21, "#6fa8b9")
    s.rect(344, 544, 376, 560, "#23252b")


def _tie(s, look):
    ink = look.get("tie", "#7d2a22")
    s.shape([(286, 496), (314, 496), (308, 520), (292, 520)], dark(ink, 0.2))
    s.shape([(292, 518), (308, 518), (318, 640), (282, 640)], ink)


def _pencil(s, look):
    with s.at(418, 206, turn=-58):
        s.rect(-70, -6, 44, 6, "#d99a35")
        s.shape([(44, -6), (62, 0), (44, 6)], "#f0d9b0")
        s.rect(-82, -6, -70, 6, "#c9776a")


def _notebook(s, look):
    with s.at(450, 560, turn=12):
        s.rect(-66, -70, 66, 90, "#1f3d5a")
        s.rect(-54, -70, 66, 90, "#f4ead6")
        for k in range(5):
            s.line([(-38, -40 + k * 24), (46, -40 + k * 24)], "#9fb0b5", 3)


def _zip(s, look):
    s.line([(300, 452), (300, 640)], "#e6d0a8", 4)


WORN = {
    "glasses": _glasses,
    "cap": _cap_tweed,
    "freckles": _freckles,
    "camera": _strap,
    "tie": _tie,
    "pencil": _pencil,
    "notebook": _notebook,
    "zip": _zip,
}


# Grounds ----------------------------------------------------------------------------------------------


def tall_window(s):
    s.wash(0, 0, 600, 600, ("#b9a98c", "#a8967a"))
    s.wash(60, 30, 290, 470, ("#dfeae6", "#c9d9d2"))
    for x in (175,):
        s.line([(x, 30), (x, 470)], "#7d6a50", 8)
    for y in (140, 250, 360):
        s.line([(60, y), (290, y)], "#7d6a50", 8)
    s.rect(470, 0, 540, 600, "#94816a")


def cranes(s):
    s.wash(0, 0, 600, 600, ("#c4d3d2", "#e9dfc4", "#f2cfa4"))
    gantry(s, 90, 470, 330, "#a9b3ae")
    gantry(s, 470, 470, 300, "#b5bcb4")
    s.rect(0, 470, 600, 600, "#9db5b5")


def rain_charts(s):
    s.rect(0, 0, 600, 600, "#d9e0cf")
    for k, (x, y) in enumerate(
        ((20, 30), (220, 10), (420, 40), (10, 240), (430, 250), (20, 450), (440, 460))
    ):
        s.rect(x, y, x + 160, y + 170, "#fbf6e8")
        s.disc(x + 80, y + 10, 6, "#d64a33")
        for bar in range(9):
            tall = 20 + (bar * 37 + k * 23) % 90
            s.rect(
                x + 16 + bar * 15,
                y + 150 - tall,
                x + 27 + bar * 15,
                y + 150,
                ("#5a9aa5", "#2f7291")[(bar + k) % 2],
            )


def globe_lamp(s):
    s.wash(0, 0, 600, 600, ("#27384f", "#35485f"))
    s.glow(500, 200, 300, "#f6e3a1", 0.7)
    s.disc(500, 210, 92, "#e9c46a")
    s.smooth([(440, 190), (480, 150), (520, 180), (500, 220), (460, 230)], "#c08a35")
    s.smooth([(520, 230), (560, 220), (556, 270), (524, 280)], "#c08a35")
    s.ring(500, 210, 104, 5, "#b5842f")
    s.rect(492, 312, 508, 380, "#b5842f")


def corridor(s):
    s.wash(0, 0, 600, 600, ("#d5e3dc", "#b9cfc8"))
    s.shape([(0, 0), (180, 110), (180, 420), (0, 560)], "#c4d6ce")
    s.shape([(600, 0), (420, 110), (420, 420), (600, 560)], "#a9c4bc")
    s.rect(180, 110, 420, 420, "#eef4ea")
    s.shape([(180, 420), (420, 420), (600, 560), (600, 600), (0, 600), (0, 560)], "#8fb0a8")
    for k in range(3):
        s.shape(
            [
                (40 + k * 52, 24 + k * 30),
                (66 + k * 44, 38 + k * 24),
                (66 + k * 44, 52 + k * 24),
                (40 + k * 52, 40 + k * 30),
            ],
            "#fbf9e6",
        )


def ticker(s):
    s.wash(0, 0, 600, 600, ("#5a4636", "#6d5642"))
    for x in range(0, 600, 100):
        s.line([(x, 0), (x, 600)], "#4a382b", 5)
    clock(s, 480, 150, 84, face="#f1e3c2", rim="#c9963f", hour=4, minute=20)


def red_seats(s):
    s.rect(0, 0, 600, 600, "#4a1618")
    for row in range(5):
        for k in range(-1, 7):
            x, y = k * 106 + (row % 2) * 53, 30 + row * 120
            s.pill(x, y, x + 96, y + 130, ("#b23a34", "#a33430")[row % 2], radius=30)
            s.pill(x + 8, y + 92, x + 88, y + 130, "#8a2a28", radius=14)


def floodlights(s):
    s.wash(0, 0, 600, 600, ("#14273f", "#2a4a5f", "#3f6a5a"))
    for x in (90, 510):
        for k in range(6):
            s.disc(x - 30 + (k % 3) * 30, 70 + (k // 3) * 30, 11, "#fcf6e8")
        s.glow(x, 86, 190, "#fcf6e8", 0.75)
        s.rect(x - 5, 120, x + 5, 480, "#0f1e30")


def files(s):
    s.wash(0, 0, 600, 600, ("#6d6a66", "#4c4a4b"))
    s.glow(60, 120, 420, "#f4e3b8", 0.6)
    for x, low, count in ((20, 600, 13), (470, 600, 15)):
        for k in range(count):
            y = low - k * 26
            s.rect(
                x + (k * 7) % 12,
                y - 24,
                x + 112 + (k * 5) % 14,
                y,
                ("#e9dcc0", "#c9b48a", "#d9c9a4")[k % 3],
            )


def railing(s):
    s.wash(0, 0, 600, 330, ("#9fc1c6", "#e9e2c4"))
    s.smooth(
        [(-50, 330), (120, 270), (320, 300), (500, 262), (660, 300), (660, 360), (-50, 360)],
        "#8fa88a",
    )
    water(s, 326, ("#b9cfc6", "#6fa0a4"), 600)
    s.rect(0, 420, 600, 434, "#3a4a4f")
    for x in range(20, 600, 70):
        s.rect(x, 430, x + 9, 600, "#3a4a4f")


def grey_sea(s):
    s.wash(0, 0, 600, 350, ("#a9b5b6", "#d5d6c8"))
    for y, ink in ((340, "#8fa3a8"), (390, "#779099"), (450, "#5f7d88"), (520, "#4a6b78")):
        swell(s, y, ink, 130, 16, y / 100 % 1)


def whiteboard(s):
    s.rect(0, 0, 600, 600, "#c9d3d0")
    s.rect(30, 30, 570, 470, "#f8f8f0")
    for k, ink in enumerate(("#d64a33", "#27868a", "#d99a35", "#1f3d5a")):
        s.stroke(
            [
                (50, 400 - k * 50),
                (150, 330 - k * 66),
                (250, 350 - k * 40),
                (420, 200 - k * 30),
                (560, 130 - k * 24),
            ],
            ink,
            6,
        )
    s.line([(50, 440), (560, 440)], "#66808f", 4)


def bollards(s):
    s.wash(0, 0, 600, 340, ("#7fb0bd", "#d9e0c9"))
    s.wash(0, 330, 600, 470, ("#8fb9b5", "#4f8a94"))
    s.rect(0, 460, 600, 600, "#9c9484")
    for x in (60, 545):
        s.pill(x - 34, 380, x + 34, 404, "#23303a")
        s.shape([(x - 22, 392), (x + 22, 392), (x + 30, 480), (x - 30, 480)], "#23303a")


def city_steps(s):
    s.wash(0, 0, 600, 600, ("#d6dcd4", "#c4c0b0"))
    for x in (40, 150, 410, 520):
        s.rect(x, 0, x + 56, 380, "#e9e2cf")
        s.rect(x + 38, 0, x + 56, 380, "#cabfa6")
    for k in range(6):
        s.rect(0, 380 + k * 38, 600, 420 + k * 38, ("#d9d0bc", "#c9bfa8")[k % 2])


LOOKS = {
    "mira-okonjo": {
        "ground": tall_window,
        "skin": "#6b4230",
        "hair": "#2a2422",
        "cut": "cropped",
        "coat": "#1f4a40",
        "collar": ("shirt", "#f4ead6"),
        "smile": True,
    },
    "jonas-feld": {
        "ground": cranes,
        "skin": "#e5b48d",
        "hair": "#6b5a4c",
        "cut": "swept",
        "coat": "#1f3350",
        "collar": ("high", "#2a4568"),
        "beard": "#7d6a5a",
        "wide": 26,
        "lines": True,
    },
    "petra-lindqvist": {
        "ground": rain_charts,
        "skin": "#f0c7a4",
        "hair": "#dcb56a",
        "cut": "bun",
        "coat": "#3f6a78",
        "collar": ("round", "#f4ead6"),
        "wears": ("glasses", "notebook"),
        "rims": "#5a3a22",
    },
    "samir-haddad-roe": {
        "ground": globe_lamp,
        "skin": "#c9915f",
        "hair": "#221a18",
        "cut": "parted",
        "coat": "#4a5a70",
        "collar": ("open", "#fcf6e8"),
        "beard": "#2d221e",
    },
    "elin-marsh": {
        "ground": corridor,
        "skin": "#f3cdb0",
        "hair": "#a9502d",
        "cut": "plait",
        "coat": "#8d9296",
        "collar": ("round", "#a9aeb0"),
        "wears": ("freckles",),
        "smile": True,
    },
    "tomas-brandt": {
        "ground": ticker,
        "skin": "#eabf9a",
        "hair": "#c4c4c0",
        "cut": "parted",
        "coat": "#2a3038",
        "collar": ("shirt", "#eef0ea"),
        "wears": ("tie",),
        "smile": True,
        "lines": True,
        "brow": "#8d8a84",
    },
    "aoife-tan": {
        "ground": red_seats,
        "skin": "#edc49c",
        "hair": "#1d181c",
        "cut": "bob",
        "coat": "#27303f",
        "collar": ("scarf", "#d99a35"),
    },
    "luca-ferro": {
        "ground": floodlights,
        "skin": "#d9a078",
        "hair": "#2a1f1a",
        "cut": "short curls",
        "coat": "#24569a",
        "collar": ("high", "#2f68b5"),
        "wears": ("zip",),
        "wide": 14,
    },
    "nadia-voss": {
        "ground": files,
        "skin": "#e9bd97",
        "hair": "#2a201e",
        "cut": "straight",
        "coat": "#1b1c22",
        "collar": ("open", "#24252c"),
    },
    "henrik-dale": {
        "ground": railing,
        "skin": "#efc3a4",
        "hair": "#e6e3da",
        "cut": "cropped",
        "coat": "#6d7058",
        "collar": ("shirt", "#e3d5b5"),
        "wears": ("cap",),
        "smile": True,
        "lines": True,
        "brow": "#f4f2ea",
    },
    "yuki-arden": {
        "ground": grey_sea,
        "skin": "#efc9a2",
        "hair": "#221c20",
        "cut": "wind",
        "coat": "#a98f62",
        "collar": ("open", "#c9b07f"),
        "wears": ("camera",),
    },
    "rashid-om": {
        "ground": whiteboard,
        "skin": "#8e5a3c",
        "hair": "#3a2a22",
        "cut": "shaved",
        "coat": "#d9d3c0",
        "collar": ("round", "#27868a"),
        "wears": ("glasses",),
        "rims": "#22140e",
        "smile": True,
        "brow": "#2a1c16",
    },
    "greta-solheim": {
        "ground": bollards,
        "skin": "#f0cbb0",
        "hair": "#b5b5b0",
        "cut": "long",
        "coat": "#3f6a9a",
        "collar": ("round", "#5a85b5"),
        "wears": ("pencil",),
        "lines": True,
        "brow": "#8d8a86",
    },
    "ines-calloway": {
        "ground": city_steps,
        "skin": "#c48a60",
        "hair": "#5a3522",
        "cut": "curls",
        "coat": "#c4392f",
        "collar": ("high", "#d64a3d"),
        "wears": ("notebook",),
        "smile": True,
    },
}


def draw(slug):
    """The sheet with the portrait of one of LOOKS."""
    look = LOOKS[slug]
    s = Sheet(slug, size=SIZE)
    look["ground"](s)
    bust(s, look)
    return s
