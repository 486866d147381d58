"""Feeds of the paper and of its sections."""

from django.conf import settings

from articles.models import Article
from articles.syndication import StoryFeed, for_feed, found_or_404
from newsroom import prepared

from .models import Section


class SiteFeed(StoryFeed):
    def path(self, nothing):
        return "/"

    def title(self, nothing):
        return settings.SITE_NAME

    def description(self, nothing):
        return f"The newest stories of {settings.SITE_NAME}."

    def list_name(self, nothing):
        return "all"

    def stories(self, nothing):
        return prepared.rows(_newest, at=self.at)


def _newest(at):
    return for_feed(Article.objects.published(at).newest_first(), at)


class SectionFeed(StoryFeed):
    def get_object(self, request, path):
        return found_or_404(Section.objects.navigation().by_path.get(path))

    def path(self, section):
        return section.get_absolute_url()

    def title(self, section):
        return f"{section.title} – {settings.SITE_NAME}"

    def description(self, section):
        return section.description or f"The newest stories of {section.title}."

    def list_name(self, section):
        return f"section:{section.pk}"

    def stories(self, section):
        return prepared.rows(_listed, at=self.at, section=section.pk)


def _listed(at, section):
    return for_feed(Article.objects.published(at).in_section(section, at), at)
