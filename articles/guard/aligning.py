"""Two sequences laid side by side: which items of the one are which of the other. Quick for long ones too, since what
stands once in both is found first.
"""

from bisect import bisect_left
from difflib import SequenceMatcher

ENOUGH = 20_000  # comparisons that are made where nothing stands once; beyond it a piece counts as written anew


def pairs(one, other):
    """[(place in one, place in other)], rising in both, of items that are equal."""
    found, open_pieces = [], [(0, len(one), 0, len(other))]
    while open_pieces:
        a, a_end, b, b_end = open_pieces.pop()
        while a < a_end and b < b_end and one[a] == other[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        while a < a_end and b < b_end and one[a_end - 1] == other[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
            found.append((a_end, b_end))
        if a == a_end or b == b_end:
            continue
        anchors = _rising(_single(one, a, a_end), _single(other, b, b_end))
        if anchors:
            found += anchors
            for a_next, b_next in [*anchors, (a_end, b_end)]:
                open_pieces.append((a, a_next, b, b_next))
                a, b = a_next + 1, b_next + 1
        elif (a_end - a) * (b_end - b) <= ENOUGH:
            matcher = SequenceMatcher(None, one[a:a_end], other[b:b_end], autojunk=False)
            for match in matcher.get_matching_blocks():
                found += [(a + match.a + n, b + match.b + n) for n in range(match.size)]
    return sorted(found)


def changes(one, other):
    """The pieces between: [(start in one, end, start in other, end)]."""
    found, a, b = [], 0, 0
    for a_next, b_next in [*pairs(one, other), (len(one), len(other))]:
        if a < a_next or b < b_next:
            found.append((a, a_next, b, b_next))
        a, b = a_next + 1, b_next + 1
    return found


def _single(items, start, end):
    """{item that stands once: where}"""
    found, twice = {}, set()
    for place in range(start, end):
        item = items[place]
        if item in found:
            twice.add(item)
        found[item] = place
    for item in twice:
        del found[item]
    return found


def _rising(one, other):
    """The longest row of shared items that rises in both."""
    shared = [(place, other[item]) for item, place in one.items() if item in other]
    shared.sort()
    ends, last, before = [], [], [None] * len(shared)
    for number, (_, place) in enumerate(shared):
        at = bisect_left(ends, place)
        if at == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[at], last[at] = place, number
        before[number] = last[at - 1] if at else None
    row, number = [], last[-1] if last else None
    while number is not None:
        row.append(shared[number])
        number = before[number]
    return row[::-1]
