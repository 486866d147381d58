"""What a page says of itself to machines: structured data (schema.org, by Google's pages on Article and Breadcrumb)
and Open Graph (ogp.me). Plain values in, plain values out; `templates/_meta.html` writes them.
"""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone
from django.utils.text import Truncator

from articles.models import Article

from . import body
from .images import renditions

HEADLINE_LENGTH = 110  # characters; what search engines take
DESCRIPTION_LENGTH = 300
POLICIES = {"ethicsPolicy": "/about/ethics/", "correctionsPolicy": "/about/corrections/"}
TYPES = {
    Article.Kind.OPINION: "OpinionNewsArticle",
    Article.Kind.ANALYSIS: "AnalysisNewsArticle",
    Article.Kind.FEATURE: "BackgroundNewsArticle",
}


@dataclass
class Meta:
    """`title` and `description`: text. `path`: the canonical one. `properties`: Open Graph's (name, content) pairs.
    `data`: the structured data, a list of dicts. `feed`: the path below which the page's feeds stand, or "".
    """

    title: str
    description: str
    path: str
    properties: list = field(default_factory=list)
    data: list = field(default_factory=list)
    feed: str = "/"

    @property
    def share(self):
        """(name, address) of the ways to pass the page on; plain links, which ask nobody until they are followed."""
        link, words = absolute(self.path), f"{self.title} {absolute(self.path)}"
        return [
            (
                "Send by mail",
                f"mailto:?{urlencode({'subject': self.title, 'body': link}, quote_via=quote)}",
            ),
            ("WhatsApp", f"https://wa.me/?{urlencode({'text': words})}"),
            ("Bluesky", f"https://bsky.app/intent/compose?{urlencode({'text': words})}"),
        ]


def absolute(path):
    return settings.SITE_URL + path


def for_story(story, bylines, tags, trail, words, notes=()):
    """The story's own page. `words`: how many its text has. `notes`: the Corrections that stand on it."""
    path = story.get_absolute_url()
    description = describe(story)
    images = _images(story)
    meta = Meta(title(story), description, path, feed=story.section.get_absolute_url())
    meta.properties = [
        *_open_graph("article", meta.title, description, path, story.language),
        *_open_graph_image(images[0], _alt(story)),
        ("article:published_time", iso(story.first_public_at)),
        ("article:modified_time", iso(story.updated_at or story.first_public_at)),
        ("article:section", story.section.title),
        *(("article:tag", tag.name) for tag in tags),
    ]
    meta.data = [
        {
            "@context": "https://schema.org",
            "@type": TYPES.get(story.kind, "NewsArticle"),
            "headline": headline(story),
            "description": description,
            "datePublished": iso(story.first_public_at),
            "dateModified": iso(story.updated_at or story.first_public_at),
            "author": [_author(byline) for byline in bylines if byline.role == "words"]
            or [publisher()],
            "publisher": publisher(),
            "image": [absolute(image[0]) for image in images],
            "articleSection": story.section.title,
            "keywords": ", ".join(tag.name for tag in tags),
            "inLanguage": story.language,
            "wordCount": words,
            "isAccessibleForFree": True,
            "mainEntityOfPage": absolute(path),
            "url": absolute(path),
        }
        | _corrections(notes),
        breadcrumb(
            [(section.title, section.get_absolute_url()) for section in trail]
            + [(story.headline, path)]
        ),
    ]
    return meta


def for_list(title, description, path, trail=(), feed=None):
    """A list of stories: front, section, tag, archive. `trail`: (name, path) of what stands above it. `feed`: the path
    below which its feeds stand, where that is not its own.
    """
    description = Truncator(
        description or f"{title}: the newest stories of {settings.SITE_NAME}."
    ).chars(DESCRIPTION_LENGTH)
    meta = Meta(title, description, path, feed=feed or path)
    meta.properties = [
        *_open_graph("website", title, description, path),
        *_open_graph_image(site_image(), ""),
    ]
    meta.data = [breadcrumb([*trail, (title, path)])] if path != "/" else [_website()]
    return meta


def for_person(person, path):
    """The page of somebody who writes."""
    description = person.bio or f"Stories by {person.name} in {settings.SITE_NAME}."
    meta = for_list(person.name, description, path)
    about = {"@type": "Person", "name": person.name, "url": absolute(path)}
    if person.title:
        about["jobTitle"] = person.title
    if person.email:
        about["email"] = person.email
    if person.portrait:
        about["image"] = absolute(person.portrait.rendition_url("1x1", 384, "jpg"))
    about["worksFor"] = publisher()
    meta.data.append(
        {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": about}
    )
    return meta


def publisher():
    """The paper, with its policies."""
    return {
        "@type": "NewsMediaOrganization",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "logo": absolute(static("newsroom/icon-512.png")),
    } | {name: absolute(path) for name, path in POLICIES.items()}


def breadcrumb(steps):
    """`steps`: (name, path) from the top down."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(path)}
            for place, (name, path) in enumerate(steps, 1)
        ],
    }


def describe(story):
    """One or two sentences about a story: its standfirst, or how its text begins."""
    text = (
        story.standfirst
        or body.words_of(story.body)
        or f"{story.headline} – {story.section.title}, {settings.SITE_NAME}."
    )
    return text if len(text) <= DESCRIPTION_LENGTH else Truncator(text).chars(DESCRIPTION_LENGTH)


def title(story):
    """The headline where it stands alone, away from the story's page: a retracted one says so."""
    return f"Retracted: {story.headline}" if story.is_retracted else story.headline


def headline(story):
    if len(story.headline) <= HEADLINE_LENGTH:
        return story.headline
    return story.short_headline or Truncator(story.headline).chars(HEADLINE_LENGTH)


def iso(time):
    """ISO 8601 with the paper's zone, as the page's own `<time>`."""
    return timezone.localtime(time, timezone.get_default_timezone()).isoformat(timespec="seconds")


def site_image():
    return "/card.png", 1200, 630


def _corrections(notes):
    """What was wrong or unclear; an update corrects nothing."""
    found = [
        {"@type": "CorrectionComment", "text": note.note, "datePublished": iso(note.issued_at)}
        | ({"dateModified": iso(note.amended_at)} if note.amended_at else {})
        for note in notes
        if note.corrects
    ]
    return {"correction": found} if found else {}


def _author(byline):
    found = {"@type": "Person", "name": byline.printed_name}
    return found | ({"url": absolute(byline.author.get_absolute_url())} if byline.author else {})


def _images(story):
    """(path, width, height) of what links show, then of the shapes that search engines ask for."""
    picture = story.lead_picture
    if picture is None:
        return [(f"{story.get_absolute_url()}card.png", 1200, 630)]
    return [
        (
            picture.image.rendition_url(shape, 1200, "jpg", picture.focus),
            1200,
            renditions.height_of(shape, 1200, picture.image.size),
        )
        for shape in ("card", "16x9", "4x3", "1x1")
    ]


def _alt(story):
    return story.lead_picture.shown_alt if story.lead_picture else story.headline


def _open_graph(kind, title, description, path, language=None):
    return [
        ("og:type", kind),
        ("og:title", title),
        ("og:description", description),
        ("og:url", absolute(path)),
        ("og:site_name", settings.SITE_NAME),
        ("og:locale", (language or settings.LANGUAGE_CODE).replace("-", "_")),
    ]


def _open_graph_image(image, alt):
    path, width, height = image
    return [
        ("og:image", absolute(path)),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", alt or settings.SITE_NAME),
    ]


def _website():
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": absolute("/"),
        "publisher": publisher(),
    }
