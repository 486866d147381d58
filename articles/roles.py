"""The roles of the desk, as `roles.toml` has them, and the groups that are made of them."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.contrib.auth.models import Group, Permission
from django.db import transaction

from newsroom.scopes import DESK, OWN, scoped

ALL = "all"
ADMINISTRATORS = "admin"  # the role that looks after accounts
FILE = Path(__file__).with_name("roles.toml")


@dataclass(frozen=True)
class Action:
    """One line of the table. `cells`: {role: set of scopes}; a role that may not is not in it."""

    name: str
    words: str
    permissions: tuple
    cells: dict

    def scopes(self, role):
        return self.cells.get(role, frozenset())

    def granted(self, role):
        """The names of the permissions that this line gives to a role."""
        return {
            permission if scope == ALL else scoped(permission, scope)
            for permission in self.permissions
            for scope in self.scopes(role)
        }


@cache
def table():
    """(the roles, lowest first; what each is for; the lines of the table)."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    roles = tuple(read["roles"])
    return roles, read["meanings"], tuple(_action(*item, roles) for item in read["actions"].items())


def _action(name, line, roles):
    permissions = tuple(line.pop("permissions", None) or [line.pop("permission")])
    words = line.pop("words")
    cells = {role: frozenset(text.split()) for role, text in line.items()}
    unknown = (set(cells) - set(roles)) | (set().union(*cells.values()) - {OWN, DESK, ALL})
    if unknown:
        raise ValueError(f"roles.toml, {name}: nobody knows {', '.join(sorted(unknown))}.")
    return Action(name, words, permissions, cells)


def markdown():
    """The table as README has it."""
    roles, _, actions = table()
    lines = [("", *roles), ("---",) * (len(roles) + 1)]
    for action in actions:
        cells = (" ".join(sorted(action.scopes(role), reverse=True)) or "–" for role in roles)
        lines.append((action.words, *cells))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def names():
    """The roles, lowest first."""
    return table()[0]


def granted(role):
    """The names of all permissions of a role: "articles.publish_desk_article"."""
    return set().union(*(action.granted(role) for action in table()[2]))


def up_to(user):
    """The roles that are not above the highest that the account has."""
    held = set(user.groups.filter(name__in=names()).values_list("name", flat=True))
    places = [place for place, role in enumerate(names()) if role in held]
    return names()[: max(places) + 1] if places else ()


@dataclass
class Change:
    """What setting up did, or would do, to one role."""

    role: str
    is_new: bool
    given: list = field(default_factory=list)
    taken: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.is_new or self.given or self.taken)


@transaction.atomic
def set_up(dry_run=False):
    """Makes the group of each role hold what the table says and nothing else. Running it again changes nothing.
    Returns a Change for each role. Raises LookupError for a permission that the site does not have.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    return [_set_up(role, known, dry_run) for role in names()]


def _set_up(role, known, dry_run):
    wanted = granted(role)
    missing = wanted - known.keys()
    if missing:
        raise LookupError(f"The site has no permission {', '.join(sorted(missing))}.")
    group = Group.objects.filter(name=role).first()
    ids = set(group.permissions.values_list("pk", flat=True)) if group else set()
    held = {name for name, permission in known.items() if permission.pk in ids}
    change = Change(role, group is None, sorted(wanted - held), sorted(held - wanted))
    if change and not dry_run:
        group = group or Group.objects.create(name=role)
        group.permissions.set([known[name] for name in wanted])
    return change
