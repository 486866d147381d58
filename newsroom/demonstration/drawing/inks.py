"""The inks of the print shop: a few dozen colours that go together, and how they are mixed."""

NIGHT, INK, NAVY, STEEL, SLATE = "#0e1c2e", "#16283b", "#1f3d5a", "#3f6079", "#66808f"
SEA, TEAL, JADE, FOAM, MIST = "#1c5a66", "#27868a", "#5aa79b", "#abd1c6", "#d3dfda"
PAPER, CREAM, SAND, STRAW, MUSTARD = "#f4ead6", "#fcf6e8", "#e6d0a8", "#ecca74", "#d99a35"
AMBER, ORANGE, VERMILION, BRICK, RUST = "#f4ac48", "#e37a35", "#d64a33", "#a43c2d", "#732e24"
ROSE, BLUSH, PLUM, VIOLET, LILAC = "#e5988c", "#f4cfbd", "#47294a", "#69558a", "#aa9cc0"
PINE, MOSS, LEAF, OLIVE, BARK = "#1f443d", "#4f7350", "#86a862", "#8d8c48", "#463025"
STONE, CLAY, GREY, SMOKE, WHITE = "#b8ad9c", "#c48d66", "#878f8e", "#4c5559", "#ffffff"
SKY, AZURE, CORAL, LEMON, AQUA = "#8fc1cf", "#3f8fb5", "#ee7f63", "#f6e3a1", "#63bdb5"

SKINS = ("#f0c7a4", "#d9a078", "#b97a52", "#8e5a3c", "#6b4230", "#e5b48d")
COATS = (NAVY, BRICK, MUSTARD, PINE, STEEL, CREAM, PLUM, TEAL, RUST, SLATE, ROSE)

# From the top of the sky to the horizon
SKIES = {
    "dawn": ("#7fa6b8", "#b9cbc8", "#f0d7b4", "#f6bf93", "#ee9a7c"),
    "gold": ("#6c9aa8", "#b7c4a6", "#f1d48a", "#f5b65b", "#ee8f4a"),
    "rose": ("#8796b8", "#c3b0c2", "#efc3b9", "#f7d9bd", "#fbe9c9"),
    "noon": ("#3f8fb5", "#6fb1c8", "#a5d0d4", "#d5e6da"),
    "clear": ("#5aa3bf", "#90c2cb", "#c6ddd4", "#eeead2"),
    "grey": ("#8b9ca3", "#a9b5b6", "#c7cdc7", "#dfdfd3"),
    "storm": ("#33424f", "#4a5c68", "#6d7d83", "#98a19d"),
    "dusk": ("#1b2f4d", "#37456b", "#7a5a7e", "#c4716f", "#ee9a62", "#f7c57b"),
    "blue": ("#12263f", "#1f4263", "#3a6a86", "#6f9aa5", "#a8bdb0"),
    "night": ("#0b1626", "#122640", "#1d3a58", "#2b5070"),
    "slate": ("#3c4d5c", "#4f6371", "#667a84", "#7d8f93"),
    "lemon": ("#d8e0c6", "#ece6bd", "#f6e3a1", "#f8d98c"),
}


def rgb(ink):
    """(red, green, blue), each 0 to 255, of "#rrggbb"."""
    return tuple(int(ink[place : place + 2], 16) for place in (1, 3, 5))


def mix(one, other, share):
    """The colour that lies `share` (0 to 1) of the way from one ink to the other."""
    parts = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def dark(ink, share=0.25):
    return mix(ink, NIGHT, share)


def light(ink, share=0.25):
    return mix(ink, CREAM, share)


def along(inks, share):
    """The colour at `share` (0 to 1) of a row of inks."""
    place = min(max(share, 0), 1) * (len(inks) - 1)
    first = min(int(place), len(inks) - 2)
    return mix(inks[first], inks[first + 1], place - first)
