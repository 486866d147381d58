"""A machine asks for the same pages under ever new addresses, for places in lists that nobody ever was at, and for what
never existed. Nothing more is kept for it, the database is not asked, and what never existed is refused cheaply.
"""

import os
import secrets
import time
from collections import Counter
from pathlib import Path

from tests import factories

from .faults import Outcome, Slow
from .made import Record
from .readers import Stream, read
from .server import serving
from .stores import store_for

MORE = 5  # pages kept, and statements, at most, for all of it
STATEMENTS = 3  # for an address that never was, at most
RATE = 300  # such addresses a second, at least, if all processors were ours
KEYS = ("utm_source", "fbclid", "q", "sort", "x", "page", "preview", "s", "amp", "before2")


def run(trial):
    record = Record(trial.folder)
    paths = _old_paper()
    number = trial.scale.asked
    with store_for(trial) as store, serving(trial.folder, **_how(record, store)) as site:
        for path in paths:
            read(site.address, path)
        record.news()
        kept = len(store.entries())
        stream, began = Stream(site.address), time.time()
        codes = [stream.read(_odd(paths)) for _ in range(number)]
        minutes = int(time.time() // 60 - began // 60)
        made = list(_without_those_too_old(record.news(), minutes))
        more, statements = len(store.entries()) - kept, sum(page.statements for page in made)
        found = _wrong_with_refusals(stream, site, record, number // 5)
        figure, wrong = found
        more_after = len(store.entries()) - kept
    faults = [f"{codes.count(code)} × answered {code}" for code in set(codes) - {200}]
    if statements > MORE:
        faults.append(f"the database was asked {statements} times, for {len(made)} pages made")
    if more_after > MORE:
        faults.append(f"{more_after} more pages are kept")
    return Outcome(
        f"{number} odd addresses: {more} more pages kept, {statements} statements; {figure}; {store.name}",
        faults + wrong,
    )


def _old_paper():
    """Pages that nothing changes any more, so that they are kept for minutes: stories and two lists."""
    section = factories.make_section()
    stories = [factories.make_story(section=section, tags=["Old"]) for _ in range(6)]
    paths = [story.get_absolute_url() for story in stories]
    return [section.get_absolute_url(), "/tag/old/", *paths, *(f"/text{path}" for path in paths)]


def _without_those_too_old(made, minutes):
    """A page may have to be made anew as each minute ends, whatever is asked."""
    times = Counter()
    for page in made:
        times[page.path] += 1
        if times[page.path] > minutes:
            yield page


def _how(record, store):
    return record.how | {"environment": record.how["environment"] | store.environment}


def _odd(paths):
    path = secrets.choice(paths)
    key = secrets.choice(KEYS)
    value = "99999" if key == "page" else secrets.token_urlsafe(6)
    return f"{path}?{key}={value}&{secrets.token_hex(3)}={secrets.token_hex(3)}"


def _wrong_with_refusals(stream, site, record, number):
    """A storm of addresses that never were. Returns (the figure, what is wrong)."""
    shapes = (
        "/{}/",
        "/{}",
        "/tag/{}/",
        "/by/{}/",
        "/2026/03/12/{}/",
        "/text/2026/03/12/{}/",
        "/{}/wp-login.php",
    )
    asked = [shapes[place % len(shapes)].format(secrets.token_hex(6)) for place in range(number)]
    before = _processor_seconds(site)
    codes = [stream.read(path) for path in asked]
    spent = (_processor_seconds(site) - before) / number
    most = max(page.statements for page in record.news())
    rate = os.cpu_count() / spent
    figure = (
        f"{number} that never were: {most} statements at most, {spent * 1000:.1f} ms CPU each "
        f"({rate:.0f}/s on {os.cpu_count()} processors)"
    )
    wrong = [f"what never was answered {code}" for code in sorted(set(codes) - {404, 301})]
    if most > STATEMENTS:
        wrong.append(f"what never was cost {most} statements")
    if rate < RATE:
        wrong.append(Slow(f"what never was is refused {rate:.0f} times a second only"))
    return figure, wrong


def _processor_seconds(site):
    """Of the site's processes until now."""
    ticks = 0
    for pid in site.workers():
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")
