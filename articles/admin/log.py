"""The log of all acts on stories, to read. Nobody changes it here, whatever the role."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from articles import permissions
from articles.models import ArticleLog
from newsroom.moments import short_moment

from . import words

SEE = "articles.view_articlelog"


class Act(admin.SimpleListFilter):
    """What was done."""

    title = parameter_name = "act"

    def lookups(self, request, model_admin):
        rows = ArticleLog.objects.order_by("act").values_list("act", flat=True).distinct()
        return [(act, words.done(act)) for act in rows]

    def queryset(self, request, rows):
        return rows.filter(act=self.value()) if self.value() else rows


@admin.register(ArticleLog)
class LogAdmin(admin.ModelAdmin):
    """Own, of the desk's or all stories; acts on stories that are gone for those who see all."""

    actions = None
    list_display = ["when", "name", "done", "about", "note"]
    list_display_links = None
    list_filter = [Act]
    list_per_page = 100
    show_full_result_count = False
    search_fields = ["title", "who", "note"]
    search_help_text = "Words of a headline or a note, or a user name."
    date_hierarchy = "at"

    def get_queryset(self, request):
        rows = ArticleLog.objects.select_related("article", "by")
        rows = rows.defer("article__body", "article__desk_notes")
        return permissions.of_stories(request.user, rows, SEE)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.title = "Log of stories"
        return changelist

    def has_view_permission(self, request, obj=None):
        if obj is None or obj.article is None:
            return permissions.may(request.user, SEE)
        return permissions.may(request.user, SEE, obj.article)

    @admin.display(description="when", ordering="at")
    def when(self, row):
        return short_moment(row.at)

    @admin.display(description="who")
    def name(self, row):
        return words.name_of(row.by) if row.by else row.who or words.name_of(None)

    @admin.display(description="what")
    def done(self, row):
        return words.done(row.act)

    @admin.display(description="story")
    def about(self, row):
        title = row.title or "(no headline yet)"
        if row.article is None:
            return f"{title} (purged)"
        address = reverse("admin:articles_article_history", args=[row.story])
        return format_html('<a href="{}">{}</a>', address, title)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
