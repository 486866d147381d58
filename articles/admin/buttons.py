"""The buttons of the story form: what each does with the text just saved, what it asks for, and what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from articles import permissions, review, weighing, workflow
from articles.models import Article
from newsroom.desk import Lookup
from newsroom.models import User

from . import correcting, timing, words

Status = Article.Status


@dataclass(frozen=True)
class Button:
    """`label` stands on it. `do` takes the story, then `by`, `at` and all that `ActForm` holds; it returns the story.
    `tell` takes the story and the time and returns the message. `intent` ends "Keep mine as the newest, …".
    `ends`: the state after which the text cannot be saved any more, so that a second press finds it done.
    """

    label: str
    do: Callable
    tell: Callable
    intent: str
    ends: str = ""
    saves: bool = True  # the text first; a story in the bin cannot be saved


def _submit(article, *, by, at, note, **_typed):
    return review.submit(article, by=by, at=at, note=note)


def _send_back(article, *, by, at, to_be_done, **_typed):
    return review.send_back(article, by=by, at=at, note=to_be_done)


def _approve(article, *, by, at, note, **_typed):
    return review.approve(article, by=by, at=at, note=note)


def _assign(article, *, by, at, note, assign_to, due_at, **_typed):
    return review.assign(article, by=by, at=at, to=assign_to, due_at=due_at, note=note)


def _bin(article, *, by, at, note, **_typed):
    if article.status == Status.BINNED:
        return article
    return review.bin(article, by=by, at=at, note=note)


def _restore(article, *, by, at, note, **_typed):
    if article.status != Status.BINNED:
        return article
    return review.restore(article, by=by, at=at, note=note)


def _publish(article, *, by, at, note, weight=None, **_typed):
    return workflow.publish(article, by=by, at=at, note=note, weight=weight)


def _update(article, *, by, at, note, weight=None, **_typed):
    return workflow.update(article, by=by, at=at, note=note, weight=weight)


def _withdraw(article, *, by, at, note, **_typed):
    if article.status == Status.WITHDRAWN:
        return article
    return workflow.withdraw(article, by=by, at=at, note=note)


def _kill(article, *, by, at, note, kill_reason, **_typed):
    if article.status == Status.KILLED:
        return article
    return workflow.kill(article, by=by, at=at, note=note, reason=kill_reason)


def _readdress(article, *, by, at, note, _readdress, **_typed):
    return workflow.readdress(article, by=by, at=at, note=note, old=_readdress)


BUTTONS = {
    "_submit": Button("Submit", _submit, words.submitted, "and submit it"),
    "_send_back": Button("Send back", _send_back, words.sent_back, "and send it back"),
    "_approve": Button("Approve", _approve, words.approved, "and approve it"),
    "_assign": Button("Assign", _assign, words.assigned, "and assign the story"),
    "_bin": Button("Bin", _bin, words.binned, "and bin the story", ends=Status.BINNED),
    "_restore": Button("Bring back", _restore, words.restored, "", saves=False),
    "_publish": Button("Publish now", _publish, words.published, "and publish it"),
    "_update": Button("Publish changes", _update, words.updated, "and bring it live"),
    "_readdress": Button(
        "Make it the address again", _readdress, words.readdressed, "and change its address"
    ),
    "_withdraw": Button("Withdraw", _withdraw, words.withdrawn, "and withdraw the story"),
    "_kill": Button("Kill", _kill, words.killed, "and kill the story", ends=Status.KILLED),
} | {name: Button(*parts) for name, parts in (timing.ACTS | correcting.ACTS).items()}
NAMES = ("_save", "_continue", *BUTTONS)
# What `ActForm` is filled from
TYPED = (*timing.TYPED, *correcting.TYPED, "assign_to", "to_be_done", "note", "kill_reason")
# What a story waits for, the act that leads furthest first
_NEXT = ("restore", "update", "approve", "publish", "submit")
_FIRST = {"publish", "submit"}  # the acts of a story that was never saved


def acts_shown(article, user, at):
    """The acts that have a button. A live story always has "Publish changes": what is typed now may be the change."""
    if article is None:
        return {act for act in _FIRST if permissions.may(user, workflow.ARROWS[act].permission)}
    acts = workflow.acts_open_to(article, user, at)
    live = article.status == Status.PUBLISHED and article.was_public(at)
    if live and permissions.may(user, workflow.ARROWS["update"].permission, article):
        acts |= {"update", "schedule_changes"}
    return acts


def main_act(article, acts, at):
    """The act that the state and the person call for, or "" where that is to save: nobody publishes what waits for its
    time by the first button there is.
    """
    if article is not None and article.status == Status.PUBLISHED and article.is_scheduled(at):
        acts = acts - {"publish"}
    return next((act for act in _NEXT if act in acts), "")


class Somebody(forms.ModelChoiceField):
    """Someone of the desk, found by name."""

    def __init__(self, **kwargs):
        super().__init__(User.objects.filter(is_active=True, is_staff=True), **kwargs)

    def label_from_instance(self, user):
        return words.name_of(user)


def whom():
    """Where one types to whom."""
    return Lookup(Article._meta.get_field("assigned_to"))


class ActForm(correcting.CorrectionFields, timing.TimesForm):
    """What the buttons beside "Save" need."""

    assign_to = Somebody(required=False, label="To", widget=whom())
    to_be_done = forms.CharField(
        required=False,
        max_length=1000,
        label="What is to be done",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    note = forms.CharField(
        required=False, max_length=300, label="Note for the history", widget=AdminTextInputWidget
    )
    weight = forms.ChoiceField(choices=[("", "–"), (weighing.MINOR, "Minor")], required=False)
    kill_reason = forms.CharField(
        required=False, max_length=1000, label="Reason", widget=forms.Textarea(attrs={"rows": 2})
    )

    _readdress = forms.CharField(required=False)  # the button's own value: an old address

    def clean(self):
        data = super().clean()
        if self.act == "_send_back" and not data.get("to_be_done"):
            self.add_error("to_be_done", "Say what is to be done before the story comes back.")
        if self.act == "_kill" and not data.get("kill_reason"):
            self.add_error(
                "kill_reason", "Killing a story needs a reason; readers will see it at its address."
            )
        return data
