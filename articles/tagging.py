"""Making tags, and putting them on stories. taggit reads; the writing is ours, because many may write at once."""

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q, Value

from articles.models import Tag, TaggedArticle
from articles.models.tag import TAG_SLUG_LENGTH, fold
from newsroom import prepared
from newsroom.slugs import numbered, slug_for

from . import body
from .errors import Refused

NAME_LENGTH = 100


def tag_named(name):
    """Returns the tag of that name, made if need be. Spellings that differ in case or width are one tag; names
    whose words for the address agree get "-2", "-3"… Safe with any number of processes at once.

    Raises Refused for a name without letters or longer than 100 characters.
    """
    name = " ".join(body.plain(name).split())
    folded = fold(name)
    if not folded or len(name) > NAME_LENGTH or len(folded) > 200:
        raise Refused(f"A tag has 1 to {NAME_LENGTH} characters; “{name[:40]}” has {len(name)}.")
    word, number = _word(name), 1
    while True:
        tag = Tag.objects.filter(folded=folded).first()
        if tag:
            return tag
        slug = numbered(word, number, max_length=TAG_SLUG_LENGTH)
        number += 1
        if Tag.objects.filter(slug=slug).exists():
            continue
        try:
            with transaction.atomic():
                return Tag.objects.create(name=name, slug=slug)
        except IntegrityError:  # another process took the name or the slug since we looked
            number -= 1


def _word(name):
    return slug_for(name, max_length=TAG_SLUG_LENGTH, fallback="tag")


def set_tags(article, tags):
    """Puts exactly these tags on the story, in this order. A tag given twice counts once."""
    wanted = {tag_id: order for order, tag_id in enumerate(dict.fromkeys(tag.pk for tag in tags))}
    rows = {row.tag_id: row for row in TaggedArticle.objects.filter(content_object=article)}
    gone = [row for tag_id, row in rows.items() if tag_id not in wanted]
    if gone:
        _lock_counts([*rows, *wanted])
        TaggedArticle.objects.filter(pk__in=[row.pk for row in gone]).delete()
        count_listed([row.tag_id for row in gone if row.public_at], -1)
    moved = [
        row for tag_id, row in rows.items() if tag_id in wanted and row.order != wanted[tag_id]
    ]
    for row in moved:
        row.order = wanted[row.tag_id]
    TaggedArticle.objects.bulk_update(moved, ["order"])
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=article, tag_id=tag_id, order=order)
        for tag_id, order in wanted.items()
        if tag_id not in rows
    )


def _lock_counts(tag_ids):
    """Holds all counts that an act may change, in the order of ids: those of tags taken off are changed before those
    of tags put on, and two acts would wait for each other in a circle.
    """
    locked = Tag.objects.select_for_update(no_key=True).filter(pk__in=tag_ids).order_by("pk")
    list(locked.values_list("pk", flat=True))


def count_listed(tag_ids, difference):
    """Keeps `Tag.listed` true; always in the order of ids, so that two acts never wait for each other in a circle."""
    if len(tag_ids) > 1:
        _lock_counts(tag_ids)
    Tag.objects.filter(pk__in=tag_ids).update(listed=F("listed") + difference)


def tags_for_page(article, at):
    """Returns (the story's public tags in order, the tags that lead sidebars at `at`). One query."""
    rows = prepared.rows(_for_page, at=at, article=article.pk)
    return (
        sorted((tag for tag in rows if tag.place >= 0), key=lambda tag: tag.place),
        [tag for tag in rows if tag.place < 0],
    )


def _for_page(at, article):
    own = Tag.objects.public().filter(tagged__content_object=article)
    leading = Tag.objects.leading(at).annotate(place=Value(-1))
    return own.annotate(place=F("tagged__order")).order_by().union(leading.order_by(), all=True)


def foresee(article, wanted, at):
    """What `tags_for_page` will return when the story has these tags: ids, and names of tags that are not made yet.
    Each tag is counted as it will be. One query.
    """
    counted = TaggedArticle.objects.filter(
        content_object=article.pk, tag=OuterRef("pk"), public_at__isnull=False
    )
    ids = {pk for pk in wanted if isinstance(pk, int)}
    found = {
        tag.pk: tag
        for tag in Tag.objects.public()
        .filter(Q(pk__in=ids) | Q(leads_until__gt=at))
        .annotate(is_counted=Exists(counted))
    }
    for pk, tag in found.items():
        tag.listed += (pk in ids) - tag.is_counted
    own = [
        found.get(tag) if isinstance(tag, int) else Tag(name=tag, slug=_word(tag), listed=1)
        for tag in wanted
    ]
    leading = [tag for tag in found.values() if tag.leads_until and tag.leads_until > at]
    return list(filter(None, own)), leading


def leading_tags(at):
    """The tags that lead sidebars at `at`. One query."""
    return prepared.rows(_leading, at=at)


def _leading(at):
    return Tag.objects.leading(at)


def until(leading, promised):
    """When what these tags lead, or a promise, next changes a page. `promised` None: that is not known."""
    return promised and min([promised, *(tag.leads_until for tag in leading)])


def related_tags(tag, stories, at):
    """Returns (public tags that stand beside `tag` on these stories, the tags that lead). One query."""
    rows = prepared.rows(_related, at=at, tag=tag.pk, stories=[story.pk for story in stories])
    return [row for row in rows if not row.leads], [row for row in rows if row.leads]


def _related(at, tag, stories):
    related = Tag.objects.public().filter(tagged__content_object__in=stories).exclude(pk=tag)
    leading = Tag.objects.leading(at).annotate(leads=Value(1))
    return (
        related.distinct().annotate(leads=Value(0)).order_by().union(leading.order_by(), all=True)
    )
