"""Which words are names: those with a capital that only a name has where it stands."""

import re

from . import tables
from .tokens import FIGURE, NEGATION, fold

EVIDENCE = 30  # words of a text from which it counts what they are written like

_MID = re.compile(
    r"(?:(?<=[^\W_] )|(?<=[,;] )|(?<=\b[A-Z]\. )|(?<=\b(?:Mr|Dr|Ms|St)\. )|(?<=\bMrs\. ))"
    r"([^\W\d_]+(?:['’][^\W\d_]+)*)"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Known:
    """How words are written elsewhere in both texts: with a capital inside a sentence, or without one."""

    def __init__(self, language, texts):
        self.language = language.partition("-")[0].lower()
        self.capital, self.lower = set(), set()
        for text in dict.fromkeys(texts):
            words = _WORD.findall(text)
            long = [word for word in words if len(word) > 3]
            if len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.75 * len(long):
                continue
            self.lower.update(fold(word) for word in words if word[0].islower())
            self.capital.update(
                fold(word) for word in _MID.findall(text) if word[0].isupper() and len(word) > 1
            )

    def names(self, tokens, is_title):
        """For each token of a sentence whether it is a name or a part of one."""
        following = [*tokens[1:], None]
        found = [
            self._is_name(token, behind, is_title)
            for token, behind in zip(tokens, following, strict=True)
        ]
        if self.language == "en":
            for at in range(len(tokens) - 2, -1, -1):  # "van der" before "Berg"
                found[at] = found[at] or (found[at + 1] and tokens[at].key in tables.PARTICLES)
        return found

    def _is_name(self, token, following, is_title):
        """`following`: the token behind it, or None."""
        key = token.key
        if not token.has_capital or token.kind == FIGURE or key in tables.NO_NAMES:
            return False
        if is_title:
            return self._is_name_in_title(token)
        if not token.begins or key in self.capital:
            return True
        if key in tables.COMMON or token.kind == NEGATION:
            return False
        goes_on = (
            following is not None
            and following.sentence == token.sentence
            and not following.begins
            and (following.has_capital and self.language != "de" and following.key not in ("i",)
                 or following.key in tables.SAYING or following.key in tables.SINGULAR)
        )  # fmt: skip
        if goes_on or _is_odd(token.text) or token.text.endswith(("'s", "’s")):
            return True
        if key in self.lower or self.language != "en":
            return False
        return not key.endswith(
            ("s", "ly", "ing", "ed")
        )  # a bare word in the singular: "Smith left."

    def _is_name_in_title(self, token):
        key = token.key
        if key in self.capital:
            return True
        if key in self.lower or key in tables.COMMON:
            return False
        return len(self.lower) < EVIDENCE


def _is_odd(text):
    """With capitals inside: NATO, McDonald."""
    return any(letter.isupper() for letter in text[1:])
