"""Which address a story gets, and whether it keeps the one it has. Once public, an address is for ever."""

from itertools import count

from django.db import IntegrityError, transaction

from articles.models import Article
from articles.models.article import SLUG_LENGTH
from newsroom import redirects
from newsroom.slugs import numbered, slug_for


def keeps(article, snapshot, old_address):
    """Whether the address stands: same day, and no other slug is wanted than when it was given."""
    if not old_address or article.get_absolute_url() != old_address:
        return False
    live = article.live_revision
    return not snapshot["slug"] or (live is not None and live.snapshot["slug"] == snapshot["slug"])


def give(article, snapshot, old_address):
    """Takes the free address nearest to the slug that is wanted: "-2", "-3"… where another story has it or had it."""
    for slug in _free_slugs(article, snapshot, old_address):
        try:
            with transaction.atomic():
                Article.objects.filter(pk=article.pk).update(
                    public_date=article.public_date, slug=slug
                )
            return
        except IntegrityError:  # another process took it since we looked
            continue


def foresee(article, snapshot, old_address):
    """The slug that the story would get if it were given its address now. Nothing is written."""
    if keeps(article, snapshot, old_address):
        return article.slug
    return next(_free_slugs(article, snapshot, old_address))


def _free_slugs(article, snapshot, old_address):
    """The slugs that are free on the story's day, nearest first; each is on the story while it is looked at."""
    wanted = snapshot["slug"] or slug_for(
        snapshot["headline"], max_length=SLUG_LENGTH, fallback="story"
    )
    for number in count(1):
        article.slug = numbered(wanted, number, max_length=SLUG_LENGTH)
        if _is_free(article, old_address):
            yield article.slug


def slug_of(path):
    """The last word of a story's address."""
    return path.rstrip("/").rpartition("/")[2]


def _is_free(article, old_address):
    same = Article.objects.filter(public_date=article.public_date, slug=article.slug).exclude(
        pk=article.pk
    )
    return not same.exists() and not redirects.taken(
        article.get_absolute_url(), leading_elsewhere_than=old_address
    )
