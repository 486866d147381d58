"""The section tree, the lead of the front and the paper's own pages, as editors change them."""

import js_asset
from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.flatpages.admin import FlatPage
from django.urls import Resolver404, resolve
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import body, kept, permissions
from articles.errors import Refused
from newsroom import redirects
from newsroom.desk import DeskAdmin
from newsroom.models import User
from newsroom.purging import purge

from . import curation, tree
from .models import DeskMember, Placement, Section


class DeskMembers(admin.TabularInline):
    """Who is of the section's desk, and of all below it."""

    model = DeskMember
    autocomplete_fields = ["user"]
    extra = 0
    verbose_name_plural = "desk"

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Looked up by name, not made in a window on top of this one."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = admin.site.get_model_admin(User).choice_words
        return field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    """Sections are moved, renamed and hidden, not deleted: old addresses go on leading to them."""

    list_display = ["in_tree", "order", "is_visible", "readers_see_it"]
    list_display_links = ["in_tree"]
    search_fields = ["title", "path"]
    autocomplete_fields = ["parent"]
    fields = ["title", "slug", "parent", "order", "description", "is_visible", "four_eyes"]
    inlines = [DeskMembers]
    prepopulated_fields = {"slug": ["title"]}
    ordering = ["path"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else self.prepopulated_fields

    def save_model(self, request, section, form, change):
        tree.save(section)

    def get_search_results(self, request, queryset, search_term):
        return super().get_search_results(request, queryset.with_places(), search_term)

    def choice_words(self, section):
        """Two sections below others may have one title."""
        return section.place()

    def has_view_permission(self, request, obj=None):
        """Who writes stories may look sections up."""
        writing = ("articles.add_article", *permissions.SAVING)
        may_write = any(permissions.may(request.user, name) for name in writing)
        return super().has_view_permission(request, obj) or may_write

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description="section", ordering="path")
    def in_tree(self, section):
        return "– " * section.path.count("/") + section.title

    @admin.display(description="readers see it", boolean=True)
    def readers_see_it(self, section):
        return section.is_public


def _on_front(verb):
    return f"sections.{verb}_placement"


@admin.register(Placement)
class PlacementAdmin(DeskAdmin):
    """The story that leads the front. The newest placement whose time has not run out counts."""

    refusals = (*DeskAdmin.refusals, Refused)
    list_display = ["article", "until", "placed_at", "placed_by"]
    list_select_related = ["article", "placed_by"]
    autocomplete_fields = ["article"]
    fields = ["article", "until"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return permissions.of_stories(request.user, rows, *map(_on_front, ("view", "change")))

    def has_view_permission(self, request, obj=None):
        return self._may("view", request, obj) or self._may("change", request, obj)

    def has_add_permission(self, request):
        return self._may("add", request)

    def has_change_permission(self, request, obj=None):
        return self._may("change", request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may("delete", request, obj)

    def _may(self, verb, request, obj=None):
        return permissions.may(request.user, _on_front(verb), obj and obj.article)

    def get_readonly_fields(self, request, obj=None):
        return ["article"] if obj else []

    def save_model(self, request, placement, form, change):
        made = curation.place(placement.article, by=request.user, until=placement.until)
        placement.pk, placement.placed_at = made.pk, made.placed_at

    def delete_model(self, request, placement):
        curation.take_off(placement, by=request.user)


admin.site.unregister(FlatPage)
IN_THE_FOOT = (
    "/about/",
    "/about/ethics/",
    "/about/corrections/",
)  # pages of the site lead to these
BLOCKS_OF_STORIES = {*settings.DJANGO_PROSE_EDITOR_EXTENSIONS[0]["extensions"]}


class PageForm(forms.ModelForm):
    """A page of the paper's own, below /about/."""

    content = ProseEditorFormField(
        label="Text",
        config={
            "extensions": {
                name: how for name, how in body.EXTENSIONS.items() if name not in BLOCKS_OF_STORIES
            }
        },
        widget=AdminProseEditorWidget,
    )

    class Meta:
        model = FlatPage
        fields = ["title", "url", "content"]
        labels = {"url": "Address"}
        help_texts = {"url": "Such as /about/our-history/. A changed address leads to the new one."}

    def clean_url(self):
        """An address that `sections.urls` serves by `page`, and no other page has."""
        url = self.cleaned_data["url"]
        if not _is_of_a_page(url):
            raise forms.ValidationError(
                "An address begins with /about/ and ends with a slash; between them stand words "
                "of small letters, figures and hyphens: /about/our-history/."
            )
        if FlatPage.objects.filter(url=url).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"There is a page at {url} already; choose another word.")
        if self.initial.get("url") in IN_THE_FOOT and url != self.initial["url"]:
            raise forms.ValidationError("Every page of the site leads here; this address stays.")
        return url

    def clean_content(self):
        """What is left when all that the editor cannot make is taken out."""
        content = body.clean(self.cleaned_data["content"])
        if not content:
            raise forms.ValidationError("A page without text says nothing to readers.")
        return content


def _is_of_a_page(url):
    try:
        return resolve(url).view_name == "sections:page"
    except Resolver404:
        return False


@admin.register(FlatPage)
class PageAdmin(DeskAdmin):
    """About, ethics, corrections policy and whatever else the paper says of itself."""

    form = PageForm
    list_display = ["title", "url"]
    search_fields = ["title", "url"]
    ordering = ["url"]
    change_form_template = "admin/flatpages/flatpage/change_form.html"

    def save_model(self, request, page, form, change):
        super().save_model(request, page, form, change)
        page.sites.set([settings.SITE_ID])
        was_at = form.initial.get("url") if change else None
        is_elsewhere = page.url != was_at
        purge(
            f"page:{page.url}",
            *([kept.PAGES] if is_elsewhere else []),
            gone=[f"page:{was_at}"] if change and is_elsewhere else [],
        )
        if change:
            redirects.remember(was_at, page.url)

    def delete_model(self, request, page):
        purge(kept.PAGES, gone=[f"page:{page.url}"])
        super().delete_model(request, page)

    def has_delete_permission(self, request, obj=None):
        in_the_foot = obj is not None and obj.url in IN_THE_FOOT
        return super().has_delete_permission(request, obj) and not in_the_foot

    def view_on_site(self, page):
        return page.url

    def render_change_form(self, request, context, *args, **kwargs):
        """The editor's scripts stand with the nonce that the policy asks for."""
        media = js_asset.Media.from_media(context["media"])
        context["media"] = media.with_nonce(request.csp_nonce)
        return super().render_change_form(request, context, *args, **kwargs)
