"""SECRET_KEY=any DATABASE_URL=... python -m tests.benchmarks.where_else [--stories 10000] [--runs 5]

Measures how well `articles.where_else` finds what else is wrong when a story is corrected. DATABASE_URL names a scratch
database, on SQLite or PostgreSQL, filled by the first run with the paper of tests.benchmarks.search; later runs of the
same size find it filled. A database that holds anything else is refused.

Into the paper are planted WRONG: six sentences, each with five copies in other words: in a text, in two sentences of a
text, as a quotation or a half of it, in a brief, in the caption of the lead picture. Every fifth other story has a
sentence of the same words, names and figures, drawn at random, so that none of them is rare by itself.

It prints for each sentence how many of its five copies are among the first ten, and the least and the median of the
time in milliseconds. Ends with 1 where one is missing, or where a median on PostgreSQL is above a second.
"""

import argparse
import os
import random
import re
import sys
from statistics import median
from time import perf_counter

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from articles import search, where_else
from articles.models import Article, Image, Picture
from sections.models import Section

from . import search as searching

WRONG = [
    (
        "The repairs to the north quay of Hallin will cost 40 million crowns, the harbour board said on Tuesday.",
        "According to the harbour board, repairing the north quay in Hallin is going to cost 40 million crowns.",
        "The north quay at Hallin must be repaired. It will cost the harbour board some 40 million crowns.",
        "Board members spoke of 40 million crowns for the repair of the quay, north of the harbour.",
        "Hallin: north quay repairs put at 40 million crowns",
        "The north quay in Hallin, whose repairs are to cost 40 million crowns",
    ),
    (
        "Ida Holm, who has led the ferry company since 2011, was fined twice for unpaid wages.",
        "The ferry company’s head since 2011, Ida Holm, has twice been fined over wages that were not paid.",
        "Holm has led the ferries since 2011. Ida Holm’s company was fined twice: wages had gone unpaid.",
        "“Unpaid wages, two fines,” a ferry captain said of Ida Holm, leader of the company since 2011.",
        "Ferry company: Ida Holm fined twice for wages unpaid",
        "Ida Holm, leader of the ferry company since 2011, twice fined for unpaid wages",
    ),
    (
        "“We had no warning of the storm until the radio mast fell at 4.30 in the morning,” said Per Berg.",
        "Per Berg said they “had no warning of the storm until the radio mast fell” early in the morning.",
        "The radio mast fell at 4.30. Until then, Per Berg says, nobody had warned of a storm.",
        "“We had no warning of the storm until the radio mast fell,” one keeper told the inquiry.",
        "No storm warning before radio mast fell, says Per Berg",
        "The radio mast that fell at 4.30 in the storm; Per Berg had no warning",
    ),
    (
        "A study of 1,240 pupils in Norrvik found that every third child skips breakfast on school days.",
        "Every third child in Norrvik skips breakfast on days with school, says a study of 1,240 pupils.",
        "Researchers studied 1,240 pupils of Norrvik. A third of the children skipped breakfast before school.",
        "One in three children goes to school in Norrvik without breakfast, a study of pupils found.",
        "Norrvik study: one third of 1,240 pupils skip breakfast",
        "Breakfast at a school in Norrvik, where a study found that a third of 1,240 pupils skip it",
    ),
    (
        "The museum returned the bronze horse to Samos after the court ruled that it had been stolen in 1974.",
        "After a ruling of the court the bronze horse, stolen in 1974, went back from the museum to Samos.",
        "It was stolen in 1974, the court ruled. So the museum has returned the bronze horse to Samos.",
        "Samos has its bronze horse again: judges called it stolen and the museum gave it back.",
        "Court: bronze horse stolen, museum returns it to Samos",
        "The bronze horse of Samos, which the museum returned, stolen in 1974",
    ),
    (
        "Exports of salted herring fell by 18 per cent last year, while lobster prices doubled in Lisbon.",
        "Last year 18 per cent less salted herring was exported; in Lisbon the price of lobster doubled.",
        "Salted herring exports fell 18 per cent. The lobster price in Lisbon doubled over the year.",
        "Lobster got twice as dear in Lisbon, and exports of salted herring were down by 18 per cent.",
        "Herring exports fall 18 per cent as Lisbon lobster prices double",
        "Salted herring for export, down 18 per cent; in Lisbon lobster prices doubled",
    ),
]
COPIES = 5
MILLISECONDS = 1_000


def plant(stories, chance):
    """Puts the copies into these stories' texts, and sentences of the same words into every fifth of the others."""
    chosen = chance.sample(stories, len(WRONG) * COPIES)
    places = iter(chosen)
    vocabulary = sorted(
        {word for said in WRONG for text in said for word in re.findall(r"\w+", text)}
    )
    picture = Image.objects.create(
        file="quay.jpg", width=3, height=2, title="Quay", uploaded_at=timezone.now()
    )
    for _, plain, split, quoted, brief, caption in WRONG:
        for copy in (plain, split, quoted):
            _into_text(next(places), copy)
        story = next(places)
        story.kind, story.headline, story.body = Article.Kind.BRIEF, brief, ""
        story = next(places)
        row = Picture.objects.create(article=story, image=picture, caption=caption)
        story.lead_picture = row
    taken = {story.pk for story in chosen}
    for story in [story for story in stories if story.pk not in taken][::5]:
        _into_text(story, " ".join(chance.choices(vocabulary, k=14)).capitalize() + ".")
    Article.objects.bulk_update(
        stories, ["headline", "body", "kind", "lead_picture"], batch_size=500
    )
    for _ in search.rebuild():
        pass


def planted():
    """[the stories that hold the copies], for each sentence of WRONG."""
    return [
        [
            story
            for copy in copies
            for story in Article.objects.filter(
                Q(body__contains=f"<p>{copy}</p>")
                | Q(headline=copy)
                | Q(lead_picture__caption=copy)
            )
        ]
        for _, *copies in WRONG
    ]


def _into_text(story, sentence):
    """Behind the first paragraph."""
    story.body = story.body.replace("</p>", f"</p><p>{sentence}</p>", 1)


def measure(copies, runs):
    """Yields (the wrong sentence, copies found, [seconds]) for each."""
    for said, planted in zip(WRONG, copies, strict=True):
        times, found = [], []
        for _ in range(runs):
            start = perf_counter()
            found = where_else.find([said[0]])
            times.append(perf_counter() - start)
        yield (
            said[0],
            len({place.story.pk for place in found} & {story.pk for story in planted}),
            times,
        )


def main():
    options = _options()
    settings.DEBUG = False  # else Django remembers every query
    call_command("migrate", verbosity=0)
    if not Section.objects.exists():
        print(f"Filling with {options.stories} stories of {searching.WORDS} words.", flush=True)
        searching.fill(options.stories)
        plant(list(Article.objects.order_by("pk")), random.Random(2))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
            cursor.execute("ANALYZE")
    copies = planted()
    if Article.objects.count() != options.stories or {len(some) for some in copies} != {COPIES}:
        sys.exit("This database holds other stories. Name an empty one, or the size it has.")
    print(f"{connection.vendor}, {options.stories} stories; load {os.getloadavg()[0]:.1f}")
    broken = False
    for sentence, found, times in measure(copies, options.runs):
        least, middle = 1000 * min(times), 1000 * median(times)
        slow = middle > MILLISECONDS and connection.vendor == "postgresql"
        print(f"{found} of {COPIES}  {least:7.0f} {middle:7.0f} ms  {sentence[:80]}", flush=True)
        broken = broken or found < COPIES or slow
    return int(broken)


def _options():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.where_else",
        description=__doc__.partition("\n\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
