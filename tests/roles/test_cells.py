"""Every cell of the table about stories, allowed and refused, through every door there is to it."""

from datetime import timedelta

from articles import corrections, permissions, preview, promises, review, workflow
from articles.errors import Refused
from articles.models import Correction

from .cast import LIST, REFUSALS, RolesTestCase, did, form

HOUR = timedelta(hours=1)


def save(story, by, at):
    text = story.newest_revision.snapshot | {"kicker": "New"}
    workflow.save_revision(story, text, base=story.newest_revision.number, by=by, at=at)


# action of the table (with those that reach as far): (state, the act)
ACTS = [
    (("write", "change"), "draft", save),
    (("change",), "in review", save),
    (("propose", "change"), "live", save),
    (("submit",), "draft", lambda story, by, at: review.submit(story, by=by, at=at)),
    (("review",), "in review", lambda story, by, at: review.approve(story, by=by, at=at)),
    (
        ("review",),
        "in review",
        lambda story, by, at: review.send_back(story, by=by, at=at, note="Why?"),
    ),
    (("assign",), "draft", lambda story, by, at: review.assign(story, by=by, at=at, to=by)),
    (("publish",), "draft", lambda story, by, at: workflow.publish(story, by=by, at=at)),
    (
        ("publish",),
        "draft",
        lambda story, by, at: workflow.publish(story, by=by, at=at, publish_at=at + HOUR),
    ),
    (
        ("publish",),
        "changed",
        lambda story, by, at: workflow.update(story, by=by, at=at, weight="minor", note="Style."),
    ),
    (
        ("publish",),
        "changed",
        lambda story, by, at: promises.schedule_changes(
            story, by=by, at=at, changes_at=at + HOUR, weight="minor", note="Style."
        ),
    ),
    (
        ("publish",),
        "draft",
        lambda story, by, at: promises.embargo(story, by=by, at=at, until=at + HOUR),
    ),
    (("withdraw",), "live", lambda story, by, at: workflow.withdraw(story, by=by, at=at)),
    (
        ("withdraw",),
        "live",
        lambda story, by, at: promises.schedule_withdrawal(
            story, by=by, at=at, withdraw_at=at + HOUR
        ),
    ),
    (("kill",), "live", lambda story, by, at: workflow.kill(story, by=by, at=at, reason="Untrue.")),
    (("bin",), "draft", lambda story, by, at: review.bin(story, by=by, at=at)),
    (("bin",), "binned", lambda story, by, at: review.restore(story, by=by, at=at)),
    (
        ("correct",),
        "live",
        lambda story, by, at: corrections.correct(
            story, by=by, at=at, kind=Correction.Kind.CORRECTION, note="It was Tuesday."
        ),
    ),
    (
        ("propose_correction",),
        "live",
        lambda story, by, at: corrections.propose(
            story, by=by, at=at, kind=Correction.Kind.CORRECTION, note="It was Tuesday."
        ),
    ),
    (("share",), "draft", lambda story, by, at: preview.share(story, by=by, at=at)),
]

# (actions, state, button, what is typed, the act in the log)
BUTTONS = [
    (("write", "change"), "draft", "_save", {"kicker": "New"}, "save"),
    (("change",), "in review", "_save", {"kicker": "New"}, "save"),
    (("propose", "change"), "live", "_save", {"kicker": "New"}, "save"),
    (("submit",), "draft", "_submit", {}, "submit"),
    (("review",), "in review", "_approve", {}, "approve"),
    (("review",), "in review", "_send_back", {"to_be_done": "Why?"}, "send_back"),
    (("assign",), "draft", "_assign", {"assign_to": True}, "assign"),
    (("publish",), "draft", "_publish", {}, "publish"),
    (("publish",), "changed", "_update", {}, "update"),
    (("withdraw",), "live", "_withdraw", {}, "withdraw"),
    (("kill",), "live", "_kill", {"kill_reason": "Untrue.", "kill_confirmed": "1"}, "kill"),
    (("bin",), "draft", "_bin", {}, "bin"),
    (("bin",), "binned", "_restore", {}, "restore"),
]
# Acts of the list on many, and of a card of the board
CHOSEN = [
    ("submit", "draft", "submit_chosen", "submit"),
    ("review", "in review", "approve_chosen", "approve"),
    ("assign", "draft", "assign_chosen", "assign"),
    ("bin", "draft", "bin_chosen", "bin"),
]
ON_CARDS = [
    ("submit", "draft", "submit"),
    ("review", "in review", "approve"),
    ("publish", "draft", "publish"),
]


class StoryCells(RolesTestCase):
    def test_an_act_is_done_or_refused_as_the_table_says(self):
        for identity, place in self.cells():
            if identity.user is None:
                continue
            for actions, state, act in ACTS:
                with self.subTest(f"{identity} {actions} {place}"):
                    with self.at(identity, state, place) as story:
                        offered = identity.may(place, *actions)
                        try:
                            act(story, identity.user, self.now)
                        except Refused as refused:
                            self.assertIs(offered, False, str(refused))
                            self.assertIn("Your account may", str(refused))
                        else:
                            self.assertIs(offered, True)

    def test_a_button_does_it_or_not_whatever_the_page_shows(self):
        for identity, place in self.cells():
            for actions, state, button, typed, act in BUTTONS:
                with self.subTest(f"{identity} {button} {place}"):
                    with self.at(identity, state, place) as story:
                        if "assign_to" in typed:
                            typed = {"assign_to": self.colleague.pk}
                        sent = form(story, button, **typed)
                        answer = identity.client.post(f"{LIST}{story.pk}/change/", sent)
                        done = identity.user is not None and did(identity.user, story, act)
                        self.assertIs(done, identity.may(place, *actions))
                        kept_for_login = (401,) if not identity.has_session else ()
                        self.assertIn(answer.status_code, (302, 403, 422, *kept_for_login))

    def test_acts_on_the_chosen_ones_of_the_list(self):
        for identity, place in self.cells():
            for action, state, name, act in CHOSEN:
                with self.subTest(f"{identity} {name} {place}"):
                    with self.at(identity, state, place) as story:
                        sent = {"action": name, "_selected_action": story.pk}
                        sent |= {"assign_to": self.colleague.pk}
                        answer = identity.client.post(LIST, sent)
                        done = identity.user is not None and did(identity.user, story, act)
                        self.assertIs(done, identity.may(place, action))
                        self.assertIn(answer.status_code, (200, 302, 403))

    def test_acts_of_a_card_of_the_board(self):
        for identity, place in self.cells():
            for action, state, act in ON_CARDS:
                with self.subTest(f"{identity} {act} {place}"):
                    with self.at(identity, state, place) as story:
                        answer = identity.client.post(f"{LIST}{story.pk}/act/", {"act": act})
                        done = identity.user is not None and did(identity.user, story, act)
                        self.assertIs(done, identity.may(place, action))
                        self.assertIn(answer.status_code, REFUSALS)

    def test_a_draft_is_read_or_not_on_every_page_it_has(self):
        for identity, place in self.cells():
            with self.at(identity, "draft", place) as story:
                offered = identity.may(place, "read") or identity.may(place, "audit")
                for path in (
                    *("change/", "history/", "revision/1/", "compare/", "preview/"),
                    *("corrections/", "where-else/"),
                ):
                    with self.subTest(f"{identity} {path} {place}"):
                        answer = identity.client.get(f"{LIST}{story.pk}/{path}")
                        if offered:
                            self.assertEqual(answer.status_code, 200)
                        else:
                            self.assertIn(answer.status_code, REFUSALS)
                            self.assertNotIn(story.headline.encode(), answer.content)

    def test_a_draft_stands_in_lists_or_not(self):
        for identity, place in self.cells():
            with self.at(identity, "draft", place) as story:
                offered = identity.may(place, "read") or identity.may(place, "audit")
                for path in (
                    *(LIST, f"{LIST}?q=Secret", f"{LIST}?queue=drafts", f"{LIST}board/"),
                    f"{LIST}quick/?q=Secret+plan",
                    "/admin/autocomplete/?app_label=articles&model_name=relatedstory&field_name=to&term=Secret",
                ):
                    with self.subTest(f"{identity} {path} {place}"):
                        page = identity.client.get(path).content.decode()
                        self.assertIs(story.headline in page, offered)

    def test_the_log_is_read_or_not(self):
        for identity, place in self.cells():
            with self.subTest(f"{identity} {place}"):
                with self.at(identity, "draft", place) as story:
                    page = identity.client.get("/admin/articles/articlelog/").content.decode()
                    self.assertIs(f"{LIST}{story.pk}/history/" in page, identity.may(place, "log"))

    def test_who_begins_stories(self):
        for identity in self.identities:
            with self.subTest(str(identity)):
                with self.at(identity, "draft", "desk") as story:
                    sent = form(story, headline="Begun by hand", section="", base_revision="")
                    offered = identity.may("own", "create")
                    page = identity.client.get(f"{LIST}add/")
                    self.assertIs(page.status_code == 200, offered)
                    identity.client.post(f"{LIST}add/", sent)
                    mine = permissions.Article.objects.filter(headline="Begun by hand")
                    self.assertIs(mine.exists(), offered)

    def test_a_version_is_brought_back_or_not(self):
        for identity, place in self.cells():
            for state, actions in (
                ("changed", ("propose", "change")),
                ("in review", ("change",)),
            ):
                with self.subTest(f"{identity} {state} {place}"):
                    with self.at(identity, state, place) as story:
                        workflow.save_revision(
                            story,
                            story.newest_revision.snapshot | {"kicker": "Newest"},
                            base=story.newest_revision.number,
                            by=None,
                            at=self.now,
                        )
                        newest = story.revisions.first().number
                        identity.client.post(
                            f"{LIST}{story.pk}/revision/1/bring-back/", {"base": newest}
                        )
                        done = identity.user is not None and did(identity.user, story, "save")
                        self.assertIs(done, identity.may(place, *actions))

    def test_a_reading_by_audit_is_logged_and_no_other(self):
        for identity in self.identities:
            for path in ("change/", "history/", "revision/1/", "preview/"):
                with self.subTest(f"{identity} {path}"):
                    with self.at(identity, "draft", "desk") as story:
                        identity.client.get(f"{LIST}{story.pk}/{path}")
                        done = identity.user is not None and did(identity.user, story, "read")
                        self.assertIs(done, identity.may("desk", "audit"))
