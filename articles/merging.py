"""Two texts that were made from one: put together where they changed different things, told apart where both changed
the same. Snapshots (`articles.history`) in, a snapshot out; nothing is asked of the database.

Fields are merged one by one; lists, such as tags and bylines, entry by entry; notes to the desk line by line; the text
block by block. What both wrote at one place of the text is kept, theirs first, unless the two are alike.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import count
from typing import NamedTuple

from .body import blocks, words_of

_LISTS = ("tags", "further_sections", "related", "bylines")
# More than so many items between the first change and the last are taken for one change: the story is locked
# meanwhile, and the worst that follows is a question too many.
_COMPARED = 1000
_TOKENS = re.compile(r"<[^>]*>|\w+|\s+|[^\w\s<]|<")


@dataclass(frozen=True)
class Conflict:
    """What both changed: the name of the field, and its value in the three texts; of the text, the HTML of the blocks
    in question, "" where there are none. `base` is None where the common text is not known.
    """

    name: str
    base: object
    theirs: object
    mine: object

    def both(self):
        """The two put together word by word; None where they cannot be, or are no text."""
        if not all(isinstance(value, str) for value in (self.base, self.theirs, self.mine)):
            return None
        pieces = _weave(*(_TOKENS.findall(value) for value in (self.base, self.theirs, self.mine)))
        if any(isinstance(piece, _Both) for piece in pieces):
            return None
        return "".join(token for piece in pieces for token in piece)


@dataclass(frozen=True)
class Merged:
    """Two texts in one. Where both changed the same, `choose` waits for what shall stand there."""

    settled: dict
    conflicts: list = field(default_factory=list)
    text: list = field(default_factory=list)  # where it has conflicts: HTML, or a conflict's number

    def choose(self, values):
        """The whole snapshot, with a value for each of the conflicts, in their order."""
        chosen = dict(zip((conflict.name for conflict in self.conflicts), values, strict=True))
        if self.text:
            chosen["body"] = "".join(
                values[piece] if isinstance(piece, int) else piece for piece in self.text
            )
        return self.settled | chosen

    @property
    def snapshot(self):
        """The whole, with what came second where both changed the same."""
        return self.choose([conflict.mine for conflict in self.conflicts])


def merge(base, theirs, mine):
    """Returns what `theirs` and `mine` make together. `base` is what both were made from; None: not known, and
    whatever differs is a conflict.
    """
    settled, conflicts, text = {}, [], []
    for name in mine:
        three = Conflict(name, base and base[name], theirs[name], mine[name])
        if three.mine == three.theirs:
            settled[name] = three.theirs
        elif base is None:
            conflicts.append(three)
        elif name == "body":
            text = _merge_text(three, settled, conflicts)
        else:
            _merge_field(three, settled, conflicts)
    return Merged(settled, conflicts, text)


def _merge_field(three, settled, conflicts):
    try:
        if three.name in _LISTS:
            settled[three.name] = _merge_list(three.base, three.theirs, three.mine)
        elif three.name == "desk_notes":
            settled[three.name] = _merge_lines(three.base, three.theirs, three.mine)
        elif three.name == "lead_picture":
            settled[three.name] = _merge_picture(three.base, three.theirs, three.mine)
        else:
            settled[three.name] = _one(three.base, three.theirs, three.mine)
    except _Clash:
        conflicts.append(three)


class _Clash(Exception):
    """Both changed the same."""


class _Both(NamedTuple):
    """A stretch of a sequence that both changed, as it was and as each has it."""

    base: list
    theirs: list
    mine: list


def _one(base, theirs, mine):
    """One value, changed by at most one of the two."""
    if base in (theirs, mine) or theirs == mine:
        return mine if base == theirs else theirs
    raise _Clash


# Lists and records ---------------------------------------------------------------------------------------------------


def _merge_list(base, theirs, mine):
    """Entries added, changed and taken out by either side; in the order of the side that changed the order."""
    base, theirs, mine = map(_keyed, (base, theirs, mine))
    kept = {}
    for key in {**theirs, **mine}:
        entry = _entry(base.get(key), theirs.get(key), mine.get(key))
        if entry is not None:
            kept[key] = entry
    first, second = theirs, mine
    if _order(base, theirs) == _order(theirs, base):
        first, second = mine, theirs
    elif _order(base, mine) != _order(mine, base) and _order(theirs, mine) != _order(mine, theirs):
        raise _Clash
    return [kept[key] for key in _lined_up(list(first), list(second)) if key in kept]


def _keyed(entries):
    """{what an entry is known by: entry}. A byline is known by its person or name, a second one as the second."""
    keyed = {}
    for entry in entries:
        who = (entry["author"] or entry["name"]) if isinstance(entry, dict) else entry
        keyed[next((who, number) for number in count() if (who, number) not in keyed)] = entry
    return keyed


def _entry(base, theirs, mine):
    """A person's name is looked up anew at each save, so that it says nothing of who changed the entry."""
    if isinstance(base, dict) and base["author"]:
        base, theirs, mine = (
            side and {**side, "name": (mine or theirs or base)["name"]}
            for side in (base, theirs, mine)
        )
    return _one(base, theirs, mine)


def _order(side, other):
    """What `other` has too, in the order of `side`."""
    return [key for key in side if key in other]


def _lined_up(first, second):
    """All keys: in the order of `first`, and what only `second` has behind what stands before it there."""
    line, before = list(first), None
    for key in second:
        if key not in first:
            line.insert(line.index(before) + 1 if before is not None else 0, key)
        before = key
    return line


def _merge_lines(base, theirs, mine):
    pieces = _weave(*(side.split("\n") for side in (base, theirs, mine)))
    if any(isinstance(piece, _Both) for piece in pieces):
        raise _Clash
    return "\n".join(line for piece in pieces for line in piece)


def _merge_picture(base, theirs, mine):
    """Words and focus of one picture by themselves; another picture brings its own."""
    if not (base and theirs and mine) or len({side["image"] for side in (base, theirs, mine)}) > 1:
        return _one(base, theirs, mine)
    return {name: _one(base[name], theirs[name], mine[name]) for name in mine}


# Text ----------------------------------------------------------------------------------------------------------------


def _merge_text(three, settled, conflicts):
    """Settles the text, or adds its conflicts and returns its pieces. Blanks between blocks are nobody's change."""
    base, theirs, mine = map(blocks, (three.base, three.theirs, three.mine))
    if base in (theirs, mine) or theirs == mine:
        settled["body"] = three.mine if base == theirs else three.theirs
        return []
    text = []
    for piece in _weave(base, theirs, mine, alike=_alike):
        if isinstance(piece, _Both):
            text.append(len(conflicts))
            conflicts.append(Conflict("body", *("".join(side) for side in piece)))
        else:
            text.append("".join(piece))
    if any(isinstance(piece, int) for piece in text):
        return text
    settled["body"] = "".join(text)
    return []


def _alike(one, other):
    """Whether two stretches share half of their words: then they are likely the same thing said twice."""
    words = [set(words_of("".join(side)).casefold().split()) for side in (one, other)]
    return 4 * len(words[0] & words[1]) >= sum(map(len, words))


# Sequences -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, order=True)
class _Hunk:
    """A change of one side: base[start:end] became `items`."""

    start: int
    end: int
    side: int
    items: tuple


def _weave(base, theirs, mine, alike=lambda one, other: True):
    """The pieces of the merged sequence in order: lists of items, and _Both where both touched the same items, or
    put something in at one place that is `alike`.
    """
    pieces, place = [], 0
    for hunks in _met(sorted(_hunks(base, theirs, 0) + _hunks(base, mine, 1)), alike):
        start, end = hunks[0].start, max(hunk.end for hunk in hunks)
        pieces.append(list(base[place:start]))
        sides = [
            _applied(base, start, end, [hunk for hunk in hunks if hunk.side == side])
            for side in (0, 1)
        ]
        if len({hunk.side for hunk in hunks}) == 1:
            pieces.append(sides[hunks[0].side])
        elif sides[0] == sides[1]:
            pieces.append(sides[0])
        else:
            pieces.append(_Both(list(base[start:end]), *sides))
        place = end
    return [piece for piece in [*pieces, list(base[place:])] if piece]


def _hunks(base, other, side):
    """What was changed, as small as it can be said: of three paragraphs that became three others, each by itself."""
    head = 0
    while head < min(len(base), len(other)) and base[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(base), len(other)) - head and base[-1 - tail] == other[-1 - tail]:
        tail += 1
    before, after = base[head : len(base) - tail], other[head : len(other) - tail]
    found = []
    for tag, i1, i2, j1, j2 in _opcodes(before, after):
        if tag == "replace" and i2 - i1 == j2 - j1:
            found += [
                _Hunk(head + i, head + i + 1, side, (after[j],))
                for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
            ]
        elif tag != "equal":
            found.append(_Hunk(head + i1, head + i2, side, tuple(after[j1:j2])))
    return found


def _opcodes(before, after):
    if not before and not after:
        return []
    if max(len(before), len(after)) > _COMPARED:
        return [("change", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after).get_opcodes()


def _met(hunks, alike):
    """The hunks in groups: those that touch the same items stand together."""
    group = []
    for hunk in hunks:
        if group and not _meet(group, hunk, alike):
            yield group
            group = []
        group.append(hunk)
    if group:
        yield group


def _meet(group, hunk, alike):
    if hunk.start < max(one.end for one in group):
        return True
    last = group[-1]
    both_put_in = last.start == last.end == hunk.start == hunk.end
    return both_put_in and (last.items == hunk.items or alike(last.items, hunk.items))


def _applied(base, start, end, hunks):
    """base[start:end] with these changes."""
    items, place = [], start
    for hunk in hunks:
        items += [*base[place : hunk.start], *hunk.items]
        place = hunk.end
    return items + list(base[place:end])
