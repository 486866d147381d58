"""The one rule of what an account reaches, which is said for rows and for one story."""

from datetime import timedelta
from itertools import product

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles import permissions, promises, review, workflow
from articles.errors import Refused
from articles.models import Article, Byline
from newsroom.models import User
from newsroom.scopes import scoped
from sections.models import DeskMember
from tests.factories import NOON, make_author, make_draft, make_section, make_story, make_user

PUBLISH, VIEW, AUDIT = permissions.PUBLISH, permissions.VIEW, permissions.AUDIT
DAY = timedelta(days=1)


def join(user, section, is_lead=False):
    DeskMember.objects.create(user=user, section=section, is_lead=is_lead)
    return user


def anew(user):
    """The account as the next request loads it."""
    return User.objects.get(pk=user.pk)


class ScopeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world, cls.sport = make_section("World"), make_section("Sport")
        cls.europe = make_section("Europe", parent=cls.world)
        cls.worldly = make_section("Worldly")  # begins with the same letters, and is another desk

    def people(self, permission):
        """Somebody for each scope, alone and together, with and without a desk or a person."""
        for own, desk, leads, audit in product((False, True), repeat=4):
            names = [scoped(permission, "own")] * own + [scoped(permission, "desk")] * desk
            user = join(make_user(None, *names, *[AUDIT] * audit), self.world, leads)
            make_author(user=user)
            yield user
        yield make_user(None, permission)
        yield make_user(None)
        yield make_user(None, permission, is_active=False)
        yield make_user(None, is_superuser=True)

    def stories(self, user):
        """Everything about a story that counts, alone and together."""
        someone, person = make_user(), getattr(user, "author", None)
        sections = (None, self.world, self.europe, self.sport, self.worldly)
        made = [
            (Article(section=section, created_by=by), named)
            for section, by, named in product(sections, (user, someone), (False, True))
        ]
        made += [
            (Article(section=self.europe, assigned_to=to, embargo_until=until), False)
            for to, until in product((user, someone), (NOON - DAY, NOON, NOON + DAY))
        ]
        for story, _ in made:
            story.created_at = story.saved_at = NOON
        Article.objects.bulk_create([story for story, _ in made])
        Byline.objects.bulk_create(
            [Byline(article=story, author=person) for story, named in made if named and person]
        )

    def test_rows_and_stories_agree_for_everybody(self):
        seen = set()
        for user in list(self.people(PUBLISH)) + list(self.people(VIEW)):
            Article.objects.all().delete()
            self.stories(user)
            user = anew(user)
            for permission in (PUBLISH, VIEW):
                by_rows = set(permissions.open_to(user, None, permission, at=NOON))
                one_by_one = {
                    story
                    for story in Article.objects.all()
                    if permissions.may(user, permission, story, NOON)
                }
                self.assertEqual(by_rows, one_by_one)
                seen.add(len(by_rows) > 0)
            by_rows = set(permissions.open_to(user, at=NOON))
            one_by_one = {
                story for story in Article.objects.all() if permissions.may_read(user, story, NOON)
            }
            self.assertEqual(by_rows, one_by_one)
        self.assertEqual(seen, {True, False})

    def test_a_desk_is_a_section_and_all_below_it(self):
        user = join(make_user(None, scoped(PUBLISH, "desk")), self.world)
        reached = [
            permissions.may(user, PUBLISH, make_draft(section=section))
            for section in (self.world, self.europe, self.sport, self.worldly)
        ]
        self.assertEqual(reached, [True, True, False, False])

    def test_own_is_what_one_began_or_is_named_in(self):
        user = make_user(None, scoped(PUBLISH, "own"))
        author = make_author(user=user)
        named = make_draft(bylines=[{"author": author.pk}])
        other = make_draft(bylines=[{"author": make_author().pk}])
        self.assertIs(permissions.may(user, PUBLISH, named), True)
        self.assertIs(permissions.may(user, PUBLISH, other), False)

    def test_an_embargo_is_for_the_desks_lead_and_those_in_whose_hands_it_is(self):
        names = (scoped(VIEW, "desk"), scoped(VIEW, "own"))
        member, lead = (join(make_user(None, *names), self.world, leads) for leads in (0, 1))
        auditor = make_user(None, AUDIT)
        head = make_user(None, VIEW)
        story = make_draft(section=self.europe)
        promises.embargo(story, by=None, until=NOON + DAY, at=NOON)
        story.refresh_from_db()

        def readers(at):
            return [permissions.may_read(user, story, at) for user in (member, lead, auditor, head)]

        self.assertEqual(readers(NOON), [False, True, False, True])
        self.assertEqual(readers(NOON + DAY), [True, True, True, True])
        story = review.assign(story, by=None, to=member, at=NOON)
        self.assertEqual(readers(NOON), [True, True, False, True])

    def test_what_an_account_holds_is_read_once_a_request(self):
        user = join(make_user(None, scoped(PUBLISH, "desk")), self.world)
        stories = [make_draft(section=self.europe) for _ in range(5)]
        counts = []
        for some in (stories[:1], stories):
            fresh = anew(user)
            with CaptureQueriesContext(connection) as queries:
                for story in some:
                    permissions.may(fresh, PUBLISH, story)
            counts.append(len(queries))
        self.assertEqual(counts[0], counts[1])
        self.assertLessEqual(counts[0], 4)

    def test_the_operator_may_everything(self):
        self.assertIs(permissions.may(None, PUBLISH, make_draft()), True)


class WhatGoesOutByItself(TestCase):
    """A text that readers get without another act is saved by those alone who may publish it."""

    def setUp(self):
        self.writer = make_user("writer", "articles.change_article")

    def save(self, story, by):
        newest = story.revisions.first()
        text = newest.snapshot | {"headline": "Slipped in"}
        return workflow.save_revision(story, text, base=newest.number, by=by, at=NOON)

    def test_a_scheduled_story(self):
        story = workflow.publish(make_draft(), by=None, at=NOON, publish_at=NOON + DAY)
        with self.assertRaises(Refused):
            self.save(story, self.writer)
        self.save(story, make_user(None, "articles.change_article", PUBLISH))
        story.refresh_from_db()
        self.assertEqual(story.headline, "Slipped in")

    def test_changes_that_were_promised(self):
        story = make_story()
        self.save(story, self.writer)
        promises.schedule_changes(story, by=None, changes_at=NOON + DAY, at=NOON)
        story.refresh_from_db()
        newest = story.revisions.first()
        text = newest.snapshot | {"headline": "Slipped in after"}
        with self.assertRaises(Refused):
            workflow.save_revision(story, text, base=newest.number, by=self.writer, at=NOON)
