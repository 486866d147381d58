"""What templates say about stories."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info

from articles import body
from articles.images import renditions
from articles.models import Article, Byline
from newsroom.ages import age_in_words
from newsroom.pagecache import pieces

register = template.Library()

PAGE_LANGUAGE = "en"  # what the templates are written in
KINDS_TOLD = (Article.Kind.OPINION, Article.Kind.ANALYSIS, Article.Kind.LIVE)


@register.filter
def direction(language):
    """ "rtl" for languages written from right to left, else "ltr"."""
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "ltr"


@register.simple_tag
def written(language):
    """The attributes of an element that holds words in this language; none in that of the page."""
    if language == PAGE_LANGUAGE:
        return ""
    return format_html(' lang="{}" dir="{}"', language, direction(language))


@register.simple_tag
def direction_of(language):
    """The attribute of an element that begins at the right for this language."""
    return mark_safe(' dir="rtl"') if direction(language) == "rtl" else ""  # noqa: S308  a constant


@register.filter
def kind_told(story):
    """The word for the kind of story where readers must know it, else ""."""
    return story.get_kind_display() if story.kind in KINDS_TOLD else ""


@register.filter
def by_role(bylines):
    """[(words before the names, bylines)]: who wrote it, photographed it…, in the order of the bylines."""
    groups = {}
    for byline in bylines:
        groups.setdefault(byline.role, []).append(byline)
    return [
        ("By" if role == Byline.Role.WORDS else f"{Byline.Role(role).label}:", people)
        for role, people in groups.items()
    ]


@register.simple_tag
def card(story, at, heading, lead=False, tier=False):
    """A story in a list, as `_card.html` says: made once for all lists until something in it changes."""
    words = age_in_words(story.public_at, at)
    context = {"story": story, "at": at, "heading": heading, "lead": lead, "tier": tier}
    return pieces.of_facts(
        ("card", heading, lead, tier, words, *card_facts(story)),
        lambda: render_to_string("articles/_card.html", context),
    )


def card_facts(story):
    """All that a card shows of a story, but its age."""
    section, picture = story.section, story.lead_picture
    return (
        *(story.public_at, story.public_date, story.slug, section.title, section.path),
        *(story.kind, story.kicker, story.headline, story.short_headline, story.standfirst),
        *(story.language, story.corrected_as, picture and picture_facts(picture)),
    )


def picture_facts(picture):
    image = picture.image
    return image.pk, image.key, image.size, picture.shown_alt, picture.focus


@register.simple_tag
def beside(item, at):
    """A line of the sidebar, as `_beside.html` says; kept like a card."""
    return pieces.of_facts(
        ("beside", item, age_in_words(item.public_at, at)),
        lambda: render_to_string("articles/_beside.html", {"item": item, "at": at}),
    )


@register.inclusion_tag("articles/_picture.html")
def picture(picture, shape="whole", sizes="100vw", lead=False):
    """An image of a story in all its sizes. `shape`: one of `renditions.LADDER`. The lead picture is fetched first."""
    return sources(picture.image, shape, sizes, picture.shown_alt, picture.focus) | {"lead": lead}


@register.inclusion_tag("articles/_picture.html")
def portrait(image):
    return sources(image, "1x1", "6rem", image.alt or image.title, image.focus)


def sources(image, shape, sizes, alt, focus):
    """What `_picture.html` needs: srcsets, the fallback, width and height of what is shown."""
    widths = renditions.widths_of(shape, image.size)
    sets = {
        extension: ", ".join(
            f"{image.rendition_url(shape, width, extension, focus)} {width}w" for width in widths
        )
        for extension in renditions.TYPES
    }
    shown = widths[len(widths) // 2]
    return {
        "webp": sets["webp"],
        "jpg": sets["jpg"],
        "src": image.rendition_url(shape, shown, "jpg", focus),
        "width": shown,
        "height": renditions.height_of(shape, shown, image.size),
        "sizes": sizes,
        "alt": alt,
    }


@register.simple_tag
def text_of(story, pictures):
    """The text of a story with its pictures. `pictures`: {number in the text, from 1: Picture}."""

    def figure(number):
        shown = pictures.get(number)
        return (
            # The text says its language itself, so its captions need not.
            render_to_string(
                "articles/_figure.html",
                {"picture": shown, "lead": False, "language": PAGE_LANGUAGE},
            )
            if shown
            else ""
        )

    return mark_safe(body.render(story.body, figure))  # noqa: S308  cleaned when it was saved


@register.filter
def trusted(body):
    """The text of a story as HTML. `articles.body.clean` made it harmless when it was saved."""
    return mark_safe(body)  # noqa: S308
