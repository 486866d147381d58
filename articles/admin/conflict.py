"""The page where an editor chooses between two texts that changed the same, the choice as the form that it stands for,
and what is said where two texts became one without a question.
"""

import js_asset
from django import forms
from django.utils.text import get_text_list

from articles import comparing, history, permissions, revising
from articles.errors import Refused, StaleSave

from . import buttons
from .forms import Body, Bylines, StoryForm, Text
from .pairs import data_of, pairs_of

# Acts that vouch for the text as it is: they wait until whoever pressed them has seen what became of it.
VOUCHING = {
    "_correct",
    "_submit",
    "_approve",
    "_publish",
    "_schedule",
    "_update",
    "_schedule_changes",
}
_KEPT = (*buttons.TYPED, *buttons.NAMES, "window", "kill_confirmed", "_back")
_WRITTEN = ("body", "headline", "short_headline", "standfirst", "kicker", "slug", "desk_notes")


class Choices(forms.Form):
    """For each conflict: mine, theirs, or, of what is written, another text."""

    def __init__(self, merged, data=None):
        super().__init__(data, label_suffix="")
        self.conflicts = merged.conflicts
        for number, conflict in enumerate(self.conflicts):
            options = ["mine", "theirs"]
            if conflict.name in _WRITTEN:
                options.append("edited")
                self.fields[f"edited-{number}"] = self._editor(conflict)
            self.fields[f"choice-{number}"] = forms.ChoiceField(
                choices=[(option, option) for option in options],
                error_messages={"required": "Choose one of them."},
            )

    @staticmethod
    def _editor(conflict):
        both = conflict.both()
        if both in (conflict.mine, conflict.theirs):
            both = None  # one of the two says all that both changed
        kind = Body if conflict.name == "body" else Text
        field = kind(required=False, initial=conflict.mine if both is None else both)
        field.label = "Another text" if both is None else "Both, put together by words"
        if kind is Text:
            field.widget = forms.Textarea(attrs={"rows": 2})
        return field

    def values(self):
        """What was chosen of each; mine, where nothing was."""
        return [self._value(number, conflict) for number, conflict in enumerate(self.conflicts)]

    def _value(self, number, conflict):
        chosen = self.cleaned_data.get(f"choice-{number}")
        if chosen == "edited":
            return self.cleaned_data.get(f"edited-{number}", conflict.mine)
        return conflict.theirs if chosen == "theirs" else conflict.mine

    def rows(self, stories):
        """What the page shows of each conflict: each side with its changes marked. `stories`: those whose headlines
        may be told.
        """
        of_text = [one for one in self.conflicts if one.name == "body"]
        for number, conflict in enumerate(self.conflicts):
            label = history.LABELS[conflict.name]
            if conflict.name == "body" and len(of_text) > 1:
                label = f"{label}, place {of_text.index(conflict) + 1} of {len(of_text)}"
            edited = f"edited-{number}"
            yield {
                "label": label,
                "number": number,
                "sides": [
                    ("mine", "Yours", _marked(conflict, conflict.mine, stories)),
                    ("theirs", "Theirs", _marked(conflict, conflict.theirs, stories)),
                ],
                "base": _marked(conflict, conflict.base, stories),
                "edited": self[edited] if edited in self.fields else None,
                "chosen": self.data.get(f"choice-{number}", ""),
                "errors": self.errors.get(f"choice-{number}", "") if self.is_bound else "",
            }


def _marked(conflict, value, stories):
    """A row of `articles.comparing` that shows what became of the base in this value; None where there is nothing."""
    name, base = conflict.name, conflict.base
    if base is None or base == value:
        rows = comparing.whole({name: value}, stories=stories) if value else []
    else:
        rows = comparing.between({name: base}, {name: value}, stories=stories)
    return rows[0] if rows else None


def context(request, article, base, stale, choices=None):
    """What the page needs. `base`: number of the revision that the text was made from."""
    start = revising.common(article, base)
    choices = choices or Choices(stale.merged)
    conflicts = {conflict.name for conflict in choices.conflicts}
    before = start.snapshot if start else stale.newest.snapshot
    button = next((name for name in buttons.NAMES if name in request.POST), "_save")
    return {
        "article": article,
        "original": article,
        "stale": stale,
        "is_mine": stale.newest.saved_by_id == request.user.pk,
        "rows": list(choices.rows(permissions.to_choose(request.user))),
        "theirs_too": _labels(before, stale.newest.snapshot, conflicts),
        "mine_too": _labels(before, stale.snapshot, conflicts),
        "resend": [
            *pairs_of(stale.snapshot),
            *_typed(request),
            ("base_revision", "" if base is None else base),
            ("theirs_revision", stale.newest.number),
        ],
        "button": button,
        "button_words": buttons.BUTTONS[button].intent if button in buttons.BUTTONS else "",
        "media": js_asset.Media.from_media(choices.media).with_nonce(request.csp_nonce),
    }


def _labels(before, after, without):
    changed = [name for name in history.differences(before, after) if name not in without]
    return get_text_list([history.LABELS[name] for name in changed], "and")


def _typed(request):
    """What was typed for the acts, the buttons left out; and which window it was typed in."""
    names = (*buttons.TYPED, "window")
    return [(name, request.POST[name]) for name in names if request.POST.get(name)]


class Unchosen(Exception):
    """Something still waits for a choice. Has what `context` needs: `stale`, `base`, `choices`."""

    def __init__(self, stale, base, choices):
        super().__init__()
        self.stale, self.base, self.choices = stale, base, choices


def put_choice_into(request, article):
    """Makes the request one of the story form with the chosen text in it, on the revision that it was chosen over.
    What cannot be read goes on as it came: it is on its old base, so that nothing is written over.

    Raises Unchosen.
    """
    story, bylines = (
        StoryForm(request.POST, user=request.user),
        Bylines(request.POST, prefix="bylines"),
    )
    theirs = _revision(article, request.POST["theirs_revision"])
    if theirs is None or not (story.is_valid() and bylines.is_valid()):
        return
    base = story.cleaned_data["base_revision"]
    try:
        mine = history.normalise(theirs.snapshot | story.snapshot(bylines.rows()))
    except Refused:
        return
    merged = revising.together(article, mine, base, theirs)
    choices = Choices(merged, request.POST)
    if not choices.is_valid() and "_back" not in request.POST:
        raise Unchosen(StaleSave(theirs, mine, merged), base, choices)
    data = data_of(pairs_of(merged.choose(choices.values())))
    for name in _KEPT:
        if name in request.POST:
            data[name] = request.POST[name]
    data["base_revision"] = theirs.number
    request.POST = data


def _revision(article, number):
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    return (
        article.revisions.filter(number=int(number), is_aside=False)
        .select_related("saved_by")
        .first()
    )


# Where two texts became one ------------------------------------------------------------------------------------------


def is_seen(article, user, base):
    """Whether the newest text is what this user has just sent, made from revision number `base`, and nothing beside."""
    newest = article.newest_revision
    if newest.number == base or (_is_by(newest, user) and newest.base.number == base):
        return True
    start = revising.common(article, base)
    return start is not None and (
        newest == start or (_is_by(newest, user) and newest.base_id == start.pk)
    )


def _is_by(revision, user):
    return revision.saved_by_id == user.pk and revision.base_id is not None


def words_of_merge(article, base, is_new):
    """After a save whose base was no longer the newest: who else saved, what changed, and that nothing is lost."""
    newest = article.newest_revision
    theirs = newest.base if is_new else newest
    start = revising.common(article, base)
    others = (
        article.revisions.filter(number__gt=start.number, number__lte=theirs.number, is_aside=False)
        .order_by("number")
        .select_related("saved_by")
        .defer("snapshot")
    )
    names = list(dict.fromkeys(one.author_name() for one in others))
    who = get_text_list(names, "and")
    what = _labels(start.snapshot, theirs.snapshot, ())
    if not is_new:
        return f"You had changed nothing; {who} saved meanwhile ({what}). This is the text with those changes."
    return (
        f"Saved as revision {newest.number}. {who} saved meanwhile ({what}): "
        "those changes and yours are both in."
    )
