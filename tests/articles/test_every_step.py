"""Every act fails at each of its statements in turn, and each time all rows are as they were."""

from datetime import timedelta

from django.apps import apps
from django.contrib.redirects.models import Redirect
from django.db import connection
from django.test import TestCase

from articles import corrections, integrity, preview, promises, review, tagging, workflow
from articles.models import Article, Correction
from newsroom.models import User
from tests.factories import NOON, make_author, make_draft, make_section, make_story, make_user

HOUR = timedelta(hours=1)
LATER = NOON + HOUR
MOST = 300  # statements; no act has so many
WHO = {"by": None, "at": NOON}
KIND = Correction.Kind.CORRECTION


class Broken(Exception):
    """What the statement that fails raises."""


class FailingAt:
    """Lets statements through until the one of this number, which fails."""

    def __init__(self, number):
        self.left = number

    def __call__(self, execute, sql, params, many, context):
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.left -= 1
            if self.left == 0:
                raise Broken(sql)
        return execute(sql, params, many, context)


def everything():
    """All rows of the site's own tables and of old addresses. The index of the search is asked by `integrity`."""
    models = [
        model
        for label in ("articles", "sections", "redirects")
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    return {model._meta.label: sorted(model.objects.values_list(), key=str) for model in models}


def draft():
    author = make_author()
    return make_draft(tags=["Harbour"], bylines=[{"author": author.pk}])


def changed(story=None, **changes):
    """A public story with saved changes that touch all its rows."""
    story = story or make_story(tags=["Harbour"])
    newest = Article.objects.get(pk=story.pk).newest_revision
    other = {
        "slug": "other",
        "tags": [tagging.tag_named("Boats").pk],
        "section": make_section().pk,
        "bylines": [{"author": make_author().pk}],
        "related": [make_story().pk],
    }
    text = newest.snapshot | other | changes
    return workflow.save_revision(story, text, base=newest.number, **WHO)


def saved_again(story):
    text = story.newest_revision.snapshot | {"headline": "Other", "tags": []}
    workflow.save_revision(story, text, base=story.newest_revision.number, **WHO)


def corrected():
    return corrections.correct(make_story(), kind=KIND, note="It was Tuesday.", **WHO)


def proposed():
    return corrections.propose(make_story(), kind=KIND, note="It was Tuesday.", **WHO)


def old_version():
    return workflow.update(changed(), **WHO).versions.last()


def withheld():
    return corrections.withhold(old_version(), reason="A name.", **WHO)


def shared():
    story = draft()
    preview.share(story, **WHO)
    return story.preview_links.get()


def moved():
    return workflow.update(changed(), **WHO)


def in_review():
    return review.submit(draft(), **WHO)


# act of the table: what it is done to, and the act itself
ACTS = {
    "create": (draft, lambda it: workflow.create(it.newest_revision.snapshot, **WHO)),
    "save": (draft, saved_again),
    "assign": (draft, lambda it: review.assign(it, to=User.objects.get(), due_at=LATER, **WHO)),
    "submit": (draft, lambda it: review.submit(it, **WHO)),
    "send_back": (in_review, lambda it: review.send_back(it, note="Who says so?", **WHO)),
    "approve": (in_review, lambda it: review.approve(it, **WHO)),
    "publish": (draft, lambda it: workflow.publish(it, **WHO)),
    "embargo": (draft, lambda it: promises.embargo(it, until=LATER, **WHO)),
    "update": (changed, lambda it: workflow.update(it, **WHO)),
    "readdress": (
        moved,
        lambda it: workflow.readdress(
            it, old=Redirect.objects.get(new_path=it.get_absolute_url()).old_path, **WHO
        ),
    ),
    "schedule_changes": (
        changed,
        lambda it: promises.schedule_changes(it, changes_at=LATER, **WHO),
    ),
    "schedule_withdrawal": (
        make_story,
        lambda it: promises.schedule_withdrawal(it, withdraw_at=LATER, **WHO),
    ),
    "correct": (
        changed,
        lambda it: corrections.correct(it, kind=KIND, note="It was Tuesday.", **WHO),
    ),
    "propose": (
        make_story,
        lambda it: corrections.propose(it, kind=KIND, note="It was Tuesday.", **WHO),
    ),
    "decline": (proposed, lambda it: corrections.decline(it, note="It was not.", **WHO)),
    "amend": (corrected, lambda it: corrections.amend(it, note="It was Wednesday.", **WHO)),
    "withhold": (old_version, lambda it: corrections.withhold(it, reason="A name.", **WHO)),
    "show_again": (withheld, lambda it: corrections.show_again(it, **WHO)),
    "share": (draft, lambda it: preview.share(it, **WHO)),
    "revoke": (shared, lambda it: preview.revoke(it, **WHO)),
    "withdraw": (make_story, lambda it: workflow.withdraw(it, **WHO)),
    "kill": (make_story, lambda it: workflow.kill(it, reason="Untrue.", **WHO)),
    "bin": (draft, lambda it: review.bin(it, **WHO)),
    "restore": (lambda: review.bin(draft(), **WHO), lambda it: review.restore(it, **WHO)),
}


class EveryStep(TestCase):
    def test_every_act_of_the_table_is_tried(self):
        self.assertEqual(set(ACTS), set(workflow.ARROWS))

    def test_an_act_that_fails_leaves_nothing_behind(self):
        make_user()
        for name, (make, act) in ACTS.items():
            with self.subTest(name):
                self.fail_at_each_step(make(), act)
        self.assertEqual(list(integrity.problems(NOON, with_files=False)), [])

    def fail_at_each_step(self, subject, act):
        before = everything()
        for number in range(1, MOST):
            try:
                with connection.execute_wrapper(FailingAt(number)):
                    act(subject)
            except Broken as statement:
                self.assertEqual(everything(), before, f"at statement {number}: {statement}")
            else:
                self.assertNotEqual(everything(), before)
                self.assertGreater(number, 3)
                return
        self.fail(f"more than {MOST} statements")
