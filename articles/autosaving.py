"""What somebody typed into the story form and has not saved: kept on the server, a row a window, until it is saved or
thrown away. It is no revision, nobody else is shown it, and whatever is wrong with it waits until it is saved.
"""

from datetime import timedelta

from articles.models import Autosave

KEPT = timedelta(days=30)  # after which a text that nobody came back for is thrown away
_AT_ONCE = 50  # old rows thrown away at a time


def keep(user, window, fields, *, article, base, at):
    """Keeps the (name, text) pairs of a form; the window's earlier text is replaced. Returns the row."""
    fields = [[name, text.replace("\x00", "")] for name, text in fields]
    row, _made = Autosave.objects.update_or_create(
        user=user,
        window=window,
        defaults={"article": article, "base": base, "fields": fields, "saved_at": at},
    )
    return row


def newest(user, article):
    """What this person typed last into the form of the story (None: of a new one) and did not save; None: nothing."""
    return Autosave.objects.filter(user=user, article=article).order_by("-saved_at", "-pk").first()


def of_window(user, window):
    """What stands in this person's window and is not saved; None: nothing, or nothing that was kept yet."""
    return Autosave.objects.filter(user=user, window=window).first()


def forget(user, window):
    """The window's text was saved, or thrown away."""
    if window:
        Autosave.objects.filter(user=user, window=window).delete()


def throw_old_away(at):
    """A few of the texts that nobody came back for."""
    old = Autosave.objects.filter(saved_at__lt=at - KEPT).order_by("pk").values("pk")
    Autosave.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:_AT_ONCE])).delete()
