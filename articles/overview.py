"""What the desk has in hand: its queues of stories, and the figures of a week. For the desk alone: what readers get
starts from `published()`.
"""

from collections import Counter
from datetime import datetime, time, timedelta

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Value, When, Window
from django.db.models.functions import Cast, RowNumber
from django.utils import timezone

from articles.models import Article, ArticleLog, Correction, Listing

Status = Article.Status
DAYS = 7  # of a week's figures, today included


def queue(name, *, user, at, stories=None):
    """The stories that wait in a queue at `at`, in the order in which they are taken up. `stories` narrows them
    (default: all). Raises KeyError for a queue that is none.
    """
    found = _QUEUES[name](Article.objects.all() if stories is None else stories, user, at)
    return found.order_by(*_ORDERS.get(name, ("-saved_at", "-pk")))


def _mine(stories, user, at):
    """Begun by this user, or last saved by them."""
    return stories.filter(
        Q(created_by=user) | Q(newest_revision__saved_by=user), status=Status.DRAFT
    )


_QUEUES = {
    "mine": _mine,
    "drafts": lambda stories, user, at: stories.filter(status=Status.DRAFT),
    "assigned": lambda stories, user, at: stories.filter(assigned_to=user),
    "review": lambda stories, user, at: stories.filter(status=Status.IN_REVIEW),
    "approved": lambda stories, user, at: stories.filter(status=Status.APPROVED),
    "sent_back": lambda stories, user, at: stories.filter(status=Status.SENT_BACK),
    "scheduled": lambda stories, user, at: stories.filter(
        status=Status.PUBLISHED, public_at__gt=at
    ),
    "published": lambda stories, user, at: stories.filter(
        status=Status.PUBLISHED, public_at__lte=at
    ),
    "today": lambda stories, user, at: stories.filter(
        status=Status.PUBLISHED, public_at__gte=days(at)[-1], public_at__lte=at
    ),
    "changed": lambda stories, user, at: stories.changed_since_publication(),
    "proposed": lambda stories, user, at: stories.filter(
        Exists(Correction.objects.open().filter(article=OuterRef("pk")))
    ),
    "withdrawn": lambda stories, user, at: stories.filter(status=Status.WITHDRAWN),
    "killed": lambda stories, user, at: stories.filter(status=Status.KILLED),
    "binned": lambda stories, user, at: stories.filter(status=Status.BINNED),
}
_ORDERS = {
    "assigned": (F("due_at").asc(nulls_last=True), "-saved_at", "-pk"),
    "scheduled": ("public_at", "pk"),
    "published": ("-public_at", "-pk"),
    "today": ("-public_at", "-pk"),
}


AT_THE_DESK = {
    "review": Status.IN_REVIEW,
    "approved": Status.APPROVED,
    "sent_back": Status.SENT_BACK,
}


def at_the_desk(limit, stories=None):
    """{queue: its first `limit` stories} of the three queues that are kept short by hand. One query."""
    place = Window(
        RowNumber(), partition_by="status", order_by=[F("saved_at").desc(), F("pk").desc()]
    )
    found = Article.objects.all() if stories is None else stories
    found = found.filter(status__in=AT_THE_DESK.values()).annotate(place=place)
    rows = list(found.filter(place__lte=limit).order_by("place"))
    return {
        name: [row for row in rows if row.status == status] for name, status in AT_THE_DESK.items()
    }


def days(at):
    """When each of the last seven days began in the paper's zone, the oldest first and today last."""
    zone = timezone.get_default_timezone()
    today = timezone.localtime(at, zone).date()
    dates = [today - timedelta(days=back) for back in range(DAYS)][::-1]
    return [datetime.combine(date, time.min, tzinfo=zone) for date in dates]


class Week:
    """Figures of the last seven days of the paper: `days`, their beginnings; `published` and `updated`, how many
    stories came out and how often live ones were changed, day by day; `sections`, [(title, stories)] of the top
    sections in whose lists the stories stand, the fullest first.
    """

    def __init__(self, at):
        """One query for the figures of all three."""
        self.days = days(at)
        span = {"gte": self.days[0], "lte": at}
        published = Article.objects.filter(status=Status.PUBLISHED, **_within("public_at", span))
        changing = ("update", "correct")
        updates = ArticleLog.objects.filter(act__in=changing, **_within("at", span))
        listed = Listing.objects.filter(section__parent=None, **_within("public_at", span))
        counts = _counts(published, "published", self._day("public_at")).union(
            _counts(updates, "updated", self._day("at")),
            _counts(listed, "section", F("section__title")),
            all=True,
        )
        found = {"published": Counter(), "updated": Counter(), "section": Counter()}
        for figure, key, number in counts:
            found[figure][key] += number
        self.published = self._by_day(found["published"])
        self.updated = self._by_day(found["updated"])
        self.sections = sorted(found["section"].items(), key=lambda row: (-row[1], row[0]))

    def _day(self, field):
        """The number of the day that a row's time falls on."""
        newest_first = list(enumerate(self.days))[::-1]
        return Case(
            *[When(**{f"{field}__gte": begin}, then=Value(str(day))) for day, begin in newest_first]
        )

    def _by_day(self, counter):
        return [counter[str(day)] for day in range(DAYS)]


def _within(field, span):
    return {f"{field}__{lookup}": time for lookup, time in span.items()}


def _counts(rows, figure, key):
    """(figure, key, how many) for each key, whatever the kind of rows, so that several can be asked for at once."""
    keyed = rows.order_by().annotate(
        figure=Value(figure, output_field=CharField()), key=Cast(key, CharField())
    )
    return keyed.values_list("figure", "key").annotate(number=Count("pk"))
