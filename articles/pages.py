"""What the pages of a story show: one code for a story that readers see and for one that is not public yet.

`Parts` is what does not stand in the story's row. `parts_of` reads it for a story with page data; a preview makes it
from a snapshot. The contexts hold all that the templates need, so that no query starts in them.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings

from articles.models import Article, Byline
from newsroom import prepared
from sections.models import Section

from . import body, companions, corrections, metadata, sidebar, tagging
from .companions import Companions
from .corrections import Notes
from .images import cards

OLD = timedelta(days=365)  # a story older than this says so above its text
WORDS_A_MINUTE = 230  # how fast readers read news; Brysbaert 2019 found 238 for English non-fiction


def story_at(at, public_date, slug):
    """The story that readers see at this address at `at`, with its people and page data, or None. Two queries."""
    story = prepared.one(_story, at=at, public_date=public_date, slug=slug)
    Byline.objects.put_on([story] if story else [])
    return story


def _story(at, public_date, slug):
    found = Article.objects.published(at).filter(public_date=public_date, slug=slug)
    return found.with_page_data().with_next_change(at)


@dataclass
class Parts:
    """`bylines`: those whom readers see named. `tags`: the public ones. Both in order. `leading`: the tags that lead
    sidebars. `pictures`: {number in the text, from 1: Picture}.
    """

    bylines: list
    tags: list
    leading: list
    pictures: dict
    companions: Companions
    notes: Notes = field(default_factory=Notes)


def parts_of(story, at):
    tags, leading = tagging.tags_for_page(story, at)
    return Parts(
        story.named_bylines(),
        tags,
        leading,
        story.pictures_in_text(),
        companions.of(story, at),
        corrections.notes_on(story),
    )


def article(story, parts, *, at, seen_at=None):
    """The context of the story's page as it is at `at`, with the stories beside it that readers see at `seen_at`
    (default: the same).
    """
    navigation = Section.objects.navigation()
    trail = navigation.trail(story.section_id)
    words = len(body.words_of(story.body).split())
    return {
        "story": story,
        "bylines": parts.bylines,
        "tags": parts.tags,
        "companions": parts.companions,
        "pictures": parts.pictures,
        "notes": parts.notes,
        "minutes": max(1, round(words / WORDS_A_MINUTE)),
        "is_old": at - story.public_at > OLD,
        "navigation": navigation,
        "trail": trail,
        "sidebar": sidebar.beside_story(
            story,
            parts.tags,
            parts.leading,
            navigation,
            seen_at or at,
            parts.companions.ids,
            getattr(story, "next_change", None),  # a preview does not know it
        ),
        "meta": metadata.for_story(story, parts.bylines, parts.tags, trail, words, parts.notes.all),
        "at": at,
    }


def text(story, bylines, *, at, notes=None):
    """The context of the story in the text edition: no pictures, no sidebar."""
    return {
        "story": story,
        "bylines": bylines,
        "notes": notes or Notes(),
        "body": body.render(story.body, lambda number: ""),
        "at": at,
    }


def drawn_card(story):
    """The picture (PNG) that stands for a story without one where others link to it."""
    return cards.draw(settings.SITE_NAME, story.section.title, story.headline)
