"""Telling every store of pages what is wrong from now on. An act says it once, in its transaction; it is told when the
transaction has ended, and told again until it was heard.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from newsroom import edge
from newsroom.models import Purge
from newsroom.pagecache import stores

PATIENCE = timedelta(seconds=5)  # for the process that acted; afterwards the job tells
LIMIT = 1000  # purges in a run

logger = logging.getLogger(__name__)


def purge(*keys, gone=()):
    """From now on pages made of these keys are wrong: the last copy is shown only while a new one is made, or where
    that fails. Those that share them are made anew within a minute. No copy at all is shown of a page that names one of
    `gone`, shared or not.
    """
    keys, gone = sorted(set(keys) - set(gone)), sorted(set(gone))
    if keys or gone:
        row = Purge.objects.create(keys=keys, gone=gone, made_at=timezone.now())
        transaction.on_commit(partial(_tell_now, row), robust=True)


def _tell_now(row):
    if _is_told(row):
        row.delete()


def deliver(at):
    """Tells in one what was not told by those who acted: an edge that is silent is waited for once. Returns (how many
    purges were told, how many not).
    """
    waiting = list(Purge.objects.filter(made_at__lte=at - PATIENCE).order_by("pk")[:LIMIT])
    if not waiting:
        return 0, 0
    gone = {key for row in waiting for key in row.gone}
    keys = {key for row in waiting for key in row.keys} - gone
    if not _is_told(Purge(keys=sorted(keys), gone=sorted(gone))):
        return 0, len(waiting)
    Purge.objects.filter(pk__in=[row.pk for row in waiting]).delete()
    return len(waiting), 0


def _is_told(row):
    """Whether all stores of pages know, the edge last of all: it asks at once for what it was told is wrong. Hearing it
    twice does no harm.
    """
    try:
        stores.current().purge(row.keys, row.gone, timezone.now().timestamp())
        edge.tell(row.keys, row.gone)
    except Exception as error:  # noqa: BLE001  whatever it is, the act is done and the job tries again
        logger.warning(
            "Pages were not purged (%.200s); trying again within the minute: %.500s", row, error
        )
        return False
    return True
