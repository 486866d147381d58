"""What readers get on the front: the story that an editor placed while it is live, then the newest; none twice."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.models import Article
from articles.models.article import public_rule
from newsroom import prepared

from .models import Placement

LENGTH = 30  # stories


@dataclass
class Front:
    """`lead` is the first story or None; `stories` go on with the newest. `until`: when a promise next changes what
    stands on it, or None where that is not known.
    """

    lead: Article | None = None
    stories: list = field(default_factory=list)
    until: datetime | None = None

    @property
    def is_full(self):
        """Whether older stories may be left out."""
        return len(self.stories) == LENGTH


def front(at):
    """The front at a time. Two queries, whatever the size of the site."""
    placed = prepared.one(_placed, at=at)
    newest = prepared.rows(_newest, at=at)
    lead = placed.article if placed else _newest_to_lead(newest)
    stories = [story for story in newest if lead is None or story.pk != lead.pk]
    ends = [placed.until] if placed and placed.until else []
    until = min([newest[0].next_change, *ends]) if newest else None
    return Front(lead, stories[:LENGTH], until)


def _placed(at):
    return (
        Placement.objects.live(at)
        .filter(public_rule(at, "article__"))
        .select_related("article__section", "article__lead_picture__image")
        .defer("article__body", "article__desk_notes")[:1]
    )


def _newest(at):
    newest = Article.objects.published(at).newest_first()
    return newest.with_card_data().with_next_change(at)[: LENGTH + 1]


def _newest_to_lead(newest):
    """The newest story that stands; one that was retracted leads only where there is no other."""
    standing = [story for story in newest if not story.is_retracted]
    return next(iter(standing or newest), None)
