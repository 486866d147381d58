"""What is promised for a time: acts as in `articles.workflow`, whose table they ask. `articles.schedule` keeps them."""

from datetime import UTC

from django.db import transaction

from . import weighing, workflow
from .errors import Refused


@transaction.atomic
def embargo(article, *, by, until, at=None, note=""):
    """Sets the earliest time at which the story may be public, or lifts it (None). Until then nobody publishes it,
    whatever his role. A story that was to go out earlier must be moved first; one that readers have seen has none.
    """
    article, before, at = workflow.begin(article, "embargo", by, at)
    if article.was_public(at):
        raise Refused("Readers have seen this story already; an embargo comes too late.")
    if until is not None and until <= at:
        raise Refused("That time has passed. Choose a time to come, or lift the embargo.")
    if until is not None and article.public_at is not None and article.public_at < until:
        raise Refused(
            "The story is to go out before that. Move it to a time after the embargo first."
        )
    if article.embargo_until == until:
        return article
    article.embargo_until = until
    article.save()
    workflow.record(article, "embargo", by, at, note or ("" if until else "lifted"), before)
    return article


@transaction.atomic
def schedule_changes(article, *, by, changes_at, at=None, weight=None, note=""):
    """Promises that the working copy of a public story goes live at `changes_at`, with whatever is saved until then;
    None takes the promise back.
    """
    article, before, at = workflow.begin(article, "schedule_changes", by, at)
    if changes_at is not None:
        if not article.was_public(at):
            raise Refused("Readers do not see this story yet; what you save goes out with it.")
        if not article.has_changes():
            raise Refused("Nothing has changed since publication. Save your changes first.")
        if changes_at <= at:
            raise Refused(
                "That time has passed. Choose a time to come, or publish the changes now."
            )
        workflow.check_complete(article.newest_revision.snapshot)
    if article.changes_at == changes_at:
        return article
    if changes_at is not None and not weighing.was_answered(article):
        note = weighing.weighed(article, by=by, weight=weight, note=note)
    article.changes_at = changes_at
    article.save()
    workflow.record(article, "schedule_changes", by, at, note or _promise(changes_at), before)
    return article


@transaction.atomic
def schedule_withdrawal(article, *, by, withdraw_at, at=None, note=""):
    """Promises that readers see the story until `withdraw_at` and not longer; None takes the promise back."""
    article, before, at = workflow.begin(article, "schedule_withdrawal", by, at)
    if withdraw_at is not None and withdraw_at <= max(at, article.public_at):
        raise Refused("Choose a time to come, after the story has gone out; or withdraw it now.")
    if article.withdraw_at == withdraw_at:
        return article
    article.withdraw_at = withdraw_at
    article.save()
    workflow.record(article, "schedule_withdrawal", by, at, note or _promise(withdraw_at), before)
    return article


def _promise(time):
    """A promised time in the log, whatever zone the reader of the log is in."""
    return f"for {time.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if time else "taken back"
