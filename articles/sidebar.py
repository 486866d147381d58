"""The stories beside a page: up to twelve, each as section, age and headline. Never more than two queries.

Tags drive it. First come stories of the tags that editors let lead, then those that share tags with the page, rare
shared tags weighing more and older stories less; then the newest of all sections in turn, so that the list spans the
site, the page's own section last. Never the story itself, none twice, at most three in a row from one section.
A story that was retracted is recommended to nobody.
"""

import math
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import F

from articles.models import Listing, TaggedArticle
from articles.models.article import address, public_rule
from newsroom import prepared
from newsroom.slices import EACH, of_each

LENGTH = 12
IN_A_ROW = 3
TAGS_ASKED = 12  # a story with hundreds of tags is known by its rarest
HALF_LIFE = timedelta(days=7)


class Item(NamedTuple):
    """One line of the sidebar."""

    article_id: int
    section_id: int
    section_title: str
    section_path: str
    short_headline: str
    full_headline: str
    public_at: datetime
    public_date: date
    slug: str
    language: str

    @property
    def headline(self):
        return self.short_headline or self.full_headline

    @property
    def url(self):
        return address(self.public_date, self.slug)


_ITEM = (  # in the order of Item
    "id",
    "section_id",
    "section__title",
    "section__path",
    "short_headline",
    "headline",
    "public_at",
    "public_date",
    "slug",
    "language",
)


def beside_story(article, own_tags, leading_tags, navigation, at, without=()):
    """The sidebar of a story page. `without`: ids of stories that stand on the page already."""
    root = navigation.root_of(article.section_id)
    trail = {section.pk for section in navigation.trail(article.section_id)}
    tagged = _by_tags(own_tags, _leading_here(leading_tags, trail), at, beside=article)
    newest = _newest_by_section(navigation.roots, at, beside=article)
    return _line_up(tagged, newest, {article.pk, *without}, last=root)


def beside_section(section, leading_tags, navigation, at, without=()):
    """The sidebar of a section page: recent stories of the other sections."""
    trail = {part.pk for part in navigation.trail(section.pk)}
    root = navigation.root_of(section.pk)
    others = [other for other in navigation.roots if other.pk != root]
    tagged = _by_tags([], _leading_here(leading_tags, trail), at)
    return _line_up(tagged, _newest_by_section(others, at), set(without))


def beside_tag(related_tags, leading_tags, at, without=()):
    """The sidebar of a tag page: stories of related tags."""
    return _line_up(
        _by_tags(related_tags, _leading_here(leading_tags, set()), at), {}, set(without)
    )


def beside_front(leading_tags, at, without=()):
    """The sidebar of the front: the stories of the tags that lead."""
    return _line_up(_by_tags([], _leading_here(leading_tags, set()), at), {}, set(without))


def _leading_here(leading_tags, trail):
    return [tag for tag in leading_tags if tag.leads_in_id is None or tag.leads_in_id in trail]


def _by_tags(own, leading, at, beside=None):
    """Items of these tags, best first. One bounded slice of one index for each tag; no query without tags. The story
    `beside` takes no place in a slice, so that preview and page find the same. A tag that is not saved has no stories.
    """
    own = [tag for tag in own if tag.pk]
    own = sorted(own, key=lambda tag: (tag.listed, tag.pk))[:TAGS_ASKED]
    asked = {tag.pk: tag for tag in [*own, *leading]}
    if not asked:
        return []
    rows = prepared.rows(_tagged, at=at, tags=list(asked), **_but(beside))
    leads, weights, items = set(), {}, {}
    leading_ids = {tag.pk for tag in leading}
    for tag_id, *values in rows:
        item = items.setdefault(values[0], Item(*values))
        if tag_id in leading_ids:
            leads.add(item.article_id)
        weights[item.article_id] = weights.get(item.article_id, 0) + _weight(
            asked[tag_id], item, at
        )
    return sorted(
        items.values(),
        key=lambda item: (
            item.article_id not in leads,
            -weights[item.article_id],
            -item.article_id,
        ),
    )


def _but(beside):
    return {"beside": beside.pk} if beside else {}


def _tagged(at, tags, beside=None):
    newest = TaggedArticle.objects.filter(tag=EACH, public_at__lte=at).order_by(
        "-public_at", "-content_object"
    )
    if beside:
        newest = newest.exclude(content_object=beside)
    slices = of_each(newest.values("pk")[: LENGTH + IN_A_ROW], tags)
    return (
        TaggedArticle.objects.filter(pk__in=slices)
        .filter(public_rule(at, "content_object__"))
        .exclude(content_object__corrected_as="retraction")
        .values_list("tag_id", *(f"content_object__{name}" for name in _ITEM))
    )


def _weight(tag, item, at):
    """Rare tags weigh more, and a story loses half its weight in each week."""
    return 0.5 ** ((at - item.public_at) / HALF_LIFE) / math.log2(2 + tag.listed)


def _newest_by_section(roots, at, beside=None):
    """{root section id: its newest items}, by one bounded slice of the listing index for each section. One query."""
    if not roots:
        return {}
    found = {}
    sections = [root.pk for root in roots]
    for root, *values in prepared.rows(_newest, at=at, sections=sections, **_but(beside)):
        found.setdefault(root, []).append(Item(*values))
    return found


def _newest(at, sections, beside=None):
    length = min(LENGTH, LENGTH // len(sections) + 2 * IN_A_ROW)
    newest = Listing.objects.filter(section=EACH, public_at__lte=at).order_by(
        "-public_at", "-article"
    )
    if beside:
        newest = newest.exclude(article=beside)
    slices = of_each(newest.values("pk")[:length], sections)
    return (
        Listing.objects.filter(pk__in=slices)
        .filter(public_rule(at, "article__"))
        .exclude(article__corrected_as="retraction")
        .order_by("-public_at", "-article")
        .annotate(root=F("section_id"))
        .values_list("root", *(f"article__{name}" for name in _ITEM))
    )


def _line_up(tagged, by_section, used, last=None):
    """Puts the items in line: the tagged ones, then the sections in turn; then what the rule of three held back."""
    waiting = [*tagged, *_in_turn(by_section, last)]
    line = []
    while waiting and len(line) < LENGTH:
        item = next(
            (item for item in waiting if item.article_id not in used and not _fourth(line, item)),
            None,
        )
        if item is None:
            break
        waiting.remove(item)
        used.add(item.article_id)
        line.append(item)
    return line


def _fourth(line, item):
    """Whether the item would be the fourth in a row from its section."""
    tail = line[-IN_A_ROW:]
    return len(tail) == IN_A_ROW and all(other.section_id == item.section_id for other in tail)


def _in_turn(by_section, last):
    """The newest of each section, then the second of each…; sections by their newest story, `last` after all others."""
    others = sorted(
        (items for root, items in by_section.items() if root != last),
        key=lambda items: items[0].public_at,
        reverse=True,
    )
    turns = max(map(len, others), default=0)
    mixed = [items[turn] for turn in range(turns) for items in others if turn < len(items)]
    return mixed + by_section.get(last, [])
