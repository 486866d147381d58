"""Stories as readers will get them, before they do; and leave to read one by a link, without an account.

A preview is made by the code of readers' pages (`articles.pages`) from a story that is filled from a snapshot in
memory; nothing is written. It is the page at the time at which the text goes out as things stand: a scheduled story at
its minute, promised changes at theirs, all else now. Beside it stand other stories as readers see them now, so that a
preview gives away no story but its own.

A link is for one story. It ends at its time, when it is revoked, and whenever the story is taken away (withdrawn,
killed, binned): whoever may still read it then is given another.
"""

import secrets
from base64 import b64encode
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models import Article, PreviewLink
from newsroom.moments import paper_day, zone_name
from sections.models import Section

from . import addresses, companions, corrections, history, pages, tagging, versions, workflow
from .errors import Refused

Mode = PreviewLink.Mode
Status = Article.Status
TOKEN_BYTES = 32
KINDS = {"page": "Page", "card": "Front", "social": "Social", "text": "Text"}
USUALLY, AT_MOST = timedelta(hours=72), timedelta(days=14)  # how long a link opens the story


@dataclass
class Preview:
    """A story that was filled in memory, and the times: `at` of its page, `seen_at` of the stories beside it."""

    story: Article
    parts: pages.Parts
    at: datetime
    seen_at: datetime

    def shown_as(self, kind):
        """Returns (template, context) of one of KINDS."""
        return getattr(self, f"_{kind}")()

    def _page(self):
        context = pages.article(self.story, self.parts, at=self.at, seen_at=self.seen_at)
        return self.story.template_name, context

    def _text(self):
        context = pages.text(self.story, self.parts.bylines, at=self.at, notes=self.parts.notes)
        return "articles/text.html", context

    def _card(self):
        navigation = Section.objects.navigation()
        context = {"story": self.story, "navigation": navigation, "at": self.at}
        return "articles/preview_cards.html", context

    def _social(self):
        meta = self._page()[1]["meta"]
        said = dict(meta.properties)
        image = said["og:image"].removeprefix(settings.SITE_URL)
        if self.story.lead_picture is None:  # drawn where readers get it only once it is public
            drawn = b64encode(pages.drawn_card(self.story)).decode()
            image = f"data:image/png;base64,{drawn}"
        context = {
            "title": said["og:title"],
            "description": said["og:description"],
            "site": urlsplit(settings.SITE_URL).hostname,
            "image": image,
            "alt": said["og:image:alt"],
        }
        return "articles/preview_social.html", context


def foresee(article, snapshot=None, *, at, tags=None):
    """The story as readers will get it with this snapshot (default: the newest revision's). The row may be one that
    was never saved. `tags`: as for `tagging.foresee`, where some are not made yet.
    """
    snapshot = history.empty() | (snapshot or article.newest_revision.snapshot)
    story = copy(article)
    old_address = story.get_absolute_url()
    page_at = _put_times(story, snapshot, at)
    history.fill(story, snapshot)
    story.headline = str(story)
    if story.section is None:
        story.section = Section(title="No section yet", path="no-section-yet")
    story.slug = addresses.foresee(story, snapshot, old_address)
    story.has_earlier_versions = versions.foresee_earlier(article, snapshot, at)
    pictures = history.picture_rows(story, snapshot)
    story.lead_picture = history.lead_of(pictures)
    bylines = history.byline_rows(story, snapshot)
    own, leading = tagging.foresee(article, snapshot["tags"] if tags is None else tags, page_at)
    parts = pages.Parts(
        bylines=[byline for byline in bylines if byline.is_public],
        tags=own,
        leading=leading,
        pictures={picture.order: picture for picture in pictures if picture.order},
        companions=companions.of(story, at, related=snapshot["related"]),
        notes=corrections.notes_on(story),
    )
    return Preview(story, parts, page_at, at)


def _put_times(story, snapshot, at):
    """Gives the story the times that `workflow.publish` or `update` will give it. Returns when that is."""
    newest = story.newest_revision
    changed = story.has_changes() or (newest is not None and snapshot != newest.snapshot)
    if story.status == Status.PUBLISHED and story.is_scheduled(at):
        return story.public_at
    if not story.was_public(at):
        story.public_at = story.first_public_at = max(at, story.embargo_until or at)
        story.public_date = paper_day(story.public_at)
        return story.public_at
    if story.status == Status.PUBLISHED and not story.is_over(at):
        at = max(at, story.changes_at or at)
    else:
        story.public_at = story.first_public_at
    if changed:
        story.updated_at = at
    return at


# Links ----------------------------------------------------------------------------------------------------------------


@transaction.atomic
def share(article, *, by, mode=Mode.NEWEST, ends_at=None, at=None, note=""):
    """Makes a link to a preview of the story. Returns (PreviewLink, token); the token is told here and kept nowhere.

    `ends_at`: 72 hours from now unless told otherwise, 14 days at most.
    """
    article, before, at = workflow.begin(article, "share", by, at)
    ends_at = ends_at or at + USUALLY
    if not at < ends_at <= at + AT_MOST:
        raise Refused(f"A link lasts {AT_MOST.days} days at most. Choose a time until then.")
    if mode == Mode.UNTIL_PUBLICATION and article.is_public(at):
        raise Refused("Readers see this story already. Choose another kind of link.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = PreviewLink.objects.create(
        article=article,
        digest=_digest(token),
        mode=mode,
        revision=article.newest_revision if mode == Mode.REVISION else None,
        made_at=at,
        made_by=by,
        ends_at=ends_at,
    )
    until = f"until {ends_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    words = f"{link.get_mode_display()}, {until}. {note}".strip()
    workflow.record(article, "share", by, at, words, before)
    return link, token


@transaction.atomic
def revoke(link, *, by, at=None, note=""):
    """Ends a link. Doing it twice changes nothing."""
    article, before, at = workflow.begin(link.article, "revoke", by, at)
    link = PreviewLink.objects.get(pk=link.pk)
    if link.revoked_at:
        return link
    link.revoked_at = at
    link.save()
    workflow.record(article, "revoke", by, at, note, before)
    return link


def open_links(article, at):
    """The links that open the story at `at`, newest first. One query."""
    if _is_taken_away(article, at):
        return []
    links = article.preview_links.filter(revoked_at=None, ends_at__gt=at)
    return list(links.select_related("made_by", "revision").defer("revision__snapshot"))


def link_of(token, at):
    """The link that this token opens at `at`, with its story, or None. One query."""
    links = PreviewLink.objects.filter(digest=_digest(token), revoked_at=None, ends_at__gt=at)
    link = links.select_related(
        "article__newest_revision", "article__live_revision", "revision"
    ).first()
    return None if link is None or _is_taken_away(link.article, at) else link


def _is_taken_away(article, at):
    return article.is_over(at) or article.status in (Status.KILLED, Status.BINNED)


def _digest(token):
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def shown_by(link, at):
    """What a guest with the link reads."""
    return foresee(link.article, link.revision and link.revision.snapshot, at=at)


def is_published(link, at):
    """Whether the link was until publication, and readers see the story now."""
    return link.mode == Mode.UNTIL_PUBLICATION and link.article.is_public(at)


def banner(link, at):
    """What stands above a guest's preview: "Preview – not published. Ends Friday 13 March, 12:00 GMT."."""
    ends = timezone.localtime(link.ends_at, timezone.get_default_timezone())
    until = f"Ends {ends:%A} {ends.day} {ends:%B, %H:%M} {zone_name(ends)}."
    if link.article.is_public(at):
        return f"Preview – may differ from what is published. {until}"
    return f"Preview – not published. {until}"
