"""What readers get of a snapshot, cut into the pieces of text that are told apart."""

import re
from html import unescape

_PART = re.compile(
    r'<span class="footnote" data-note="(?P<note>[^"]*)"></span>'
    r"|<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^>]*)>"
)
_BLOCKS = frozenset(
    "p h2 h3 li tr figcaption blockquote aside figure div table ul ol br hr".split()
)


def texts_of(snapshot, name):
    """The pieces of text of a field: [(text, whether all of it is a quotation)]."""
    if name == "body":
        return _texts_of_body(snapshot.get("body") or "")
    if name == "caption":
        text = (snapshot.get("lead_picture") or {}).get("caption") or ""
    else:
        text = snapshot.get(name) or ""
    return [(line, False) for line in text.split("\n") if line.strip()]


def _texts_of_body(html):
    found, notes, text, quotes, open_asides, at = [], [], [], 0, [], 0

    def end():
        words = " ".join("".join(text).split())
        text.clear()
        if words:
            found.append((words, quotes > 0))

    for part in _PART.finditer(html):
        text.append(unescape(html[at : part.start()]))
        at = part.end()
        if part["note"] is not None:
            notes.append((" ".join(unescape(part["note"]).split()), False))
            continue
        tag, closing = part["tag"], bool(part["close"])
        if tag in ("td", "th"):
            text.append(" ")  # the cells of a row are told together
        elif tag == "p" and "".join(text).strip() and _in_row(html, part.start()):
            text.append(" ")
        elif tag in _BLOCKS:
            end()
        if tag == "aside":
            if not closing:
                open_asides.append("pull-quote" in part["rest"])
                quotes += open_asides[-1]
            elif open_asides:
                quotes -= open_asides.pop()
        elif tag == "blockquote":
            quotes = max(0, quotes + (-1 if closing else 1))
    text.append(unescape(html[at:]))
    end()
    return found + [note for note in notes if note[0]]


def _in_row(html, at):
    return html.rfind("<tr", 0, at) > html.rfind("</tr>", 0, at)
