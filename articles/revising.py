"""How the revisions of a story are made: numbered, merged with what came first, kept aside. `workflow` decides when."""

from django.db import transaction
from django.utils import timezone

from articles.models import Article, Revision

from . import audit, body, history, merging
from .errors import StaleSave


def add(article, snapshot, base, by, at, note, is_aside=False):
    """The next in the history of a story whose row is locked. Numbers go on over all, those kept aside included."""
    last = article.revisions.values_list("number", flat=True).first() or 0
    return Revision.objects.create(
        article=article,
        number=last + 1,
        base=base,
        snapshot=snapshot,
        saved_at=at,
        saved_by=by,
        note=body.plain(note)[:300],
        is_aside=is_aside,
    )


def merged(article, snapshot, base):
    """The text made from revision number `base`, together with what was saved since then.

    Raises StaleSave where both changed the same.
    """
    found = together(article, snapshot, base, article.newest_revision)
    if found.conflicts:
        raise StaleSave(article.newest_revision, snapshot, found)
    return history.normalise(found.snapshot)


def together(article, snapshot, base, theirs):
    """The text made from revision number `base` and the revision `theirs`, as `articles.merging.Merged`."""
    start = common(article, base)
    return merging.merge(
        start and history.empty() | start.snapshot, history.empty() | theirs.snapshot, snapshot
    )


def common(article, number):
    """The revision of that number, or what it was made from where it never was the newest; None: not known."""
    found = article.revisions.filter(number=number).select_related("base").first()
    return found.base if found and found.is_aside else found


@transaction.atomic
def keep_aside(article, snapshot, *, base, by, at=None, note=""):
    """Keeps a text of `by` in the history, beside the newest: one that came second, or that stood in a form which was
    taken over. `base` is the number of the revision that it was made from. The same text is kept once.
    Returns its revision.
    """
    article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    snapshot, start, at = history.normalise(snapshot), common(article, base), at or timezone.now()
    for kept in article.revisions.filter(is_aside=True, saved_by=by, base=start):
        if kept.snapshot == snapshot:
            return kept
    kept = add(article, snapshot, start, by, at, note, is_aside=True)
    audit.write(article, "keep aside", by=by, at=at, note=kept.note, revision=kept)
    return kept
