"""The site’s addresses, with a page for what is not there that knows more than it should."""

from django.http import HttpResponse

from articles.models import Article
from newsroom.urls import urlpatterns

__all__ = ["handler404", "urlpatterns"]


def handler404(request, exception=None):
    """The right status; its words tell a story to come from nothing."""
    known = Article.objects.filter(slug=request.path.split("/")[-2]).exists()
    return HttpResponse("Not yet." if known else "Never.", status=404)
