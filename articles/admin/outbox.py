"""Messages to others: what was told, what waits, what was given up, and a way to try again."""

from django.contrib import admin, messages
from django.utils import timezone

from articles import outbox
from articles.errors import Refused
from articles.models import OutboxItem
from newsroom.moments import short_moment


@admin.register(OutboxItem)
class OutboxAdmin(admin.ModelAdmin):
    """Only read here: the acts write it, and the publisher delivers it."""

    list_display = ["event", "state", "story", "tries", "last_error", "made"]
    list_display_links = None
    list_select_related = ["article"]
    list_per_page = 50
    show_full_result_count = False
    actions = ["try_again"]
    ordering = ["-made_at", "-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("article__body", "article__desk_notes")

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        changelist.title = "Messages to others"
        return changelist

    def get_actions(self, request):
        return {
            name: act for name, act in super().get_actions(request).items() if name == "try_again"
        }

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_again_permission(self, request):
        return request.user.has_perm("articles.change_outboxitem")

    @admin.action(description="Try again", permissions=["again"])
    def try_again(self, request, items):
        at, done = timezone.now(), 0
        for item in items:
            try:
                outbox.try_again(item, by=request.user, at=at)
                done += 1
            except Refused as refused:
                messages.error(request, " ".join(refused.sentences))
        if done:
            words = "1 message is" if done == 1 else f"{done} messages are"
            messages.success(request, f"{words} tried again, within the minute.")

    @admin.display(description="story")
    def story(self, item):
        return item.article

    @admin.display(description="made", ordering="made_at")
    def made(self, item):
        return short_moment(item.made_at)

    @admin.display(description="state")
    def state(self, item):
        if item.delivered_at:
            return f"Delivered {short_moment(item.delivered_at)}"
        if item.next_try_at:
            return (
                f"{'Tried again' if item.tries else 'To be told'} {short_moment(item.next_try_at)}"
            )
        return f"Given up {short_moment(item.given_up_at)}"
