"""Where a story stands and what an act did, in editors' words."""

from django.conf import settings
from django.utils.html import format_html

from articles import schedule
from articles.models import Article
from newsroom.moments import distance, moment, short_moment

Status = Article.Status


def status_words(article, at):
    """For lists: "Scheduled · in 7 h 12 min", "Changed · live in 20 min", "Changed since publication"."""
    if article.status != Status.PUBLISHED:
        return article.get_status_display()
    if article.is_scheduled(at):
        return f"Scheduled · {distance(article.public_at - at)}"
    if article.is_over(at):
        return "Withdrawn"
    if article.changes_at and article.changes_at > at:
        return f"Changed · live {distance(article.changes_at - at)}"
    return "Changed since publication" if article.has_changes() else "Published"


def status_sentence(article, at):
    """For the head of the form: the same with day, time, zone, and what readers get."""
    if article.status == Status.PUBLISHED and article.is_scheduled(at):
        words = f"Scheduled for {moment(article.public_at)}, {distance(article.public_at - at)}."
        return words + _promises(article, at)
    if article.status == Status.PUBLISHED:
        return _published(article, at)
    if article.status == Status.WITHDRAWN:
        return "Withdrawn. Its address answers “not found”, as if the story had never been."
    if article.status == Status.BINNED:
        return "In the bin. “Bring back” makes it a draft again."
    if article.status == Status.KILLED:
        seen = " Readers are told so at its address." if article.first_public_at else ""
        return f"Killed: {article.kill_reason}{seen}"
    return f"{article.get_status_display()}. Readers do not see it." + _promises(article, at)


def _promises(article, at):
    """What is to become of the story, besides its publication."""
    words = ""
    if article.embargo_until and article.embargo_until > at:
        words += f" Under embargo until {moment(article.embargo_until)}."
    if article.changes_at and article.changes_at > at:
        words += f" Saved changes go live on {moment(article.changes_at)}."
    elif article.changes_at:
        words += (
            f" Saved changes were to go live on {moment(article.changes_at)}, and have not yet."
        )
    if article.is_over(at):
        words += f" Readers saw it until {moment(article.withdraw_at)}."
    elif article.withdraw_at:
        words += f" Readers see it until {moment(article.withdraw_at)}."
    return words


def _published(article, at):
    words = f"Published on {moment(article.public_at)}."
    if not article.section.is_public:
        words += f" Readers do not see it: the section {article.section} is hidden."
    if article.has_changes() and not article.changes_at:
        words += " Your saved changes are not live yet; “Publish changes” brings them to readers."
    return words + _promises(article, at)


def saved(article, at, is_new):
    """After a save. `is_new`: whether the text differed from the last revision."""
    if not is_new:
        return "Nothing has changed since the last save."
    words = f"Saved as revision {article.newest_revision.number}."
    if article.status == Status.PUBLISHED and article.was_public(at) and article.changes_at:
        return f"{words} It goes live with the other changes on {moment(article.changes_at)}."
    if article.status == Status.PUBLISHED and article.was_public(at):
        return f"{words} Readers still get the published text until you press “Publish changes”."
    if article.status == Status.PUBLISHED:
        return f"{words} It goes out with this text on {moment(article.public_at)}."
    return words


def name_of(user):
    """An account's name; what no account did, the operator did."""
    return user.get_full_name() or user.get_username() if user else "the operator"


def of_story(article, sentence):
    """A message on a page that is not the story's own."""
    return format_html("“{}”: {}", article, sentence)


def submitted(article, at):
    return f"Submitted on {moment(at)}. The story is in review."


def sent_back(article, at):
    return f"Sent back on {moment(at)}. Your note stands at the head of the story."


def approved(article, at):
    return f"Approved on {moment(at)}. The story can be published."


def assigned(article, at):
    return hands(article, at) or "The story is in nobody’s hands now."


def hands(article, at):
    """Who is at it and until when: "Assigned to Mira Lund, due on Thursday 12 March 2026, 18:00 UTC (overdue)."."""
    if article.assigned_to is None:
        return ""
    who = name_of(article.assigned_to)
    if article.due_at is None:
        return f"Assigned to {who}."
    overdue = " (overdue)" if article.due_at <= at else ""
    return f"Assigned to {who}, due on {moment(article.due_at)}{overdue}."


def due(article, at):
    """For lists: "overdue since 12 Mar, 18:00", "due 12 Mar, 18:00"; empty where no time is set."""
    if article.due_at is None:
        return ""
    return f"{'overdue since' if article.due_at <= at else 'due'} {short_moment(article.due_at)}"


def binned(article, at):
    return f"Binned on {moment(at)}. It can be brought back for thirty days."


def restored(article, at):
    return "The story is back from the bin, as a draft."


def published(article, at):
    return format_html(
        "Published on {}. Readers find it at {}", moment(article.public_at), _link(article)
    )


def scheduled(article, at):
    return format_html(
        "Scheduled for {}. Its address will be {}", moment(article.public_at), _absolute(article)
    )


def updated(article, at):
    return format_html(
        "Your changes are live since {}, at {}", moment(article.updated_at or at), _link(article)
    )


def corrected(article, at):
    return format_html("Corrected on {}. Readers find the note at {}", moment(at), _link(article))


def proposed(article, at):
    return "Proposed. Readers see nothing of it until someone who may issues the correction."


def publisher(heartbeat, at):
    """What brings scheduled changes live, and whether it is at work, for the panel of times."""
    is_missing = heartbeat is None or at - heartbeat.seen_at > schedule.SILENCE
    seen = f"was last seen {_ago(at - heartbeat.seen_at)}" if heartbeat else "has never been seen"
    words = f"The publisher {seen}."
    if is_missing:
        words += (
            " Scheduled changes wait until the operator starts “manage.py publish_scheduled --loop”; "
            "stories go out and are withdrawn without it."
        )
    return {"is_missing": is_missing, "words": words}


def setback(failed):
    """Why a promise was not kept, for the head of the form. `failed`: a Setback, or None."""
    if failed is None:
        return ""
    again = (
        f"it is tried again {short_moment(failed.next_try_at)}"
        if failed.next_try_at
        else "it is not tried again: move it, or take it back"
    )
    what = {
        "update": "The scheduled changes could not go live.",
        "withdraw": "The scheduled withdrawal could not be written down.",
    }
    return f"{what[failed.act]} {failed.last_error} Tried {failed.tries} times; {again}."


def _ago(span):
    seconds = max(0, int(span.total_seconds()))
    if seconds < 120:
        return f"{seconds} s ago"
    return distance(span).removeprefix("in ") + " ago"


def changes_scheduled(article, at):
    return (
        f"Your changes go live on {moment(article.changes_at)}, with what is saved until then. "
        "Readers get the published text until that time."
    )


def changes_cancelled(article, at):
    return "The scheduled changes are taken back. Your text is saved and stays where it is."


def withdrawal_scheduled(article, at):
    return format_html(
        "Readers see it until {}. From then on {} answers “not found”.",
        moment(article.withdraw_at),
        _absolute(article),
    )


def withdrawal_cancelled(article, at):
    return "The scheduled withdrawal is taken back. Readers go on seeing the story."


def embargoed(article, at):
    return f"Under embargo: nobody can publish it before {moment(article.embargo_until)}."


def embargo_lifted(article, at):
    return "The embargo is lifted. The story can be published at any time."


def readdressed(article, at):
    return format_html(
        "Readers find it at {} again. The other address leads there.", _link(article)
    )


def withdrawn(article, at):
    if article.status == Status.WITHDRAWN:
        return format_html(
            "Withdrawn on {}. {} now answers “not found”.", moment(at), _absolute(article)
        )
    return "Taken back. The story is a draft again and will not go out."


def killed(article, at):
    if article.first_public_at:
        return format_html("Killed on {}. {} now gives the reason.", moment(at), _link(article))
    return format_html("Killed on {}. Readers never saw it.", moment(at))


def _absolute(article):
    return settings.SITE_URL + article.get_absolute_url()


def _link(article):
    return format_html('<a href="{}">{}</a>', article.get_absolute_url(), _absolute(article))


# Acts, as the history and the log tell them
_DONE = {
    "create": "Begun",
    "save": "Saved",
    "keep aside": "Kept aside",
    "assign": "Assigned",
    "submit": "Submitted",
    "send_back": "Sent back",
    "approve": "Approved",
    "publish": "Published",
    "schedule": "Scheduled",
    "embargo": "Embargo",
    "update": "Changes published",
    "schedule_changes": "Changes scheduled",
    "schedule_withdrawal": "Withdrawal scheduled",
    "withdraw": "Withdrawn",
    "kill": "Killed",
    "bin": "Binned",
    "restore": "Brought back from the bin",
    "propose": "Correction proposed",
    "correct": "Corrected",
    "amend": "Correction amended",
    "decline": "Correction declined",
    "withhold": "Version withheld",
    "show_again": "Version shown again",
    "readdress": "Old address brought back",
    "share": "Preview shared by a link",
    "revoke": "Link to a preview ended",
    "read": "Opened by an administrator",
    "prune": "Old revisions removed",
}


def done(act):
    return _DONE.get(act, act.replace("_", " ").capitalize())
