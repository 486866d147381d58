"""The site on a SQLite database that takes nothing in: SQLite's own switch, put on each connection."""

from django.db.backends.signals import connection_created

from newsroom.wsgi import application

__all__ = ["application"]


def _switch(connection, **_):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")


connection_created.connect(_switch, weak=False)
