"""What the desk does with a story before readers see it: acts as in `articles.workflow`, whose table they ask."""

from django.db import transaction

from articles.models import Article

from . import body, workflow
from .errors import Refused

Status = Article.Status


@transaction.atomic
def assign(article, *, by, to, due_at=None, at=None, note=""):
    """Gives the story into somebody's hands, to be done by `due_at`; `to` None takes it out of all hands."""
    article, before, at = workflow.begin(article, "assign", by, at)
    if to is None:
        due_at = None
    elif not (to.is_active and to.is_staff):
        raise Refused(f"{to} has no account at the desk any more. Choose somebody else.")
    if (article.assigned_to_id, article.due_at) == (to and to.pk, due_at):
        return article
    article.assigned_to, article.due_at = to, due_at
    article.save()
    who = to.get_full_name() or to.get_username() if to else "nobody"
    workflow.record(article, "assign", by, at, f"To {who}. {note}".strip(), before)
    return article


@transaction.atomic
def submit(article, *, by, at=None, note=""):
    """Hands a draft to the desk."""
    return _move(article, "submit", Status.IN_REVIEW, by, at, note)


@transaction.atomic
def send_back(article, *, by, note, at=None):
    """Gives a story back to who wrote it; the note says what is to be done."""
    if not body.plain(note):
        raise Refused("Say in the note what is to be done before it comes back.")
    return _move(article, "send_back", Status.SENT_BACK, by, at, note)


@transaction.atomic
def approve(article, *, by, at=None, note=""):
    """Says that the story may go out as it stands."""
    return _move(article, "approve", Status.APPROVED, by, at, note)


def _move(article, act, to, by, at, note):
    """An act that changes the story's state and nothing else. Doing it twice changes nothing."""
    current = Article.objects.get(pk=article.pk)
    if current.status == to:
        return current
    article, before, at = workflow.begin(article, act, by, at)
    article.status = to
    article.save()
    workflow.record(article, act, by, at, note, before)
    return article


@transaction.atomic
def bin(article, *, by, at=None, note=""):
    """Throws away a story that was never public. For thirty days it can be brought back."""
    article, before, at = workflow.begin(article, "bin", by, at)
    if article.first_public_at is not None:
        raise Refused(
            "Readers have seen this story, so it is never thrown away. Withdraw or kill it instead."
        )
    article.status, article.binned_at = Status.BINNED, at
    workflow.settle(article, at)
    workflow.record(article, "bin", by, at, note, before)
    return article


@transaction.atomic
def restore(article, *, by, at=None, note=""):
    """Brings a story back from the bin, as a draft."""
    article, before, at = workflow.begin(article, "restore", by, at)
    article.status, article.binned_at = Status.DRAFT, None
    article.save()
    workflow.record(article, "restore", by, at, note, before)
    return article
