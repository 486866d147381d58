"""A small paper and some edits; `python -m tests.kept` is the same at full length."""

import random
from contextlib import ExitStack
from datetime import timedelta
from functools import cache
from unittest.mock import patch

from django.test import TestCase

from articles import syndication
from articles.images import cards
from newsroom import paging, prepared
from sections import fronts
from tests.factories import NOON

from .edits import Edits
from .paper import Paper
from .reading import Reader
from .trial import Trial, table

STORIES, EDITS = 16, 20
LENGTH = 5  # rows on a page, so that few stories fill several


def begin(stack, seed, stories):
    """A Trial over a new paper, until `stack` is closed."""
    chance, at = random.Random(seed), NOON + timedelta(minutes=1, seconds=1)
    paper = Paper(chance).make(stories)
    stack.enter_context(patch("django.utils.timezone.now", return_value=at))
    stack.enter_context(patch("articles.images.cards.draw", cache(cards.draw)))  # slow to draw
    return Trial(Reader(), Edits(paper), at, chance)


class EditsTests(TestCase):
    def test_every_page_that_reads_otherwise_is_purged_and_few_others_are(self):
        seed = random.randrange(10**6)
        with ExitStack() as stack:
            stack.callback(prepared.forget)  # when the lengths are back
            for module in (paging, syndication, fronts):
                stack.enter_context(patch.object(module, "LENGTH", LENGTH))
            prepared.forget()
            trial = begin(stack, seed, STORIES)
            for _ in range(EDITS):
                step = trial.step()
                self.assertEqual(step.missed, [], f"seed {seed}: {step}")
            self.assertEqual(trial.wrong_pages(), [], f"seed {seed}")
            figures = "\n".join(table(trial.steps, len(trial.pages)))
            changed = sum(len(step.changed) for step in trial.steps)
            purged = sum(len(step.purged) for step in trial.steps)
            self.assertLessEqual(purged, 2 * changed, f"seed {seed}:\n{figures}")
