"""Answers for load balancers: alive (the process runs), ready (it can reach its database)."""

from django.db import Error, connection
from django.http import HttpResponse


def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
