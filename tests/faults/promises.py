"""Stories with something promised for a time that has passed, as after a publisher's stand-still; and what must be
true of them when it is kept.
"""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import promises, workflow
from articles.models import Article, ArticleLog, OutboxItem
from tests import factories

KINDS = ("update", "withdraw", "publish")  # what is promised, in turn
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
Status = Article.Status


def make(number, kinds=KINDS):
    """{id of the story: the act that was promised for it}, in one transaction."""
    section, now = factories.make_section(), timezone.now()
    made = {}
    with transaction.atomic():
        for place in range(number):
            kind, due = kinds[place % len(kinds)], now - HOUR + place * SECOND
            made[_MAKERS[kind](section, due).pk] = kind
    return made


def _changing(section, due):
    story = _public(section, due)
    snapshot = story.newest_revision.snapshot | {"headline": f"Changed {story.pk}"}
    story = workflow.save_revision(story, snapshot, base=1, by=None, at=due - HOUR)
    return promises.schedule_changes(story, by=None, changes_at=due, at=due - HOUR)


def _leaving(section, due):
    story = _public(section, due)
    return promises.schedule_withdrawal(story, by=None, withdraw_at=due, at=due - HOUR)


def _scheduled(section, due):
    draft = factories.make_draft(section=section, at=due - HOUR)
    return workflow.publish(draft, by=None, at=due - HOUR, publish_at=due)


def _public(section, due):
    """Of its publication nobody is to be told: that is not what is tried."""
    url, settings.WEBHOOK_URL = settings.WEBHOOK_URL, ""
    try:
        return factories.make_story(section=section, public_at=due - 2 * HOUR)
    finally:
        settings.WEBHOOK_URL = url


_MAKERS = {"update": _changing, "withdraw": _leaving, "publish": _scheduled}


def left():
    """How much is not kept or not told yet."""
    promised = Article.objects.filter(changes_at__isnull=False).count()
    promised += Article.objects.filter(withdraw_at__isnull=False).count()
    return promised + OutboxItem.objects.filter(next_try_at__isnull=False).count()


def not_kept_once(made):
    """A sentence for every promise that was not kept, or kept more than once."""
    acts = Counter(
        ArticleLog.objects.filter(article__in=made, act__in=KINDS, at__gt=timezone.now() - 2 * HOUR)
        .exclude(act="publish")
        .values_list("article", "act")
    )
    for pk, kind in made.items():
        wanted = 0 if kind == "publish" else 1
        if acts[pk, kind] != wanted:
            yield f"story {pk}: {acts[pk, kind]} × {kind} in its log, not {wanted}"
    for story in Article.objects.filter(pk__in=made):
        if not _is_as_promised(story, made[story.pk]):
            yield f"story {story.pk} is not as was promised ({made[story.pk]}): {story.status}"


def _is_as_promised(story, kind):
    if kind == "withdraw":
        return story.status == Status.WITHDRAWN
    return story.status == Status.PUBLISHED and not story.has_changes() and not story.changes_at


def not_told_once(made, got):
    """A sentence for everything that was told to the receiver under no id, or under more than one."""
    events = {
        "update": "story.updated",
        "withdraw": "story.withdrawn",
        "publish": "story.published",
    }
    ids = {}
    for one in got:
        told = one.told()
        ids.setdefault((told["story"]["id"], told["type"]), set()).add(one.id)
    wanted = {(pk, events[kind]) for pk, kind in made.items()}
    for (pk, event), found in ids.items():
        if (pk, event) not in wanted:
            yield f"story {pk}: {event} was told, and was not promised"
        elif len(found) > 1:
            yield f"story {pk}: {event} was told {len(found)} times, each as another"
    yield from (f"story {pk}: {event} was not told" for pk, event in wanted - set(ids))
