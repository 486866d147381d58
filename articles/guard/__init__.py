"""The guard before readers: what in a change of a public story is more than a typing error.

A figure, a name, a quotation or a negation that differs is told; a slip of the hand that was mended, a word for
another, another way of writing a figure, and text that was moved whole are not. In doubt it is told: the editor is
asked once more than needed rather than once too little. Texts in, data out; it knows snapshots and no database.

texts.py: what readers get.  tokens.py: how a text is cut.  names.py: which words are names.
aligning.py: two texts side by side.  slips.py: what differs there.  tables.py: what differs by language.
"""

from collections import Counter
from dataclasses import dataclass, field

from . import tables
from .aligning import pairs
from .names import Known
from .slips import are_opposed, is_near, is_other_unit, is_same_writing, is_turned, keys
from .texts import texts_of
from .tokens import FIGURE, NEGATION, cut

NAME, QUOTATION = "name", "quotation"
KINDS = (FIGURE, NAME, QUOTATION, NEGATION)  # in the order in which they are told

FIELDS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "short_headline": "Short headline",
    "standfirst": "Standfirst",
    "body": "Text",
    "caption": "Caption of the lead picture",
}


@dataclass(frozen=True)
class Change:
    """One place that tells. `before`, `after`: the sentences around it as (text, whether it changed) pairs, empty
    where nothing stood or nothing stands any more.
    """

    field: str  # a key of FIELDS
    kinds: tuple
    before: tuple
    after: tuple

    @property
    def label(self):
        return FIELDS[self.field]

    @property
    def sentence_before(self):
        return "".join(text for text, _ in self.before)

    @property
    def sentence_after(self):
        return "".join(text for text, _ in self.after)


def telling(live, wanted):
    """The telling changes between two snapshots (see `articles.history`): a list of Change, in the story's order."""
    language = wanted.get("language") or "en"
    texts = {name: (texts_of(live, name), texts_of(wanted, name)) for name in FIELDS}
    differing = [name for name, (one, other) in texts.items() if one != other]
    if not differing:
        return []
    known = Known(language, [text for both in texts.values() for side in both for text, _ in side])
    found = []
    for name in differing:
        one, other = (
            [cut(text, language, is_quotation=quoted) for text, quoted in side]
            for side in texts[name]
        )
        found += _Comparison(name, one, other, known).changes()
    return found


# The comparison ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Side:
    """One text as it is compared: the tokens of the sentences that the other does not have."""

    blocks: list
    tokens: list = field(default_factory=list)
    homes: list = field(
        default_factory=list
    )  # of each token: (number of block, number of sentence)
    names: list = field(default_factory=list)


class _Comparison:
    """Two texts of one field."""

    def __init__(self, name, one, other, known):
        self.name, self.known = name, known
        shared = _sentence_counts(one) & _sentence_counts(other)
        self.one, self.other = self._side(one, shared), self._side(other, shared)

    def _side(self, blocks, shared):
        side, left = _Side(blocks), Counter(shared)
        for number, block in enumerate(blocks):
            for sentence, tokens in _by_sentence(block).items():
                saying = _saying(tokens)
                if left[saying]:
                    left[saying] -= 1
                    continue
                side.tokens += tokens
                side.homes += [(number, sentence)] * len(tokens)
                side.names += self.known.names(tokens, block.is_title)
        return side

    def changes(self):
        one, other = self.one, self.other
        matched = pairs([token.key for token in one.tokens], [token.key for token in other.tokens])
        partners = _partners(matched, one.homes, other.homes)
        groups = []
        for a, a_end, b, b_end in self._pieces(matched):
            kinds = self._kinds(a, a_end, b, b_end)
            if kinds:
                before = {one.homes[at] for at in range(a, a_end)}
                after = {other.homes[at] for at in range(b, b_end)}
                if not before:
                    before = {partners[0][home] for home in after if home in partners[0]}
                if not after:
                    after = {partners[1][home] for home in before if home in partners[1]}
                _join(groups, _Group(before, after, set(kinds), [(a, a_end)], [(b, b_end)]))
        return [
            Change(
                self.name,
                tuple(kind for kind in KINDS if kind in group.kinds),
                _marked(one, group.before, group.marks_before),
                _marked(other, group.after, group.marks_after),
            )
            for group in groups
        ]

    def _pieces(self, matched):
        """What differs: between the pairs, and pairs of which one stands in a quotation and the other does not."""
        a = b = 0
        for a_next, b_next in [*matched, (len(self.one.tokens), len(self.other.tokens))]:
            if a < a_next or b < b_next:
                yield a, a_next, b, b_next
            if a_next < len(self.one.tokens) and b_next < len(self.other.tokens):
                if self.one.tokens[a_next].is_quoted != self.other.tokens[b_next].is_quoted:
                    yield a_next, a_next + 1, b_next, b_next + 1
            a, b = a_next + 1, b_next + 1

    def _kinds(self, a, a_end, b, b_end):
        """What a piece changes: some of KINDS."""
        before, after = self._without_slips(a, a_end, b, b_end)
        old = [self.one.tokens[at] for at in before]
        new = [self.other.tokens[at] for at in after]
        kinds = set()
        if keys(old, FIGURE) != keys(new, FIGURE) or is_other_unit(old, new):
            kinds.add(FIGURE)
        if [self.one.tokens[at].key for at in before if self.one.names[at]] != [
            self.other.tokens[at].key for at in after if self.other.names[at]
        ]:
            kinds.add(NAME)
        if any(token.is_quoted for token in (*old, *new)) and not is_same_writing(old, new):
            kinds.add(QUOTATION)
        if sorted(keys(old, NEGATION)) != sorted(keys(new, NEGATION)) or is_turned(old, new):
            kinds.add(NEGATION)
        return kinds

    def _without_slips(self, a, a_end, b, b_end):
        """The places in both texts, without pairs of words of which one is a slip of the hand."""
        before, after = range(a, a_end), range(b, b_end)
        if len(before) != len(after):
            return before, after
        kept = [
            (one, other)
            for one, other in zip(before, after, strict=True)
            if not self._is_slip(one, other)
        ]
        return [one for one, _ in kept], [other for _, other in kept]

    def _is_slip(self, one, other):
        old, new = self.one.tokens[one], self.other.tokens[other]
        if old.is_quoted != new.is_quoted or NEGATION in (old.kind, new.kind):
            return False
        if new.kind == FIGURE:  # "Wendesday" for "Wednesday"
            is_day = new.key in tables.DATES or new.key in tables.DAYS
            return is_day and not old.kind and is_near(old.key, new.key)
        if old.kind or not (old.key.isalpha() and new.key.isalpha()):
            return False
        if self.one.names[one] or self.other.names[other]:
            return new.key in tables.COMMON and is_near(old.key, new.key) and new.begins
        return is_near(old.key, new.key) and not are_opposed(old.key, new.key)


# Sentences -----------------------------------------------------------------------------------------------------------


def _by_sentence(block):
    found = {}
    for token in block.tokens:
        found.setdefault(token.sentence, []).append(token)
    return found


def _saying(tokens):
    return tuple((token.key, token.is_quoted) for token in tokens)


def _sentence_counts(blocks):
    return Counter(_saying(tokens) for block in blocks for tokens in _by_sentence(block).values())


def _partners(matched, homes_one, homes_other):
    """For each sentence the one of the other text that has the most of its words: ({other: one}, {one: other})."""
    shared = Counter((homes_one[a], homes_other[b]) for a, b in matched)
    to_one, to_other = {}, {}
    for (one, other), _ in shared.most_common():
        to_one.setdefault(other, one)
        to_other.setdefault(one, other)
    return to_one, to_other


@dataclass(slots=True)
class _Group:
    """Pieces in the same sentences."""

    before: set
    after: set
    kinds: set
    marks_before: list
    marks_after: list


def _join(groups, group):
    last = groups[-1] if groups else None
    if last is None or not (last.before & group.before or last.after & group.after):
        groups.append(group)
        return
    last.before |= group.before
    last.after |= group.after
    last.kinds |= group.kinds
    last.marks_before += group.marks_before
    last.marks_after += group.marks_after


def _marked(side, homes, pieces):
    """The sentences as (text, whether it changed) pairs."""
    spans = {}
    for start, end in pieces:
        for at in range(start, end):
            spans.setdefault(side.homes[at], []).append(
                (side.tokens[at].start, side.tokens[at].end, at)
            )
    found = []
    for home in sorted(homes):
        text, (start, end) = side.blocks[home[0]].text, side.blocks[home[0]].sentences[home[1]]
        if found:
            found.append((" ", False))
        for one, other in _runs(spans.get(home, [])):
            found += [(text[start:one], False), (text[one:other], True)]
            start = other
        found.append((text[start:end].rstrip(), False))
    return tuple((text, is_changed) for text, is_changed in found if text)


def _runs(spans):
    """Neighbouring tokens as one stretch: (start, end) each."""
    runs, last = [], None
    for start, end, at in sorted(spans):
        if runs and last is not None and at <= last + 1:
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((start, end))
        last = at
    return runs
