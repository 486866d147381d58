"""What others are told of acts. A row is written in the act's own transaction, and delivered afterwards: each once.

The first customer is a webhook, signed as https://www.standardwebhooks.com/ says. A row carries no text: what is sent
is read from what readers get when it is sent. An item that was claimed and not brought to its end, because its
process was killed, is sent again with the same id, by which the receiver knows it.
"""

import base64
import hashlib
import hmac
import http.client
import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef

from articles.models import Article, OutboxItem
from newsroom.moments import running

from .errors import Refused
from .metadata import absolute

EVENTS = {
    "publish": "story.published",
    "update": "story.updated",
    "readdress": "story.updated",
    "correct": "story.corrected",
    "amend": "story.corrected",
    "withdraw": "story.withdrawn",
    "kill": "story.killed",
}
GOES_OUT = EVENTS["publish"]
GONE = (EVENTS["withdraw"], EVENTS["kill"])
TIMEOUT = 10  # seconds for a whole delivery, connecting apart
LEASE = timedelta(minutes=2)  # how long an item is its claimer's; longer than a delivery takes
TRIES = 8
ENOUGH = timedelta(seconds=40)  # of a run: the next minute has its own promises


# Written with the act ------------------------------------------------------------------------------------------------


def follow(article, act, at):
    """Notes what others must be told of an act, if there is anybody to be told. Called in the act's transaction, after
    the story has changed.

    A publication is told when its time comes; one that was not told yet gives way to whatever follows.
    """
    event = EVENTS.get(act)
    if event is None or not settings.WEBHOOK_URL:
        return
    if event in (GOES_OUT, *GONE):
        untold = OutboxItem.objects.filter(article=article, event=GOES_OUT, tries=0)
        unseen, _ = untold.filter(next_try_at__gt=at).delete()
        if event in GONE and article.first_public_at is None:
            return
        if event == EVENTS["withdraw"] and unseen:  # it was gone already
            return
    when = max(at, article.public_at) if event == GOES_OUT else at
    tell(event, article, when, made_at=at)


def tell(event, article, at, made_at=None, **payload):
    """Writes that others must be told of `event` at `at` (made now, unless told otherwise). `payload`: plain values
    that are public already.
    """
    OutboxItem.objects.create(
        event=event,
        article=article,
        payload=payload | {"at": at.isoformat()},
        made_at=made_at or at,
        next_try_at=at,
    )


# Delivered afterwards ------------------------------------------------------------------------------------------------


class NotDelivered(Exception):
    """Whoever was to be told did not say that he was. `is_silent`: there was no answer at all."""

    def __init__(self, sentence, is_silent=False):
        super().__init__(sentence)
        self.is_silent = is_silent


@dataclass
class Receipt:
    """How many items were told, need not be told any more, were not taken, and will not be tried again."""

    told: int = 0
    dropped: int = 0
    refused: int = 0
    given_up: int = 0


def deliver(at, limit=1000, stopped=lambda: False):
    """Tells what is due at `at`, the oldest first and no story's items out of order. Returns a Receipt.

    Any number of processes may do it at once. Where the receiver does not answer at all the rest waits for the next
    run, and so does what does not fit into one.
    """
    receipt, now = Receipt(), running(at)
    if not settings.WEBHOOK_URL:
        return receipt
    for _ in range(limit):
        item = None if stopped() or now() - at > ENOUGH else _claim(now())
        if item is None:
            break
        try:
            is_told = _tell_now(item, now())
        except NotDelivered as reason:
            _try_again_later(item, str(reason), now(), receipt)
            if reason.is_silent:
                break
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001  whatever it is, the other items are not to blame
            _try_again_later(item, f"{type(error).__name__}: {error}", now(), receipt)
        else:
            receipt.told += is_told
            receipt.dropped += not is_told
    return receipt


@transaction.atomic
def _claim(at):
    """The next item that is due, ours until the lease ends; None where there is none that nobody else has."""
    earlier = OutboxItem.objects.filter(
        article=OuterRef("article"), pk__lt=OuterRef("pk"), next_try_at__isnull=False
    )
    due = OutboxItem.objects.filter(next_try_at__lte=at).exclude(Exists(earlier))
    item = due.order_by("next_try_at", "pk").select_for_update(skip_locked=True).first()
    if item is not None:
        item.tries += 1
        item.next_try_at = at + LEASE
        item.save(update_fields=["tries", "next_try_at"])
    return item


def _tell_now(item, at):
    """Whether it was told; False where there is nothing that readers see. Raises NotDelivered."""
    message = _message(item, at)
    if message is None:
        _end(item, given_up_at=at, last_error="Not sent: readers do not see the story.")
        return False
    _send(item, message, at)
    _end(item, delivered_at=at, last_error="")
    return True


def _end(item, **how):
    OutboxItem.objects.filter(pk=item.pk).update(next_try_at=None, **how)


def _try_again_later(item, reason, at, receipt):
    """After 1, 5, 25… minutes, and after the eighth try not at all. Where the lease has run out, another has it."""
    is_last = item.tries >= TRIES
    OutboxItem.objects.filter(pk=item.pk, tries=item.tries).update(
        next_try_at=None if is_last else at + timedelta(minutes=5 ** (item.tries - 1)),
        given_up_at=at if is_last else None,
        last_error=reason[:1000],
    )
    receipt.refused += 1
    receipt.given_up += is_last


@transaction.atomic
def try_again(item, *, by, at):
    """Has an item that was given up, or that waits for its next try, tried at once and eight times more."""
    if by is not None and not by.has_perm("articles.change_outboxitem"):
        raise Refused("Your account may not send messages again. Ask the operator.")
    found = OutboxItem.objects.select_for_update().get(pk=item.pk)
    if found.delivered_at:
        raise Refused(f"{found} was delivered; it is not sent twice.")
    if found.tries:
        found.tries, found.given_up_at, found.next_try_at = 0, None, at
        found.save()
    return found


# What is sent --------------------------------------------------------------------------------------------------------


def _message(item, at):
    """The body as text, or None where there is nothing that readers see or have seen."""
    story = Article.objects.select_related("section").filter(pk=item.article_id).first()
    if story is None or not story.get_absolute_url() or not story.section.is_public:
        return None
    told = {"id": story.pk, "url": absolute(story.get_absolute_url())}
    if item.event not in GONE:
        if not story.is_public(at):
            return None
        told |= {"headline": story.headline, "section": story.section.title}
        told |= {"language": story.language, "published": story.first_public_at.isoformat()}
    return json.dumps({"type": item.event, "story": told} | item.payload, ensure_ascii=False)


def identity(item):
    """The id by which a receiver knows an item that is sent again."""
    return f"msg_{item.pk}_{int(item.made_at.timestamp())}"


def signature(identity, timestamp, body):
    """HMAC-SHA256 over id, timestamp and body, as the header has it. `timestamp`: whole seconds since 1970."""
    secret = settings.WEBHOOK_SECRET
    key = (
        base64.b64decode(secret.removeprefix("whsec_"))
        if secret.startswith("whsec_")
        else secret.encode()
    )
    signed = hmac.new(key, f"{identity}.{timestamp}.{body}".encode(), hashlib.sha256)
    return f"v1,{base64.b64encode(signed.digest()).decode()}"


def _send(item, body, at):
    """Raises NotDelivered unless the receiver answers with 2xx within the time. Redirects are not followed."""
    name, timestamp = identity(item), int(at.timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Newsroom",
        "webhook-id": name,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": signature(name, timestamp, body),
    }
    try:
        status = _post(settings.WEBHOOK_URL, body.encode(), headers)
    except (OSError, http.client.HTTPException) as error:
        raise NotDelivered(f"{type(error).__name__}: {error}", is_silent=True) from error
    if not 200 <= status < 300:
        raise NotDelivered(f"answered {status} {http.client.responses.get(status, '')}".strip())


def _post(url, body, headers):
    """The status of the answer. Whoever answers byte by byte is cut off as well."""
    parts = urlsplit(url)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection, ended = kind(parts.hostname, parts.port, timeout=TIMEOUT), threading.Event()
    connection.connect()
    cut_off = threading.Timer(TIMEOUT, _cut, [connection.sock, ended])
    cut_off.start()
    try:
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        connection.request("POST", path, body, headers)
        status = connection.getresponse().status
    finally:
        cut_off.cancel()
        connection.close()
        if ended.is_set():
            raise TimeoutError(f"no whole answer within {TIMEOUT} s")
    return status


def _cut(sock, ended):
    ended.set()
    with suppress(OSError):  # it has ended meanwhile
        sock.shutdown(socket.SHUT_RDWR)
