"""The stories that stand under a story: those an editor linked, and the next and previous of its series."""

from dataclasses import dataclass, field

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from articles.models import Article, RelatedStory
from newsroom import prepared


@dataclass
class Companions:
    """`related`: in the editor's order. `previous`, `next`: stories of the series, or None."""

    related: list = field(default_factory=list)
    previous: Article | None = None
    next: Article | None = None

    @property
    def ids(self):
        return [story.pk for story in self.related]


def of(story, at, related=None):
    """The companions of a story that readers see at `at`. `related`: the ids of those linked, where they do not stand
    in rows; else the story has page data. At most one query.
    """
    has_related = bool(related) if related is not None else story.has_related
    if not has_related and not story.series_id:
        return Companions()
    values = {"at": at, "story": story.pk}
    if related:
        values["related"] = related
    if story.series_id:
        values |= {"series": story.series_id, "public_at": story.public_at}
    found = prepared.rows(_beside, has_related, **values)
    parts = [other for other in found if story.series_id and other.series_id == story.series_id]
    earlier = [part for part in parts if part.public_at <= story.public_at]
    later = [part for part in parts if part.public_at > story.public_at]
    return Companions(
        related=sorted(
            (other for other in found if other.place is not None), key=lambda other: other.place
        ),
        previous=max(earlier, key=lambda part: part.public_at, default=None),
        next=min(later, key=lambda part: part.public_at, default=None),
    )


def _beside(has_related, at, story, related=None, series=None, public_at=None):
    """The stories linked (`related`, or by their rows) and the neighbours in the series, each with its `place` among
    those linked, or None.
    """
    wanted, place = Q(), _place_in(related)
    if related:
        wanted |= Q(pk__in=related) & ~Q(pk=story)
    elif has_related:
        rows = RelatedStory.objects.filter(article=story)
        wanted |= Q(pk__in=rows.values("to"))
        place = Subquery(rows.filter(to=OuterRef("pk")).values("order")[:1])
    if series:
        parts = Article.objects.published(at).filter(series=series).exclude(pk=story)
        earlier = parts.filter(public_at__lte=public_at).order_by("-public_at", "-pk")
        later = parts.filter(public_at__gt=public_at).order_by("public_at", "pk")
        wanted |= Q(pk__in=earlier.values("pk")[:1]) | Q(pk__in=later.values("pk")[:1])
    return Article.objects.published(at).filter(wanted).annotate(place=place).with_card_data()


def _place_in(ids):
    """The place of a story among these, for a query; null where it is not one of them."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(ids or [])]
    return Case(*places, default=None, output_field=IntegerField())
