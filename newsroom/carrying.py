"""A story's text that was sent when the session had ended, or with a key of the page that no longer fits: it is carried
through the login, or past the refusal, and handed back. Nothing is saved until its writer sends it again.
"""

import sys
from urllib.parse import parse_qsl, urlencode

from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import Context
from django.template.loader import get_template
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.csrf import csrf_failure as djangos_csrf_failure
from django.views.defaults import server_error as djangos_server_error

from newsroom.outages import outage_of

_LEFT_OUT = {"csrfmiddlewaretoken", "_back"}
_RETRY_AFTER = 10  # seconds


def holds_a_text(request):
    """Whether this is the form of a story, sent."""
    return request.method == "POST" and "base_revision" in request.POST


def ask_to_log_in(request):
    """401: the login, with the text in it."""
    context = _page(request, "Log in to go on") | {
        "form": AdminAuthenticationForm(request),
        "app_path": reverse("admin:login"),
        "next": request.get_full_path(),
        "carried": urlencode(_pairs(request)),
    }
    return TemplateResponse(request, "admin/carried_login.html", context, status=401)


def after_login(request, response):
    """What the login answers where it carries a text: it is handed back, or goes on being carried."""
    carried = request.POST["carried"]
    if response.status_code != 302:
        response.template_name = "admin/carried_login.html"
        response.context_data["carried"] = carried
        return response
    pairs = parse_qsl(carried, keep_blank_values=True)
    words = "You are logged in again, and your text is here. It is not saved yet."
    return _hand_back(request, response.url, pairs, words, status=200)


def csrf_failure(request, reason=""):
    """403, with the text in it: it may come from a page that was open while somebody logged in anew."""
    if not (request.path.startswith("/admin/") and holds_a_text(request)):
        return djangos_csrf_failure(request, reason=reason)
    words = (
        "Nothing was saved: the page that you sent was opened before your last login, or its "
        "cookies are gone. Your text is here."
    )
    return _hand_back(request, request.get_full_path(), _pairs(request), words, status=403)


def server_error(request):
    """What is answered where an exception came through: 503 when the database is away or takes nothing in, else 500.
    With a story's text in it the page hands it back. All are made without asking the database.
    """
    outage = outage_of(sys.exception())
    has_text = request.path.startswith("/admin/") and holds_a_text(request)
    if outage is None and not has_text:
        return djangos_server_error(request)
    context = {"status": 503 if outage else 500, "outage": outage and outage.value}
    if has_text:
        context |= {
            "address": request.get_full_path(),
            "pairs": _pairs(request),
            "token": get_token(request),
        }
    template = "admin/fault.html" if has_text else "503.html"
    page = get_template(template).template.render(Context(context))
    response = HttpResponse(page, status=context["status"])
    if outage:
        response["Retry-After"] = _RETRY_AFTER
        response["Cache-Control"] = "no-store"
    return response


def _hand_back(request, address, pairs, words, status):
    context = _page(request, "Your text is here") | {
        "address": address,
        "pairs": [pair for pair in pairs if pair[0] not in _LEFT_OUT],
        "words": words,
    }
    return TemplateResponse(request, "admin/carried.html", context, status=status)


def _page(request, title):
    request.current_app = admin.site.name
    return admin.site.each_context(request) | {"title": title}


def _pairs(request):
    return [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in _LEFT_OUT
    ]
