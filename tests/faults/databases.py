"""A database of our own for a run: a file, a new database on the server of DATABASE_URL, or a server of our own.

Each is a context that gives a Database and takes everything away again.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

SECONDS = 60  # for a server to come up or go down
_UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL will not run as root


class Unavailable(Exception):
    """There is no such database to be had here; the sentence says why, on one line."""

    def __init__(self, sentence):
        super().__init__(" ".join(sentence.split()))


@dataclass(frozen=True)
class Database:
    """`url` is for DATABASE_URL. `server`: the server of ours to stop, start and crash; None where there is none."""

    name: str
    url: str
    server: "_Server | None" = None


@contextmanager
def sqlite(given_url):
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        yield Database("sqlite", f"sqlite:///{Path(folder) / 'faults.sqlite3'}")


@contextmanager
def postgresql(given_url):
    if given_url.startswith(("postgres:", "postgresql:")):
        with _on_server(given_url) as url:
            yield Database("postgresql", url)
    else:
        with _serving(_Server) as server, _on_server(server.url) as url:
            yield Database("postgresql", url, server)


OPEN = {"sqlite": sqlite, "postgresql": postgresql}


@contextmanager
def _on_server(server_url):
    """Makes a database on the server and drops it at the end. Gives its URL."""
    name = f"faults_{secrets.token_hex(6)}"
    try:
        _execute(server_url, "CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", name)
    except psycopg.Error as error:
        raise Unavailable(
            f"no database can be made on the server of DATABASE_URL: {error}"
        ) from error
    try:
        yield _with_database(server_url, name)
    finally:
        _execute(server_url, "DROP DATABASE {} WITH (FORCE)", name)


def _execute(url, statement, name):
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _with_database(url, name):
    base, _, options = url.partition("?")
    scheme, _, rest = base.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/{name}" + (f"?{options}" if options else "")


@contextmanager
def _serving(make):
    folder = Path(tempfile.mkdtemp(prefix="faults-pg-"))
    server = make(folder)
    try:
        server.make()
        server.start()
        yield server
    finally:
        server.stop(signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


class _Server:
    """A PostgreSQL server in a folder, on a loopback port, with a password; run by another user where we are root."""

    options = ()  # further ones of the command that starts it

    def __init__(self, folder, password=""):
        self._folder = folder
        self._port = free_port()
        self._password = password or secrets.token_hex(16)
        self._process = None
        self.url = f"postgres://faults:{self._password}@127.0.0.1:{self._port}/postgres"

    def make(self):
        password = self._folder / "password"
        password.write_text(self._password)
        give_away(self._folder, password)
        command = [
            _program("initdb"),
            "--pgdata",
            "data",
            "--username",
            "faults",
            "--pwfile",
            "password",
        ]
        command += ["--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"]
        self._do(command)

    def _do(self, command):
        done = self._run(subprocess.run, command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            raise Unavailable(f"{command[0]} failed: {done.stdout.decode().strip()[-300:]}")

    def replica(self):
        """A context: a streaming replica of this server."""
        return _serving(lambda folder: Replica(folder, self))

    def start(self):
        command = [_program("postgres"), "-D", "data", "-p", str(self._port), *self.options]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
        with (self._folder / "log").open("ab") as log:
            self._process = self._run(subprocess.Popen, command, stdout=log, stderr=log)
        end = time.monotonic() + SECONDS
        while True:
            try:
                return psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > end or self._process.poll() is not None:
                    log = (self._folder / "log").read_text()
                    raise Unavailable(f"PostgreSQL does not start: {log[-300:]}") from None
                time.sleep(0.05)

    def stop(self, how=signal.SIGINT):
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(SECONDS)

    def crash(self):
        """As a power cut: every process ends where it stands, and the log is replayed."""
        self.stop(signal.SIGQUIT)
        self.start()

    def restart(self):
        """As `pg_ctl restart -m fast`: what is under way is broken off."""
        self.stop(signal.SIGINT)
        self.start()

    def _run(self, start, command, **options):
        return run_in(self._folder, start, command, **options)


class Replica(_Server):
    """A streaming replica of another server of ours, with a record of the statements that it is asked."""

    options = ("-c", "log_statement=all")

    def __init__(self, folder, primary):
        super().__init__(folder, primary._password)
        self._primary = primary

    def make(self):
        give_away(self._folder)
        command = [_program("pg_basebackup"), "--pgdata", "data", "--dbname", self._primary.url]
        self._do([*command, "--write-recovery-conf", "--checkpoint", "fast"])

    def url_of(self, database):
        """`database`: one of the primary's, as a Database."""
        return _with_database(self.url, database.url.rpartition("/")[2])

    def pause(self):
        """From now on nothing that it gets is to be seen."""
        self._ask("SELECT pg_wal_replay_pause()")
        end = time.monotonic() + SECONDS
        while self._ask("SELECT pg_get_wal_replay_pause_state()") != "paused":
            if time.monotonic() > end:
                raise RuntimeError("The replica goes on replaying.")
            time.sleep(0.02)

    def resume(self):
        self._ask("SELECT pg_wal_replay_resume()")

    def _ask(self, query):
        with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as connection:
            return connection.execute(query).fetchone()[0]

    def asked_for(self, table):
        """How many statements so far read from the table."""
        return (self._folder / "log").read_text().count(f'FROM "{table}"')


def run_in(folder, start, command, **options):
    """Starts a program in a folder that was given away; it is not run as root."""
    user = _unprivileged_user()
    who = user | {"extra_groups": []} if user else {}
    how = {"cwd": folder, "stdin": subprocess.DEVNULL, "start_new_session": True}
    return start(command, **how, **options, **who)


def give_away(*paths):
    """To the user whom `run_in` runs programs as."""
    user = _unprivileged_user()
    for path in paths if user else ():
        os.chown(path, user["user"], user["group"])


def _unprivileged_user():
    """Numbers of a user and its group, where we are root; empty where we need nobody else."""
    if os.geteuid() != 0:
        return {}
    for name in _UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": found.pw_uid, "group": found.pw_gid}
    raise Unavailable(
        f"PostgreSQL does not run as root, and there is no user {' or '.join(_UNPRIVILEGED)}."
    )


def _program(name):
    """The path of one of PostgreSQL's programs. Raises Unavailable."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    newest_first = sorted(places, key=lambda place: [int(n) for n in _numbers(place)], reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *map(str, newest_first)])
    found = shutil.which(name, path=path)
    if not found:
        raise Unavailable(
            f"there is no {name} on this machine; install the PostgreSQL server, or set DATABASE_URL to one"
        )
    return found


def _numbers(path):
    return "".join(sign if sign.isdigit() else " " for sign in str(path)).split()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
