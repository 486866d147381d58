"""The index of the readers' search (`articles.search`). `manage.py rebuild_search` fills it.

It is no model: SQLite keeps it in a virtual table, PostgreSQL in vectors. Nothing refers to stories by a key, because
the search asks every row again whether its story is public.
"""

from django.db import DatabaseError, migrations, transaction

SQLITE = """
CREATE VIRTUAL TABLE articles_search USING fts5(story, headline, lead, body, tokenize = 'ascii')
"""
# tokenize: the words are cut and folded already; 'ascii' takes every other sign for a letter and leaves it as it is.

POSTGRESQL = """
CREATE TABLE articles_search (
    story bigint PRIMARY KEY,
    place bigint NOT NULL,
    title text NOT NULL,
    words tsvector NOT NULL
);
ALTER TABLE articles_search SET (toast_tuple_target = 128);
CREATE INDEX articles_search_place ON articles_search (place);
CREATE INDEX articles_search_words ON articles_search USING gin (words);
CREATE FUNCTION articles_search_find(asked tsquery, phrases tsquery, depth bigint, first bigint, last bigint)
    RETURNS TABLE (place bigint, story bigint) LANGUAGE sql STABLE SET enable_seqscan = off AS '
        SELECT newest.place, newest.story FROM (
            SELECT row.place, row.story, row.words FROM articles_search AS row
            WHERE row.words @@ asked AND row.place + 0 BETWEEN first AND last
            ORDER BY row.place + 0 DESC LIMIT depth
        ) AS newest WHERE phrases IS NULL OR newest.words @@ phrases';
"""
# toast_tuple_target: vectors lie apart, so that the rows of a word in many stories are read from few pages.
# The function and its sums keep the planner to the words' index. It takes no account of what it costs to unpack a
# vector: left to itself it walks through the places, or the whole table, and unpacks each.

LIKENESS = """
CREATE INDEX articles_search_title ON articles_search USING gin (title gin_trgm_ops);
CREATE FUNCTION articles_search_near(typed text) RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 50
    SET enable_seqscan = off SET pg_trgm.word_similarity_threshold = 0.45
    AS 'SELECT story FROM articles_search WHERE title %> typed';
"""
NO_LIKENESS = """
CREATE FUNCTION articles_search_near(typed text) RETURNS SETOF bigint LANGUAGE sql IMMUTABLE
    AS 'SELECT 0::bigint WHERE false';
"""


def make(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)
        if connection.vendor == "postgresql":
            cursor.execute(LIKENESS if _has_trigrams(connection) else NO_LIKENESS)


def _has_trigrams(connection):
    """Whether typing errors can be forgiven: the extension is there, or may be made."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True


def drop(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION articles_search_near, articles_search_find")
        cursor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_listing_of_people")]
    operations = [migrations.RunPython(make, drop)]
