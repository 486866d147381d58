"""Where a site keeps its pages, to be looked into and spoiled: a folder, or a Redis server of our own.

Each is a context. `environment` is for the site that keeps its pages there; within the block our own acts tell the
same store.
"""

import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import redis
from django.conf import settings

from .databases import SECONDS, Unavailable, free_port


@contextmanager
def files(folder):
    yield Files(settings.PAGES_STORE)


class Files:
    """Pages in a folder."""

    name, environment = "files", {}

    def __init__(self, place):
        self._folder = Path(place)

    def entries(self):
        return [path for path in self._folder.glob("pages-*/*/*") if path.is_file()]

    def read(self, entry):
        return entry.read_bytes()

    def write(self, entry, stored):
        entry.write_bytes(stored)

    def put_something_else(self, entry):
        """What is no page at all stands where one was."""
        entry.unlink()
        entry.mkdir()

    def spoil_ledger(self, line):
        with (self._folder / "ledger").open("ab") as ledger:
            ledger.write(line + b"\n")


@contextmanager
def on_redis(folder):
    server = RedisServer(folder)
    before = settings.PAGES_STORE
    try:
        server.start()
        settings.PAGES_STORE = server.url
        yield server
    finally:
        settings.PAGES_STORE = before
        server.end()


class RedisServer:
    """A Redis of our own on a loopback port, with nothing on disk."""

    name = "Redis"

    def __init__(self, folder):
        if not shutil.which("redis-server"):
            raise Unavailable("there is no redis-server on this machine; install Redis")
        self._port, self._process, self._log = free_port(), None, Path(folder) / "redis.log"
        self.url = f"redis://127.0.0.1:{self._port}/0"
        self.environment = {"CACHE_URL": self.url.replace("redis:", "rediscache:")}
        self._client = redis.Redis.from_url(self.url, socket_timeout=5)

    def start(self):
        command = ["redis-server", "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        end = time.monotonic() + SECONDS
        while True:
            try:
                return self._client.ping()
            except redis.RedisError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise Unavailable(
                        f"Redis does not start: {self._log.read_text()[-300:]}"
                    ) from None
                time.sleep(0.02)

    def end(self):
        self._client.close()
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait(SECONDS)

    def fall_silent(self):
        """It goes on listening, and answers nothing."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def speak_again(self):
        os.kill(self._process.pid, signal.SIGCONT)

    def ask_password(self, word):
        """From now on it answers only who knows the word: not those who are there either."""
        self._client.config_set("requirepass", word)
        self._client.close()
        other = redis.Redis.from_url(self.url, password=word or None, socket_timeout=5)
        other.client_kill_filter(_type="normal", skipme=True)
        if not word:
            other.config_set("requirepass", "")
        other.close()
        self._client = redis.Redis.from_url(self.url, password=word or None, socket_timeout=5)

    def flush(self):
        self._client.flushall()

    # What is in it

    def entries(self):
        return list(self._client.scan_iter("newsroom:page:*"))

    def read(self, entry):
        return self._client.get(entry)

    def write(self, entry, stored):
        self._client.set(entry, stored)

    def put_something_else(self, entry):
        self._client.delete(entry)
        self._client.rpush(entry, "no page")

    def spoil_ledger(self, line):
        self._client.xadd("newsroom:ledger", {"purge": line})


@contextmanager
def store_for(trial):
    """Files beside SQLite, Redis beside PostgreSQL: so both are tried, and neither twice."""
    opened = files if trial.database.name == "sqlite" else on_redis
    with opened(trial.folder) as store:
        yield store
