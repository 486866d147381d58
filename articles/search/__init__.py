"""The readers' search: the same words find the same stories, in the same order, on SQLite and PostgreSQL.

A story is found when it has all the words. What it is worth is said once, in `_worth`: where the words stand, and how
old the story is. Where they stand equally the newest come first, so the newest of each level (headline, lead,
anywhere) are all that a page can need, and neither database is asked for a relevance of its own.

The index holds the stories that are published or scheduled; every read asks `Article.objects.published(at)` again.
The acts of `workflow` call `index` where the live row changes; `manage.py rebuild_search` makes the whole anew.
Of a text the first 16,000 words are known. A phrase of two words is looked for in the newest 3,000 stories that have
both, one of ten words in the newest 600.

words.py: how texts and queries are cut and folded.  engines.py: the index in each database.  marking.py: snippets.
"""

import re
from copy import copy
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.db.models.functions import Left
from django.utils.safestring import SafeString

from articles import body
from articles.errors import Refused
from articles.models import Article, Byline, TaggedArticle
from newsroom import prepared

from . import engines
from .engines import ANYWHERE, HEADLINE, LEAD, LEVELS
from .marking import marked, snippet
from .words import phrases, spellings, words

LONGEST_QUERY = 200  # characters
MOST_PHRASES = 6  # of several words; each may cost SQLite a walk through all stories
DEPTH = 200  # results that can be paged through; who needs more asks more narrowly
BODY_WORDS = 16_000  # of a text; PostgreSQL knows no place beyond 16,383
BODY_BYTES = 600_000  # of a text's words; PostgreSQL's vectors end at 1 MB
SHOWN_TEXT = 40_000  # characters of a text from which a snippet is cut
TYPED = 5  # words that are looked at for typing errors
BATCH = 200  # stories

SHOWN = (  # a picture would take two tables more
    "kicker headline short_headline standfirst kind language slug public_date public_at withdraw_at status "
    "corrected_as section__path section__title section__is_public"
).split()

_WITH = (
    Prefetch("bylines", Byline.objects.select_related("author")),
    Prefetch("tagged", TaggedArticle.objects.select_related("tag")),
)

WEIGHTS = {HEADLINE: 6, LEAD: 3, ANYWHERE: 1}
HALF_AGE = 180 * 24 * 60 * 60  # seconds until a story is worth half of a new one


@dataclass(frozen=True)
class Hit:
    """A story that was found, with what a card without a picture shows; its headline and a piece of its text with the
    words marked.
    """

    story: Article
    headline: SafeString
    snippet: SafeString


@dataclass(frozen=True)
class Results:
    """One page of hits. `total` counts them all, unless there are `more`: then it is how far one can page.

    `next`: the token of the next page, or None. `near`: where nothing was found and the headlines shown only come
    near, the query as it may have been meant; else "".
    """

    hits: list = field(default_factory=list)
    total: int = 0
    more: bool = False
    next: str | None = None
    near: str = ""


# The index -----------------------------------------------------------------------------------------------------------


def index(article):
    """Makes the index true for a story whose live row, tags and bylines were written: an act's last step. The act has
    locked it.
    """
    if article.status != Article.Status.PUBLISHED:
        forget(article)
        return
    written = copy(article)  # who asks for its bylines afterwards asks the database
    prefetch_related_objects([written], *_WITH)
    engines.engine().write([_entry(written)])


def forget(article):
    """Takes a story out of the index."""
    engines.engine().forget([article.pk])


def index_all(stories, after=0):
    """Makes the index true for the published ones of these stories, a batch at a time in the order of their ids, from
    the one behind `after` on: where a tag or a person was renamed or hidden. Yields (id of the last, how many) for
    each batch. It may be stopped anywhere and run beside the site.
    """
    while True:
        with transaction.atomic():
            batch = _write(stories.filter(pk__gt=after).order_by("pk"), BATCH)
        if not batch:
            return
        after = batch[-1]
        yield after, len(batch)


def renew(stories):
    """Makes the index true for the published ones of these stories, now."""
    for _ in index_all(stories):
        pass


def rebuild(after=0):
    """Makes the whole index anew like `index_all`, then takes out what should not be there."""
    yield from index_all(Article.objects.all(), after)
    _forget_strays()
    engines.engine().settle()


def _write(stories, limit=None):
    """Writes the published ones and returns their ids. Their rows are locked in the transaction of the caller, so
    that no act comes between reading a story and writing its words.
    """
    published = (
        stories.filter(status=Article.Status.PUBLISHED)
        .select_for_update(of=("self",), no_key=True)
        .select_related("lead_picture")
        .prefetch_related(*_WITH)
    )
    entries = [_entry(article) for article in published[:limit]]
    if entries:
        engines.engine().write(entries)
    return [entry.story for entry in entries]


def _forget_strays():
    """Takes out rows whose story is gone, was taken down, or stands at another time."""
    after = engines.FIRST_PLACE
    while places := engines.places_after(after, BATCH):
        after = places[-1]
        with transaction.atomic():
            ids = [engines.story_at(place) for place in places]
            kept = Article.objects.select_for_update(of=("self",), no_key=True).filter(
                pk__in=ids, status=Article.Status.PUBLISHED
            )
            known = set(kept.values_list("pk", flat=True))
            engines.engine().forget([pk for pk in ids if pk not in known])


def _entry(article):
    """What the index holds of a story. Names that readers do not see are not in it."""
    names = [row.tag.name for row in article.tagged.all() if row.tag.is_public]
    names += [byline.printed_name for byline in article.named_bylines()]
    headlines = f"{article.headline}\n{article.short_headline}"
    return engines.Entry(
        story=article.pk,
        place=engines.place(article.public_at.timestamp(), article.pk),
        title=spellings(headlines),
        headline=words(headlines),
        lead=words("\n".join([article.kicker, article.standfirst, *names])),
        body=_first_words(f"{body.words_of(article.body)}\n{_caption(article)}"),
    )


def _caption(article):
    return article.lead_picture.caption if article.lead_picture else ""


def _first_words(text):
    found = words(text, limit=BODY_WORDS)
    space = BODY_BYTES
    for number, word in enumerate(found):
        space -= len(word.encode()) + 10
        if space < 0:
            return found[:number]
    return found


# Finding -------------------------------------------------------------------------------------------------------------


def find(
    query,
    *,
    at,
    section=None,
    tag=None,
    person=None,
    since=None,
    until=None,
    before=None,
    limit=20,
):
    """Finds the stories that have all the words of `query`, and phrases in quotation marks, the best first.

    `at`: the clock. `section` (an object, with all below it), `tag`, `person` (ids). `since`, `until`: times with zone
    between which a story became public. `before`: `Results.next` of the page before. `limit`: hits on a page.
    Raises Refused, with a sentence for the reader, for what cannot be looked for. At most three queries.
    """
    asked = _asked(query)
    clock, start = _read_token(before, at)
    first = engines.place(since.timestamp(), 0) if since else engines.FIRST_PLACE
    last = engines.place(min(clock, until.timestamp() if until else clock))
    narrowed = {"section": section and section.pk, "tag": tag, "person": person}
    among = engines.is_one_of(_allowed, at=at, **{k: pk for k, pk in narrowed.items() if pk})
    found = engines.engine().find(asked, among, first, last, DEPTH + 1)
    places = _best_first(found, clock)
    if not places:
        return _come_near(query, among, first, last, at, limit)
    shown = places[start : min(start + limit, DEPTH)]
    end = start + len(shown)
    return Results(
        hits=_hits([engines.story_at(place) for place in shown], asked, at),
        total=min(len(places), DEPTH),
        more=len(places) > DEPTH,
        next=f"{clock}-{end}" if shown and end < min(len(places), DEPTH) else None,
    )


def _asked(query):
    if len(query) > LONGEST_QUERY:
        raise Refused(
            f"A search has {LONGEST_QUERY} characters at most; this one has {len(query)}. Use fewer words."
        )
    asked = phrases(query)
    if not asked:
        raise Refused("There is no word in this search. Type a word, a name or a number.")
    several = sum(len(phrase.words) > 1 for phrase in asked)
    if several > MOST_PHRASES:
        raise Refused(
            f"A search has {MOST_PHRASES} phrases at most; this one has {several}. Use fewer."
        )
    return asked


def _allowed(at, section=None, tag=None, person=None):
    stories = Article.objects.published(at)
    if section:
        stories = stories.filter(listings__section=section)
    if tag:
        stories = stories.filter(tagged__tag=tag)
    if person:
        stories = stories.filter(bylines__author=person)
    return stories


_TOKEN = re.compile("([0-9]{1,11})-([0-9]{1,3})")


def _read_token(text, at):
    """A page goes on by the clock of the first page, so that no story moves between two pages: (seconds, hits)."""
    now = int(at.timestamp())
    if not text:
        return now, 0
    match = _TOKEN.fullmatch(text)
    if not match:
        raise Refused("This is no page of these results. Search again.")
    return min(int(match[1]), now), int(match[2])


def _best_first(found, clock):
    """All places, each by the strictest level on which it was found."""
    worth = {}
    for level in LEVELS:
        for place in found[level]:
            worth.setdefault(place, _worth(level, clock - engines.seconds_at(place)))
    return sorted(worth, key=lambda place: (-worth[place], -place))


def _worth(level, age):
    """Six for the headline, three for kicker, standfirst, tags and names, one for the text; halved at half a year,
    a third at a year: a headline of two and a half years ago is worth a mention of today.
    """
    return WEIGHTS[level] / (1 + age / HALF_AGE)


def _hits(story_ids, asked, at):
    """What the page shows of these stories, in this order. One query."""
    stories = _stories(story_ids, at)
    return [_hit(stories[pk], asked) for pk in story_ids if pk in stories]


def _stories(story_ids, at):
    """{id: story with what a result shows and the beginning of its text}. Whether it is public is asked of each row
    here: asked in SQL, it leads both planners to pass all the public stories where these few keys would do.
    """
    rows = prepared.rows(_shown, stories=story_ids) if story_ids else []
    return {story.pk: story for story in rows if story.is_public(at)}


def _shown(stories):
    rows = Article.objects.filter(pk__in=stories).select_related("section").only(*SHOWN)
    return rows.annotate(text=Left("body", SHOWN_TEXT))


def _hit(story, asked):
    return Hit(
        story=story,
        headline=marked(story.card_headline, asked),
        snippet=snippet(story.standfirst, asked)
        or snippet(_text(story), asked)
        or marked(story.standfirst, asked),
    )


def _text(story):
    """What `story.text` says, without the tag that it may end in."""
    return body.words_of(re.sub("<[^>]*$", "", story.text))


# Typing errors -------------------------------------------------------------------------------------------------------


def _come_near(query, among, first, last, at, limit):
    """Where no story has the words: the newest whose headlines have words that are spelled nearly so. Two queries."""
    typed = list(islice((word for word in spellings(query) if len(word) > 3), TYPED))
    places = engines.engine().near(typed, among, first, last, limit) if typed else []
    if not places:
        return Results()
    story_ids = [engines.story_at(place) for place in places]
    stories = _stories(story_ids, at)
    meant = {pk: _meant(typed, stories[pk]) for pk in story_ids if pk in stories}
    hits = [_hit(stories[pk], phrases(query)) for pk, query in meant.items() if query]
    return Results(hits=hits, total=len(hits), near=next(filter(None, meant.values()), ""))


def _meant(typed, story):
    """The words of a headline that come nearest to those that were typed; empty where one comes near to none."""
    headline = spellings(story.headline)
    nearest = [get_close_matches(word, headline, n=1, cutoff=0.7) for word in typed]
    return " ".join(match[0] for match in nearest) if all(nearest) else ""
