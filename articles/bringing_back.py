"""Bringing back what an earlier revision of a story says, the whole of it or some of its fields: a new revision, saved
like any other.
"""

from articles.models import Article, Image, Revision, Series, Tag
from sections.models import Section

from . import history, workflow
from .errors import Refused


def bring_back(article, number, *, base, fields=None, by, at=None, note=""):
    """Saves revision `number` as the newest text; with `fields`, only these and the rest as it is. `base` is the
    number of the revision that the editor saw as the newest: what others saved since is merged or told, as
    `workflow.save_revision` does. What was deleted since is left out.
    """
    found = Revision.objects.filter(article=article, number__in=[number, base])
    known = {revision.number: history.empty() | revision.snapshot for revision in found}
    if number not in known or base not in known:
        raise Refused("That revision is no longer in the history. Open the history again.")
    wanted = set(history.LABELS if fields is None else fields) & set(history.LABELS)
    earlier = _still_there(known[number])
    snapshot = known[base] | {name: earlier[name] for name in wanted}
    note = note or _words(number, fields)
    return workflow.save_revision(article, snapshot, base=base, by=by, at=at, note=note)


def _words(number, fields):
    if fields is None:
        return f"Brought back from revision {number}"
    labels = " and ".join(label for name, label in history.LABELS.items() if name in fields)
    return f"{labels} brought back from revision {number}"


def _still_there(snapshot):
    """The snapshot without what it names and is gone. People stay: their names are in it."""
    lead = snapshot["lead_picture"]
    return snapshot | {
        "section": next(iter(_known(Section, [snapshot["section"]])), None),
        "further_sections": _known(Section, snapshot["further_sections"]),
        "series": next(iter(_known(Series, [snapshot["series"]])), None),
        "tags": _known(Tag, snapshot["tags"]),
        "related": _known(Article, snapshot["related"]),
        "lead_picture": lead if lead and _known(Image, [lead["image"]]) else None,
    }


def _known(model, ids):
    there = set(model.objects.filter(pk__in=[pk for pk in ids if pk]).values_list("pk", flat=True))
    return [pk for pk in ids if pk in there]
