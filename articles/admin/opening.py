"""The desk's opening page: what needs hands, ways to the daily work, and the figures of the week."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from articles import overview, permissions
from articles.models import Article, Image
from newsroom.moments import distance, moment, short_moment, zone_name
from sections.models import Placement

from .queues import QUEUES
from .words import due, name_of

ROWS = 8  # of a queue; the story list has the rest
# In the order of the page: (queue, heading, where in the story list the rest is)
LISTS = (
    ("assigned", "Assigned to me", "assigned"),
    ("review", "In review", "review"),
    ("approved", "Approved", "approved"),
    ("sent_back", "Sent back", "sent_back"),
    ("mine", "My drafts", "mine"),
    ("changed", "Changed since publication", "changed"),
    ("proposed", "Proposed corrections", "proposed"),
    ("scheduled", "Going out next", "scheduled"),
    ("today", "Published today", "published"),
)
OTHERS = ("drafts", "withdrawn", "killed", "binned")  # queues that are led to, not shown
# What a chart measures, in the units of its drawing
WIDTH, HEIGHT = 280, 120
BASE = 98  # where columns stand; the days' names are below
TALLEST = 78
BAR = 100  # the longest bar of a row


def context(request):
    """What the page shows to this user. Whoever may not see stories gets the ways that are open, and no query."""
    at = timezone.now()
    found = {"title": "The desk", "now": moment(at), "ways": _ways(request)}
    if not _may_see(request, Article):
        return found
    stories = _stories(request.user, at)
    boxes = [_box(at, *words, stories[words[0]]) for words in LISTS]
    return found | {
        "boxes": [box for box in boxes if box["rows"]],
        "empty": [box for box in boxes if not box["rows"]],
        "others": [(QUEUES[queue], _list(queue)) for queue in OTHERS],
        "week": _week(at),
    }


def _may_see(request, model):
    return admin.site.get_model_admin(model).has_view_or_change_permission(request)


def _ways(request):
    """The big buttons: (words, address), the first of them the work itself."""
    ways = []
    if admin.site.get_model_admin(Article).has_add_permission(request):
        ways.append(("Write a story", reverse("admin:articles_article_add")))
    if _may_see(request, Article):
        ways.append(("Board", reverse("admin:articles_article_board")))
    if _may_see(request, Image):
        ways.append(("Picture library", reverse("admin:articles_image_changelist")))
    if _may_see(request, Placement):
        ways.append(("Lead of the front", reverse("admin:sections_placement_changelist")))
    return ways


# Lists ---------------------------------------------------------------------------------------------------------------


def _stories(user, at):
    """{queue: its first stories, and one more that tells of the rest}. A query for the three queues that are kept short
    by hand, and one for each of the others.
    """
    loaded = permissions.open_to(user, at=at).select_related("section", "newest_revision__saved_by")
    loaded = loaded.defer("body", "desk_notes", "newest_revision__snapshot")
    found = overview.at_the_desk(ROWS + 1, loaded)
    for queue, _heading, _rest in LISTS:
        if queue not in found:
            stories = overview.queue(queue, user=user, at=at, stories=loaded)
            found[queue] = list(stories[: ROWS + 1])
    return found


def _list(queue):
    return f"{reverse('admin:articles_article_changelist')}?queue={queue}"


def _box(at, queue, heading, rest, found):
    """One list of the page."""
    return {
        "name": queue,
        "heading": heading,
        "rows": [(story, _say(queue, story, at)) for story in found[:ROWS]],
        "count": f"{ROWS}+" if len(found) > ROWS else str(len(found)),
        "address": _list(rest),
        "all": f"All {QUEUES[rest].lower()}",
    }


def _say(queue, story, at):
    """What counts about a story in this queue: (at first sight, in small)."""
    if queue == "scheduled":
        return distance(story.public_at - at), moment(story.public_at)
    if queue == "today":
        return _hour(story.public_at), ""
    if queue == "assigned":
        return due(story, at), story.get_status_display()
    saved = f"saved {short_moment(story.saved_at)}"
    return "", saved if queue == "mine" else f"{saved} by {_saved_by(story)}"


def _hour(time):
    local = timezone.localtime(time)
    return f"{local:%H:%M} {zone_name(local)}"


def _saved_by(story):
    return name_of(story.newest_revision.saved_by if story.newest_revision else None)


# Figures -------------------------------------------------------------------------------------------------------------


def _week(at):
    """The three figures, drawn: columns for days, bars for sections. One query."""
    week = overview.Week(at)
    longest = max([stories for _title, stories in week.sections], default=1)
    return {
        "columns": [
            _columns("Stories published a day", week.days, week.published),
            _columns("Updates after publication a day", week.days, week.updated),
        ],
        "sections": [
            {"title": title, "number": stories, "width": round(BAR * stories / longest, 1)}
            for title, stories in week.sections
        ],
        "zone": str(timezone.get_default_timezone()),
    }


def _columns(title, days, numbers):
    """A chart of a column a day; an empty day has none."""
    highest, step = max([*numbers, 1]), WIDTH / len(days)
    columns = []
    for place, (day, number) in enumerate(zip(days, numbers, strict=True)):
        height = round(TALLEST * number / highest, 1)
        columns.append(
            {
                "day": f"{day:%a}",
                "date": f"{day:%A} {day.day} {day:%B}",
                "number": number,
                "height": height,
                "x": round(place * step + step * 0.16, 1),
                "y": round(BASE - height, 1),
                "width": round(step * 0.68, 1),
                "middle": round((place + 0.5) * step, 1),
                "above": round(BASE - height - 6, 1),
            }
        )
    return {"title": title, "total": sum(numbers), "columns": columns}
