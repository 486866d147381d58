"""The site, with workers that kill themselves before the database statement that a request's header names."""

import os
import signal

from django.db import connection

from newsroom.wsgi import application as site

HEADER = "X-Killed-Before-Statement"  # 1: the first statement of the request


def application(environ, start_response):
    number = int(environ.get("HTTP_" + HEADER.upper().replace("-", "_"), 0))
    with connection.execute_wrapper(_Killer(number)):
        return site(environ, start_response)


class _Killer:
    def __init__(self, number):
        self._left = number

    def __call__(self, execute, sql, params, many, context):
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)
