"""Minor, or a correction? The acts that ask before a telling change goes live, and the page that an editor answers."""

from datetime import timedelta

from django.contrib.auth.models import Permission

from articles import promises, workflow
from articles.errors import AsksWeight, Refused
from articles.models import Correction
from tests.factories import NOON, make_admin, make_draft, make_story

from .test_admin import DeskTestCase, change, fields_of, said_by
from .test_workflow import ActTestCase, save

HOUR = timedelta(hours=1)
WAS, IS = "<p>The repairs cost 40 million crowns.</p>", "<p>The repairs cost 50 million crowns.</p>"


class Acts(ActTestCase):
    def setUp(self):
        self.editor = make_admin("mira")
        self.story = make_story(body=WAS)

    def last_note(self):
        return self.story.log.first().note

    def test_a_figure_that_readers_have_seen_is_not_changed_in_silence(self):
        changed = save(self.story, body=IS)
        with self.assertRaises(AsksWeight) as asked:
            workflow.update(changed, by=self.editor, at=NOON + HOUR)
        self.assertEqual([change.kinds for change in asked.exception.changes], [("figure",)])
        self.assertIn("40 million", self.read(self.story.get_absolute_url()))

    def test_a_minor_change_needs_a_note_and_the_log_has_it(self):
        changed = save(self.story, body=IS)
        with self.assert_refused("Say in the note what was changed"):
            workflow.update(changed, by=self.editor, at=NOON + HOUR, weight="minor")
        workflow.update(changed, by=self.editor, at=NOON + HOUR, weight="minor", note="As printed")
        self.assertEqual(self.last_note(), "Minor: As printed")
        self.assertIn("50 million", self.read(self.story.get_absolute_url(), at=NOON + HOUR))

    def test_a_typing_error_passes(self):
        story = make_story(body="<p>The goverment met.</p>")
        changed = save(story, body="<p>The government met.</p>")
        workflow.update(changed, by=self.editor, at=NOON + HOUR)
        self.assertIn("The government met", self.read(story.get_absolute_url(), at=NOON + HOUR))

    def test_what_nobody_of_the_desk_asks_for_is_not_asked(self):
        workflow.update(save(self.story, body=IS), by=None, at=NOON + HOUR)
        self.assertIn("50 million", self.read(self.story.get_absolute_url(), at=NOON + HOUR))

    def test_what_readers_have_not_seen_is_not_asked(self):
        story = workflow.publish(make_draft(body=WAS), by=None, at=NOON, publish_at=NOON + 2 * HOUR)
        workflow.publish(save(story, body=IS), by=self.editor, at=NOON + HOUR)
        self.assertIn("50 million", self.read(story.get_absolute_url(), at=NOON + HOUR))

    def test_a_withdrawn_story_is_asked_about_when_it_returns(self):
        changed = save(workflow.withdraw(self.story, by=None, at=NOON), body=IS)
        with self.assertRaises(AsksWeight):
            workflow.publish(changed, by=self.editor, at=NOON + HOUR)

    def test_changes_are_asked_about_when_they_are_promised_and_not_when_they_are_moved(self):
        changed = save(self.story, body=IS)
        promise = {"by": self.editor, "at": NOON, "changes_at": NOON + HOUR}
        with self.assertRaises(AsksWeight):
            promises.schedule_changes(changed, **promise)
        promises.schedule_changes(changed, **promise, weight="minor", note="As printed")
        self.assertEqual(self.last_note(), "Minor: As printed")
        promises.schedule_changes(changed, **promise | {"changes_at": NOON + 2 * HOUR})
        changed = save(changed, body=IS.replace("50", "60"))
        with self.assertRaises(Refused):
            promises.schedule_changes(changed, **promise)

    def test_a_promise_holds_for_the_text_that_was_answered_for(self):
        promise = {"changes_at": NOON + HOUR, "weight": "minor", "note": "As printed"}
        changed = promises.schedule_changes(
            save(self.story, body=IS), by=self.editor, at=NOON, **promise
        )
        mended = save(changed, by=self.editor, body=IS.replace("repairs", "whole repairs"))
        self.assertEqual(mended.changes_at, NOON + HOUR)
        other = save(changed, by=self.editor, body=IS.replace("50", "60"))
        self.assertIsNone(other.changes_at)
        self.assertIn("The promise to publish the changes is taken back", self.last_note())
        self.assertIn("40 million", self.read(self.story.get_absolute_url(), at=NOON + 2 * HOUR))


class Page(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_story(body=WAS)
        self.editor.user_permissions.add(Permission.objects.get(codename="correct_article"))

    def read(self):
        """The text of the story as readers get it."""
        page = self.client_class().get(self.story.get_absolute_url()).content.decode()
        return page[page.index("<article") : page.index("</article>")]

    def change(self, button="_update", **typed):
        """The figure is changed and a button pressed: (what the next page says, its response)."""
        page, answer = self.press(change(self.story), button, body=IS, **typed)
        self.assertIn("Minor, or a correction?", answer.content.decode())
        self.assertIn("40 million", self.read())
        return page, answer

    def answer(self, answer, **typed):
        fields = fields_of(answer) | typed
        return self.client.post(answer.request["PATH_INFO"], fields, follow=True)

    def test_shows_what_would_change_and_says_that_the_text_is_saved(self):
        page, _ = self.change()
        self.assertIn("The repairs cost <del>40 million</del> crowns.", page)
        self.assertIn("The repairs cost <ins>50 million</ins> crowns.", page)
        self.assertIn("saved as revision 2", page)
        self.assertIn("50 million", self.story.revisions.first().snapshot["body"])

    def test_minor_with_a_note_goes_live_and_into_the_log(self):
        _, answer = self.change()
        done = self.answer(answer, note="As printed", _minor="1")
        self.assertIn("Your changes are live since", said_by(done))
        self.assertIn("50 million", self.read())
        row = self.story.log.first()
        self.assertEqual((row.act, row.note), ("update", "Minor: As printed"))
        self.assertNotIn("As printed", self.read())

    def test_minor_without_a_note_asks_for_it(self):
        _, answer = self.change()
        page = said_by(self.answer(answer, note=" ", _minor="1"))
        self.assertIn("Say what was changed and why it is minor.", page)
        self.assertIn("40 million", self.read())

    def test_a_correction_goes_live_with_its_note(self):
        _, answer = self.change()
        note = "An earlier version gave the cost as 40 million crowns."
        done = self.answer(answer, correction_kind="correction", correction_note=note, _correct="1")
        self.assertIn("Corrected on", said_by(done))
        self.assertIn("50 million", self.read())
        self.assertEqual(Correction.objects.issued().get().note, note)

    def test_a_correction_without_a_note_keeps_what_was_chosen(self):
        _, answer = self.change()
        again = self.answer(answer, correction_kind="apology", correction_note="", _correct="1")
        self.assertIn("Write what readers are to know", said_by(again))
        self.assertContains(again, '<option value="apology" selected>')

    def test_who_may_not_correct_is_told_so(self):
        self.editor.user_permissions.remove(Permission.objects.get(codename="correct_article"))
        page, answer = self.change()
        self.assertIn("Your account may not issue corrections.", page)
        refused = self.answer(
            answer, correction_kind="correction", correction_note="Wrong", _correct="1"
        )
        self.assertIn("may not", said_by(refused))
        self.assertEqual(Correction.objects.count(), 0)
        self.assertIn("40 million", self.read())

    def test_an_answer_to_another_text_is_not_taken(self):
        _, answer = self.change()
        save(self.story, body=IS.replace("50", "60"))
        page = said_by(self.answer(answer, note="As printed", _minor="1"))
        self.assertIn("saved once more meanwhile", page)
        self.assertIn("<ins>60 million</ins>", page)
        self.assertIn("As printed", page)
        self.assertIn("40 million", self.read())

    def test_a_promise_is_made_with_the_time_that_was_typed(self):
        time = {"changes_at_0": "2099-05-01", "changes_at_1": "06:00"}
        page, answer = self.change("_schedule_changes", **time)
        self.assertIn("Minor: schedule with this note", page)
        self.answer(answer, note="As printed", _minor="1")
        self.story.refresh_from_db()
        self.assertEqual(self.story.changes_at.year, 2099)
        self.assertIn("40 million", self.read())

    def test_a_save_that_unsettles_a_promise_asks_and_keeps_its_time(self):
        time = {"changes_at_0": "2099-05-01", "changes_at_1": "06:00"}
        _, answer = self.change("_schedule_changes", **time)
        self.answer(answer, note="As printed", _minor="1")
        page, answer = self.press(change(self.story), "_save", body=IS.replace("50", "60"))
        self.assertIn("The promise is taken back until you answer here", page)
        self.answer(answer, note="As counted", _minor="1")
        self.story.refresh_from_db()
        self.assertEqual(self.story.changes_at.isoformat(), "2099-05-01T06:00:00+00:00")

    def test_a_page_that_was_answered_leads_back_to_the_form(self):
        _, answer = self.change()
        self.answer(answer, note="As printed", _minor="1")
        again = self.client.get(answer.request["PATH_INFO"], follow=True)
        self.assertIn("these changes are live", said_by(again))

    def test_opens_in_few_queries_however_much_changed(self):
        many = "".join(f"<p>Some {n} men of Hallin said “no” on {n} May.</p>" for n in range(300))
        story = make_story(body=many)
        save(story, body=many.replace("men", "women").replace("“no”", "“yes”"))
        address = f"/admin/articles/article/{story.pk}/weigh/"
        with self.assertNumQueries(7):
            page = self.client.get(address)
        self.assertContains(page, "And 270 more.")
