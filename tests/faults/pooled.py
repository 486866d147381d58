"""Many processes of the site come to PostgreSQL by PgBouncer in transaction mode, with the settings of
newsroom/deploy/pgbouncer.ini and a handful of connections: editors save, readers read, a command goes through all rows.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection

from . import databases, material
from .desk import AtWork, Task, save_in_turns
from .faults import Outcome
from .readers import Readers, broken, share
from .server import ROOT, serving

SAMPLE = ROOT / "newsroom/deploy/pgbouncer.ini"
MACHINES, WORKERS, CONNECTIONS = 2, 4, 3
EDITORS, SAVES = 4, 3
PATHS = ("/search/?q=text", "/search/?q=story", "/search/?q=standfirst")  # never kept
MEANT = {"jit": "off", "lock_timeout": "3s", "statement_timeout": "15s"}


def run(trial):
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if not program:
        return Outcome("there is no pgbouncer on this machine; install it", skipped=True)
    if trial.database.server is None:
        return Outcome("the server of DATABASE_URL is not ours to count connections", skipped=True)
    material.make_paper(12)
    article, logins = material.make_story(), material.make_editors(EDITORS)
    with _pooler(program, trial.database.url) as pooler, _sites(trial, pooler.url) as sites:
        tasks = [
            Task(sites[place % MACHINES].address, login, material.form_of(article), saves=SAVES)
            for place, login in enumerate(logins)
        ]
        first, second = (Readers(site.address, PATHS, number=2, pause=0.02) for site in sites)
        with first, second, AtWork(save_in_turns, tasks) as desk:
            sent = [one.outcome for history in desk.sent() for one in history]
            connections = pooler.connections()
        found = pooler.not_as_meant() + _not_gone_through(pooler.url)
    reads = first.reads + second.reads
    found += [
        f"who saved was answered: {outcome}"
        for outcome in sent
        if outcome not in ("stored", "merged", "told")
    ]
    if connections > CONNECTIONS:
        found.append(f"{connections} connections were open, not {CONNECTIONS}")
    figure = (
        f"{MACHINES * WORKERS} workers by {connections} connections: {len(sent)} saves, {len(reads)} pages made, "
        f"p95 {share(reads) * 1000:.0f} ms"
    )
    return Outcome(figure, found + broken(reads, "a reader") + material.problems())


@contextmanager
def _sites(trial, url):
    environment = {"DATABASE_URL": url, "DATABASE_POOLED": "1"}
    with ExitStack() as stack:
        yield [
            stack.enter_context(
                serving(
                    trial.folder,
                    application=trial.application,
                    workers=WORKERS,
                    environment=environment,
                )
            )
            for _ in range(MACHINES)
        ]


def _not_gone_through(url):
    """A command that reads rows as they come, which a connection lent for a transaction cannot keep a cursor for."""
    done = subprocess.run(
        [sys.executable, "manage.py", "check_integrity"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "DATABASE_POOLED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return [f"check_integrity: {done.stdout[-300:]}{done.stderr[-300:]}"] if done.returncode else []


@contextmanager
def _pooler(program, database_url):
    with tempfile.TemporaryDirectory(prefix="faults-pooler-") as folder:
        pooler = _Pooler(program, Path(folder), urlsplit(database_url))
        try:
            pooler.start()
            yield pooler
        finally:
            pooler.stop()


class _Pooler:
    """PgBouncer before a database, with the settings of our sample. `url`: the database's, through it."""

    def __init__(self, program, folder, database):
        self._program, self._folder, self._database = program, folder, database
        self._port, self._process = databases.free_port(), None
        login = f"{database.username}:{database.password}"
        self.url = database._replace(netloc=f"{login}@127.0.0.1:{self._port}").geturl()

    def start(self):
        users, settings, log = (self._folder / name for name in ("users", "pgbouncer.ini", "log"))
        users.write_text(f'"{self._database.username}" "{self._database.password}"\n')
        settings.write_text(self._settings(users))
        databases.give_away(self._folder, users, settings)
        with log.open("wb") as file:
            self._process = databases.run_in(
                self._folder,
                subprocess.Popen,
                [self._program, settings.name],
                stdout=file,
                stderr=file,
            )
        end = time.monotonic() + databases.SECONDS
        while True:
            try:
                return self._connect(connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    raise RuntimeError(f"PgBouncer does not start: {log.read_text()}") from None
                time.sleep(0.05)

    def _connect(self, **how):
        """Without what a site that this process has loaded says to PostgreSQL by PGOPTIONS: PgBouncer takes none."""
        return psycopg.connect(self.url, options="", **how)

    def _settings(self, users):
        """The sample, with this database and these places."""
        name = self._database.path[1:]
        place = f"host={self._database.hostname} port={self._database.port} dbname={name}"
        settings = SAMPLE.read_text(encoding="utf-8")
        for before, after in (
            (r"^newsroom = host=\S+ port=\S+ dbname=\S+", f"{name} = {place}"),
            (r"^(listen_port) = .*", rf"\1 = {self._port}"),
            (r"^(auth_file) = .*", rf"\1 = {users}"),
            (r"^(default_pool_size) = .*", rf"\1 = {CONNECTIONS}"),
        ):
            settings, changed = re.subn(before, after, settings, flags=re.MULTILINE)
            if changed != 1:
                raise RuntimeError(f"{SAMPLE} has no line {before}")
        return settings

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait(databases.SECONDS)

    def connections(self):
        """How many are open to the database, all of them PgBouncer's."""
        connection.close()
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        with psycopg.connect(self._database.geturl()) as counting:
            return counting.execute(f"{query} AND pid <> pg_backend_pid()").fetchone()[0]

    def not_as_meant(self):
        """What the site says to PostgreSQL where it connects itself, and PgBouncer did not."""
        with self._connect(autocommit=True, prepare_threshold=None) as asking:
            told = {name: asking.execute(f"SHOW {name}").fetchone()[0] for name in MEANT}
        return [] if told == MEANT else [f"PostgreSQL was told {told}, not {MEANT}"]
