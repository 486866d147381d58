"""Who has the form of a story open. Open forms say so every few seconds; a form that is silent for a minute is closed.
Stories are given by their ids.

Who opened the story first holds it, softly: others are told and can save all the same, or take it over.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F

from articles.models import Presence

SILENT = timedelta(minutes=1)  # after which a form counts as closed
_FORGOTTEN = timedelta(hours=1)
_AT_ONCE = 50  # old rows deleted at a time


@dataclass(frozen=True)
class Here:
    """The open forms of a story: this one, and the others by when they were opened. `newest`: number of the newest
    revision.
    """

    mine: Presence
    others: list
    newest: int | None

    @property
    def holder(self):
        """The form that was opened first and not taken over; None where all were."""
        held = [one for one in (self.mine, *self.others) if one.taken_over_at is None]
        return min(held, key=lambda one: (one.opened_at, one.pk), default=None)


def say_again(article, user, window, *, has_changes, at):
    """A form that is known says that it is still open: two queries. Returns False where it was not known, or silent
    for so long that it has to `open` again.
    """
    known = Presence.objects.filter(
        article=article, user=user, window=window, seen_at__gte=at - SILENT
    )
    return bool(known.update(seen_at=at, has_changes=has_changes))


def open(article, user, window, *, has_changes, at):
    """A form says for the first time that it is open. Throws away a few rows of forms long closed."""
    times = {"opened_at": at, "seen_at": at, "has_changes": has_changes}
    form = {"article_id": article, "user": user, "window": window}
    known = Presence.objects.filter(**form)
    if not known.update(**times):
        try:
            with transaction.atomic():
                Presence.objects.create(**form, **times)
        except IntegrityError:  # the same form, saying it twice at once
            known.update(seen_at=at)
    old = Presence.objects.filter(seen_at__lt=at - _FORGOTTEN).values_list("pk", flat=True)
    Presence.objects.filter(pk__in=list(old.order_by("pk")[:_AT_ONCE])).delete()


def close(article, user, window):
    """The form is left."""
    Presence.objects.filter(article=article, user=user, window=window).delete()


def here(article, user, window, at):
    """Who is here, as `Here`; None where this form itself never said so. One query."""
    rows = list(
        Presence.objects.filter(article=article, seen_at__gte=at - SILENT)
        .select_related("user", "taken_over_by")
        .annotate(newest=F("article__newest_revision__number"))
        .order_by("opened_at", "pk")
    )
    mine = next((row for row in rows if (row.user_id, row.window) == (user.pk, window)), None)
    if mine is None:
        return None
    return Here(mine, [row for row in rows if row != mine], mine.newest)


@transaction.atomic
def take_over(article, *, by, window, at):
    """Makes the form of `by` the one that holds the story. Returns the open forms of others that it was taken from."""
    rows = Presence.objects.filter(article=article, seen_at__gte=at - SILENT)
    rows.filter(user=by, window=window).update(taken_over_by=None, taken_over_at=None)
    held = rows.exclude(user=by).filter(taken_over_at=None)
    taken = list(held.select_related("user").order_by("opened_at", "pk"))
    held.update(taken_over_by=by, taken_over_at=at)
    return taken
