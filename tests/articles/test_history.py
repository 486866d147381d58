"""The history of a story at the desk: what happened, what differs, and the way back."""

import time
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import bringing_back, permissions, revising, workflow
from articles.errors import Refused, StaleSave
from articles.models import Article, Revision
from newsroom.scopes import scoped
from tests.factories import NOON, make_draft, make_section, make_story, make_user

from .test_admin import LIST, WRITE, DeskTestCase, said_by


def save(story, by=None, at=None, **fields):
    story = Article.objects.get(pk=story.pk)
    newest = story.newest_revision
    return workflow.save_revision(story, newest.snapshot | fields, base=newest.number, by=by, at=at)


def revise_many(story, count):
    """More revisions of the story, written straight into their table; the last is the newest."""
    start = story.newest_revision
    rows = Revision.objects.bulk_create(
        Revision(
            article=story,
            number=start.number + place,
            snapshot=start.snapshot | {"headline": f"Headline {place}"},
            saved_at=start.saved_at + timedelta(minutes=place),
        )
        for place in range(1, count + 1)
    )
    Article.objects.filter(pk=story.pk).update(newest_revision=rows[-1])


class HistoryTestCase(DeskTestCase):
    def page(self, story, view, status=200):
        answer = self.client.get(f"{LIST}{story.pk}/{view}")
        self.assertEqual(answer.status_code, status, answer.content[:300])
        return unescape(said_by(answer)) if status == 200 else ""

    def bring_back(self, story, number, base, *fields):
        answer = self.client.post(
            f"{LIST}{story.pk}/revision/{number}/bring-back/",
            {"base": base, "field": fields},
            follow=True,
        )
        return unescape(said_by(answer)) + " ".join(str(one) for one in answer.context["messages"])

    def queries(self, story, view):
        with CaptureQueriesContext(connection) as queries:
            self.page(story, view)
        return queries


class ListTests(HistoryTestCase):
    def test_revisions_and_acts_are_told_newest_first_with_who_when_and_zone(self):
        story = make_draft("First words", at=NOON)
        save(story, self.editor, NOON + timedelta(hours=1), headline="Second words")
        workflow.publish(story, by=self.editor, at=NOON + timedelta(hours=2), note="Go")
        save(story, None, NOON + timedelta(hours=3), headline="Third words")
        page = self.page(story, "history/")
        places = [
            page.index(f">{words}<")
            for words in ("Revision 3", "Published", "Revision 2", "Revision 1")
        ]
        self.assertEqual(places, sorted(places))
        for words in ("Mira Lund", "the operator", "Thursday 12 March 2026, 13:00 UTC", "Go"):
            self.assertIn(words, page)
        self.assertIn("Public from Thursday 12 March 2026, 14:00 UTC", page)
        self.assertIn(
            "readers see this", page[page.index(">Revision 2<") : page.index(">Revision 1<")]
        )
        self.assertIn("newest", page[: page.index(">Published<")])

    def test_what_was_kept_aside_is_marked(self):
        story = make_draft("First words")
        revising.keep_aside(story, {"headline": "Came second"}, base=1, by=self.editor)
        page = self.page(story, "history/")
        self.assertIn("kept aside", page[page.index(">Revision 2<") : page.index(">Revision 1<")])
        self.assertNotIn("kept aside", page[page.index(">Revision 1<") :])

    def test_a_story_that_waits_for_its_time_was_scheduled_not_published(self):
        story = make_draft()
        now = timezone.now()
        workflow.publish(story, by=self.editor, at=now, publish_at=now + timedelta(days=1))
        page = self.page(story, "history/")
        self.assertIn(">Scheduled<", page)
        self.assertNotIn(">Published<", page)

    def test_two_hundred_revisions_take_as_many_queries_as_two_and_no_text(self):
        story = make_draft("First words")
        save(story, headline="Second words")
        few = self.queries(story, "history/")
        many = make_draft("First words")
        revise_many(many, 200)
        queries = self.queries(many, "history/")
        self.assertEqual(len(queries), len(few))
        self.assertLessEqual(len(queries), 12)
        loaded = [one["sql"] for one in queries if '"articles_revision"."snapshot"' in one["sql"]]
        self.assertEqual(loaded, [])
        self.assertIn("page 1 of 5", self.page(many, "history/"))
        self.assertIn(">Revision 1<", self.page(many, "history/?p=5"))


class CompareTests(HistoryTestCase):
    def test_two_revisions_are_compared_word_by_word(self):
        story = make_draft("First words", body="<p>It was 7 to 4.</p><p>Rest.</p>")
        save(story, headline="Second words", body="<p>It was 8 to 4.</p><p>Rest.</p>")
        page = self.page(story, "compare/?from=1&to=2")
        self.assertIn("<del>First</del><ins>Second</ins> words", page)
        self.assertIn("<p>It was <del>7</del><ins>8</ins> to 4.</p>", page)

    def test_without_a_choice_it_is_what_readers_see_and_the_newest(self):
        story = make_story("As published")
        save(story, headline="Not yet")
        save(story, headline="Not yet either")
        page = self.page(story, "compare/")
        self.assertIn("<del>As published</del><ins>Not yet either</ins>", page)
        draft = make_draft("First words")
        self.assertIn("Both say the same", self.page(draft, "compare/"))

    def test_a_revision_that_is_not_there_is_not_found(self):
        story = make_draft()
        for query in ("from=1&to=9", "from=9", "to=99999999999999999999"):
            self.assertIn(
                self.client.get(f"{LIST}{story.pk}/compare/?{query}").status_code, (200, 404)
            )
        self.page(story, "compare/?from=1&to=9", status=404)
        self.page(story, "compare/?from=x&to='", status=200)

    def test_texts_of_four_thousand_words_take_a_moment_and_few_queries(self):
        """At most 300 ms and 12 queries, with as many fields changed as there are."""
        words = "The council of the town voted on the new harbour once again and nobody was content ".split()
        paragraphs = [
            " ".join(
                words[(place * turn) % len(words)] + str(turn * place % 97) for place in range(50)
            )
            for turn in range(1, 81)
        ]
        text = "".join(f"<p>{paragraph}.</p>" for paragraph in paragraphs)
        changed = "".join(
            f"<p>{paragraph}.</p>".replace("7 ", "8 ") for paragraph in reversed(paragraphs)
        )
        story = make_draft(body=text, tags=["A", "B"])
        other = make_draft()
        save(
            story,
            body=changed,
            headline="Other words",
            section=make_section().pk,
            tags=[],
            related=[other.pk],
            further_sections=[make_section().pk],
        )
        queries = self.queries(story, "compare/?from=1&to=2")

        self.assertLessEqual(len(queries), 12, [one["sql"] for one in queries])
        spent = []
        for _ in range(3):
            begun = time.process_time()
            self.page(story, "compare/?from=1&to=2")
            spent.append(time.process_time() - begun)
        self.assertLess(min(spent), 0.3)


class BringingBackTests(HistoryTestCase):
    def test_one_field_comes_back_and_the_rest_stays(self):
        story = make_draft("First words", standfirst="First standfirst")
        save(story, headline="Second words", standfirst="Second standfirst")
        page = self.bring_back(story, 1, 2, "headline")
        self.assertIn("Saved as revision 3", page)
        newest = Article.objects.get(pk=story.pk).newest_revision
        self.assertEqual(newest.snapshot["headline"], "First words")
        self.assertEqual(newest.snapshot["standfirst"], "Second standfirst")
        self.assertEqual((newest.number, newest.saved_by), (3, self.editor))
        self.assertEqual(newest.note, "Headline brought back from revision 1")

    def test_the_whole_comes_back_and_readers_see_it_when_it_is_published(self):
        story = make_story("First words")
        save(story, headline="Second words")
        workflow.update(story, by=None)
        page = self.bring_back(story, 1, 2)
        self.assertIn("Readers still get the published text", page)
        story.refresh_from_db()
        self.assertEqual(story.newest_revision.snapshot["headline"], "First words")
        self.assertEqual(story.headline, "Second words")

    def test_what_was_kept_aside_comes_back_too(self):
        story = make_draft("First words")
        aside = revising.keep_aside(story, {"headline": "Came second"}, base=1, by=self.editor)
        self.bring_back(story, aside.number, 1, "headline")
        self.assertEqual(Article.objects.get(pk=story.pk).headline, "Came second")

    def test_what_others_saved_meanwhile_is_not_written_over(self):
        story = make_draft("First words")
        save(story, headline="Second words")
        save(story, headline="Third words", standfirst="Third standfirst")
        page = self.bring_back(story, 1, 2, "headline")
        self.assertIn("Nothing was brought back", page)
        self.assertEqual(Article.objects.get(pk=story.pk).headline, "Third words")
        with self.assertRaises(StaleSave):
            bringing_back.bring_back(story, 1, base=2, fields=["headline"], by=None)

    def test_a_section_that_is_gone_does_not_come_back(self):
        old, new = make_section("Old"), make_section("New")
        story = make_draft(section=old)
        save(story, section=new.pk)
        old.delete()
        bringing_back.bring_back(story, 1, base=2, by=None)
        story.refresh_from_db()
        self.assertIsNone(story.newest_revision.snapshot["section"])

    def test_a_live_story_is_not_brought_back_to_what_readers_cannot_get(self):
        story = make_draft()
        save(story, headline="")
        save(story, headline="A headline")
        workflow.publish(story, by=None)
        page = self.bring_back(story, 2, 3)
        self.assertIn("It has no headline.", page)
        self.assertEqual(Article.objects.get(pk=story.pk).newest_revision.number, 3)

    def test_nothing_changes_without_the_button_the_permission_or_a_revision(self):
        story = make_draft("First words")
        save(story, headline="Second words")
        path = f"{LIST}{story.pk}/revision/1/bring-back/"
        self.assertEqual(self.client.get(path).status_code, 405)
        self.assertEqual(self.client.post(path, {"base": 2, "field": "status"}).status_code, 404)
        self.assertIn("no longer in the history", self.bring_back(story, 1, "x"))
        self.assertIn("no longer in the history", self.bring_back(story, 9, 2))
        strict = self.client_class(enforce_csrf_checks=True)
        strict.force_login(self.editor)
        self.assertEqual(strict.post(path, {"base": 2}).status_code, 403)
        self.client.force_login(make_user("reader", "articles.view_article"))
        self.assertIn("Your account may not change stories", self.bring_back(story, 1, 2))
        self.assertNotIn("Bring back", self.page(story, "revision/1/"))
        self.client.force_login(make_user("nobody", *WRITE[2:]))
        for view in ("history/", "compare/", "revision/1/"):
            self.assertIn(self.client.get(f"{LIST}{story.pk}/{view}").status_code, (302, 403), view)
        self.assertIn(self.client.post(path, {"base": 2}).status_code, (302, 403))
        self.assertEqual(Article.objects.get(pk=story.pk).newest_revision.number, 2)

    def test_what_an_account_may_not_set_does_not_come_back_with_the_rest(self):
        writer = make_user("own", scoped("articles.write_article", "own"))
        story = make_draft("First words", by=None, bylines=[{"author": None, "name": "A. Guest"}])
        Article.objects.filter(pk=story.pk).update(created_by=writer)
        save(story, headline="Second words", bylines=[])
        self.client.force_login(writer)
        page = self.bring_back(story, 1, 2)
        self.assertIn("Left as it was: Bylines.", page)
        newest = Article.objects.get(pk=story.pk).newest_revision.snapshot
        self.assertEqual((newest["headline"], newest["bylines"]), ("First words", []))

    def test_headlines_of_stories_that_are_not_open_are_not_told(self):
        writer = make_user("own", scoped("articles.write_article", "own"))
        secret, public = make_draft("Secret words"), make_story("Public words")
        story = make_draft("First words", related=[secret.pk, public.pk])
        Article.objects.filter(pk=story.pk).update(created_by=writer)
        save(story, related=[])
        self.client.force_login(writer)
        for view in ("revision/1/", "compare/?from=1&to=2"):
            page = self.page(story, view)
            self.assertIn("Public words", page)
            self.assertIn("not open to you", page)
            self.assertNotIn("Secret words", page)

    def test_who_reads_a_draft_by_the_right_to_audit_alone_is_named_in_its_log(self):
        story = make_draft("First words")
        self.client.force_login(make_user("auditor", permissions.AUDIT))
        for view in ("revision/1/", "compare/?from=1&to=1"):
            self.page(story, view)
        acts = story.log.filter(act="read", who="auditor")
        self.assertEqual(acts.count(), 2)

    def test_the_pages_offer_what_differs_and_only_that(self):
        story = make_draft("First words", kicker="Ports")
        save(story, headline="Second words")
        page = self.page(story, "revision/1/")
        self.assertIn("Bring back the headline", page)
        self.assertNotIn("Bring back the kicker", page)
        self.assertIn("Bring back the headline", self.page(story, "compare/?from=1&to=2"))
        self.assertNotIn("Bring back", self.page(story, "compare/?from=2&to=1"))
        self.assertNotIn("Bring back", self.page(story, "revision/2/"))
        with self.assertRaises(Refused):
            bringing_back.bring_back(story, 7, base=2, by=None)
