"""Removing old revisions of stories, so that a history stays short enough to be read and to be kept."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery

from articles.models import Article, ArticleLog, Autosave, PreviewLink, Revision, Version

from . import audit

PUBLIC_ACTS = ("publish", "update", "correct")  # of which the log names the text that went out


def prune(*, keep, before, at, dry_run=False):
    """Removes the revisions saved before `before`, but of each story the newest `keep`, and never one that was public,
    that is the newest or live, that the log names for having gone out, or that a preview link or a form that was not
    saved yet stands on. Yields (story's id, numbers of the revisions that went), a story and transaction at a time.
    """
    for pk in list(_stories(keep, before).values_list("pk", flat=True)):
        numbers = _prune_story(pk, keep, before, at, dry_run)
        if numbers:
            yield pk, numbers


def _stories(keep, before):
    """Those with more revisions than `keep`, and one that is old."""
    own = Revision.objects.filter(article=OuterRef("pk"))
    beyond = Subquery(own.order_by("-number").values("pk")[keep : keep + 1])
    stories = Article.objects.alias(beyond=beyond).filter(beyond__isnull=False)
    return stories.filter(Exists(own.filter(saved_at__lt=before))).order_by("pk")


@transaction.atomic
def _prune_story(pk, keep, before, at, dry_run):
    article = Article.objects.select_for_update(no_key=True).get(pk=pk)
    revisions = list(article.revisions.order_by("-number").defer("snapshot"))
    held = _held(article)
    gone = [one for one in revisions[keep:] if one.saved_at < before and one.pk not in held]
    numbers = sorted(revision.number for revision in gone)
    if numbers and not dry_run:
        _remove(revisions, {revision.pk for revision in gone})
        newest = next(one for one in revisions if one.pk == article.newest_revision_id)
        note = f"Revisions {_in_spans(numbers)}"
        audit.write(article, "prune", by=None, at=at, note=note, revision=newest)
    return numbers


def _held(article):
    """The ids of the revisions that stay, however old."""
    public = Version.objects.filter(article=article).values_list("revision", flat=True)
    named = ArticleLog.objects.filter(article=article, act__in=PUBLIC_ACTS)
    linked = PreviewLink.objects.filter(article=article).values_list("revision", flat=True)
    typed_on = Autosave.objects.filter(article=article).values_list("base", flat=True)
    bases = Revision.objects.filter(article=article, number__in=list(typed_on))
    return {
        article.newest_revision_id,
        article.live_revision_id,
        *public,
        *named.values_list("revision", flat=True),
        *linked,
        *bases.values_list("pk", flat=True),
    }


def _remove(revisions, gone):
    """What was made from a revision that goes was made from the nearest before it that stays."""
    bases = {revision.pk: revision.base_id for revision in revisions}
    orphans = [one for one in revisions if one.base_id in gone and one.pk not in gone]
    for revision in orphans:
        while revision.base_id in gone:
            revision.base_id = bases[revision.base_id]
    Revision.objects.bulk_update(orphans, ["base"], batch_size=500)
    Revision.objects.filter(pk__in=gone).only("pk").delete()


def _in_spans(numbers):
    """ "2–6, 8" of ascending numbers."""
    spans = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(start) if start == end else f"{start}–{end}" for start, end in spans)
