"""A paper of any size, written past the acts, so that 100,000 stories are there within minutes.

Its tree has one great section, News, with nine tenths of the stories in it and below it, so that there are lists of
more than 8,000. One tag stands on every twentieth story. Each story has sentences that no other has, of the words that
`tests.benchmarks.search` asks for, and a third have a lead picture. Each is twenty minutes older than the one before.
"""

import multiprocessing
import os
import random
from datetime import timedelta
from itertools import islice

from django.db import connection, connections, models, transaction
from django.utils import timezone

from articles import history, search
from articles.models import (
    Article,
    Byline,
    Image,
    Listing,
    Picture,
    RelatedStory,
    Revision,
    Tag,
    TaggedArticle,
    Version,
)
from newsroom.moments import paper_day
from sections.models import Section
from tests.factories import make_author, make_section

from . import search as searching

STEP = timedelta(minutes=20)
BATCH = 2_000
TAGS_EACH = 3
WORDS = searching.WORDS
PEOPLE, PICTURES = 60, 200
BELOW_NEWS, OTHERS = 18, 6  # sections


def fill(stories):
    """Fills an empty database."""
    frame = _Frame(stories)
    for first in range(0, stories, BATCH):
        with transaction.atomic():
            _write(frame, range(first, min(first + BATCH, stories)))
    _count(frame)
    _move_sequences()
    _index()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # as a database that runs for some days does by itself
        cursor.execute("ANALYZE")


class _Frame:
    """What the stories stand in: sections, people, tags, pictures, and the words of the paper."""

    def __init__(self, stories):
        self.stories, self.now = stories, timezone.now()
        self.words, self.shares = searching.vocabulary(random.Random(1))
        self.news = make_section("News")
        self.below = [make_section(f"Region {n}", self.news) for n in range(BELOW_NEWS)]
        self.others = [make_section(f"Part {n}") for n in range(OTHERS)]
        self.people = [make_author(f"Person {n}") for n in range(PEOPLE)]
        number = min(10_000, 300 + stories // 100)
        names = [f"Topic {n}" for n in range(number)]
        rows = [
            Tag(name=name, slug=f"topic-{n}", folded=name.lower()) for n, name in enumerate(names)
        ]
        self.tags = Tag.objects.bulk_create(rows, batch_size=500)
        images = [
            Image(
                file=f"{n}.jpg",
                width=1600,
                height=1067,
                title=f"Picture {n}",
                alt=f"A quay, the {n}th",
                credit="Ida Holm",
                uploaded_at=self.now,
            )
            for n in range(PICTURES)
        ]
        self.images = Image.objects.bulk_create(images)

    def section(self, number):
        """Nine of ten stories stand in News or below it."""
        if number % 10 == 9:
            return self.others[number // 10 % OTHERS]
        return self.below[number % BELOW_NEWS] if number % 10 else self.news

    def tags_of(self, number):
        """The first tag stands on every twentieth story, the others are drawn."""
        chance = random.Random(number)
        drawn = chance.sample(self.tags[1:], TAGS_EACH)
        return [self.tags[0], *drawn[1:]] if number % 20 == 0 else drawn


def _write(frame, numbers):
    """One batch of stories with all that belongs to them. A story's id, its revision's and its version's are one."""
    rows = {model: [] for model in _ORDER}
    for number in numbers:
        _story(frame, number, rows)
    for model in _ORDER:
        _insert(model, rows[model])
    live = models.F("pk")
    these = Article.objects.filter(pk__gt=numbers[0], pk__lte=numbers[-1] + 1)
    these.update(newest_revision_id=live, live_revision_id=live)
    _lead(numbers)


_ORDER = (Article, Revision, Version, Listing, TaggedArticle, Byline, Picture, RelatedStory)


def _story(frame, number, rows):
    pk, time = number + 1, frame.now - timedelta(hours=1) - number * STEP
    section, tags = frame.section(number), frame.tags_of(number)
    person = frame.people[number % PEOPLE]
    text = random.Random(-number).choices(frame.words, cum_weights=frame.shares, k=WORDS)
    for place, word in enumerate(searching.rare_words(number)):
        text[(number + 37 * place) % WORDS] = word
    image = frame.images[number % PICTURES] if number % 3 == 0 else None
    snapshot = history.empty() | {
        "headline": " ".join(text[20:27] + searching.rare_words(number)[: number % 10 == 0]),
        "standfirst": " ".join(text[:20]).capitalize() + ".",
        "body": searching.paragraphs(text),
        "section": section.pk,
        "tags": [tag.pk for tag in tags],
        "bylines": [{"author": person.pk, "name": person.name, "credit": "", "role": "words"}],
        "lead_picture": image and {"image": image.pk, "caption": "", "alt": "", "focus": None},
    }
    rows[Article].append(
        Article(
            pk=pk,
            **{name: snapshot[name] for name in ("headline", "standfirst", "body")},
            section=section,
            slug=f"headline-{pk}",
            status=Article.Status.PUBLISHED,
            public_at=time,
            first_public_at=time,
            public_date=paper_day(time),
            created_at=time,
            saved_at=time,
        )
    )
    rows[Revision].append(
        Revision(pk=pk, article_id=pk, number=1, saved_at=time, snapshot=snapshot)
    )
    rows[Version].append(Version(pk=pk, article_id=pk, revision_id=pk, public_from=time))
    places = [section, *([frame.news] if section.parent_id else [])]
    rows[Listing] += [Listing(article_id=pk, section=place, public_at=time) for place in places]
    rows[TaggedArticle] += [
        TaggedArticle(content_object_id=pk, tag=tag, order=order, public_at=time)
        for order, tag in enumerate(tags)
    ]
    rows[Byline].append(
        Byline(article_id=pk, author=person, name=person.name, order=0, public_at=time)
    )
    if image:
        rows[Picture].append(Picture(pk=pk, article_id=pk, image=image, order=0))
    if number % 10 == 5:
        rows[RelatedStory].append(RelatedStory(article_id=pk, to_id=pk - 1, order=0))


def _insert(model, rows):
    """By COPY on PostgreSQL; by many at once elsewhere. The rows are in nobody's hands, so no default is asked for."""
    if not rows:
        return
    if connection.vendor != "postgresql":
        model.objects.bulk_create(rows, batch_size=500)
        return
    fields = [field for field in model._meta.concrete_fields if not field.primary_key or rows[0].pk]
    names = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        statement = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
        with cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row([_value(field, row) for field in fields])


def _value(field, row):
    return field.get_db_prep_save(field.pre_save(row, add=True), connection)


def _lead(numbers):
    """Every third story has its picture as its lead."""
    with_picture = [number + 1 for number in numbers if number % 3 == 0]
    Article.objects.filter(pk__in=with_picture).update(lead_picture_id=models.F("pk"))


def _count(frame):
    """How many stories have each tag."""
    counted = TaggedArticle.objects.filter(tag=models.OuterRef("pk")).order_by().values("tag")
    number = counted.annotate(number=models.Count("pk")).values("number")
    Tag.objects.update(listed=models.functions.Coalesce(models.Subquery(number), 0))


def _move_sequences():
    """What was written with ids of its own leaves PostgreSQL's sequences behind."""
    if connection.vendor != "postgresql":
        return
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_ORDER)):
            cursor.execute(statement)


def _index():
    """The search index: by every core on PostgreSQL, where many may write at once."""
    if connection.vendor != "postgresql":
        for _ in search.rebuild():
            pass
        return
    cores = os.cpu_count() or 1
    last = Article.objects.order_by("-pk").values_list("pk", flat=True).first()
    bounds = [last * part // cores for part in range(cores + 1)]
    connections.close_all()  # a process must not share its parent's
    context = multiprocessing.get_context("fork")
    parts = [
        context.Process(target=_index_part, args=part)
        for part in zip(bounds[:-1], bounds[1:], strict=True)
    ]
    for part in parts:
        part.start()
    for part in parts:
        part.join()
        if part.exitcode:
            raise RuntimeError("The search index could not be made.")


def _index_part(after, last):
    for _ in search.index_all(Article.objects.filter(pk__lte=last), after):
        pass


# What is read of it --------------------------------------------------------------------------------------------------


def addresses(page, number=200):
    """Addresses of one kind of page, spread over the paper. Raises KeyError for a kind that there is not."""
    return {
        "story": _stories,
        "front": lambda number: ["/"],
        "section": lambda number: [one.get_absolute_url() for one in Section.objects.public()],
        "tag": _tags,
        "feed": lambda number: [f"{path}rss.xml" for path in ["/", *_tags(number)]],
        "search": lambda number: [f"/search/?q={word}" for word in searching.HUNDREDTHS],
        "deep": _deep,
    }[page](number)


def _stories(number):
    last = Article.objects.count()
    step = max(1, last // number)
    found = Article.objects.filter(pk__in=range(1, last + 1, step)).order_by("pk")
    return [story.get_absolute_url() for story in found.only("public_date", "slug")[:number]]


def _tags(number):
    return [tag.get_absolute_url() for tag in Tag.objects.order_by("-listed", "pk")[:number]]


def _deep(number, place=8_000):
    """The pages of News behind its 8,000th story, or its last where it has not so many."""
    from newsroom import paging

    rows = Listing.objects.filter(section__title="News").order_by("-public_at", "-article")
    place = min(place, max(0, rows.count() - number - paging.LENGTH))
    found = islice(rows.values_list("public_at", "article")[place : place + number], number)
    return [f"/news/?before={paging.token(time, pk)}" for time, pk in found]
