"""Where else does it stand? Other stories, briefs and captions that say the same as a text that was wrong, in the same
words or in others: what an editor looks through when a correction is written.

The search's index names the stories that share the rarest words, names and figures with the wrong text; their
sentences are then laid beside it, and weighed by what they share. A common word weighs little, a figure more.
"""

import re
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from math import log
from statistics import median

from articles.models import Article
from articles.search import engines
from articles.search.words import Phrase, words

from . import body
from .guard.tables import COMMON

LIMIT = 10  # stories offered
MOST_WORDS = 30  # of the wrong text that the index is asked for
MOST_SENTENCES = 12  # of it
HOLDERS = 800  # stories that a word is looked for in; one that more of them have is common
PAIRS = 8  # common words of which two together are asked for, where rare ones are few
FEW = 4  # rare words
READ = 50  # stories whose sentences are read
LONGEST = 120_000  # characters of a text that are read
LEAST = 0.45  # of the weight of a wrong sentence that another must share to be offered
LEAST_WORDS = 3  # that both must have
FIGURE_WEIGHT = 1.6
QUOTED = 0.9  # a quotation that stands elsewhere counts nearly as the whole sentence

FIELDS = {"headline": "Headline", "standfirst": "Standfirst", "body": "Text", "caption": "Caption"}


@dataclass(frozen=True)
class Place:
    """A sentence of another story that may be wrong too. `share`: how much of the wrong text it says, 0 to 1."""

    story: Article
    field: str  # a key of FIELDS
    sentence: str
    share: float

    @property
    def label(self):
        return FIELDS[self.field]


def find(wrong, *, without=(), stories=None, limit=LIMIT):
    """The places that come nearest to the wrong texts, the best of each story, best first: a list of Place.

    `without`: ids of stories that are left out. `stories`: a queryset of those that may be named, instead of all.
    Only stories that are published or scheduled are known. At most three queries, none where nothing can be asked.
    """
    cut = [sentence for text in wrong for sentence in _SENTENCE_END.split(text)]
    asked = [sentence for sentence in map(_Sentence, cut) if sentence.words][:MOST_SENTENCES]
    longest = max((len(sentence.words) for sentence in asked), default=0)
    asked = [
        sentence for sentence in asked if len(sentence.words) >= min(LEAST_WORDS, longest)
    ]  # "It was late." says nothing, unless nothing else is asked
    weights, places = _holders(_to_ask(asked))
    best = sorted(places, key=lambda place: (-places[place], -place))
    ids = [engines.story_at(place) for place in best]
    ids = [pk for pk in ids if pk not in without][:READ]
    if not ids:
        return []
    usual = median(weights.values())
    weights = {word: usual for sentence in asked for word in sentence.all_words} | weights
    parts = [part for sentence in asked for part in sentence.parts(weights)]
    found = [_best_of(story, parts, weights) for story in _stories(ids, stories)]
    found = [place for place in found if place and place.share >= LEAST]
    return sorted(found, key=lambda place: (-place.share, -place.story.pk))[:limit]


# The wrong text ------------------------------------------------------------------------------------------------------

_QUOTED = re.compile('[“„«»"‘「『]([^“”„«»"」』]{12,})[”“»«"’」』]')


class _Sentence:
    """A wrong sentence, and what of it may stand elsewhere: the whole, and what is quoted in it."""

    def __init__(self, text):
        self.text = text
        self.words = _telling(text)
        self.quotations = [_telling(match) for match in _QUOTED.findall(text)]
        self.all_words = self.words.union(*self.quotations)

    def parts(self, weights):
        """[(words, their weight, what sharing them all counts)]"""
        parts = [(self.words, 1.0)] + [(quoted, QUOTED) for quoted in self.quotations]
        return [
            (part, sum(weights[word] for word in part), counts)
            for part, counts in parts
            if len(part) >= LEAST_WORDS or part is self.words
        ]


def _telling(text):
    """The words of a text as the index has them, without the commonest."""
    return frozenset(word for word in words(text) if word not in _COMMON)


_COMMON = frozenset(words(" ".join(COMMON))) | frozenset("said say sai".split())


def _to_ask(sentences):
    """Which words the index is asked for: of each sentence as many, figures and long words first."""
    if not sentences:
        return []
    each = max(4, MOST_WORDS // len(sentences))
    found = {}
    for sentence in sentences:
        by_rarity = sorted(
            sentence.words, key=lambda word: (not word[0].isdecimal(), -len(word), word)
        )
        found |= dict.fromkeys(by_rarity[:each])
    return list(found)[:MOST_WORDS]


# Stories that share words --------------------------------------------------------------------------------------------


def _holders(asked):
    """({word: weight}, {place in the index: the weight of the words that stand there})."""
    if not asked:
        return {}, {}
    found = _ask([[word] for word in asked])
    weights = {
        word: log(2 * HOLDERS / max(1, len(found[number])))
        * (FIGURE_WEIGHT if word[0].isdecimal() else 1)
        for number, word in enumerate(asked)
    }
    rare = [number for number in range(len(asked)) if len(found[number]) < HOLDERS]
    places = {}
    for number in rare:
        for place in found[number]:
            places[place] = places.get(place, 0) + weights[asked[number]]
    if len(rare) < FEW:
        common = [word for number, word in enumerate(asked) if number not in rare][:PAIRS]
        pairs = [list(pair) for pair in combinations(common, 2)]
        for pair, holders in zip(pairs, _ask(pairs), strict=True):
            for place in holders:
                places[place] = places.get(place, 0) + sum(weights[word] for word in pair) / PAIRS
    return weights, places


def _ask(together):
    """The newest places that have all words of each list: [[place]]. One query, none for nothing."""
    if not together:
        return []
    phrases = [[Phrase((word,)) for word in some] for some in together]
    return engines.engine().holders(phrases, HOLDERS)


def _stories(ids, stories):
    stories = Article.objects.all() if stories is None else stories
    found = (
        stories.filter(pk__in=ids, status=Article.Status.PUBLISHED)
        .select_related("section", "lead_picture__image")
        .defer(None)
        .defer("desk_notes")
    )
    return list(found)


# Their sentences -----------------------------------------------------------------------------------------------------

_CAPTION = re.compile("<figcaption>(.*?)</figcaption>", re.DOTALL)
_TAGS = re.compile("<[^>]*>")
_SENTENCE_END = re.compile(r"(?<=[.!?…][”’\"»)])\s+|(?<=[.!?…])\s+|(?<=[。！？])")


def _best_of(story, parts, weights):
    """The sentence of a story that shares the most, as a Place; None where none shares anything."""
    sharp = [word[:-1] if len(word) > 3 else word for word in weights]
    best, best_share = None, 0
    for field, text in _texts(story):
        sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
        for number, one in enumerate(sentences):
            for sentence in (one, " ".join(sentences[number : number + 2])):
                share = _share(sentence, parts, weights, sharp)
                if share > best_share + 0.05 * (sentence is not one):
                    best, best_share = (field, sentence.strip()), share
    return Place(story, *best, round(best_share, 3)) if best else None


def _texts(story):
    """Yields (field, text) of what readers get of a story."""
    yield "headline", story.headline
    yield "standfirst", story.standfirst
    if story.lead_picture:
        yield "caption", story.lead_picture.shown_caption
    html = story.body[:LONGEST]
    for caption in _CAPTION.findall(html):
        yield "caption", unescape(_TAGS.sub("", caption))
    for block in body.blocks(_CAPTION.sub("", html)):
        if text := body.words_of(block):
            yield "body", text


def _share(sentence, parts, weights, sharp):
    """The most that a sentence shares with a part of the wrong text, 0 to 1."""
    if sentence.isascii() and not _may_share(sentence.lower(), sharp):
        return 0  # not worth cutting
    there, best = _telling(sentence), 0
    for part, weight, counts in parts:
        shared = part & there
        if len(shared) >= min(LEAST_WORDS, len(part)):
            best = max(best, counts * sum(weights[word] for word in shared) / weight)
    return best


def _may_share(sentence, sharp):
    return sum(word in sentence for word in sharp) >= min(2, len(sharp))
