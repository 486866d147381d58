"""A text cut into tokens: words and figures, each with what it says whichever way it is written, whether it stands in
a quotation, and in which sentence. "5m", "five million" and "5,000,000" say the same.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from articles.search.words import MARKS, UNSPACED

from . import tables

_WORD = rf"[^\W\d_{UNSPACED}][{MARKS}]*(?:[^\W\d_{UNSPACED}]|[{MARKS}])*"
_TOKEN = re.compile(
    rf"(?P<initials>(?:[^\W\d_]\.){{2,}}[^\W\d_]?)"
    r"|(?P<figure>(?:(?<![\w)\]%.,])[-−–])?"
    r"(?:(?<!\d)\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d+(?:[.,:’'٫٬]\d+)*))"
    rf"|(?P<word>{_WORD}(?:['’ʼ]{_WORD})*)"
    rf"|(?P<sign>[{UNSPACED}%‰€$£¥₹₽])"
)
_END = re.compile(r"[.!?…。！？؟۔।]|\n")
_GROUPS = re.compile(r"\d{1,3}(?:([.,’' \u00a0\u202f\u2009٬])\d{3})(?:\1\d{3})*")
_UNSPACED_SIGN = re.compile(f"[{UNSPACED}]")

FIGURE, NEGATION = "figure", "negation"
LONGEST_QUOTATION = 2_000  # characters in which the mark is looked for that closes it, where the first may be another


@dataclass(slots=True)
class Token:
    """A word or a figure at [start, end) of a text. `key` is what it says; `kind` is FIGURE, NEGATION or empty."""

    start: int
    end: int
    text: str
    key: str
    kind: str = ""
    is_quoted: bool = False
    has_capital: bool = False
    begins: bool = False  # a sentence or a quotation, so that its capital says nothing
    sentence: int = 0


@dataclass(slots=True)
class Block:
    """A piece of text that stands by itself, its tokens, and where its sentences are: [start, end) each."""

    text: str
    tokens: list = field(default_factory=list)
    sentences: list = field(default_factory=list)
    is_title: bool = False  # written With Capitals, or IN CAPITALS


def cut(text, language, *, is_quotation=False):
    """The text as a Block. `language`: a tag such as "pt-BR"; `is_quotation`: all of it is quoted."""
    language = language.partition("-")[0].lower()
    block = Block(text)
    quoted = [(0, len(text))] if is_quotation else quotations(text)
    end, starts, number, spans = 0, [], -1, iter(quoted)
    span = next(spans, None)
    for match in _TOKEN.finditer(text):
        start = match.start()
        gap, last = text[end:start], block.tokens[-1] if block.tokens else None
        while span and span[1] <= start:
            span = next(spans, None)
        is_quoted = bool(span and span[0] <= start)
        written = match.group()
        ends = not last or (_END.search(gap) and not _is_short(last) and not written[0].islower())
        if ends:
            number += 1
            starts.append(start)
        begins = bool(ends or ":" in gap or (is_quoted and not last.is_quoted))
        for key, kind in _said(match, language, is_quoted):
            block.tokens.append(
                Token(start, match.end(), written, key, kind, is_quoted,
                      written[0].isupper() or not written.islower() and match.lastgroup == "word"
                      and any(letter.isupper() for letter in written), begins, number)
            )  # fmt: skip
        end = match.end()
    block.sentences = _sentences(text, starts)
    block.is_title = _is_title(block.tokens)
    block.tokens = _with_numbers(block.tokens, language)
    return block


def _is_short(token):
    return token.key in tables.ABBREVIATIONS or (len(token.text) == 1 and token.has_capital)


def _sentences(text, starts):
    """From the sign that opens a sentence (a quotation mark, a bracket) to before the next."""
    opened = []
    for start in starts:
        while start and not text[start - 1].isspace() and text[start - 1] not in ".!?…。！？":
            start -= 1
        opened.append(start)
    return [*pairwise([*opened, len(text)])]


def _is_title(tokens):
    """Most of its longer words have capitals: then a capital tells no name."""
    long = [token for token in tokens if len(token.key) > 3 and token.text.isalpha()]
    return len(long) >= 3 and sum(token.has_capital for token in long) >= 0.75 * len(long)


def _said(match, language, is_quoted):
    """What a piece of text says: one (key, kind), two for a contraction with "not"."""
    written = match.group()
    if match.lastgroup == "figure":
        return [(number(written, language), FIGURE)]
    if match.lastgroup == "initials":
        return [(written.replace(".", "").casefold(), "")]
    if match.lastgroup == "sign":
        return [(written, _kind_of_sign(written, language))]
    key = fold(written)
    if language == "en":
        if key.endswith("n't") and is_quoted:
            return [(key, NEGATION)]
        if key.endswith("n't"):
            return [(_VERBS.get(key, key[:-3]), ""), ("not", NEGATION)]
        if key == "cannot" and not is_quoted:
            return [("can", ""), ("not", NEGATION)]
    return [(key, _kind(key, written, language))]


_VERBS = {"won't": "will", "can't": "can", "shan't": "shall", "ain't": "is"}
_NO_NEGATIONS = frozenset()


def _kind(key, written, language):
    if key in tables.DATES and (
        written[0].isupper() or key not in tables.ONLY_WITH_CAPITAL and language != "en"
    ):
        return FIGURE
    if key in tables.FIGURES or key in tables.NUMBERS.get(language, ()):
        return FIGURE
    if key in tables.NEGATIONS.get(language, _NO_NEGATIONS):
        return NEGATION
    return ""


def _kind_of_sign(sign, language):
    if sign in tables.CJK_FIGURES or not _UNSPACED_SIGN.match(sign):
        return FIGURE
    return NEGATION if sign in tables.NEGATIONS.get(language, _NO_NEGATIONS) else ""


@lru_cache(maxsize=50_000)
def fold(word):
    """A word without case, possessive and ways of writing an apostrophe."""
    word = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
    return word.removesuffix("'s")


def number(written, language):
    """A figure in digits, in one way of writing."""
    sign = "-" if written[0] in "-−–" else ""
    plain = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in written.lstrip("-−–").translate({0x66B: ".", 0x66C: ","})
    )
    decimal, grouping = (",", ".") if language in tables.DECIMAL_COMMA else (".", ",")
    groups = _GROUPS.fullmatch(plain)
    if groups and groups[1] != decimal:
        plain = re.sub(r"\D", "", plain)
    elif grouping not in plain and plain.count(decimal) == 1 and ":" not in plain:
        whole, _, part = plain.partition(decimal)
        return (
            f"{sign}{int(whole or 0)}.{part}"
            if part.isdecimal() and whole.isdecimal()
            else sign + plain
        )
    if plain.isdecimal() and len(plain) < 400:
        return f"{sign}{int(plain)}"
    return sign + plain.removeprefix("0")


# Numbers of several words, with their units --------------------------------------------------------------------------


def _with_numbers(tokens, language):
    """The tokens, with those that are one number, or a number and its unit, made one."""
    made, at = [], 0
    while at < len(tokens):
        found = _measure(tokens, at, language)
        if found is None:
            token = tokens[at]
            if token.key in tables.LONE_UNITS:
                token.kind = FIGURE
            made.append(token)
            at += 1
            continue
        key, to = found
        first, last = tokens[at], tokens[to - 1]
        made.append(
            Token(first.start, last.end, first.text, key, FIGURE, first.is_quoted, False,
                  first.begins, first.sentence)
        )  # fmt: skip
        at = to
    return made


def _measure(tokens, at, language):
    """A number with its unit that begins at a token: (key, where it ends), or None."""
    unit = ""
    start = at
    if tokens[at].key in tables.SIGNS or tokens[at].key in ("eur", "usd", "gbp"):
        unit, at = tables.UNITS[tokens[at].key], at + 1
    found = _number(tokens, at, language)
    if found is None:
        return None
    value, at = found
    if not unit and at < len(tokens) and tokens[at].sentence == tokens[start].sentence:
        if _key(tokens, at) == "per" and _key(tokens, at + 1) == "cent":
            return f"{value} %", at + 2
        if (word := tokens[at].key) in tables.UNITS:
            unit, at = tables.UNITS[word], at + 1
            if unit == "percentage points" and _key(tokens, at) in ("point", "points"):
                at += 1
    return f"{value} {unit}".strip(), at


def _key(tokens, at):
    return tokens[at].key if at < len(tokens) else ""


def _number(tokens, at, language):
    """A number in digits or words that begins at a token: (its key, where it ends), or None."""
    words = tables.NUMBERS.get(language, {})
    if at >= len(tokens) or tokens[at].kind != FIGURE:
        return None
    key = tokens[at].key
    if key in words:
        value, at = _small(tokens, at, words)
    elif tokens[at].text[0].isdecimal() or tokens[at].text[0] in "-−–":
        if not _PLAIN_NUMBER.fullmatch(key):
            return key, at + 1
        value, at = Decimal(key), at + 1
    elif key in tables.SCALES:
        value = Decimal(1)
    else:
        return None
    while at < len(tokens):
        key, close = tokens[at].key, tokens[at].start == tokens[at - 1].end
        scale = tables.SCALES.get(key) or (close and tables.SHORT_SCALES.get(key))
        if scale:
            value, at = value * scale, at + 1
        elif key == "and" and _key(tokens, at - 1) == "hundred" and _key(tokens, at + 1) in words:
            small, at = _small(tokens, at + 1, words)
            value += small
        else:
            break
    return _written(value), at


_PLAIN_NUMBER = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?")


def _small(tokens, at, words):
    """A number below a hundred in words: (value, where it ends)."""
    value, at = Decimal(words[tokens[at].key]), at + 1
    if value >= 20 and words.get(_key(tokens, at), 10) < 10:
        return value + words[tokens[at].key], at + 1
    return value, at


def _written(value):
    return f"{value.normalize():f}" if value else "0"


# Quotations ----------------------------------------------------------------------------------------------------------

_CLOSING = {
    "“": "”",
    "„": "“”„‟",
    "”": "”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "「": "」",
    "『": "』",
    "﹁": "﹂",
    '"': '"',
    "＂": "＂",
    "‹": "›",
    "›": "‹›",
    "‚": "‘’",
    "‘": "’",
    "'": "'",
    "`": "'´`",
}
_SINGLE = "‚‘'`‹›"  # some are other signs as well, so these quote only where they are closed
_APOSTROPHES = "‚‘'`"
_QUOTES = re.compile("[“„”‟«»「『﹁\"＂‹›‚‘'`]")
_CLOSING_MARK = {
    mark: re.compile(rf"(?<=\S)[{signs}](?!\w)" if mark in _APOSTROPHES else f"[{signs}]")
    for mark, signs in _CLOSING.items()
}


def quotations(text):
    """Where the text is quoted: [start, end) each, in order. A quotation that is not closed goes on to the end."""
    found, unclosed, at = [], set(), 0
    while match := _QUOTES.search(text, at):
        mark, at = match.group(), match.end()
        if mark in unclosed or not _opens(mark, text, match.start()):
            continue
        end = _closed(mark, text, at)
        if end is None and mark in _SINGLE:
            unclosed.add(mark)
            continue
        end = len(text) if end is None else end
        found.append((at, end))
        at = end + 1
    return found


def _opens(mark, text, at):
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    if mark in '"＂' and before.isdecimal():
        return False  # inches
    if mark in "‘'`":
        return not before.isalnum() and bool(behind) and not behind.isspace()
    return True


def _closed(mark, text, at):
    """Where the mark that closes a quotation stands, or None. "The players’ tunnel" does not close one, where
    another mark does before the next quotation begins.
    """
    found = _CLOSING_MARK[mark].search(text, at)
    if found is None or mark not in _APOSTROPHES:
        return found and found.start()
    end, following = found.start(), text.find(mark, at) if mark != "'" else -1
    while text[end - 1] == "s":
        later = _CLOSING_MARK[mark].search(text, end + 1, at + LONGEST_QUOTATION)
        if later is None or 0 <= following < later.start():
            break
        end = later.start()
    return end
