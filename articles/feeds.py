"""Feeds of tags, of people and of corrections."""

from django.conf import settings

from articles.models import Article, Author, Tag
from newsroom import prepared

from . import body, corrections, kept, metadata
from .syndication import LENGTH, PaperFeed, StoryFeed, for_feed, found_or_404


class TagFeed(StoryFeed):
    def get_object(self, request, slug):
        return found_or_404(Tag.objects.at_address(slug))

    def path(self, tag):
        return tag.get_absolute_url()

    def title(self, tag):
        return tag.name

    def description(self, tag):
        return tag.description or f"The newest stories about {tag.name}."

    def list_name(self, tag):
        return f"tag:{tag.pk}"

    def stories(self, tag):
        stories = prepared.rows(_tagged, at=self.at, tag=tag.pk)
        return found_or_404(stories)  # without any the tag has no page either


def _tagged(at, tag):
    return for_feed(Article.objects.published(at).with_tag(tag, at), at)


class PersonFeed(StoryFeed):
    def get_object(self, request, slug):
        return found_or_404(Author.objects.at_address(slug))

    def path(self, person):
        return person.get_absolute_url()

    def title(self, person):
        return person.name

    def description(self, person):
        return f"The newest stories by {person.name}."

    def list_name(self, person):
        return f"person:{person.pk}"

    def stories(self, person):
        return prepared.rows(_written, at=self.at, author=person.pk)


def _written(at, author):
    return for_feed(Article.objects.published(at).by_author(author, at), at)


class CorrectionFeed(PaperFeed):
    """Every note that was issued on a story."""

    title = f"Corrections – {settings.SITE_NAME}"
    description = f"What {settings.SITE_NAME} has corrected."

    def path(self, nothing):
        return "/corrections/"

    def keys(self):
        return kept.corrections_feed(self.shown, self.at, self.is_full)

    def rows(self, nothing):
        return prepared.rows(_notes, at=self.at)

    def item_title(self, note):
        return f"{note.get_kind_display()}: {note.article.headline}"

    def item_description(self, note):
        return note.note

    def item_link(self, note):
        return metadata.absolute(f"{note.article.get_absolute_url()}#{note.anchor}")

    def item_guid(self, note):
        return f"{settings.SITE_URL}/#{note.anchor}"

    def item_pubdate(self, note):
        return note.issued_at

    def item_updateddate(self, note):
        return note.changed_at

    def item_author_name(self, note):
        return settings.SITE_NAME

    def item_categories(self, note):
        return [note.get_kind_display(), body.plain(note.article.section.title)]

    def item_extra_kwargs(self, note):
        return {
            "names": [settings.SITE_NAME],
            "full_text": "",
            "language": note.article.language,
        }


def _notes(at):
    return corrections.listed(at)[:LENGTH]
