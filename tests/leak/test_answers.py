"""What is hidden answers as what never was; what was killed says why."""

from statistics import median
from time import perf_counter
from unittest import mock

from .base import PaperTestCase
from .check import ask, tells
from .outlets import rows
from .words import NEVER, secrets_in


class AnswerTests(PaperTestCase):
    def test_hidden_and_never_existed_answer_alike_to_the_byte(self):
        """Status, body and every header, at every address that a curious reader might try."""
        self.assert_silent(tells(self.paper, rows()))

    def test_hidden_stories_are_404_at_all_their_addresses(self):
        for state, story in self.paper.hidden.items():
            addresses = {story.get_absolute_url(), f"/2026/03/12/{story.slug}/"} - {
                "",
                self.paper.gone.get_absolute_url(),
            }
            for address in addresses:
                self.assertEqual(ask(address).status, 404, f"{state}: {address}")

    def test_old_addresses_of_hidden_stories_and_sections_lead_nowhere(self):
        self.assertTrue(self.paper.old_addresses)
        for address in self.paper.old_addresses:
            self.assertEqual(ask(address).status, 404, address)

    def test_a_killed_story_leaves_its_reason_at_its_address_and_no_other_word(self):
        answer = ask(self.paper.gone.get_absolute_url())
        self.assertEqual(answer.status, 410)
        self.assertEqual(secrets_in(answer.everything), {self.paper.reason_of(self.paper.gone)})

    def test_pictures_of_withdrawn_stories_are_gone_though_their_names_are_known(self):
        self.assertTrue(self.paper.old_renditions)
        for address in self.paper.old_renditions:
            self.assertEqual(ask(address), ask("/media/1/never-was.jpg"), address)

    def test_a_page_that_breaks_tells_nothing_of_what_it_was_about(self):
        secret = self.paper.hidden["draft"].headline
        with mock.patch("sections.fronts.front", side_effect=RuntimeError(secret)):
            answer = ask("/")
        self.assertEqual(answer.status, 500)
        self.assertEqual(secrets_in(answer.everything), set())

    def test_hidden_takes_as_long_as_never_existed(self):
        """Within 20 ms, by the medians of 200 each, asked in turn."""
        never, *hidden = spent = {
            address: []
            for address in (
                f"/2026/03/12/{NEVER}/",
                self.paper.hidden["scheduled"].get_absolute_url(),
                self.paper.hidden["withdrawn"].get_absolute_url(),
            )
        }
        for _ in range(200):
            for address, times in spent.items():
                start = perf_counter()
                ask(address)
                times.append(perf_counter() - start)
        for address in hidden:
            difference = abs(median(spent[address]) - median(spent[never]))
            self.assertLess(difference, 0.020, f"{address}, in seconds")
