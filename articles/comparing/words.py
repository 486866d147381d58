"""Two pieces of text, word by word: plain text, or clean HTML that holds words and no blocks."""

import re
from html import escape
from itertools import accumulate, groupby
from operator import itemgetter

from .runs import runs_of

_NAME = re.compile(r"<([a-z0-9]+)")
_FOOTNOTE = re.compile(r'<span class="footnote" data-note="([^"]*)"></span>')
_HREF = re.compile(r'<a [^>]*?\bhref="([^"]*)"')

# A word is letters with their marks, digits and pictograms; in scripts without blanks each sign is one.
_SIGN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTERS = rf"[^\s\x00-/:-@\[-`{{-\xbf\u2010-\u206f\u3000-\u303f{_SIGN}]+"
WORD = re.compile(rf"{_LETTERS}(?:(?:['’-]|(?<=[0-9])[.,:](?=[0-9])){_LETTERS})*|[{_SIGN}]")
_PIECE = re.compile(rf"<[^>]*>|(?:\s|&nbsp;)+|&[A-Za-z0-9#]+;|{WORD.pattern}|.", re.DOTALL)


def of_plain(before, after):
    """Two plain texts as one in HTML."""
    return of_marked(*(escape(text, quote=False).replace("\n", "<br>") for text in (before, after)))


def of_marked(before, after):
    """The insides of two blocks that hold words and no blocks, as one."""
    if before == after:
        return with_notes(after)
    old, new = _pieces(before), _pieces(after)
    return "".join(
        _joined(new[run[3] : run[4]])
        if run[0]
        else _replaced(old[run[1] : run[2]], new[run[3] : run[4]])
        for run in _calmed(runs_of(old, new, autojunk=True), old, new)
    )


def _pieces(html):
    """[(start tags of the marks that it stands in, a word or sign or blank)]: of clean HTML without blocks."""
    found, marks = [], ()
    for piece in _PIECE.findall(with_notes(html)):
        if piece.startswith("</"):
            marks = marks[:-1]
        elif piece.startswith("<") and piece not in ("<br>", "<hr>"):
            marks = (*marks, piece)
        else:
            found.append((marks, piece))
    return found


def _joined(pieces, has_addresses=False):
    html = ""
    for marks, run in groupby(pieces, key=itemgetter(0)):
        ends = "".join(f"</{_NAME.match(mark)[1]}>" for mark in reversed(marks))
        html += "".join(marks) + "".join(piece for _, piece in run) + ends
        addresses = _HREF.findall("".join(marks)) if has_addresses else []
        html += "".join(f' <small class="address">{address}</small>' for address in addresses)
    return html


def _replaced(old, new):
    """Where the words are the same, it is the marks that changed; the address of a link is then said."""
    only_marks = [piece for _, piece in old] == [piece for _, piece in new]
    gone, come = _joined(old, only_marks), _joined(new, only_marks)
    return (f"<del>{gone}</del>" if old else "") + (f"<ins>{come}</ins>" if new else "")


def _calmed(runs, old, new):
    """The runs without those that are the same and half as long as what changed on either side, or shorter: one
    reads a sentence that was written anew in one piece, not in shreds.
    """
    sizes = [
        [
            0,
            *accumulate(
                0 if piece.isspace() or piece == "&nbsp;" else len(piece) for _, piece in side
            ),
        ]
        for side in (old, new)
    ]

    def size(run):
        return max(sizes[0][run[2]] - sizes[0][run[1]], sizes[1][run[4]] - sizes[1][run[3]])

    calm = []
    for run in runs:
        while not run[0] and len(calm) > 1 and 2 * size(calm[-1]) <= min(size(calm[-2]), size(run)):
            calm.pop()
            before = calm.pop()
            run = (False, before[1], run[2], before[3], run[4])
        calm.append(run)
    return calm


def with_notes(html):
    return _FOOTNOTE.sub(r'<small class="footnote">\1</small>', html)
