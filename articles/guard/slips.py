"""What two pieces of text differ in: another figure, the opposite of a word, or a slip of the hand that was mended."""

import re

from . import tables
from .tokens import FIGURE

_APOSTROPHES = re.compile("['’ʼ]")


def keys(tokens, kind):
    return [token.key for token in tokens if token.kind == kind]


def is_other_unit(old, new):
    """A month for a week: no number stands there, but it is another figure."""
    old, new = (
        {tables.UNITS[token.key] for token in side if token.key in tables.UNITS}
        for side in (old, new)
    )
    return bool(old and new and old != new)


def is_same_writing(old, new):
    """The same letters in the same order and all quoted: "nowhere", "no-where"."""
    return all(token.is_quoted for token in (*old, *new)) and _letters(old) == _letters(new)


def _letters(tokens):
    words = (token.key if token.kind == FIGURE else token.text.casefold() for token in tokens)
    return _APOSTROPHES.sub("", "".join(words))


def is_turned(old, new):
    """One text has a word, and the other its opposite."""
    if _letters(old) == _letters(new):
        return False  # "un-expected"
    old, new = {token.key for token in old}, {token.key for token in new}
    return any(
        _turned(one) & other or tables.OPPOSITES_OF.get(one, set()) & other
        for one, other in [(key, new) for key in old] + [(key, old) for key in new]
    )


def are_opposed(one, other):
    return bool(
        other in _turned(one)
        or one in _turned(other)
        or frozenset((one, other)) in tables.OPPOSITES
    )


def _turned(word):
    """What a word was before a beginning turned it around: "unlawful" was "lawful", "harmless" was "harmful"."""
    if word in tables.NOT_TURNED:
        return set()
    found = {
        word[len(beginning) :]
        for beginning in tables.TURNING
        if word.startswith(beginning) and len(word) >= len(beginning) + 4
    }
    if word.endswith("less") and len(word) > 6:
        found |= {word[:-4] + "ful", word[:-4]}
    return found


def is_near(slip, word):
    """Whether a word is another one mistyped: two neighbouring letters changed places, one was doubled or left out.
    Words that are both words are none.
    """
    if slip == word or frozenset((slip, word)) in tables.REAL_PAIRS:
        return slip == word
    if max(len(slip), len(word)) < 6 and not (word in tables.COMMON and slip not in tables.COMMON):
        return False
    if len(slip) == len(word):
        differing = [
            at for at, both in enumerate(zip(slip, word, strict=True)) if len(set(both)) > 1
        ]
        return (
            len(differing) == 2
            and differing[1] == differing[0] + 1
            and slip[differing[0]] == word[differing[1]]
            and slip[differing[1]] == word[differing[0]]
        )
    short, long = sorted((slip, word), key=len)
    if len(long) != len(short) + 1 or len(short) < 5:
        return False
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    is_inside = 0 < at < len(short)
    is_doubled = at > 0 and long[at] == long[at - 1]
    return short[at:] == long[at + 1 :] and is_inside and (is_doubled or len(short) > 6)
