import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from newsroom import deploy


class Command(BaseCommand):
    """Writes the configuration of nginx, Varnish and systemd for this site into a folder, from its settings; README
    says where each file goes. Run it again when a setting changes. It starts and changes nothing else.
    """

    help = "Write the configuration of nginx, Varnish and systemd into a folder."

    def add_arguments(self, parser):
        ours = deploy.Machine()
        parser.add_argument("folder", help="where nginx and Varnish look for it: /etc/newsroom")
        parser.add_argument(
            "--app",
            action="append",
            metavar="HOST:PORT",
            help=f"where the site listens; again for each machine (default: {ours.apps[0]})",
        )
        parser.add_argument(
            "--varnish",
            metavar="HOST:PORT",
            help="where Varnish listens on this machine (default: the first of EDGE_URL)",
        )
        parser.add_argument(
            "--purger",
            action="append",
            default=[],
            metavar="ADDRESS",
            help="another machine that runs the site and so purges",
        )
        for name, words in (
            ("certificate", "the TLS certificate with its chain"),
            ("key", "its key"),
            ("environment", "a file with the site's environment"),
            ("site-user", "who runs the site"),
            ("memory", "for pages that Varnish keeps"),
        ):
            default = getattr(ours, name.replace("-", "_"))
            parser.add_argument(f"--{name}", default=default, help=f"{words} (default: {default})")

    def handle(self, *, folder, app, varnish, purger, **options):
        if not settings.EDGE_URLS:
            raise CommandError(
                "The site has no edge. Set EDGE_URL to where Varnish is to listen, such as "
                "http://127.0.0.1:6081, and EDGE_SECRET."
            )
        machine = deploy.Machine(
            apps=tuple(app or deploy.Machine.apps),
            varnish=varnish or urlsplit(settings.EDGE_URLS[0]).netloc,
            purgers=tuple(purger),
            etc=os.path.abspath(folder),
            **{
                name: options[name]
                for name in ("certificate", "key", "environment", "site_user", "memory")
            },
        )
        for path in deploy.write(folder, machine):
            self.stdout.write(str(path))
