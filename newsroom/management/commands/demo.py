"""Starts the site with an invented paper on http://127.0.0.1:8000/, to look at before anything is
set up.

Safe to run at any time: it makes what is missing, leaves what is there, and refuses a database with
other stories. The database is DATABASE_URL, or var/newsroom.sqlite3; it is migrated first. The
passwords are shown once, at the first run; --password sets them anew. Without --production the site
runs with DEBUG on: for your own machine only.
"""

import os
import socket
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from articles.errors import Refused
from newsroom.demonstration import environment, logins
from newsroom.demonstration.build import NotOurs, build, check_ours

HOST = "127.0.0.1"
PUBLISHER = (
    "Changes that editors schedule go live with this beside it: "
    "DEBUG=1 python manage.py publish_scheduled --loop"
)


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []

    def add_arguments(self, parser):
        environment.add_arguments(parser)
        parser.add_argument("--no-serve", action="store_true", help="make the paper and stop")
        parser.add_argument(
            "--password", help="for all logins; for scripts (default: a random one, shown once)"
        )

    def handle(self, *args, port, production, no_serve, password, **options):
        if not no_serve:
            _check_free(port)
        made, passwords = _make(password)
        if production:
            call_command("collectstatic", interactive=False, verbosity=0)
        self.stdout.write(_receipt(made))
        self.stdout.write(_addresses(passwords))
        if production:
            self.stdout.write(PUBLISHER)
        self.stdout.flush()
        if not no_serve:
            _serve(port, production)


def _make(password):
    try:
        if "articles_article" in connection.introspection.table_names():
            check_ours()  # before `migrate` changes a database that is not ours
        call_command("migrate", interactive=False, verbosity=0)
        return build(), logins.make(password)
    except (NotOurs, Refused, ValueError) as error:
        raise CommandError(str(error)) from error
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
    except OperationalError as error:
        raise CommandError(f"The database cannot be used: {error} Check DATABASE_URL.") from error


def _receipt(made):
    parts = [
        f"{made[kind]} {kind}" for kind in ("stories", "pictures", "sections", "people", "tags")
    ]
    return f"Made {', '.join(parts)}; {made['found']} stories were there already."


def _addresses(passwords):
    lines = [
        f"{settings.SITE_NAME}",
        f"  Front   {settings.SITE_URL}/",
        f"  Admin   {settings.SITE_URL}/admin/",
        f"  Login   {settings.SITE_URL}/admin/login/",
    ]
    for name, password in passwords.items():
        words = (
            f"password {password}"
            if password
            else "password as shown at the first run (--password sets another)"
        )
        lines.append(f"          {name:11}  {words}")
    return "\n".join(lines)


def _check_free(port):
    """A port that is taken is told before the work, not after it."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} of {HOST} cannot be used ({error}). Choose another: --port 8001"
            ) from error


def _serve(port, production):
    if not production:
        call_command("runserver", f"{HOST}:{port}", use_reloader=False)
        return
    connection.close()
    os.environ.update(WEB_BIND=f"{HOST}:{port}", WEB_WORKERS="2")
    os.chdir(settings.BASE_DIR)
    os.execv(sys.executable, [sys.executable, "-m", "newsroom.deploy.web"])  # noqa: S606  no shell; the pid stays the same
