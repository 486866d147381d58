"""What happened to a story, newest first: its revisions, and the acts that made none. Texts are never loaded."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Value

from articles.models import ArticleLog, Revision, Version

MAKERS = ("create", "save", "keep aside")  # acts that are told by the revision which they made
LENGTH = 50  # entries on a page


@dataclass(frozen=True)
class Entry:
    """A revision, or an act (a row of the log) with the revision that was the newest then. `version`: since when
    readers got that revision, or from when they are to get it.
    """

    act: ArticleLog | None
    revision: Revision | None
    version: Version | None

    @property
    def at(self):
        return self.act.at if self.act else self.revision.saved_at

    @property
    def who(self):
        """The name of who did it, also where the account is gone; "" for the operator."""
        by = self.act.by if self.act else self.revision.saved_by
        return by.get_full_name() or by.get_username() if by else self.act.who if self.act else ""

    @property
    def note(self):
        return self.act.note if self.act else self.revision.note

    @property
    def is_promise(self):
        """Whether the story was published for a time that had not come."""
        is_publishing = self.act is not None and self.act.act == "publish"
        return bool(is_publishing and self.version and self.version.public_from > self.at)


def page_of(article, number):
    """A page of entries (`django.core.paginator.Page`): five queries, however many there are."""
    acts = ArticleLog.objects.filter(article=article).exclude(
        act__in=MAKERS, revision__isnull=False
    )
    revisions = Revision.objects.filter(article=article)
    keys = _keys(acts, "at", is_act=1).union(_keys(revisions, "saved_at", is_act=0), all=True)
    page = Paginator(keys.order_by("-at", "-is_act", "-id"), LENGTH).get_page(number)
    page.object_list = _entries(list(page.object_list))
    return page


def _keys(rows, time, is_act):
    return rows.order_by().annotate(is_act=Value(is_act)).values_list(time, "is_act", "id")


def _entries(keys):
    acts = ArticleLog.objects.select_related("by").in_bulk([pk for _, is_act, pk in keys if is_act])
    wanted = {pk for _, is_act, pk in keys if not is_act} | {
        act.revision_id for act in acts.values() if act.revision_id
    }
    revisions = Revision.objects.select_related("saved_by", "base")
    revisions = revisions.defer("snapshot", "base__snapshot").in_bulk(wanted)
    versions = {
        version.revision_id: version
        for version in Version.objects.filter(revision__in=wanted).order_by("-public_from")
    }
    entries = []
    for _, is_act, pk in keys:
        act = acts[pk] if is_act else None
        revision = act.revision_id if act else pk
        entries.append(Entry(act, revisions.get(revision), versions.get(revision)))
    return entries
