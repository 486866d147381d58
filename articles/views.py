"""Readers' pages of stories, tags, people and days: find, guard, context, render. All start from `published()`."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from articles.models import Article, Author, Tag
from newsroom import freshness, pagecache, prepared
from newsroom.paging import older, page_of
from sections.models import Section

from . import (
    changes,
    corrections,
    kept,
    library,
    metadata,
    pages,
    preview,
    sidebar,
    sitemaps,
    tagging,
)
from .images import cards
from .search import asking


def article(request, year, month, day, slug):
    """A story, or the notice that it was killed."""
    at = timezone.now()
    found = _address(year, month, day, slug)
    story = pages.story_at(at, **found)
    if story is None:
        return _killed(request, at, found)
    parts = pages.parts_of(story, at)
    context = pages.article(story, parts, at=at)
    changed = _changed(story, *context["companions"].related, *context["sidebar"])
    return freshness.page(
        request,
        story.template_name,
        context,
        at=at,
        made_of=kept.story_page(story, context),
        changed=changed,
        until=tagging.until(parts.leading, story.next_change),
    )


def _address(year, month, day, slug):
    try:
        return {"public_date": date(year, month, day), "slug": slug}
    except ValueError:
        raise Http404 from None


def _killed(request, at, found):
    """410: the reason stands at the address, and nothing of the story. Below a section that readers do not see it
    never was.
    """
    story = prepared.one(_killed_story, at=at, **found)
    if story is None:
        raise Http404
    context = {"reason": story.kill_reason, "navigation": Section.objects.navigation()}
    return render(request, "410.html", context, status=410)


def _killed_story(at, public_date, slug):
    killed = Article.objects.filter(status=Article.Status.KILLED, section__is_public=True)
    return killed.filter(first_public_at__lte=at, public_date=public_date, slug=slug).only(
        "kill_reason"
    )


def _changed(*stories):
    """When what a page shows last changed: stories and sidebar items."""
    return max(
        (getattr(story, "updated_at", None) or story.public_at for story in stories), default=None
    )


def _until(rows):
    """When a promise next changes a list; None for an empty one."""
    return rows[0].next_change if rows else None


def story_changes(request, year, month, day, slug):
    """What was changed in a story since it was first public. A story that was never changed has no such page."""
    at = timezone.now()
    story = pages.story_at(at, **_address(year, month, day, slug))
    if story is None or not story.has_earlier_versions:
        raise Http404
    page = changes.page_of(story, at, request.GET.get("before"))
    if not page.changes:
        raise Http404
    context = {
        "story": story,
        "changes": page.changes,
        "older": page.older,
        "navigation": Section.objects.navigation(),
        "at": at,
    }
    changed = max(filter(None, (_changed(story), page.changed)))
    return freshness.page(
        request,
        "articles/changes.html",
        context,
        at=at,
        made_of=kept.changes_page(story, page.people),
        changed=changed,
        until=story.next_change,
    )


def text(request, year, month, day, slug):
    """The story for the narrowest line: no pictures, no sidebar, no style beyond the browser's own."""
    at = timezone.now()
    story = pages.story_at(at, **_address(year, month, day, slug))
    if story is None:
        raise Http404
    context = pages.text(story, story.named_bylines(), at=at, notes=corrections.notes_on(story))
    return freshness.page(
        request,
        "articles/text.html",
        context,
        at=at,
        made_of=kept.text_page(story),
        changed=_changed(story),
        until=story.next_change,
    )


def previewed(request, token):
    """A story before it is public, for whoever has the link. Every other link is one that never was."""
    at = timezone.now()
    link = preview.link_of(token, at)
    if link is None:
        raise Http404
    if preview.is_published(link, at):
        return freshness.private(redirect(link.article))
    template, context = preview.shown_by(link, at).shown_as("page")
    context["preview_banner"] = preview.banner(link, at)
    return freshness.private(render(request, template, context))


def card(request, year, month, day, slug):
    """The drawn card of a story without a picture, for those who show links."""
    at = timezone.now()
    stories = Article.objects.published(at).filter(lead_picture=None).select_related("section")
    story = get_object_or_404(stories, **_address(year, month, day, slug))
    return _drawn(request, pages.drawn_card(story), at, _changed(story), kept.card_picture(story))


def site_card(request):
    """The drawn card of the paper itself."""
    return _drawn(
        request, cards.draw(settings.SITE_NAME, "", ""), timezone.now(), None, kept.Keys([])
    )


def _drawn(request, content, at, changed, made_of):
    response = HttpResponse(content, content_type="image/png")
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return freshness.public(request, response, at=at, made_of=made_of, changed=changed)


def tag(request, slug):
    """The stories of a tag, newest first."""
    at = timezone.now()
    navigation = Section.objects.navigation()
    found = Tag.objects.at_address(slug)
    if found is None:
        raise Http404
    page = page_of(_tagged, request, at=at, tag=found.pk)
    stories = page.rows
    if not stories:
        raise Http404
    related, leading = tagging.related_tags(found, stories, at)
    shown = [story.pk for story in stories]
    items = sidebar.beside_tag(related, leading, at, shown, _until(stories))
    context = {
        "tag": found,
        "stories": stories,
        "older": page.older,
        "navigation": navigation,
        "sidebar": items,
        "meta": metadata.for_list(found.name, found.description, found.get_absolute_url()),
        "at": at,
    }
    return freshness.page(
        request,
        "articles/tag.html",
        context,
        at=at,
        made_of=_list_of("tag", found, page, at, sidebar=items),
        changed=_changed(*stories, *items),
        until=tagging.until(leading, _until(stories)),
    )


def _tagged(at, tag, **place):
    found = Article.objects.published(at).with_tag(tag, at, **place)
    return found.with_card_data().with_next_change(at)


def person(request, slug):
    """Somebody who writes, and the stories, newest first."""
    at = timezone.now()
    navigation = Section.objects.navigation()
    found = Author.objects.at_address(slug)
    if found is None:
        raise Http404
    page = page_of(_written, request, at=at, author=found.pk)
    stories = page.rows
    if not stories and "before" in request.GET:
        raise Http404
    context = {
        "person": found,
        "stories": stories,
        "older": page.older,
        "navigation": navigation,
        "meta": metadata.for_person(found, found.get_absolute_url()),
        "at": at,
    }
    return freshness.page(
        request,
        "articles/person.html",
        context,
        at=at,
        made_of=_list_of("person", found, page, at, *_portrait_of(found)),
        changed=_changed(*stories),
        until=_until(stories),
    )


def _written(at, author, **place):
    found = Article.objects.published(at).by_author(author, at, **place)
    return found.with_card_data().with_next_change(at)


def _portrait_of(person):
    pk = person.portrait_id
    return [f"picture:{pk}", f"portrait:{pk}"] if pk else []


def _list_of(kind, thing, page, at, *own, **how):
    """The keys of a page of the list of a tag or a person."""
    name = f"{kind}:{thing.pk}"
    return kept.list_page(name, page, name, f"name:{name}", *own, at=at, **how)


def corrections_list(request):
    """What was corrected on any story, newest first."""
    at = timezone.now()
    page = page_of(corrections.listed, request, told_by="issued_at", at=at)
    notes = page.rows
    if not notes and "before" in request.GET:
        raise Http404
    about = f"Corrections, clarifications and apologies of {settings.SITE_NAME}, newest first."
    context = {
        "notes": notes,
        "older": page.older,
        "navigation": Section.objects.navigation(),
        "meta": metadata.for_list("Corrections", about, "/corrections/"),
        "at": at,
    }
    changed = max((note.changed_at for note in notes), default=None)
    return freshness.page(
        request,
        "articles/corrections.html",
        context,
        at=at,
        made_of=kept.corrections_page(page, at),
        changed=changed,
        until=_until(notes),
    )


def archive(request, year, month=None, day=None):
    """The stories of a year, a month or a day, newest first."""
    at = timezone.now()
    start, end = _period(year, month, day)
    if start > at:
        raise Http404
    navigation = Section.objects.navigation()
    page = page_of(_of_period, request, at=at, start=start, end=end)
    stories = page.rows
    if not stories:
        raise Http404
    title = _period_name(start, month, day)
    path = request.path
    context = {
        "title": title,
        "year": year,
        "month": month,
        "day": day,
        "start": start,
        "days": _days(start, end, at) if month and not day else [],
        "months": [
            (year, number)
            for number in range(1, 13)
            if not month and _period(year, number, None)[0] <= at
        ],
        "stories": stories,
        "older": page.older,
        "navigation": navigation,
        "meta": metadata.for_list(title, "", path, feed="/"),
        "at": at,
    }
    return freshness.page(
        request,
        "articles/archive.html",
        context,
        at=at,
        made_of=kept.list_page(path.strip("/").replace("/", "-"), page, at=at),
        changed=_changed(*stories),
        until=_until(stories),
    )


def _of_period(at, start, end, before=None, before_id=None):
    found = Article.objects.published(at).filter(public_at__gte=start, public_at__lt=end)
    found = found.filter(older("public_at", "pk", before, before_id)).newest_first()
    return found.with_card_data().with_next_change(at)


def _period(year, month, day):
    """The first moment of a year, month or day in the paper's zone, and of the next one."""
    zone = timezone.get_default_timezone()
    try:
        start = datetime(year, month or 1, day or 1, tzinfo=zone)
        if day:
            following = start.date() + timedelta(days=1)
        elif month:
            following = date(year + month // 12, month % 12 + 1, 1)
        else:
            following = date(year + 1, 1, 1)
        return start, datetime(following.year, following.month, following.day, tzinfo=zone)
    except (ValueError, OverflowError):
        raise Http404 from None


def _period_name(start, month, day):
    if day:
        return f"{start.day} {start:%B %Y}"
    return f"{start:%B %Y}" if month else f"{start.year}"


def _days(start, end, at):
    last = min(end - timedelta(days=1), at)
    return [
        start.date() + timedelta(days=number)
        for number in range((last.date() - start.date()).days + 1)
    ]


def rendition(request, pk, name):
    """One size of a picture, for whoever knows its name. No browser runs it, whatever stands in it."""
    found = library.rendition(pk, name)
    if found is None:
        raise Http404
    content, media_type = found
    response = HttpResponse(content, content_type=media_type)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return pagecache.made_of(response, f"picture:{pk}")


def month_sitemap(request, year, month):
    """The addresses of a month's stories, for search engines."""
    at = timezone.now()
    _period(year, month, None)
    rows = sitemaps.of_month(year, month, at)
    return freshness.xml(
        request,
        "sitemap.xml",
        {"urls": rows},
        at=at,
        made_of=kept.sitemap(f"{year:04}-{month:02}"),
        changed=rows[0]["lastmod"] if rows else None,
    )


def news_sitemap(request):
    """The stories of the last two days, by Google's rules for news."""
    at = timezone.now()
    rows = sitemaps.news(at)
    context = {"stories": rows, "site_name": settings.SITE_NAME}
    return freshness.xml(
        request,
        "news-sitemap.xml",
        context,
        at=at,
        made_of=kept.sitemap("news"),
        changed=rows[0]["published"] if rows else None,
    )


def search(request):
    """The form, and what it found. What cannot be looked for is answered by a sentence on the same page."""
    at = timezone.now()
    navigation = Section.objects.navigation()
    context = {
        "asked": asking.ask(request.GET, navigation, at),
        "navigation": navigation,
        "at": at,
    }
    return freshness.page(request, "articles/search.html", context, at=at)
