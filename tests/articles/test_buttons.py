"""The buttons of the story form: from the reporter's desk to the page, each press an act."""

from django.utils import timezone

from articles.models import Article, ArticleLog
from tests.factories import make_draft, make_story, make_user

from .test_admin import ADD, WRITE, DeskTestCase, change

REPORTER = (*WRITE, "articles.submit_article", "articles.bin_article")
EDITOR = (
    *WRITE,
    "articles.submit_article",
    "articles.review_article",
    "articles.publish_article",
    "articles.assign_article",
    "articles.bin_article",
)
LOOKUP = "/admin/autocomplete/?app_label=articles&model_name=article&field_name=assigned_to&term="


class ReviewTests(DeskTestCase):
    def setUp(self):
        self.reporter = make_user("rolf", *REPORTER, first_name="Rolf", last_name="Berg")
        self.editor = make_user("mira", *EDITOR, first_name="Mira", last_name="Lund")

    def press_as(self, user, path, button, **typed):
        self.client.force_login(user)
        return self.press(path, button, **typed)

    def test_a_story_goes_from_the_reporter_to_the_desk_back_and_out(self):
        page, _ = self.press_as(self.reporter, ADD, "_submit", headline="Vote", body="<p>A</p>")
        self.assertIn("The story is in review.", page)
        story = Article.objects.get()
        page, _ = self.press_as(
            self.editor, change(story), "_send_back", to_be_done="Ask the council"
        )
        self.assertIn("Sent back on", page)
        self.client.force_login(self.reporter)
        self.assertContains(self.client.get(change(story)), "Ask the council")
        page, _ = self.press(change(story), "_submit", standfirst="The council was asked.")
        self.assertNotIn("Ask the council", page)
        page, _ = self.press_as(self.editor, change(story), "_approve")
        self.assertIn("Approved on", page)
        section = make_draft().section
        page, _ = self.press(change(story), "_publish", section=section.pk)
        self.assertIn("Readers find it at", page)
        acts = list(
            ArticleLog.objects.filter(article=story).values_list("act", flat=True).reverse()
        )
        self.assertEqual(
            [act for act in acts if act != "save"],
            ["create", "submit", "send_back", "submit", "approve", "publish"],
        )
        self.assertContains(self.client.get(story_address(story)), "The council was asked.")

    def test_sending_back_needs_a_note_and_keeps_the_text(self):
        story = make_draft()
        Article.objects.filter(pk=story.pk).update(status="in_review")
        page, answer = self.press_as(self.editor, change(story), "_send_back", headline="Mended")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say what is to be done", page)
        self.assertIn("Mended", page)

    def test_the_first_button_is_what_the_state_and_the_person_call_for(self):
        drafted, reviewed, approved, back = (make_draft() for _ in range(4))
        for story, status in ((reviewed, "in_review"), (approved, "approved"), (back, "sent_back")):
            Article.objects.filter(pk=story.pk).update(status=status)
        live = make_story()
        for user, story, first in (
            (self.reporter, None, "_submit"),
            (self.editor, None, "_publish"),
            (self.reporter, drafted, "_submit"),
            (self.editor, drafted, "_publish"),
            (self.reporter, reviewed, "_save"),
            (self.editor, reviewed, "_approve"),
            (self.editor, approved, "_publish"),
            (self.reporter, back, "_submit"),
            (self.editor, live, "_update"),
        ):
            self.client.force_login(user)
            page = self.client.get(change(story) if story else ADD)
            self.assertContains(page, f'name="{first}" class="button default"', count=1)


class BinTests(DeskTestCase):
    def setUp(self):
        self.editor = make_user("mira", *EDITOR)
        self.client.force_login(self.editor)

    def test_a_story_is_binned_with_what_was_typed_last_and_brought_back(self):
        story = make_draft()
        fields = self.open(change(story))
        for _press in range(2):
            page, _ = self.press(change(story), "_bin", fields, headline="Typed last")
        self.assertIn("In the bin.", page)
        for _press in range(2):
            page, _ = self.press(change(story), "_restore", {})
        self.assertIn("back from the bin, as a draft", page)
        self.assertEqual(self.open(change(story))["headline"], ["Typed last"])
        done = ArticleLog.objects.filter(article=story, act__in=("bin", "restore"))
        self.assertEqual(done.count(), 2)

    def test_a_story_that_readers_saw_has_no_such_button(self):
        page = self.client.get(change(make_story()))
        self.assertNotContains(page, 'name="_bin"')


class AssignmentTests(DeskTestCase):
    def setUp(self):
        self.ada = make_user("ada", first_name="Ada", last_name="Berg")
        self.editor = make_user("mira", *EDITOR)
        self.client.force_login(self.editor)

    def test_a_story_is_given_to_somebody_and_taken_out_of_all_hands(self):
        story = make_draft()
        page, _ = self.press(
            change(story), "_assign", assign_to=self.ada.pk, due_at_0="2020-03-01", due_at_1="18:00"
        )
        self.assertIn("Assigned to Ada Berg, due on Sunday 1 March 2020, 18:00 UTC (overdue)", page)
        fields = self.open(change(story))
        self.assertEqual((fields["assign_to"], fields["due_at_1"]), ([str(self.ada.pk)], ["18:00"]))
        page, _ = self.press(change(story), "_assign", assign_to="")
        self.assertIn("in nobody’s hands now", page)

    def test_people_of_the_desk_alone_are_found_by_whoever_assigns(self):
        make_user("ada2", first_name="Ada", last_name="Gone", is_active=False)
        found = self.client.get(f"{LOOKUP}ada").json()["results"]
        self.assertEqual(found, [{"id": str(self.ada.pk), "text": "Ada Berg"}])
        self.assertEqual(self.client.get(f"{LOOKUP}ber+ad").json()["results"], found)
        self.client.force_login(make_user("writer", *WRITE))
        self.assertEqual(self.client.get(f"{LOOKUP}ada").status_code, 403)
        self.assertNotContains(self.client.get(change(make_draft())), 'name="_assign"')
        self.assertEqual(self.client.get("/admin/newsroom/user/").status_code, 403)


def story_address(story):
    story.refresh_from_db()
    assert story.public_at <= timezone.now()
    return story.get_absolute_url()
