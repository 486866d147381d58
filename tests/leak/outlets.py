"""Every address that the site knows: what must be found there, and what a curious reader would try.

`OUTLETS` has one row for each pattern, under the name that the resolver gives it. A row says
    opens     the pages to open there, as `Page(address, words to be found, status)`: of public things, so that an
              outlet that shows nothing does not pass;
    guesses   addresses of hidden things. Each must answer as the same address with a word that stands for nothing;
              a guess without a canary word is the pair (address, address of nothing).
Patterns below "admin/" have rows of one kind: a stranger is sent to the login, or refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.urls import get_resolver
from django.urls.resolvers import URLResolver

from articles.models import PreviewLink
from newsroom import paging
from tests.factories import NOON

from .paper import LATELY, LONELY_DAY
from .words import FIRST_HIDDEN_ID, NEVER

SECTION = "(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)*)"
FEEDS = ("rss.xml", "atom.xml", "feed.json")


class Page:
    def __init__(self, address, *words, status=200):
        self.address, self.words = address, words
        self.statuses = status if isinstance(status, tuple) else (status,)


@dataclass(frozen=True)
class Outlet:
    opens: Callable
    guesses: Callable = lambda paper: []


# Stories -------------------------------------------------------------------------------------------------------------


def story_pages(paper):
    say = paper.control
    on_page = (
        "headline",
        "kicker",
        "standfirst",
        "body",
        "Byline.name",
        "Byline.credit",
        "Author.name",
        "Tag.name",
    )
    return [
        Page(paper.story.get_absolute_url(), *map(say, on_page), say("Section.title", of="europe")),
        Page(paper.lead.get_absolute_url(), say("headline", of="lead"), say("short_headline")),
        Page(paper.others[0].get_absolute_url(), "Another story, number 1"),
        Page(paper.others[1].get_absolute_url(), "Another story, number 2"),
        Page(paper.replaced.get_absolute_url(), "The corrected story"),
        Page(paper.replaced_address, status=301),
        Page(
            paper.changed.get_absolute_url(), "The changed story", paper.control("Correction.note")
        ),
        *killed(paper),
    ]


def killed(paper):
    """The one killed story that readers once saw: its reason at its address, where its old one leads too."""
    if paper.gone is None:
        return []
    return [
        Page(paper.gone.get_absolute_url(), paper.reason_of(paper.gone), status=410),
        Page(paper.old_address_of_gone, paper.gone.get_absolute_url(), status=301),
    ]


def hidden_stories(paper, prefix="", suffix=""):
    """Where a story would be, was, or might be: by slug, by id, by old address, on the days around."""
    addresses = set(paper.old_addresses)
    for state, story in paper.hidden.items():
        days = {story.public_date, LATELY.date(), NOON.date() + timedelta(days=1)} - {None}
        words = {*paper.slugs[state], story.slug, str(story.pk)}
        addresses |= {f"/{day:%Y/%m/%d}/{word}/" for day in days for word in words}
    addresses -= {paper.gone.get_absolute_url(), paper.old_address_of_gone}
    return [prefix + address + suffix for address in sorted(addresses)]


def oddly_asked(paper):
    """One address of each in other spellings."""
    for state, story in paper.hidden.items():
        word = story.slug if state != "killed" else paper.canary(state, "headline")
        address = f"/{story.public_date or LATELY.date():%Y/%m/%d}/{word}/"
        yield from (
            address.rstrip("/"),
            address.replace(word, word.upper()),
            f"{address}?preview=1&id={word}",
        )
        yield from (
            f"/{word}/",
            f"/{word}",
            f"/?p={word}",
            f"{address}amp/",
            f"{address}{word}/",
            f"/{address}",
        )


def other_forms(paper):
    """The killed story has a page that says why, and no other form."""
    address = paper.gone.get_absolute_url()
    return [f"{address}card.png", f"{address}rss.xml", f"/text{address}"]


def front(paper, address):
    return [Page(address, paper.control("headline", of="lead"), paper.story.get_absolute_url())]


# Lists ---------------------------------------------------------------------------------------------------------------


def places(paper, address):
    """The list from the place of each hidden story on: the token of its time and id."""
    return [
        f"{address}?before={paging.token(story.public_at or LATELY, story.pk)}"
        for story in paper.hidden.values()
    ]


def first_and_second_page(paper, address, *words):
    """The control story opens the list, another stands on its second page."""
    behind = paging.token(paper.others[-4].public_at, paper.others[-4].pk)
    return [
        Page(address, paper.story.get_absolute_url(), *words),
        Page(f"{address}?before={behind}", f"Another story, number {len(paper.others)}"),
    ]


def section_pages(paper):
    say = paper.control
    return [
        *first_and_second_page(
            paper, paper.europe.get_absolute_url(), say("Section.description", of="europe")
        ),
        *first_and_second_page(
            paper, paper.world.get_absolute_url(), say("Section.title", of="europe")
        ),
        Page(
            paper.elsewhere.get_absolute_url(),
            paper.lead.get_absolute_url(),
            paper.story.get_absolute_url(),
        ),
    ]


def hidden_sections(paper):
    sections = [paper.hidden_section, paper.hidden_subsection]
    sections += [story.section for state, story in paper.hidden.items() if "section" in state]
    slugs = [slug for found in paper.slugs.values() for slug in sorted(found)]
    return [
        *{section.get_absolute_url() for section in sections},
        *(address for address in paper.old_addresses if address.count("/") == 2),
        *(f"{paper.europe.get_absolute_url()}{slug}/" for slug in slugs),
        *places(paper, paper.world.get_absolute_url()),
    ]


def hidden_tags(paper):
    words = {
        state: paper.canary(state, "Tag.slug")
        for state in [*paper.hidden, "private tag", "replaced version"]
    }
    words["leading"] = paper.leading_tag.slug
    return [
        *(f"/tag/{word}/" for word in words.values()),
        *places(paper, paper.tag.get_absolute_url()),
    ]


def hidden_people(paper):
    return [f"/by/{paper.hidden_author.slug}/", *places(paper, f"/by/{paper.author.slug}/")]


def feeds_of(lists):
    """The three feeds below each of these addresses."""
    return [f"{address}{name}" for address in lists if "?" not in address for name in FEEDS]


# Search --------------------------------------------------------------------------------------------------------------


def searches(paper):
    """By words, by what comes near to hidden ones, by tag, person, section and day."""
    say, near = paper.control, paper.canary("scheduled", "headline")[:-1]
    found = paper.story.get_absolute_url()
    return [
        *(
            Page(f"/search/?q={say(field)}", found)
            for field in ("headline", "standfirst", "body", "Tag.name")
        ),
        Page(f"/search/?q={say('headline')}&tag={paper.tag.slug}", found),
        Page(f"/search/?q={say('headline')}&person={paper.author.slug}", found),
        Page(f"/search/?q={say('headline')}&section={paper.world.path}&from=2026-03-12", found),
        Page(f"/search/?q={near}"),
        Page("/search/?q=Another", "story, number 1"),
        Page("/search/"),
    ]


def hidden_searches(paper):
    fields = (
        "headline",
        "standfirst",
        "body",
        "desk_notes",
        "Byline.name",
        "Tag.name",
        "Series.title",
    )
    asked = [paper.canary(state, field) for state in paper.hidden for field in fields]
    asked += [
        paper.private_tag.name,
        paper.hidden_author.name,
        paper.canary("replaced version", "headline"),
    ]
    asked += [paper.canary("working copy of a live story", "headline"), paper.hidden_section.title]
    return [
        *(f"/search/?q={word}" for word in asked),
        f"/search/?q=Another&tag={paper.private_tag.slug}",
        f"/search/?q=Another&person={paper.hidden_author.slug}",
        f"/search/?q=Another&section={paper.hidden_section.path}",
    ]


# For machines --------------------------------------------------------------------------------------------------------


def feed_pages(address, *words):
    """The three feeds below an address."""
    return [Page(f"{address}{name}", *words) for name in FEEDS]


def pictures(paper):
    return [
        Page(paper.picture.rendition_url("whole", 320, extension)) for extension in ("jpg", "webp")
    ]


def hidden_pictures(paper):
    """By the names that readers once knew, by file name, by a hash that might be right."""
    images = {picture.image for story in paper.hidden.values() for picture in story.pictures.all()}
    return [
        *paper.old_renditions,
        *(f"/media/{image.pk}/{image.file.name}" for image in images),
        *(f"/media/{image.pk}/whole-320-500x500-{'0' * 32}.jpg" for image in images),
    ]


# Previews ------------------------------------------------------------------------------------------------------------


def guests_page(paper):
    """A link opens its own story, and beside it what readers see."""
    say = paper.control
    return [Page(paper.guest_address, *map(say, ("headline", "body", "Tag.name")), "Preview – ")]


def other_tokens(paper):
    """Links that have ended, in every state; and what one might take for a token."""
    never = f"/preview/{NEVER}/"
    links = PreviewLink.objects.filter(article__in=paper.hidden.values())
    return [
        *((address, never) for address in paper.ended_links),
        *((f"/preview/{link.digest}/", never) for link in links),
        *(f"/preview/{story.slug or story.pk}/" for story in paper.hidden.values()),
        *(f"/preview/{story.pk}/" for story in paper.hidden.values()),
        *(f"{paper.guest_address}{story.pk}/" for story in paper.hidden.values()),
    ]


# The table -----------------------------------------------------------------------------------------------------------

STORY = "<year:year>/<two:month>/<two:day>/<slug:slug>/"

OUTLETS = {
    "healthz": Outlet(lambda paper: [Page("/healthz", "ok")]),
    "readyz": Outlet(lambda paper: [Page("/readyz", "ok")]),
    # pages
    "": Outlet(lambda paper: front(paper, "/"), lambda paper: places(paper, "/")),
    STORY: Outlet(
        story_pages,
        lambda paper: [*hidden_stories(paper), *oddly_asked(paper), *other_forms(paper)],
    ),
    f"{STORY}changes/": Outlet(
        lambda paper: [
            Page(
                f"{paper.changed.get_absolute_url()}changes/",
                paper.control("body", of="earlier version"),
                paper.control("Correction.note"),
            ),
            Page(f"{paper.replaced.get_absolute_url()}changes/", "withheld"),
        ],
        lambda paper: hidden_stories(paper, suffix="changes/"),
    ),
    "tag/<slug:slug>/": Outlet(
        lambda paper: first_and_second_page(
            paper,
            paper.tag.get_absolute_url(),
            *map(paper.control, ("Tag.name", "Tag.description")),
        ),
        hidden_tags,
    ),
    "by/<slug:slug>/": Outlet(
        lambda paper: first_and_second_page(
            paper, f"/by/{paper.author.slug}/", *map(paper.control, ("Author.name", "Author.bio"))
        ),
        hidden_people,
    ),
    "<year:year>/": Outlet(
        lambda paper: first_and_second_page(paper, "/2026/"), lambda paper: [("/2027/", "/2028/")]
    ),
    "<year:year>/<two:month>/": Outlet(
        lambda paper: first_and_second_page(paper, "/2026/03/"),
        lambda paper: [("/2026/02/", "/2026/01/"), ("/2027/01/", "/2028/01/")],
    ),
    "<year:year>/<two:month>/<two:day>/": Outlet(
        lambda paper: [Page("/2026/03/12/", paper.story.get_absolute_url())],
        lambda paper: [
            (f"/{LONELY_DAY:%Y/%m/%d}/", "/2026/02/13/"),
            ("/2027/01/06/", "/2028/01/06/"),
        ],
    ),
    f"^{SECTION}/$": Outlet(section_pages, hidden_sections),
    "^(?P<url>about/(?:[a-z0-9-]+/)*)$": Outlet(
        lambda paper: [Page("/about/", paper.control("about"))],
        lambda paper: [paper.members_page.url],
    ),
    "search/": Outlet(searches, hidden_searches),
    "corrections/": Outlet(
        lambda paper: [
            Page(
                "/corrections/",
                paper.control("Correction.note"),
                paper.changed.get_absolute_url(),
            )
        ],
        lambda paper: places(paper, "/corrections/"),
    ),
    # the text edition
    "text/": Outlet(lambda paper: front(paper, "/text/")),
    f"text/{STORY}": Outlet(
        lambda paper: [
            Page(
                f"/text{paper.story.get_absolute_url()}",
                *map(paper.control, ("headline", "body", "Author.name")),
            ),
            Page(f"/text{paper.replaced.get_absolute_url()}", "The corrected story"),
        ],
        lambda paper: hidden_stories(paper, prefix="/text"),
    ),
    # feeds
    "<feed:name>": Outlet(
        lambda paper: feed_pages(
            "/", paper.control("headline"), paper.control("headline", of="lead")
        )
    ),
    "tag/<slug:slug>/<feed:name>": Outlet(
        lambda paper: feed_pages(
            paper.tag.get_absolute_url(), *map(paper.control, ("headline", "Tag.name"))
        ),
        lambda paper: feeds_of(hidden_tags(paper)),
    ),
    "corrections/<feed:name>": Outlet(
        lambda paper: feed_pages("/corrections/", paper.control("Correction.note"))
    ),
    "by/<slug:slug>/<feed:name>": Outlet(
        lambda paper: feed_pages(
            f"/by/{paper.author.slug}/", *map(paper.control, ("headline", "Author.name"))
        ),
        lambda paper: feeds_of(hidden_people(paper)),
    ),
    rf"^{SECTION}/(?P<name>rss\.xml|atom\.xml|feed\.json)$": Outlet(
        lambda paper: feed_pages(paper.world.get_absolute_url(), paper.control("headline")),
        lambda paper: feeds_of(hidden_sections(paper)),
    ),
    # for search engines
    "robots.txt": Outlet(lambda paper: [Page("/robots.txt", "Sitemap:")]),
    "sitemap.xml": Outlet(lambda paper: [Page("/sitemap.xml", "/sitemap-2026-03.xml")]),
    "sitemap-pages.xml": Outlet(
        lambda paper: [
            Page(
                "/sitemap-pages.xml",
                *map(paper.control, ("Tag.slug", "Author.slug")),
                paper.world.path,
            )
        ]
    ),
    "sitemap-<year:year>-<two:month>.xml": Outlet(
        lambda paper: [Page("/sitemap-2026-03.xml", paper.control("slug"))],
        lambda paper: [
            ("/sitemap-2026-02.xml", "/sitemap-2026-01.xml"),
            ("/sitemap-2027-01.xml", "/sitemap-2028-01.xml"),
        ],
    ),
    "news-sitemap.xml": Outlet(
        lambda paper: [Page("/news-sitemap.xml", paper.control("headline"))]
    ),
    # pictures
    "media/<int:pk>/<str:name>": Outlet(pictures, hidden_pictures),
    "preview/<slug:token>/": Outlet(guests_page, other_tokens),
    "card.png": Outlet(lambda paper: [Page("/card.png")]),
    f"{STORY}card.png": Outlet(
        lambda paper: [Page(f"{paper.lead.get_absolute_url()}card.png")],
        lambda paper: hidden_stories(paper, suffix="card.png"),
    ),
}


# The admin -----------------------------------------------------------------------------------------------------------

REFUSALS = (302, 403, 404, 405)


def desk(pattern):
    """The row of a pattern below "admin/": asked for a hidden thing, it says no more than of any other."""
    address = "/" + _fill(pattern, str(FIRST_HIDDEN_ID))
    status = 200 if pattern == "admin/login/" else REFUSALS
    return Outlet(lambda paper: [Page(address, status=status)])


def _fill(pattern, value):
    """An address that the pattern takes."""
    route = re.sub(r"\(\?P<\w+>(\w+)\|[^)]*\)", r"\1", pattern)  # the first of several words
    route = re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>", value, route)
    return re.sub(r"[\^$]|\\[AZ]", "", route)


# Is there a row for every address? -----------------------------------------------------------------------------------


def patterns():
    """All that the resolver knows, as it writes them."""
    return list(_patterns(get_resolver(), ""))


def _patterns(resolver, before):
    for found in resolver.url_patterns:
        route = before + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _patterns(found, route)
        else:
            yield route


def rows():
    """{pattern: row} of all that the resolver knows and the table covers."""
    known = patterns()
    return {
        pattern: desk(pattern) if pattern.startswith("admin/") else OUTLETS[pattern]
        for pattern in known
        if _has_row(pattern)
    }


def unlisted():
    """Sentences about patterns without a row, and rows without a pattern."""
    known = patterns()
    missing = [pattern for pattern in known if not _has_row(pattern)]
    return [
        *(
            f"Readers can ask for “{pattern}”, and the leak test does not. Add a row to OUTLETS in "
            "tests/leak/outlets.py: the addresses to open there with the control words to be found, and the "
            "addresses of hidden things to guess."
            for pattern in missing
        ),
        *(
            f"OUTLETS in tests/leak/outlets.py has a row for “{pattern}”, which is no address of the site. Take it out."
            for pattern in OUTLETS.keys() - set(known)
        ),
    ]


def _has_row(pattern):
    return pattern.startswith("admin/") or pattern in OUTLETS
