"""Corrections at the desk: the panel of the story form, and the page of a story's notes and public versions."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import corrections, permissions, workflow
from articles.errors import Refused
from articles.models import Correction
from articles.models.correction import NOTE_LENGTH

from . import reaching, words

NEEDS_NOTE = "Write what readers are to know: what was wrong, and what is right."


# In the form ----------------------------------------------------------------------------------------------------------


class CorrectionFields(forms.Form):
    """What the buttons of the panel need."""

    correction_kind = forms.ChoiceField(
        choices=Correction.Kind.choices,
        initial=Correction.Kind.CORRECTION,
        required=False,
        label="Kind",
    )
    correction_note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label="Note to readers",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self):
        data = super().clean()
        if self.act in ACTS and not data.get("correction_note"):
            self.add_error("correction_note", NEEDS_NOTE)
        return data


def _correct(article, *, by, at, note, correction_kind, correction_note, **_typed):
    found = corrections.correct(
        article, by=by, at=at, kind=correction_kind, note=correction_note, note_for_log=note
    )
    return found.article


def _propose(article, *, by, at, note, correction_kind, correction_note, **_typed):
    found = corrections.propose(
        article, by=by, at=at, kind=correction_kind, note=correction_note, note_for_log=note
    )
    return found.article


# As `buttons.Button` takes them
ACTS = {
    "_correct": (
        "Publish with this correction",
        _correct,
        words.corrected,
        "and correct the story",
    ),
    "_propose": ("Propose this correction", _propose, words.proposed, "and propose the correction"),
}
TYPED = ("correction_kind", "correction_note")


# The page -------------------------------------------------------------------------------------------------------------


class NoteForm(forms.Form):
    """A note, and why it is declined. What is wanting is said by the act."""

    kind = forms.ChoiceField(choices=Correction.Kind.choices, initial=Correction.Kind.CORRECTION)
    note = forms.CharField(
        required=False, label="Note to readers", widget=forms.Textarea(attrs={"rows": 3})
    )
    reason = forms.CharField(required=False, label="Why it is not issued")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class ReasonForm(forms.Form):
    """Why a version is withheld."""

    reason = forms.CharField(
        required=False, max_length=corrections.REASON_LENGTH, label="Why it is withheld"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class Correcting:
    """The part of the story admin that shows a story's corrections and public versions, and decides on them."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.corrections_view)
        return [
            path("<int:object_id>/corrections/", view, name="articles_article_corrections"),
            *super().get_urls(),
        ]

    def corrections_view(self, request, object_id):
        article = self._viewable(request, object_id)
        if request.method != "POST":
            return self._show_corrections(request, article)
        act, _, pk = request.POST.get("do", "").partition(":")
        if act not in _DECISIONS or not (pk == "new" or pk.isdecimal() and len(pk) < 19):
            return HttpResponseRedirect(request.path)
        decide, about, tell = _DECISIONS[act]
        row = _row(article, about, pk)
        form = _FORMS[about](request.POST, prefix=f"{about}-{pk}")
        try:
            if not form.is_valid():
                raise Refused(*(text for texts in form.errors.values() for text in texts))
            decide(row, request.user, timezone.now(), **form.cleaned_data)
        except Refused as refused:
            for sentence in refused.sentences:
                messages.error(request, sentence)
            return self._show_corrections(request, article, form)
        reaching.tell(request, article, "correct" if act == "issue" else act, tell)
        return HttpResponseRedirect(request.path)

    def _show_corrections(self, request, article, typed=None):
        """`typed`: the form that was refused, which keeps what stands in it."""
        at = timezone.now()

        def form_of(about, pk, **initial):
            prefix = f"{about}-{pk}"
            is_typed = typed is not None and typed.prefix == prefix
            return typed if is_typed else _FORMS[about](prefix=prefix, initial=initial)

        notes = article.corrections.select_related("proposed_by", "issued_by")
        versions = article.versions.filter(public_from__lte=at)
        versions = versions.select_related("withheld_by", "revision").defer("revision__snapshot")
        page = self._page(request, f"Corrections of “{article}”") | {
            "article": article,
            "original": article,
            "may": {act for act in workflow.ARROWS if _may(act, article, request.user)},
            "was_public": article.was_public(at),
            "new": form_of("note", "new"),
            "notes": [(note, form_of("note", note.pk, **_words_of(note))) for note in notes],
            "versions": [(version, form_of("version", version.pk)) for version in versions],
        }
        return TemplateResponse(
            request,
            "admin/articles/article/corrections.html",
            page,
            status=422 if typed else 200,
        )


def _may(act, article, user):
    arrow = workflow.ARROWS[act]
    return article.status in arrow.sources and permissions.may(user, arrow.permission, article)


def _words_of(note):
    return {"kind": note.kind, "note": note.note}


def _row(article, about, pk):
    """The note or the version of this story; the story itself for a new note."""
    if pk == "new":
        return article
    return get_object_or_404(article.corrections if about == "note" else article.versions, pk=pk)


def _new(article, by, at, kind, note, **_typed):
    return corrections.correct(article, by=by, at=at, kind=kind, note=note)


def _new_proposal(article, by, at, kind, note, **_typed):
    return corrections.propose(article, by=by, at=at, kind=kind, note=note)


def _issue(correction, by, at, kind, note, **_typed):
    return corrections.issue(correction, by=by, at=at, kind=kind, note=note)


def _decline(correction, by, at, reason, **_typed):
    return corrections.decline(correction, by=by, at=at, note=reason)


def _amend(correction, by, at, kind, note, **_typed):
    return corrections.amend(correction, by=by, at=at, kind=kind, note=note)


def _withhold(version, by, at, reason):
    return corrections.withhold(version, by=by, at=at, reason=reason)


def _show_again(version, by, at, reason):
    return corrections.show_again(version, by=by, at=at, note=reason)


_FORMS = {"note": NoteForm, "version": ReasonForm}
# Button: (what it does, what it is about, what is said then)
_DECISIONS = {
    "correct": (_new, "note", "The correction is public."),
    "propose": (_new_proposal, "note", "Proposed. Whoever may issue corrections finds it here."),
    "issue": (_issue, "note", "The correction is public."),
    "decline": (_decline, "note", "Declined. Readers never see it."),
    "amend": (_amend, "note", "Amended. Readers see the new words and when they were amended."),
    "withhold": (_withhold, "version", "Withheld. Readers see its dates and not its text."),
    "show_again": (_show_again, "version", "Readers can see this version again."),
}
