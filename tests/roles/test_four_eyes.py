"""Where a section asks for four eyes, nobody publishes a story of their own."""

from datetime import timedelta

from articles import corrections, promises, review, workflow
from articles.errors import Refused
from articles.models import Article, Correction
from sections.models import DeskMember, Section
from tests.factories import make_admin, make_user

from .cast import LIST, RolesTestCase, form

HOUR = timedelta(hours=1)


class FourEyes(RolesTestCase):
    def setUp(self):
        super().setUp()
        self.world = Section.objects.get(path="world")
        Section.objects.filter(pk=self.world.pk).update(four_eyes=True)
        self.editor = self.users["editor"]
        self.second = make_user("second", first_name="Mira", last_name="Lund")
        self.second.groups.set(self.editor.groups.all())
        DeskMember.objects.create(user=self.second, section=self.world)
        self.own = self.begin(self.editor)

    def begin(self, user, section="world"):
        text = self.stories["draft", "world"].newest_revision.snapshot
        text |= {"section": self.sections[section].pk, "headline": "Of one's own"}
        return workflow.create(text, by=user, at=self.now)

    def save(self, story, user, **changed):
        newest = Article.objects.get(pk=story.pk).newest_revision
        text = newest.snapshot | changed
        return workflow.save_revision(story, text, base=newest.number, by=user, at=self.now)

    def assert_refused(self, act, *args, **kwargs):
        with self.assertRaises(Refused) as caught:
            act(*args, at=self.now, **kwargs)
        said = str(caught.exception)
        self.assertIn("In World nobody publishes a story of their own", said)
        return said

    def test_who_began_it_is_refused_and_told_who_can(self):
        said = self.assert_refused(workflow.publish, self.own, by=self.editor)
        self.assertIn("Mira Lund", said)
        self.assertIn("Publisher", said)
        for name in ("Jo Park", "Elsewhere", "Editor "):
            self.assertNotIn(name, said)
        workflow.publish(self.own, by=self.second, at=self.now)

    def test_who_wrote_the_newest_text_is_refused(self):
        story = self.stories["draft", "world"]
        self.save(story, self.editor, kicker="Mine")
        self.assert_refused(workflow.publish, story, by=self.editor)
        self.save(story, self.second, kicker="Theirs")
        workflow.publish(story, by=self.editor, at=self.now)

    def test_no_role_stands_outside_but_the_operator(self):
        root = make_admin("root")
        story = self.begin(root)
        self.assert_refused(workflow.publish, story, by=root)
        self.assert_refused(
            workflow.publish, self.begin(self.users["publisher"]), by=self.users["publisher"]
        )
        workflow.publish(story, by=None, at=self.now)

    def test_neither_approved_nor_brought_live_nor_promised(self):
        review.submit(self.own, by=self.editor, at=self.now)
        self.assert_refused(review.approve, self.own, by=self.editor)
        story = self.stories["live", "world"]
        self.save(story, self.editor, standfirst="Mine, mostly.")
        answer = {"weight": "minor", "note": "Style."}
        self.assert_refused(workflow.update, story, by=self.editor, **answer)
        later = {"changes_at": self.now + HOUR} | answer
        self.assert_refused(promises.schedule_changes, story, by=self.editor, **later)
        note = {"kind": Correction.Kind.CORRECTION, "note": "It was Tuesday."}
        self.assert_refused(corrections.correct, story, by=self.editor, **note)
        workflow.update(story, by=self.second, at=self.now, **answer)
        corrections.correct(story, by=self.editor, at=self.now, **note)

    def test_nothing_of_ones_own_goes_out_by_itself(self):
        story = self.stories["draft", "world"]
        story = workflow.publish(story, by=self.editor, at=self.now, publish_at=self.now + HOUR)
        with self.assertRaises(Refused) as caught:
            self.save(story, self.editor, headline="Slipped in")
        self.assertIn("nobody publishes a story of their own", str(caught.exception))

    def test_a_way_through_another_section_does_not_help(self):
        publisher = self.users["publisher"]
        story = self.begin(publisher, "sport")
        workflow.publish(story, by=publisher, at=self.now)
        self.save(story, publisher, section=self.sections["world"].pk)
        self.assert_refused(workflow.update, story, by=publisher, weight="minor", note="Moved.")

    def test_the_button_keeps_the_text_and_says_why(self):
        client = next(one.client for one in self.identities if one.name == "editor")
        with self.at(next(iter(self.identities)), "draft", "desk") as story:
            sent = form(story, "_publish", kicker="Mine")
            answer = client.post(f"{LIST}{story.pk}/change/", sent)
            page = client.get(answer["Location"]).content.decode()
            self.assertIn("nobody publishes a story of their own", page)
            story.refresh_from_db()
            self.assertEqual((story.status, story.kicker), ("draft", "Mine"))

    def test_elsewhere_one_publishes_what_one_wrote(self):
        story = self.begin(self.users["publisher"], "sport")
        workflow.publish(story, by=self.users["publisher"], at=self.now)
