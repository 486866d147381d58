"""Sitemaps of stories: one a month, and the news of two days by Google's rules for news sitemaps."""

from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Article

from .metadata import absolute

NEWS_AGE = timedelta(days=2)
NEWS_LENGTH = 1000
LENGTH = 50_000  # addresses in one sitemap, by sitemaps.org


def month_bounds(year, month):
    """The first moment of a month and of the next one, in the paper's zone."""
    zone = timezone.get_default_timezone()
    return datetime(year, month, 1, tzinfo=zone), datetime(
        year + month // 12, month % 12 + 1, 1, tzinfo=zone
    )


def months(at):
    """(year, month) of every month from the first public story to `at`, newest first. One query, of one row."""
    oldest = (
        Article.objects.published(at)
        .order_by("public_at")
        .values_list("public_at", flat=True)
        .first()
    )
    if oldest is None:
        return []
    zone = timezone.get_default_timezone()
    first, last = timezone.localtime(oldest, zone), timezone.localtime(at, zone)
    numbers = range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1)
    return [(number // 12, number % 12 + 1) for number in numbers]


def of_month(year, month, at):
    """The stories of a month as dicts of loc and lastmod; newest first. One query."""
    start, end = month_bounds(year, month)
    stories = (
        Article.objects.published(at).filter(public_at__gte=start, public_at__lt=end).newest_first()
    )
    return [
        {"loc": absolute(story.get_absolute_url()), "lastmod": story.updated_at or story.public_at}
        for story in stories.only("slug", "public_date", "public_at", "updated_at")[:LENGTH]
    ]


def news(at):
    """The stories of the last two days as dicts of loc, title, language, published; newest first, those that were
    retracted left out. One query.
    """
    recent = Article.objects.published(at).filter(public_at__gt=at - NEWS_AGE)
    stories = recent.exclude(corrected_as="retraction").newest_first()
    fields = ("slug", "public_date", "headline", "language", "first_public_at")
    return [
        {
            "loc": absolute(story.get_absolute_url()),
            "title": story.headline,
            "language": story.language.partition("-")[0].lower(),
            "published": story.first_public_at,
        }
        for story in stories.only(*fields)[:NEWS_LENGTH]
    ]
