from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import integrity


class Command(BaseCommand):
    """For the operator: after a crash, a restore or an update, and each night. Only reads; a save that is under way
    meanwhile may be reported once and not again.
    """

    help = "Checks that stories, revisions, log, lists, search, redirects and picture files agree."

    def add_arguments(self, parser):
        parser.add_argument(
            "--without-files",
            action="store_true",
            help="leave out the picture files, which take longest",
        )

    def handle(self, *args, without_files, verbosity, **options):
        found = 0
        for sentence in integrity.problems(timezone.now(), with_files=not without_files):
            found += 1
            self.stdout.write(sentence)
        if found:
            raise CommandError(f"{found} things do not agree. Nothing was changed.", returncode=1)
        if verbosity:
            self.stdout.write("All agrees.")
