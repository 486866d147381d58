"""Words for addresses, made from anything an editor may type."""

import re

from anyascii import anyascii

_SPOKEN = {
    "c++": "c-plus-plus",
    "c#": "c-sharp",
    "f#": "f-sharp",
    "&": " and ",
    "+": " plus ",
    "@": " at ",
}
_SPOKEN_PATTERN = re.compile("|".join(re.escape(word) for word in _SPOKEN))


def slug_for(text, *, max_length=80, fallback="item"):
    """Returns lower-case ASCII words joined by hyphens, never empty, at most `max_length` characters.

    Other scripts are transliterated, signs that carry meaning are spelled out ("C++" and "C#" differ), emoji become
    their names. Cut at a word's end where there is one in the second half.
    """
    text = _SPOKEN_PATTERN.sub(
        lambda match: _SPOKEN[match.group()], text.lower().replace("’", "").replace("'", "")
    )
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")
    if len(slug) > max_length:
        cut = slug[: max_length + 1].rfind("-")
        slug = slug[: cut if cut > max_length // 2 else max_length].strip("-")
    return slug or fallback


def numbered(slug, number, *, max_length=80):
    """Returns the slug itself for 1, and "slug-2", "slug-3"… after it, within `max_length`."""
    if number == 1:
        return slug
    ending = f"-{number}"
    return slug[: max_length - len(ending)].rstrip("-") + ending
