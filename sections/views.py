"""The front, the section pages, and what speaks for the whole site."""

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.http import Http404, HttpResponseNotFound
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone

from articles import body, kept, metadata, sidebar, tagging
from articles.models import Article
from newsroom import freshness
from newsroom.pagecache import pieces
from newsroom.paging import page_of

from . import fronts, sitemaps
from .models import Section


def front(request):
    """The page that opens the paper."""
    at = timezone.now()
    page = fronts.front(at)
    lead = [page.lead.pk] if page.lead else []
    leading = tagging.leading_tags(at)
    items = sidebar.beside_front(leading, at, without=lead, until=page.until)
    context = {
        "front": page,
        "navigation": Section.objects.navigation(),
        "sidebar": items,
        "meta": metadata.for_list(
            settings.SITE_NAME, f"News from {settings.SITE_NAME}, newest first.", "/"
        ),
        "at": at,
    }
    return freshness.page(
        request,
        "sections/front.html",
        context,
        at=at,
        made_of=kept.front(page, at, items),
        changed=_changed(page.stories, items),
        until=tagging.until(leading, page.until),
    )


def section(request, path):
    """The stories of a section and of all below it, newest first."""
    at = timezone.now()
    navigation = Section.objects.navigation()
    found = navigation.by_path.get(path)
    if found is None:
        raise Http404
    page = page_of(_listed, request, at=at, section=found.pk)
    stories = page.rows
    if not stories and "before" in request.GET:
        raise Http404
    trail = navigation.trail(found.pk)
    shown = [story.pk for story in stories]
    leading = tagging.leading_tags(at)
    until = stories[0].next_change if stories else None
    items = sidebar.beside_section(found, leading, navigation, at, shown, until)
    name = f"section:{found.pk}"
    above = [(part.title, part.get_absolute_url()) for part in trail[:-1]]
    context = {
        "section": found,
        "trail": trail,
        "stories": stories,
        "older": page.older,
        "navigation": navigation,
        "sidebar": items,
        "meta": metadata.for_list(found.title, found.description, found.get_absolute_url(), above),
        "at": at,
    }
    return freshness.page(
        request,
        "sections/section.html",
        context,
        at=at,
        made_of=kept.list_page(name, page, name, at=at, sidebar=items),
        changed=_changed(stories, items),
        until=tagging.until(leading, until),
    )


def _listed(at, section, **place):
    found = Article.objects.published(at).in_section(section, at, **place)
    return found.with_card_data().with_next_change(at)


def _changed(stories, items=()):
    """When what a list shows last changed."""
    return max(
        (getattr(row, "updated_at", None) or row.public_at for row in [*stories, *items]),
        default=None,
    )


def text_front(request):
    """The front for the narrowest line: headlines alone."""
    at = timezone.now()
    page = fronts.front(at)
    return freshness.page(
        request,
        "sections/text_front.html",
        {"front": page, "at": at},
        at=at,
        made_of=kept.front(page, at),
        changed=_changed(page.stories),
        until=page.until,
    )


def page(request, url):
    """A page of the paper's own: about, ethics, corrections policy."""
    at = timezone.now()
    found = get_object_or_404(
        FlatPage, url=f"/{url}", sites=settings.SITE_ID, registration_required=False
    )
    context = {
        "title": found.title,
        "content": body.clean(found.content),
        "navigation": Section.objects.navigation(),
        "meta": metadata.for_list(found.title, body.words_of(found.content), found.url, feed="/"),
        "at": at,
    }
    return freshness.page(
        request, "sections/page.html", context, at=at, made_of=kept.own_page(found.url)
    )


def sitemap_index(request):
    """The list of all sitemaps."""
    at = timezone.now()
    context = {"locs": sitemaps.index(at)}
    return freshness.xml(
        request, "sitemap-index.xml", context, at=at, made_of=kept.sitemap("pages")
    )


def pages_sitemap(request):
    """The addresses of everything that is no story."""
    at = timezone.now()
    context = {"urls": sitemaps.pages(at)}
    return freshness.xml(request, "sitemap.xml", context, at=at, made_of=kept.sitemap("pages"))


def robots(request):
    """What crawlers may read."""
    response = render(
        request, "robots.txt", {"site": settings.SITE_URL}, content_type="text/plain; charset=utf-8"
    )
    return freshness.public(request, response, at=timezone.now(), made_of=kept.Keys([]))


def not_found(request, exception=None):
    """404, the same for what never was and for what readers may not see."""
    return HttpResponseNotFound(pieces.until_purged("404", _not_found))


def _not_found():
    return render_to_string("404.html", {"navigation": Section.objects.navigation()})
