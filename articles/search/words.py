"""Words as the search knows them: one way of cutting and folding for both databases, in the index and in queries.

Letters lose case, width and accents (é e, ё е, أ ا); words lose the endings that change with number, case and tense.
Writing without blanks (Han, kana, hangul, Thai…) is cut into overlapping pairs of characters, the last one alone at
the end of each run: so two characters are one word, more are pairs that follow each other, and a single character
is the beginning of some pair wherever it stands.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 64  # characters of a word that count

UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u1000-\u103f\u1100-\u11ff\u1780-\u17d3"
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
MARKS = "".join(
    chr(code) for code in range(0x300, 0x1100) if unicodedata.category(chr(code))[0] == "M"
)
_SPACED = rf"[^\W_{UNSPACED}]+(?:[{MARKS}]+[^\W_{UNSPACED}]*)*"
_PIECE = re.compile(rf"(?P<run>[{UNSPACED}]+)|{_SPACED}")


# Letters -------------------------------------------------------------------------------------------------------------

_INVISIBLE = dict.fromkeys(
    [0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF]
)
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
    | {chr(zero + digit): str(digit) for zero in (0x660, 0x6F0) for digit in range(10)}
)
# Marks that a word may have or lack. Those of kana, Indic scripts and Cyrillic й and ї make other letters and stay.
_LOOSE_MARKS = re.compile(
    "(?<=[^\u0300-\u036f\u0400-\u052f])[\u0300-\u036f]+"  # all accents, but on Cyrillic letters
    "|(?<=[\u0400-\u052f])[\u0300\u0301]|(?<=е)\u0308"  # stress, and ё
    "|[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"  # Hebrew points
    "|[\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"  # Arabic vowel signs
)
_ALEF = re.compile("ا[\u0653-\u0655]+")


def fold(text):
    """The text with one form of each letter; its length may change."""
    text = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    if text.isascii():
        return text
    text = _LOOSE_MARKS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", _ALEF.sub("ا", text).translate(_LETTERS))


_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b")


def _pieces(text):
    """Yields (piece, whether it is a run of writing without blanks) of a folded text."""
    for match in _PIECE.finditer(_POSSESSIVE.sub("", text)):
        yield match.group(), match.group("run") is not None


# Endings -------------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=50_000)
def stem(word):
    """A folded word without its ending: English, Russian, and the Arabic article. Other words stay as they are."""
    word = word[:LONGEST]
    if len(word) < 3:
        return word
    if word.isascii():
        return _english(word) if word.isalpha() else word
    if "а" <= word[0] <= "я":
        return _RUSSIAN_ENDING.sub("", word)
    if "\u0621" <= word[0] <= "\u064a":
        return _ARABIC_ARTICLE.sub("", word)
    return word


_RUSSIAN_ENDING = re.compile(
    "(?<=[а-я]{3})(?:иями|ями|ами|ыми|ими|ого|его|ому|ему|ией|ием|иям|иях|ая|яя|ое|ее|ые|ие|ия|ии|ию|ий|ый|ой|ей"
    "|ам|ям|ом|ем|ах|ях|ов|ев|ую|юю|ою|ею|ым|им|ых|их|ью|а|я|о|е|ы|и|у|ю|ь|й)$"
)
_ARABIC_ARTICLE = re.compile("^(?:وال|بال|كال|فال|ال|لل)(?=.{3})")

_AS_THEY_ARE = (
    "canning during earring evening exceed herring inning morning news nothing outing proceed series something "
    "species succeed united"
).split()
_IRREGULAR = {word: word for word in _AS_THEY_ARE} | {
    "buses": "bus",
    "children": "child",
    "gases": "gas",
    "men": "man",
    "women": "woman",
}
_CONSONANT_Y = re.compile("^y|(?<=[aeiou])y")
_MEASURE = re.compile("[aeiouy]+[^aeiouy]+")
_VOWEL = re.compile("[aeiouy]")
_SHORT_END = re.compile("(?:^|[^aeiouy])[aeiouy][^aeiouywxY]$")
_TWIN_END = re.compile(r"([bdfgmnprt])\1$")


def _english(word):
    """The inflections of Porter's stemmer: number, tense, and the e and y that come and go with them."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = _without_plural(_CONSONANT_Y.sub("Y", word))
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    word = _without_tense(word)
    if word.endswith("y") and len(word) > 2 and not _VOWEL.match(word[-2]):
        word = word[:-1] + "i"
    measure = len(_MEASURE.findall(word[:-1]))
    if word.endswith("e") and (measure > 1 or measure == 1 and not _SHORT_END.search(word[:-1])):
        word = word[:-1]
    elif word.endswith("ll") and measure > 1:
        word = word[:-1]
    return word.lower()


def _without_plural(word):
    if word.endswith("sses"):
        return word[:-2]
    if word.endswith(("ies", "ied")):
        return word[:-1] if len(word) == 4 else word[:-2]
    if word.endswith("sis") and len(word) > 5:
        return word[:-2] + "e"
    if word.endswith("s") and not word.endswith(("us", "ss")) and _VOWEL.search(word[:-2]):
        return word[:-1]
    return word


def _without_tense(word):
    if word.endswith("eed"):
        return word[:-1] if _MEASURE.search(word[:-3]) else word
    ending = "ed" if word.endswith("ed") else "ing" if word.endswith("ing") else ""
    root = word.removesuffix(ending)
    if not ending or not _VOWEL.search(root):
        return word
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if _TWIN_END.search(root) and len(root) > 3:
        return root[:-1]
    if len(_MEASURE.findall(root)) == 1 and _SHORT_END.search(root):
        return root + "e"
    return root


# Texts and queries ---------------------------------------------------------------------------------------------------


def words(text, limit=None):
    """The words of a text as the index holds them, in order: letters and digits alone, the first `limit` of them."""
    found = []
    for piece, run in _pieces(fold(text)):
        if run:
            found += _pairs(piece)
        else:
            found.append(stem(piece))
        if limit is not None and len(found) >= limit:
            return found[:limit]
    return found


def spellings(text):
    """The words of a text as they are written, folded: for telling how near a mistyped word comes."""
    return [piece for piece, _ in _pieces(fold(text))]


def _pairs(run):
    return [run[start : start + 2] for start in range(len(run))]


@dataclass(frozen=True)
class Phrase:
    """Words that must follow each other. `open_end`: the last one is only the beginning of a word."""

    words: tuple
    open_end: bool = False


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_CHUNK = re.compile(r'"([^"]*)"|[^\s"]+')


def phrases(query):
    """What a reader asks for: a list of Phrase, all of which a story must have; none given twice.

    What stands in quotation marks, or is written without a blank ("covid-19"), is one phrase. All other signs are
    blanks, whatever they mean to a database.
    """
    found = {}
    for match in _CHUNK.finditer(query.translate(_QUOTES)):
        phrase = _phrase(match.group(1) if match.group(1) is not None else match.group())
        if phrase.words:
            found[phrase] = True
    return list(found)


def _phrase(chunk):
    pieces = list(_pieces(fold(chunk)))
    asked = []
    for piece, run in pieces:
        asked += _pairs(piece) if run else [stem(piece)]
    if not pieces or not pieces[-1][1]:
        return Phrase(tuple(asked))
    last = pieces[-1][0]
    return Phrase(tuple(asked), open_end=True) if len(last) == 1 else Phrase(tuple(asked[:-1]))


# Finding a query's words in a printed text ---------------------------------------------------------------------------


def places(text, asked):
    """Yields where the words of these phrases stand in a text as it is printed, in order: (start, end, word)."""
    wanted = frozenset(word for phrase in asked for word in phrase.words)
    runs = [word for word in wanted if _RUN.match(word)]
    for match in _printed(frozenset(word[0] for word in wanted if word.isascii())).finditer(text):
        printed = match.group()
        if match.group("run"):
            yield from _in_run(printed, match.start(), runs)
        elif (word := _stem_of_printed(printed)) in wanted:
            yield match.start(), match.end(), word


_RUN = re.compile(f"[{UNSPACED}]")


@lru_cache(maxsize=500)
def _printed(initials):
    """Words that may fold to one with these ASCII initials, and all that do not begin in ASCII: most others of a text
    are passed over unseen.
    """
    letters = re.escape("".join(initials | {letter.upper() for letter in initials}))
    return re.compile(rf"(?P<run>[{UNSPACED}]+)|(?<![^\W_])(?=[{letters}\x80-\U0010ffff]){_SPACED}")


@lru_cache(maxsize=50_000)
def _stem_of_printed(word):
    pieces = spellings(word)
    return stem(pieces[0]) if len(pieces) == 1 else ""


def _in_run(printed, start, wanted):
    """Marks in a run stand where its folded form has them; where folding changed its length, the run is one place."""
    folded = fold(printed)
    found = [(at, at + len(word), word) for word in wanted for at in _occurrences(folded, word)]
    if len(folded) != len(printed):
        return [(start, start + len(printed), word) for _, _, word in found[:1]]
    return _joined(sorted((start + one, start + end, word) for one, end, word in found))


def _occurrences(text, word):
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _joined(found):
    """Overlapping pairs are one place."""
    joined = []
    for start, end, word in found:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), joined[-1][2])
        else:
            joined.append((start, end, word))
    return joined
