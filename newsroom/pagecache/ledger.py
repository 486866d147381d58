"""What was purged and when, as far as this process knows, and what that says of a page."""

from collections import OrderedDict
from enum import IntEnum

SHARED_FOR = 60  # seconds that a shared piece may be shown after it was purged
LENGTH = 200_000  # keys that are remembered


class Verdict(IntEnum):
    """What may be done with a kept page, from all to nothing."""

    RIGHT = 0
    PASSABLE = 1  # to be shown while a new one is made
    LAST = 2  # the last copy: for those who would wait for somebody else's making, and where making fails
    GONE = 3  # nobody's any more


class Ledger:
    """Numbers grow with every purge, and from one ledger of a store to its next; which ones they are is the store's
    affair. One thread notes while others judge.
    """

    def __init__(self):
        self.forget_all(0)

    def forget_all(self, number):
        """From now on no page counts that was made before `number`."""
        self._floor = number  # first of all: no page made before is right by an empty ledger
        self._purged = OrderedDict()  # key: [(number, seconds since 1970)] in order
        self._gone = {}  # key: number
        self.number = number

    def note(self, number, at, keys, gone):
        """A purge that the store numbered."""
        for key in (*keys, *gone):
            self._purged[key] = _and_one_more(self._purged.get(key, []), number, at)
            self._purged.move_to_end(key)
        for key in gone:
            self._gone[key] = number
        while len(self._purged) > LENGTH:
            key = next(iter(self._purged))
            self._floor = max(self._floor, self._purged.pop(key)[-1][0])
            self._gone.pop(key, None)
        self.number = number

    def judge(self, page, now):
        """The Verdict on a page at `now`. Its keys are looked up only where something was purged meanwhile."""
        looked_up = page.looked_up
        if looked_up[0] != self.number:
            looked_up = page.looked_up = self._look_up(page)
        _, is_gone, is_wrong, shared_until = looked_up
        if is_gone:
            return Verdict.GONE
        right_until = page.made_at + page.fresh
        if is_wrong or now >= right_until + page.passable:
            return Verdict.LAST
        if shared_until is not None:
            return Verdict.PASSABLE if now < shared_until else Verdict.LAST
        return Verdict.RIGHT if now < right_until else Verdict.PASSABLE

    def _look_up(self, page):
        """As Page.looked_up."""
        number, up_to = page.number, self.number  # others may note purges meanwhile
        is_gone = number < self._floor or any(
            self._gone.get(key, 0) > number for key in (*page.keys, *page.shared)
        )
        is_wrong = any(self._since(number, key) for key in page.keys)
        times = [self._since(number, key) for key in page.shared]
        shared_until = min(filter(None, times), default=0) + SHARED_FOR if any(times) else None
        return up_to, is_gone, is_wrong, shared_until

    def _since(self, number, key):
        """When the key was first purged after `number`; None where it was not."""
        return next((at for purged, at in self._purged.get(key, ()) if purged > number), None)


def _and_one_more(purges, number, at):
    """The purges of a key with this one behind them: those of the last SHARED_FOR seconds, one for each second, and the
    one before. Older ones say no more than that.
    """
    if purges and 0 <= at - purges[-1][1] < 1:
        return [*purges[:-1], (number, purges[-1][1])]
    young = [purge for purge in purges if purge[1] > at - SHARED_FOR]
    return [*purges[: len(purges) - len(young)][-1:], *young, (number, at)]
