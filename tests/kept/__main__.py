"""`python -m tests.kept [--stories 320] [--edits 300] [--seed N]`: edits over a paper of some thousand pages, what each
changed and purged, and the sums. Ends 1 where a page was missed, or more than twice as many were purged as changed.
"""

import argparse
import os
import random
import sys
import time
import warnings
from contextlib import ExitStack

import django


def main():
    words = argparse.ArgumentParser(prog="python -m tests.kept", description=__doc__)
    words.add_argument("--stories", type=int, default=320)
    words.add_argument("--edits", type=int, default=300)
    words.add_argument("--seed", type=int, default=random.randrange(10**6))
    asked = words.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    from django.conf import settings
    from django.test.utils import get_runner

    runner = get_runner(settings)(verbosity=0, interactive=False)
    runner.setup_test_environment()
    warnings.simplefilter("ignore")
    databases = runner.setup_databases()
    try:
        return run(asked)
    finally:
        runner.teardown_databases(databases)
        runner.teardown_test_environment()


def run(asked):
    from django.db import transaction

    from .test_edits import begin
    from .trial import table

    begun = time.monotonic()
    print(f"seed {asked.seed}", flush=True)
    with ExitStack() as stack:
        stack.enter_context(transaction.atomic())
        trial = begin(stack, asked.seed, asked.stories)
        print(f"{len(trial.pages)} pages, {time.monotonic() - begun:.0f} s", flush=True)
        while len(trial.steps) < asked.edits:
            step = trial.step()
            for path, why in step.missed[:5]:
                print(f"MISSED {path}: {why}; {str(step)[:600]}", flush=True)
        lines = table(trial.steps, len(trial.pages))
        transaction.set_rollback(True)
    print("\n".join(lines), f"{time.monotonic() - begun:.0f} s", sep="\n")
    changed, purged, missed = (
        sum(len(getattr(step, name)) for step in trial.steps)
        for name in ("changed", "purged", "missed")
    )
    return 1 if missed or purged > 2 * changed else 0


if __name__ == "__main__":
    sys.exit(main())
