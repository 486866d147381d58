"""Two snapshots of a story (`articles.history`), and what became of the one in the other, in editors' words.

blocks: texts, block by block.   words: word by word.   runs: what is the same in two lists.

Reads names from the database and nothing else: at most one query a kind of thing that is named.
"""

from collections import defaultdict
from dataclasses import dataclass
from html import escape

from articles import history
from articles.models import Article, Byline, Series, Tag
from sections.models import Section

from .blocks import ADDED, CHANGED, REMOVED, SAME, Block, of_blocks, of_html
from .words import of_plain

_NAMED = {
    "section": Section,
    "further_sections": Section,
    "series": Series,
    "tags": Tag,
    "related": Article,
}
GONE = "(deleted since)"
CLOSED = "(a story that is not open to you)"


@dataclass(frozen=True)
class Row:
    """A field that differs. `blocks` is the whole of it as one sees it who reads both: one block of words, the blocks
    of a text, or the items of a list as `<li>`.
    """

    name: str
    label: str
    blocks: list[Block]

    @property
    def as_one_turn(self):
        """The blocks as `folded` gives them, with none folded."""
        return [(True, self.blocks)]

    @property
    def is_text(self):
        return self.name == "body"

    @property
    def is_list(self):
        return self.name in _NAMED or self.name == "bylines"


def between(before, after, picture=None, stories=None):
    """The rows of the fields that differ, in the order of the form; the same snapshot twice has none. `picture` is
    called with the id of an image and returns the HTML that shows it; `stories` are those whose headlines may be
    told (default: all).
    """
    before, after = history.empty() | before, history.empty() | after
    changed = history.differences(before, after)
    names = _names(changed, stories, before, after)
    return [
        Row(name, history.LABELS[name], _blocks(name, before[name], after[name], names, picture))
        for name in changed
    ]


def whole(snapshot, picture=None, stories=None):
    """The rows of all fields that hold something, for one snapshot by itself."""
    snapshot = history.empty() | snapshot
    said = [name for name in history.LABELS if snapshot[name]]
    names = _names(said, stories, snapshot)
    return [
        Row(
            name,
            history.LABELS[name],
            _blocks(name, snapshot[name], snapshot[name], names, picture),
        )
        for name in said
    ]


def marked_body(before, after, picture=None):
    """The text of two snapshots as one, for a page of readers: nothing but their own clean HTML with marks in it."""
    return "".join(block.html for block in of_html(before["body"], after["body"], picture))


def folded(blocks):
    """The blocks in turns of those to be read and those, three and more, that are the same and far from any change:
    [(whether to be read, blocks)].
    """
    turns = []
    for place, block in enumerate(blocks):
        around = blocks[max(0, place - 1) : place + 2]
        is_near = any(one.is_changed for one in around)
        if turns and turns[-1][0] == is_near:
            turns[-1][1].append(block)
        else:
            turns.append((is_near, [block]))
    return [(is_near or len(part) < 3, part) for is_near, part in turns]


def _blocks(name, before, after, names, picture):
    if name == "body":
        return of_html(before, after, picture)
    if name == "lead_picture":
        return _of_lead_pictures(before, after, picture)
    if name == "bylines":
        return _of_items(*([_byline(row) for row in rows] for rows in (before, after)))
    if name in _NAMED:
        known, unknown = names[_NAMED[name]], CLOSED if name == "related" else GONE
        return _of_items(
            *([_item(pk, known.get(pk, unknown)) for pk in _ids(side)] for side in (before, after))
        )
    if name == "kind":
        kinds = dict(Article.Kind.choices)
        before, after = kinds.get(before, before), kinds.get(after, after)
    return [Block(_change(before, after), of_plain(before, after))]


def _change(before, after):
    if before == after:
        return SAME
    return CHANGED if before and after else ADDED if after else REMOVED


def _names(fields, stories, *snapshots):
    """{model: {id: words}} of all that the fields name."""
    rows = {
        Section: Section.objects.with_places(),
        Article: Article.objects.all() if stories is None else stories,
    }
    wanted = defaultdict(set)
    for name in fields:
        if name in _NAMED:
            wanted[_NAMED[name]].update(pk for one in snapshots for pk in _ids(one[name]))
    return {
        model: {
            row.pk: row.place() if model is Section else str(row)
            for row in _known(rows.get(model, model.objects), ids)
        }
        for model, ids in wanted.items()
    }


def _known(rows, ids):
    found = rows.filter(pk__in=ids)
    return found.only("headline") if rows.model is Article else found


def _ids(value):
    return value if isinstance(value, list) else [value] if value else []


def _of_items(before, after):
    """Blocks of list items; the key by which they are known is left out again."""
    blocks = of_blocks(before, after)
    return [Block(one.change, f"<li>{one.html.partition('>')[2]}") for one in blocks]


def _item(key, words):
    return f'<li data-key="{key}">{escape(words, quote=False)}</li>'


def _byline(row):
    words = ", ".join(filter(None, [row["name"], row["credit"]]))
    if row["role"] != Byline.Role.WORDS:
        words += f" ({dict(Byline.Role.choices).get(row['role'], row['role'])})"
    return (
        _item(row["author"], words) if row["author"] else f"<li>{escape(words, quote=False)}</li>"
    )


def _of_lead_pictures(before, after, picture):
    blocks = of_blocks(*([_figure(lead)] if lead else [] for lead in (before, after)), picture)
    if before and after and before["focus"] != after["focus"]:
        words = of_plain(_focus(before["focus"]), _focus(after["focus"]))
        blocks.append(Block(CHANGED, f"<p>{words}</p>"))
    return blocks


def _figure(lead):
    return (
        f'<figure class="picture" data-image="{int(lead["image"])}" data-alt="{escape(lead["alt"])}">'
        f"<figcaption>{escape(lead['caption'], quote=False)}</figcaption></figure>"
    )


def _focus(focus):
    if not focus:
        return "Focal point: as in the library"
    return f"Focal point: {focus[0]:.0%} from the left, {focus[1]:.0%} from the top"
