"""The acts of the story form that promise a time, move it or take it back: what each needs, does and says."""

from django import forms
from django.utils import timezone

from articles import promises, workflow
from articles.models import Article
from newsroom.moments import Moment

from . import words

# Button: (the field that it needs, the sentence that asks for it)
NEEDED = {
    "_schedule": ("publish_at", "Choose the day and the time at which it shall go out."),
    "_schedule_changes": (
        "changes_at",
        "Choose the day and the time at which your changes go live.",
    ),
    "_schedule_withdrawal": (
        "withdraw_at",
        "Choose the day and the time until which readers see it.",
    ),
    "_embargo": ("embargo_until", "Choose the day and the time before which it must not go out."),
    "_assign": ("due_at", ""),  # not needed, but looked at
}
FIELDS = [field for field, _sentence in NEEDED.values()]
TYPED = [f"{field}_{part}" for field in FIELDS for part in range(3)]  # as a browser sends them


class TimesForm(forms.Form):
    """The times of the form. Only the one that the button needs is looked at; what stands in the others is let be."""

    publish_at = Moment(required=False, label="Publish at", says="It goes out on {}")
    changes_at = Moment(
        required=False, label="Publish changes at", says="Your changes go live on {}"
    )
    withdraw_at = Moment(required=False, label="Withdraw at", says="Readers see it until {}")
    embargo_until = Moment(
        required=False, label="Embargo until", says="Nobody can publish it before {}"
    )

    due_at = Moment(required=False, label="Due", says="Due on {}")

    def __init__(self, *args, act=None, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.act = act

    def clean(self):
        data = super().clean()
        needed, sentence = NEEDED.get(self.act, (None, ""))
        for name in FIELDS:
            if name != needed:
                self.errors.pop(name, None)
        if sentence and not data.get(needed) and needed not in self.errors:
            self.add_error(needed, sentence)
        return data

    def times_to_look_at(self):
        """Whether the panel stands open: a time in it was refused."""
        of_the_panel = [name for name in FIELDS if name != "due_at"]
        return any(
            name in self.errors or isinstance(self.initial.get(name), list) for name in of_the_panel
        )


def times_of(article, given):
    """What the fields show: the promises there are, and what was typed before an act refused it."""
    promised = dict.fromkeys(FIELDS)
    if article is not None:
        is_scheduled = article.status == Article.Status.PUBLISHED and article.is_scheduled(
            timezone.now()
        )
        promised = {
            "publish_at": article.public_at if is_scheduled else article.embargo_until,
            "changes_at": article.changes_at,
            "withdraw_at": article.withdraw_at,
            "embargo_until": article.embargo_until,
            "due_at": article.due_at,
        }
    typed = {
        name: [given.get(f"{name}_{part}", "") for part in range(3)]
        for name in FIELDS
        if given.get(f"{name}_0") or given.get(f"{name}_1")
    }
    return promised | typed


def _schedule(article, *, by, at, note, publish_at, weight=None, **_typed):
    return workflow.publish(article, by=by, at=at, note=note, weight=weight, publish_at=publish_at)


def _schedule_changes(article, *, by, at, note, changes_at, weight=None, **_typed):
    return promises.schedule_changes(
        article, by=by, at=at, note=note, weight=weight, changes_at=changes_at
    )


def _cancel_changes(article, *, by, at, note, **_typed):
    return promises.schedule_changes(article, by=by, at=at, note=note, changes_at=None)


def _schedule_withdrawal(article, *, by, at, note, withdraw_at, **_typed):
    return promises.schedule_withdrawal(article, by=by, at=at, note=note, withdraw_at=withdraw_at)


def _cancel_withdrawal(article, *, by, at, note, **_typed):
    return promises.schedule_withdrawal(article, by=by, at=at, note=note, withdraw_at=None)


def _embargo(article, *, by, at, note, embargo_until, **_typed):
    return promises.embargo(article, by=by, at=at, note=note, until=embargo_until)


def _lift_embargo(article, *, by, at, note, **_typed):
    return promises.embargo(article, by=by, at=at, note=note, until=None)


# As `buttons.Button` takes them: label, what it does, what it says, and the end of "Keep mine as the newest, …"
ACTS = {
    "_schedule": ("Schedule", _schedule, words.scheduled, "and schedule it"),
    "_schedule_changes": (
        "Schedule changes",
        _schedule_changes,
        words.changes_scheduled,
        "and schedule the changes",
    ),
    "_cancel_changes": (
        "Take back",
        _cancel_changes,
        words.changes_cancelled,
        "and take their time back",
    ),
    "_schedule_withdrawal": (
        "Schedule withdrawal",
        _schedule_withdrawal,
        words.withdrawal_scheduled,
        "and schedule its withdrawal",
    ),
    "_cancel_withdrawal": (
        "Take back",
        _cancel_withdrawal,
        words.withdrawal_cancelled,
        "and take its withdrawal back",
    ),
    "_embargo": ("Set embargo", _embargo, words.embargoed, "and set the embargo"),
    "_lift_embargo": ("Lift", _lift_embargo, words.embargo_lifted, "and lift the embargo"),
}
