"""People as the poster painters drew them: whole gestures, no faces. A figure stands on (x, y)."""

from .inks import BARK, COATS, INK, NAVY, SKINS, dark, light
from .sheet import curve

# Joints of a figure 100 high that looks to the right, its feet at the origin: head, neck, hip, then
# arms and legs as (shoulder, elbow, hand) and (hip, knee, foot), the far one first.
POSES = {
    "stand": (
        (1, -91),
        (0, -79),
        (0, -48),
        ((-5, -77), (-8, -62), (-6, -47)),
        ((5, -77), (8, -62), (8, -47)),
        ((-3, -48), (-4, -25), (-5, -2)),
        ((3, -48), (4, -25), (4, -2)),
    ),
    "walk": (
        (3, -91),
        (1, -79),
        (0, -48),
        ((-3, -77), (8, -64), (15, -54)),
        ((3, -77), (-7, -64), (-11, -50)),
        ((-2, -48), (-7, -26), (-19, -5)),
        ((2, -48), (11, -27), (13, -2)),
    ),
    "run": (
        (12, -87),
        (7, -76),
        (0, -47),
        ((4, -73), (-9, -63), (-4, -50)),
        ((9, -73), (17, -58), (30, -64)),
        ((-2, -47), (-9, -27), (-31, -27)),
        ((3, -47), (23, -38), (20, -14)),
    ),
    "reach": (
        (3, -91),
        (1, -79),
        (0, -48),
        ((-5, -77), (-9, -62), (-7, -47)),
        ((5, -77), (15, -90), (17, -108)),
        ((-3, -48), (-4, -25), (-5, -2)),
        ((3, -48), (4, -25), (5, -2)),
    ),
    "hold": (
        (2, -91),
        (1, -79),
        (0, -48),
        ((-3, -77), (10, -66), (24, -70)),
        ((5, -77), (12, -62), (26, -66)),
        ((-3, -48), (-4, -25), (-5, -2)),
        ((3, -48), (4, -25), (5, -2)),
    ),
    "lift": (
        (4, -91),
        (1, -79),
        (0, -48),
        ((-4, -77), (-9, -62), (-4, -48)),
        ((5, -77), (18, -76), (25, -92)),
        ((-3, -48), (-4, -25), (-5, -2)),
        ((3, -48), (4, -25), (5, -2)),
    ),
    "kneel": (
        (19, -57),
        (13, -47),
        (-4, -23),
        ((12, -45), (18, -30), (25, -14)),
        ((14, -45), (24, -31), (33, -16)),
        ((-5, -23), (3, -4), (-18, -3)),
        ((-2, -23), (17, -21), (14, -2)),
    ),
    "bend": (
        (33, -62),
        (23, -66),
        (-4, -50),
        ((22, -64), (22, -46), (26, -30)),
        ((25, -64), (30, -46), (36, -30)),
        ((-6, -50), (-4, -26), (-8, -2)),
        ((-2, -50), (6, -27), (6, -2)),
    ),
    "sit": (
        (4, -76),
        (1, -64),
        (-3, -34),
        ((-2, -62), (5, -48), (18, -44)),
        ((4, -62), (9, -47), (22, -45)),
        ((-3, -33), (15, -33), (14, -4)),
        ((-1, -33), (19, -32), (19, -3)),
    ),
    "header": (
        (10, -98),
        (5, -86),
        (-4, -54),
        ((3, -83), (-14, -90), (-27, -79)),
        ((7, -83), (23, -76), (35, -88)),
        ((-5, -54), (-20, -42), (-36, -30)),
        ((-2, -54), (8, -36), (-6, -20)),
    ),
    "jump": (
        (4, -93),
        (2, -82),
        (0, -52),
        ((0, -79), (-14, -88), (-22, -76)),
        ((5, -79), (18, -86), (26, -74)),
        ((-3, -52), (-8, -31), (-18, -14)),
        ((3, -52), (8, -32), (2, -11)),
    ),
    "throw": (
        (-18, -88),
        (-13, -77),
        (5, -48),
        ((-13, -76), (-15, -97), (-34, -106)),
        ((-10, -76), (-8, -98), (-28, -110)),
        ((2, -48), (-5, -26), (-22, -3)),
        ((7, -48), (21, -28), (17, -2)),
    ),
    "kick": (
        (-6, -89),
        (-4, -78),
        (0, -48),
        ((-6, -75), (-22, -70), (-30, -58)),
        ((-1, -75), (14, -72), (24, -80)),
        ((-2, -48), (-6, -25), (-10, -2)),
        ((3, -48), (20, -38), (36, -22)),
    ),
    "climb": (
        (8, -90),
        (4, -79),
        (-2, -48),
        ((3, -77), (14, -84), (17, -100)),
        ((5, -77), (16, -74), (18, -88)),
        ((-3, -48), (12, -38), (10, -18)),
        ((0, -48), (8, -27), (12, -4)),
    ),
    "rake": (
        (8, -88),
        (4, -77),
        (-2, -48),
        ((4, -75), (16, -62), (28, -52)),
        ((6, -75), (14, -58), (18, -44)),
        ((-4, -48), (-10, -26), (-18, -2)),
        ((0, -48), (8, -26), (10, -2)),
    ),
    "tiller": (
        (-2, -74),
        (-4, -62),
        (-8, -32),
        ((-7, -60), (-19, -50), (-28, -40)),
        ((-1, -60), (9, -50), (18, -42)),
        ((-8, -31), (12, -32), (22, -14)),
        ((-6, -31), (15, -29), (27, -12)),
    ),
}
SIZE = 6.6  # of the head


def person(
    s,
    x,
    y,
    height=60,
    *,
    pose="stand",
    flip=False,
    turn=0,
    coat=NAVY,
    legs=INK,
    skin=SKINS[0],
    hair=BARK,
    hat=None,
    long=False,
    skirt=None,
    sleeves=None,
    away=False,
    shoes=None,
    bare=False,
):
    """`long`: the coat comes to the knee. `sleeves`: an ink of their own. `away`: seen from behind.
    `bare`: short sleeves and short trousers. Returns where the near hand and the head are.
    """
    head, neck, hip, far_arm, near_arm, far_leg, near_leg = POSES[pose]
    sleeve = sleeves or coat
    with s.at(x, y, height / 100, flip=flip, turn=turn):
        _arm(s, far_arm, dark(sleeve, 0.22), dark(skin, 0.15), bare)
        _leg(s, far_leg, dark(legs, 0.25), dark(skin, 0.15), shoes or dark(legs, 0.5), bare)
        _leg(s, near_leg, legs, skin, shoes or dark(legs, 0.4), bare)
        if skirt:
            s.shape(
                [
                    (hip[0] - 8, hip[1] - 6),
                    (hip[0] + 8, hip[1] - 6),
                    (near_leg[1][0] + 9, -20),
                    (far_leg[1][0] - 9, -20),
                ],
                skirt,
            )
        s.limb([neck, (neck[0] * 0.5 + head[0] * 0.5, neck[1] - 5)], [7, 6], dark(skin, 0.12))
        s.limb(
            [(neck[0], neck[1] + 5), ((neck[0] + hip[0]) / 2, (neck[1] + hip[1]) / 2), hip],
            [19, 17, 15],
            coat,
        )
        if long:
            knee = ((far_leg[1][0] + near_leg[1][0]) / 2, max(far_leg[1][1], near_leg[1][1]))
            s.shape(
                [
                    (neck[0] - 9, neck[1] + 4),
                    (neck[0] + 9, neck[1] + 4),
                    (near_leg[1][0] + 8, knee[1] - 2),
                    (far_leg[1][0] - 8, knee[1] + 1),
                ],
                coat,
            )
        _head(s, *head, skin, hair, hat, away)
        _arm(s, near_arm, light(sleeve, 0.06) if not away else sleeve, skin, bare)
    return near_arm[2], head


def _arm(s, joints, sleeve, skin, bare):
    shoulder, elbow, hand = joints
    s.limb([elbow, hand], [5.6, 4.6], skin if bare else sleeve)
    s.limb([shoulder, elbow], [7.5, 6.4], sleeve)
    s.disc(*hand, 3.1, skin)


def _leg(s, joints, ink, skin, shoe, bare):
    hip, knee, foot = joints
    s.limb([hip, knee, foot], [10.5, 8, 6], ink)
    if bare:
        s.limb([((hip[0] + knee[0]) / 2, (hip[1] + knee[1]) / 2), knee], [9, 7.2], skin)
        s.limb(
            [hip, ((hip[0] + knee[0] * 1.4) / 2.4, (hip[1] + knee[1] * 1.4) / 2.4)], [11, 10], ink
        )
        s.limb([knee, ((knee[0] + foot[0]) / 2, (knee[1] + foot[1]) / 2)], [7.2, 6.2], skin)
    s.pill(foot[0] - 3.4, foot[1] - 2, foot[0] + 7.5, foot[1] + 2.4, shoe)


def _head(s, x, y, skin, hair, hat, away):
    s.disc(x, y, SIZE, hair if away else skin, tall=SIZE * 1.16)
    if not away:
        s.shape(
            curve(
                [
                    (x - 7.2, y + 3),
                    (x - 7.4, y - 4),
                    (x - 2, y - 8.6),
                    (x + 5, y - 7),
                    (x + 6.4, y - 3),
                    (x + 1, y - 4.4),
                    (x - 2.6, y - 1),
                ],
                closed=True,
                steps=5,
            ),
            hair,
        )
    if hat:
        s.shape(
            curve(
                [(x - 8, y - 3), (x - 6.5, y - 9.5), (x + 4.5, y - 9.8), (x + 7.2, y - 4)],
                closed=True,
                steps=5,
            ),
            hat,
        )
        s.pill(x - 8, y - 5, x + (8 if away else 11), y - 2.6, dark(hat, 0.2))


def anyone(s, x, y, height, *, flip=None, pose=None, coats=COATS, away=False, **more):
    """Somebody of the town, as chance has it."""
    chance = s.random
    person(
        s,
        x,
        y,
        height * chance.uniform(0.9, 1.06),
        pose=pose or chance.choice(("stand", "walk", "stand")),
        flip=chance.random() < 0.5 if flip is None else flip,
        coat=chance.choice(coats),
        legs=chance.choice((INK, "#3a3f4a", "#4a3b33", NAVY)),
        skin=chance.choice(SKINS),
        hair=chance.choice((BARK, "#20191a", "#8a5a35", "#b9ad9c", "#5a2d22")),
        long=chance.random() < 0.4,
        away=away,
        hat=chance.choice((None, None, None, INK, "#a43c2d")),
        **more,
    )


def crowd(s, left, right, y, inks, *, height=34, rows=3, step=18, lift=12, mixed=False):
    """Heads and shoulders, row behind row; the last of the inks is the nearest row's. `mixed`: every
    one has an ink of their own.
    """
    for row in range(rows):
        ink = inks[row % len(inks)]
        size = height * (0.75 + 0.25 * (row + 1) / rows)
        x = left - s.random.uniform(0, step)
        base = y - (rows - 1 - row) * lift
        while x < right + step:
            jig = s.random.uniform(-0.12, 0.12) * size
            tone = light(s.random.choice(inks) if mixed else ink, s.random.uniform(0, 0.12))
            s.pill(
                x - size * 0.34,
                base - size * 0.56 + jig,
                x + size * 0.34,
                base + size,
                tone,
                radius=size * 0.3,
            )
            s.disc(x, base - size * 0.78 + jig, size * 0.21, tone, tall=size * 0.25)
            x += step * s.random.uniform(0.75, 1.2)


def audience(s, left, right, y, ink, *, size=40, step=54):
    """The backs of heads along the lower edge."""
    x = left
    while x < right:
        grow = size * s.random.uniform(0.9, 1.12)
        s.pill(
            x - grow * 0.85, y - grow * 0.1, x + grow * 0.85, y + grow * 3, ink, radius=grow * 0.6
        )
        s.disc(x, y - grow * 0.5, grow * 0.42, ink, tall=grow * 0.5)
        x += step * s.random.uniform(0.9, 1.2)
