"""One story as it comes in, whatever the format."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


class Unreadable(Exception):
    """The input is not what its format asks for. The sentence names the place."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """What an input says of a story. None: it says nothing of that; a story that stands already keeps its own, a new
    one gets the default.
    """

    ref: str  # see `ref_for`
    place: str  # where in the input it stands, in words: "line 14"
    headline: str
    section: tuple[str, ...]  # titles from the top down; a single one may also name a subsection
    further_sections: tuple[tuple[str, ...], ...] | None = None
    public_at: datetime | None = (
        None  # None: it stays a draft. For new stories alone: an address is for ever
    )
    kicker: str | None = None
    standfirst: str | None = None
    body: str | None = None  # HTML
    kind: str | None = None  # of Article.Kind; default: news, or brief where there is no text
    language: str | None = None
    slug: str | None = None
    bylines: tuple[str, ...] | None = None  # names in order
    tags: tuple[str, ...] | None = None  # names in order


def ref_for(form, *parts):
    """What a story of this format is found again by: short, and the same for the same parts only."""
    return f"{form}:{sha256(chr(0).join(parts).encode()).hexdigest()}"
