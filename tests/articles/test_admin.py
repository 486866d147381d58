"""The desk as an editor uses it: the list, the form, its buttons, the page of a conflict, the history."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from html.parser import HTMLParser
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import review, search, workflow
from articles.models import Article, ArticleLog, Author, Revision, Tag
from articles.tagging import tag_named
from newsroom.models import User
from sections.models import Section
from tests.factories import (
    make_admin,
    make_author,
    make_draft,
    make_section,
    make_story,
    make_user,
)

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"
WRITE = ("articles.add_article", "articles.change_article", "articles.add_tag")
MAY_PUBLISH = (
    *WRITE,
    "articles.publish_article",
    "articles.withdraw_article",
    "articles.kill_article",
)


def change(article):
    return f"{LIST}{article.pk}/change/"


class _Fields(HTMLParser):
    """The names and values that a browser would send for the story form, buttons left out."""

    def __init__(self):
        super().__init__()
        self.pairs, self._select, self._first, self._area, self._template = [], None, None, None, 0

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        name = given.get("name")
        if tag == "template":
            self._template += 1
        elif self._template:
            return
        elif tag == "input" and name and given.get("type") != "submit":
            if given.get("type") not in ("checkbox", "radio"):
                self.pairs.append((name, given.get("value", "")))
            elif "checked" in given:
                self.pairs.append((name, given.get("value", "on")))
        elif tag == "select":
            self._select, self._first = name, None
            self._many = "multiple" in given
        elif tag == "option" and self._select:
            self._first = given.get("value", "") if self._first is None else self._first
            if "selected" in given:
                self.pairs.append((self._select, given.get("value", "")))
                self._many = True  # nothing is left to be sent by default
        elif tag == "textarea":
            self._area = [name, ""]

    def handle_data(self, text):
        if self._area:
            self._area[1] += text

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        elif tag == "select" and self._select:
            if not self._many and self._first is not None:
                self.pairs.append((self._select, self._first))
            self._select = None
        elif tag == "textarea" and self._area:
            lines = self._area[1].replace("\r\n", "\n").removeprefix("\n")
            self.pairs.append((self._area[0], lines.replace("\n", "\r\n")))
            self._area = None


def fields_of(response):
    """What a browser would send back from this page: {name: [texts]}."""
    parser = _Fields()
    parser.feed(response.content.decode())
    fields = {}
    for name, text in parser.pairs:
        fields.setdefault(name, []).append(text)
    return fields


def said_by(response):
    """The part of the page that is about the story, without entities."""
    page = unescape(response.content.decode())
    return re.sub(
        r"\s*<svg.*?</svg>|\s+data-\S+=\S+",
        "",
        page[page.find("<main") : page.find("</main>")],
        flags=re.S,
    )


class DeskTestCase(TestCase):
    """Someone of the desk is logged in; `open` and `press` are what they do with the form."""

    def setUp(self):
        self.editor = make_user("mira", *MAY_PUBLISH, first_name="Mira", last_name="Lund")
        self.client.force_login(self.editor)

    def open(self, path):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        return fields_of(response)

    def press(self, path, button, fields=None, **typed):
        """Sends the form as opened (or `fields`), with what was typed, by a button; follows to the next page."""
        fields = self.open(path) if fields is None else fields
        answer = self.client.post(path, fields | typed | {button: "1"}, follow=True)
        return said_by(answer), answer


class FormTests(DeskTestCase):
    def test_a_new_story_is_written_and_published_in_one_go(self):
        section, person = make_section("World"), make_author("Jo Fjord")
        typed = {
            "headline": "Harbour vote",
            "standfirst": "The council decided.",
            "body": "<p>It was 7 to 4.</p>",
            "section": section.pk,
            "tags": "Harbour\r\nC++\r\nharbour",
            "bylines-0-author": person.pk,
            "bylines-0-credit": "in Hallin",
        }
        page, _answer = self.press(ADD, "_publish", **typed)
        story = Article.objects.get()
        self.assertIn(f'Readers find it at <a href="{story.get_absolute_url()}">', page)
        self.assertEqual(
            [tag.name for tag in Tag.objects.filter(tagged__content_object=story)],
            ["C++", "Harbour"],
        )
        reader = self.client_class().get(story.get_absolute_url()).content.decode()
        for words in ("Harbour vote", "It was 7 to 4.", "Jo Fjord", "in Hallin"):
            self.assertIn(words, reader)

    def test_the_form_shows_the_newest_revision_not_what_readers_get(self):
        story = make_story("Old words", tags=["B", "A"])
        snapshot = story.newest_revision.snapshot | {"headline": "New words"}
        workflow.save_revision(story, snapshot, base=1, by=None)
        fields = self.open(change(story))
        self.assertEqual(fields["headline"], ["New words"])
        self.assertEqual(fields["tags"], ["B\r\nA"])
        self.assertEqual(fields["base_revision"], ["2"])

    def test_saving_what_was_opened_changes_nothing(self):
        person = make_author("Ada")
        rows = [
            {"author": person.pk, "credit": "in Hallin", "role": "photo"},
            {"author": None, "name": "Guest Writer"},
        ]
        story = make_draft(
            body="<p>One</p>\n<p>Two &amp; three</p>",
            desk_notes="first\nsecond",
            tags=["Z", "A"],
            bylines=rows,
            further_sections=[make_section().pk],
        )
        page, _answer = self.press(change(story), "_save")
        self.assertIn("Nothing has changed since the last save.", page)
        self.assertEqual(Revision.objects.filter(article=story).count(), 1)

    def test_saving_a_live_story_leaves_readers_the_published_text(self):
        story = make_story("As published")
        page, _answer = self.press(change(story), "_save", headline="Not yet")
        self.assertIn("Readers still get the published text", page)
        self.assertContains(self.client.get(story.get_absolute_url()), "As published")
        page, _answer = self.press(change(story), "_update", weight="minor", note="Better words")
        self.assertIn("Your changes are live since", page)
        self.assertContains(self.client.get(story.get_absolute_url()), "Not yet")

    def test_what_the_form_does_not_show_is_kept(self):
        other = make_story()
        story = make_draft(related=[other.pk])
        self.press(change(story), "_save", headline="Changed")
        story.refresh_from_db()
        self.assertEqual(story.newest_revision.snapshot["related"], [other.pk])

    def test_a_story_is_scheduled_in_the_editors_own_zone(self):
        User.objects.filter(pk=self.editor.pk).update(time_zone="Europe/Berlin")
        story = make_draft()
        tomorrow = (timezone.now() + timedelta(days=1)).date()
        page, _answer = self.press(
            change(story), "_schedule", publish_at_0=tomorrow.isoformat(), publish_at_1="06:00"
        )
        story.refresh_from_db()
        local = timezone.localtime(story.public_at, ZoneInfo("Europe/Berlin"))
        self.assertEqual(
            (local.date(), local.hour, local.minute, local.second), (tomorrow, 6, 0, 0)
        )
        self.assertRegex(
            page, r"Scheduled for \w+day \d+ \w+ \d{4}, 06:00 CES?T \(paper: 0[45]:00 UTC\)"
        )

    def test_the_form_of_a_scheduled_story_says_when_in_words(self):
        story = make_draft()
        workflow.publish(
            story, by=None, publish_at=timezone.now() + timedelta(hours=7, minutes=12, seconds=30)
        )
        self.assertContains(self.client.get(change(story)), "in 7 h 12 min")
        self.assertContains(self.client.get(LIST), "Scheduled · in 7 h 12 min")

    def test_a_time_that_has_passed_is_refused_and_the_text_is_saved(self):
        story = make_draft()
        page, answer = self.press(
            change(story),
            "_schedule",
            headline="Typed",
            publish_at_0="2020-01-01",
            publish_at_1="06:00",
        )
        self.assertIn("That time has passed.", page)
        self.assertEqual(fields_of(answer)["headline"], ["Typed"])
        self.assertEqual(fields_of(answer)["publish_at_0"], ["2020-01-01"])
        story.refresh_from_db()
        self.assertEqual((story.status, story.newest_revision.number), ("draft", 2))

    def test_a_story_that_lacks_something_is_saved_and_the_page_says_what(self):
        page, _answer = self.press(ADD, "_publish", headline="Only a headline")
        self.assertIn("It stands in no section.", page)
        self.assertIn("It has no text; only a brief may go without.", page)
        self.assertEqual(Article.objects.get().status, "draft")

    def test_a_form_with_a_mistake_keeps_every_word(self):
        person = make_author("Ada")
        typed = {
            "headline": "x" * 201,
            "body": "<p>Long work</p>",
            "tags": "New one\r\nAnother",
            "bylines-0-author": person.pk,
            "bylines-0-credit": "in Hallin",
            "desk_notes": "call back",
        }
        response = self.client.post(ADD, self.open(ADD) | typed | {"_save": "1"})
        self.assertEqual(response.status_code, 422)
        fields = fields_of(response)
        for name, text in typed.items():
            self.assertIn(str(text), fields[name], name)
        self.assertFalse(Article.objects.exists())

    def test_a_new_story_sent_twice_is_one_story(self):
        fields = self.open(ADD) | {"headline": "Once"}
        for _click in range(2):
            self.press(ADD, "_save", fields)
        self.assertEqual(Article.objects.count(), 1)

    def test_every_act_pressed_twice_is_done_once(self):
        story = make_draft()
        for button, typed in (
            ("_publish", {}),
            ("_withdraw", {}),
            ("_kill", {"kill_reason": "Wrong", "kill_confirmed": "1"}),
        ):
            fields = self.open(change(story))
            for _click in range(2):
                page, _answer = self.press(change(story), button, fields, **typed)
                self.assertNotIn('class="error"', page, button)
        acts = list(
            ArticleLog.objects.filter(article=story).order_by("pk").values_list("act", flat=True)
        )
        self.assertEqual(acts, ["create", "publish", "withdraw", "kill"])

    def test_killing_asks_once_more_and_needs_a_reason(self):
        story = make_story()
        page, _answer = self.press(change(story), "_kill", kill_reason=" ")
        self.assertIn("Killing a story needs a reason", page)
        page, answer = self.press(
            change(story), "_kill", kill_reason="A source lied.", headline="Typed late"
        )
        self.assertIn("Kill this story?", page)
        self.assertIn("A source lied.", page)
        story.refresh_from_db()
        self.assertEqual(
            (story.status, story.newest_revision.snapshot["headline"]), ("published", "Typed late")
        )
        page, _answer = self.press(change(story), "_kill", fields_of(answer))
        self.assertIn("now gives the reason", page)
        self.assertContains(
            self.client.get(story.get_absolute_url()), "A source lied.", status_code=410
        )

    def test_a_killed_story_is_read_not_changed(self):
        story = make_story()
        workflow.kill(story, by=None, reason="Wrong")
        response = self.client.get(change(story))
        self.assertContains(response, "You can read this story here, not change it.")
        self.assertNotContains(response, 'name="_save"')

    def test_the_text_survives_when_the_story_was_killed_meanwhile(self):
        story = make_draft()
        fields = self.open(change(story))
        workflow.kill(story, by=None, reason="Wrong")
        page, answer = self.press(change(story), "_save", fields, headline="An hour of work")
        self.assertIn("The story is killed", page)
        self.assertIn("An hour of work", page)
        self.assertEqual(answer.status_code, 422)

    def test_withdrawing_keeps_the_note(self):
        story = make_story()
        page, _answer = self.press(change(story), "_withdraw", note="Legal asks for it")
        self.assertIn("now answers “not found”", page)
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 404)
        self.assertContains(self.client.get(f"{LIST}{story.pk}/history/"), "Legal asks for it")

    def test_buttons_are_those_of_the_editors_permissions(self):
        self.client.force_login(make_user("writer", *WRITE))
        page = self.client.get(change(make_draft())).content.decode()
        for button, there in (
            ("_save", True),
            ("_publish", False),
            ("_schedule", False),
            ("_kill", False),
        ):
            self.assertEqual(f'name="{button}"' in page, there, button)
        story = make_draft()
        page, _answer = self.press(change(story), "_publish")
        self.assertIn("Your account may not publish stories.", page)
        story.refresh_from_db()
        self.assertEqual(story.status, "draft")

    def test_a_writer_who_may_not_make_tags_is_told_which_names_were_left_out(self):
        self.client.force_login(
            make_user("writer", "articles.add_article", "articles.change_own_article")
        )
        known = tag_named("Known")
        typed = {"headline": "A", "tags": "known\nUnknown", "_save": "1"}
        response = self.client.post(ADD, self.open(ADD) | typed, follow=True)
        self.assertContains(response, "Left out: “Unknown”. There is no such tag")
        self.assertEqual(Article.objects.get().newest_revision.snapshot["tags"], [known.pk])

    def test_fields_that_are_not_on_the_form_are_ignored(self):
        story = make_draft()
        smuggled = {
            "status": "published",
            "public_at": "2020-01-01",
            "created_by": "1",
            "import_ref": "x",
            "version": "9",
        }
        self.press(change(story), "_save", headline="Fine", **smuggled)
        story.refresh_from_db()
        self.assertEqual((story.status, story.public_at, story.import_ref), ("draft", None, None))

    def test_bylines_are_put_in_the_order_given_and_taken_away(self):
        people = [make_author(name) for name in ("Ada", "Bo", "Cy")]
        story = make_draft(bylines=[{"author": person.pk} for person in people])
        order = {"bylines-0-ORDER": "3", "bylines-1-ORDER": "1", "bylines-2-DELETE": "on"}
        self.press(change(story), "_save", **order)
        story.refresh_from_db()
        self.assertEqual(
            [row["name"] for row in story.newest_revision.snapshot["bylines"]], ["Bo", "Ada"]
        )

    def test_a_person_deleted_from_the_list_stays_under_the_story(self):
        person = make_author("Ada Gone")
        story = make_story(bylines=[{"author": person.pk}])
        self.client.force_login(make_admin())
        self.client.post(f"/admin/articles/author/{person.pk}/delete/", {"post": "yes"})
        self.assertFalse(Author.objects.exists())
        self.assertContains(self.client.get(story.get_absolute_url()), "Ada Gone")
        self.assertEqual(self.open(change(story))["bylines-0-name"], ["Ada Gone"])

    def test_strangers_and_readers_accounts_see_nothing(self):
        story = make_draft("Secret words")
        for user in (make_user("nobody"), None):
            self.client.logout()
            if user:
                self.client.force_login(user)
            for path in (
                LIST,
                ADD,
                change(story),
                f"{LIST}{story.pk}/history/",
                f"{LIST}{story.pk}/revision/1/",
            ):
                response = self.client.get(path)
                self.assertIn(response.status_code, (302, 403), path)
                self.assertNotIn(b"Secret words", response.content)

    def test_an_address_of_no_story_is_not_found(self):
        for path in (
            f"{LIST}999/history/",
            f"{LIST}999/revision/1/",
            f"{LIST}{make_draft().pk}/revision/7/",
        ):
            self.assertEqual(self.client.get(path).status_code, 404, path)
        self.assertEqual(self.client.get(f"{LIST}nonsense/change/").status_code, 302)


class ConflictTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_draft("Common", standfirst="Common line", body="<p>Common text</p>")
        self.mine = self.open(change(self.story))
        other = make_user("rolf", *WRITE, first_name="Rolf", last_name="Berg")
        snapshot = self.story.newest_revision.snapshot | {
            "headline": "Rolf’s words",
            "body": "<p>Rolf’s text</p>",
        }
        workflow.save_revision(self.story, snapshot, base=1, by=other)

    def test_changes_of_both_are_in_and_the_editor_is_told(self):
        page, _answer = self.press(
            change(self.story), "_save", self.mine, standfirst="My line", tags="Fog"
        )
        self.assertIn("Rolf Berg saved meanwhile (Headline and Text)", page)
        self.assertIn("those changes and yours are both in", page)
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.standfirst), ("Rolf’s words", "My line"))

    def test_what_nobody_has_read_is_not_published(self):
        page, answer = self.press(
            change(self.story), "_publish", self.mine, standfirst="My line", note="Checked"
        )
        self.assertIn("press “Publish now” again", page)
        self.assertEqual(fields_of(answer)["note"], ["Checked"])
        page, _answer = self.press(change(self.story), "_publish", fields_of(answer))
        self.assertIn("Published on", page)

    def test_who_changed_nothing_gets_the_other_text(self):
        page, _answer = self.press(change(self.story), "_publish", self.mine)
        self.assertIn("You had changed nothing; Rolf Berg saved meanwhile", page)
        self.story.refresh_from_db()
        self.assertEqual((self.story.status, self.story.newest_revision.number), ("draft", 2))

    def clash(self, button="_save", **typed):
        """Sends a text that changes what Rolf changed; returns the page of both texts, as words and as its fields."""
        typed = {"headline": "My words", "body": "<p>My text</p>", "kicker": "Mine"} | typed
        page, answer = self.press(change(self.story), button, self.mine, **typed)
        self.assertEqual(answer.status_code, 409)
        fields = fields_of(answer)
        self.assertEqual({name for name in fields if name.startswith("choice")}, set())
        return self.both(page), fields

    def both(self, page):
        """The page of both texts without what its marks call taken out."""
        return re.sub("<[^>]*>", "", re.sub("<del.*?</del>", "", page, flags=re.DOTALL))

    def newest(self):
        self.story.refresh_from_db()
        return self.story.newest_revision

    def test_what_both_changed_is_shown_and_nothing_is_written(self):
        page, _fields = self.clash()
        for words in (
            *("Rolf Berg", "Rolf’s words", "Rolf’s text", "My words", "My text"),
            "Kicker as you have them here",
            "Common text",
        ):
            self.assertIn(words, page)
        self.assertEqual(self.newest().number, 2)
        aside = Revision.objects.get(article=self.story, is_aside=True)
        self.assertEqual((aside.saved_by, aside.snapshot["headline"]), (self.editor, "My words"))

    def test_what_is_chosen_is_saved_with_all_the_rest(self):
        _page, fields = self.clash("_publish", tags="Fog\r\nSea", **{"bylines-0-name": "Guest"})
        page, _answer = self.press(
            change(self.story),
            "_publish",
            fields,
            **{"choice-0": "theirs", "choice-1": "edited", "edited-1": "<p>Both texts</p>"},
        )
        self.assertIn("Published on", page)
        text = self.newest().snapshot
        self.assertEqual(
            [text[name] for name in ("headline", "body", "kicker", "standfirst")],
            ["Rolf’s words", "<p>Both texts</p>", "Mine", "Common line"],
        )
        self.assertEqual(len(text["tags"]), 2)
        self.assertEqual(text["bylines"][0]["name"], "Guest")
        self.assertEqual(self.newest().base.number, 2)
        revision = self.client.get(f"{LIST}{self.story.pk}/revision/2/").content.decode()
        self.assertIn("Rolf’s text", revision)

    def test_what_waits_for_a_choice_is_not_saved_without_one(self):
        _page, fields = self.clash()
        page, answer = self.press(change(self.story), "_save", fields, **{"choice-0": "mine"})
        self.assertEqual(answer.status_code, 409)
        self.assertIn("Choose one of them.", page)
        self.assertEqual(self.newest().number, 2)

    def test_back_to_the_form_brings_my_whole_text(self):
        typed = {"tags": "One\r\nTwo", "bylines-0-name": "Guest", "desk_notes": "mine"}
        _page, fields = self.clash(**typed)
        answer = self.client.post(change(self.story), fields | {"_back": "conflict"})
        self.assertIn("This is your text", said_by(answer))
        fields = fields_of(answer)
        for name, text in (typed | {"headline": "My words", "base_revision": "2"}).items():
            self.assertEqual(fields[name], [text], name)
        self.assertEqual(self.newest().number, 2)

    def test_a_third_save_meanwhile_is_merged_or_asked_about_again(self):
        _page, fields = self.clash()
        third = Revision.objects.get(article=self.story, number=2).snapshot
        third |= {"headline": "Third words", "standfirst": "Third line"}
        workflow.save_revision(self.story, third, base=2, by=None)
        page, answer = self.press(
            change(self.story), "_save", fields, **{"choice-0": "mine", "choice-1": "mine"}
        )
        self.assertEqual(answer.status_code, 409)
        self.assertIn("Third words", self.both(page))
        self.assertIn("Standfirst as an import saved them", page)
        page, _answer = self.press(
            change(self.story), "_save", fields_of(answer), **{"choice-0": "mine"}
        )
        text = self.newest().snapshot
        self.assertEqual(
            [text[name] for name in ("headline", "body", "standfirst", "kicker")],
            ["My words", "<p>My text</p>", "Third line", "Mine"],
        )

    def test_a_form_without_its_base_is_a_conflict_not_an_overwrite(self):
        _page, answer = self.press(
            change(self.story), "_save", self.mine, base_revision="", headline="My words"
        )
        self.assertEqual(answer.status_code, 409)


class ListTests(DeskTestCase):
    def titles(self, query=""):
        response = self.client.get(f"{LIST}?{query}")
        self.assertEqual(response.status_code, 200, query)
        return [str(story) for story in response.context["cl"].result_list]

    def test_each_queue_holds_what_it_says(self):
        now = timezone.now()
        draft = make_draft("A draft")
        own = make_draft("My draft", by=self.editor, at=now)
        scheduled = make_draft("To come")
        workflow.publish(scheduled, by=None, publish_at=now + timedelta(days=2))
        live = make_story("Live")
        changed = make_story("Changed")
        workflow.save_revision(
            changed, changed.newest_revision.snapshot | {"body": "<p>n</p>"}, base=1, by=None
        )
        withdrawn = workflow.withdraw(make_story("Withdrawn"), by=None)
        killed = workflow.kill(make_story("Killed"), by=None, reason="x")
        approved = review.approve(review.submit(make_draft("Ready"), by=None), by=None)
        binned = review.bin(make_draft("Binned"), by=None)
        review.assign(draft, by=None, to=self.editor)
        expected = {
            "mine": {own},
            "drafts": {own, draft},
            "assigned": {draft},
            "review": set(),
            "approved": {approved},
            "binned": {binned},
            "scheduled": {scheduled},
            "published": {live, changed},
            "changed": {changed},
            "withdrawn": {withdrawn},
            "killed": {killed},
        }
        for queue, stories in expected.items():
            self.assertEqual(
                set(self.titles(f"queue={queue}")), {str(story) for story in stories}, queue
            )

    def test_a_story_is_found_by_words_and_by_its_address(self):
        story = make_story("Harbour vote", standfirst="Dredging begins")
        make_story("Another")
        old = story.get_absolute_url()
        workflow.save_revision(
            story, story.newest_revision.snapshot | {"slug": "moved"}, base=1, by=None
        )
        story = workflow.update(story, by=None)
        new = story.get_absolute_url()
        self.assertNotEqual(old, new)
        for term in (
            "harbour",
            "dredging",
            new,
            f"https://paper.example{new}?utm=1",
            new.rstrip("/"),
            old,
            f" {new} ",
        ):
            self.assertEqual(self.titles(f"q={term}"), ["Harbour vote"], term)
        for term in ("/2026/13/45/x/", "/9999/99/99/", "no'such", "%25_"):
            self.assertEqual(self.titles(f"q={term}"), [], term)

    def test_a_section_filter_takes_what_lies_below(self):
        world = make_section("World")
        make_story("Inside", make_section("Europe", parent=world))
        make_story("Outside")
        self.assertEqual(self.titles(f"section={world.pk}"), ["Inside"])
        self.assertEqual(len(self.titles("section=x")), 2)

    def test_nobody_deletes_a_story(self):
        story = make_draft()
        self.client.force_login(make_admin())
        self.client.post(f"{LIST}{story.pk}/delete/", {"post": "yes"})
        self.client.post(
            LIST, {"action": "delete_selected", "_selected_action": story.pk, "post": "yes"}
        )
        self.assertTrue(Article.objects.filter(pk=story.pk).exists())

    def test_lookups_that_the_list_does_not_offer_are_refused(self):
        for query in (
            "created_by__password__startswith=a",
            "newest_revision__saved_by__password__contains=a",
        ):
            with self.assertLogs("django.security", "ERROR"):
                self.assertEqual(self.client.get(f"{LIST}?{query}").status_code, 400, query)

    def test_the_history_tells_every_act_with_its_text(self):
        story = make_draft("First words")
        self.press(change(story), "_publish", headline="Second words")
        page = self.client.get(f"{LIST}{story.pk}/history/").content.decode()
        for words in ("Revision 1", "Revision 2", "Published", "Mira Lund"):
            self.assertIn(words, page)
        self.assertContains(self.client.get(f"{LIST}{story.pk}/revision/1/"), "First words")


class AutocompleteTests(DeskTestCase):
    def ask(self, model, field, term, app="articles"):
        query = {"app_label": app, "model_name": model, "field_name": field, "term": term}
        return self.client.get("/admin/autocomplete/", query)

    def texts(self, *args, **kwargs):
        return [result["text"] for result in self.ask(*args, **kwargs).json()["results"]]

    def test_who_writes_finds_sections_people_and_tags(self):
        make_section("Europe")
        make_author("Eva Europa")
        for name in ("airport world", "World", "world cup"):
            tag_named(name)
        self.assertEqual(self.texts("article", "section", "euro"), ["Europe"])
        self.assertEqual(self.texts("article", "further_sections", "euro"), ["Europe"])
        self.assertEqual(self.texts("byline", "author", "euro"), ["Eva Europa"])
        self.assertEqual(
            self.texts("taggedarticle", "tag", "world"), ["World", "world cup", "airport world"]
        )

    def test_sections_below_others_are_told_apart(self):
        for title in ("World", "Business"):
            make_section("Ostvik", make_section(title), slug="ostvik")
        found = self.texts("article", "section", "ostvik")
        self.assertEqual(set(found), {"World › Ostvik", "Business › Ostvik"})
        below = Section.objects.get(path="world/ostvik")
        page = self.client.get(change(make_draft(section=below))).content.decode()
        self.assertIn(f'<option value="{below.pk}" selected>World › Ostvik</option>', page)
        self.client.force_login(make_admin())
        lower = make_section("Docks", below)
        page = self.client.get(f"/admin/sections/section/{lower.pk}/change/").content.decode()
        self.assertIn(f'<option value="{below.pk}" selected>World › Ostvik</option>', page)
        self.assertEqual(self.texts("article", "section", "docks"), ["World › Ostvik › Docks"])

    def test_others_get_no_answer(self):
        self.assertEqual(self.ask("author", "user", "a").status_code, 403)
        self.client.force_login(make_user("nobody"))
        for model, field in (
            ("article", "section"),
            ("byline", "author"),
            ("taggedarticle", "tag"),
        ):
            self.assertEqual(self.ask(model, field, "a").status_code, 403, model)


class TagTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(make_admin())

    def test_a_tag_is_made_described_and_renamed_with_its_address(self):
        self.client.post(
            "/admin/articles/tag/add/",
            {"name": "C++", "description": "A language.", "is_public": "on"},
        )
        tag = Tag.objects.get()
        self.assertEqual((tag.slug, tag.description), ("c-plus-plus", "A language."))
        make_story("About C++", tags=["C++"])
        fields = self.open(f"/admin/articles/tag/{tag.pk}/change/")
        self.press(f"/admin/articles/tag/{tag.pk}/change/", "_save", fields, slug="cpp")
        self.assertRedirects(self.client.get("/tag/c-plus-plus/"), "/tag/cpp/", 301)

    def test_a_name_that_is_there_in_another_spelling_is_refused_at_the_field(self):
        tag_named("Race 1")
        page, _answer = self.press("/admin/articles/tag/add/", "_save", name="race  1")
        self.assertIn("There is a tag of that name already", page)
        self.assertEqual(Tag.objects.count(), 1)

    def test_a_tag_in_use_is_not_deleted(self):
        used, free = tag_named("Used"), tag_named("Free")
        make_story(tags=["Used"])
        for tag in (used, free):
            self.client.post(f"/admin/articles/tag/{tag.pk}/delete/", {"post": "yes"})
        self.assertEqual([tag.name for tag in Tag.objects.all()], ["Used"])


class PeopleTests(TestCase):
    """A person's address, as the desk changes it."""

    def setUp(self):
        self.client.force_login(make_admin())
        self.person = make_author("Jo Fjord")
        make_story(bylines=[{"author": self.person.pk}])
        self.path = f"/admin/articles/author/{self.person.pk}/change/"

    def rename(self, slug):
        typed = {"name": "Jo Fjord", "slug": slug, "is_public": "on", "user": "", "portrait": ""}
        return self.client.post(self.path, typed)

    def test_a_changed_address_is_led_to_from_the_old_one(self):
        for slug in ("jo", "jo-fjord-lund"):
            self.assertEqual(self.rename(slug).status_code, 302)
        for old in ("jo-fjord", "jo"):
            self.assertRedirects(self.client.get(f"/by/{old}/"), "/by/jo-fjord-lund/", 301)
        self.assertEqual(self.rename("jo").status_code, 302)
        self.assertEqual(self.client.get("/by/jo/").status_code, 200)
        self.assertRedirects(self.client.get("/by/jo-fjord/"), "/by/jo/", 301)

    def test_a_new_name_is_found_by_the_search_and_a_hidden_one_is_not(self):
        typed = {"slug": "jo-fjord", "user": "", "portrait": ""}
        for is_public, found in (({"is_public": "on"}, 1), ({}, 0)):
            self.client.post(self.path, typed | {"name": "Quillfeather"} | is_public)
            hits = search.find("quillfeather", at=timezone.now()).hits
            self.assertEqual(len(hits), found)
        self.client.post(self.path.replace("change", "delete"), {"post": "yes"})
        self.assertTrue(Author.objects.filter(pk=self.person.pk).exists())

    def test_a_renamed_tag_is_found_by_the_search(self):
        tag = tag_named("Eels")
        make_story(tags=["Eels"])
        typed = {"name": "Lampreys", "slug": tag.slug, "is_public": "on"}
        self.client.post(f"/admin/articles/tag/{tag.pk}/change/", typed)
        self.assertEqual(len(search.find("lampreys", at=timezone.now()).hits), 1)

    def test_the_address_changes_only_together_with_what_leads_to_it(self):
        with (
            patch("articles.admin.people.redirects.remember", side_effect=OSError("disk full")),
            self.assertRaisesMessage(OSError, "disk full"),
            self.assertLogs("django.request"),
        ):
            self.rename("jo")
        self.assertEqual(self.client.get("/by/jo-fjord/").status_code, 200)


class SizeTests(TestCase):
    """The list and the form cost the same with few stories and with many."""

    LIMIT = 15

    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("mira", *MAY_PUBLISH)
        cls.section = make_section("World")

    def count(self, path):
        with CaptureQueriesContext(connection) as queries:
            response = self.client.get(path)
        self.assertEqual(response.status_code, 200)
        return len(queries)

    def fill(self, stories, people, tags):
        """Rows as the acts would leave them, made at once."""
        now = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
        snapshot = make_draft(section=self.section).newest_revision.snapshot
        rows = [
            Article(
                headline=f"Story {number}",
                section=self.section,
                created_at=now,
                saved_at=now,
                body="<p>x</p>" * 50,
            )
            for number in range(stories)
        ]
        Article.objects.bulk_create(rows, batch_size=500)
        Revision.objects.bulk_create(
            (
                Revision(
                    article=row, number=1, snapshot=snapshot, saved_at=now, saved_by=self.editor
                )
                for row in rows
            ),
            batch_size=500,
        )
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE articles_article SET newest_revision_id = (SELECT id FROM articles_revision"
                " WHERE articles_revision.article_id = articles_article.id) WHERE newest_revision_id IS NULL"
            )
        Author.objects.bulk_create(
            Author(name=f"Writer {n}", slug=f"writer-{n}") for n in range(people)
        )
        Tag.objects.bulk_create(
            Tag(name=f"Tag {n}", slug=f"tag-{n}", folded=f"tag {n}") for n in range(tags)
        )

    def test_list_form_and_autocomplete_stay_below_the_limit_at_twenty_thousand_stories(self):
        self.client.force_login(self.editor)
        few_people = [make_author()]
        few = make_draft(
            section=self.section,
            bylines=[{"author": person.pk} for person in few_people],
            tags=["a"],
        )
        small = self.count(LIST), self.count(change(few)), self.count(ADD)
        self.fill(20_000, 500, 5_000)
        authors = list(Author.objects.values_list("pk", flat=True)[:12])
        many = make_draft(
            section=self.section,
            bylines=[{"author": pk} for pk in authors],
            tags=[f"Tag {number}" for number in range(40)],
        )
        large = self.count(LIST), self.count(change(many)), self.count(ADD)
        self.assertEqual(small, large)
        self.assertLessEqual(max(large), self.LIMIT, large)
        for query in (
            "queue=drafts",
            "queue=mine",
            "q=story",
            f"section={self.section.pk}",
            "p=300",
        ):
            self.assertLessEqual(self.count(f"{LIST}?{query}"), self.LIMIT, query)
        asked = "/admin/autocomplete/?app_label=articles&model_name=taggedarticle&field_name=tag&term=tag+49"
        self.assertLessEqual(self.count(asked), 6)
