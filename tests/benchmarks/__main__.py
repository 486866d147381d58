"""Benchmarks, apart from the tests: `python -m tests.benchmarks reading --stories 10000 --json FILE`.

fill      fills a scratch database and leaves it
reading   readers' pages: uncached (each made anew), kept (by the site), edge (by nginx and Varnish)
writing   acts of editors, whole, and the minute after them

DATABASE_URL names the PostgreSQL server (default: postgres://postgres@127.0.0.1:5432/postgres); a database of its own
is made there, filled, and dropped at the end, or kept for the next run by --keep. SECRET_KEY is made up where it is not
set. With --json the rows of the table are written as a list of objects: page, state, stories, rps (requests a second),
p50_ms, p99_ms, cpu_ms (CPU of site and database a request; at the edge of the site alone), sql (statements, counted for
uncached pages), bytes (of an answer as browsers get it, with headers), ratio_nginx (of the rate at which nginx serves a
file of that size in the same run), errors.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from django.conf import settings
from django.core.management import call_command
from psycopg import sql

from articles.models import Article

from . import paper, reading, servers, writing

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
_WITHIN = "BENCHMARK_DATABASE"  # set in the process that measures


def main():
    options = _options()
    if os.environ.get(_WITHIN):
        return _measure(options)
    name = f"newsroom_benchmark_{options.stories}"
    server = os.environ.get("DATABASE_URL") or SERVER
    url = _made(server, name)
    try:
        environment = os.environ | {"DATABASE_URL": url, "DEBUG": "", _WITHIN: "1"}
        command = [sys.executable, "-m", "tests.benchmarks", *sys.argv[1:]]
        return subprocess.run(command, env=environment).returncode
    finally:
        if not (options.keep or options.what == "fill"):
            _dropped(server, name)


def _measure(options):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if Article.objects.count() < options.stories:
        began = time.monotonic()
        paper.fill(options.stories)
        print(f"{options.stories} stories written in {time.monotonic() - began:.0f} s", flush=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    rows = {"fill": lambda _: [], "reading": reading.run, "writing": writing.run}[options.what](
        options
    )
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 1 if any(row.get("errors") for row in rows) else 0


def _made(server, name):
    with psycopg.connect(server, autocommit=True) as connection:
        there = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if not there:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return f"{server.rpartition('/')[0]}/{name}"


def _dropped(server, name):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _options():
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("what", choices=["fill", "reading", "writing"])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--json", help="a file for the rows of the table")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run")
    parser.add_argument("--seconds", type=int, default=4, help="of requests for each row")
    parser.add_argument("--server", choices=servers.KINDS, default="web")
    parser.add_argument("--pages", nargs="+", choices=reading.PAGES, default=reading.PAGES)
    parser.add_argument(
        "--cache-url", default="locmemcache://", help="as CACHE_URL, for kept pages"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
