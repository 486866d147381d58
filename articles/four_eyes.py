"""Sections in which nobody publishes a story of their own: two people see it before readers do, whatever the roles.
Only the operator stands outside the rule.
"""

from newsroom.models import User
from newsroom.scopes import DESK, OWN, scoped
from sections.models import Section

from .errors import Refused
from .permissions import PUBLISH, Account

NAMED = 3  # people whom a refusal names


def check(article, by, at, saving=None):
    """Raises Refused where the story's section asks for four eyes, as it stands or is to stand, and `by` began the
    story or wrote its newest text. `saving`: the snapshot that `by` is about to save.
    """
    asking = list(Section.objects.filter(four_eyes=True)) if by else []
    if not asking:
        return
    snapshot = saving or article.newest_revision.snapshot
    is_own = saving or by.pk in (article.created_by_id, article.newest_revision.saved_by_id)
    section = _above({article.section_id, snapshot["section"]}, asking)
    if section and is_own:
        raise Refused(
            f"In {section} nobody publishes a story of their own: somebody else must read it first. "
            + _who_can(article, by, at)
        )


def _above(section_ids, asking):
    """The first of the asking sections that is one of these or above one of them."""
    paths = list(Section.objects.filter(pk__in=section_ids - {None}).values_list("path", flat=True))
    return next(
        (
            section
            for section in asking
            if any(path == section.path or path.startswith(section.path + "/") for path in paths)
        ),
        None,
    )


def _who_can(article, by, at):
    names = [
        user.get_full_name() or user.get_username()
        for user in _publishers(by)
        if article.created_by_id != user.pk and Account(user, at).may(PUBLISH, article)
    ][:NAMED]
    if not names:
        return "Nobody else may publish it yet; ask the administrator for somebody who may."
    return f"{' or '.join(names)} can publish it."


def _publishers(by):
    found = User.objects.none()
    for name in (PUBLISH, scoped(PUBLISH, DESK), scoped(PUBLISH, OWN)):
        found |= User.objects.with_perm(name)
    return found.filter(is_staff=True).exclude(pk=by.pk).distinct().order_by("is_superuser", "pk")
