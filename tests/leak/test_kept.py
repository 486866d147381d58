"""Through kept pages nothing shows either: what was kept when a story was public is nobody's once it is hidden."""

from newsroom.pagecache import HEADER

from . import test_moments
from .base import PaperTestCase, public_addresses
from .check import Answer, ask, asked_through, crawl, leaks, tells
from .keeping import asking_through_kept_pages, kept_pages
from .outlets import rows
from .words import secrets_in


class KeptGateTests(PaperTestCase):
    """Every page of the paper was kept before the secrets came, on stories that were public too."""

    remembers_public_half = True

    @classmethod
    def setUpClass(cls):
        cls.layer = cls.enterClassContext(asking_through_kept_pages())
        super().setUpClass()

    def test_no_outlet_gives_away_a_hidden_word_and_each_shows_the_public_ones(self):
        made_then_kept = ("GET", "GET")
        self.assert_silent(leaks(self.paper, rows(), made_then_kept))
        self.assert_nothing_hidden_is_kept()

    def assert_nothing_hidden_is_kept(self):
        self.assertGreater(len(kept_pages()), 50)
        reason = {self.paper.reason_of(self.paper.gone)}
        for page in kept_pages():
            headers = [line for line in page.headers if line[0] != HEADER]  # told to no reader
            text = Answer(page.status, tuple(headers), page.body).everything
            found = secrets_in(text) - (reason if page.status == 410 else set())
            self.assertEqual(found, set(), page.headers)

    def test_hidden_stories_and_such_that_never_existed_answer_alike_to_the_byte(self):
        stories = {name: row for name, row in rows().items() if "<slug:slug>" in name}
        self.assert_silent(tells(self.paper, stories))

    def test_a_kept_page_is_the_page_that_would_be_made_now(self):
        kept = crawl(public_addresses(self.paper))
        with asked_through(self.layer._site):
            for address, answer in kept.items():
                made = ask(address)
                self.assertEqual((answer.status, answer.body), (made.status, made.body), address)


class KeptMomentTests(test_moments.MomentTests):
    """What was asked a moment ago is kept when the act comes."""

    def setUp(self):
        self.enterContext(asking_through_kept_pages())
        super().setUp()
