from datetime import timedelta

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import pruning


class Command(BaseCommand):
    """Removes old revisions of stories: those that are older than `--days` and not among the newest `--keep`.

    Always kept, however old: what readers were ever given, the newest and the live text, what the log names for
    having been published, updated or corrected, and what a preview link or an unsaved form stands on. What goes is
    gone for good, so look at `--dry-run` first. Safe at any time: a story at a time, each whole or not at all; it may
    be stopped anywhere and run again. Each story's log says which revisions went.
    """

    help = "Remove revisions that are old and many; never one that readers were given."

    def add_arguments(self, parser):
        parser.add_argument(
            "--keep",
            type=int,
            default=50,
            metavar="N",
            help="keep the newest N revisions of each story, whatever their age (default: 50)",
        )
        parser.add_argument(
            "--days",
            type=int,
            default=180,
            metavar="D",
            help="keep all revisions of the last D days (default: 180)",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would go; remove nothing"
        )

    def handle(self, *, keep, days, dry_run, verbosity, **options):
        if keep < 1 or not 0 <= days <= 36500:
            raise CommandError("Give --keep 1 or more, and --days between 0 and 36500.")
        at = timezone.now()
        stories = revisions = 0
        for pk, numbers in pruning.prune(
            keep=keep, before=at - timedelta(days=days), at=at, dry_run=dry_run
        ):
            stories, revisions = stories + 1, revisions + len(numbers)
            if verbosity > 1:
                self.stdout.write(f"story {pk}: {len(numbers)} revisions")
        if verbosity:
            done = "Would remove" if dry_run else "Removed"
            self.stdout.write(f"{done} {revisions} revisions of {stories} stories.")
