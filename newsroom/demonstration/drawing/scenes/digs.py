"""Old ships in the ground."""

from ..buildings import row, skyline
from ..inks import BRICK, CREAM, LEMON, MUSTARD, NAVY, ORANGE, PINE, SKINS, STRAW, TEAL, dark
from ..nature import birds, glints, sky
from ..people import person
from ..vessels import dredger


def _wreck(s, x, y, size, ink, lit):
    """The ribs and keel of an old ship in the ground, seen from its quarter."""
    with s.at(x, y, size):
        s.smooth(
            [(-310, -10), (-160, -70), (100, -86), (310, -60), (230, 40), (0, 70), (-220, 50)],
            dark(ink, 0.5),
        )
        for k in range(13):
            place = -250 + k * 42
            reach = 1 - abs(place - 10) / 420
            s.limb(
                [(place, -20), (place - 16, -70 - 70 * reach), (place + 8, -120 - 96 * reach)],
                [14, 12, 7],
                dark(ink, 0.25),
            )
        s.limb([(-310, -16), (-120, -8), (120, -14), (320, -60)], [20, 24, 24, 14], ink)
        for k in range(12):
            place = -240 + k * 43
            reach = 1 - abs(place - 10) / 420
            s.limb(
                [(place, -6), (place + 16, 40 * reach), (place - 4, 30 - 90 * reach + 40)],
                [15, 14, 8],
                ink,
            )
            s.limb([(place + 2, -6), (place + 16, 34 * reach)], [5, 4], lit)
        s.limb([(310, -60), (346, -150), (350, -214)], [20, 17, 9], ink)


def street_trench(s):
    """Archaeologists kneel around a ship's dark ribs at the bottom of a deep street trench."""
    s.wash(0, 0, 1200, 180, ("#c9cfc8", "#e2e1d3"))
    row(
        s,
        -20,
        1220,
        176,
        ("#b98a6d", "#cfae8b", "#a97a66", "#c4b49c"),
        low=90,
        high=150,
        roof="#7d4a3e",
        window="#6d5a58",
        width=100,
    )
    s.rect(0, 172, 1200, 250, "#8f8c86")
    for x in range(0, 1200, 44):
        s.pill(x + 2, 180, x + 40, 196, "#7b7874", radius=5)
        s.pill(x - 18, 202, x + 22, 220, "#7b7874", radius=5)
    for y in (186, 214):
        s.rect(0, y, 330, y + 7, "#4d5054")
        s.rect(880, y, 1200, y + 7, "#4d5054")
    s.shape([(0, 250), (330, 250), (420, 800), (0, 800)], "#8a6a4c")
    s.shape([(1200, 250), (880, 250), (790, 800), (1200, 800)], "#7b5c42")
    s.shape(
        [
            (330, 180),
            (880, 180),
            (880, 252),
            (1000, 640),
            (1200, 800),
            (0, 800),
            (220, 640),
            (330, 252),
        ],
        "#6b4f3a",
    )
    s.shape([(330, 180), (880, 180), (900, 420), (300, 420)], "#8d6f50")
    for k, ink in enumerate(("#9c7d58", "#7b5f45", "#a3855f", "#6d5340")):
        s.shape(
            [
                (330 - k * 6, 226 + k * 48),
                (880 + k * 6, 236 + k * 48),
                (884 + k * 6, 264 + k * 48),
                (324 - k * 6, 254 + k * 48),
            ],
            ink,
        )
    s.shape([(0, 250), (330, 250), (290, 430), (160, 640), (0, 700)], "#7d5f45")
    s.shape([(1200, 250), (880, 250), (910, 430), (1040, 640), (1200, 700)], "#70543d")
    for x, flip in ((316, 1), (894, -1)):
        for k in range(4):
            s.rect(
                x - 8 - k * 34 * flip, 240 + k * 62, x + 8 - k * 34 * flip, 460 + k * 70, "#b08a58"
            )
    s.shape([(300, 420), (900, 420), (1010, 640), (1200, 800), (0, 800), (190, 640)], "#574334")
    s.grain(
        [(300, 420), (900, 420), (1010, 640), (1200, 800), (0, 800), (190, 640)], "#33261f", 0.55
    )
    s.shape([(150, 520), (1040, 496), (1050, 516), (150, 542)], "#c49a62")
    _wreck(s, 590, 640, 1.15, "#2a2220", "#6b5a4c")
    s.shape([(90, 724), (1120, 700), (1140, 728), (90, 754)], "#d0a66c")
    s.shape([(90, 752), (1140, 727), (1140, 736), (90, 762)], "#94713f")
    for x, y, coat, flip, skin, hat in (
        (300, 730, ORANGE, False, 0, CREAM),
        (860, 716, "#c9d24a", True, 3, CREAM),
        (560, 726, TEAL, False, 1, MUSTARD),
    ):
        person(
            s,
            x,
            y,
            190,
            pose="kneel",
            coat=coat,
            legs="#3c4754",
            flip=flip,
            skin=SKINS[skin],
            hat=hat,
        )
    person(s, 470, 528, 120, pose="kneel", coat="#c9d24a", legs="#3c4754", hat=CREAM, flip=True)
    person(s, 800, 520, 124, pose="stand", coat=ORANGE, legs="#3c4754", hat=CREAM, flip=True)
    s.line([(780, 520), (830, 300)], "#b08a58", 5)
    s.line([(812, 520), (862, 300)], "#b08a58", 5)
    for k in range(8):
        s.line([(783 + k * 6, 500 - k * 26), (815 + k * 6, 500 - k * 26)], "#b08a58", 4)
    return 0.5, 0.68


def river_boat_dig(s):
    """Archaeologists kneel on planks around an ancient boat in grey river mud; a dredger behind, low sun."""
    sky(s, "gold", 340)
    s.disc(930, 268, 62, CREAM)
    s.glow(930, 268, 360, LEMON, 0.7)
    skyline(s, 340, "#b08b6b", left=0, right=420, low=18, high=46, spires=3)
    s.wash(0, 336, 1200, 450, ("#f2c47c", "#b7a486", "#7f8f8c"))
    glints(s, 930, 340, 440, 260, CREAM, 16, 0.7)
    dredger(s, 690, 402, 360, "#4a3f45")
    s.smooth(
        [(-100, 470), (200, 420), (560, 440), (900, 430), (1300, 410), (1300, 900), (-100, 900)],
        "#8b8478",
    )
    s.grain([(0, 440), (1200, 430), (1200, 800), (0, 800)], "#565252", 0.6)
    for x, y, w in ((160, 520, 120), (1040, 500, 150), (920, 740, 180), (120, 730, 130)):
        s.disc(x, y, w, "#d9b98c", 0.6, tall=w * 0.1)
        s.disc(x + 10, y + 3, w * 0.7, "#f0d39c", 0.5, tall=w * 0.05)
    s.shape([(130, 566), (1090, 536), (1096, 556), (130, 590)], "#c99b5c")
    _wreck(s, 600, 650, 1.1, "#3a2a24", "#8a6a52")
    s.shape([(60, 740), (1150, 706), (1160, 732), (60, 768)], "#d9ae6c")
    s.shape([(60, 766), (1160, 731), (1160, 740), (60, 776)], "#8a6238")
    for x, y, coat, flip, skin in (
        (270, 750, NAVY, False, 2),
        (520, 742, BRICK, True, 0),
        (900, 728, PINE, True, 4),
    ):
        person(
            s,
            x,
            y,
            200,
            pose="kneel",
            coat=coat,
            legs="#3a3a44",
            flip=flip,
            skin=SKINS[skin],
            hat=(STRAW, None, MUSTARD)[skin // 2],
            hair="#5a2d22",
        )
        s.shape([(x - 20, y), (x + 20, y), (x - 150, y + 34), (x - 190, y + 32)], "#3a3230", 0.3)
    person(s, 390, 576, 124, pose="kneel", coat=MUSTARD, legs="#3a3a44", hat=CREAM)
    person(s, 820, 560, 124, pose="bend", coat=TEAL, legs="#3a3a44", flip=True)
    with s.at(660, 724):
        s.shape([(-22, -34), (22, -34), (17, 4), (-17, 4)], "#8fa0a3")
        s.line([(-22, -34), (0, -58), (22, -34)], "#5d6a6c", 3)
    birds(s, 320, 180, 7, "#7d6450", 170, 12)
    return 0.5, 0.68
