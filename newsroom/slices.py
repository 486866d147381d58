"""A few rows from each of many lists, in one query that reads no more than these."""

from django.db.models.expressions import RawSQL

EACH = -1  # stands for the list in a queryset; no id is negative


def of_each(rows, lists):
    """The rows that a sliced queryset of one column finds for each of the lists, for `pk__in`: where it says EACH, the
    id of the list stands. Its SQL is made once, whatever the number of lists.

    All are one union: neither database reads an OR of slices by their indexes, and SQLite takes no LIMIT in a part of a
    union unless it stands in a query of its own.
    """
    text, values = rows.query.sql_with_params()
    parts = [f"SELECT * FROM ({text}) AS slice_{number}" for number in range(len(lists))]  # noqa: S608  Django's own
    filled = [one if value == EACH else value for one in lists for value in values]
    return RawSQL(" UNION ALL ".join(parts), filled)  # noqa: S611  its values stand apart
