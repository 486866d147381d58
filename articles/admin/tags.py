"""What stories are about."""

from django import forms
from django.contrib import admin
from django.db.models import Case, IntegerField, Value, When
from taggit.admin import Tag as LibrarysTag

from articles import kept, search
from articles.errors import Refused
from articles.models import Article, Tag, TaggedArticle
from articles.models.tag import fold
from articles.tagging import tag_named
from newsroom import redirects
from newsroom.desk import DeskAdmin

from .people import may_write

admin.site.unregister(LibrarysTag)  # the table that the library brings along; ours is `Tag`


class TagForm(forms.ModelForm):
    """A tag whose name no other tag has in another spelling."""

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        same = Tag.objects.filter(folded=fold(name)).exclude(pk=self.instance.pk).first()
        if same:
            raise forms.ValidationError(f"There is a tag of that name already: “{same}”.")
        return name


@admin.register(Tag)
class TagAdmin(DeskAdmin):
    """Tags with their pages and what they do in sidebars."""

    form = TagForm
    refusals = (*DeskAdmin.refusals, Refused)
    list_display = ["name", "slug", "stories", "is_public", "leads_until"]
    list_filter = ["is_public", ("leads_until", admin.EmptyFieldListFilter)]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["leads_in"]

    def get_fields(self, request, obj=None):
        fields = ["name", "slug", "description", "is_public", "leads_until", "leads_in"]
        return fields if obj else [name for name in fields if name != "slug"]

    def save_model(self, request, tag, form, change):
        if not change:
            made = tag_named(tag.name)
            tag.pk, tag.slug, tag.listed = made.pk, made.slug, made.listed
        tag.save()
        if change:
            kept.purge_tag(tag, form.changed_data, was_public=form.initial["is_public"])
        if change and "slug" in form.changed_data:
            redirects.remember(f"/tag/{form.initial['slug']}/", tag.get_absolute_url())
        if change and {"name", "is_public"} & set(form.changed_data):
            tagged = TaggedArticle.objects.filter(tag=tag).values("content_object")
            search.renew(Article.objects.filter(pk__in=tagged))

    def get_search_results(self, request, queryset, search_term):
        """The tag that is called so first, then those that begin so, so that the first answer is the one meant."""
        found, distinct = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        if not folded:
            return found, distinct
        rank = Case(
            When(folded=folded, then=Value(0)),
            When(folded__startswith=folded, then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return found.order_by(rank, "name"), distinct

    def has_view_permission(self, request, obj=None):
        """Who writes stories may look tags up."""
        return super().has_view_permission(request, obj) or may_write(request.user)

    def has_delete_permission(self, request, obj=None):
        """A tag goes only when no story carries it."""
        return super().has_delete_permission(request, obj) and not (obj and obj.tagged.exists())

    @admin.display(description="stories", ordering="listed")
    def stories(self, tag):
        return tag.listed
