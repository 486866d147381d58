"""The sitemap of everything that is no story, and the index of all sitemaps."""

from django.conf import settings
from django.contrib.flatpages.models import FlatPage

from articles.metadata import absolute
from articles.models import Author, Tag
from articles.sitemaps import LENGTH, months

from .models import Section


def index(at):
    """The addresses of all sitemaps: pages, then one a month, newest first. One query, of one row."""
    monthly = [absolute(f"/sitemap-{year:04}-{month:02}.xml") for year, month in months(at)]
    return [absolute("/sitemap-pages.xml"), *monthly]


def pages(at):
    """Front, corrections, sections, the paper's own pages, and the tags and people with stories that readers see at
    `at`, as dicts of loc. Four queries.
    """
    own = FlatPage.objects.filter(sites=settings.SITE_ID, registration_required=False)
    tags = Tag.objects.with_stories(at).order_by("-listed", "pk")[: LENGTH // 2]
    lists = [
        *Section.objects.public(),
        *own.order_by("url"),
        *sorted(tags, key=lambda tag: tag.pk),  # the order would tell of tags on stories to come
        *Author.objects.with_stories(at)[: LENGTH // 4],
    ]
    return [
        {"loc": absolute(path)}
        for path in ["/", "/corrections/", *(thing.get_absolute_url() for thing in lists)]
    ]
