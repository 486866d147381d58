"""What a site needs for so many page views a day, from a measured table: `python -m tests.benchmarks.sizes FILE`, where
FILE is what `python -m tests.benchmarks reading --json FILE` wrote. Prints the table of README's "From one machine to
many". What is assumed stands on top; everything else is measured.
"""

import json
import math
import sys
from pathlib import Path

PEAK = 5  # times the mean
BUSY = 0.5  # of a core, at the peak
# Views a day, and the share of them that the edge answers alone: the more readers, the more of them share a copy
SIZES = ((1_000_000, 0.95), (10_000_000, 0.98), (1_000_000_000, 0.998))
SEARCHES = 0.01  # of all views; each is made
FILES = 100_000  # bytes of pictures and other files with a view: four pictures of 25 KB
CORES, NETWORK = 8, 7  # of a machine: cores, and Gbit/s that it can be asked to send
EDGE_MS = 0.2  # CPU of nginx, with TLS, and Varnish for a page that they have
DATABASE = 0.17  # of the CPU of a page that is made
DAY, MONTH = 86_400, 30
HEAD = (
    "page views a day",
    "a second, peak",
    "reach the site",
    "edge",
    "site",
    "database",
    "traffic a month",
    "at the peak",
)


def main(path):
    rows = {(row["page"], row["state"]): row for row in json.loads(Path(path).read_text())}
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for views, hits in SIZES:
        print(f"| {' | '.join(_size(views, hits, rows))} |")


def _size(views, hits, rows):
    """The cells of a line. CPU in cores that are busy for BUSY of the time at the peak."""
    story, search = rows["story", "uncached"], rows["search", "uncached"]
    peak = views / DAY * PEAK
    made, searched = peak * (1 - hits), peak * SEARCHES
    used = (made * story["cpu_ms"] + searched * search["cpu_ms"]) / 1000  # cores
    size = rows["story", "edge"]["bytes"] + FILES
    sent = peak * size * 8 / 1e9
    return (
        f"{views / 1e6:,.0f} million",
        f"{peak:,.0f}",
        f"{made + searched:,.0f} a second",
        _cores(peak * EDGE_MS / 1000, math.ceil(sent / NETWORK)),
        _cores(used * (1 - DATABASE)),
        _cores(used * DATABASE),
        f"{views * size * MONTH / 1e12:,.1f} TB",
        f"{sent:,.2f} Gbit/s",
    )


def _cores(used, machines=1):
    cores = max(1, math.ceil(used / BUSY))
    machines = max(machines, math.ceil(cores / CORES))
    return f"{cores} core{'s' * (cores > 1)}" + (f", {machines} machines" if machines > 1 else "")


if __name__ == "__main__":
    main(sys.argv[1])
