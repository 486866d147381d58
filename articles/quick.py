"""A story found by what one remembers of it, for the desk alone: what is meant exactly stands first.

One query reads headlines and slugs of all stories from one index (`article_saved`); another loads the few that are
shown.
"""

from django.db.models import Case, IntegerField, Q, Value, When

from articles.models import Article
from newsroom.folding import folded
from newsroom.slugs import slug_for

LONGEST = 200  # characters of a question that are looked at
EXACT, PREFIX, PART, WORDS = range(4)


def find(text, stories, limit=10):
    """The stories of a queryset that are meant by `text`: those called so exactly (headline, slug, number), then those
    whose headline begins so, then has it in it, then has all its words; the newest of each first. Two queries.
    """
    text = text.replace("\0", "")[:LONGEST]
    typed = folded(text)
    if not typed:
        return []
    rank = Case(
        When(_exactly(typed), then=Value(EXACT)),
        When(found_by__startswith=typed, then=Value(PREFIX)),
        When(found_by__contains=typed, then=Value(PART)),
        default=Value(WORDS),
        output_field=IntegerField(),
    )
    # Nothing but what the index holds, so that no text is read.
    matching = stories.filter(_exactly(typed) | _has(typed)).order_by(rank, "-saved_at", "-pk")
    ids = list(matching.values_list("pk", flat=True)[:limit])
    found = Article.objects.select_related("section").defer("body", "desk_notes").in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def _exactly(typed):
    meant = Q(found_by=typed) | Q(slug=typed)
    if typed.isascii() and typed.isdecimal() and len(typed) < 19:
        meant |= Q(pk=int(typed))
    return meant


def _has(typed):
    """Every word in the headline, or the words side by side in the slug."""
    in_headline = Q()
    for word in typed.split()[:8]:
        in_headline &= Q(found_by__contains=word)
    return in_headline | Q(slug__contains=slug_for(typed, fallback=typed))
