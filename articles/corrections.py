"""Corrections: public notes that a story was wrong or has changed. They are never taken away, only amended.

Whoever may not issue one proposes it. The acts work as those of `articles.workflow`; those that are about a note or a
version take it in the story's place. Only what readers have seen is corrected.

A retracted story stays at its address with the note above its text and is marked wherever it is named: readers who
come back, or follow a link to it, must find out that it was wrong.
"""

from dataclasses import dataclass, field

from django.db import transaction

from articles.models import Correction, Version
from articles.models.correction import NOTE_LENGTH
from newsroom import prepared
from newsroom.paging import older

from . import body, workflow
from .errors import Refused

Kind = Correction.Kind
_GRAVITY = list(Kind)
REASON_LENGTH = Version._meta.get_field("withheld_reason").max_length


@transaction.atomic
def correct(article, *, by, kind, note, at=None, note_for_log=""):
    """Issues a public note on a story that readers see, and brings its saved changes live with it, if there are any.

    Returns the Correction. The same note sent twice is one.
    """
    article, before, at = workflow.begin(article, "correct", by, at)
    kind, note = _kind(kind), _note(note)
    if not article.has_changes():
        same = article.corrections.issued().filter(kind=kind, note=note).first()
        if same:
            return same
    found = Correction(article=article, kind=kind, note=note, proposed_at=at, proposed_by=by)
    return _issue(found, by, at, before, note_for_log)


@transaction.atomic
def propose(article, *, by, kind, note, at=None, note_for_log=""):
    """Puts a note before those who may issue it. Returns the Correction."""
    article, before, at = workflow.begin(article, "propose", by, at)
    _check_seen(article, at)
    kind, note = _kind(kind), _note(note)
    found, is_new = article.corrections.open().get_or_create(
        kind=kind, note=note, defaults={"article": article, "proposed_at": at, "proposed_by": by}
    )
    if is_new:
        workflow.record(article, "propose", by, at, _told(found, note_for_log), before)
    return found


@transaction.atomic
def issue(correction, *, by, kind=None, note=None, at=None, note_for_log=""):
    """Issues a proposal, in other words and as another kind where they are given, with the story's saved changes."""
    article, before, at = workflow.begin(correction.article, "correct", by, at)
    correction = article.corrections.get(pk=correction.pk)
    if correction.issued_at:
        return correction
    if correction.declined_at:
        raise Refused("This proposal was declined. Write a correction of its own.")
    correction.article = article
    correction.kind = _kind(kind or correction.kind)
    correction.note = _note(correction.note if note is None else note)
    return _issue(correction, by, at, before, note_for_log)


@transaction.atomic
def decline(correction, *, by, note, at=None):
    """Decides that a proposal is not issued; the note says why. Readers never see it."""
    article, before, at = workflow.begin(correction.article, "decline", by, at)
    correction = article.corrections.get(pk=correction.pk)
    if correction.issued_at:
        raise Refused("This correction is public. It can be amended, not taken back.")
    if correction.declined_at:
        return correction
    if not body.plain(note):
        raise Refused("Say why the correction is not issued; whoever proposed it will read it.")
    correction.declined_at = at
    correction.save()
    workflow.record(article, "decline", by, at, _told(correction, note), before)
    return correction


@transaction.atomic
def amend(correction, *, by, note, kind=None, at=None, note_for_log=""):
    """Changes a note that readers see. It then says when it was amended; what it said before stays in the log."""
    article, before, at = workflow.begin(correction.article, "amend", by, at)
    correction = article.corrections.get(pk=correction.pk)
    if not correction.issued_at:
        raise Refused("Readers do not see this note yet, so there is nothing to amend.")
    kind, note = _kind(kind or correction.kind), _note(note)
    if (kind, note) == (correction.kind, correction.note):
        return correction
    was = _told(correction)
    correction.kind, correction.note, correction.amended_at = kind, note, at
    correction.save()
    article.updated_at = at
    article.corrected_as = gravest(article.corrections.issued().values_list("kind", flat=True))
    article.save()
    workflow.record(
        article,
        "amend",
        by,
        at,
        f"{_told(correction, note_for_log)}\nBefore: {was}",
        before,
    )
    return correction


@transaction.atomic
def withhold(version, *, by, reason, at=None):
    """Keeps a version's text out of the story's public history. Its dates stay, and the log has the reason."""
    article, before, at = workflow.begin(version.article, "withhold", by, at)
    version = article.versions.get(pk=version.pk)
    if version.withheld_at:
        return version
    if version.revision_id == article.live_revision_id:
        raise Refused("This is the text that readers get. Correct it first, then withhold it.")
    reason = body.plain(reason)[:REASON_LENGTH]
    if not reason:
        raise Refused("Say why the version is withheld; the reason stands in the story’s log.")
    version.withheld_at, version.withheld_by, version.withheld_reason = at, by, reason
    version.save()
    workflow.record(article, "withhold", by, at, reason, before)
    return version


@transaction.atomic
def show_again(version, *, by, at=None, note=""):
    """Lets readers see a version that was withheld."""
    article, before, at = workflow.begin(version.article, "show_again", by, at)
    version = article.versions.get(pk=version.pk)
    if not version.withheld_at:
        return version
    version.withheld_at, version.withheld_by, version.withheld_reason = None, None, ""
    version.save()
    workflow.record(article, "show_again", by, at, note, before)
    return version


def _issue(correction, by, at, before, note_for_log):
    article = correction.article
    _check_seen(article, at)
    correction.issued_at, correction.issued_by = at, by
    correction.save()
    article.corrected_as = gravest(filter(None, [article.corrected_as, correction.kind]))
    if article.has_changes():
        workflow.check_permission("update", by, article, at)
        workflow.bring_changes_live(article, at)
    else:
        article.updated_at = at
        article.save()
    workflow.record(article, "correct", by, at, _told(correction, note_for_log), before)
    return correction


def _check_seen(article, at):
    if not article.was_public(at):
        raise Refused("Readers do not see this story yet. Change its text; that needs no note.")


def _kind(kind):
    if kind not in Kind.values:
        raise Refused(f"There is no kind of correction called “{kind}”.")
    return Kind(kind)


def _note(text):
    note = body.plain(text)
    if not note:
        raise Refused("A correction needs a note that tells readers what was wrong or has changed.")
    if len(note) > NOTE_LENGTH:
        raise Refused(f"Note: {NOTE_LENGTH} characters at most; this has {len(note)}.")
    return note


def gravest(kinds):
    """The gravest of the kinds, or "" of none: what the story's row says, for lists."""
    return max(kinds, key=_GRAVITY.index, default="")


def _told(correction, further=""):
    words = f"{correction.get_kind_display()}: {correction.note}"
    return f"{words}\n{further}" if body.plain(further) else words


# What readers get ----------------------------------------------------------------------------------------------------


@dataclass
class Notes:
    """The notes of a story: what stands above its text and what below it, newest first."""

    above: list = field(default_factory=list)
    below: list = field(default_factory=list)

    @property
    def all(self):
        return self.above + self.below


def notes_of(stories):
    """{id of the story: its Notes} for those that have any. One query, none where no story has been corrected."""
    corrected = [story.pk for story in stories if story.corrected_as]
    found = {}
    if corrected:
        for note in prepared.rows(_issued_on, stories=corrected):
            notes = found.setdefault(note.article_id, Notes())
            (notes.above if note.opens_story else notes.below).append(note)
    return found


def _issued_on(stories):
    return Correction.objects.issued().filter(article__in=stories)


def listed(at, before=None, before_id=None):
    """The notes that readers see in lists at `at`, newest first, with their stories."""
    found = Correction.objects.published(at).filter(older("issued_at", "pk", before, before_id))
    return found.with_story().with_next_change(at)


def notes_on(story):
    """The Notes of one story."""
    return notes_of([story]).get(story.pk, Notes())
