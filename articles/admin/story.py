"""The list of stories."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from articles import permissions
from articles.models import Article
from newsroom.moments import short_moment

from . import words
from .board import StoryBoard
from .bulk import BulkActs
from .correcting import Correcting
from .editing import StoryEditing
from .elsewhere import Elsewhere
from .history import StoryHistory
from .previewing import Previewing
from .queues import InSection, Queue, at_address
from .quick import QuickFind
from .reaching import Reaching
from .together import Together
from .weighing import Weighing


@admin.register(Article)
class ArticleAdmin(
    StoryEditing,
    Together,
    Weighing,
    Previewing,
    Correcting,
    Reaching,
    Elsewhere,
    StoryHistory,
    StoryBoard,
    QuickFind,
    BulkActs,
    admin.ModelAdmin,
):
    """Stories by queue. Nothing is deleted here: a story that shall not go on is killed, and its text stays."""

    list_display = ["story", "state", "section", "names", "goes_public", "last_saved"]
    list_filter = [Queue, InSection, "kind"]
    list_select_related = ["section", "newest_revision__saved_by"]
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-saved_at", "-pk"]
    search_fields = ["headline", "short_headline", "slug", "standfirst"]
    search_help_text = "Words of the headline or standfirst, or the story’s address pasted whole."

    def get_queryset(self, request):
        """What the account may read; looked up for a field, also what readers see."""
        if request.resolver_match and request.resolver_match.url_name == "autocomplete":
            stories = permissions.to_choose(request.user)
        else:
            stories = permissions.open_to(request.user)
        return stories.order_by(*self.ordering).defer("body", "desk_notes")

    def has_view_permission(self, request, obj=None):
        if obj is not None:
            return permissions.may_read(request.user, obj)
        reading = (*permissions.READING, permissions.AUDIT)
        return any(permissions.may(request.user, name) for name in reading)

    def has_change_permission(self, request, obj=None):
        """Whether the account may ever; whether it may as the story stands now is for the act to say, which keeps what
        was typed.
        """
        return any(permissions.may(request.user, name, obj) for name in permissions.SAVING)

    def get_changelist_instance(self, request):
        """Everything the list shows, in three queries for any number of rows; the queues stand above it as tabs."""
        changelist = super().get_changelist_instance(request)
        changelist.title = "Stories"
        queue = next(spec for spec in changelist.filter_specs if isinstance(spec, Queue))
        changelist.queues = [
            (choice["display"], choice["query_string"], choice["selected"])
            for choice in queue.choices(changelist)
        ]
        changelist.filter_specs.remove(queue)
        shown = changelist.result_list.defer("body", "desk_notes", "newest_revision__snapshot")
        changelist.result_list = shown.prefetch_related("bylines__author")
        return changelist

    def get_search_results(self, request, queryset, search_term):
        if request.GET.get("model_name") == "placement":
            queryset = queryset.filter(status=Article.Status.PUBLISHED).order_by("-public_at")
        found = at_address(queryset, search_term)
        if found is not None:
            return found, False
        return super().get_search_results(request, queryset, search_term)

    def has_delete_permission(self, request, obj=None):
        return False

    # Columns

    @admin.display(description="story", ordering="headline")
    def story(self, article):
        kicker = (
            format_html('<span class="desk-kicker">{}</span> ', article.kicker)
            if article.kicker
            else ""
        )
        return format_html("{}{}", kicker, article)

    @admin.display(description="status", ordering="status")
    def state(self, article):
        at = timezone.now()
        text = words.status_words(article, at)
        return format_html(
            '<span class="desk-state desk-{}">{}</span>', text.split()[0].lower(), text
        )

    @admin.display(description="by")
    def names(self, article):
        return ", ".join(byline.printed_name for byline in article.bylines.all()) or "–"

    @admin.display(description="public", ordering="public_at", empty_value="–")
    def goes_public(self, article):
        return short_moment(article.public_at) if article.public_at else None

    @admin.display(description="last saved", ordering="saved_at")
    def last_saved(self, article):
        who = article.newest_revision.saved_by if article.newest_revision else None
        return format_html(
            '{}<span class="desk-who"> {}</span>',
            short_moment(article.saved_at),
            words.name_of(who),
        )

    def view_on_site(self, article):
        return (
            article.get_absolute_url()
            if article.is_public()
            else reverse("admin:articles_article_changelist")
        )
