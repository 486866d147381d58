"""Random acts of random people on a few stories, against a model small enough to be believed.

Whatever is done in whatever order: readers see the text that was last brought live, and only while it is promised to
them; every act that is done stands in the log once, and one that is refused leaves nothing; nothing hidden is seen;
and at the end, when the job has run, all rows agree.
MACHINE_RUNS=2000 in the environment tries it longer than the suite does.
"""

import os
from dataclasses import dataclass, field
from datetime import timedelta
from unittest.mock import patch

from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client, TestCase
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from articles import integrity, promises, review, schedule, workflow
from articles.errors import Refused
from articles.models import Article
from tests.factories import NOON, make_section, make_user

RUNS = int(os.environ.get("MACHINE_RUNS", "25"))
STEPS = 25
STORIES = 3
MINUTES = st.integers(1, 90).map(lambda minutes: timedelta(minutes=minutes))
# Who acts, and what they may do; "operator" is the shell.
PEOPLE = {
    "reporter": ("add", "change", "submit", "bin"),
    "editor": ("add", "change", "submit", "bin", "review", "publish", "assign"),
    "publisher": ("add", "change", "submit", "bin", "review", "publish", "withdraw", "kill"),
    "nobody": (),
}
WHO = st.sampled_from([*PEOPLE, "operator"])
# act: (permission, from which states), said once more, in the plainest way
BEFORE, IN_WORK = ("draft", "sent_back"), ("draft", "sent_back", "in_review", "approved")
IN_HAND = (*IN_WORK, "published", "withdrawn")
RULES = {
    "save": ("change", IN_HAND),
    "submit": ("submit", BEFORE),
    "send_back": ("review", ("in_review", "approved")),
    "approve": ("review", ("in_review",)),
    "publish": ("publish", IN_HAND),
    "update": ("publish", ("published",)),
    "schedule_changes": ("publish", ("published",)),
    "schedule_withdrawal": ("withdraw", ("published",)),
    "withdraw": ("withdraw", ("published",)),
    "kill": ("kill", IN_HAND),
    "bin": ("bin", IN_WORK),
    "restore": ("bin", ("binned",)),
    "embargo": ("publish", (*IN_WORK, "published")),
}
AFTER = {"submit": "in_review", "send_back": "sent_back", "approve": "approved", "kill": "killed"}


@dataclass
class Story:
    """What the model knows of a story."""

    pk: int
    newest: str
    status: str = "draft"
    live: str = ""  # the text that readers get while it is public
    public_at: object = None
    withdraw_at: object = None
    embargo: object = None
    acts: int = 1
    seen: list = field(default_factory=list)  # addresses at which it was ever public

    def is_public(self, at):
        return (
            self.status == "published"
            and self.public_at <= at
            and not (self.withdraw_at and self.withdraw_at <= at)
        )


class Machine(RuleBasedStateMachine):
    @initialize()
    def open_the_paper(self):
        self.rows = transaction.atomic()
        self.rows.__enter__()
        self.clock, self.words, self.stories = NOON, 0, []
        self.section, self.reader = make_section("World"), Client()
        self.users = {"operator": None}
        for name, may in PEOPLE.items():
            self.users[name] = make_user(name, *[f"articles.{word}_article" for word in may])

    def teardown(self):
        if hasattr(self, "rows"):
            try:
                schedule.bring_due(self.clock)  # what is due since the job ran last
                kept = schedule.bring_due(self.clock)  # the job: what is long over is written down
                assert not kept.failed, kept.failed
                told = list(integrity.problems(self.clock, with_files=False))
                assert not told, told
            finally:
                transaction.set_rollback(True)
                self.rows.__exit__(None, None, None)

    def new_text(self):
        self.words += 1
        return f"word{self.words:04}x"

    def user(self, who):
        user = self.users[who]
        return user and get_user_model().objects.get(pk=user.pk)

    def may(self, who, act):
        return who == "operator" or RULES[act][0] in PEOPLE[who]

    # The acts

    @precondition(lambda self: len(self.stories) < STORIES)
    @rule()
    def write(self):
        text = self.new_text()
        story = workflow.create(
            {"headline": text, "body": f"<p>{text}</p>", "section": self.section.pk},
            by=None,
            at=self.clock,
        )
        self.stories.append(Story(story.pk, text))

    @rule(minutes=MINUTES)
    def wait(self, minutes):
        self.clock += minutes

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=WHO, act=st.sampled_from(sorted(RULES)), span=MINUTES)
    def try_anything(self, data, who, act, span):
        self.act(data.draw(st.sampled_from(self.stories), label="story"), who, act, span)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), span=MINUTES)
    def do_what_is_open(self, data, span):
        story = data.draw(st.sampled_from(self.stories), label="story")
        acts = [act for act, (_, states) in RULES.items() if self.state(story) in states]
        if acts:
            self.act(story, "operator", data.draw(st.sampled_from(acts), label="act"), span)

    def act(self, story, who, act, span):
        expected = self.expected(story, who, act, span)
        before = self.log_of(story)
        try:
            with transaction.atomic():
                getattr(self, f"do_{act}")(story, self.user(who), span)
        except Refused as refusal:
            assert expected == "refused", (act, story, str(refusal))
            assert self.log_of(story) == before
            return
        assert expected != "refused", (act, story)
        self.settle(story)
        getattr(self, f"then_{act}")(story, span)
        story.acts += expected
        assert self.log_of(story) == story.acts, (act, story)

    def settle(self, story):
        """A withdrawal whose time has come is done by the act that comes first."""
        if story.status == "published" and story.withdraw_at and story.withdraw_at <= self.clock:
            story.status, story.withdraw_at = "withdrawn", None
            story.acts += 1

    def state(self, story):
        over = story.withdraw_at and story.withdraw_at <= self.clock
        return "withdrawn" if story.status == "published" and over else story.status

    def expected(self, story, who, act, span):
        """ "refused", or how many rows the log grows by."""
        status = self.state(story)
        if act in AFTER and act != "kill" and story.status == AFTER[act]:
            return 0  # done already
        if act == "withdraw" and story.status == "published":
            status = "published"
        if not self.may(who, act) or status not in RULES[act][1]:
            return "refused"
        waits = status == "published" and not self.was_public(story)
        if act == "save" and waits and not self.may(who, "publish"):
            return "refused"  # what is saved now goes out by itself
        return getattr(self, f"expect_{act}", lambda *_: 1)(story, status, span)

    def was_public(self, story):
        return story.public_at is not None and story.public_at <= self.clock

    def expect_publish(self, story, status, span):
        if status == "published" and self.was_public(story):
            return 0 if story.newest == story.live else "refused"
        later = self.later(story, span)
        if status == "published" and later == story.public_at and story.newest == story.live:
            return 0
        goes_out = later or (story.public_at if self.was_public(story) else self.clock)
        too_early = story.embargo and goes_out < story.embargo
        too_late = status == "published" and story.withdraw_at and story.withdraw_at <= goes_out
        return "refused" if too_early or too_late else 1

    def later(self, story, span):
        """The time that is promised, where it is: half of the stories go out at once."""
        is_promised = span > timedelta(minutes=45) and not self.was_public(story)
        return self.clock + span if is_promised else None

    def expect_update(self, story, status, span):
        if not self.was_public(story):
            return "refused"
        return 0 if story.newest == story.live else 1

    def expect_schedule_changes(self, story, status, span):
        is_open = self.was_public(story) and story.newest != story.live
        return 1 if is_open else "refused"

    def expect_schedule_withdrawal(self, story, status, span):
        time = self.clock + span
        if time <= story.public_at:
            return "refused"
        return 0 if time == story.withdraw_at else 1

    def expect_embargo(self, story, status, span):
        if self.was_public(story):
            return "refused"
        if story.public_at and story.public_at < self.clock + span:
            return "refused"
        return 0 if story.embargo == self.clock + span else 1

    def log_of(self, story):
        return Article.objects.get(pk=story.pk).log.count()

    def row(self, story):
        return Article.objects.get(pk=story.pk)

    def do_save(self, story, by, span):
        self.text = self.new_text()
        newest = self.row(story).newest_revision
        snapshot = newest.snapshot | {"headline": self.text, "body": f"<p>{self.text}</p>"}
        workflow.save_revision(self.row(story), snapshot, base=newest.number, by=by, at=self.clock)

    def then_save(self, story, span):
        story.newest = self.text
        if not self.was_public(story):
            story.live = self.text if story.status == "published" else ""

    def do_publish(self, story, by, span):
        later = self.promised = self.later(story, span)
        workflow.publish(self.row(story), by=by, at=self.clock, publish_at=later)

    def then_publish(self, story, span):
        if story.status == "published" and self.was_public(story):
            return
        if not self.was_public(story):
            story.public_at = self.promised or self.clock
        story.status, story.live = "published", story.newest
        story.seen.append(self.row(story).get_absolute_url())

    def do_update(self, story, by, span):
        workflow.update(self.row(story), by=by, at=self.clock)

    def then_update(self, story, span):
        story.live = story.newest
        story.seen.append(self.row(story).get_absolute_url())

    def do_schedule_changes(self, story, by, span):
        promises.schedule_changes(
            self.row(story), by=by, changes_at=self.clock + span, at=self.clock
        )

    def then_schedule_changes(self, story, span):
        promises.schedule_changes(self.row(story), by=None, changes_at=None, at=self.clock)
        story.acts += 1

    def do_schedule_withdrawal(self, story, by, span):
        promises.schedule_withdrawal(
            self.row(story), by=by, withdraw_at=self.clock + span, at=self.clock
        )

    def then_schedule_withdrawal(self, story, span):
        story.withdraw_at = self.clock + span

    def do_withdraw(self, story, by, span):
        workflow.withdraw(self.row(story), by=by, at=self.clock)

    def then_withdraw(self, story, span):
        if story.status == "withdrawn":
            story.acts -= 1  # what was due was what was asked for
            return
        self.take_away(story, "withdrawn")

    def take_away(self, story, status):
        if self.was_public(story):
            story.status = status
        else:
            story.status = status if status == "killed" else "draft"
            story.public_at = None
            story.seen = []
        story.withdraw_at = None

    def do_kill(self, story, by, span):
        workflow.kill(self.row(story), by=by, at=self.clock, reason="It was untrue.")

    def then_kill(self, story, span):
        self.take_away(story, "killed")

    def do_embargo(self, story, by, span):
        promises.embargo(self.row(story), by=by, until=self.clock + span, at=self.clock)

    def then_embargo(self, story, span):
        story.embargo = self.clock + span

    def do_send_back(self, story, by, span):
        review.send_back(self.row(story), by=by, at=self.clock, note="Who says so?")

    def do_submit(self, story, by, span):
        review.submit(self.row(story), by=by, at=self.clock)

    def do_approve(self, story, by, span):
        review.approve(self.row(story), by=by, at=self.clock)

    def then_submit(self, story, span):
        story.status = "in_review"

    def then_send_back(self, story, span):
        story.status = "sent_back"

    def then_approve(self, story, span):
        story.status = "approved"

    def do_bin(self, story, by, span):
        review.bin(self.row(story), by=by, at=self.clock)

    def then_bin(self, story, span):
        story.status = "binned"

    def do_restore(self, story, by, span):
        review.restore(self.row(story), by=by, at=self.clock)

    def then_restore(self, story, span):
        story.status = "draft"

    # What readers see

    @invariant()
    def readers_see_what_was_promised_and_nothing_else(self):
        if not getattr(self, "stories", None):
            return
        with patch("django.utils.timezone.now", return_value=self.clock):
            front = self.reader.get("/").content.decode()
            for story in self.stories:
                public = story.is_public(self.clock)
                assert (story.live in front and bool(story.live)) is public, story
                for other in {story.newest, story.live} - {"", story.live if public else ""}:
                    assert other not in front, story
                if story.seen:
                    self.read(story, public)

    def read(self, story, public):
        response = self.reader.get(story.seen[-1])
        page = response.content.decode()
        killed = story.status == "killed" and self.was_public(story)
        assert response.status_code == (200 if public else 410 if killed else 404), story
        assert (story.live in page) is public, story
        if story.newest != story.live or not public:
            assert story.newest not in page, story


class RandomActs(TestCase):
    def test_keep_the_promises_in_whatever_order_they_come(self):
        options = settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            print_blob=True,
        )
        run_state_machine_as_test(Machine, settings=options)
