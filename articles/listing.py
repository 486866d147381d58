"""The rows that lists are read from. They follow from the story; nothing else writes them."""

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Byline, Listing, TaggedArticle

from .tagging import count_listed


def sections_of(article):
    """The sections whose lists show the story: its own, the further ones that readers see, and all above them."""
    found = {}
    for section in [article.section, *article.further_sections.all()]:
        if not section.is_public:
            continue
        while section and section.pk not in found:
            found[section.pk] = section
            section = section.parent
    return found


def relist(article):
    """Makes the listing rows of the story true: none unless it is published in a section that readers see. Returns the
    ids of the sections whose lists show it.
    """
    listed = article.status == Article.Status.PUBLISHED and article.section.is_public
    wanted = sections_of(article) if listed else {}
    rows = {row.section_id: row for row in Listing.objects.filter(article=article)}
    gone = [row.pk for section_id, row in rows.items() if section_id not in wanted]
    if gone:
        Listing.objects.filter(pk__in=gone).delete()
    if any(
        row.public_at != article.public_at
        for section_id, row in rows.items()
        if section_id in wanted
    ):
        Listing.objects.filter(article=article).update(public_at=article.public_at)
    Listing.objects.bulk_create(
        Listing(article=article, section_id=section_id, public_at=article.public_at)
        for section_id in wanted
        if section_id not in rows
    )
    _relist_tags(article, article.public_at if listed else None)
    _relist_bylines(article, article.public_at if listed else None)
    return set(wanted)


def _relist_tags(article, public_at):
    rows = list(TaggedArticle.objects.filter(content_object=article))
    changed = [row for row in rows if row.public_at != public_at]
    if not changed:
        return
    TaggedArticle.objects.filter(pk__in=[row.pk for row in changed]).update(public_at=public_at)
    if public_at is None:
        count_listed([row.tag_id for row in changed], -1)
    else:
        count_listed([row.tag_id for row in changed if row.public_at is None], +1)


def _relist_bylines(article, public_at):
    """A person who stands under a story twice has it listed once."""
    earlier = Byline.objects.filter(
        article=article, author=OuterRef("author"), order__lt=OuterRef("order")
    )
    named = Byline.objects.filter(article=article, author__isnull=False).exclude(Exists(earlier))
    named.exclude(public_at=public_at).update(public_at=public_at)


def relist_sections(section_ids):
    """Makes the rows of all published stories true that stand in these sections, a batch at a time."""
    stories = (
        Article.objects.filter(Q(section__in=section_ids) | Q(further_sections__in=section_ids))
        .filter(status=Article.Status.PUBLISHED)
        .distinct()
        .select_related("section")
        .prefetch_related("further_sections")
    )
    for article in stories.order_by("pk").iterator(chunk_size=500):
        relist(article)
