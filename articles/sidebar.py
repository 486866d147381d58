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
from newsroom.pagecache import pieces
from newsroom.slices import EACH, of_each

LENGTH = 12
IN_A_ROW = 3
TAGS_ASKED = 12  # a story with hundreds of tags is known by its rarest
HALF_LIFE = timedelta(days=7)
MOST = 500  # slices of tags that a process keeps, of some ten kilobytes each


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


def beside_story(article, own_tags, leading_tags, navigation, at, without=(), until=None):
    """The sidebar of a story page. `without`: ids of stories that stand on the page already. `until`, here and below:
    when a promise next changes what readers see, or None where that is not known.
    """
    root = navigation.root_of(article.section_id)
    trail = {section.pk for section in navigation.trail(article.section_id)}
    tagged = _by_tags(own_tags, _leading_here(leading_tags, trail), at, until, beside=article.pk)
    newest = _newest_by_section(navigation.roots, navigation, at, until, beside=article.pk)
    return _line_up(tagged, newest, {article.pk, *without}, last=root)


def beside_section(section, leading_tags, navigation, at, without=(), until=None):
    """The sidebar of a section page: recent stories of the other sections."""
    trail = {part.pk for part in navigation.trail(section.pk)}
    root = navigation.root_of(section.pk)
    others = [other for other in navigation.roots if other.pk != root]
    tagged = _by_tags([], _leading_here(leading_tags, trail), at, until)
    return _line_up(tagged, _newest_by_section(others, navigation, at, until), set(without))


def beside_tag(related_tags, leading_tags, at, without=(), until=None):
    """The sidebar of a tag page: stories of related tags."""
    tagged = _by_tags(related_tags, _leading_here(leading_tags, set()), at, until)
    return _line_up(tagged, {}, set(without))


def beside_front(leading_tags, at, without=(), until=None):
    """The sidebar of the front: the stories of the tags that lead."""
    tagged = _by_tags([], _leading_here(leading_tags, set()), at, until)
    return _line_up(tagged, {}, set(without))


def _leading_here(leading_tags, trail):
    return [tag for tag in leading_tags if tag.leads_in_id is None or tag.leads_in_id in trail]


def _by_tags(own, leading, at, until, beside=None):
    """Items of these tags, best first. A tag that is not saved has no stories."""
    own = [tag for tag in own if tag.pk]
    own = sorted(own, key=lambda tag: (tag.listed, tag.pk))[:TAGS_ASKED]
    asked = {tag.pk: tag for tag in [*own, *leading]}
    leading_ids = {tag.pk for tag in leading}
    leads, weights, items = set(), {}, {}
    for tag_id, slice_ in _slices(_tagged, list(asked), LENGTH + IN_A_ROW, at, until).items():
        for item in _but(beside, slice_, LENGTH + IN_A_ROW):
            pk = item.article_id
            items[pk] = item
            if tag_id in leading_ids:
                leads.add(pk)
            weights[pk] = weights.get(pk, 0) + _weight(asked[tag_id], item, at)
    return sorted(
        items.values(),
        key=lambda item: (
            item.article_id not in leads,
            -weights[item.article_id],
            -item.article_id,
        ),
    )


def _newest_by_section(roots, navigation, at, until, beside=None):
    """{root section id: its newest items}."""
    count = max(1, len(navigation.roots))
    length = min(LENGTH, LENGTH // count + 2 * IN_A_ROW)
    slices = _slices(_newest, [root.pk for root in roots], length, at, until)
    found = {root: _but(beside, slice_, length) for root, slice_ in slices.items()}
    return {root: items for root, items in found.items() if items}


def _but(beside, slice_, length):
    """The story that it stands beside takes no place in a slice, so that preview and page find the same."""
    return [item for item in slice_ if item.article_id != beside][:length]


def _slices(query, lists, length, at, until):
    """{list id: its newest items, one more than `length`}: those of the process, and the others by one query, which
    reads one bounded slice of an index for each list.
    """
    known = pieces.until_changed((query, length), dict, at, until)
    found = {pk: known.get(pk) for pk in lists}
    missing = [pk for pk, slice_ in found.items() if slice_ is None]
    if missing:
        found |= {pk: [] for pk in missing}
        for pk, *values in prepared.rows(query, length + 1, at=at, lists=missing):
            found[pk].append(Item(*values))
        if len(known) > MOST:
            known.clear()
        known.update((pk, found[pk]) for pk in missing)
    return found


def _tagged(length, *, at, lists):
    newest = TaggedArticle.objects.filter(tag=EACH, public_at__lte=at).order_by(
        "-public_at", "-content_object"
    )
    slices = of_each(newest.values("pk")[:length], lists)
    return (
        TaggedArticle.objects.filter(pk__in=slices)
        .filter(public_rule(at, "content_object__"))
        .exclude(content_object__corrected_as="retraction")
        .order_by("-public_at", "-content_object")
        .values_list("tag_id", *(f"content_object__{name}" for name in _ITEM))
    )


def _newest(length, *, at, lists):
    newest = Listing.objects.filter(section=EACH, public_at__lte=at).order_by(
        "-public_at", "-article"
    )
    slices = of_each(newest.values("pk")[:length], lists)
    return (
        Listing.objects.filter(pk__in=slices)
        .filter(public_rule(at, "article__"))
        .exclude(article__corrected_as="retraction")
        .order_by("-public_at", "-article")
        .annotate(root=F("section_id"))
        .values_list("root", *(f"article__{name}" for name in _ITEM))
    )


def _weight(tag, item, at):
    """Rare tags weigh more, and a story loses half its weight in each week."""
    return 0.5 ** ((at - item.public_at) / HALF_LIFE) / math.log2(2 + tag.listed)


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
