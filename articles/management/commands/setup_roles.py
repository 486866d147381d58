"""Makes the groups contributor, reporter, editor, publisher and admin, which hold what `articles/roles.toml` says.

Run it after the first `migrate` and after each update; it may run at any time, and a second run changes nothing. What
was given to these groups by hand is taken back; accounts and other groups are left alone. --dry-run says what it would
do.
"""

from django.core.management.base import BaseCommand, CommandError

from articles import roles


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument(
            "--table", action="store_true", help="print the table as README has it, and stop"
        )

    def handle(self, *, dry_run, table, verbosity, **options):
        if table:
            self.stdout.write(roles.markdown(), ending="")
            return
        try:
            changes = roles.set_up(dry_run)
        except LookupError as error:
            raise CommandError(f"{error.args[0]} Run `manage.py migrate` first.") from error
        if not verbosity:
            return
        for change in changes:
            self.stdout.write(_line(change, "would " if dry_run else ""))
            for sign, names in (("+", change.given), ("-", change.taken)):
                for name in names if verbosity > 1 or not change.is_new else ():
                    self.stdout.write(f"  {sign} {name}")


def _line(change, would):
    if not change:
        return f"{change.role}: as it should be"
    done = "be made" if change.is_new and would else "made" if change.is_new else "changed"
    if would and not change.is_new:
        done = "be changed"
    return f"{change.role}: {would}{done}, {len(change.given)} given, {len(change.taken)} taken"
