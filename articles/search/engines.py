"""The index in the database: an FTS5 table in SQLite, tsvector columns with GIN in PostgreSQL. Same words in, same
places out; what the words are is decided in `words`, what they are worth in `articles.search`.

A row stands at the story's place: its public time in seconds, then its id, in one number. So the newest come first
by the index's own order, a date is a range of places, and neither engine is asked for a rank of its own.

A word of the headline is in the index three times: as it is, and marked as one of the headline and as one of the lead.
So each level has words of its own, and the headlines with a common word are found without passing all its stories.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models.expressions import RawSQL

from newsroom import prepared

from .words import Phrase

_ID_BITS = 31
_LAST_ID = (1 << _ID_BITS) - 1
_LAST_SECOND = (1 << 32) - 1  # the year 2106
FIRST_PLACE, LAST_PLACE = -(1 << 63), (1 << 63) - 1

PHRASE_WORK = 6_000  # words of stories that may be asked whether they stand side by side

# Where the words stand, the strictest first
HEADLINE, LEAD, ANYWHERE = "headline", "lead", "anywhere"
LEVELS = (HEADLINE, LEAD, ANYWHERE)
_MARKS = {
    HEADLINE: "§h",
    LEAD: "§l",
    ANYWHERE: "",
}  # before the words of a level; no word has such a sign
_GAP = "§"  # between two parts: a phrase does not reach over it


def place(seconds, story_id=_LAST_ID):
    """The place of a story that became public at these seconds; without an id, the last place of that second."""
    return max(-_LAST_SECOND, min(int(seconds), _LAST_SECOND)) << _ID_BITS | story_id


def story_at(place):
    return place & _LAST_ID


def seconds_at(place):
    return place >> _ID_BITS


@dataclass(frozen=True)
class Entry:
    """What the index holds of a story: lists of words as `words.words` gives them, `title` as it is spelled."""

    story: int
    place: int
    title: list
    headline: list
    lead: list
    body: list


def engine():
    """The engine of the database that is connected."""
    return _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE


class _Engine:
    """What both engines share: one statement that finds the newest places on each level."""

    def find(self, phrases, among, first, last, limit):
        """Returns {level: places, newest first, at most `limit`}: stories that have all the phrases on that level.

        `among`: as `is_one_of` gives it. `first`, `last`: the places between which to look. One query.
        Words side by side are costly where each of them is common, so phrases are looked for in the newest of the
        stories that have all the words, in the fewer the more words there are.
        """
        allowed, allowed_values = among
        parts, values = [], []
        for number, level in enumerate(LEVELS):
            matches, matches_values = self._matches(phrases, level, first, last)
            # Nothing but names of our own stands in the text; what readers typed is a parameter.
            parts.append(
                f"SELECT * FROM (SELECT {number} AS level, found.place FROM ({matches}) AS found "  # noqa: S608
                f"WHERE {allowed} ORDER BY found.place DESC LIMIT {limit:d}) AS {level}"
            )
            values += [*matches_values, *allowed_values]
        found = {level: [] for level in LEVELS}
        for number, found_place in _rows(" UNION ALL ".join(parts), values):
            found[LEVELS[number]].append(found_place)
        return found

    def holders(self, asked, limit):
        """For each list of phrases the newest places, at most `limit`, of stories that have them all: [places]. One
        query; whether the stories are public is not asked.
        """
        parts, values = [], []
        for number, phrases in enumerate(asked):
            matches, matches_values = self._matches(phrases, ANYWHERE, FIRST_PLACE, LAST_PLACE)
            parts.append(
                f"SELECT * FROM (SELECT {number} AS number, found.place FROM ({matches}) AS found "  # noqa: S608
                f"LIMIT {limit:d}) AS asked_{number}"
            )
            values += matches_values
        found = [[] for _ in asked]
        for number, found_place in _rows(" UNION ALL ".join(parts), values):
            found[number].append(found_place)
        return found


class _SQLite(_Engine):
    place = "rowid"

    def write(self, entries):
        """Puts stories into the index, in place of what it had of them."""
        self.forget([entry.story for entry in entries])
        rows = [(entry.place, f"{_GAP}{entry.story}", *_texts(entry)) for entry in entries]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO articles_search (rowid, story, headline, lead, body) "
                "VALUES (%s, %s, %s, %s, %s)",
                rows,
            )

    def forget(self, story_ids):
        with connection.cursor() as cursor:
            for story_id in story_ids:
                cursor.execute(
                    "DELETE FROM articles_search WHERE articles_search MATCH %s",
                    [f'"{_GAP}{story_id}"'],
                )

    def near(self, spellings, among, first, last, limit):
        """No places: SQLite knows no likeness of words."""
        return []

    def settle(self):
        """After many changes."""

    def _matches(self, phrases, level, first, last):
        """SQL for places and stories, newest first, and its values."""
        matching = "FROM articles_search WHERE articles_search MATCH %s AND rowid BETWEEN %s AND %s ORDER BY rowid DESC"
        sql = f"SELECT rowid AS place, rowid & {_LAST_ID} AS story {matching}"  # noqa: S608
        values = [_sqlite_query(phrases, level), first, last]
        if not _has_phrases(phrases):
            return sql, values
        floor = f"COALESCE((SELECT rowid {matching} LIMIT 1 OFFSET {_depth(phrases) - 1}), %s)"
        floor_values = [_sqlite_query(_apart(phrases), level), first, last, first]
        return sql.replace("BETWEEN %s", f"BETWEEN {floor}"), [values[0], *floor_values, last]


class _PostgreSQL(_Engine):
    place = "place"

    def write(self, entries):
        """Puts stories into the index, in place of what it had of them."""
        rows = [
            (entry.story, entry.place, " ".join(entry.title), _vector(entry)) for entry in entries
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO articles_search (story, place, title, words) VALUES (%s, %s, %s, %s::tsvector) "
                "ON CONFLICT (story) DO UPDATE "
                "SET place = excluded.place, title = excluded.title, words = excluded.words",
                rows,
            )

    def forget(self, story_ids):
        _run("DELETE FROM articles_search WHERE story = ANY(%s)", [list(story_ids)])

    def near(self, spellings, among, first, last, limit):
        """Places of stories whose headlines have words like these, newest first. One query.

        None where the database has no pg_trgm.
        """
        allowed, values = among
        sql = (
            "SELECT place FROM articles_search AS found WHERE story IN (SELECT articles_search_near(%s)) "  # noqa: S608
            f"AND place BETWEEN %s AND %s AND {allowed} ORDER BY place DESC LIMIT {limit:d}"
        )
        return [row[0] for row in _rows(sql, [" ".join(spellings), first, last, *values])]

    def settle(self):
        """After many changes: the planner and the index take note of them."""
        _run("ANALYZE articles_search")
        _run("SELECT gin_clean_pending_list('articles_search_words')")

    def _matches(self, phrases, level, first, last):
        """SQL for places and stories, and its values."""
        asked, side_by_side, depth = _postgresql_query(_apart(phrases), level), None, None
        if _has_phrases(phrases):
            side_by_side, depth = _postgresql_query(phrases, level), _depth(phrases)
        sql = (
            "SELECT place, story FROM articles_search_find(%s::tsquery, %s::tsquery, %s, %s, %s) "
            "ORDER BY place DESC OFFSET 0"  # in order before they are asked whether they are public: few will be
        )
        return sql, [asked, side_by_side, depth, first, last]


_SQLITE, _POSTGRESQL = _SQLite(), _PostgreSQL()


def places_after(found_place, limit):
    """The places in the index behind one, in order."""
    column = engine().place
    sql = f"SELECT {column} FROM articles_search WHERE {column} > %s ORDER BY {column} LIMIT {limit:d}"  # noqa: S608
    return [row[0] for row in _rows(sql, [found_place])]


def is_one_of(stories, **values):
    """(SQL that asks whether `found.story` is among `stories(**values)`, its values); `newsroom.prepared` says what
    they may be. No EXISTS: PostgreSQL would make a join of it, and read all public stories where it takes the words
    for rarer than they are.
    """
    sql, values = prepared.sql(_found_among, stories, **values)
    return f"({sql}) IS NOT NULL", values


def _found_among(stories, **values):
    found = stories(**values).filter(pk=RawSQL("found.story", ()))  # noqa: S611
    return found.values("pk").order_by()[:1]


def _has_phrases(phrases):
    return any(len(phrase.words) > 1 for phrase in phrases)


def _depth(phrases):
    """How many stories are asked for these phrases."""
    return PHRASE_WORK // sum(len(phrase.words) for phrase in phrases)


def _apart(phrases):
    """The words of the phrases, each for itself."""
    apart = [Phrase((word,)) for phrase in phrases for word in phrase.words[:-1]]
    apart += [Phrase(phrase.words[-1:], phrase.open_end) for phrase in phrases]
    return list(dict.fromkeys(apart))


# How the words are written down for each database. They hold letters, digits and marks alone: nothing needs escaping.


def _sqlite_query(phrases, level):
    return " AND ".join(
        f'"{" ".join(_marked(phrase.words, level))}"{"*" if phrase.open_end else ""}'
        for phrase in phrases
    )


def _texts(entry):
    """An entry as the columns of SQLite's table have it, each the words of a level."""
    return (
        " ".join(_marked(entry.headline, HEADLINE)),
        " ".join([*_marked(entry.headline, LEAD), _GAP, *_marked(entry.lead, LEAD)]),
        " ".join([*entry.headline, _GAP, *entry.lead, _GAP, *entry.body]),
    )


def _postgresql_query(phrases, level):
    return " & ".join(
        "("
        + " <-> ".join(f"'{word}'" for word in _marked(phrase.words, level))
        + (":*)" if phrase.open_end else ")")
        for phrase in phrases
    )


def _marked(words, level):
    return [_MARKS[level] + word for word in words]


def _vector(entry):
    """An entry in PostgreSQL's own notation for a vector, which no parser cuts again."""
    found, start = {}, 1
    for words, levels in (
        (entry.headline, LEVELS),
        (entry.lead, (LEAD, ANYWHERE)),
        (entry.body, (ANYWHERE,)),
    ):
        for level in levels:
            for position, word in enumerate(_marked(words, level), start):
                found.setdefault(word, []).append(position)
        start += len(words) + 1  # a gap, so that no phrase reaches over parts
    return " ".join(f"'{word}':{','.join(map(str, at[:255]))}" for word, at in found.items())


def _run(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def _rows(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
