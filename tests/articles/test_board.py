"""The board and the acts on many stories: what stands where, and that a press is the same act as in the form."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import html

from articles import overview, review, workflow
from articles.models import Article
from tests.base import needs_sqlite
from tests.factories import make_draft, make_many_stories, make_section, make_story, make_user

from .test_admin import LIST, DeskTestCase, said_by
from .test_buttons import EDITOR, REPORTER

BOARD = f"{LIST}board/"
HOUR = timedelta(hours=1)


class BoardTestCase(DeskTestCase):
    def setUp(self):
        self.editor = make_user("mira", *EDITOR, first_name="Mira", last_name="Lund")
        self.client.force_login(self.editor)
        self.now = timezone.now()

    def columns(self, query=""):
        """{heading: [the words of each card]}."""
        response = self.client.get(f"{BOARD}{query}")
        self.assertEqual(response.status_code, 200)
        page = html.document_fromstring(response.content.decode())
        return {
            lane.xpath("string(h2/text())").strip(): [
                " ".join(card.text_content().split())
                for card in lane.xpath(".//li[contains(@class, 'desk-card')]")
            ]
            for lane in page.xpath("//section[contains(@class, 'desk-lane')]")
        }

    def make_one_of_each(self):
        world = make_section("World")
        submitted = [
            review.submit(make_draft(name, world), by=None) for name in ("Read", "Back", "Ready")
        ]
        review.send_back(submitted[1], by=None, note="Ask again")
        review.approve(submitted[2], by=None)
        make_draft("Begun", world)
        workflow.publish(make_draft("To come", world), by=None, publish_at=self.now + 30 * HOUR)
        make_story("Out", world, public_at=self.now)
        make_story("Old", world, public_at=self.now - 72 * HOUR)
        return world


class BoardTests(BoardTestCase):
    def test_each_story_stands_in_the_column_of_its_state(self):
        self.make_one_of_each()
        found = {
            heading: [card.split(" World")[0] for card in cards]
            for heading, cards in self.columns().items()
        }
        self.assertEqual(
            found,
            {
                "Draft": ["Begun"],
                "In review": ["Read"],
                "Sent back": ["Back"],
                "Approved": ["Ready"],
                "Scheduled": ["To come"],
                "Published today": ["Out"],
            },
        )

    def test_a_card_says_who_has_it_and_what_is_late(self):
        story = make_draft("Late", make_section("World"), by=self.editor)
        ada = make_user("ada", first_name="Ada", last_name="Berg")
        review.assign(story, by=None, to=ada, due_at=self.now - HOUR)
        (card,) = self.columns()["Draft"]
        for words in ("World", "Mira Lund", "Ada Berg", "overdue since"):
            self.assertIn(words, card)

    def test_one_section_is_shown_with_all_below_it(self):
        world = make_section("World")
        make_draft("Inside", make_section("Europe", parent=world))
        make_draft("Outside")
        (card,) = self.columns(f"?section={world.pk}")["Draft"]
        self.assertIn("Inside", card)

    def test_a_cards_button_does_the_act_and_leads_back(self):
        story = make_draft("Vote")
        for act in ("submit", "approve", "publish"):
            self.assertContains(self.client.get(BOARD), f'value="{act}"')
            answer = self.client.post(f"{LIST}{story.pk}/act/", {"act": act}, follow=True)
            self.assertEqual(answer.redirect_chain, [(BOARD, 302)])
            self.assertIn("“Vote”:", said_by(answer))
        self.assertEqual(self.client.get(story_address(story)).status_code, 200)

    def test_a_card_has_the_buttons_of_the_account_and_a_refusal_is_told(self):
        story = review.submit(make_draft("Vote"), by=None)
        self.client.force_login(make_user("rolf", *REPORTER))
        self.assertNotContains(self.client.get(BOARD), 'value="approve"')
        answer = self.client.post(f"{LIST}{story.pk}/act/", {"act": "approve"}, follow=True)
        self.assertIn("“Vote”: Your account may not approve stories.", said_by(answer))
        for act in ("kill", "bin", "", "send_back"):
            answer = self.client.post(f"{LIST}{story.pk}/act/", {"act": act})
            self.assertEqual(answer.status_code, 404, act)
        story.refresh_from_db()
        self.assertEqual(story.status, "in_review")

    def test_who_only_reads_presses_nothing(self):
        story = make_draft("Vote")
        self.client.force_login(make_user("reader", "articles.view_article"))
        self.assertContains(self.client.get(BOARD), "Vote")
        answer = self.client.post(f"{LIST}{story.pk}/act/", {"act": "submit"})
        self.assertEqual(answer.status_code, 403)

    def test_the_board_is_for_those_who_may_see_stories(self):
        self.client.force_login(make_user("nobody"))
        self.assertEqual(self.client.get(BOARD).status_code, 403)

    def test_it_costs_the_same_with_few_stories_and_with_many(self):
        world = self.make_one_of_each()
        few = self.count()
        make_many_stories(3_000, [world], public_at=self.now)
        for number in range(40):
            story = make_draft(f"Draft {number}", world, by=self.editor)
            review.assign(story, by=None, to=self.editor)
        self.assertEqual(self.count(), few)
        self.assertLessEqual(few, 15)

    def count(self):
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.client.get(BOARD).status_code, 200)
        return len(queries)

    @needs_sqlite
    def test_each_column_is_read_from_an_index_in_its_order(self):
        for queue in ("drafts", "review", "sent_back", "approved", "scheduled", "today"):
            plan = overview.queue(queue, user=self.editor, at=self.now)[:30].explain()
            self.assertNotIn("TEMP B-TREE", plan, queue)
            self.assertNotIn("SCAN", plan, queue)


class BulkTests(BoardTestCase):
    def act(self, name, *stories, **typed):
        chosen = {"action": f"{name}_chosen", "_selected_action": [story.pk for story in stories]}
        return said_by(self.client.post(LIST, chosen | typed, follow=True))

    def statuses(self, *stories):
        return [Article.objects.get(pk=story.pk).status for story in stories]

    def test_the_chosen_are_moved_and_each_refusal_is_named(self):
        drafts = make_draft("One"), make_draft("Two")
        live = make_story("Live")
        said = self.act("submit", *drafts, live)
        self.assertIn("Submitted: 2 stories.", said)
        self.assertIn("“Live”: The story is published; one cannot submit it from there.", said)
        self.assertIn("Approved: 2 stories.", self.act("approve", *drafts))
        self.assertIn("Binned: 2 stories.", self.act("bin", *drafts))
        self.assertEqual(self.statuses(*drafts, live), ["binned", "binned", "published"])

    def test_assigning_asks_to_whom_first(self):
        drafts = make_draft("One"), make_draft("Two")
        asked = self.act("assign", *drafts)
        self.assertIn("One", asked)
        ada = make_user("ada", first_name="Ada", last_name="Berg")
        said = self.act(
            "assign", *drafts, assign_to=ada.pk, due_at_0="2030-01-02", due_at_1="18:00"
        )
        self.assertIn("Assigned to Ada Berg: 2 stories.", said)
        self.assertEqual(Article.objects.filter(assigned_to=ada, due_at__year=2030).count(), 2)

    def test_an_act_that_the_account_may_not_do_is_neither_offered_nor_done(self):
        self.client.force_login(make_user("rolf", *REPORTER))
        story = review.submit(make_draft("Vote"), by=None)
        page = self.client.get(LIST).content.decode()
        self.assertIn("submit_chosen", page)
        self.assertNotIn("approve_chosen", page)
        self.act("approve", story)
        self.assertEqual(self.statuses(story), ["in_review"])


def story_address(story):
    return Article.objects.get(pk=story.pk).get_absolute_url()
