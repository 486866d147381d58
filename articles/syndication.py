"""What feeds say of stories. The doors (feeds.py of both apps) name the list; RSS, Atom and JSON are written here."""

import json
from datetime import UTC, datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed, rfc3339_date
from django.utils.html import escape

from articles.models import Byline
from newsroom import freshness

from . import body, corrections, kept, metadata
from .corrections import Notes

LENGTH = 30  # stories in a feed


class _Dated:
    """A feed without stories is dated by the beginning of time, not by the clock: its ETag stands."""

    def latest_post_date(self):
        return max(
            (item["updateddate"] for item in self.items), default=datetime(1970, 1, 1, tzinfo=UTC)
        )


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def _item(self, item):
        found = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "authors": [{"name": name} for name in item["names"]],
            "tags": list(item["categories"]),
            "language": item["language"],
        }
        return found | (
            {"content_html": item["full_text"]}
            if item["full_text"]
            else {"content_text": item["description"]}
        )


class _Rss(_Dated, Rss201rev2Feed):
    """RSS 2.0 with the whole text where the paper gives it, as content:encoded."""

    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["names"]:
            handler.addQuickElement("dc:creator", name)
        if item["full_text"]:
            handler.addQuickElement("content:encoded", item["full_text"])


class _Atom(_Dated, Atom1Feed):
    """Atom 1.0 (RFC 4287) with the whole text where the paper gives it."""

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for name in item["names"][1:]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        if item["full_text"]:
            handler.addQuickElement("content", item["full_text"], {"type": "html"})


FORMATS = {"rss.xml": _Rss, "atom.xml": _Atom, "feed.json": JsonFeed}


def for_feed(listed, at):
    """Of a list of stories, newest first, those that stand in a feed, with what it says of them."""
    return listed.with_feed_data().with_next_change(at)[:LENGTH]


def found_or_404(found):
    """What was found. Raises Http404 where it is nothing."""
    if not found:
        raise Http404
    return found


class PaperFeed(Feed):
    """A list of the paper as a feed. A subclass says which (`path`, `title`) and what its items are.

    `name`, from the address, is one of FORMATS. Items have an id that no change of address or text changes.
    """

    item_guid_is_permalink = False
    language = settings.LANGUAGE_CODE

    def __call__(self, request, *args, name, **kwargs):
        self = self.__class__()  # Django shares one object among requests
        self.at = timezone.now()
        self.name, self.feed_type = name, FORMATS[name]
        response = super().__call__(request, *args, **kwargs)
        del response.headers["Last-Modified"]
        changed = max(map(self.item_updateddate, self.shown), default=None)
        until = self.shown[0].next_change if self.shown else None
        return freshness.public(
            request, response, at=self.at, made_of=self.keys(), changed=changed, until=until
        )

    def rows(self, about):
        """What stands in it, newest first: LENGTH rows at most."""
        raise NotImplementedError

    def path(self, about):
        """The address of the list."""
        raise NotImplementedError

    def keys(self):
        """What it is made of, once `shown` is read: `articles.kept.Keys`."""
        raise NotImplementedError

    def items(self, about):
        self.about, self.shown = about, self.rows(about)
        return self.shown

    @property
    def is_full(self):
        """Whether older ones may be left out."""
        return len(self.shown) == LENGTH

    def link(self, about):
        return self.path(about)

    def feed_url(self, about):
        return metadata.absolute(self.path(about) + self.name)


class StoryFeed(PaperFeed):
    """A list of stories; a subclass says which by `stories`. Notes on a story stand in its item."""

    def stories(self, about):
        """The rows of `for_feed`."""
        raise NotImplementedError

    def list_name(self, about):
        """The name of the list among the keys of pages."""
        raise NotImplementedError

    def keys(self):
        name = self.list_name(self.about)
        own = [name, f"name:{name}"] if self.about else []
        return kept.feed(name, self.shown, *own, at=self.at, is_full=self.is_full)

    def rows(self, about):
        stories = self.stories(about)
        Byline.objects.put_on(stories)
        return stories

    def items(self, about):
        self.notes = corrections.notes_of(super().items(about))
        return self.shown

    def item_title(self, story):
        return metadata.title(story)

    def item_description(self, story):
        notes = self.notes.get(story.pk, Notes())
        texts = [metadata.describe(story), *(_told(note) for note in notes.all)]
        return "\n".join(texts)

    def item_link(self, story):
        return metadata.absolute(story.get_absolute_url())

    def item_guid(self, story):
        return f"{settings.SITE_URL}/#story-{story.pk}"

    def item_pubdate(self, story):
        return story.public_at

    def item_updateddate(self, story):
        return story.updated_at or story.public_at

    def item_author_name(self, story):
        return _names(story)[0]

    def item_categories(self, story):
        return [body.plain(story.section.title)]

    def item_extra_kwargs(self, story):
        notes = self.notes.get(story.pk, Notes())
        full_text = _full_text(story, notes) if settings.FEEDS_FULL_TEXT else ""
        return {"names": _names(story), "full_text": full_text, "language": story.language}


def _names(story):
    words = [byline for byline in story.named_bylines() if byline.role == "words"]
    return [body.plain(byline.printed_name) for byline in words] or [settings.SITE_NAME]


def _full_text(story, notes):
    """The text with addresses that work elsewhere, between its notes."""
    above, below = (
        "".join(f"<p><em>{escape(_told(note))}</em></p>" for note in some)
        for some in (notes.above, notes.below)
    )
    return above + body.for_elsewhere(story.body) + below


def _told(note):
    """A note in one line: "Correction, 12 March 2026: …"."""
    day = timezone.localtime(note.issued_at, timezone.get_default_timezone())
    return f"{note.get_kind_display()}, {day.day} {day:%B %Y}: {' '.join(note.note.split())}"
