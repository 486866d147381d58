"""The leak tests can fail: opened a little, the gate is noticed, and so is a test that no longer looks."""

import sys
from contextlib import ExitStack
from unittest import mock

from django.db.models import Q
from django.test import override_settings

from articles.models import Article, Revision
from articles.models.article import public_rule
from newsroom import prepared
from sections.fronts import Front

from .base import PaperTestCase
from .check import leaks, tells
from .outlets import OUTLETS, SECTION, STORY, Outlet, Page, hidden_stories, rows, unlisted
from .paper import uncovered

FRONT, SECTION_PAGE, TAG, PERSON = "", f"^{SECTION}/$", "tag/<slug:slug>/", "by/<slug:slug>/"
DAY, FEED, NEWS, TEXT = (
    "<year:year>/<two:month>/<two:day>/",
    "<feed:name>",
    "news-sitemap.xml",
    "text/",
)


class ProofTests(PaperTestCase):
    def test_a_gate_that_lets_everything_through_is_noticed_at_every_list_and_beside_stories(self):
        with rule(lambda at, prefix="": Q(**{f"{prefix}public_at__isnull": False})):
            self.assert_leaks(
                "in review", FRONT, SECTION_PAGE, TAG, PERSON, STORY, DAY, FEED, NEWS, TEXT
            )

    def test_a_gate_that_forgets_the_status_is_noticed(self):
        with rule(without("status")):
            for state in ("in review", "sent back", "approved", "binned after it was public"):
                self.assert_leaks(state, FRONT, SECTION_PAGE, TAG, FEED)
            self.assert_leaks("withdrawn", FRONT, DAY)
            self.assert_leaks("killed", FRONT, DAY)

    def test_a_gate_that_forgets_the_time_is_noticed(self):
        with rule(without("public_at__lte")):
            self.assert_leaks("scheduled", FRONT, FEED, NEWS)
            self.assert_leaks("scheduled for the next moment", FRONT, FEED, NEWS)

    def test_a_gate_that_forgets_hidden_sections_is_noticed(self):
        with rule(without("section__is_public")):
            for state in (
                "in a hidden section",
                "below a hidden section",
                "in a section hidden later",
            ):
                self.assert_leaks(state, FRONT, DAY, FEED)

    def test_an_address_of_a_hidden_story_that_answers_is_noticed(self):
        with rule(without("status")):
            found = "\n".join(
                tells(self.paper, {STORY: Outlet(OUTLETS[STORY].opens, hidden_stories)})
            )
        for state in ("in review", "withdrawn", "binned after it was public"):
            self.assertRegex(found, f"GET .*“{state}”.*: status differs")

    def test_a_404_that_knows_more_is_noticed(self):
        with override_settings(ROOT_URLCONF="tests.leak.telling_urls"):
            found = "\n".join(tells(self.paper, {STORY: OUTLETS[STORY]}))
        self.assertRegex(found, "GET .*“scheduled”.*: body differs")
        self.assertNotIn("status differs", found)

    def test_an_address_without_a_row_is_noticed_and_so_is_what_it_shows(self):
        with override_settings(ROOT_URLCONF="tests.leak.loose_urls"):
            [sentence] = unlisted()
            self.assertIn("Readers can ask for “latest.json”", sentence)
            row = Outlet(lambda paper: [Page("/latest.json", paper.control("headline"))])
            found = "\n".join(leaks(self.paper, {"latest.json": row}))
        self.assertIn("“headline” of “approved”", found)
        self.assertIn(f"“{self.paper.hidden['approved'].pk}”", found)

    def test_a_row_without_an_address_is_noticed(self):
        with mock.patch.dict(OUTLETS, {"gone.xml": OUTLETS["robots.txt"]}):
            [sentence] = unlisted()
        self.assertIn("“gone.xml”, which is no address of the site", sentence)

    def test_an_outlet_that_shows_nothing_is_noticed(self):
        with mock.patch("sections.fronts.front", return_value=Front()):
            found = "\n".join(leaks(self.paper, {FRONT: OUTLETS[FRONT]}))
        self.assertIn("shows nothing of “headline” of “lead”", found)

    def test_a_text_field_without_a_word_is_noticed(self):
        draft = self.paper.hidden["draft"]
        Article.objects.filter(pk=draft.pk).update(standfirst="No word.")
        revision = Revision.objects.get(pk=draft.newest_revision_id)
        Revision.objects.filter(pk=revision.pk).update(
            snapshot=revision.snapshot | {"sub_kicker": ""}
        )
        found = "\n".join(uncovered(self.paper))
        self.assertIn("articles.Article.standfirst holds no canary word in state “draft”", found)
        self.assertIn(
            "“sub_kicker” of the newest revision holds no canary word in state “draft”", found
        )
        self.assertEqual(found.count("\n"), 1)

    def assert_leaks(self, state, *names):
        found = leaks(
            self.paper, {name: row for name, row in rows().items() if name in names}, ("GET",)
        )
        for name in names:
            told = [
                words for words in found if words.startswith(f"{name}: ") and f"“{state}”" in words
            ]
            self.assertTrue(
                told, f"{name or 'front'} shows nothing of {state}:\n" + "\n".join(found[:20])
            )


def rule(changed):
    """Puts another rule in the place of `public_rule`, wherever it was imported to."""
    stack = ExitStack()
    stack.callback(prepared.forget)  # when the rule is back
    for module in list(sys.modules.values()):
        if getattr(module, "public_rule", None) is public_rule and module.__name__ != __name__:
            stack.enter_context(mock.patch.object(module, "public_rule", changed))
    prepared.forget()
    return stack


def without(clause):
    """The rule that forgets one of its clauses."""

    def rule_without(at, prefix=""):
        parts = public_rule(at, prefix).children
        return Q(*(part for part in parts if isinstance(part, Q) or part[0] != prefix + clause))

    return rule_without
