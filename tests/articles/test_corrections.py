"""Corrections: what is issued, proposed, amended and withheld, and what readers get of it."""

from datetime import timedelta

from django.test import TestCase

from articles import corrections, workflow
from articles.errors import Refused
from articles.models import Article, ArticleLog, Correction, Image
from tests.factories import NOON, make_draft, make_story, make_user

HOUR = timedelta(hours=1)
Kind = Correction.Kind


def save(story, body, at, by=None):
    """A working copy with another text."""
    story = Article.objects.get(pk=story.pk)
    newest = story.newest_revision
    snapshot = newest.snapshot | {"body": f"<p>{body}</p>"}
    return workflow.save_revision(story, snapshot, base=newest.number, by=by, at=at)


def correct(story, note="The vote was 17 to 16.", kind=Kind.CORRECTION, at=NOON + HOUR, by=None):
    return corrections.correct(story, by=by, kind=kind, note=note, at=at)


class ActTestCase(TestCase):
    def refused(self, words, act, *args, **kwargs):
        with self.assertRaisesMessage(Refused, words):
            act(*args, **kwargs)

    def log_of(self, story):
        """(act, note) of the last act on the story."""
        entry = ArticleLog.objects.filter(article=story).first()
        return entry.act, entry.note


class CorrectingTests(ActTestCase):
    def test_a_correction_brings_the_saved_changes_live_with_it(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        note = correct(story)
        story.refresh_from_db()
        self.assertEqual((story.body, story.updated_at), ("<p>By 17 to 16.</p>", NOON + HOUR))
        self.assertEqual(list(Correction.objects.published(NOON + HOUR)), [note])
        self.assertEqual(self.log_of(story), ("correct", "Correction: The vote was 17 to 16."))

    def test_a_note_alone_changes_no_word_of_the_story_and_is_a_change_that_readers_see(self):
        story = make_story()
        correct(story, kind=Kind.CLARIFICATION)
        after = Article.objects.get(pk=story.pk)
        self.assertEqual(after.live_revision_id, story.live_revision_id)
        self.assertEqual(after.updated_at, NOON + HOUR)

    def test_nothing_goes_live_where_the_note_is_refused(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        self.refused("needs a note", correct, story, note=" \n ")
        self.refused("2000 characters at most", correct, story, note="x" * 2001)
        self.refused("no kind of correction", correct, story, kind="excuse")
        self.assertNotIn("17", Article.objects.get(pk=story.pk).body)
        self.assertFalse(Correction.objects.exists())

    def test_no_note_is_issued_where_the_changes_cannot_go_live(self):
        story = make_story()
        image = Image.objects.create(
            title="A vote", credit="Ada Lund", width=3, height=2, uploaded_at=NOON
        )
        figure = f'<figure class="picture" data-image="{image.pk}" data-alt="A vote."></figure>'
        save(story, f"By 17 to 16.</p>{figure}<p>", NOON)
        image.delete()
        self.refused("no longer in the library", correct, story)
        self.assertFalse(Correction.objects.exists())

    def test_what_readers_never_saw_is_not_corrected(self):
        later = workflow.publish(make_draft(), by=None, at=NOON, publish_at=NOON + 5 * HOUR)
        self.refused("Readers do not see this story yet", correct, later)
        self.refused("The story is draft", correct, make_draft())
        withdrawn = workflow.withdraw(make_story(), by=None, at=NOON)
        self.refused("The story is withdrawn", correct, withdrawn)

    def test_the_same_note_sent_twice_is_one(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        self.assertEqual(correct(story), correct(story, at=NOON + 2 * HOUR))
        self.assertEqual(Correction.objects.count(), 1)

    def test_the_story_remembers_the_gravest_kind(self):
        story = make_story()
        for kind, remembered in (
            (Kind.UPDATE, Kind.UPDATE),
            (Kind.APOLOGY, Kind.APOLOGY),
            (Kind.CLARIFICATION, Kind.APOLOGY),
        ):
            correct(story, note=f"A note: {kind}.", kind=kind)
            story.refresh_from_db()
            self.assertEqual(story.corrected_as, remembered)

    def test_whoever_may_not_correct_or_publish_is_refused(self):
        story = save(make_story(), "By 17 to 16.", NOON)
        nobody = make_user(None, "articles.change_article", "articles.propose_correction")
        self.refused("may not correct stories", correct, story, by=nobody)
        half = make_user(None, "articles.correct_article")
        self.refused("may not change what readers see", correct, story, by=half)
        self.assertFalse(Correction.objects.exists())
        correct(make_story(), by=half)


class ProposalTests(ActTestCase):
    def setUp(self):
        self.reporter = make_user("reporter", "articles.propose_correction")
        self.editor = make_user("editor", "articles.correct_article", "articles.publish_article")
        self.story = save(make_story(), "By 17 to 16.", NOON)

    def propose(self, story=None, by=None):
        return corrections.propose(
            story or self.story,
            by=by or self.reporter,
            kind=Kind.CORRECTION,
            note="It was 17.",
            at=NOON,
        )

    def test_a_proposal_changes_nothing_for_readers_until_it_is_issued(self):
        found = self.propose()
        self.assertEqual(list(Correction.objects.open()), [found])
        self.assertEqual(list(Correction.objects.published(NOON + HOUR)), [])
        self.assertEqual(Article.objects.get(pk=self.story.pk).corrected_as, "")
        corrections.issue(found, by=self.editor, note="The vote was 17 to 16.", at=NOON + HOUR)
        (shown,) = Correction.objects.published(NOON + HOUR)
        self.assertEqual(
            (shown.note, shown.proposed_by, shown.issued_by),
            ("The vote was 17 to 16.", self.reporter, self.editor),
        )
        self.assertIn("17 to 16", Article.objects.get(pk=self.story.pk).body)

    def test_the_same_proposal_twice_and_an_issue_twice_are_one(self):
        found = self.propose()
        self.assertEqual(self.propose(), found)
        corrections.issue(found, by=self.editor, at=NOON + HOUR)
        corrections.issue(found, by=self.editor, at=NOON + 2 * HOUR)
        self.assertEqual(Correction.objects.get().issued_at, NOON + HOUR)

    def test_a_declined_proposal_is_never_seen_and_its_reason_is_kept(self):
        found = self.propose()
        self.refused("Say why", corrections.decline, found, by=self.editor, note="")
        corrections.decline(found, by=self.editor, note="The minutes say 18.", at=NOON + HOUR)
        self.assertEqual(
            self.log_of(self.story), ("decline", "Correction: It was 17.\nThe minutes say 18.")
        )
        self.refused("was declined", corrections.issue, found, by=self.editor)
        self.assertFalse(Correction.objects.open().exists())

    def test_an_issued_correction_cannot_be_declined(self):
        note = correct(self.story)
        self.refused("not taken back", corrections.decline, note, by=None, note="Oh.")

    def test_each_act_asks_for_its_permission(self):
        found = self.propose()
        self.refused("may not propose", self.propose, by=self.editor)
        self.refused("may not correct stories", corrections.issue, found, by=self.reporter)
        self.refused("may not decide", corrections.decline, found, by=self.reporter, note="No.")
        issued = corrections.issue(found, by=None, at=NOON)
        self.refused("may not amend", corrections.amend, issued, by=self.reporter, note="Other.")


class AmendingTests(ActTestCase):
    def test_an_amended_note_says_so_and_the_log_keeps_what_it_said(self):
        story = make_story()
        note = correct(story, note="It was 17.")
        corrections.amend(note, by=None, note="It was 17 to 16.", at=NOON + 2 * HOUR)
        (shown,) = Correction.objects.published(NOON + 2 * HOUR)
        self.assertEqual(
            (shown.note, shown.issued_at, shown.amended_at),
            ("It was 17 to 16.", NOON + HOUR, NOON + 2 * HOUR),
        )
        self.assertEqual(Article.objects.get(pk=story.pk).updated_at, NOON + 2 * HOUR)
        self.assertEqual(
            self.log_of(story),
            ("amend", "Correction: It was 17 to 16.\nBefore: Correction: It was 17."),
        )

    def test_an_amendment_without_a_change_or_a_word_does_nothing(self):
        note = correct(make_story(), note="It was 17.")
        corrections.amend(note, by=None, note="It was 17.", at=NOON + 2 * HOUR)
        self.refused("needs a note", corrections.amend, note, by=None, note="")
        self.assertIsNone(Correction.objects.get().amended_at)

    def test_the_kind_can_be_put_right(self):
        story = make_story()
        note = correct(story)
        corrections.amend(note, by=None, kind=Kind.APOLOGY, note=note.note, at=NOON + 2 * HOUR)
        self.assertEqual(Article.objects.get(pk=story.pk).corrected_as, Kind.APOLOGY)

    def test_a_proposal_is_not_amended(self):
        story = make_story()
        found = corrections.propose(story, by=None, kind=Kind.UPDATE, note="More.", at=NOON)
        self.refused("do not see this note", corrections.amend, found, by=None, note="Less.")


class WithholdingTests(ActTestCase):
    def setUp(self):
        self.story = save(make_story(), "By 17 to 16.", NOON)
        workflow.update(self.story, by=None, at=NOON + HOUR)
        self.newer, self.older = self.story.versions.all()

    def test_a_version_is_withheld_with_a_reason_that_is_logged_and_can_be_shown_again(self):
        self.refused("Say why", corrections.withhold, self.older, by=None, reason="")
        corrections.withhold(self.older, by=None, reason="It names a child.", at=NOON + HOUR)
        self.older.refresh_from_db()
        self.assertEqual(self.older.withheld_at, NOON + HOUR)
        self.assertEqual(self.log_of(self.story), ("withhold", "It names a child."))
        corrections.show_again(self.older, by=None, at=NOON + 2 * HOUR)
        self.older.refresh_from_db()
        self.assertEqual((self.older.withheld_at, self.older.withheld_reason), (None, ""))
        self.assertEqual(self.log_of(self.story)[0], "show_again")

    def test_the_text_that_readers_get_is_not_withheld(self):
        self.refused("that readers get", corrections.withhold, self.newer, by=None, reason="No.")

    def test_whoever_may_not_is_refused(self):
        reporter = make_user(None, "articles.propose_correction")
        self.refused(
            "may not withhold", corrections.withhold, self.older, by=reporter, reason="No."
        )
        self.refused("may not show", corrections.show_again, self.older, by=reporter)
