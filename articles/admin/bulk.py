"""Acts on the stories chosen in the list, one by one through `workflow`: what is refused is named with its reason."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.template.response import TemplateResponse
from django.utils import timezone

from articles import permissions, review, workflow
from articles.errors import Refused
from newsroom.moments import Moment

from . import words
from .buttons import Somebody, whom

MOST = 200  # stories at once


class AssignForm(forms.Form):
    """To whom, and until when."""

    assign_to = Somebody(label="To", widget=whom())
    due_at = Moment(required=False, label="Due", says="Due on {}")


class BulkActs:
    """The part of the story admin with the acts on many stories."""

    actions = ["submit_chosen", "approve_chosen", "assign_chosen", "bin_chosen"]

    def get_actions(self, request):
        """Those that the account may do; what each story allows is asked when it is done."""
        return {
            name: action
            for name, action in super().get_actions(request).items()
            if name.removesuffix("_chosen") in workflow.ARROWS
            and permissions.may(
                request.user, workflow.ARROWS[name.removesuffix("_chosen")].permission
            )
        }

    @admin.action(description="Submit")
    def submit_chosen(self, request, stories):
        self._each(request, stories, review.submit, "Submitted")

    @admin.action(description="Approve")
    def approve_chosen(self, request, stories):
        self._each(request, stories, review.approve, "Approved")

    @admin.action(description="Bin")
    def bin_chosen(self, request, stories):
        self._each(request, stories, review.bin, "Binned")

    @admin.action(description="Assign…")
    def assign_chosen(self, request, stories):
        """Asks to whom first."""
        form = AssignForm(request.POST if "assign_to" in request.POST else None, label_suffix="")
        if form.is_valid():
            to, due_at = form.cleaned_data["assign_to"], form.cleaned_data["due_at"]
            done = f"Assigned to {words.name_of(to)}"
            return self._each(request, stories, review.assign, done, to=to, due_at=due_at)
        chosen = list(stories.order_by("-saved_at")[: MOST + 1])
        if len(chosen) > MOST:
            return self._too_many(request)
        context = self._page(request, "Assign stories") | {
            "form": form,
            "stories": chosen,
            "checkbox": ACTION_CHECKBOX_NAME,
            "media": form.media,
        }
        return TemplateResponse(request, "admin/articles/article/assign.html", context)

    def _each(self, request, stories, act, done, **given):
        chosen, at, count = list(stories[: MOST + 1]), timezone.now(), 0
        if len(chosen) > MOST:
            return self._too_many(request)
        for story in chosen:
            try:
                act(story, by=request.user, at=at, **given)
            except Refused as refused:
                messages.error(request, f"“{story}”: {' '.join(refused.sentences)}")
            else:
                count += 1
        if count:
            messages.success(request, f"{done}: {count} {'story' if count == 1 else 'stories'}.")

    def _too_many(self, request):
        messages.error(request, f"At most {MOST} stories at once. Choose fewer; nothing was done.")
