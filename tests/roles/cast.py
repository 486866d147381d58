"""Who takes part: somebody of each role and those who may nothing, and a story in each state at each place."""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth.models import Group
from django.db import transaction
from django.test import Client, TestCase
from django.utils import timezone

from articles import review, roles, workflow
from articles.models import Article, ArticleLog
from sections.models import DeskMember
from tests.factories import make_author, make_draft, make_section, make_user

LIST = "/admin/articles/article/"
PLACES = ("own", "desk", "foreign")
REFUSALS = (302, 403, 404)  # to the login or away, or nothing there


class Identity:
    """Somebody at the door. `role` is None for who may nothing: strangers, accounts without a role or disabled."""

    def __init__(self, name, role, user=None):
        self.name, self.role, self.user, self.client = name, role, user, Client()
        self.has_session = bool(user and user.is_active)
        if self.has_session:
            self.client.force_login(user)

    def may(self, place, *actions):
        """Whether the table lets them do one of these with a story at that place."""
        lines = {action.name: action for action in roles.table()[2]}
        scopes = set().union(*(lines[name].scopes(self.role) for name in actions))
        return roles.ALL in scopes or place in scopes

    def __str__(self):
        return self.name


class RolesTestCase(TestCase):
    """`self.identities`, and `self.at(identity, state, place)`: a story that stands there for them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for name in (
            "articles.allowed",
            "django.security",
            "django.request",
        ):  # refusals are asked for
            logger = logging.getLogger(name)
            cls.addClassCleanup(logger.setLevel, logger.level)
            logger.setLevel(logging.CRITICAL)

    @classmethod
    def setUpTestData(cls):
        roles.set_up()
        cls.now = timezone.now()
        world = make_section("World")
        cls.sections = {
            "world": make_section("Europe", parent=world),
            "sport": make_section("Sport"),
            "arts": make_section("Arts"),
        }
        cls.colleague = make_user("colleague", first_name="Jo", last_name="Park")
        cls.stories = {
            (state, section): make(cls.sections[section], cls.now)
            for state, make in _STATES.items()
            for section in cls.sections
        }
        cls.users = {role: _user(role, role, world) for role in roles.names()}
        cls.users["editor of another desk"] = _user("elsewhere", "editor", cls.sections["sport"])
        cls.users["clerk"] = make_user("clerk")  # logs in, and has no role
        cls.users["disabled publisher"] = _user("gone", "publisher", world, is_active=False)

    def setUp(self):
        self.identities = [Identity("nobody", None)]
        for name, user in self.users.items():
            role = "editor" if "editor" in name else name
            if role not in roles.names() or not user.is_active:
                role = None
            self.identities.append(Identity(name, role, user))

    @contextmanager
    def at(self, identity, state, place):
        """Inside, the story belongs where it is said; afterwards all is as before."""
        section = {"own": "arts", "desk": "world", "foreign": "sport"}[place]
        if identity.name == "editor of another desk" and place != "own":
            section = "sport" if place == "desk" else "world"
        with transaction.atomic():
            story = self.stories[state, section]
            if place == "own":
                Article.objects.filter(pk=story.pk).update(created_by=identity.user)
            yield Article.objects.select_related("newest_revision", "section").get(pk=story.pk)
            transaction.set_rollback(True)

    def cells(self):
        """(identity, place) for all there are: a stranger has nothing of its own."""
        for identity in self.identities:
            for place in PLACES if identity.user else PLACES[1:]:
                yield identity, place


def _user(name, role, section, **fields):
    user = make_user(name, first_name=name.capitalize(), **fields)
    user.groups.add(Group.objects.get(name=role))
    make_author(f"{name.capitalize()} Writer", user=user)
    DeskMember.objects.create(user=user, section=section)
    return user


def _draft(section, at, words="Secret plan"):
    headline = f"{words} for {section.title}"
    return make_draft(headline, section, at - timedelta(hours=2), standfirst="Words that stay.")


def _in_review(section, at):
    return review.submit(_draft(section, at, "Submitted plan"), by=None, at=at - timedelta(hours=1))


def _live(section, at):
    return workflow.publish(_draft(section, at, "Known plan"), by=None, at=at - timedelta(hours=1))


def _changed(section, at):
    story = _live(section, at)
    text = story.newest_revision.snapshot | {"standfirst": "Words that  stay, mostly."}
    return workflow.save_revision(story, text, base=1, by=None, at=at - timedelta(minutes=50))


def _binned(section, at):
    return review.bin(_draft(section, at, "Binned plan"), by=None, at=at - timedelta(hours=1))


_STATES = {
    "draft": _draft,
    "in review": _in_review,
    "live": _live,
    "changed": _changed,
    "binned": _binned,
}


def form(story, button="_save", **typed):
    """What a browser sends from the story form."""
    snapshot = story.newest_revision.snapshot
    fields = {
        name: snapshot[name]
        for name in (
            *("headline", "standfirst", "body", "kicker", "short_headline"),
            *("kind", "language", "slug", "desk_notes", "section"),
        )
    }
    sent = fields | {
        "base_revision": story.newest_revision.number,
        "bylines-TOTAL_FORMS": "0",
        "bylines-INITIAL_FORMS": "0",
        button: "1",
    }
    return sent | typed


def did(user, story, act):
    """Whether the log says that this account did this to the story."""
    return ArticleLog.objects.filter(article=story, by=user, act=act).exists()
