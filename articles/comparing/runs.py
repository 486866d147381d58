"""Two lists of pieces, cut into runs that are the same in both and runs that are not."""

from collections import Counter
from difflib import SequenceMatcher

# Up to here one finds quickly what became of what; beyond it all that differs is shown as replaced.
COSTLY = 200_000  # pairs of equal pieces, or of blocks to be weighed


def runs_of(old, new, *, autojunk):
    """[(is the same, start and end before, start and end after)]: the two lists cut into runs, in turn."""
    start = _same_at_start(old, new)
    end = _same_at_start(old[start:][::-1], new[start:][::-1])
    old_end, new_end = len(old) - end, len(new) - end
    runs = [(True, 0, start, 0, start)] if start else []
    if start < old_end and start < new_end:
        runs += _matched(old[start:old_end], new[start:new_end], start, autojunk)
    elif start < old_end or start < new_end:
        runs.append((False, start, old_end, start, new_end))
    if end:
        runs.append((True, old_end, len(old), new_end, len(new)))
    return runs


def _same_at_start(old, new):
    pairs = zip(old, new, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(old), len(new)))


def _matched(old, new, start, autojunk):
    if _cost(old, new, autojunk) > COSTLY:
        return [(False, start, start + len(old), start, start + len(new))]
    codes = SequenceMatcher(None, old, new, autojunk).get_opcodes()
    return [(code[0] == "equal", *(start + place for place in code[1:])) for code in codes]


def _cost(old, new, autojunk):
    """How many pairs of equal pieces there are; what is very common in a long list is not matched by itself."""
    olds, news = Counter(old), Counter(new)
    common = len(new) // 100 + 1 if autojunk and len(new) >= 200 else len(new)
    return sum(count * olds[piece] for piece, count in news.items() if count <= common)
