from django.core.management.base import BaseCommand

from articles import search


class Command(BaseCommand):
    """Makes the readers' search index anew from the published stories.

    Run it once after the first migration of a site that has stories already, and whenever the search does not find
    what readers see. The site may run meanwhile: each batch of stories is replaced as it stands, and the search
    answers all the time. It may be stopped anywhere; `--after` goes on where it stopped. Running it twice changes
    nothing.
    """

    help = "Make the readers' search index anew from the published stories. The site may run meanwhile."

    def add_arguments(self, parser):
        parser.add_argument(
            "--after",
            type=int,
            default=0,
            metavar="ID",
            help="go on behind the story with this id, as an earlier run printed it",
        )

    def handle(self, *, after, verbosity, **options):
        stories = 0
        for last, written in search.rebuild(after):
            stories += written
            if verbosity > 1 or (verbosity == 1 and stories % 5000 < written):
                self.stdout.write(f"{stories} stories; to go on from here: --after {last}")
        if verbosity:
            self.stdout.write(f"The search knows {stories} stories{' more' if after else ''}.")
