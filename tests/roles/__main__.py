"""Takes each permission check away, one at a time, and says which test noticed: `python -m tests.roles [words]`.

With words, only checks whose line in the list has one of them. Ends 1 where one was not noticed.
"""

import os
import sys
import time
import warnings

import django


def main(words):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner

    runner = get_runner(settings)(verbosity=0, interactive=False)
    runner.setup_test_environment()
    warnings.simplefilter("ignore")
    databases = runner.setup_databases()
    try:
        return run(words)
    finally:
        runner.teardown_databases(databases)


def run(words):
    from django.contrib import admin

    from tests.roles import mutants

    admin.site.get_urls()  # loads every door
    found = [
        one for one in mutants.checks() if not words or any(word in str(one) for word in words)
    ]
    trial, begun = mutants.Trial(found), time.monotonic()
    trial.run(tell=lambda line: print(line, flush=True))
    for test in trial.broken:
        print(f"{test} fails with all checks in place; it says nothing.")
    for check in trial.open:
        print(f"NOT NOTICED {check}")
    share = 100 * len(trial.noticed) / max(len(found), 1)
    seconds = time.monotonic() - begun
    print(f"{len(found)} checks, {len(trial.noticed)} noticed: {share:.1f} %, {seconds:.0f} s")
    return 1 if trial.open or trial.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
