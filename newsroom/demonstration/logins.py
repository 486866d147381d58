"""The people who log in to the demonstration: "admin" may do everything, the others have a role each. Those whose role
works for desks are of all of them.
"""

import secrets

from django.contrib.auth.models import Group

from articles import roles
from newsroom.models import User
from sections.models import DeskMember, Section

# {user name: role}; the manager looks after accounts, as the role "admin" does
ROLES = {
    "admin": None,
    "manager": "admin",
    "publisher": "publisher",
    "editor": "editor",
    "reporter": "reporter",
    "contributor": "contributor",
}
EMAILS = {name: f"{name}@herald.example" for name in ROLES}
WITH_DESKS = ("editor", "reporter", "contributor")


def make(password=None):
    """Makes the logins where they are missing, with `password` or a random one, which is kept nowhere.

    Those that are there keep their password, unless `password` is given. Returns {user name:
    password or None}, None where the password is as it was.
    """
    roles.set_up()
    new = password or secrets.token_urlsafe(9)
    return {name: _login(name, new, bool(password)) for name in ROLES}


def _login(name, password, change):
    user = User.objects.filter(username=name).first()
    is_new = user is None
    if is_new:
        user = User(username=name, email=EMAILS[name], is_staff=True, is_superuser=name == "admin")
    elif not change:
        return None
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    if is_new and ROLES[name]:
        _give(user, ROLES[name])
    return password


def _give(user, role):
    user.groups.add(Group.objects.get(name=role))
    if role in WITH_DESKS:
        DeskMember.objects.bulk_create(
            DeskMember(user=user, section=section)
            for section in Section.objects.filter(parent=None)
        )
