"""Two texts, and what became of the one in the other: first block by block, then word by word. Text to text.

What comes out is made of pieces of what came in, with <ins> and <del> around them, `class="moved"` where a block only
changed its place: from clean HTML (`articles.body.clean`) comes HTML as harmless. Without what is in <ins> one reads
the text before, without what is in <del> the text after. What a page would not show stands there in words: the note
of a footnote, the alternative text of a picture, the address of a link where nothing but that has changed.
"""

import re
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass

from articles import body

from .runs import COSTLY, runs_of
from .words import WORD, of_marked, with_notes

SAME, CHANGED, ADDED, REMOVED = "same", "changed", "added", "removed"
MOVED_AWAY, MOVED_HERE = "moved from here", "moved to here"

# The share of words in common from which a block is taken for another that was changed.
ALIKE = 0.4  # in its place
STILL_ALIKE = 0.7  # in another place
DEEP = 12  # blocks in blocks that are looked at one by one
FEW = 5  # words; a shorter block whose words were changed is not looked for elsewhere

_OUTER = re.compile(r"(<([a-z][a-z0-9]*)[^>]*>)(.*)(</\2>)", re.DOTALL)
_BLOCK = re.compile(r"<(?!/|(?:br|strong|em|sup|sub|a|span)\b)")
_TAGS = re.compile(r"<[^>]*>")
_FIGURE = re.compile(r"<figure\b.*?</figure>", re.DOTALL)
_IDENTITY = re.compile(r'<(?:figure|li)\b[^>]*? (data-(?:image|key)="[^"]+")')
_MOVED = ' class="moved"'
_CELLS = ("<td", "<th")  # what stands in a cell now stands there for what stood in it
_IMAGE = re.compile(r' data-image="([0-9]+)"')
_ALT = re.compile(r' data-alt="([^"]*)"')
_CAPTION = re.compile(r"<figcaption>(.*?)</figcaption>", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A block of either text, as one sees it who reads both. `change` is one of the words above."""

    change: str
    html: str

    @property
    def is_changed(self):
        return self.change != SAME


def of_html(before, after, picture=None):
    """Two clean texts as one list of Block, in the order of reading; a block that moved is there twice. `picture` is
    called with the id of an image and returns the HTML that shows it.
    """
    return of_blocks(body.blocks(before), body.blocks(after), picture)


def of_blocks(before, after, picture=None):
    """The same for two lists of blocks."""
    show = _Show(picture)
    return [
        Block(change, show.one(change, old, new)) for change, old, new in _aligned(before, after)
    ]


# Which block became which ---------------------------------------------------------------------------------------------


def _aligned(before, after):
    """[(change, block before or None, block after or None)]; a block that moved has both at either place."""
    runs = runs_of(before, after, autojunk=False)
    here, moved = _fates(before, after, [run[1:] for run in runs if not run[0]])
    back = {new: old for old, new in moved.items()}

    def gone(old):
        return (
            (MOVED_AWAY, before[old], after[moved[old]])
            if old in moved
            else (REMOVED, before[old], None)
        )

    def come(new):
        return (
            (MOVED_HERE, before[back[new]], after[new])
            if new in back
            else (ADDED, None, after[new])
        )

    found = []
    for is_same, old, old_end, new, new_end in runs:
        if is_same:
            found += [(SAME, block, block) for block in after[new:new_end]]
            continue
        for place in range(old, old_end):
            if place not in here:
                continue
            found += [*map(gone, range(old, place)), *map(come, range(new, here[place]))]
            found.append((CHANGED, before[place], after[here[place]]))
            old, new = place + 1, here[place] + 1
        found += [*map(gone, range(old, old_end)), *map(come, range(new, new_end))]
    return found


def _fates(before, after, regions):
    """({place before: place after} of what was changed where it stood, the same of what moved)."""
    olds = [place for old, old_end, _, _ in regions for place in range(old, old_end)]
    news = [place for _, _, new, new_end in regions for place in range(new, new_end)]
    moved = _moved_whole(before, after, olds, news)
    taken = set(moved.values())
    words = _Words(before, after)
    here = {}
    for old, old_end, new, new_end in regions:
        left = [place for place in range(old, old_end) if place not in moved]
        right = [place for place in range(new, new_end) if place not in taken]
        here |= _uncrossed(words.alike(left, right, ALIKE))
    left = [place for place in olds if place not in moved and place not in here]
    right = [place for place in news if place not in taken and place not in here.values()]
    for share, old, new in words.alike(left, right, STILL_ALIKE):
        if old not in moved and new not in taken and words.may_have_moved(share, old, new):
            moved[old] = new
            taken.add(new)
    return here, moved


def _moved_whole(before, after, olds, news):
    places = defaultdict(list)
    for place in reversed(news):
        places[after[place]].append(place)
    return {place: places[before[place]].pop() for place in olds if places.get(before[place])}


def _uncrossed(pairs):
    """The best of the pairs that stand in the same order on both sides: {place before: place after}."""
    olds, news = [], []
    for _, old, new in pairs:
        at = bisect(olds, old)
        if at and (olds[at - 1] == old or news[at - 1] >= new):
            continue
        if at < len(news) and news[at] <= new:
            continue
        olds.insert(at, old)
        news.insert(at, new)
    return dict(zip(olds, news, strict=True))


class _Words:
    """What blocks have in common, weighed by their words."""

    def __init__(self, before, after):
        self.before, self.after, self._known = before, after, {}

    def alike(self, olds, news, least):
        """[(share, place before, place after)] of the pairs that have so much in common, the likest first."""
        if len(olds) * len(news) > COSTLY:
            return []
        found = []
        for old in olds:
            kind, words = self._of(self.before[old])
            for new in news:
                other_kind, others = self._of(self.after[new])
                if kind == other_kind:
                    share = 2 * len(words & others) / (len(words) + len(others))
                    if share >= least or kind.startswith(_CELLS):
                        found.append((share, old, new))
        return sorted(found, key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1]))

    def may_have_moved(self, share, old, new):
        """Whether both are a picture, or words alone that are the same or enough to be known by."""
        old, new = self.before[old], self.after[new]
        if _IDENTITY.match(new):
            return True
        has_parts = _BLOCK.search(_outer(old)[1]) or _BLOCK.search(_outer(new)[1])
        return not has_parts and (share == 1 or len(self._of(new)[1]) > FEW)

    def _of(self, block):
        """(what only its like can become, its words). A picture is known by itself, whatever its words."""
        if block not in self._known:
            named = _IDENTITY.match(block)
            kind = named[1] if named else _outer(block)[0]
            words = WORD.findall(_TAGS.sub(" ", block)) + _IMAGE.findall(block)
            self._known[block] = kind, frozenset([kind] if named else words or [kind])
        return self._known[block]


# How it is shown ------------------------------------------------------------------------------------------------------


class _Show:
    def __init__(self, picture):
        self._picture = picture or (lambda image: "")

    def one(self, change, old, new):
        """A block's HTML. Inside a story an `aside` says nothing, and a page's own asides are landmarks."""
        shown = self._marked(change, old, new, DEEP)
        return shown.replace("<aside", "<div").replace("</aside>", "</div>")

    def _marked(self, change, old, new, depth):
        if change == SAME:
            return self._plain(new)
        if change in (ADDED, REMOVED):
            return self._whole(new or old, "ins" if new else "del", "", depth)
        if change == MOVED_AWAY:
            return self._whole(old, "del", _MOVED, depth)
        if change == CHANGED:
            return self._changed(old, new, depth)
        if old == new:
            return self._whole(new, "ins", _MOVED, depth)
        return _in_tag(self._changed(old, new, depth), "ins", _MOVED)

    def _changed(self, old, new, depth):
        if new.startswith("<figure"):
            return self._figure(old, new)
        start, words, end = _outer(new)
        earlier = _outer(old)[1]
        if depth and start and (_BLOCK.search(words) or _BLOCK.search(earlier)):
            inside = _aligned(body.blocks(earlier), body.blocks(words))
            return start + "".join(self._marked(*block, depth - 1) for block in inside) + end
        return start + of_marked(earlier, words) + end

    def _whole(self, block, tag, attribute, depth):
        """All of a block in the tag, which stands where a page may have it: within rows, lists and paragraphs."""
        start, words, end = _outer(block)
        if depth and start and not block.startswith("<figure") and _BLOCK.search(words):
            inside = body.blocks(words)
            return (
                start + "".join(self._whole(one, tag, attribute, depth - 1) for one in inside) + end
            )
        return _in_tag(self._plain(block), tag, attribute)

    def _plain(self, html):
        html = _FIGURE.sub(lambda match: self._figure(match[0], match[0]), html)
        return with_notes(html)

    def _figure(self, old, new):
        image = _IMAGE.search(new)
        alt, caption = (
            of_marked(*((found := part.search(figure)) and found[1] or "" for figure in (old, new)))
            for part in (_ALT, _CAPTION)
        )
        return (
            '<figure class="picture">'
            + (self._picture(int(image[1])) if image else "")
            + (f'<p class="alternative">Alternative text: {alt}</p>' if alt else "")
            + (f"<figcaption>{caption}</figcaption>" if caption else "")
            + "</figure>"
        )


def _in_tag(block, tag, attribute):
    start, words, end = ("", block, "") if block.startswith("<figure") else _outer(block)
    return f"{start}<{tag}{attribute}>{words}</{tag}>{end}"


def _outer(block):
    """(start tag, what is inside, end tag) of a block; words that stand in no element, and a line, have no tags."""
    found = _OUTER.fullmatch(block)
    return found.group(1, 3, 4) if found and _BLOCK.match(block) else ("", block, "")
