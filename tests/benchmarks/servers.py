"""The servers that are measured, on loopback ports, and what they cost: CPU time and memory of their processes."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

WORKERS, THREADS = 2, 4
SECONDS = 60  # to come up or go down
ROOT = Path(__file__).resolve().parents[2]
_TICK = os.sysconf("SC_CLK_TCK")
_GUNICORN = "-m gunicorn {application} --no-control-socket --preload --bind 127.0.0.1:{port} --workers {workers}"
KINDS = {  # the site's own, and what else could serve it
    "web": "-m newsroom.deploy.web {application}",
    "gthread": f"{_GUNICORN} --worker-class gthread --threads {THREADS} --keep-alive 75",
    "sync": _GUNICORN,
}


@dataclass
class Site:
    """A site that runs: its address and its process ids."""

    address: str
    pid: int

    def processes(self):
        return [self.pid, *_below(self.pid)]


@contextmanager
def site(kind, application="newsroom.wsgi:application", **environment):
    """The site by one of KINDS. `environment`: what is set otherwise for it."""
    port = free_port()
    words = KINDS[kind].format(application=application, port=port, workers=WORKERS).split()
    address = f"http://127.0.0.1:{port}"
    environment = (
        os.environ
        | {"DEBUG": "", "SITE_URL": address, "ALLOWED_HOSTS": "127.0.0.1,localhost"}
        | environment
        | {"WEB_BIND": f"127.0.0.1:{port}", "WEB_WORKERS": str(WORKERS)}
    )
    environment.setdefault("SECRET_KEY", settings.SECRET_KEY)
    with tempfile.TemporaryFile("w+b") as log:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
        )
        try:
            _wait(process, f"{address}/healthz", log)
            yield Site(address, process.pid)
        finally:
            process.terminate()
            process.wait(SECONDS)


@contextmanager
def static_files(folder):
    """nginx with one worker a core and nothing but files: what everything is measured against. Gives its address."""
    port = free_port()
    conf = Path(folder) / "static.conf"
    conf.write_text(
        f"worker_processes {WORKERS}; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;\n"
        "events { worker_connections 1024; }\n"
        "http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=1000;\n"
        f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
    )
    process = subprocess.Popen(
        [shutil.which("nginx"), "-c", str(conf), "-e", f"{folder}/error.log"]
    )
    try:
        time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS)


def _wait(process, address, log):
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.addheaders = [("X-Forwarded-Proto", "https")]
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            return opener.open(address, timeout=5).close()
        except OSError:
            time.sleep(0.05)
    log.seek(0)
    raise RuntimeError(f"The site does not start: {log.read().decode()[-2000:]}")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


# What they cost ------------------------------------------------------------------------------------------------------


def cpu_seconds(pids):
    """{pid: seconds of CPU that it has used}; those that ended are left out."""
    found = {}
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        found[pid] = (int(fields[11]) + int(fields[12])) / _TICK
    return found


def database_processes():
    """PostgreSQL's processes that work for this database; none for SQLite, which works in the site's own."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        return [pid for (pid,) in cursor.fetchall()]


def memory(pids):
    """MiB that the processes hold, shared pages counted in part (PSS)."""
    total = 0
    for pid in pids:
        try:
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        total += int(re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)[1])
    return total / 1024


def _below(pid):
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *_below(int(child))]
    return found
