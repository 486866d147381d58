"""What open story forms say to the server while somebody writes: that they are open, and what was typed. Answers are
JSON for `newsroom/static/newsroom/keeping.js` and `here.js`, and say in words what the page shows.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from articles import autosaving, permissions, presence, revising
from articles.errors import Refused
from articles.models import Article

from .pairs import snapshot_of

_LEFT_OUT = {"csrfmiddlewaretoken", "story", "has_changes"}
_WINDOW_LENGTH = 32


class Together:
    """The part of the story admin that answers open forms."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("still-here/", view(require_GET(self.still_here)), name="articles_article_here"),
            path("autosave/", view(require_POST(self.autosave)), name="articles_article_autosave"),
            path("forget/", view(require_POST(self.forget)), name="articles_article_forget"),
            path("<int:pk>/ping/", view(require_POST(self.ping)), name="articles_article_ping"),
            path(
                "<int:pk>/take-over/",
                view(require_POST(self.take_over)),
                name="articles_article_take_over",
            ),
            *super().get_urls(),
        ]

    def still_here(self, request):
        """Whether there is a session and whose it is, and the key that a form must carry in it."""
        return JsonResponse({"token": get_token(request), "user": str(request.user.pk)})

    def autosave(self, request):
        """Keeps what was typed so far, right or wrong."""
        article, window = self._written(request)
        if not window:
            return HttpResponseBadRequest("No window.")
        fields = [
            (name, text)
            for name, texts in request.POST.lists()
            for text in texts
            if name not in _LEFT_OUT
        ]
        base = request.POST.get("base_revision", "")
        row = autosaving.keep(
            request.user,
            window,
            fields,
            article=article,
            base=int(base) if _is_number(base) else None,
            at=timezone.now(),
        )
        return JsonResponse({"kept": _clock(row.saved_at)})

    def forget(self, request):
        """Throws a kept text of one's own away. Without script the form that offered it has sent all of it along."""
        kept = autosaving.of_window(request.user, window_of(request))
        autosaving.forget(request.user, window_of(request))
        if "base_revision" not in request.POST:
            return HttpResponse(status=204)
        if kept is None or kept.article_id is None:
            return redirect("admin:articles_article_add")
        return redirect("admin:articles_article_change", kept.article_id)

    def ping(self, request, pk):
        """An open form says that it is open, and gets told who else is here. Four queries, the first time more."""
        window, at = window_of(request), timezone.now()
        if not window:
            return HttpResponseBadRequest("No window.")
        if request.POST.get("closed"):
            presence.close(pk, request.user, window)
            return HttpResponse(status=204)
        said = {"has_changes": request.POST.get("has_changes") == "1", "at": at}
        if not presence.say_again(pk, request.user, window, **said):
            self._changeable(request, pk)
            presence.open(pk, request.user, window, **said)
            autosaving.throw_old_away(at)
        here = presence.here(pk, request.user, window, at)
        base = request.POST.get("base_revision", "")
        return JsonResponse(_told(here, int(base) if _is_number(base) else None) if here else {})

    def take_over(self, request, pk):
        """Takes the story over from whoever has it open. What they had typed is kept in the history, as theirs."""
        article, window, at = self._changeable(request, pk), window_of(request), timezone.now()
        if not may_take_over(request.user, article):
            raise PermissionDenied
        taken = presence.take_over(pk, by=request.user, window=window, at=at)
        sentences = [_keep_aside(article, form, request.user, at) for form in taken]
        return JsonResponse({"sentences": ["The story is yours.", *filter(None, sentences)]})

    def _written(self, request):
        """(The story that a form is of, its window). Raises PermissionDenied as the form itself would."""
        story = request.POST.get("story", "")
        if _is_number(story):
            return self._changeable(request, int(story)), window_of(request)
        if not self.has_add_permission(request):
            raise PermissionDenied
        return None, window_of(request)

    def _changeable(self, request, pk):
        article = Article.objects.filter(pk=pk).select_related("section").first()
        if article is None or not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def may_take_over(user, article):
    """Whoever may change the story at any time; its writers ask each other."""
    return permissions.may(user, permissions.CHANGE, article)


def window_of(request):
    return request.POST.get("window", "").replace("\x00", "")[:_WINDOW_LENGTH]


def _is_number(text):
    return text.isascii() and text.isdecimal() and len(text) < 10


def _clock(time):
    return f"{timezone.localtime(time):%H:%M}"


def _name(user):
    return user.get_full_name() or user.get_username()


def _keep_aside(article, form, by, at):
    """Keeps what was typed in the form that was taken over. Returns what is said of it."""
    who, kept = _name(form.user), autosaving.of_window(form.user, form.window)
    if kept is None:
        return f"{who} had typed nothing that is not saved." if not form.has_changes else ""
    try:
        snapshot = snapshot_of(kept.fields, form.user, article, kept.base)
        revision = revising.keep_aside(
            article,
            snapshot,
            base=kept.base,
            by=form.user,
            at=at,
            note=f"Taken over by {_name(by)}",
        )
    except Refused:
        return f"What {who} had typed is not complete enough for the history; it waits for {who}."
    return f"What {who} had typed is kept in the history as revision {revision.number}."


def _told(here, base):
    """What the form shows: sentences, and whether there is somebody to take the story over from."""
    sentences = []
    mine = here.mine
    if mine.taken_over_at is not None:
        sentences.append(
            f"{_name(mine.taken_over_by)} took this story over at {_clock(mine.taken_over_at)}. "
            "What you had typed by then is kept in the history. You can still save: it is put "
            "together with the newest text."
            if mine.taken_over_by
            else f"This story was taken over at {_clock(mine.taken_over_at)}."
        )
    sentences += [_of(other, here) for other in here.others if other.taken_over_at is None]
    if base is not None and here.newest is not None and here.newest > base:
        sentences.append(
            "The story was saved after you opened it here. Your changes are put together with "
            "that text when you save."
        )
    holder = here.holder
    return {
        "sentences": sentences,
        "is_held": bool(holder is None or holder.user_id != mine.user_id),
        "has_lost": mine.taken_over_at is not None,
    }


def _of(other, here):
    changed = "has changed something" if other.has_changes else "has changed nothing so far"
    since = _clock(other.opened_at)
    if other.user_id == here.mine.user_id:
        return f"You have it open in another window too, since {since}, and that one {changed}."
    if other == here.holder:
        return f"{_name(other.user)} has had this story open since {since} and {changed}."
    return f"{_name(other.user)} has it open too, since {since}, and {changed}."
