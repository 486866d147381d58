"""Ships and boats. Each stands on its waterline at (x, y), its bow to the right; `flip` turns it."""

from .inks import (
    AMBER,
    AZURE,
    BARK,
    BRICK,
    CREAM,
    INK,
    LEMON,
    MUSTARD,
    NAVY,
    ORANGE,
    PAPER,
    RUST,
    SAND,
    STONE,
    TEAL,
    VERMILION,
    WHITE,
    dark,
    light,
    mix,
)
from .nature import plume
from .sheet import curve


def ferry(
    s,
    x,
    y,
    length,
    *,
    hull=CREAM,
    band=TEAL,
    funnel=VERMILION,
    window=NAVY,
    flip=False,
    smoke=None,
    lit=None,
):
    """A car ferry of the old kind. Without a funnel's ink: the new kind, with none."""
    with s.at(x, y, length / 400, flip=flip):
        deck = dark(hull, 0.1)
        if smoke:
            plume(s, -68, -150, 230, smoke)
        s.rect(-140, -92, 120, -62, hull)
        s.rect(-140, -70, 120, -62, deck)
        s.shape([(-104, -118), (70, -118), (96, -92), (-104, -92)], hull)
        s.shape([(20, -142), (66, -142), (84, -118), (8, -118)], hull)
        s.shape([(30, -136), (64, -136), (74, -124), (24, -124)], window)
        if funnel:
            s.shape([(-84, -152), (-50, -152), (-44, -118), (-84, -118)], funnel)
            s.shape([(-84, -152), (-50, -152), (-49, -143), (-84, -143)], INK)
            s.line([(44, -142), (40, -176)], INK, 3)
        else:
            s.shape([(-90, -126), (-30, -126), (-14, -118), (-96, -118)], band)
            s.limb([(40, -142), (34, -170)], [6, 2], hull)
        s.shape([(-196, -62), (178, -62), (206, -56), (172, 0), (-184, 0), (-196, -30)], hull)
        s.shape([(-191, -24), (186, -24), (172, 0), (-184, 0)], band)
        s.shape([(-187, -6), (176, -6), (172, 0), (-184, 0)], dark(band, 0.35))
        for number in range(13):
            s.pill(-128 + number * 18, -84, -118 + number * 18, -74, lit or window, radius=2)
        for number in range(9):
            s.pill(-94 + number * 18, -110, -84 + number * 18, -100, lit or window, radius=2)
        s.pill(-176, -50, 156, -42, lit or window, radius=3)
        s.line([(-196, -62), (178, -62)], dark(hull, 0.25), 2)


def trawler(
    s,
    x,
    y,
    length,
    *,
    hull=AZURE,
    house=CREAM,
    trim=VERMILION,
    mast=BARK,
    flip=False,
    rust=False,
    net=None,
    deck=True,
):
    with s.at(x, y, length / 300, flip=flip):
        s.limb([(20, -60), (20, -190)], [7, 4], mast)
        s.line([(20, -170), (-100, -110)], mast, 4)
        s.line([(20, -188), (140, -78)], mast, 1.5)
        s.line([(20, -188), (-140, -58)], mast, 1.5)
        s.shape([(-112, -54), (-112, -112), (-44, -112), (-32, -54)], house)
        s.shape([(-60, -54), (-60, -112), (-44, -112), (-32, -54)], dark(house, 0.14))
        s.rect(-118, -120, -38, -110, trim)
        for left in (-104, -82, -60):
            s.rect(left, -100, left + 15, -82, NAVY)
        s.rect(-90, -142, -80, -118, INK)
        if net:
            s.smooth([(-20, -54), (-6, -84), (26, -90), (60, -72), (70, -52)], net)
        if deck:
            s.line([(-30, -58), (150, -66)], dark(hull, 0.35), 3)
        s.shape(
            [
                *curve([(-150, -58), (-60, -46), (60, -52), (168, -92)]),
                (158, -62),
                *curve([(150, -46), (128, 0)]),
                (-136, 0),
                *curve([(-146, -20), (-150, -58)]),
            ],
            hull,
        )
        s.shape(
            [
                *curve([(-150, -58), (-60, -46), (60, -52), (168, -92)]),
                *curve([(163, -78), (60, -38), (-60, -34), (-150, -46)]),
            ],
            light(hull, 0.75),
        )
        s.shape([(-146, -16), (139, -16), (128, 0), (-136, 0)], dark(trim, 0.2))
        if rust:
            for place, long in ((120, 34), (104, 22), (134, 18), (-120, 20), (60, 16)):
                s.limb([(place, -56), (place - 3, -56 + long)], [6, 2], RUST)


def launch(s, x, y, length, *, hull=ORANGE, house=CREAM, flip=False, wake=None):
    """A pilot's or surveyor's launch."""
    with s.at(x, y, length / 200, flip=flip):
        if wake:
            s.smooth([(-98, 0), (-150, -12), (-230, -2), (-300, 4), (-180, 8), (-60, 8)], wake)
            s.smooth([(60, 4), (90, -14), (118, 2), (90, 8)], wake)
        s.shape([(-66, -36), (-58, -76), (14, -76), (34, -36)], house)
        s.shape([(-50, -68), (8, -68), (18, -50), (-54, -50)], NAVY)
        s.rect(-24, -68, -18, -50, house)
        s.line([(-30, -76), (-30, -112)], INK, 3)
        s.pill(-46, -116, -14, -110, INK)
        s.line([(-4, -76), (-8, -132)], INK, 1.4)
        s.shape(
            [*curve([(-96, -38), (0, -36), (104, -50)]), *curve([(96, -24), (78, 0)]), (-92, 0)],
            hull,
        )
        s.shape([(-94, -14), (88, -14), (78, 0), (-92, 0)], dark(hull, 0.4))
        s.line([(-96, -36), (100, -46)], light(hull, 0.6), 3)


def yacht(s, x, y, height, *, sail=CREAM, hull=WHITE, shade=None, flip=False, full=0.0, jib=True):
    """A sloop under sail; `full` 0 hangs, 1 stands full of wind."""
    with s.at(x, y, height / 200, flip=flip):
        shade = shade or dark(sail, 0.12)
        s.line([(0, -14), (0, -200)], BARK, 2.6)
        belly = -10 * full
        s.shape(
            [(-3, -194), *curve([(-3, -194), (-40 + belly, -110), (-78, -30)]), (-3, -26)], sail
        )
        s.shape([(-3, -120), (-36, -28), (-3, -26)], shade)
        if jib:
            s.shape(
                [(4, -176), *curve([(4, -176), (30 - belly, -96), (62, -22)]), (6, -30)],
                light(sail, 0.4),
            )
            s.shape([(5, -100), (34, -26), (6, -30)], shade)
        s.shape(
            [
                *curve([(-70, -20), (0, -15), (78, -24)]),
                *curve([(66, -8), (44, 0)]),
                (-54, 0),
                (-66, -6),
            ],
            hull,
        )
        s.shape([(-62, -5), (54, -5), (44, 0), (-54, 0)], dark(hull, 0.5))


def rowing_boat(s, x, y, length, *, hull=BRICK, inner=None, flip=False):
    with s.at(x, y, length / 200, flip=flip):
        s.smooth(
            [
                (-100, -26),
                (-50, -20),
                (50, -20),
                (104, -32),
                (84, -4),
                (40, 4),
                (-60, 4),
                (-90, -4),
            ],
            hull,
        )
        s.smooth(
            [(-98, -26), (-50, -19), (50, -19), (102, -31), (50, -26), (-50, -27)],
            inner or dark(hull, 0.4),
        )


def eight(s, x, y, length, *, shirt=NAVY, hull=CREAM, skin="#d9a078", blade=VERMILION, flip=False):
    """A racing shell with its crew, in the middle of the stroke."""
    with s.at(x, y, length / 600, flip=flip):
        for number in range(8):
            seat = -210 + number * 52
            s.line([(seat + 12, -20), (seat - 36, 22)], dark(hull, 0.4), 3)
            s.shape([(seat - 30, 14), (seat - 42, 18), (seat - 50, 30), (seat - 40, 30)], blade)
            s.smooth(
                [(seat - 56, 28), (seat - 44, 20), (seat - 28, 28), (seat - 42, 34)], CREAM, 0.8
            )
        s.shape(
            [
                *curve([(-300, -10), (-180, -16), (180, -16), (300, -9)]),
                *curve([(300, -8), (200, 4), (-200, 4), (-300, -8)]),
            ],
            hull,
        )
        s.line([(-290, -4), (290, -4)], blade, 2.5)
        for number in range(8):
            seat = -210 + number * 52
            s.limb([(seat + 4, -16), (seat + 30, -26), (seat + 34, -14)], [12, 10, 8], skin)
            s.limb([(seat, -18), (seat - 8, -52)], [18, 22], shirt)
            s.limb([(seat - 6, -50), (seat + 10, -38), (seat + 26, -34)], [9, 8, 7], skin)
            s.disc(seat - 8, -72, 10.5, skin, tall=12)
            s.smooth(
                [
                    (seat - 19, -72),
                    (seat - 16, -85),
                    (seat - 4, -87),
                    (seat + 3, -78),
                    (seat - 10, -77),
                ],
                BARK,
            )
        s.limb([(238, -14), (232, -38)], [16, 16], MUSTARD)
        s.disc(230, -54, 9.5, skin, tall=11)
        s.smooth([(219, -55), (222, -67), (236, -68), (242, -58)], VERMILION)


def paper_boat(s, x, y, size, *, paper=LEMON, fold=AMBER, shade=ORANGE, flame=CREAM, glow=0.55):
    """Folded, with a light inside."""
    if glow:
        s.glow(x, y - size * 0.3, size * 1.7, AMBER, glow)
    with s.at(x, y, size / 100):
        s.shape([(-34, -28), (0, -86), (34, -28)], paper)
        s.shape([(0, -86), (34, -28), (4, -28)], fold)
        s.shape([(-92, -46), (-30, -30), (0, -34), (30, -30), (92, -46), (52, 0), (-52, 0)], fold)
        s.shape([(-92, -46), (0, -26), (0, 0), (-52, 0)], paper)
        s.shape([(92, -46), (0, -26), (0, 0), (52, 0)], mix(fold, shade, 0.45))
        s.line([(-92, -46), (0, -26), (92, -46)], flame, 1.6)


def container_ship(s, x, y, length, boxes, *, hull=BRICK, house=CREAM, flip=False):
    with s.at(x, y, length / 800, flip=flip):
        for column in range(13):
            tall = s.random.choice((3, 4, 4, 5)) if 0 < column < 12 else 3
            for level in range(tall):
                left, low = -210 + column * 41, -96 - level * 23
                ink = s.random.choice(boxes)
                s.rect(left, low - 22, left + 39, low, ink)
                s.line([(left + 13, low - 20), (left + 13, low - 2)], dark(ink, 0.18), 1.6)
                s.line([(left + 26, low - 20), (left + 26, low - 2)], dark(ink, 0.18), 1.6)
        s.rect(-310, -236, -236, -92, house)
        s.rect(-262, -236, -236, -92, dark(house, 0.13))
        s.rect(-326, -250, -222, -228, house)
        s.rect(-318, -246, -230, -236, NAVY)
        for level in range(5):
            for column in range(3):
                s.rect(
                    -302 + column * 14,
                    -214 + level * 22,
                    -294 + column * 14,
                    -206 + level * 22,
                    NAVY,
                )
        s.shape([(-356, -196), (-324, -196), (-318, -92), (-356, -92)], dark(hull, 0.2))
        s.shape([(-400, -100), (330, -96), (404, -120), (372, 0), (-380, 0), (-400, -40)], hull)
        s.shape([(-392, -24), (379, -24), (372, 0), (-380, 0)], dark(hull, 0.4))
        s.line([(-400, -99), (330, -95), (402, -118)], light(hull, 0.5), 3)


def barge(s, x, y, length, *, hull=PAPER, band=BRICK, flip=False):
    with s.at(x, y, length / 600, flip=flip):
        s.shape(
            [
                *curve([(-300, -44), (-200, -36), (200, -36), (304, -56)]),
                *curve([(296, -30), (262, 0)]),
                (-278, 0),
                *curve([(-296, -20), (-300, -44)]),
            ],
            hull,
        )
        s.shape(
            [
                *curve([(-300, -44), (-200, -36), (200, -36), (304, -56)]),
                *curve([(300, -44), (200, -25), (-200, -25), (-300, -32)]),
            ],
            band,
        )
        s.shape([(-286, -8), (270, -8), (262, 0), (-278, 0)], INK)


def sloop_hull(s, x, y, length, *, planks=MUSTARD, below=BRICK):
    """A wooden boat out of the water, on its keel; (x, y) is the keel's foot."""
    with s.at(x, y, length / 400):
        top = curve([(-196, -128), (-90, -108), (60, -112), (208, -158)])
        mid = curve([(200, -128), (60, -76), (-90, -72), (-178, -100)])
        low = curve([(196, -118), (130, -40), (40, -16), (-90, -18), (-160, -70), (-190, -110)])
        s.shape([*top, *low], planks)
        s.shape(
            [
                *mid,
                *curve([(-178, -92), (-120, -34), (-60, -17), (40, -16), (130, -40), (196, -122)]),
            ],
            below,
        )
        for share in (0.2, 0.42, 0.64):
            line = [(px, py + 46 * share - abs(px) * 0.02) for px, py in top[2:-3]]
            s.line(line, dark(planks, 0.25), 1.6)
        s.shape([(-110, -22), (-70, 0), (60, 0), (90, -18)], dark(below, 0.25))
        s.line(top, light(planks, 0.6), 5)


def sailing_barge(s, x, y, height, *, sail=RUST, hull=INK, flag=VERMILION, flip=False):
    """An old coaster with tanned sails."""
    with s.at(x, y, height / 240, flip=flip):
        s.line([(10, -20), (10, -236)], BARK, 4)
        s.line([(-80, -20), (-80, -150)], BARK, 3)
        s.line([(10, -60), (-70, -200)], BARK, 3)
        s.shape(
            [(6, -196), (-68, -206), *curve([(-68, -206), (-64, -120), (-74, -44)]), (6, -50)], sail
        )
        s.shape([(6, -196), (-20, -199), (-30, -47), (6, -50)], dark(sail, 0.16))
        s.shape(
            [(16, -190), *curve([(16, -190), (60, -110), (118, -40)]), (20, -48)], light(sail, 0.12)
        )
        s.shape([(-84, -142), (-122, -60), (-84, -56)], light(sail, 0.12))
        s.shape([(10, -236), (46, -228), (10, -220)], flag)
        s.shape(
            [*curve([(-136, -34), (0, -22), (126, -40)]), *curve([(118, -20), (96, 0)]), (-120, 0)],
            hull,
        )
        s.line(curve([(-136, -32), (0, -20), (124, -37)]), SAND, 3)


def flags(s, x0, y0, x1, y1, inks, *, sag=20, count=12, size=14):
    """A string of pennants."""
    points = curve([(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 + sag), (x1, y1)], steps=count)
    s.line(points, STONE, 1.4)
    for number, ((ax, ay), (bx, by)) in enumerate(zip(points, points[1:], strict=False)):
        if number % 2 == 0:
            s.shape(
                [(ax, ay), (bx, by), ((ax + bx) / 2, (ay + by) / 2 + size)],
                inks[number // 2 % len(inks)],
            )


def dredger(s, x, y, length, ink, *, flip=False):
    with s.at(x, y, length / 300, flip=flip):
        s.rect(-110, -96, -50, -40, ink)
        s.rect(-120, -104, -40, -94, ink)
        s.shape([(-150, -42), (150, -42), (140, 0), (-140, 0)], ink)
        s.shape([(-20, -42), (-6, -120), (6, -120), (26, -42)], ink)
        s.line([(0, -112), (128, -186)], ink, 8)
        s.line([(0, -118), (0, -160), (128, -186)], ink, 3)
        s.line([(128, -186), (128, -118)], ink, 2)
        s.shape([(112, -118), (144, -118), (134, -92), (122, -92)], ink)
