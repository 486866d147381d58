"""Changes to the section tree. What follows from it (paths, visibility, lists, old addresses) changes with it."""

from django.db import transaction

from articles import kept
from articles.listing import relist_sections
from newsroom import redirects
from newsroom.purging import purge

from .models import Section


@transaction.atomic
def save(section):
    """Saves a new or changed section, checked by `full_clean`, and brings all below it in line: paths, visibility,
    the lists of the stories. Old addresses lead to the new ones. Raises ValidationError.
    """
    old = _whole_tree_locked().get(section.pk)
    if old:
        section.path = old.path
    if section.parent_id:
        section.parent = Section.objects.get(pk=section.parent_id)
    section.full_clean()
    section.path = section.own_path()
    section.is_public = section.is_visible and (section.parent is None or section.parent.is_public)
    section.save()
    _purge(section, old)
    if old is None:
        return section
    moved, shown = old.path != section.path, old.is_public != section.is_public
    if moved:
        redirects.remember(f"/{old.path}/", f"/{section.path}/")
    if moved or shown:
        relist_sections([changed.pk for changed in [section, *_bring_in_line(section)]])
    return section


def _purge(section, old):
    """What readers see of it stands on every page; its stories may be anywhere."""
    seen = ("title", "path", "order", "parent_id", "is_public")
    if old and old.is_public and not section.is_public:
        purge(gone=[kept.EVERYTHING])
    elif old is None or any(getattr(old, name) != getattr(section, name) for name in seen):
        purge(kept.NAVIGATION, kept.PAGES)
    elif old.description != section.description:
        purge(f"section:{section.pk}")


def _whole_tree_locked():
    """All sections by id. One change at a time: two moves at once could make a loop that neither of them sees."""
    return {
        section.pk: section
        for section in Section.objects.select_for_update(no_key=True).order_by("pk")
    }


def _bring_in_line(section):
    """Paths and visibility of everything below, from the top down; returns those sections. Raises ValidationError
    where an address becomes too long.
    """
    changed = []
    for child in Section.objects.filter(parent=section):
        old_path = child.path
        child.parent = section
        child.clean()
        child.path = child.own_path()
        child.is_public = child.is_visible and section.is_public
        child.save()
        if old_path != child.path:
            redirects.remember(f"/{old_path}/", f"/{child.path}/")
        changed += [child, *_bring_in_line(child)]
    return changed
