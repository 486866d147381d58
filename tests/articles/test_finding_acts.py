"""A newcomer has each act in sight after three clicks at most, from the desk's opening page on."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from lxml import html

from articles import review, workflow
from tests.factories import make_admin, make_draft, make_story

from .test_admin import DeskTestCase

OPENING = "/admin/"
LONG_AGO = datetime(2024, 3, 12, 12, tzinfo=UTC)


class FindingTests(DeskTestCase):
    def setUp(self):
        self.editor = make_admin()
        self.client.force_login(self.editor)

    def links(self, path):
        """{what a link says: where it leads} of a page."""
        page = html.document_fromstring(self.client.get(path).content.decode())
        return {
            " ".join(link.text_content().split()): link.get("href")
            for link in page.xpath("//main//a[@href]")
        }

    def clicks_to(self, story):
        """How many clicks lead from the opening page to the story's form: its own link, or a queue's and its own."""
        change = f"/admin/articles/article/{story.pk}/change/"
        opening = self.links(OPENING)
        if change in opening.values():
            return 1
        for address in opening.values():
            if "queue=" in address and any(
                link.startswith(change) for link in self.links(address).values()
            ):
                return 2
        self.fail(f"No way leads to {story} in two clicks.")

    def clicks_to_button(self, story, name):
        form = html.document_fromstring(
            self.client.get(f"/admin/articles/article/{story.pk}/change/").content.decode()
        )
        (button, *_others) = form.xpath(f"//button[@name='{name}'][not(@aria-hidden)]")
        return len(button.xpath("ancestor::details[not(@open)]"))

    def test_each_act_is_in_sight_after_three_clicks(self):
        draft = make_draft("Begun", by=self.editor)
        submitted = review.submit(make_draft("To read"), by=None)
        approved = review.approve(review.submit(make_draft("Ready"), by=None), by=None)
        tomorrow = timezone.now() + timedelta(days=1)
        scheduled = workflow.publish(make_draft("To come"), by=None, publish_at=tomorrow)
        live = make_story("On the page", public_at=LONG_AGO)
        withdrawn = workflow.withdraw(make_story("Taken away"), by=None)
        binned = review.bin(make_draft("Thrown away"), by=None)
        for story, names in (
            (draft, "_save _publish _submit _schedule _embargo _assign _bin _kill"),
            (submitted, "_approve _send_back _publish _schedule _assign"),
            (approved, "_publish _send_back _schedule"),
            (scheduled, "_schedule _withdraw _embargo"),
            (live, "_update _correct _schedule_changes _schedule_withdrawal _withdraw _kill"),
            (withdrawn, "_publish _kill"),
            (binned, "_restore"),
        ):
            to_form = self.clicks_to(story)
            for name in names.split():
                with self.subTest(story=str(story), act=name):
                    self.assertLessEqual(to_form + self.clicks_to_button(story, name), 3)

    def test_writing_the_board_and_the_figures_are_one_click_away(self):
        links = self.links(OPENING)
        for words, address in (
            ("Write a story", "/admin/articles/article/add/"),
            ("Board", "/admin/articles/article/board/"),
            ("Binned", "/admin/articles/article/?queue=binned"),
        ):
            self.assertEqual(links[words], address)
