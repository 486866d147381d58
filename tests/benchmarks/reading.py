"""What readers' pages cost: each kind of page made anew (uncached), kept by the site (kept), and kept by nginx and
Varnish before it (edge), beside nginx with a file of the same size in the same run.
"""

import os
import tempfile
import urllib.request
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection

from . import load, paper, servers

PAGES = ("story", "front", "section", "tag", "feed", "search", "deep")
NEVER_KEPT = ("search",)
UNCACHED = "tests.benchmarks.uncached:application"


def run(options):
    """Prints a table and returns its rows: dicts as `python -m tests.benchmarks --help` describes them."""
    rows = []
    stories = options.stories
    with tempfile.TemporaryDirectory() as folder, servers.static_files(folder) as files:
        kept = {"PAGES_KEPT": "1", "CACHE_URL": options.cache_url}
        with servers.site(options.server, UNCACHED, **kept) as site:
            for page in options.pages:
                paths = paper.addresses(page)
                rows.append(_row(page, "uncached", stories, site, paths, options, folder, files))
                rows[-1]["sql"] = statements(paths[:5])
                _print(rows[-1])
            pss = servers.memory(site.processes())
        with servers.site(options.server, **kept) as site:
            for page in options.pages:
                if page not in NEVER_KEPT:
                    paths = paper.addresses(page)
                    _warm(site.address, paths)
                    rows.append(_row(page, "kept", stories, site, paths, options, folder, files))
                    _print(rows[-1])
            kept_pss = servers.memory(site.processes())
        rows += _at_the_edge(options, folder)
    print(f"{options.server}, {servers.WORKERS} workers: {pss:.0f} MiB after the uncached pages, "
          f"{kept_pss:.0f} MiB after the kept ones (PSS)")  # fmt: skip
    return rows


def _row(page, state, stories, site, paths, options, folder, files):
    def processes():
        return [*site.processes(), *servers.database_processes()]

    load.drive(site.address, paths, 1)  # as a server that has run for a while
    found = load.drive(site.address, paths, options.seconds, processes)
    return _as_row(page, state, stories, found, _ratio(found, options, folder, files))


def _as_row(page, state, stories, found, ratio):
    return {
        "page": page,
        "state": state,
        "stories": stories,
        "rps": round(found.rps, 1),
        "p50_ms": found.p50,
        "p99_ms": found.p99,
        "cpu_ms": round(found.cpu, 3),
        "sql": 0,
        "bytes": found.bytes,
        "ratio_nginx": round(ratio, 3),
        "errors": found.errors,
    }


def _ratio(found, options, folder, files):
    """Requests a second beside those of a file as large, asked for in the same minute."""
    (Path(folder) / "same").write_bytes(os.urandom(max(1, found.bytes - 250)))  # without headers
    same = load.drive(files, ["/same"], max(1, options.seconds // 2))
    return found.rps / same.rps


def _at_the_edge(options, folder):
    from tests.faults.databases import Unavailable
    from tests.faults.edges import Edge

    try:
        edge = Edge(folder)
    except Unavailable as reason:
        print(f"edge: left out, {reason}")
        return []
    rows = []
    environment = edge.environment | {"CACHE_URL": options.cache_url, "PAGES_KEPT": "1"}
    with servers.site(options.server, **environment) as site:
        try:
            edge.start(site.address)
            same = Path(settings.STATIC_ROOT) / "same-as-the-page.bin"
            for page in options.pages:
                if page in NEVER_KEPT:
                    continue
                paths = paper.addresses(page)
                host = edge.address.removeprefix("https://")
                _warm(edge.address, paths, edge.trust)
                found = load.drive(edge.address, paths, options.seconds, site.processes, host=host)
                same.write_bytes(os.urandom(max(1, found.bytes - 250)))
                try:
                    of_file = load.drive(
                        edge.address,
                        [f"/static/{same.name}"],
                        max(1, options.seconds // 2),
                        host=host,
                    )
                finally:
                    same.unlink()
                rows.append(_as_row(page, "edge", options.stories, found, found.rps / of_file.rps))
                _print(rows[-1])
        finally:
            edge.stop()
    return rows


def _warm(address, paths, trust=None):
    """Each of them once, as those who are counted will ask."""
    for path in paths:
        asked = urllib.request.Request(address + path, headers={"Accept-Encoding": load.ACCEPT})  # noqa: S310  our own
        with urllib.request.urlopen(asked, context=trust) as answer:  # noqa: S310
            answer.read()


def statements(paths):
    """SQL statements of a page, the mean over some."""
    handler, counted = WSGIHandler(), []

    def count(execute, sql, params, many, context):
        counted.append(sql)
        return execute(sql, params, many, context)

    for number, path in enumerate([paths[0], *paths]):
        if number == 1:
            counted.clear()  # the first readies the process
        with connection.execute_wrapper(count):
            _ask(handler, path)
    return round(len(counted) / len(paths), 1)


def _ask(handler, address):
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
    }
    told = []
    response = handler(environ, lambda status, headers, *rest: told.append(status))
    b"".join(response)
    if not told[0].startswith("200"):
        raise RuntimeError(f"{address}: {told[0]}")


def heading():
    print(f"{'page':9}{'state':10}{'stories':>9}{'rps':>9}{'p50 ms':>9}{'p99 ms':>9}{'CPU ms':>9}"
          f"{'SQL':>6}{'bytes':>8}{'× nginx':>9}")  # fmt: skip


def _print(row):
    print(
        f"{row['page']:9}{row['state']:10}{row['stories']:9}{row['rps']:9.0f}{row['p50_ms']:9.2f}{row['p99_ms']:9.2f}"
        f"{row['cpu_ms']:9.3f}{row['sql']:6}{row['bytes']:8}{row['ratio_nginx']:9.3f}"
        + (f"  {row['errors']} errors" if row["errors"] else ""),
        flush=True,
    )
