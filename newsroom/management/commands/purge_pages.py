from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from newsroom.models import Purge
from newsroom.pagecache import EVERYTHING
from newsroom.purging import purge


class Command(BaseCommand):
    """Has readers' pages made anew, all of them or those made of the keys given ("story:12", "section:3").

    The last copies are shown meanwhile; with `--gone` they are not. Ends 1 where a store of pages did not hear it;
    `publish_scheduled` then tells it again.
    """

    help = "Have readers' pages made anew: all of them, or those made of these keys."

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", help="such as story:12; none: every page")
        parser.add_argument("--gone", action="store_true", help="show no copy of them again")

    def handle(self, *, keys, gone, **options):
        keys = keys or [EVERYTHING]
        before = Purge.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        with transaction.atomic():
            purge(gone=keys) if gone else purge(*keys)
        if Purge.objects.filter(pk__gt=before).exists():
            raise CommandError(
                "A store of pages did not hear it. Is it running? publish_scheduled tells it again "
                "within the minute."
            )
        self.stdout.write(f"Purged: {', '.join(keys)}.")
