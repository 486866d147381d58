"""Requests by wrk, for many addresses in turn, and what a request of them cost."""

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from . import servers

CONNECTIONS = 8
ACCEPT = "br, gzip"
_SCRIPT = """
local paths = {%s}
local at = 0
request = function()
  at = at %% #paths + 1
  return wrk.format("GET", paths[at], {["Host"] = "%s", ["Accept-Encoding"] = "%s"})
end
done = function(summary, latency)
  io.write(string.format("OUT %%d %%d %%d %%d %%.3f %%.3f %%d\\n", summary.requests, summary.duration,
    summary.errors.status, summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.bytes))
end
"""


@dataclass
class Load:
    """`rps`: requests a second. `p50`, `p99`: milliseconds. `cpu`: milliseconds of all processes asked about, a
    request. `bytes`: of an answer, headers included. `errors`: answers of 4xx or 5xx, and those that did not come.
    """

    rps: float
    p50: float
    p99: float
    cpu: float
    bytes: int
    errors: int


def drive(
    address,
    paths,
    seconds,
    processes=lambda: [],
    host="127.0.0.1",
    accept=ACCEPT,
    connections=CONNECTIONS,
):
    """Asks for the paths in turn for some seconds. `processes`: gives the pids whose CPU time counts."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "paths.lua"
        listed = ", ".join(f'"{path}"' for path in paths)
        script.write_text(_SCRIPT % (listed, host, accept))
        command = [
            shutil.which("wrk"),
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            str(script),
            address,
        ]
        before = servers.cpu_seconds(processes())
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        after = servers.cpu_seconds(processes())
    found = re.search(r"^OUT (.*)$", told, re.MULTILINE)[1].split()
    requests, duration, status, lost, p50, p99, size = map(float, found)
    used = sum(seconds - before.get(pid, 0) for pid, seconds in after.items())
    return Load(
        requests / (duration / 1e6),
        p50,
        p99,
        1000 * used / max(requests, 1),
        int(size / max(requests, 1)),
        int(status + lost),
    )
