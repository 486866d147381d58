"""Minor, or a correction? What an act asks before a telling change of a public story goes live.

The act is asked for by somebody of the desk: an import and the operator's commands have nobody to answer. What was
answered stands in the log. A correction is issued by `articles.corrections`, which brings the changes live with it.
"""

from articles.models import ArticleLog

from . import body, guard
from .errors import AsksWeight, Refused

MINOR = "minor"
TAKEN_BACK = (
    "The promise to publish the changes is taken back: nobody has said yet what these weigh."
)


def weighed(article, *, by, weight, note):
    """The note for the log of an act that shows readers the newest text of a story that they have seen.

    `weight`: MINOR, or None where nobody was asked yet. Raises AsksWeight where the change tells and nobody has
    answered, Refused where an answer lacks its note.
    """
    if by is None or not article.has_changes():
        return note
    changes = changes_of(article)
    if not changes:
        return note
    if weight != MINOR:
        raise AsksWeight(changes)
    if not body.plain(note):
        raise Refused("Say in the note what was changed and why it is minor; it stands in the log.")
    return f"Minor: {note}"


def changes_of(article):
    """The telling changes between what readers get and the newest text."""
    return guard.telling(article.live_revision.snapshot, article.newest_revision.snapshot)


def was_answered(article):
    """Whether it was answered already for the changes that are promised: they are moved to another time."""
    return (
        article.changes_at is not None
        and ArticleLog.objects.filter(
            article=article, act="schedule_changes", revision=article.newest_revision
        ).exists()
    )


def unsettles(article, snapshot, *, by):
    """Whether a text saved by somebody of the desk tells more than was answered for when the changes were promised."""
    return (
        by is not None
        and article.changes_at is not None
        and bool(guard.telling(article.newest_revision.snapshot, snapshot))
    )
