"""The story form: opened from the newest revision, saved as a new one, and then the act of the button that was pressed.

A save is never lost: a form with a mistake, a story taken away meanwhile and a save on an old base all come back with
the whole text in the page.
"""

from datetime import timedelta
from urllib.parse import urlencode

import js_asset
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from articles import (
    allowed,
    audit,
    autosaving,
    history,
    library,
    permissions,
    schedule,
    workflow,
)
from articles.errors import AsksWeight, Refused, StaleSave
from articles.models import Article, Revision
from newsroom import redirects
from newsroom.models import User

from . import buttons, conflict, previewing, reaching, timing, words
from .buttons import BUTTONS, ActForm
from .forms import Bylines, StoryForm, bylines_of, initial_of
from .together import may_take_over, window_of

TWICE = timedelta(
    seconds=60
)  # within which the same new story from the same editor is a second click
Status = Article.Status


class StoryEditing:
    """The part of the story admin that shows and takes the form."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Not in one transaction, other than Django's own: a refused act leaves the saved text standing."""
        article = self._story(request, object_id) if object_id else None
        if article is None and object_id:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        self._check_permission(request, article)
        if request.method == "POST":
            return self._take(request, article)
        if article:
            self.note_reading(request, article)
        return self._show(request, article, _opened_forms(request, article))

    def note_reading(self, request, article):
        """An administrator who opens a story is named in its log."""
        at = timezone.now()
        if permissions.is_read_by_audit(request.user, article, at):
            audit.note_reading(article, by=request.user, at=at)

    def _story(self, request, object_id):
        with_revision = self.get_queryset(request).select_related(
            "section", "newest_revision__saved_by", "assigned_to"
        )
        try:
            return with_revision.get(pk=unquote(object_id))
        except (Article.DoesNotExist, ValueError, OverflowError):
            return None

    def _check_permission(self, request, article):
        """For a story that was found among those that the account may read."""
        if article is None:
            allowed = self.has_add_permission(request)
        else:
            allowed = request.method != "POST" or self.has_change_permission(request, article)
        if not allowed:
            raise PermissionDenied

    # What comes in

    def _take(self, request, article):
        if article and "theirs_revision" in request.POST:
            try:
                conflict.put_choice_into(request, article)
            except conflict.Unchosen as wanting:
                return self._conflict(
                    request, article, wanting.base, wanting.stale, wanting.choices
                )
        button = next((name for name in buttons.NAMES if name in request.POST), "_save")
        if article and button in BUTTONS and not BUTTONS[button].saves:
            given = Forms(None, None, ActForm(request.POST, act=button))
            given.act.is_valid()
            return self._act(request, article, given, button, timezone.now(), False)
        given = Forms(
            StoryForm(request.POST, user=request.user),
            Bylines(request.POST, prefix="bylines"),
            ActForm(request.POST, act=button),
        )
        if "_back" in request.POST:
            return self._show(request, article, given)
        if not given.are_valid():
            return self._show(request, article, given, status=422)
        at = timezone.now()
        try:
            saved, is_new = _save(
                request,
                article,
                given,
                at,
                "" if button in BUTTONS else given.act.cleaned_data["note"],
            )
        except StaleSave as stale:
            return self._conflict(
                request, article, given.story.cleaned_data["base_revision"], stale
            )
        except Refused as refused:
            for sentence in refused.sentences:
                given.story.add_error(None, sentence)
            return self._show(request, article, given, status=422)
        autosaving.forget(request.user, window_of(request))
        if (
            button == "_kill"
            and saved.status != Status.KILLED
            and "kill_confirmed" not in request.POST
        ):
            return self._ask_before_killing(request, saved, given)
        return self._act(request, saved, given, button, at, is_new)

    def _act(self, request, article, given, button, at, is_new):
        """Does what the button says with the text just saved; goes on to the form, which tells what happened."""
        address = reverse("admin:articles_article_change", args=[article.pk])
        left = allowed.told(getattr(article, "left_as_it_was", []))
        if left:
            messages.warning(request, f"{left} Your account may not change it; ask the desk.")
        if given.story and given.story.left_out:
            new = ", ".join(f"“{name}”" for name in given.story.left_out)
            messages.warning(
                request,
                f"Left out: {new}. There is no such tag, and your account may not make one.",
            )
        base = given.story and given.story.cleaned_data["base_revision"]
        is_seen = base is None or conflict.is_seen(article, request.user, base)
        if not is_seen:
            messages.success(request, conflict.words_of_merge(article, base, is_new))
            if button in conflict.VOUCHING:
                label = BUTTONS[button].label
                messages.warning(
                    request, f"Read it as it is now, and press “{label}” again: that was not done."
                )
                return HttpResponseRedirect(_with_typed(address, request))
        if button not in BUTTONS:
            if is_seen:
                messages.success(request, words.saved(article, at, is_new))
            promised = getattr(article, "promise_was", None)
            return self._ask_again(article, promised) if promised else HttpResponseRedirect(address)
        try:
            article = BUTTONS[button].do(article, by=request.user, at=at, **given.act.cleaned_data)
        except AsksWeight:
            return self._ask_weight(request, article, button)
        except Refused as refused:
            messages.warning(request, "Your text is saved, but the story was left as it is:")
            for sentence in refused.sentences:
                messages.error(request, sentence)
            return HttpResponseRedirect(_with_typed(address, request))
        reaching.tell(request, article, button.strip("_"), BUTTONS[button].tell(article, at))
        return HttpResponseRedirect(address)

    # What goes out

    def _show(self, request, article, given, status=200):
        at = timezone.now()
        may_save = _may_save(article, request.user, at)
        if not may_save and not given.story.is_bound:  # what was typed stays to be copied
            given.make_read_only()
        media = js_asset.Media.from_media(given.media())
        acts = buttons.acts_shown(article, request.user, at)
        main = buttons.main_act(article, acts, at)
        context = self._page(request, str(article) if article else "New story") | {
            "article": article,
            "original": article,
            "form": given.story,
            "bylines": given.bylines,
            "act_form": given.act,
            "acts": acts,
            "main": main,
            "main_label": BUTTONS[f"_{main}"].label if main else "",
            "publisher": words.publisher(schedule.last_seen(), at)
            if "schedule_changes" in acts
            else None,
            "setback": words.setback(schedule.setback_of(article, at)) if article else "",
            "may_save": may_save,
            "is_public": bool(article) and article.is_public(at),
            "is_scheduled": bool(article)
            and article.status == Status.PUBLISHED
            and article.is_scheduled(at),
            "was_public": bool(article) and article.was_public(at),
            "status_words": words.status_words(article, at) if article else "New",
            "status_sentence": words.status_sentence(article, at)
            if article
            else "Nothing is saved yet.",
            "hands": words.hands(article, at) if article else "",
            "to_be_done": _to_be_done(article) if article else "",
            "address": article.get_absolute_url() if article else "",
            "old_addresses": _old_addresses(article),
            "may_readdress": bool(article)
            and article.is_public(at)
            and permissions.may(request.user, workflow.ARROWS["readdress"].permission, article),
            **previewing.beside_form(article, acts),
            "brought_back": request.POST.get("_back", ""),
            "window": window_of(request),
            "may_take_over": bool(article) and may_take_over(request.user, article),
            "kept": None if given.story.is_bound else autosaving.newest(request.user, article),
            "media": media.with_nonce(request.csp_nonce),
        }
        return TemplateResponse(
            request, "admin/articles/article/change_form.html", context, status=status
        )

    def _conflict(self, request, article, base, stale, choices=None):
        """409: what both changed, side by side, and the whole of the form once more as hidden fields."""
        page = self._page(request, "Someone else saved this story meanwhile")
        return TemplateResponse(
            request,
            "admin/articles/article/conflict.html",
            page | conflict.context(request, article, base, stale, choices),
            status=409,
        )

    def _ask_before_killing(self, request, article, given):
        context = self._page(request, "Kill this story?") | {
            "article": article,
            "original": article,
            "was_public": article.was_public(timezone.now()),
            "reason": given.act.cleaned_data["kill_reason"],
            "resend": _resent(request, base_revision=article.newest_revision.number),
        }
        return TemplateResponse(request, "admin/articles/article/kill.html", context)

    def _page(self, request, title):
        """What every page of a story needs."""
        request.current_app = self.admin_site.name
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "has_view_permission": True,
        }


class Forms:
    """The three forms of the page."""

    def __init__(self, story, bylines, act):
        self.story, self.bylines, self.act = story, bylines, act

    def are_valid(self):
        return all([self.story.is_valid(), self.bylines.is_valid(), self.act.is_valid()])

    def media(self):
        return self.story.media + self.bylines.empty_form.media + self.act.media

    def make_read_only(self):
        for form in [self.story, *self.bylines.forms]:
            for field in form.fields.values():
                field.disabled = True


def _opened_forms(request, article):
    typed = {name: request.GET[name] for name in buttons.TYPED if name in request.GET}
    if article is None:
        section, bylines = _filled_in(request.user)
        story = StoryForm(initial={"section": section}, user=request.user)
        return Forms(story, Bylines(initial=bylines, prefix="bylines"), ActForm())
    revision = article.newest_revision
    hands = {"assign_to": article.assigned_to}
    act = ActForm(initial=hands | typed | timing.times_of(article, typed))
    return Forms(
        StoryForm(initial=initial_of(revision), user=request.user),
        Bylines(initial=bylines_of(revision.snapshot), prefix="bylines"),
        act,
    )


_FILLED_IN = ("section", "bylines")  # of a story that nobody has begun


def _filled_in(user):
    """(section, byline rows) that this user's new story begins with: their desk, if they have one, and their name."""
    desks = list(user.desks.values_list("section", flat=True)[:2])
    person = getattr(user, "author", None)
    return (desks[0] if len(desks) == 1 else None), [{"author": person}] if person else []


def _old_addresses(article):
    return redirects.leading_to(article.get_absolute_url()) if article and article.slug else []


def _to_be_done(article):
    """What whoever sent the story back asked for, for as long as it is not submitted again."""
    if article.status != Status.SENT_BACK:
        return None
    return article.log.filter(act="send_back").select_related("by").first()


def _save(request, article, given, at, note):
    """Returns (the story, whether its text is new). A new story that comes twice is one story."""
    if credited := given.story.new_credit():
        library.set_credit(*credited, by=request.user)
    if article is None:
        snapshot = given.story.snapshot(given.bylines.rows())
        return _create_once(snapshot, request.user, at, note), True
    base = given.story.cleaned_data["base_revision"]
    kept = Revision.objects.filter(article=article, number=base).first() or article.newest_revision
    snapshot = kept.snapshot | given.story.snapshot(given.bylines.rows())
    if any(article.status == BUTTONS[name].ends for name in BUTTONS if name in request.POST):
        return article, False  # a second press of the last button there is
    saved = workflow.save_revision(article, snapshot, base=base, by=request.user, at=at, note=note)
    return saved, saved.newest_revision_id != article.newest_revision_id


@transaction.atomic
def _create_once(snapshot, user, at, note):
    User.objects.select_for_update().get(
        pk=user.pk
    )  # two clicks of one editor come one after the other
    whole = history.normalise(snapshot)
    nothing = history.empty()
    if whole | {name: nothing[name] for name in _FILLED_IN} == nothing:
        raise Refused("There is nothing to save yet. Write a headline or some text first.")
    latest = Article.objects.filter(created_by=user, created_at__gt=at - TWICE).select_related(
        "newest_revision"
    )
    for story in latest.order_by("-pk")[:3]:
        if story.newest_revision.snapshot == whole:
            return story
    return workflow.create(snapshot, by=user, at=at, note=note)


def _may_save(article, user, at):
    if article is None:
        return True
    return "save" in workflow.acts_open_to(article, user, at)


def _with_typed(address, request):
    """The form's address with what was typed for the acts, so that it is not typed twice."""
    typed = {name: request.POST[name] for name in buttons.TYPED if request.POST.get(name)}
    return f"{address}?{urlencode(typed)}" if typed else address


def _resent(request, base_revision):
    """The whole form as (name, text) pairs, the button left out, on another base."""
    left_out = {"csrfmiddlewaretoken", "base_revision", "_back", "kill_confirmed", *buttons.NAMES}
    pairs = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name not in left_out
    ]
    return [*pairs, ("base_revision", base_revision)]
