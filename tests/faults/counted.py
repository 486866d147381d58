"""The site with a record of every page that it makes: a line each, "statements address", in the file named by MADE."""

import os

from django.db import connection

from newsroom.wsgi import application as _whole

# isort: split
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom.pagecache import stores
from newsroom.pagecache.serving import KeptPages

_site, _record = get_wsgi_application(), os.environ["MADE"]
del _whole  # it has set the environment


def _counted(environ, start_response):
    count = _Count()
    with connection.execute_wrapper(count):
        parts = _site(environ, start_response)
    _write(f"{count.statements} {environ['PATH_INFO']}\n")
    return parts


class _Count:
    statements = 0

    def __call__(self, execute, *statement):
        self.statements += 1
        return execute(*statement)


def _write(line):
    file = os.open(_record, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(file, line.encode())
    os.close(file)


application = KeptPages(_counted, stores.current() if settings.PAGES_KEPT else None)
