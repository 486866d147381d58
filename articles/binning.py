"""Emptying the bin: stories that were thrown away and never public go for good, with their texts. Their log stays."""

from datetime import timedelta

from django.db import transaction

from articles.models import Article

from . import audit

KEPT = timedelta(days=30)  # in the bin, from where a story can be brought back


def to_purge(at):
    """Stories whose time in the bin is over at `at`, the oldest first."""
    return Article.objects.filter(
        status=Article.Status.BINNED, first_public_at__isnull=True, binned_at__lte=at - KEPT
    ).order_by("binned_at", "pk")


def empty_bin(*, at, dry_run=False):
    """Purges them one by one and returns [(id, headline)]. Safe to break off and to run twice at once."""
    found = list(to_purge(at).values_list("pk", "headline"))
    return found if dry_run else [row for row in found if _purge(row[0], at)]


@transaction.atomic
def _purge(pk, at):
    """Returns whether the story was still there to be purged."""
    article = to_purge(at).select_for_update().filter(pk=pk).first()
    if article is None:
        return False
    audit.write(article, "purge", by=None, at=at)
    article.delete()
    return True
