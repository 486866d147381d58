"""What happened to a story: its revisions and the acts on it, each revision by itself, two beside each other, and the
way back to one.
"""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from articles import allowed, bringing_back, comparing, history, permissions, timeline, workflow
from articles.errors import Refused, StaleSave
from articles.images import renditions
from articles.models import Image, Revision

from . import words

CHOICES = (
    500  # revisions that one can choose from on the page that compares; the rest by the history
)


class StoryHistory:
    """The part of the story admin that shows its past."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:object_id>/compare/", view(self.compare_view), name="articles_article_compare"
            ),
            path(
                "<int:object_id>/revision/<int:number>/",
                view(self.revision_view),
                name="articles_article_revision",
            ),
            path(
                "<int:object_id>/revision/<int:number>/bring-back/",
                view(require_POST(self.bring_back_view)),
                name="articles_article_bring_back",
            ),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """Revisions and acts, newest first; any two revisions can be chosen to be compared."""
        article = self._viewable(request, object_id)
        page = timeline.page_of(article, request.GET.get("p"))
        told = [_told(entry, article) for entry in page.object_list]
        chain = [one["revision"] for one in told if one["is_revision"]]
        chain = [revision.number for revision in chain if not revision.is_aside]
        context = self._page(request, f"History of “{article}”") | {
            "article": article,
            "original": article,
            "page": page,
            "entries": told,
            "newer": chain[0] if len(chain) > 1 else None,
            "older": chain[1] if len(chain) > 1 else None,
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def revision_view(self, request, object_id, number):
        """One revision, whole, to read, copy from and bring back."""
        article = self._viewable(request, object_id)
        revision, newest = _revisions(article, number, article.newest_revision.number)
        context = self._page(request, f"Revision {number} of “{article}”") | {
            "article": article,
            "original": article,
            "revision": revision,
            "rows": comparing.whole(
                revision.snapshot, _thumbnails(revision), permissions.to_choose(request.user)
            ),
            "standing": _standing(revision, article),
            "differs": set(history.differences(revision.snapshot, newest.snapshot)),
            "may_save": _may_save(article, request.user),
        }
        return TemplateResponse(request, "admin/articles/article/revision.html", context)

    def compare_view(self, request, object_id):
        """Two revisions: by default what readers see and the newest, or the newest two."""
        article = self._viewable(request, object_id)
        choices = _choices(article)
        before, after = _revisions(article, *_chosen(request, article, choices))
        rows = comparing.between(
            before.snapshot,
            after.snapshot,
            _thumbnails(before, after),
            permissions.to_choose(request.user),
        )
        context = self._page(request, f"Changes in “{article}”") | {
            "article": article,
            "original": article,
            "before": before,
            "after": after,
            "standings": (_standing(before, article), _standing(after, article)),
            "choices": _with(choices, before, after),
            "rows": [(row, comparing.folded(row.blocks)) for row in rows],
            "may_bring_back": after.pk == article.newest_revision_id
            and _may_save(article, request.user),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def bring_back_view(self, request, object_id, number):
        """Saves a revision, or the fields named, as the newest text; goes on to the form, which shows it."""
        article = self._viewable(request, object_id)
        fields = request.POST.getlist("field") or None
        if fields and not set(fields) <= set(history.LABELS):
            raise Http404
        at, before = timezone.now(), article.newest_revision_id
        try:
            saved = bringing_back.bring_back(
                article,
                number,
                base=_number(request.POST.get("base")),
                fields=fields,
                by=request.user,
                at=at,
            )
        except StaleSave as stale:
            messages.warning(request, _STALE.format(who=stale.who, number=stale.newest.number))
            return HttpResponseRedirect(_compare(article, number, stale.newest.number))
        except Refused as refused:
            for sentence in refused.sentences:
                messages.error(request, sentence)
            return HttpResponseRedirect(
                reverse("admin:articles_article_history", args=[article.pk])
            )
        messages.success(request, words.saved(saved, at, saved.newest_revision_id != before))
        if left := allowed.told(getattr(saved, "left_as_it_was", [])):
            messages.warning(request, f"{left} Your account may not change it; ask the desk.")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _viewable(self, request, object_id):
        """The story without its texts; Http404 where there is none, PermissionDenied where it may not be seen."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        stories = self.get_queryset(request).select_related("section", "newest_revision")
        try:
            article = stories.defer("newest_revision__snapshot").get(pk=unquote(str(object_id)))
        except (self.model.DoesNotExist, ValueError, OverflowError):
            raise Http404 from None
        self.note_reading(request, article)
        return article


_STALE = (
    "Nothing was brought back: {who} saved revision {number} meanwhile, which changed the same. "
    "Look at both, and bring it back again if it shall stand."
)


def _told(entry, article):
    """An entry of the timeline as the page shows it."""
    is_revision = entry.act is None
    return {
        "entry": entry,
        "revision": entry.revision,
        "is_revision": is_revision,
        "title": f"Revision {entry.revision.number}" if is_revision else _done(entry),
        "standing": _standing(entry.revision, article) if is_revision else [],
        "version": entry.version if is_revision or entry.is_promise else None,
    }


def _done(entry):
    act = "schedule" if entry.is_promise else entry.act.act
    return words.done(act)


def _standing(revision, article):
    """What a revision is to the story today: [(class, words)]."""
    found = []
    if revision.pk == article.newest_revision_id:
        found.append(("newest", "newest"))
    if revision.pk == article.live_revision_id:
        is_public = article.is_public()
        found.append(("live", "readers see this" if is_public else "what readers get"))
    if revision.is_aside:
        found.append(("aside", "kept aside, never the newest"))
    return found


def _revisions(article, *numbers):
    """The revisions with these numbers, in their order. One query; Http404 where one is not there."""
    found = {
        revision.number: revision
        for revision in Revision.objects.filter(article=article, number__in=numbers).select_related(
            "saved_by"
        )
    }
    if set(numbers) - set(found):
        raise Http404
    return [found[number] for number in numbers]


def _choices(article):
    revisions = Revision.objects.filter(article=article).select_related("saved_by")
    return list(revisions.defer("snapshot")[:CHOICES])


def _with(choices, *chosen):
    """The two that were chosen stand among the choices, however old."""
    known = {one.pk for one in choices}
    older = {one.pk: one for one in chosen if one.pk not in known}
    return choices + sorted(older.values(), key=lambda one: -one.number)


def _chosen(request, article, choices):
    """(number before, number after), as asked for or the two that are most asked for."""
    after = _number(request.GET.get("to")) or article.newest_revision.number
    before = _number(request.GET.get("from"))
    if before is None:
        live = next((one for one in choices if one.pk == article.live_revision_id), None)
        earlier = [one for one in choices if one.number < after and not one.is_aside]
        is_other = live is not None and live.number != after
        before = live.number if is_other else earlier[0].number if earlier else after
    return before, after


def _number(text):
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 10 else None


def _compare(article, before, after):
    address = reverse("admin:articles_article_compare", args=[article.pk])
    return f"{address}?from={before}&to={after}"


def _may_save(article, user):
    return "save" in workflow.acts_open_to(article, user, timezone.now())


def _thumbnails(*revisions):
    """What shows the pictures of these revisions: small, with their title. One query where there are any."""
    ids = {
        picture["image"]
        for revision in revisions
        for picture in history.pictures_of(history.empty() | revision.snapshot)
    }
    images = Image.objects.in_bulk(ids) if ids else {}

    def show(pk):
        image = images.get(pk)
        if image is None:
            return format_html("<p>(a picture that is no longer in the library)</p>")
        width = renditions.widths_of("whole", image.size)[0]
        return format_html(
            '<img src="{}" width="{}" height="{}" alt="" title="{}" loading="lazy">',
            image.rendition_url("whole", width, "webp"),
            width,
            renditions.height_of("whole", width, image.size),
            image.title,
        )

    return show
