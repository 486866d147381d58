"""What a result shows of a story's text: the words that were asked for, marked. All else is escaped."""

from html import escape
from itertools import islice, takewhile

from django.utils.safestring import mark_safe

from .words import places

LENGTH = 220  # characters of a snippet
PLACES = 500  # of a text that a snippet is chosen from


def marked(text, asked):
    """The text as safe HTML, with `<mark>` around the words of these phrases."""
    return mark_safe(_marked(text, 0, len(text), places(text, asked)))  # noqa: S308  escaped there


def snippet(text, asked):
    """The piece of the text with the most of the words of these phrases, as safe HTML; empty where it has none."""
    found = _first_places(text, asked)
    if not found:
        return ""
    start, end = _window(text, found)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{_marked(text, start, end, found)}{after}")  # noqa: S308  escaped there


def _first_places(text, asked):
    """Where to choose from. Where one word is asked for, nothing behind its first place is looked at."""
    found = islice(places(text, asked), PLACES)
    if len({word for phrase in asked for word in phrase.words}) > 1:
        return list(found)
    first = next(found, None)
    return first and [first, *takewhile(lambda place: place[0] < first[1] + LENGTH, found)]


def _window(text, found):
    """Where to cut: around the first place from which most different words are near, at blanks where there are any."""
    best = max(range(len(found)), key=lambda index: (len(_words_near(found, index)), -index))
    start = max(0, found[best][0] - LENGTH // 4)
    if start:
        blank = text.find(" ", start, found[best][0])
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), max(start + LENGTH, found[best][1]))
    if end < len(text):
        blank = text.rfind(" ", found[best][1], end)
        end = blank if blank >= 0 else end
    return start, end


def _words_near(found, index):
    near = set()
    for start, _, word in found[index : index + 20]:
        if start > found[index][0] + LENGTH // 2:
            break
        near.add(word)
    return near


def _marked(text, start, end, found):
    """The text from `start` to `end`, escaped."""
    pieces = []
    for one, other, _ in found:
        if start <= one and other <= end:
            pieces += [escape(text[start:one]), f"<mark>{escape(text[one:other])}</mark>"]
            start = other
    return "".join([*pieces, escape(text[start:end])])
