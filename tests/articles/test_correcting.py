"""Corrections at the desk: from the story form, and from the page of a story's notes and versions."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import corrections
from articles.models import Article, Correction
from tests.factories import NOON, make_draft, make_story, make_user

from .test_admin import WRITE, DeskTestCase, change
from .test_corrections import save

EDITOR = (*WRITE, "articles.publish_article", "articles.correct_article")


def page_of(story):
    return f"/admin/articles/article/{story.pk}/corrections/"


class CorrectingTestCase(DeskTestCase):
    def setUp(self):
        self.editor = make_user("mira", *EDITOR, first_name="Mira", last_name="Lund")
        self.reporter = make_user("rolf", *WRITE, "articles.propose_correction")
        self.reader = make_user("stagiaire", "articles.view_article")
        self.client.force_login(self.editor)

    def decide(self, story, do, about=None, **typed):
        """Presses a button of the page, beside the note or the version that it is about."""
        kind = "version" if do in ("withhold", "show_again") else "note"
        pk = about.pk if about else "new"
        fields = self.open(page_of(story))
        fields |= {f"{kind}-{pk}-{name}": text for name, text in typed.items()}
        return self.press(page_of(story), "do", fields | {"do": f"{do}:{pk}"})

    def press(self, path, button, fields=None, **typed):
        if button == "do":  # its value says what
            answer = self.client.post(path, fields, follow=True)
            return answer.content.decode(), answer
        return super().press(path, button, fields, **typed)


class FormTests(CorrectingTestCase):
    def test_a_figure_is_corrected_with_a_note_by_one_press(self):
        story = make_story(body="<p>By 18 to 15.</p>")
        page, _ = self.press(
            change(story),
            "_correct",
            body="<p>By 17 to 16.</p>",
            correction_note="The vote was 17 to 16.",
        )
        self.assertIn("Corrected on", page)
        story.refresh_from_db()
        self.assertEqual(story.body, "<p>By 17 to 16.</p>")
        note = Correction.objects.published().get()
        self.assertEqual(
            (note.note, note.kind, note.issued_by),
            ("The vote was 17 to 16.", "correction", self.editor),
        )

    def test_without_a_note_nothing_is_saved_and_nothing_is_lost(self):
        story = make_story()
        page, answer = self.press(change(story), "_correct", body="<p>By 17 to 16.</p>")
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Write what readers are to know", page)
        self.assertIn("By 17 to 16.", page)
        self.assertFalse(Correction.objects.exists())

    def test_whoever_may_not_issue_proposes(self):
        self.client.force_login(self.reporter)
        story = make_story()
        self.assertNotContains(self.client.get(change(story)), 'name="_correct"')
        page, _ = self.press(
            change(story), "_propose", body="<p>By 17.</p>", correction_note="It was 17."
        )
        self.assertIn("Proposed.", page)
        self.assertNotIn("17", Article.objects.get(pk=story.pk).body)
        self.assertEqual(Correction.objects.open().get().proposed_by, self.reporter)

    def test_what_readers_have_not_seen_has_no_such_panel(self):
        self.assertNotContains(self.client.get(change(make_draft())), "Correct…")


class PageTests(CorrectingTestCase):
    def proposal(self, story):
        return corrections.propose(story, by=None, kind="correction", note="It was 17.", at=NOON)

    def test_a_proposal_is_reworded_and_issued_with_the_saved_changes(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        found = self.proposal(story)
        page, _ = self.decide(story, "issue", found, note="It was 17 to 16.")
        self.assertIn("The correction is public.", page)
        self.assertEqual(Correction.objects.published().get().note, "It was 17 to 16.")
        self.assertIn("17 to 16", Article.objects.get(pk=story.pk).body)

    def test_a_proposal_is_declined_with_a_reason(self):
        story = make_story()
        found = self.proposal(story)
        page, answer = self.decide(story, "decline", found)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("Say why the correction is not issued", page)
        self.decide(story, "decline", found, reason="The minutes say 18.")
        self.assertFalse(Correction.objects.open().exists())

    def test_a_note_is_amended_and_what_was_typed_stays_where_it_is_refused(self):
        story = make_story()
        note = corrections.correct(story, by=None, kind="correction", note="It was 17.", at=NOON)
        page, answer = self.decide(story, "amend", note, note="x" * 2001)
        self.assertEqual(answer.status_code, 422)
        self.assertIn("2000 characters at most", page)
        self.assertIn("x" * 2001, page)
        self.decide(story, "amend", note, note="It was 17 to 16.")
        note.refresh_from_db()
        self.assertEqual(note.note, "It was 17 to 16.")
        self.assertIsNotNone(note.amended_at)

    def test_a_version_is_withheld_and_shown_again(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        corrections.correct(story, by=None, kind="correction", note="It was 17.", at=NOON)
        older = story.versions.last()
        page, _ = self.decide(story, "withhold", older)
        self.assertIn("Say why the version is withheld", page)
        self.decide(story, "withhold", older, reason="It names a child.")
        self.assertContains(self.client.get(page_of(story)), "It names a child.")
        self.decide(story, "show_again", older)
        older.refresh_from_db()
        self.assertIsNone(older.withheld_at)

    def test_whoever_may_only_read_finds_no_button_and_is_refused(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        note = corrections.correct(story, by=None, kind="correction", note="It was 17.", at=NOON)
        found, older = self.proposal(story), story.versions.last()
        self.client.force_login(self.reader)
        self.assertNotContains(self.client.get(page_of(story)), 'name="do"')
        before = list(Correction.objects.values()), list(story.versions.values())
        for do, about in (
            ("correct", None),
            ("propose", None),
            ("issue", found),
            ("decline", found),
            ("amend", note),
            ("withhold", older),
        ):
            page, answer = self.decide(story, do, about, note="Other.", reason="No.", kind="update")
            self.assertEqual(answer.status_code, 422, do)
            self.assertIn("Your account may not", page)
        self.assertEqual((list(Correction.objects.values()), list(story.versions.values())), before)

    def test_a_note_of_another_story_is_not_found_here(self):
        note = self.proposal(make_story())
        answer = self.client.post(page_of(make_story()), {"do": f"issue:{note.pk}"})
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(Correction.objects.issued().exists())

    def test_the_desk_opens_with_the_stories_for_which_one_is_proposed(self):
        story = make_story("Council votes")
        self.assertNotContains(self.client.get("/admin/?"), "All proposed corrections")
        self.proposal(story)
        self.assertContains(self.client.get("/admin/"), "All proposed corrections")
        listed = self.client.get("/admin/articles/article/?queue=proposed")
        self.assertContains(listed, "Council votes")

    def test_any_number_of_notes_costs_the_same_queries(self):
        story, counts = make_story(), []
        for note in "abcd":
            corrections.correct(story, by=None, kind="update", note=note, at=NOON)
            with CaptureQueriesContext(connection) as queries:
                self.client.get(page_of(story))
            counts.append(len(queries))
        self.assertEqual(len(set(counts[1:])), 1, counts)
