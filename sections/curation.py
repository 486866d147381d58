"""What editors put on fronts."""

from django.db import transaction
from django.utils import timezone

from articles import kept, permissions
from articles.errors import Refused
from articles.models import Article
from newsroom.purging import purge

from .models import Placement

PERMISSION = "sections.add_placement"
TO_TAKE_OFF = "sections.delete_placement"


@transaction.atomic
def place(article, *, by, at=None, until=None):
    """Makes the story lead the front, until a time (None: until it is taken off). Placing it again moves its time.

    Only what readers can see, or will, may be placed; a scheduled story leads from its own minute on.
    """
    at = at or timezone.now()
    if not permissions.may(by, PERMISSION, article, at):
        raise Refused("Your account may not change the front. Ask someone of the desk who may.")
    article = Article.objects.select_for_update(of=("self",), no_key=True).get(pk=article.pk)
    if article.status != Article.Status.PUBLISHED:
        raise Refused("Only a published or scheduled story can lead the front. Publish it first.")
    if until is not None and until <= at:
        raise Refused("That time has passed. Choose a time to come.")
    Placement.objects.filter(article=article).delete()
    purge(kept.FRONT)
    return Placement.objects.create(article=article, until=until, placed_at=at, placed_by=by)


@transaction.atomic
def take_off(placement, *, by):
    """Ends a placement: the next one that is live leads, or the newest story. Doing it twice changes nothing."""
    if not permissions.may(by, TO_TAKE_OFF, placement.article):
        raise Refused("Your account may not change the front. Ask someone of the desk who may.")
    Placement.objects.filter(pk=placement.pk).delete()
    purge(kept.FRONT)
