"""The preview beside the story form and in a tab of its own, and the links that let others read it."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles import history, preview, workflow
from articles.errors import Refused
from articles.models import Article, PreviewLink, Tag
from articles.models.tag import fold
from newsroom import freshness, security

from .forms import Bylines, StoryForm

LASTING = {24: "24 hours", 72: "3 days", 168: "a week", 336: "two weeks"}


class Previewing:
    """The part of the story admin that shows what readers will get."""

    def get_urls(self):
        view, links = map(self.admin_site.admin_view, (self.preview_view, self.links_view))
        return [
            path("preview/", view, name="articles_article_preview_new"),
            path("<int:object_id>/preview/", view, name="articles_article_preview"),
            path("<int:object_id>/links/", links, name="articles_article_links"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id=None):
        """What stands in the form that was sent, complete or not; else the newest text that was saved."""
        at = timezone.now()
        article = self._viewable(request, str(object_id)) if object_id else None
        self._check_permission(request, article)
        if article is None and request.method != "POST":
            raise Http404
        article = article or Article(created_at=at, saved_at=at)
        shown = (
            _typed(request, article, at)
            if request.method == "POST"
            else preview.foresee(article, at=at)
        )
        kind = request.GET.get("as")
        template, context = shown.shown_as(kind if kind in preview.KINDS else "page")
        response = render(request, template, context)
        return security.beside_form(freshness.private(response))

    def links_view(self, request, object_id):
        """The open links of a story. A new one is shown once, on the page that answers its making."""
        article, at = self._viewable(request, str(object_id)), timezone.now()
        if "share" not in workflow.acts_open_to(article, request.user, at):
            raise PermissionDenied
        if "_revoke" in request.POST:
            return self._revoke(request, article)
        form, made = ShareForm(request.POST or None, article=article, at=at), None
        if form.is_valid():
            try:
                link, token = preview.share(article, by=request.user, at=at, **form.asked())
                made = {"address": f"{settings.SITE_URL}/preview/{token}/", "link": link}
            except Refused as refused:
                for sentence in refused.sentences:
                    form.add_error(None, sentence)
        context = self._page(request, f"Links to “{article}”") | {
            "article": article,
            "original": article,
            "form": form,
            "made": made,
            "links": preview.open_links(article, at),
        }
        return TemplateResponse(request, "admin/articles/article/links.html", context)

    def _revoke(self, request, article):
        number = request.POST["_revoke"]
        link = article.preview_links.filter(pk=number).first() if number.isdecimal() else None
        if link is None:
            raise Http404
        try:
            preview.revoke(link, by=request.user)
            messages.success(request, "The link opens nothing any more.")
        except Refused as refused:
            for sentence in refused.sentences:
                messages.error(request, sentence)
        return HttpResponseRedirect(request.path)


def beside_form(article, acts):
    """What the story form says of previews."""
    name, arguments = ("preview", [article.pk]) if article else ("preview_new", [])
    return {
        "preview_url": reverse(f"admin:articles_article_{name}", args=arguments),
        "preview_kinds": preview.KINDS.items(),
        "may_share": "share" in acts,
    }


class ShareForm(forms.Form):
    """What a link opens, for how long, and for whom."""

    mode = forms.ChoiceField(label="What it opens", widget=forms.RadioSelect)
    hours = forms.TypedChoiceField(
        label="It ends after", coerce=int, choices=LASTING.items(), initial=72
    )
    note = forms.CharField(
        label="For whom", required=False, max_length=200, help_text="For the history alone."
    )

    def __init__(self, *args, article, at, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.at = at
        choices = [
            (mode.value, mode.label)
            for mode in PreviewLink.Mode
            if mode != PreviewLink.Mode.UNTIL_PUBLICATION or not article.is_public(at)
        ]
        self.fields["mode"].choices = choices
        self.fields["mode"].initial = choices[0][0]

    def asked(self):
        """What `preview.share` is asked for."""
        data = self.cleaned_data
        ends_at = self.at + timedelta(hours=data["hours"])
        return {"mode": data["mode"], "ends_at": ends_at, "note": data["note"]}


def _typed(request, article, at):
    """The preview of the form as it was sent. What is too long is shown all the same; what names nothing that is there
    is left as it was saved.
    """
    form, bylines = (
        StoryForm(request.POST, user=request.user),
        Bylines(request.POST, prefix="bylines"),
    )
    form.is_valid()
    bylines.is_valid()
    data = form.cleaned_data
    base = article.newest_revision.snapshot if article.newest_revision else history.empty()
    typed = {
        name: data.get(name, form[name].value() or "")
        for name in history.TEXTS
        if name in data or name not in ("kind", "language")
    }
    typed |= {name: data[name] and data[name].pk for name in ("section", "series") if name in data}
    typed["bylines"] = bylines.rows()
    typed["related"] = form.chosen_related() if "related" in data else base["related"]
    typed["lead_picture"] = (
        form.chosen_lead_picture() if "lead_image" in data else base["lead_picture"]
    )
    tags = _tags(form["tags"].value() or "")
    shown = preview.foresee(article, history.tidy(base | typed), at=at, tags=tags)
    if shown.story.lead_picture and not form.fields["lead_credit"].disabled:
        shown.story.lead_picture.image.credit = data.get("lead_credit", "")
    return shown


def _tags(lines):
    """The ids of the tags that are there, and the names of those that are not, in order. One query."""
    names = {fold(line): " ".join(line.split()) for line in lines.split("\n") if line.strip()}
    known = dict(Tag.objects.filter(folded__in=names).values_list("folded", "pk"))
    return [known.get(folded, name) for folded, name in names.items()]
