"""The page between "Publish changes" and readers, where a change is more than a typing error: minor, or a correction?

The text is saved by then, and the page is made anew from it: it can be reloaded, left and found again.
"""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import weighing, workflow
from articles.errors import Refused
from newsroom.moments import DayAndTime

from . import buttons, reaching
from .buttons import BUTTONS, ActForm

SHOWN = 30  # changes
ANSWERS = ("note", "correction_kind", "correction_note")  # fields of the page itself
WEIGHED = ("_update", "_publish", "_schedule", "_schedule_changes")  # buttons that may ask


class MinorForm(forms.Form):
    """A change that readers need not be told of."""

    note = forms.CharField(
        label="Note for the log",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was changed and why it is minor. Readers do not see it.",
        error_messages={"required": "Say what was changed and why it is minor."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class Weighing:
    """The part of the story admin that asks."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.weigh_view)
        return [
            path("<int:object_id>/weigh/", view, name="articles_article_weigh"),
            *super().get_urls(),
        ]

    def _ask_weight(self, request, article, button):
        """On to the page, with what was typed for the act."""
        typed = {name: request.POST[name] for name in buttons.TYPED if request.POST.get(name)}
        return _to_page(article, typed | {"act": button})

    def _ask_again(self, article, promised):
        """On to the page, to promise once more what a save took back."""
        parts = enumerate(DayAndTime().decompress(promised))
        typed = {f"changes_at_{number}": part for number, part in parts if part}
        return _to_page(article, typed | {"act": "_schedule_changes", "again": "1"})

    def weigh_view(self, request, object_id):
        article = self._viewable(request, str(object_id))
        given = request.POST if request.method == "POST" else request.GET
        button = given.get("act") if given.get("act") in WEIGHED else "_update"
        changes = weighing.changes_of(article) if article.has_changes() else []
        if not changes:
            messages.info(request, "There is nothing to decide any more: these changes are live.")
            return self._back_to_form(article)
        minor = MinorForm(initial={"note": given.get("note", "")})
        act_form = ActForm()
        if request.method == "POST":
            minor, act_form, done = self._answer(request, article, button)
            if done:
                return done
        return self._ask(request, article, button, changes, minor, act_form)

    def _answer(self, request, article, button):
        """The two forms as they were sent, and the way on where an act was done."""
        answer = next((name for name in ("_correct", "_propose") if name in request.POST), "_minor")
        is_minor = answer == "_minor"
        minor = MinorForm(request.POST if is_minor else None, initial=request.POST.dict())
        act_form = ActForm(request.POST, act=button if is_minor else answer)
        if request.POST.get("revision") != str(article.newest_revision.number):
            messages.warning(
                request, "The story was saved once more meanwhile. Look at the changes again."
            )
        elif act_form.is_valid() and (not is_minor or minor.is_valid()):
            typed = act_form.cleaned_data
            if is_minor:
                typed |= minor.cleaned_data | {"weight": weighing.MINOR}
            name, at = button if is_minor else answer, timezone.now()
            try:
                article = BUTTONS[name].do(article, by=request.user, at=at, **typed)
                reaching.tell(request, article, name.strip("_"), BUTTONS[name].tell(article, at))
                return minor, act_form, self._back_to_form(article)
            except Refused as refused:
                for sentence in refused.sentences:
                    messages.error(request, sentence)
        return minor, act_form, None

    def _back_to_form(self, article):
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _ask(self, request, article, button, changes, minor, act_form):
        given = request.POST or request.GET
        typed = [(name, given.get(name)) for name in buttons.TYPED if name not in ANSWERS]
        context = self._page(request, "Minor, or a correction?") | {
            "article": article,
            "original": article,
            "changes": changes[:SHOWN],
            "more": max(0, len(changes) - SHOWN),
            "minor": minor,
            "act_form": act_form,
            "acts": workflow.acts_open_to(article, request.user, timezone.now()),
            "act": button,
            "is_promise": button == "_schedule_changes",
            "is_taken_back": "again" in given and not article.changes_at,
            "resend": [(name, text) for name, text in typed if text],
        }
        return TemplateResponse(request, "admin/articles/article/weigh.html", context)


def _to_page(article, typed):
    address = reverse("admin:articles_article_weigh", args=[article.pk])
    return HttpResponseRedirect(f"{address}?{urlencode(typed)}")
