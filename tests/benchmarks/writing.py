"""What acts cost: whole, through the functions that buttons call, with the purge after the commit."""

from statistics import median
from time import perf_counter, process_time

from django.db import connection

from articles import corrections, workflow
from articles.models import Article
from sections.models import Section

from . import servers

RUNS = 40


def run(options):
    """Prints a table and returns its rows: act, stories, ms (median), cpu_ms (mean, with the database's), sql."""
    print(f"{'act':12}{'stories':>9}{'ms':>9}{'CPU ms':>9}{'SQL':>6}")
    acts = {name: [] for name in ("create", "publish", "save", "update", "correct", "withdraw")}
    for number in range(-3, RUNS):  # three to warm up
        for name, measured in _story(number):
            if number >= 0:
                acts[name].append(measured)
    rows = []
    for name, measured in acts.items():
        times, cpus, statements = zip(*measured, strict=True)
        row = {
            "act": name,
            "stories": options.stories,
            "ms": round(median(times), 2),
            "cpu_ms": round(sum(cpus) / len(cpus), 2),
            "sql": max(statements),
        }
        rows.append(row)
        print(f"{name:12}{row['stories']:9}{row['ms']:9.2f}{row['cpu_ms']:9.2f}{row['sql']:6}")
    return rows


def _story(number):
    """One story from first word to withdrawal, act by act; taken away at the end."""
    like = Article.objects.get(pk=1 + abs(number)).newest_revision.snapshot
    snapshot = like | {"headline": f"Measured {number}", "slug": ""}
    section = Section.objects.exclude(parent=None).first()
    made = {}

    def create():
        made["story"] = workflow.create(snapshot | {"section": section.pk}, by=None)

    def publish():
        made["story"] = workflow.publish(made["story"], by=None)

    def save():
        story = made["story"]
        changed = snapshot | {"section": section.pk, "headline": f"Changed {number}"}
        made["story"] = workflow.save_revision(
            story, changed, base=story.newest_revision.number, by=None
        )

    def update():
        made["story"] = workflow.update(made["story"], by=None)

    def correct():
        corrections.correct(made["story"], by=None, kind="correction", note="It was the 12th.")

    def withdraw():
        workflow.withdraw(made["story"], by=None)

    for act in (create, publish, save, update, correct, withdraw):
        yield act.__name__, _measured(act)


def _measured(act):
    """(milliseconds, milliseconds of CPU here and in the database, statements)"""
    counted = []

    def count(execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE")):
            counted.append(sql)
        return execute(sql, params, many, context)

    pids = servers.database_processes()
    before, cpu, clock = servers.cpu_seconds(pids), process_time(), perf_counter()
    with connection.execute_wrapper(count):
        act()
    took, used = perf_counter() - clock, process_time() - cpu
    after = servers.cpu_seconds(pids)
    database = sum(after.values()) - sum(before.values())
    return 1000 * took, 1000 * (used + database), len(counted)
