"""Words that nobody would write, each with the state and field that it stands for."""

import re

NEVER = "canary9999z"  # a word that stands for nothing: the slug that never existed
FIRST_HIDDEN_ID = 730_000_001  # rows that readers may not see have ids that can be told in any text
NEVER_ID = "730000999"

_SECRET = re.compile(r"canary[0-9]{4}z|(?<![0-9])730000[0-9]{3}(?![0-9])", re.IGNORECASE)


class Words:
    """`words(state, field)` is the word of that field in that state, the same one each time."""

    def __init__(self, stem):
        self.stem = stem
        self._words, self._meanings = {}, {}

    def __call__(self, state, field):
        if (state, field) not in self._words:
            word = f"{self.stem}{len(self._words) + 1:04}z"
            self._words[state, field] = word
            self._meanings[word] = (state, field)
        return self._words[state, field]

    def meaning(self, word):
        """The (state, field) of a word, or None."""
        return self._meanings.get(word.lower())


def secrets_in(text):
    """The canary words and hidden ids in a text, in small letters."""
    return {found.lower() for found in _SECRET.findall(text)}


def without_secrets(text, put=None):
    """The text with each canary word and hidden id replaced: by `put`, or by those of nothing, in the same case."""
    return _SECRET.sub(lambda match: _nothing_like(match.group()) if put is None else put, text)


def _nothing_like(found):
    if found.isdigit():
        return NEVER_ID
    return NEVER.upper() if found.isupper() else NEVER
