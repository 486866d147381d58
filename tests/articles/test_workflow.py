"""The acts, and what readers, addresses and the log say after each."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.contrib.redirects.models import Redirect
from django.db import connection
from django.test import TransactionTestCase, override_settings
from django.test.utils import CaptureQueriesContext

from articles import promises, review, search, tagging, workflow
from articles.errors import Refused, StaleSave
from articles.integrity import problems
from articles.models import Article, ArticleLog, Byline, Listing, Revision, Tag, TaggedArticle
from tests.base import PageTestCase, at_once
from tests.factories import (
    NOON,
    make_admin,
    make_author,
    make_draft,
    make_section,
    make_story,
    make_user,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEVER = "/2026/03/12/there-never-was-such-a-story/"


def save(story, by=None, at=NOON, **changes):
    """A save of the newest text with these changes."""
    newest = Article.objects.get(pk=story.pk).newest_revision
    snapshot = newest.snapshot | changes
    return workflow.save_revision(story, snapshot, base=newest.number, by=by, at=at)


def change(story, at=NOON, **changes):
    """A save, brought live."""
    return workflow.update(save(story, at=at, **changes), by=None, at=at)


def in_review(**fields):
    """A draft that was handed to the desk."""
    return review.submit(make_draft(**fields), by=None, at=NOON)


def acts_on(story):
    return list(story.log.order_by("pk").values_list("act", "status_before", "status_after"))


class ActTestCase(PageTestCase):
    def read(self, path, status=200, at=NOON):
        with self.reading_at(at):
            return self.text(path, status)

    def assert_nobody_reads(self, path, at=NOON):
        """Not to be told from an address that never was."""
        self.assertEqual(self.read(path, 404, at), self.read(NEVER, 404, at))

    def assert_leads(self, old, new, at=NOON):
        with self.reading_at(at):
            self.assertRedirects(self.client.get(old), new, 301)

    @contextmanager
    def assert_refused(self, sentence):
        """The act is refused with the sentence, and nothing has changed."""
        before = everything()
        with self.assertRaisesMessage(Refused, sentence):
            yield
        self.assertEqual(everything(), before)


def everything():
    """All rows that acts write."""
    models = Article, Revision, ArticleLog, Byline, Listing, TaggedArticle, Tag, Redirect
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


class Saving(ActTestCase):
    def test_a_draft_follows_every_save_and_no_reader_sees_it(self):
        story = save(make_draft("Ferry Late", slug="ferry"), headline="Ferry Early")
        story.refresh_from_db()
        self.assertEqual((story.headline, story.get_absolute_url()), ("Ferry Early", ""))
        self.assertNotIn("Ferry", self.read("/"))
        self.assert_nobody_reads("/2026/03/12/ferry/")

    def test_a_public_story_changes_for_readers_when_it_is_brought_live(self):
        world, fish = make_section("World"), tagging.tag_named("Fish")
        story = make_story("Ferry Late", tags=["Harbour"])
        address = story.get_absolute_url()
        pages = (address, "/", "/world/", "/tag/harbour/", story.section.get_absolute_url())
        before = [self.read(path) for path in pages]
        changes = {"section": world.pk, "tags": [fish.pk], "body": "<p>No, early.</p>"}
        story = save(story, headline="Ferry Early", **changes)
        self.assertIs(story.has_changes(), True)
        self.assertEqual([self.read(path) for path in pages], before)
        self.assert_nobody_reads("/tag/fish/")

        story = workflow.update(story, by=None, at=NOON + HOUR)
        self.assertIs(story.has_changes(), False)
        self.assertIn("<p>No, early.</p>", self.read(address, at=NOON + HOUR))
        for path in (address, "/", "/world/", "/tag/fish/"):
            page = self.read(path, at=NOON + HOUR)
            self.assertIn("Ferry Early", page)
            self.assertNotIn("Ferry Late", page)
        self.assert_nobody_reads("/tag/harbour/", at=NOON + HOUR)
        self.assertEqual(dict(Tag.objects.values_list("name", "listed")), {"Fish": 1, "Harbour": 0})

    def test_two_who_changed_different_things_are_both_in(self):
        ada, bo = make_admin("ada"), make_admin("bo")
        story = make_draft("Ferry Late", body="<p>One</p><p>Two</p>")
        opened = story.newest_revision
        save(story, by=ada, headline="Ferry Early", body="<p>1</p><p>Two</p>")
        mine = opened.snapshot | {"kicker": "Harbour", "body": "<p>One</p><p>2</p>"}
        story = workflow.save_revision(
            story, mine, base=opened.number, by=bo, at=NOON, note="A check"
        )
        self.assertEqual(
            (story.headline, story.kicker, story.body),
            ("Ferry Early", "Harbour", "<p>1</p><p>2</p>"),
        )
        newest = story.newest_revision
        self.assertEqual((newest.number, newest.base.number, newest.saved_by), (3, 2, bo))
        self.assertEqual(newest.note, "Merged with revision 2. A check")
        self.assertEqual(acts_on(story)[-1], ("save", "draft", "draft"))

    def test_two_who_changed_the_same_are_told_and_the_second_text_is_kept_aside(self):
        ada, bo = make_admin("ada"), make_admin("bo")
        story = make_draft("Ferry Late")
        opened = story.newest_revision
        save(story, by=ada, headline="Ferry Early", kicker="Harbour")
        mine = opened.snapshot | {"headline": "Ferry Sunk", "standfirst": "It sank."}
        for _click in range(2):
            with self.assertRaises(StaleSave) as refusal:
                workflow.save_revision(story, mine, base=opened.number, by=bo, at=NOON)
        stale = refusal.exception
        self.assertIn("ada, revision 2", str(stale))
        [conflict] = stale.merged.conflicts
        self.assertEqual(
            (conflict.name, conflict.base, conflict.theirs, conflict.mine),
            ("headline", "Ferry Late", "Ferry Early", "Ferry Sunk"),
        )
        story.refresh_from_db()
        self.assertEqual((story.headline, story.newest_revision.number), ("Ferry Early", 2))
        aside = story.revisions.get(is_aside=True)
        self.assertEqual(
            (aside.number, aside.base, aside.saved_by, aside.snapshot), (3, opened, bo, mine)
        )
        self.assertEqual(story.log.get(act="keep aside").revision, aside)

        chosen = stale.merged.choose(["Ferry Gone"])
        story = workflow.save_revision(story, chosen, base=stale.newest.number, by=bo, at=NOON)
        self.assertEqual(
            (story.headline, story.kicker, story.standfirst), ("Ferry Gone", "Harbour", "It sank.")
        )
        self.assertEqual(story.newest_revision.number, 4)
        self.assertEqual(story.newest_revision.base.number, 2)
        self.assertEqual(list(problems(NOON)), [])

    def test_a_text_that_adds_nothing_to_what_was_saved_meanwhile_is_no_new_revision(self):
        story = make_draft("Ferry Late")
        opened = story.newest_revision
        save(story, headline="Ferry Early")
        before = everything()
        workflow.save_revision(story, opened.snapshot, base=opened.number, by=None, at=NOON + HOUR)
        self.assertEqual(everything(), before)

    def test_a_text_kept_aside_and_brought_back_counts_from_what_it_was_made_of(self):
        story = make_draft("Ferry Late", kicker="Sea")
        save(story, kicker="Harbour")
        mine = story.newest_revision.snapshot | {"kicker": "Port", "headline": "Ferry Sunk"}
        with self.assertRaises(StaleSave):
            workflow.save_revision(story, mine, base=1, by=None, at=NOON)
        with self.assertRaises(StaleSave) as refusal:
            workflow.save_revision(story, mine, base=3, by=None, at=NOON)
        self.assertEqual([one.name for one in refusal.exception.merged.conflicts], ["kicker"])

    def test_the_same_text_again_is_no_new_revision_even_from_an_old_one(self):
        story = save(make_draft("Ferry Late"), headline="Ferry Early")
        before = everything()
        same = story.newest_revision.snapshot | {"headline": " Ferry Early "}
        for base in (1, 2):
            workflow.save_revision(story, same, base=base, by=None, at=NOON + HOUR)
        self.assertEqual(everything(), before)

    def test_a_public_story_never_loses_what_it_must_have(self):
        story = make_story()
        for changes, sentence in (
            ({"headline": " "}, "It has no headline."),
            ({"body": "<p> </p>"}, "It has no text; only a brief may go without."),
            ({"section": None}, "It stands in no section."),
            ({"standfirst": "x" * 501}, "Standfirst: 500 characters at most; this has 501."),
        ):
            with self.assert_refused(sentence):
                save(story, **changes)

    def test_every_text_that_was_saved_can_be_read_again(self):
        story = make_draft("One", desk_notes="Call the harbour.")
        save(save(story, headline="Two", desk_notes=""), headline="Three")
        texts = [revision.snapshot for revision in story.revisions.order_by("number")]
        self.assertEqual([text["headline"] for text in texts], ["One", "Two", "Three"])
        self.assertEqual([text["desk_notes"] for text in texts], ["Call the harbour.", "", ""])


class Publishing(ActTestCase):
    def test_puts_the_story_on_its_page_its_lists_and_the_front(self):
        section = make_section("North", parent=make_section("World"))
        further = make_section("Science")
        story = make_draft("Eels Return", section, tags=["Eels"], further_sections=[further.pk])
        story = workflow.publish(story, by=None, at=NOON)
        self.assertEqual(story.get_absolute_url(), "/2026/03/12/eels-return/")
        for path in ("/", "/world/", "/world/north/", "/science/", "/tag/eels/"):
            self.assertIn('href="/2026/03/12/eels-return/"', self.read(path), path)
        self.assertIn("Eels Return", self.read(story.get_absolute_url()))

    def test_asks_for_what_is_missing(self):
        for fields, sentence in (
            ({"headline": " "}, "It has no headline."),
            ({"body": ""}, "It has no text; only a brief may go without."),
        ):
            draft = make_draft(**fields)
            with self.assert_refused(f"Readers cannot get this story yet. {sentence}"):
                workflow.publish(draft, by=None, at=NOON)
        draft = workflow.create({"headline": "Head", "kind": "brief"}, by=None, at=NOON)
        with self.assert_refused("It stands in no section."):
            workflow.publish(draft, by=None, at=NOON)

    def test_a_brief_goes_without_text(self):
        self.read(make_story(kind="brief", body="").get_absolute_url())

    def test_twice_changes_nothing(self):
        story = make_story()
        before = everything()
        workflow.publish(story, by=None, at=NOON + HOUR)
        workflow.update(story, by=None, at=NOON + HOUR)
        self.assertEqual(everything(), before)

    def test_by_a_second_click_whose_clock_was_read_before_the_first_changes_nothing(self):
        draft = make_draft(at=NOON - HOUR)
        workflow.publish(draft, by=None, at=NOON)
        before = everything()
        workflow.publish(draft, by=None, at=NOON - timedelta(milliseconds=5))
        self.assertEqual(everything(), before)

    def test_does_not_bring_changes_of_a_public_story_live(self):
        story = save(make_story(), headline="Other")
        with self.assert_refused("Readers see this story already."):
            workflow.publish(story, by=None, at=NOON)

    def test_takes_25_statements_at_most_and_a_change_of_a_public_story_20(self):
        story = make_draft(tags=["Harbour", "Boats"], bylines=[{"author": make_author().pk}])
        with CaptureQueriesContext(connection) as publishing:
            workflow.publish(story, by=None, at=NOON)
        story = save(story, headline="Ferry Late")
        with CaptureQueriesContext(connection) as updating:
            workflow.update(story, by=None, at=NOON)
        for queries, most in ((publishing, 25), (updating, 20)):
            statements = [query["sql"].split()[0] for query in queries]
            asked = [word for word in statements if word not in ("SAVEPOINT", "RELEASE")]
            self.assertLessEqual(len(asked), most, asked)

    def test_counts_the_day_in_the_papers_zone(self):
        late = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)
        with override_settings(TIME_ZONE="Europe/Helsinki"):
            self.assertEqual(
                make_story("Late", public_at=late).get_absolute_url(), "/2026/03/13/late/"
            )
        with override_settings(TIME_ZONE="America/Lima"):
            self.assertEqual(
                make_story("Late", public_at=late).get_absolute_url(), "/2026/03/12/late/"
            )


class Scheduling(ActTestCase):
    def schedule(self, story=None, publish_at=NOON + HOUR, by=None, at=NOON):
        story = story or make_draft("Ferry Late", slug="ferry")
        return workflow.publish(story, by=by, at=at, publish_at=publish_at)

    def test_makes_the_story_public_at_its_second_and_not_before(self):
        story = self.schedule()
        address = story.get_absolute_url()
        self.assert_nobody_reads(address, at=NOON + HOUR - timedelta(microseconds=1))
        self.assertNotIn("Ferry Late", self.read("/", at=NOON))
        self.assertIn("Ferry Late", self.read(address, at=NOON + HOUR))
        self.assertIn("Ferry Late", self.read("/", at=NOON + HOUR))
        self.assertIn("Ferry Late", self.read(story.section.get_absolute_url(), at=NOON + HOUR))

    def test_again_moves_the_time_and_the_day_in_the_address(self):
        story = self.schedule(self.schedule(), publish_at=NOON + DAY)
        self.assertEqual(story.get_absolute_url(), "/2026/03/13/ferry/")
        self.assert_nobody_reads("/2026/03/12/ferry/", at=NOON + 2 * DAY)
        self.read("/2026/03/13/ferry/", at=NOON + DAY)

    def test_again_at_the_same_time_changes_nothing(self):
        story = self.schedule()
        before = everything()
        self.schedule(story, at=NOON + timedelta(minutes=5))
        self.assertEqual(everything(), before)

    def test_gives_way_to_publishing_now(self):
        story = self.schedule(publish_at=NOON + DAY)
        story = workflow.publish(story, by=None, at=NOON)
        self.assertEqual(story.get_absolute_url(), "/2026/03/12/ferry/")
        self.assertIn("Ferry Late", self.read("/2026/03/12/ferry/"))

    def test_takes_saves_made_before_the_time_along_and_none_made_after(self):
        story = save(self.schedule(), headline="Ferry Sunk")
        self.assertIn("Ferry Sunk", self.read("/2026/03/12/ferry/", at=NOON + HOUR))
        save(story, at=NOON + HOUR, headline="Ferry Raised")
        self.assertNotIn("Ferry Raised", self.read("/2026/03/12/ferry/", at=NOON + HOUR))
        with self.assert_refused("Readers see this story already."):
            self.schedule(story, publish_at=NOON + DAY, at=NOON + HOUR)

    def test_taken_back_makes_a_draft_whose_address_is_free_again(self):
        story = workflow.withdraw(self.schedule(), by=None, at=NOON)
        self.assertEqual((story.status, story.public_at), ("draft", None))
        self.assert_nobody_reads("/2026/03/12/ferry/", at=NOON + HOUR)
        other = make_story(slug="ferry")
        self.assertEqual(other.get_absolute_url(), "/2026/03/12/ferry/")
        self.assertEqual(self.schedule(story).get_absolute_url(), "/2026/03/12/ferry-2/")

    def test_with_another_slug_leaves_no_redirect_because_nobody_saw_the_old(self):
        save(self.schedule(), slug="boat")
        self.assertEqual(Redirect.objects.count(), 0)
        self.read("/2026/03/12/boat/", at=NOON + HOUR)

    def test_into_the_past_is_refused_to_editors(self):
        draft, editor = make_draft(), make_admin()
        with self.assert_refused("That time has passed."):
            self.schedule(draft, publish_at=NOON - HOUR, by=editor)

    def test_there_is_nothing_to_bring_live_before_the_time(self):
        story = save(self.schedule(), headline="Ferry Sunk")
        with self.assert_refused("Readers do not see this story yet"):
            workflow.update(story, by=None, at=NOON)

    def test_a_withdrawn_story_returns_at_its_time_and_old_address(self):
        story = workflow.withdraw(make_story("Ferry Late"), by=None, at=NOON)
        self.schedule(story, publish_at=NOON + DAY)
        self.assert_nobody_reads("/2026/03/12/ferry-late/")
        self.read("/2026/03/12/ferry-late/", at=NOON + DAY)


class Addresses(ActTestCase):
    def test_of_one_day_and_one_headline_are_numbered(self):
        stories = [make_story("Harbour Vote") for _ in range(3)]
        other_day = make_story("Harbour Vote", public_at=NOON + DAY)
        self.assertEqual(
            [story.get_absolute_url() for story in [*stories, other_day]],
            [
                "/2026/03/12/harbour-vote/",
                "/2026/03/12/harbour-vote-2/",
                "/2026/03/12/harbour-vote-3/",
                "/2026/03/13/harbour-vote/",
            ],
        )

    def test_are_numbered_within_their_length(self):
        first, second = make_story(slug="a" * 200), make_story(slug="a" * 200)
        self.assertEqual((first.slug, second.slug), ("a" * 80, "a" * 78 + "-2"))
        self.read(second.get_absolute_url())

    def test_stay_when_the_headline_and_the_section_change(self):
        story = make_story("Harbour Vote")
        change(story, headline="Harbour Vote Put Off", section=make_section("World").pk)
        self.assertIn("Put Off", self.read("/2026/03/12/harbour-vote/"))

    def test_stay_when_a_withdrawn_story_returns_on_another_day(self):
        story = workflow.withdraw(make_story("Harbour Vote"), by=None, at=NOON + DAY)
        story = workflow.publish(story, by=None, at=NOON + 2 * DAY)
        self.assertEqual(story.public_at, NOON)
        self.read("/2026/03/12/harbour-vote/", at=NOON + 2 * DAY)

    def test_that_were_changed_lead_to_the_new_one_without_chains(self):
        story = make_story("One", slug="one")
        for slug in ("two", "three"):
            story = change(story, slug=slug)
        for old in ("one", "two"):
            self.assert_leads(f"/2026/03/12/{old}/", "/2026/03/12/three/")
        self.assertIn("One", self.read("/2026/03/12/three/"))

    def test_that_were_changed_back_stand_again(self):
        story = make_story("One", slug="one")
        for slug in ("two", "three", "one"):
            story = change(story, slug=slug)
        self.read("/2026/03/12/one/")
        for old in ("two", "three"):
            self.assert_leads(f"/2026/03/12/{old}/", "/2026/03/12/one/")

    def test_that_a_story_had_are_given_to_no_other(self):
        change(make_story("One", slug="one"), slug="two")
        other = make_story("Other", slug="one")
        self.assertEqual(other.get_absolute_url(), "/2026/03/12/one-2/")
        self.assert_leads("/2026/03/12/one/", "/2026/03/12/two/")

    def test_that_a_withdrawn_story_has_are_given_to_no_other(self):
        story = workflow.withdraw(make_story("One"), by=None, at=NOON)
        self.assertEqual(make_story("One").get_absolute_url(), "/2026/03/12/one-2/")
        workflow.publish(story, by=None, at=NOON)
        self.read("/2026/03/12/one/")

    def test_that_were_changed_tell_nothing_of_a_withdrawn_story(self):
        story = change(make_story("One", slug="one"), slug="two")
        workflow.withdraw(story, by=None, at=NOON)
        self.assert_nobody_reads("/2026/03/12/one/")
        self.assert_nobody_reads("/2026/03/12/two/")

    def test_that_were_changed_lead_to_the_reason_of_a_killed_story(self):
        story = change(make_story("One", slug="one"), slug="two")
        workflow.kill(story, by=None, at=NOON, reason="It was untrue.")
        with self.reading_at(NOON):
            answer = self.client.get("/2026/03/12/one/", follow=True)
        self.assertEqual(answer.redirect_chain, [("/2026/03/12/two/", 301)])
        self.assertContains(answer, "It was untrue.", status_code=410)

    def test_changed_while_the_story_was_withdrawn_lead_on_when_it_returns(self):
        story = workflow.withdraw(make_story("One", slug="one"), by=None, at=NOON)
        workflow.publish(save(story, slug="two"), by=None, at=NOON)
        self.assert_leads("/2026/03/12/one/", "/2026/03/12/two/")


class TakingAway(ActTestCase):
    def test_a_withdrawn_story_is_nowhere_and_comes_back_whole(self):
        section = make_section("World")
        story = make_story("Ferry Late", section, tags=["Ferry"])
        lists = ("/", "/world/")
        workflow.withdraw(story, by=None, at=NOON)
        self.assert_nobody_reads(story.get_absolute_url())
        self.assert_nobody_reads("/tag/ferry/")
        for path in lists:
            self.assertNotIn("Ferry Late", self.read(path))
        workflow.publish(story, by=None, at=NOON)
        for path in (*lists, "/tag/ferry/", story.get_absolute_url()):
            self.assertIn("Ferry Late", self.read(path))

    def test_a_withdrawn_story_can_be_worked_on_and_returns_with_the_new_text(self):
        story = workflow.withdraw(make_story("Ferry Late"), by=None, at=NOON)
        workflow.publish(save(story, headline="Ferry Early"), by=None, at=NOON + HOUR)
        page = self.read("/2026/03/12/ferry-late/", at=NOON + HOUR)
        self.assertIn("Ferry Early", page)
        self.assertNotIn("Ferry Late", page)

    def test_a_killed_story_says_why_and_nothing_else(self):
        story = make_story("Ferry Late", tags=["Ferry"])
        workflow.kill(story, by=None, at=NOON, reason=" The source made it up. ")
        page = self.read(story.get_absolute_url(), 410)
        self.assertIn(">The source made it up.</p>", page)
        for word in ("Ferry", story.standfirst, "The text of story"):
            self.assertNotIn(word, page)
        self.assertNotIn("Ferry Late", self.read("/"))
        self.assert_nobody_reads("/tag/ferry/")

    def test_a_story_killed_before_readers_saw_it_never_was(self):
        draft = make_draft(slug="ferry")
        story = workflow.publish(draft, by=None, at=NOON, publish_at=NOON + HOUR)
        address = story.get_absolute_url()
        workflow.kill(story, by=None, at=NOON, reason="Not ours.")
        self.assert_nobody_reads(address, at=NOON + HOUR)

    def test_killing_needs_a_reason_and_is_for_good(self):
        story = make_story()
        with self.assert_refused("Killing a story needs a reason"):
            workflow.kill(story, by=None, at=NOON, reason=" ")
        workflow.kill(story, by=None, at=NOON, reason="Untrue.")
        for act in (workflow.publish, workflow.update, workflow.withdraw):
            with self.assert_refused("The story is killed"):
                act(story, by=None, at=NOON)
        with self.assert_refused("The story is killed; one cannot save it from there."):
            save(story, headline="Other")


class Permissions(ActTestCase):
    def test_are_asked_by_every_act(self):
        draft, story, changed = make_draft(), make_story(), save(make_story(), headline="Other")
        nobody = make_user("nobody")
        for act, words in (
            (lambda: workflow.create({}, by=nobody, at=NOON), "write stories"),
            (lambda: save(draft, by=nobody, headline="Other"), "change stories"),
            (lambda: workflow.publish(draft, by=nobody, at=NOON), "publish stories"),
            (lambda: workflow.update(changed, by=nobody, at=NOON), "change what readers see"),
            (lambda: workflow.withdraw(story, by=nobody, at=NOON), "withdraw stories"),
            (lambda: workflow.kill(story, by=nobody, at=NOON, reason="No."), "kill stories"),
        ):
            with self.assert_refused(f"Your account may not {words}. Ask someone of the desk"):
                act()

    def test_are_enough_each_for_its_act(self):
        writer = make_user("writer", "articles.add_article", "articles.change_article")
        section = make_section().pk
        text = {"headline": "One", "body": "<p>Text.</p>", "section": section}
        story = save(workflow.create(text, by=writer, at=NOON), by=writer, headline="Two")
        workflow.publish(story, by=make_user("head", "articles.publish_article"), at=NOON)
        changed = save(story, by=writer, headline="Three")
        late = make_user("late", "articles.publish_article")
        workflow.update(changed, by=late, at=NOON, weight="minor", note="A better word")
        story = workflow.withdraw(story, by=make_user("w", "articles.withdraw_article"), at=NOON)
        workflow.kill(story, by=make_user("k", "articles.kill_article"), at=NOON, reason="Untrue.")
        self.assertEqual(
            list(story.log.order_by("pk").values_list("by__username", flat=True)),
            ["writer", "writer", "head", "writer", "late", "w", "k"],
        )

    def test_and_the_state_decide_what_is_offered(self):
        head = make_admin()
        story = make_story()
        later = workflow.publish(make_draft(), by=None, at=NOON, publish_at=NOON + HOUR)
        for article, acts in (
            (make_draft(), "assign bin embargo kill publish save share submit"),
            (in_review(), "approve assign bin embargo kill publish save send_back share"),
            (later, "assign embargo kill publish save schedule_withdrawal share withdraw"),
            (story, "assign correct kill propose save schedule_withdrawal share withdraw"),
            (
                save(make_story(), headline="Other"),
                "assign correct kill propose save schedule_changes schedule_withdrawal share update withdraw",
            ),
            (workflow.withdraw(make_story(), by=None, at=NOON), "assign kill publish save share"),
            (workflow.kill(make_story(), by=None, at=NOON, reason="No."), ""),
            (review.bin(make_draft(), by=None, at=NOON), "restore"),
        ):
            with self.subTest(state=article.status):
                offered = workflow.acts_open_to(article, head, NOON) - {"create"}
                self.assertEqual(" ".join(sorted(offered)), acts)
        writer = make_user("writer", "articles.change_article")
        self.assertEqual(workflow.acts_open_to(story, writer, NOON), {"save"})


class Reviewing(ActTestCase):
    def test_a_story_goes_to_the_desk_back_and_out_again(self):
        story = in_review()
        story = review.send_back(story, by=None, at=NOON, note="Who says so?")
        story = review.submit(story, by=None, at=NOON)
        story = review.approve(story, by=None, at=NOON)
        story = workflow.publish(story, by=None, at=NOON)
        self.assertEqual(
            [after for _act, _before, after in acts_on(story)],
            ["draft", "in_review", "sent_back", "in_review", "approved", "published"],
        )
        self.read(story.get_absolute_url())

    def test_is_asked_for_what_is_to_be_done(self):
        story = in_review()
        with self.assert_refused("Say in the note what is to be done"):
            review.send_back(story, by=None, at=NOON, note=" ")

    def test_leads_only_where_an_arrow_leads(self):
        for act, story, words in (
            (review.approve, make_draft(), "The story is draft; one cannot approve it"),
            (review.submit, make_story(), "The story is published; one cannot submit it"),
            (review.restore, make_draft(), "The story is draft; one cannot restore it"),
        ):
            with self.assert_refused(words):
                act(story, by=None, at=NOON)

    def test_twice_changes_nothing(self):
        story = in_review()
        before = everything()
        review.submit(story, by=None, at=NOON + HOUR)
        self.assertEqual(everything(), before)

    def test_a_draft_may_be_handed_over_incomplete(self):
        self.assertEqual(in_review(body="").status, "in_review")


class Assigning(ActTestCase):
    def test_gives_a_story_into_hands_until_a_time_and_out_of_them(self):
        ada = make_user("ada")
        story = review.assign(make_draft(), by=None, to=ada, due_at=NOON + HOUR, at=NOON)
        self.assertEqual((story.assigned_to, story.due_at), (ada, NOON + HOUR))
        self.assertEqual(story.log.first().note, "To ada.")
        story = review.assign(story, by=None, to=None, at=NOON)
        self.assertEqual((story.assigned_to, story.due_at), (None, None))

    def test_needs_somebody_of_the_desk(self):
        gone = make_user("gone", is_active=False)
        story = make_draft()
        with self.assert_refused("gone has no account at the desk any more."):
            review.assign(story, by=None, to=gone, at=NOON)


class Binning(ActTestCase):
    def test_a_draft_goes_and_comes_back(self):
        story = review.bin(make_draft("Ferry Late"), by=None, at=NOON)
        self.assertEqual((story.status, story.binned_at), ("binned", NOON))
        with self.assert_refused("The story is binned; one cannot publish it from there."):
            workflow.publish(story, by=None, at=NOON)
        story = review.restore(story, by=None, at=NOON + HOUR)
        self.assertEqual((story.status, story.headline), ("draft", "Ferry Late"))
        self.assertIs(story.binned_at, None)

    def test_is_not_for_what_readers_have_seen(self):
        story = make_story()
        with self.assert_refused("one cannot bin it from there"):
            review.bin(story, by=None, at=NOON)


class Embargoes(ActTestCase):
    def under_embargo(self, until=NOON + HOUR):
        return promises.embargo(make_draft("Ferry Late"), by=None, until=until, at=NOON)

    def test_nobody_publishes_before_the_end_whatever_his_role(self):
        story = self.under_embargo()
        for by in (None, make_admin()):
            with self.assert_refused("under embargo until Thursday 12 March 2026, 13:00 UTC"):
                workflow.publish(story, by=by, at=NOON)
        with self.assert_refused("under embargo"):
            workflow.publish(story, by=None, at=NOON, publish_at=NOON + HOUR / 2)
        story = workflow.publish(story, by=None, at=NOON, publish_at=NOON + HOUR)
        self.assert_nobody_reads(story.get_absolute_url())
        self.read(story.get_absolute_url(), at=NOON + HOUR)

    def test_is_lifted_by_an_act(self):
        story = promises.embargo(self.under_embargo(), by=None, until=None, at=NOON)
        self.read(workflow.publish(story, by=None, at=NOON).get_absolute_url())
        self.assertEqual(story.log.filter(act="embargo").first().note, "lifted")

    def test_comes_before_the_story_goes_out(self):
        later = workflow.publish(make_draft(), by=None, at=NOON, publish_at=NOON + HOUR)
        with self.assert_refused("The story is to go out before that."):
            promises.embargo(later, by=None, until=NOON + 2 * HOUR, at=NOON)
        story = make_story()
        with self.assert_refused("an embargo comes too late"):
            promises.embargo(story, by=None, until=NOON + HOUR, at=NOON)


class Promises(ActTestCase):
    def test_readers_see_a_story_until_its_withdrawal_and_no_job_is_needed(self):
        story = make_story("Ferry Late", tags=["Harbour"])
        story = promises.schedule_withdrawal(story, by=None, withdraw_at=NOON + HOUR, at=NOON)
        address = story.get_absolute_url()
        pages = ("/", "/rss.xml", "/sitemap-2026-03.xml", story.section.get_absolute_url())
        for path in (address, "/tag/harbour/", *pages):
            self.assertIn("Ferry Late" if "sitemap" not in path else address, self.read(path))
        self.assert_nobody_reads(address, at=NOON + HOUR)
        for path in pages:
            with self.reading_at(NOON + HOUR):
                page = self.client.get(path).content.decode()
            self.assertNotIn("Ferry Late", page)
            self.assertNotIn(address, page)

    def test_a_story_whose_time_is_over_is_withdrawn_for_every_act(self):
        story = promises.schedule_withdrawal(
            make_story(), by=None, withdraw_at=NOON + HOUR, at=NOON
        )
        story = workflow.publish(story, by=None, at=NOON + 2 * HOUR)
        self.assertEqual(
            [after for _act, _before, after in acts_on(story)][-2:], ["withdrawn", "published"]
        )
        self.assertIs(story.withdraw_at, None)
        self.read(story.get_absolute_url(), at=NOON + 2 * HOUR)

    def test_changes_are_promised_only_where_there_are_some(self):
        story = make_story()
        with self.assert_refused("Nothing has changed since publication."):
            promises.schedule_changes(story, by=None, changes_at=NOON + HOUR, at=NOON)
        story = save(story, headline="Ferry Early")
        story = promises.schedule_changes(story, by=None, changes_at=NOON + HOUR, at=NOON)
        self.assertNotIn("Ferry Early", self.read(story.get_absolute_url()))
        story = workflow.update(story, by=None, at=NOON + HOUR)
        self.assertIs(story.changes_at, None)
        self.assertIn("Ferry Early", self.read(story.get_absolute_url(), at=NOON + HOUR))


class TheLog(ActTestCase):
    def test_has_a_row_for_each_act_with_who_when_and_why(self):
        head = make_admin()
        story = make_draft(at=NOON)
        workflow.publish(story, by=head, at=NOON, publish_at=NOON + HOUR, note="After the vote.")
        change(story, at=NOON + 2 * HOUR, headline="Other")
        workflow.withdraw(story, by=head, at=NOON + 3 * HOUR, note="Checking.")
        workflow.kill(story, by=head, at=NOON + 4 * HOUR, reason="Untrue.")
        self.assertEqual(
            acts_on(story),
            [
                ("create", "", "draft"),
                ("publish", "draft", "published"),
                ("save", "published", "published"),
                ("update", "published", "published"),
                ("withdraw", "published", "withdrawn"),
                ("kill", "withdrawn", "killed"),
            ],
        )
        rows = story.log.order_by("pk")
        self.assertEqual(
            [row.note for row in rows], ["", "After the vote.", "", "", "Checking.", "Untrue."]
        )
        self.assertEqual([row.revision.number for row in rows], [1, 1, 2, 2, 2, 2])
        self.assertEqual(rows[4].at, NOON + 3 * HOUR)

    def test_is_never_rewritten(self):
        row = make_story().log.first()
        row.note = "Other."
        with self.assertRaises(TypeError):
            row.save()


def publish_in_a_process(pk):
    return workflow.publish(Article(pk=pk), by=None, at=NOON).get_absolute_url()


def save_in_a_process(pk_and_headline):
    pk, headline = pk_and_headline
    newest = Revision.objects.get(article=pk, number=1)
    text = newest.snapshot | {"headline": headline}
    try:
        return workflow.save_revision(Article(pk=pk), text, base=1, by=None, at=NOON).headline
    except StaleSave:
        return None


def save_often_in_a_process(pks):
    """Links the first story to the second, and back, and so on; returns its newest revision's number."""
    story, other = Article(pk=pks[0]), pks[1]
    for number in range(21):
        story = change(story, related=[other] * (1 - number % 2))
    return story.newest_revision.number


class AtTheSameMoment(TransactionTestCase):
    """Processes with connections of their own, on either database."""

    def setUp(self):
        for _ in search.rebuild():  # SQLite's index outlives the stories of other tests
            pass

    def test_stories_of_one_headline_get_addresses_of_their_own(self):
        drafts = [make_draft("Harbour Vote", tags=["Harbour"]).pk for _ in range(4)]
        addresses = at_once(publish_in_a_process, drafts)
        endings = ["", "-2", "-3", "-4"]
        self.assertCountEqual(addresses, [f"/2026/03/12/harbour-vote{end}/" for end in endings])
        self.assertEqual(Tag.objects.get().listed, 4)

    def test_one_story_published_by_many_is_published_once(self):
        draft = make_draft("Harbour Vote")
        addresses = at_once(publish_in_a_process, [draft.pk] * 4)
        self.assertEqual(set(addresses), {"/2026/03/12/harbour-vote/"})
        self.assertEqual(
            acts_on(draft), [("create", "", "draft"), ("publish", "draft", "published")]
        )

    def test_of_saves_from_one_base_one_is_kept_and_the_others_are_told(self):
        draft = make_draft()
        headlines = [f"Headline by editor {number}" for number in range(4)]
        answers = at_once(save_in_a_process, [(draft.pk, headline) for headline in headlines])
        kept = [answer for answer in answers if answer]
        self.assertEqual(len(kept), 1)
        draft.refresh_from_db()
        self.assertEqual(draft.headline, kept[0])
        texts = {row.snapshot["headline"] for row in draft.revisions.filter(is_aside=True)}
        self.assertEqual(texts, set(headlines) - set(kept))
        self.assertEqual(list(problems(NOON)), [])

    def test_stories_that_name_each_other_are_saved_without_waiting_in_a_circle(self):
        one, other = make_story(), make_story()
        pairs = [(one.pk, other.pk), (other.pk, one.pk)]
        self.assertEqual(at_once(save_often_in_a_process, pairs), [22, 22])
