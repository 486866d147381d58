"""The board: stories in columns by state, each card with the acts that lead it on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from articles import overview, workflow
from articles.errors import Refused
from articles.models import Article
from articles.permissions import Account
from newsroom.moments import distance, short_moment
from sections.models import Section

from . import words
from .buttons import BUTTONS
from .queues import QUEUES, SECTIONS_SHOWN, whole_number

Status = Article.Status
CARDS = 30  # of a column; the list has the rest
# (queue, heading, queue of the list that has the rest)
COLUMNS = (
    ("drafts", "Draft", "drafts"),
    ("review", "In review", "review"),
    ("sent_back", "Sent back", "sent_back"),
    ("approved", "Approved", "approved"),
    ("scheduled", "Scheduled", "scheduled"),
    ("today", "Published today", "published"),
)
# What leads a story on and needs nothing but a press
_ON_CARDS = {
    Status.DRAFT: ("submit",),
    Status.SENT_BACK: ("submit",),
    Status.IN_REVIEW: ("approve",),
    Status.APPROVED: ("publish",),
}


class StoryBoard:
    """The part of the story admin that shows the board and does what a card's button says."""

    def get_urls(self):
        view, name = self.admin_site.admin_view, "articles_article"
        act = view(require_POST(self.card_act_view))
        return [
            path("board/", view(require_GET(self.board_view)), name=f"{name}_board"),
            path("<int:object_id>/act/", act, name=f"{name}_act"),
            *super().get_urls(),
        ]

    def board_view(self, request):
        """A query for each column, whatever stands in it."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        at = timezone.now()
        sections = list(Section.objects.filter(parent=None)[:SECTIONS_SHOWN])
        chosen = whole_number(request.GET.get("section"))
        section = next((row for row in sections if row.pk == chosen), None)
        context = self._page(request, "Board") | {
            "columns": [self._column(request, at, section, *words_) for words_ in COLUMNS],
            "queues": _tabs(),
            "sections": sections,
            "section": section,
            "now": words.moment(at),
        }
        return TemplateResponse(request, "admin/articles/article/board.html", context)

    def _column(self, request, at, section, queue, heading, rest):
        stories = overview.queue(
            queue, user=request.user, at=at, stories=self.get_queryset(request)
        )
        if section:
            stories = stories.filter(section__in=Section.objects.below(section))
        stories = stories.select_related("section", "newest_revision__saved_by", "assigned_to")
        found = list(stories.defer("body", "desk_notes", "newest_revision__snapshot")[: CARDS + 1])
        account = Account(request.user, at)
        account.expect(found)
        return {
            "name": queue,
            "heading": heading,
            "cards": [_card(story, account, at) for story in found[:CARDS]],
            "count": f"{CARDS}+" if len(found) > CARDS else str(len(found)),
            "rest": f"{_list()}?queue={rest}" + (f"&section={section.pk}" if section else ""),
            "all": f"All {QUEUES[rest].lower()}" if len(found) > CARDS else "",
        }

    def card_act_view(self, request, object_id):
        """Does one act of a card and goes back to the board."""
        article, act = self._story(request, str(object_id)), request.POST.get("act", "")
        if article is None or act not in {act for acts in _ON_CARDS.values() for act in acts}:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        at, button = timezone.now(), BUTTONS[f"_{act}"]
        try:
            article = button.do(article, by=request.user, at=at, note="")
        except Refused as refused:
            messages.error(request, f"“{article}”: {' '.join(refused.sentences)}")
        else:
            messages.success(request, words.of_story(article, button.tell(article, at)))
        section = whole_number(request.POST.get("section"))
        board = reverse("admin:articles_article_board")
        return HttpResponseRedirect(f"{board}?section={section}" if section else board)


def _list():
    return reverse("admin:articles_article_changelist")


def _tabs():
    return [(words_, f"{_list()}?queue={queue}", False) for queue, words_ in QUEUES.items()]


def _card(story, account, at):
    who = story.newest_revision.saved_by if story.newest_revision else None
    open_acts = workflow.acts_open_to(story, account.user, at, account)
    return {
        "story": story,
        "who": words.name_of(who),
        "time": _time(story, at),
        "hands": words.name_of(story.assigned_to) if story.assigned_to else "",
        "due": words.due(story, at),
        "is_overdue": story.due_at is not None and story.due_at <= at,
        "acts": [
            (act, BUTTONS[f"_{act}"].label)
            for act in _ON_CARDS.get(story.status, ())
            if act in open_acts
        ],
    }


def _time(story, at):
    """What counts in its column: when it goes out, when it went out, or when it was saved."""
    if story.status != Status.PUBLISHED:
        return f"saved {short_moment(story.saved_at)}"
    return (
        distance(story.public_at - at) if story.is_scheduled(at) else short_moment(story.public_at)
    )
