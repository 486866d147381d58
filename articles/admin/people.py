"""People who make stories."""

from django.contrib import admin

from articles import kept, permissions, search
from articles.models import Article, Author, Byline
from newsroom import redirects
from newsroom.desk import DeskAdmin


def may_write(user):
    """Whether the account writes stories, and so looks up what they are made of."""
    return any(
        permissions.may(user, name) for name in ("articles.add_article", *permissions.SAVING)
    )


@admin.register(Author)
class AuthorAdmin(DeskAdmin):
    """Deleting a person leaves the name under the stories; so one whom readers must not see is never deleted."""

    list_display = ["name", "title", "is_public"]
    list_filter = ["is_public"]
    search_fields = ["name", "title", "beat"]
    autocomplete_fields = ["user", "portrait"]
    fields = ["name", "title", "beat", "bio", "email", "portrait", "is_public", "slug", "user"]

    def save_model(self, request, person, form, change):
        """A new word in the address leaves the old one leading to it; a new name is found by the search at once."""
        super().save_model(request, person, form, change)
        if change:
            was_public = form.initial["is_public"]
            kept.purge_person(person, form.changed_data, was_public=was_public)
        if change and "slug" in form.changed_data:
            redirects.remember(f"/by/{form.initial['slug']}/", person.get_absolute_url())
        if change and {"name", "is_public"} & set(form.changed_data):
            theirs = Byline.objects.filter(author=person).values("article")
            search.renew(Article.objects.filter(pk__in=theirs))

    def delete_model(self, request, person):
        kept.purge_person(person)
        super().delete_model(request, person)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_public)

    def has_view_permission(self, request, obj=None):
        """Who writes stories may look people up."""
        return super().has_view_permission(request, obj) or may_write(request.user)
