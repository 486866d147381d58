"""What was promised for a time, and the job that keeps it: scheduled changes go live, withdrawals are written down.

Publication needs no job: readers see a story by the rule of `published()`, and lose sight of one whose time is over.
Any number of publishers may be at work at once, be killed and start again: each promise is kept once, in a
transaction of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q

from articles.models import Article, Heartbeat, Setback
from newsroom.moments import running

from . import promises, workflow

NAME = "publish_scheduled"  # of the job and its heartbeat
SILENCE = timedelta(minutes=3)  # after which the job counts as stopped
TRIES = 5  # of a promise that fails
LIMIT = 1000  # promises in a run
KEPT = ""


@dataclass(frozen=True)
class Promise:
    """`time`: the field of the story with its time. `keep`: the act that keeps it. `act`: its name."""

    time: str
    act: str
    keep: Callable


PROMISES = (
    Promise("changes_at", Setback.Act.UPDATE, workflow.update),
    Promise("withdraw_at", Setback.Act.WITHDRAW, workflow.withdraw),
)


@dataclass
class Receipt:
    """How many stories were changed and withdrawn; `failed`: (id of the story, sentence); `lateness` of the last."""

    changed: int = 0
    withdrawn: int = 0
    failed: list = field(default_factory=list)
    lateness: timedelta | None = None


def bring_due(at, limit=LIMIT, stopped=lambda: False):
    """Keeps what is due at `at`, in the order in which it was promised. Returns a Receipt.

    A promise that cannot be kept is left for the next time; the others do not wait for it. What the database refuses
    to everybody is raised: it is no fault of a story.
    """
    receipt, now = Receipt(), running(at)
    for time, pk, promise in _due(at, limit):
        if stopped():
            break
        reason = _keep(promise, pk, time, now())
        if reason:
            receipt.failed.append((pk, reason))
        elif reason == KEPT:
            receipt.changed += promise.act == Setback.Act.UPDATE
            receipt.withdrawn += promise.act == Setback.Act.WITHDRAW
            receipt.lateness = now() - time
    return receipt


def _due(at, limit):
    """[(time, id of the story, Promise)], the oldest first. Two queries, each by its index: the state of the story is
    not asked for, lest a planner goes by it.
    """
    found = []
    for promise in PROMISES:
        waiting = _waiting(promise, at, article=OuterRef("pk"), promised_at=OuterRef(promise.time))
        due = Article.objects.filter(**{f"{promise.time}__lte": at}).exclude(Exists(waiting))
        rows = due.order_by(promise.time, "pk").values_list(promise.time, "pk")[:limit]
        found += [(time, pk, promise) for time, pk in rows]
    return sorted(found, key=lambda row: row[:2])[:limit]


def _waiting(promise, at, **which):
    """Setbacks of this promise that are not to be tried again yet, or never."""
    later = Q(next_try_at__gt=at) | Q(next_try_at=None)
    return Setback.objects.filter(later, act=promise.act, **which)


@transaction.atomic
def _keep(promise, pk, time, at):
    """Returns KEPT, or the reason why it failed, or None where it is not ours to keep: another is at it or has done
    it, or an editor has moved it.
    """
    rows = Article.objects.filter(pk=pk, status=Article.Status.PUBLISHED, **{promise.time: time})
    story = rows.select_for_update(skip_locked=True, no_key=True).first()
    if story is None or _waiting(promise, at, article=story, promised_at=time).exists():
        return None
    try:
        with transaction.atomic():
            _act(promise, story, at)
    except OperationalError:
        raise
    except Exception as error:  # noqa: BLE001  whatever it is, the other stories are not to blame
        return _fail(promise, story, time, error, at)
    Setback.objects.filter(article=story, act=promise.act).delete()
    return KEPT


def _act(promise, story, at):
    if promise.act == Setback.Act.UPDATE and not story.has_changes():
        promises.schedule_changes(story, by=None, changes_at=None, at=at)
    else:
        promise.keep(story, by=None, at=at, note="as promised")


def _fail(promise, story, time, error, at):
    """Counts it and says when it is tried again: after 1, 5, 25, 125 minutes, then not at all. Returns the reason."""
    reason = " ".join(getattr(error, "sentences", None) or [f"{type(error).__name__}: {error}"])
    setback, _ = Setback.objects.get_or_create(article=story, act=promise.act, promised_at=time)
    setback.tries += 1
    is_last = setback.tries >= TRIES
    setback.next_try_at = None if is_last else at + timedelta(minutes=5 ** (setback.tries - 1))
    setback.last_error = reason[:1000]
    setback.save()
    return reason


# What is known of it -------------------------------------------------------------------------------------------------


def setbacks():
    """The promises that stand and could not be kept so far, with their stories. One query."""
    stand = Q(act=Setback.Act.UPDATE, article__changes_at=F("promised_at"))
    stand |= Q(act=Setback.Act.WITHDRAW, article__withdraw_at=F("promised_at"))
    return Setback.objects.filter(stand).select_related("article").order_by("promised_at", "pk")


def setback_of(article, at):
    """What keeps a promise of this story from being kept, or None. No query where nothing was due."""
    if not any(time and time <= at for time in (article.changes_at, article.withdraw_at)):
        return None
    return setbacks().filter(article=article).first()


def last_seen():
    """The job's heartbeat, or None where it never ran. One query."""
    return Heartbeat.objects.filter(name=NAME).first()


def beat(at, lateness=None):
    """Says that the job is at work, and how late the last promise was kept."""
    values = {"seen_at": at} | ({"lateness": lateness} if lateness is not None else {})
    Heartbeat.objects.update_or_create(name=NAME, defaults=values)
