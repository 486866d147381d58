"""python -m tests.faults [--full] [--only NAME] [--database NAME] [--list]

Tries what the site must survive, on SQLite and on PostgreSQL: on the server of DATABASE_URL in a database of its
own, or else on a server that it starts for itself. One line a fault; ends with 1 when one falls short. What falls short
by its time alone is said to be slow and tried once more at the end.
"""

import argparse
import multiprocessing
import os
import signal
import sys
from collections import Counter
from dataclasses import fields, replace

from .databases import OPEN
from .faults import FAULTS, FULL, Outcome, Scale, run_all
from .server import SITE

NUMBERS = [field.name for field in fields(Scale)]
FAULTS_SHOWN = 20  # sentences below a line


def main():
    options = _options()
    if options.list:
        print("\n".join(f"{name:17} {words}" for name, words in FAULTS.items()))
        return 0
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit(1)
    )  # an end like any other: with its clearing up
    scale = FULL if options.full else Scale()
    given = {name: getattr(options, name) for name in NUMBERS}
    scale = replace(scale, **{name: number for name, number in given.items() if number})
    words, slow = Counter(), []
    for database in [options.database] if options.database else OPEN:
        for fault, outcome in _run(
            database, [options.only] if options.only else list(FAULTS), options, scale
        ):
            if outcome.is_slow:
                slow.append((database, fault))
                _print("slow", fault, database, outcome)
            else:
                words[_count(fault, database, outcome)] += 1
    for database, fault in slow:  # once more: others may have been at work
        for again, outcome in _run(database, [fault], options, scale):
            words[_count(again, database, outcome)] += 1
    skipped = f", {words['skip']} skipped" if words["skip"] else ""
    print(f"{words['ok']} passed, {words['FAIL']} failed{skipped}")
    return 1 if words["FAIL"] or not words["ok"] else 0


def _options():
    parser = argparse.ArgumentParser(
        prog="python -m tests.faults", description=__doc__.partition("\n\n")[2]
    )
    parser.add_argument(
        "--full", action="store_true", help=f"{FULL.kills} kills and {FULL.crashes} crashes"
    )
    parser.add_argument("--only", choices=FAULTS, metavar="NAME", help="one fault; see --list")
    parser.add_argument("--database", choices=OPEN, help="one database (default: both)")
    parser.add_argument("--list", action="store_true", help="the faults, and stop")
    for name in NUMBERS:
        parser.add_argument(
            f"--{name}", type=_positive, metavar="N", help=f"other number of {name}"
        )
    parser.add_argument("--application", default=SITE, help="what is served (default: %(default)s)")
    return parser.parse_args()


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1 or more")
    return number


def _run(database, faults, options, scale):
    """The outcomes as they come. A process that ends without a word is one that fell short."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    arguments = (database, faults, scale, options.application, os.environ.get("DATABASE_URL", ""))
    process = context.Process(target=run_all, args=(*arguments, theirs))
    process.start()
    theirs.close()
    try:
        while True:
            yield ours.recv()
    except EOFError:
        process.join()
        if process.exitcode:
            yield (
                "all",
                Outcome("the run broke off; its error stands above", ["not tried to its end"]),
            )
    finally:
        process.terminate()
        process.join()


def _count(fault, database, outcome):
    word = _word(outcome)
    _print(word, fault, database, outcome)
    return word


def _word(outcome):
    """What cannot be tried is no success where everything is there to try it."""
    if outcome.skipped:
        return "FAIL" if os.environ.get("CI") == "true" else "skip"
    return "FAIL" if outcome.faults else "ok"


def _print(word, fault, database, outcome):
    print(f"{word:5} {fault:17} {database:11} {outcome.figure}")
    for sentence in outcome.faults[:FAULTS_SHOWN]:
        print(f"      {sentence}")
    if len(outcome.faults) > FAULTS_SHOWN:
        print(f"      … and {len(outcome.faults) - FAULTS_SHOWN} more")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
