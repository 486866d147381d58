"""Queries of readers' pages whose SQL is written once in a process and then filled in: writing it costs Django several
times what the database needs to answer.

A query is a function that gives a queryset. It is called once for each shape, with marks in the values' places:

    def _stories(order, *, at, section): ...
    prepared.rows(_stories, "-public_at", at=now, section=3)

What stands before the names is the shape: the SQL may differ with it. What has a name is a value: a datetime, a date, a
whole number, a text, or a list of numbers, whose length belongs to the shape. A datetime may be moved (`at - MINUTE`);
otherwise a value must reach the database as it is given.

PostgreSQL, too, plans such a query once on each connection, not each time it is asked. (Not behind PgBouncer, where a
connection is another one after each transaction.)
"""

import copy
import itertools
import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, router
from django.db.models import QuerySet
from psycopg import errors
from psycopg.pq import TransactionStatus

MOST = 2000  # shapes; then all are written anew
_MOVED = timedelta(days=30)  # at most, either way
_NEW = object()
PLANNED_AT = 3  # times that a connection was asked for it
PLANNED_MOST = 100  # plans on a connection
_known = {}  # what `_key` gives: _Prepared, or None where nothing is ever found


def rows(query, *shape, **values):
    """What the query finds: a list of what its queryset gives."""
    return list(queryset(query, *shape, **values))


def one(query, *shape, **values):
    """The first row, or None. The query should not find many."""
    return next(iter(queryset(query, *shape, **values)), None)


def queryset(query, *shape, **values):
    """The same as a queryset that can be gone through, and not be changed any more."""
    alias = router.db_for_read(None)
    key = _key(query, shape, values, alias)
    found = _known.get(key, _NEW)
    if found is _NEW:
        if query.__closure__:  # another function each time
            raise ValueError(f"{query.__qualname__} holds a value. Give it where values stand.")
        if len(_known) >= MOST:
            _known.clear()
        found = _known[key] = _Prepared.of(query, shape, values, alias)
    return found.filled(_flat(values), alias) if found else ()


def sql(query, *shape, **values):
    """(SQL, its values) of what the query asks, for a part of another one. Raises EmptyResultSet where it finds
    nothing whatever there is.
    """
    asked = queryset(query, *shape, **values)
    if not isinstance(asked, QuerySet):
        raise EmptyResultSet
    return asked.query.get_compiler(asked.db).as_sql()


def forget():
    """Has every query written anew: for tests that change what one says."""
    _known.clear()


def _key(query, shape, values, alias):
    """All that the SQL depends on."""
    lengths = (len(value) if isinstance(value, list) else None for value in values.values())
    return query, shape, tuple(zip(values, lengths, strict=True)), connections[alias].vendor


def _flat(values):
    """Values and those in lists, in their order."""
    flat = []
    for value in values.values():
        flat.extend(value) if isinstance(value, list) else flat.append(value)
    return flat


class _Prepared:
    """A queryset whose SQL is known. `places`: for each parameter the number of its value, or None where it is the same
    always, and a function that takes (values, operations) and gives what stands there.
    """

    @classmethod
    def of(cls, query, shape, values, alias):
        marks = _Marks()
        asked = query(
            *shape,
            **{
                name: [marks.new(one) for one in value]
                if isinstance(value, list)
                else marks.new(value)
                for name, value in values.items()
            },
        )
        compiler = asked.query.get_compiler(using=alias)
        try:
            text, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        return cls(asked, compiler, text, marks.places(parameters, query))

    def __init__(self, asked, compiler, text, places):
        self._asked, self.query = asked, asked.query
        self._compiler, self._text, self._places = compiler, text, places
        self._varies = [number is not None for number, _ in places]

    def filled(self, values, alias):
        """The queryset with these values."""
        asked = self._asked
        new = type(asked)(model=asked.model, query=_Query(self, values), using=alias)
        new._iterable_class, new._fields = asked._iterable_class, asked._fields
        new._prefetch_related_lookups = asked._prefetch_related_lookups
        return new

    def compiler(self, values, alias):
        """One that asks for these values, without writing the SQL."""
        connection = connections[alias]
        parameters = tuple(place(values, connection.ops) for _, place in self._places)
        compiler = copy.copy(self._compiler)
        compiler.connection, compiler.using = connection, alias
        compiler.as_sql = lambda: (self._text, parameters)
        if connection.vendor == "postgresql" and not settings.DATABASE_POOLED:
            compiler.connection = _Planning(connection, self)
        return compiler

    def to_plan(self, name, parameters):
        """(SQL that has PostgreSQL prepare the query under a name, its parameters). What is the same always stands in
        it, so that indexes of some rows can be read.
        """
        numbers = iter(self._varies)
        order = iter(range(1, len(parameters) + 1))

        def place(match):
            if match[0] == "%%":
                return "%%"
            return f"${next(order)}" if next(numbers) else "%s"

        text = re.sub("%[s%]", place, self._text)
        same = [one for one, varies in zip(parameters, self._varies, strict=True) if not varies]
        return f"PREPARE {name} AS {text}", same

    def to_ask(self, name, parameters):
        """(SQL that asks for the rows of what is prepared under this name, its parameters)."""
        given = [one for one, varies in zip(parameters, self._varies, strict=True) if varies]
        values = f" ({', '.join(['%s'] * len(given))})" if given else ""
        return f"EXECUTE {name}{values}", given


class _Planning:
    """Stands where a compiler has its connection, to PostgreSQL."""

    def __init__(self, connection, prepared):
        self._connection, self._prepared = connection, prepared

    def cursor(self):
        cursor = self._connection.cursor()
        cursor.cursor = _Planned(cursor.cursor, self._prepared)
        return cursor

    def __getattr__(self, name):
        return getattr(self._connection, name)


class _Planned:
    """Stands where Django's cursor has the driver's: asks for what is planned where that was done already."""

    _plans = WeakKeyDictionary()  # a connection of the driver: _Plans

    def __init__(self, cursor, prepared):
        self._cursor, self._prepared = cursor, prepared

    def __getattr__(self, name):
        return getattr(self._cursor, name)

    def execute(self, text, parameters):
        connection = self._cursor.connection
        plans = self._plans.setdefault(connection, _Plans())
        if plans.is_due(self._prepared):
            name = plans.new_name()
            self._cursor.execute(*self._prepared.to_plan(name, parameters))
            plans.names[self._prepared] = name
        name = plans.names.get(self._prepared)
        if name is None:
            return self._cursor.execute(text, parameters)
        try:
            return self._cursor.execute(*self._prepared.to_ask(name, parameters))
        except (errors.FeatureNotSupported, errors.InvalidSqlStatementName):
            # A table was changed since, or another hand has emptied the connection.
            plans.forget()
            if connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            return self._cursor.execute(text, parameters)


class _Plans:
    """What one connection has planned. `names`: {_Prepared: its name there}."""

    def __init__(self):
        self.forget()
        self._numbers = itertools.count(1)

    def forget(self):
        self.names, self._asked = {}, Counter()

    def is_due(self, prepared):
        """Whether a query is asked for often enough to be planned once and for all."""
        if prepared in self.names or len(self.names) >= PLANNED_MOST:
            return False
        if len(self._asked) > MOST:
            self._asked.clear()
        self._asked[prepared] += 1
        return self._asked[prepared] == PLANNED_AT

    def new_name(self):
        return f"newsroom_{next(self._numbers)}"


class _Query:
    """Stands where a queryset has its `Query`, for what goes through its rows."""

    def __init__(self, prepared, values):
        self._prepared, self._values = prepared, values

    def get_compiler(self, using):
        return self._prepared.compiler(self._values, using)

    def __getattr__(self, name):
        return getattr(self._prepared.query, name)


class _Marks:
    """Values that stand in no paper, each for the value of its number."""

    _YEAR, _NUMBER = 4000, -(2**52)

    def __init__(self):
        self._number = 0

    def new(self, value):
        number = self._number
        self._number += 1
        if isinstance(value, datetime):
            return datetime(self._YEAR + number, 7, 1, tzinfo=UTC)
        if isinstance(value, date):
            return date(self._YEAR + number, 7, 1)
        if type(value) is int:
            return self._NUMBER - number
        if isinstance(value, str):
            return f"\N{OBJECT REPLACEMENT CHARACTER}{number}\N{OBJECT REPLACEMENT CHARACTER}"
        raise TypeError(f"{value!r} cannot be filled into a query; give it as a part of the shape.")

    def places(self, parameters, query):
        """What fills each parameter. Raises ValueError where a value is not among them: it was changed on its way."""
        found = [self._place(parameter) for parameter in parameters]
        missing = set(range(self._number)) - {number for number, _ in found}
        if missing:
            raise ValueError(
                f"{query.__qualname__}: the values {missing} do not reach the database as given."
            )
        return found

    def _place(self, parameter):
        """(number of the value or None, what fills the parameter)."""
        read = _read(parameter)
        if isinstance(read, datetime) and read.year >= self._YEAR and read.year < 9999:
            number = read.year - self._YEAR
            moved = read - datetime(read.year, 7, 1, tzinfo=UTC)
            if abs(moved) > _MOVED:
                raise ValueError(f"A time is moved by {moved}; {_MOVED} is the limit.")
            return number, partial(_time, number, moved)
        if isinstance(read, date) and not isinstance(read, datetime) and read.year >= self._YEAR:
            return read.year - self._YEAR, partial(_day, read.year - self._YEAR)
        if type(read) is int and self._NUMBER - self._number < read <= self._NUMBER:
            return self._NUMBER - read, partial(_same, self._NUMBER - read)
        if type(read) is str and read.startswith("\N{OBJECT REPLACEMENT CHARACTER}"):
            number = int(read.strip("\N{OBJECT REPLACEMENT CHARACTER}"))
            return number, partial(_same, number)
        return None, lambda values, operations: parameter


def _read(parameter):
    """Times as such: SQLite gets them as text, in UTC."""
    if isinstance(parameter, str) and parameter[:1].isdigit():
        for kind in (date, datetime):
            try:
                read = kind.fromisoformat(parameter)
            except ValueError:
                continue
            return read if kind is date else read.replace(tzinfo=read.tzinfo or UTC)
    return parameter


def _time(number, moved, values, operations):
    return operations.adapt_datetimefield_value(values[number] + moved)


def _day(number, values, operations):
    return operations.adapt_datefield_value(values[number])


def _same(number, values, operations):
    return values[number]
