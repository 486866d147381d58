"""Where else does it stand? The stories that may be wrong too, shown beside a correction: as a page, and as the part of
one that is fetched behind it, so that nobody waits for it.
"""

from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from articles import body, guard, where_else

from . import words

LONGEST = 2_000  # characters of a text that is looked for
MOST = 12  # wrong sentences


class Elsewhere:
    """The part of the story admin that looks through the other stories."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.elsewhere_view)
        return [
            path("<int:object_id>/where-else/", view, name="articles_article_elsewhere"),
            *super().get_urls(),
        ]

    def elsewhere_view(self, request, object_id):
        """`text`: what is looked for, instead of what was changed; `part`: without the page around it."""
        article = self._viewable(request, str(object_id))
        asked = body.plain(request.GET.get("text", ""))[:LONGEST]
        wrong = [asked] if asked else _wrong(article)
        at = timezone.now()
        found = where_else.find(wrong, without=[article.pk], stories=self.get_queryset(request))
        context = {
            "article": article,
            "original": article,
            "asked": asked,
            "wrong": wrong,
            "places": [(place, words.status_words(place.story, at)) for place in found],
        }
        if "part" in request.GET:
            template = "admin/articles/article/_places.html"
        else:
            template = "admin/articles/article/where_else.html"
            context |= self._page(request, "Where else does it stand?")
        response = TemplateResponse(request, template, context)
        response["Cache-Control"] = "no-store"
        return response


def _wrong(article):
    """The sentences that were wrong: those that readers get and the newest text has not, or else those that the last
    change took away from them.
    """
    if article.has_changes():
        live, newest = article.live_revision, article.newest_revision
    else:
        versions = article.versions.select_related("revision")[:2]
        if len(versions) < 2:
            return []
        newest, live = (version.revision for version in versions)
    changes = guard.telling(live.snapshot, newest.snapshot)
    sentences = [change.sentence_before for change in changes if change.before]
    return list(dict.fromkeys(sentences))[:MOST]
