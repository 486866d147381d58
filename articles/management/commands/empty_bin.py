"""Deletes for good what was binned thirty days ago or more: stories that no reader ever saw, with all their texts.

Run it each night. What happened to each of them stays in the log, with its headline. --dry-run names them and deletes
nothing. It may be broken off and run again at any time.
"""

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles import binning


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="delete nothing")

    def handle(self, *, dry_run, verbosity, **options):
        purged = binning.empty_bin(at=timezone.now(), dry_run=dry_run)
        if not verbosity:
            return
        for pk, headline in purged:
            self.stdout.write(f"{'would purge' if dry_run else 'purged'} {pk} {headline}")
        self.stdout.write(f"{len(purged)} {'story' if len(purged) == 1 else 'stories'}")
