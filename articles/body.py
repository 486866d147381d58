"""The text of a story: cleaned on the way in by the same list that the editor works from, made into blocks on the
way out. Text to text; what the pictures are is handed in.

Blocks of our own, as they are stored:
    picture    <figure class="picture" data-image="ID" data-alt="…"><figcaption>…</figcaption></figure>
    gallery    <div class="gallery"> pictures </div>
    pull quote <aside class="pull-quote"> paragraphs </aside>
    fact box   <aside class="fact-box"> headings, paragraphs, lists </aside>
    link card  <aside class="link-card"><a href="…">title</a></aside>
    footnote   <span class="footnote" data-note="…"></span>
"""

import re
from functools import cache
from html import escape, unescape
from itertools import count

import nh3
from django.conf import settings
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from lxml import html as parser

# What an editor can do to a text, and so what a stored text may hold. Our own nodes are registered in the settings.
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Superscript": True,
    "Subscript": True,
    "HardBreak": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "LibraryPicture": True,
    "Gallery": True,
    "PullQuote": True,
    "FactBox": True,
    "LinkCard": True,
    "Footnote": True,
    "History": True,
    "SpecialCharacters": True,
}

# element: (classes that a block of ours has, attributes in the order in which they are stored)
_BLOCKS = {
    "figure": ({"picture"}, ("class", "data-image", "data-alt")),
    "div": ({"gallery"}, ("class",)),
    "aside": ({"pull-quote", "fact-box", "link-card"}, ("class",)),
    "span": ({"footnote"}, ("class", "data-note")),
}

_PICTURE = re.compile(
    r'<figure class="picture" data-image="(?P<image>[0-9]{1,18})"(?: data-alt="(?P<alt>[^"]*)")?>'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>)?</figure>",
    re.DOTALL,
)
_FOOTNOTE = re.compile(r'<span class="footnote" data-note="(?P<note>[^"]*)"></span>')
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
# Inside a story an `aside` says nothing to screen readers, and a page's own asides are landmarks.
_SHOWN = {
    '<aside class="fact-box">': '<div class="fact-box" role="note">',
    "<aside": "<div",
    "</aside>": "</div>",
}
_TAGS = re.compile(r"<[^>]*>")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)[^>]*>")
_VOID = {"br", "hr"}
_INLINE = {"br", "strong", "em", "sup", "sub", "a", "span"}
_BLOCK_END = re.compile(r"</(?:p|h2|h3|li|td|th|figcaption|blockquote)>|<br>")
# What stood apart may nest otherwise once that between it is taken out; two passes are the rule.
_PASSES = 10
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_EMPTY = re.compile(r"(?:<p>(?:\s|&nbsp;|\xa0|<br>)*</p>\s*)*")


# In ------------------------------------------------------------------------------------------------------------------


def plain(text):
    """One field of plain text without control characters and outer blanks."""
    return _CONTROL.sub("", text).strip()


def clean(html):
    """Returns HTML that holds only what the editor can make; empty where there is no text. Cleaning twice changes
    nothing.
    """
    cleaned = _CONTROL.sub("", html)
    for _ in range(_PASSES):
        before, cleaned = cleaned, _tidy(_cleaner().clean(cleaned)).strip()
        if cleaned == before:
            break
    return "" if _EMPTY.fullmatch(cleaned) else cleaned


@cache
def _cleaner():
    allowed = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    for tag, (classes, attributes) in _BLOCKS.items():
        allowed["tags"].add(tag)
        allowed["attributes"].setdefault(tag, set()).update(set(attributes) - {"class"})
        allowed.setdefault("allowed_classes", {})[tag] = classes
    allowed["tags"].add("figcaption")
    allowed["attributes"]["ol"] = {"start"}
    allowed["attributes"]["*"] = set()  # nh3 by itself lets "title" and "lang" stand everywhere
    return nh3.Cleaner(**allowed, attribute_filter=_attribute)


def _attribute(tag, name, value):
    """Links inside the site are stored site-relative, so that they outlive a change of its host."""
    if (tag, name) == ("a", "href") and (
        value == settings.SITE_URL or value.startswith(settings.SITE_URL + "/")
    ):
        return value[len(settings.SITE_URL) :] or "/"
    return value


def _tidy(html):
    """Unwraps elements that would be blocks of ours but are none, and stores attributes in one order."""
    if not any(f"<{tag}" in html for tag in _BLOCKS):
        return html
    root = parser.fragment_fromstring(html, create_parent="main")
    for tag, (classes, order) in _BLOCKS.items():
        for element in list(root.iter(tag)):
            if element.get("class") not in classes or (
                tag == "figure" and not _names_image(element)
            ):
                element.drop_tag()
                continue
            kept = [(key, element.get(key)) for key in order if element.get(key)]
            element.attrib.clear()
            element.attrib.update(kept)
    whole = parser.tostring(root, encoding="unicode")
    return _cleaner().clean(
        whole.removeprefix("<main>").removesuffix("</main>")
    )  # its way of quoting attributes


def _names_image(figure):
    return re.fullmatch("[0-9]{1,18}", figure.get("data-image", "")) is not None


def pictures_in(html):
    """The library's pictures in a clean text, in order: dicts of image (id), caption, alt and focus (None)."""
    return [
        {
            "image": int(match["image"]),
            "caption": unescape(_TAGS.sub("", match["caption"] or "")),
            "alt": unescape(match["alt"] or ""),
            "focus": None,
        }
        for match in _PICTURE.finditer(html)
    ]


def blocks(html):
    """The blocks of a clean text in order, each as its HTML: paragraphs, headings, lists, tables, pictures, blocks of
    ours whole. Words that stand in no element are a block too. Joined they are the text, but for blanks between them.
    """
    found, start, depth, bare = [], 0, 0, True
    for tag in _TAG.finditer(html):
        closing, name = tag[1], tag[2]
        if bare and not depth and name not in _INLINE:
            found.append(html[start : tag.start()])
            start, bare = tag.start(), False
        if name not in _VOID:
            depth += -1 if closing else 1
        if not bare and not depth:
            found.append(html[start : tag.end()])
            start, bare = tag.end(), True
    found.append(html[start:])
    return [block.strip() for block in found if block.strip()]


# Out -----------------------------------------------------------------------------------------------------------------


def render(html, picture):
    """The text as it stands on a page. `picture` is called with the number of each library picture in the text,
    from 1, and returns its HTML, or "" where the picture is gone.
    """
    html = _number_pictures(html, picture)
    html = _number_tables(html)
    for stored, shown in _SHOWN.items():
        html = html.replace(stored, shown)
    return _number_footnotes(html)


def _number_pictures(html, picture):
    numbers = iter(range(1, 1 + html.count("<figure")))
    return _PICTURE.sub(lambda match: picture(next(numbers)), html)


def _number_tables(html):
    """A table wider than its column scrolls by itself, and by keyboard."""
    numbers = count(1)
    return _TABLE.sub(
        lambda match: (
            f'<section class="table" aria-label="Table {next(numbers)}" tabindex="0">'
            f"{match[0]}</section>"
        ),
        html,
    )


def _number_footnotes(html):
    """Footnotes are numbered in the order of the text, and listed at its end with a way back."""
    notes = []

    def mark(match):
        notes.append(match["note"])
        number = len(notes)
        return (
            f'<sup class="mark"><a id="mark-{number}" href="#note-{number}" '
            f'aria-label="Footnote {number}">{number}</a></sup>'
        )

    html = _FOOTNOTE.sub(mark, html)
    if not notes:
        return html
    items = "".join(
        f'<li id="note-{number}">{escape(unescape(note))} '
        f'<a href="#mark-{number}" aria-label="Back to the text at footnote {number}">↩</a></li>'
        for number, note in enumerate(notes, 1)
    )
    return f'{html}<section class="notes" aria-label="Footnotes"><ol>{items}</ol></section>'


def for_elsewhere(html):
    """The text for readers of feeds: whole addresses, pictures left out, blocks of ours in plain elements."""
    html = _PICTURE.sub("", html).replace('<div class="gallery"></div>', "")
    html = _FOOTNOTE.sub(lambda match: f" ({match['note']})", html)
    html = re.sub(r"<aside[^>]*>", "<blockquote>", html).replace("</aside>", "</blockquote>")
    return html.replace('href="/', f'href="{settings.SITE_URL}/')


def words_of(html):
    """The text without marks, a blank between blocks: for search, counting and descriptions."""
    return " ".join(unescape(_TAGS.sub("", _BLOCK_END.sub(" ", html))).split())
