"""The queues of the desk, and how a story is found in them."""

import re
from urllib.parse import unquote, urlsplit

from django.contrib import admin
from django.utils import timezone

from articles import overview
from newsroom import redirects
from sections.models import Section

QUEUES = {
    "assigned": "Assigned to me",
    "mine": "My drafts",
    "drafts": "Drafts",
    "review": "In review",
    "approved": "Approved",
    "sent_back": "Sent back",
    "scheduled": "Scheduled",
    "published": "Published",
    "changed": "Changed since publication",
    "proposed": "Proposed corrections",
    "withdrawn": "Withdrawn",
    "killed": "Killed",
    "binned": "Binned",
}
SECTIONS_SHOWN = 60  # in the filter; the others are found through their parents


class Queue(admin.SimpleListFilter):
    """What waits for whom."""

    title = "queue"
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return list(QUEUES.items())

    def queryset(self, request, stories):
        if self.value() not in QUEUES:
            return stories
        return overview.queue(self.value(), user=request.user, at=timezone.now(), stories=stories)


class InSection(admin.SimpleListFilter):
    """The top sections, and those below the chosen one: never a list of hundreds."""

    title = "section"
    parameter_name = "section"

    def lookups(self, request, model_admin):
        chosen = whole_number(request.GET.get(self.parameter_name))
        found = Section.objects.filter(parent=None)
        if chosen:
            found |= Section.objects.filter(parent=chosen) | Section.objects.filter(pk=chosen)
        rows = sorted(found.order_by("order", "path")[:SECTIONS_SHOWN], key=lambda row: row.path)
        return [(str(row.pk), "– " * row.path.count("/") + row.title) for row in rows]

    def queryset(self, request, stories):
        section = (
            Section.objects.filter(pk=whole_number(self.value())).first() if self.value() else None
        )
        return stories.filter(section__in=Section.objects.below(section)) if section else stories


def whole_number(text):
    """An id in an address, or None."""
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 19 else None


_ADDRESS = re.compile(r"/(\d{4})/(\d\d)/(\d\d)/([^/?#\s]+)/?")


def at_address(stories, text):
    """The story whose address was pasted, whole or from its first slash on; None where the text is no address."""
    path = unquote(urlsplit(text.strip()).path)
    if not _ADDRESS.fullmatch(path):
        return None
    path = path if path.endswith("/") else path + "/"
    year, month, day, slug = _ADDRESS.fullmatch(redirects.destination(path) or path).groups()
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31 and int(year)):
        return None
    return stories.filter(public_date=f"{year}-{month}-{day}", slug=slug)
