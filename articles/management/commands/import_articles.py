"""Brings stories in from a file, as often as one likes: each story is made once and brought up to date after that.

Safe at any time: all of the file comes in or nothing; what editors changed here is never written over, and is named
in the receipt. `--dry-run` gives the same receipt and writes nothing. Ends 0 when each story was accounted for, the
refused ones included, and 1 when the file or the database cannot be read.
"""

from datetime import datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from articles.importing import page, writing
from articles.importing.records import Unreadable
from sections import tree
from sections.models import Section

READERS = {page.FORMAT: page.read}


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="The file to read.")
        parser.add_argument(
            "--format",
            required=True,
            choices=READERS,
            help="page: the text of a story page, UTF-8.",
        )
        parser.add_argument(
            "--as-of",
            metavar="WHEN",
            help="The time at which the page was read, ISO 8601 with its zone, such as "
            "2025-10-23T12:00:00+00:00. The story is public from then on and ages are counted back from it. "
            "Default: now.",
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="Say what would become of each story; write nothing.",
        )

    def handle(self, *, file, format, as_of, dry_run, verbosity, **options):
        at = timezone.now()
        as_of = _time(as_of) if as_of else at
        data = _bytes(file)
        _check_database()
        try:
            records = READERS[format](data, as_of=as_of, known_sections=_section_titles())
            outcomes = _import(records, at, dry_run)
        except Unreadable as error:
            raise CommandError(f"{file}: {error} Nothing was imported.") from None
        except DatabaseError as error:
            raise CommandError(f"The database refused: {error}. Nothing was imported.") from error
        self._say(file, outcomes, verbosity)

    def _say(self, file, outcomes, verbosity):
        for outcome in outcomes:
            line = f"{outcome.result}: {file}, {outcome.record.place}: {outcome.record.headline}"
            if outcome.result == writing.REFUSED:
                self.stderr.write(f"{line}\n  {outcome.reason}")
            elif verbosity > 1:
                self.stdout.write(line)
        if verbosity:
            self.stdout.write(writing.receipt(outcomes))


def _time(text):
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise CommandError(
            f"--as-of is “{text}”. Give a time with its zone, such as 2025-10-23T12:00:00+00:00 (ISO 8601)."
        )
    return time


def _bytes(file):
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise CommandError(
            f"{file} cannot be read: {error.strerror}. Nothing was imported."
        ) from None


def _check_database():
    try:
        connection.ensure_connection()
        executor = MigrationExecutor(connection)
        lacking = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        reason = str(error).strip()
        raise CommandError(
            f"The database cannot be reached: {reason}. Look at DATABASE_URL."
        ) from None
    if lacking:
        raise CommandError(
            "The database has not all its tables. Run “python manage.py migrate”, then import again."
        )


def _section_titles():
    return Section.objects.values_list("title", flat=True)


@transaction.atomic
def _import(records, at, dry_run):
    outcomes = writing.Writer(at=at, save_section=tree.save).write(records)
    transaction.set_rollback(dry_run)
    return outcomes
