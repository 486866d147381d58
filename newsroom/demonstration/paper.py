"""Reads the invented paper from `content/*.toml`: any number of files, each with tables of any
kind.
"""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

FOLDER = Path(__file__).parent / "content"

# A pull quote repeats the text beside it; without an aside to stand in it would only say the same
# thing twice.
_PULL_QUOTE = re.compile(r'<aside class="pull-quote">.*?</aside>\s*', re.DOTALL)


def read(folder=FOLDER):
    """Returns {"section", "person", "tag", "story"…: list of dicts}, in the order of the files'
    names.

    Raises ValueError, naming the file, for one that is not TOML.
    """
    tables = defaultdict(list)
    for path in sorted(folder.glob("*.toml")):
        try:
            found = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise ValueError(f"{path.name}: {error}") from error
        for kind, rows in found.items():
            tables[kind] += rows if isinstance(rows, list) else [rows]
    return tables


def body(story):
    """The text of a story as the site can store it."""
    return _PULL_QUOTE.sub("", story["body"])


def earlier(html, corrections):
    """The texts of a story from the first that was published to the last, which is `html`: one more than there are
    rows of the table "correction", which are in the order of time. Raises ValueError for a passage that is not there.
    """
    texts = [html]
    for row in reversed(corrections):
        if row["now"] not in texts[0]:
            raise ValueError(f"{row['story']} has no passage “{row['now'][:60]}”.")
        texts.insert(0, texts[0].replace(row["now"], row["before"]))
    return texts


def with_figures(html, figures):
    """The text with its pictures: `figures` are pairs of a row of the table "picture" and the HTML.

    A row with `after` stands behind the first paragraph under that heading, the others at the end
    of the text in a gallery. Raises ValueError for a heading that is not there.
    """
    gallery = [figure for row, figure in figures if not row.get("after")]
    for row, figure in figures:
        if after := row.get("after"):
            head, heading, rest = html.partition(f"<h2>{after}</h2>")
            if not heading:
                raise ValueError(f"{row['story']} has no heading “{after}”.")
            paragraph, end, rest = rest.partition("</p>")
            html = f"{head}{heading}{paragraph}{end}\n{figure}{rest}"
    return html + (f'<div class="gallery">{"".join(gallery)}</div>' if gallery else "")
