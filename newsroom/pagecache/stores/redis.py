"""Pages in Redis, for many machines.

The ledger is a stream; the id of an entry is the number of the purge in it. Every process asks for what is new at most
each ASKED_EACH seconds, and for the last entry that it knows as well: where that is missing, the store was emptied or
brought back from an older state, and no page made before counts any more.

A Redis that refuses or does not answer costs one request the TIMEOUT. From then on a thread of its own looks whether it
is back; until then nothing is kept but what this process made within the second.
"""

import json
import logging
import secrets
import threading
import time
from contextlib import suppress

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from ..ledger import Ledger

KEPT_FOR = 10 * 24 * 60 * 60  # seconds
ASKED_EACH = 0.1
TIMEOUT = 0.3  # seconds for an answer, and for a connection
TRIED_EACH = 1.0  # seconds, while it is away
MAKING = 30  # seconds; a renderer that died holds up the others no longer
LENGTH = 50_000  # purges that the stream tells of, roughly
_NEVER = float("-inf")
_TROUBLE = (redis.RedisError, OSError)

_EPOCH, _LEDGER = "newsroom:epoch", "newsroom:ledger"

logger = logging.getLogger(__name__)


class Away(Exception):
    """Redis did not take what it was told."""


class RedisStore:
    """`url`: as redis://host:6379/0."""

    def __init__(self, url):
        self._redis = redis.Redis.from_url(
            url,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            retry=Retry(NoBackoff(), 0),
            max_connections=200,
        )
        self._asking, self._asked_at, self._last = threading.Lock(), _NEVER, None
        self._is_away, self._owes, self._losing = False, False, threading.Lock()
        self._claims = {}
        self.ledger, self.epoch = Ledger(), ""

    @property
    def is_trusted(self):
        """Whether it is known what other processes purge."""
        return bool(self.epoch) and not self._is_away

    # The ledger -------------------------------------------------------------------------------------------------------

    def catch_up(self, at_once=False):
        """Tells the ledger what was purged since Redis was last asked; one thread asks while the others go on. The
        first time they wait, and with `at_once`: then all that was purged before the call is known.
        """
        now = time.monotonic()
        if self._is_known(now, at_once) or self._is_away:
            return
        if not self._asking.acquire(blocking=at_once or not self.epoch):
            return
        try:
            # It may have waited for another.
            if not self._is_known(now, at_once) and not self._is_away:
                self._ask()
                self._asked_at = now
        except _TROUBLE as error:
            self._lose(error)
        finally:
            self._asking.release()

    def _is_known(self, now, at_once):
        return now - self._asked_at < (0 if at_once else ASKED_EACH)

    def _ask(self):
        try:
            self._pay()
            self._ask_and_note()
        except (ValueError, TypeError, LookupError):
            logger.warning("The ledger in Redis cannot be read; all kept pages go.")
            self._redis.delete(_EPOCH, _LEDGER)
            self.epoch, self._last = "", None

    def _pay(self):
        """A purge that Redis did not take costs all pages; it may have come back to another thread meanwhile."""
        if self._owes:
            self._owes = False
            try:
                self._begin_anew()
            except _TROUBLE:
                self._owes = True
                raise

    def _ask_and_note(self):
        epoch, entries = self._told_since(self._last)
        is_known = self._last is not None and epoch == self.epoch
        if is_known and entries and entries[0][0] == self._last:
            self._note(entries[1:])
            return
        if is_known or not epoch or not entries:  # what was told is not there, or nothing was yet
            self._begin_anew(unless_others_do=not epoch)
        epoch, entries = self._told_since(None)
        self.epoch = epoch
        self.ledger.forget_all(_number(entries[0][0]))
        self._note(entries)

    def _told_since(self, number):
        """The epoch, and the ledger's entries from this one on."""
        asked = self._redis.pipeline()
        asked.get(_EPOCH)
        asked.xrange(_LEDGER, min=number or "-")
        epoch, entries = asked.execute()
        return (epoch or b"").decode(), entries

    def _begin_anew(self, unless_others_do=False):
        """From now on no page counts that anybody kept before."""
        asked = self._redis.pipeline()
        asked.set(_EPOCH, secrets.token_hex(8), nx=unless_others_do)
        asked.xadd(_LEDGER, {"purge": json.dumps([time.time(), [], []])})
        asked.execute()

    def _note(self, entries):
        for number, entry in entries:
            self._last = number
            self.ledger.note(_number(number), *json.loads(entry[b"purge"]))

    def purge(self, keys, gone, at):
        """Tells all processes what they may not show as it was. Raises Away where Redis does not take it; when it is
        back no page that was kept before counts.
        """
        purge = json.dumps([at, list(keys), list(gone)])
        try:
            if self._is_away:
                raise redis.ConnectionError("it is away")
            self._redis.xadd(_LEDGER, {"purge": purge}, maxlen=LENGTH)
            self._asked_at = _NEVER
        except _TROUBLE as error:
            self._owes = True
            self._lose(error)
            raise Away(f"Redis did not take the purge of {', '.join([*keys, *gone])}.") from error

    # Away and back ----------------------------------------------------------------------------------------------------

    def _lose(self, error):
        with self._losing:
            if self._is_away:
                return
            self._is_away = True
        logger.warning(
            "The page store in Redis is away; pages are made as they are asked for: %s", error
        )
        threading.Thread(target=self._wait, name="redis-back", daemon=True).start()

    def _wait(self):
        while True:
            time.sleep(TRIED_EACH)
            try:
                self._ask()
            except _TROUBLE:
                continue
            self._is_away = False
            logger.warning("The page store in Redis is back.")
            return

    # Pages ------------------------------------------------------------------------------------------------------------

    def read(self, address):
        """The stored bytes of a page, or None."""
        return self._try("get", self._key(address))

    def write(self, address, stored):
        self._try("set", self._key(address), stored, ex=KEPT_FOR)

    def forget(self, address):
        self._try("delete", self._key(address))

    def _key(self, address):
        return f"newsroom:page:{self.epoch}:{address}"

    def _try(self, command, *arguments, **options):
        if self._is_away:
            return None
        try:
            return getattr(self._redis, command)(*arguments, **options)
        except _TROUBLE as error:
            if "WRONGTYPE" not in str(error):  # then what stands there is no page
                self._lose(error)
            return None

    # One renderer -----------------------------------------------------------------------------------------------------

    def claim(self, address):
        """Whether this process may make the page now. Where Redis is away, it may."""
        token = secrets.token_hex(8)
        if self._is_away:
            return True
        try:
            is_ours = self._redis.set(f"newsroom:making:{address}", token, nx=True, ex=MAKING)
        except _TROUBLE as error:
            self._lose(error)
            return True
        if is_ours:
            self._claims[address] = token
        return bool(is_ours)

    def release(self, address):
        token = self._claims.pop(address, None)
        if token and not self._is_away:
            with suppress(*_TROUBLE):
                self._redis.eval(_LET_GO, 1, f"newsroom:making:{address}", token)


_LET_GO = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"


def _number(identity):
    """An entry's id, milliseconds and place in them, as one growing number."""
    time_part, _, place = identity.decode().partition("-")
    return (int(time_part) << 20) + int(place)
