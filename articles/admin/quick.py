"""Ctrl+K: what the dialog of every page of the desk asks, to go to a story's text without the list."""

import re

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from articles import quick

from . import words
from .queues import at_address

_FORM = re.compile(r"/admin/articles/article/(\d{1,18})/")


class QuickFind:
    """The part of the story admin that answers while one types."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_GET(self.quick_view))
        return [path("quick/", view, name="articles_article_quick"), *super().get_urls()]

    def quick_view(self, request):
        """{"stories": [{"address" of the text in its form, "headline", "says"}]}, the one that is meant first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        text, at = request.GET.get("q", ""), timezone.now()
        stories = self.get_queryset(request)
        form = _FORM.search(text)
        found = at_address(stories, text)
        if form:
            found = quick.find(form[1], stories, 1)
        elif found is not None:
            found = found.select_related("section")[:1]
        else:
            found = quick.find(text, stories)
        return JsonResponse({"stories": [_answer(story, at) for story in found]})


def _answer(story, at):
    section = [story.section.title] if story.section else []
    return {
        "address": reverse("admin:articles_article_change", args=[story.pk]) + "#text",
        "headline": str(story),
        "says": " · ".join([words.status_words(story, at), *section]),
    }
