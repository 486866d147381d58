"""SECRET_KEY=any DATABASE_URL=... python -m tests.benchmarks.search [--stories 20000] [--runs 40]

Measures the readers' search: `search.find` with 20 hits, their cards and snippets. DATABASE_URL names a scratch
database, on SQLite or PostgreSQL. It is filled by the first run, which takes some minutes for 20,000 stories; later
runs of the same size find it filled. A database that holds anything else is refused.

A story has 450 words of sentences that stand in it alone. The 2,000 words of the paper are as common as those of a
language (the n-th has a share of 1/n); beside them each of HUNDREDTHS stands in every hundredth story, in one place
somewhere in its text, and one such story in ten has it in the headline.

It prints for each query: hits; the least, p50 and p95 of the time it took; the mean CPU time of this process and of
the database's (0 on SQLite, which works in this process; "?" where PostgreSQL runs on another machine); all in
milliseconds. Others' work on the machine moves the times, and hardly the least and the CPU time. Ends with 1 where a
median is above its limit: 20 ms for a word that stands in a hundredth of the stories, 200 ms for whatever else.
"""

import argparse
import os
import random
import sys
from itertools import accumulate, islice, pairwise
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter, process_time

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from articles import search
from articles.errors import Refused
from articles.models import Article
from sections.models import Section
from tests.factories import make_author, make_many_stories, make_section

WORDS = 450  # of a story
HUNDREDTHS = (
    "herring tunnel violin glacier lantern orchard pelican quarry saffron turbine "
    "walnut zeppelin cobalt dolphin ferry granite harvest ivory jasmine kettle"
).split()
TENTH = "council"
ENOUGH, ODD = 20, 200  # milliseconds

_COMMON = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which "
    "one you were all her she there would their we him been has when who will no more if out so up said what its about "
    "than into them can only other time new some could these two may first then do any like my now over such our man"
).split()
_SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]


# The paper -----------------------------------------------------------------------------------------------------------


def fill(stories):
    """Fills an empty database with stories of WORDS words, and the index with them."""
    chance = random.Random(1)
    sections = [make_section(title) for title in ("World", "Business", "Science", "Sport")]
    made = make_many_stories(stories, sections, authors=[make_author("Ada Lovelace")])
    known, shares = vocabulary(chance)
    for number, story in enumerate(made):
        text = chance.choices(known, cum_weights=shares, k=WORDS)
        for word in rare_words(number):
            text[chance.randrange(WORDS)] = word
        story.body = paragraphs(text)
        story.standfirst = " ".join(text[:20]).capitalize() + "."
        story.headline = " ".join(text[20:27] + rare_words(number)[: number % 10 == 0])
    Article.objects.bulk_update(made, ["headline", "standfirst", "body"], batch_size=500)
    for _ in search.rebuild():
        pass


def rare_words(number):
    """What the story of this number has beside the common words."""
    rare = [word for place, word in enumerate(HUNDREDTHS) if (number + 7 * place) % 100 == 0]
    return rare + [TENTH] * (number % 10 == 3)


def vocabulary(chance):
    made = {"".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(4_000)}
    words = [*_COMMON, *sorted(made - set(_COMMON))[:1_900]]
    return words, list(accumulate(1 / rank for rank in range(1, len(words) + 1)))


def paragraphs(text):
    """Sentences of 15 words, five to a paragraph, with the marks that a text has."""
    sentences = [" ".join(text[at : at + 15]).capitalize() + "." for at in range(0, WORDS, 15)]
    sentences[7] = f"<strong>{sentences[7]}</strong>"
    return "".join(
        f"<p>{' '.join(sentences[at : at + 5])}</p>" for at in range(0, len(sentences), 5)
    )


# The queries ---------------------------------------------------------------------------------------------------------


def queries():
    """[(name, the queries that are asked in turn, limit in milliseconds)]"""
    some = vocabulary(random.Random(1))[0]
    common, half = _COMMON[:40], some[60:110]  # `half` of the stories have each of these
    return [
        ("a word in 1 % of the stories", HUNDREDTHS, ENOUGH),
        ("a word in 10 %", [TENTH], ODD),
        ("a word in half", half, ODD),
        ("a word in all", common, ODD),
        ("two words in 1 %", [f"{word} the" for word in HUNDREDTHS], ODD),
        ("a misspelled word", [word[:2] + word[3] + word[2] + word[4:] for word in HUNDREDTHS], ODD),
        ("a frequent phrase", [f'"{a} {b}"' for a, b in pairwise(common)], ODD),
        ("a rare phrase", [f'"{a} {b}"' for a, b in pairwise(half)], ODD),
        ("a phrase that never stands", [f'"{" ".join(common)}"'[:199] + '"'], ODD),
        ("200 characters, common", [" ".join(common * 2)[:200].rpartition(" ")[0]], ODD),
        ("200 characters, in half", [" ".join(half)[:200].rpartition(" ")[0]], ODD),
        ("6 phrases", [" ".join(f'"{a} {b}"' for a, b in islice(pairwise(common), 6))], ODD),
        ("20 phrases", [" ".join(f'"{a} {b}"' for a, b in islice(pairwise(common), 20))], ODD),
        ("20 times the same", ["the " * 40], ODD),
        ("single letters", [" ".join("abcdefghijklmnopqrstuvwxyz" * 4)[:200]], ODD),
        ("wildcards", ["th* o% _a *f", "* the *", "%the% of:*"], ODD),
        ("operators", ["the AND NOT of", "NEAR(the of, 3)", "body: the OR ^of", "the <-> of & !a"], ODD),
        ("one character of Chinese", ["京" * 200, "東 京 " * 50], ODD),
        ("NUL", ["\0" * 200, "the\0of\0and"], ODD),
        ("10 KB", ["x" * 10_240, "the " * 2_560], ODD),
        ("1,000 words", [" ".join(some[:1_000])], ODD),
    ]  # fmt: skip


def measure(asked, runs):
    """Asks the queries in turn. Returns hits of the last, and in milliseconds: (least, p50, p95) of the time, mean CPU
    time here, mean CPU time of the database.
    """
    times, own, others, hits = [], [], [], 0
    for number in range(-len(asked), runs):  # once to warm up, as a server is
        query = asked[number % len(asked)]
        before, clock, cpu = _database_cpu(), perf_counter(), process_time()
        hits = _hits(query)
        if number >= 0:
            own.append(process_time() - cpu)
            times.append(perf_counter() - clock)
            others.append(_database_cpu() - before)
    at = [time * 1000 for time in quantiles(times, n=20, method="inclusive")]
    return hits, (min(times) * 1000, at[9], at[18]), mean(own) * 1000, mean(others) * 1000


def _hits(query):
    try:
        return len(search.find(query, at=timezone.now()).hits)
    except Refused:
        return "refused"


def _database_cpu():
    """Seconds that PostgreSQL's process of this connection has worked; NaN where it cannot be asked."""
    if connection.vendor == "sqlite":
        return 0
    process = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    try:
        return int(process.read_text().split()[0]) / 1e9
    except OSError:
        return float("nan")


# The run -------------------------------------------------------------------------------------------------------------


def main():
    options = _options()
    settings.DEBUG = False  # else Django remembers every query
    call_command("migrate", verbosity=0)
    if not Section.objects.exists():
        print(f"Filling with {options.stories} stories of {WORDS} words.", flush=True)
        fill(options.stories)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")  # as a database that runs for some days does by itself
            cursor.execute("ANALYZE")
    elif Article.objects.count() != options.stories or not _is_ours():
        sys.exit(
            "This database holds other stories. Name an empty one, or the size it was filled with."
        )
    print(f"{connection.vendor}, {options.stories} stories, {options.runs} runs of each query; "
          f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")  # fmt: skip
    print(f"{'ms':30}{'hits':>8}{'least':>8}{'p50':>8}{'p95':>8}{'CPU':>8}{'database':>10}")
    broken = False
    for name, asked, limit in queries():
        hits, (least, p50, p95), own, other = measure(asked, options.runs)
        mark = "" if p50 <= limit else f"  more than {limit}"
        shown = f"{other:10.1f}" if other == other else f"{'?':>10}"
        print(
            f"{name:30}{hits:>8}{least:8.1f}{p50:8.1f}{p95:8.1f}{own:8.1f}{shown}{mark}", flush=True
        )
        broken = broken or bool(mark)
    return int(broken)


def _is_ours():
    return (
        Article.objects.filter(slug__regex="^headline-[0-9]+$").count() == Article.objects.count()
    )


def _options():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.search",
        description=__doc__.partition("\n\n")[2],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--stories", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
