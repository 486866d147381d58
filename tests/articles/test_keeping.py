"""What is typed and not saved comes back; who has a story open is known; a session that ended costs no word."""

import re
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from unittest.mock import patch

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import presence, workflow
from articles.models import Article, Autosave, Presence, Revision
from tests.articles.test_admin import ADD, LIST, WRITE, DeskTestCase, change, fields_of
from tests.factories import make_draft, make_user

AUTOSAVE, FORGET = f"{LIST}autosave/", f"{LIST}forget/"
MINUTE = timedelta(minutes=1)


class AutosaveTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_draft("As saved")
        self.fields = self.open(change(self.story))

    def keep(self, window="w1", story=None, status=200, **typed):
        story = self.story.pk if story is None else story
        answer = self.client.post(
            AUTOSAVE, self.fields | {"window": window, "story": story} | typed
        )
        self.assertEqual(answer.status_code, status)
        return answer

    def test_what_was_typed_is_offered_and_comes_back_whole(self):
        typed = {
            "headline": "Typed on",
            "tags": "One\r\nTwo",
            "bylines-0-name": "Guest",
            "note": "why",
        }
        self.assertRegex(self.keep(**typed).json()["kept"], r"^\d\d:\d\d$")
        page = self.client.get(change(self.story))
        self.assertContains(page, "was not saved.")
        answer = self.client.post(change(self.story), self.offered(page) | {"_back": "kept"})
        fields = fields_of(answer)
        for name, text in (typed | {"window": "w1", "base_revision": "1"}).items():
            self.assertEqual(fields[name], [text], name)

    def offered(self, page):
        """The fields of the form that offers the kept text."""
        found = re.search(r"<form [^>]*desk-kept.*?</form>", page.content.decode(), re.DOTALL)
        return {
            name: unescape(text)
            for name, text in re.findall(r'type="hidden" name="([^"]*)" value="([^"]*)"', found[0])
        }

    def test_right_or_wrong_it_is_kept_and_it_is_no_revision(self):
        self.keep(headline="x" * 1000, section="99999", publish_at_0="never", body="a\x00b")
        self.assertEqual(dict(Autosave.objects.get().fields)["headline"], "x" * 1000)
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.revisions.count()), ("As saved", 1))

    def test_saving_the_window_ends_it_and_leaves_other_windows(self):
        self.keep("w1", headline="One")
        self.keep("w2", headline="Two")
        self.press(change(self.story), "_save", self.fields, window="w1", headline="One")
        self.assertEqual([row.window for row in Autosave.objects.all()], ["w2"])

    def test_a_save_that_was_refused_or_asked_about_leaves_it(self):
        self.keep("w1", headline="x" * 201)
        sent = {"window": "w1", "headline": "x" * 201}
        page, answer = self.press(change(self.story), "_save", self.fields, **sent)
        self.assertEqual(fields_of(answer)["window"], ["w1"])
        text = self.story.newest_revision.snapshot | {"headline": "Theirs"}
        workflow.save_revision(self.story, text, base=1, by=None)
        sent = {"window": "w1", "headline": "Mine"}
        page, answer = self.press(change(self.story), "_save", self.fields, **sent)
        self.assertEqual((answer.status_code, Autosave.objects.count()), (409, 1))
        fields = fields_of(answer) | {"choice-0": "mine"}
        self.press(change(self.story), "_save", fields)
        self.assertEqual(Autosave.objects.count(), 0)

    def test_a_new_story_is_kept_and_offered_to_its_writer_alone(self):
        self.keep(story="", headline="A new one")
        self.assertContains(self.client.get(ADD), "A new one")
        self.assertNotContains(self.client.get(change(self.story)), "A new one")
        self.client.force_login(make_user("rolf", *WRITE))
        self.assertNotContains(self.client.get(ADD), "A new one")

    def test_it_is_thrown_away_by_whoever_typed_it(self):
        self.keep(headline="Typed on")
        fields = {"window": "w1"}
        self.client.force_login(make_user("rolf", *WRITE))
        self.client.post(FORGET, fields)
        self.assertEqual(Autosave.objects.count(), 1)
        self.client.force_login(self.editor)
        answer = self.client.post(FORGET, fields | {"base_revision": "1"})
        self.assertRedirects(answer, change(self.story))
        self.assertEqual(Autosave.objects.count(), 0)

    def test_it_asks_for_the_permission_of_the_form(self):
        self.client.force_login(make_user("guest", "articles.view_article"))
        self.keep(status=403)
        self.keep(story="", status=403)
        self.keep(story="424242", status=403)
        self.assertEqual(Autosave.objects.count(), 0)

    def test_what_nobody_came_back_for_goes_after_a_month(self):
        self.keep("old")
        Autosave.objects.update(saved_at=timezone.now() - timedelta(days=31))
        self.keep("new")
        self.client.post(f"{LIST}{self.story.pk}/ping/", {"window": "w1"})
        self.assertEqual([row.window for row in Autosave.objects.all()], ["new"])

    def test_opening_costs_the_same_with_a_kept_text_and_two_hundred_revisions(self):
        now, text = timezone.now(), self.story.newest_revision.snapshot
        rows = [
            Revision(article=self.story, number=number, snapshot=text, saved_at=now)
            for number in range(2, 201)
        ]
        Revision.objects.bulk_create(rows)
        Article.objects.update(newest_revision=self.story.revisions.first())
        for number in range(20):
            self.keep(f"w{number}")
        with CaptureQueriesContext(connection) as queries:
            self.assertContains(self.client.get(change(self.story)), "was not saved.")
        self.assertLessEqual(len(queries), 15)


class PresenceTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_draft("Common", body="<p>One</p>")
        self.rolf = make_user("rolf", *WRITE, first_name="Rolf", last_name="Berg")
        self.other = Client()
        self.other.force_login(self.rolf)

    def ping(self, client=None, window="w1", **said):
        said = {"window": window, "base_revision": "1"} | said
        answer = (client or self.client).post(f"{LIST}{self.story.pk}/ping/", said)
        self.assertEqual(answer.status_code, 200)
        return answer.json()

    def take_over(self, client, window="w1"):
        answer = client.post(f"{LIST}{self.story.pk}/take-over/", {"window": window})
        self.assertEqual(answer.status_code, 200)
        return " ".join(answer.json()["sentences"])

    def test_each_is_told_of_the_other_and_of_changes(self):
        self.assertEqual(self.ping()["sentences"], [])
        told = self.ping(self.other)
        self.assertRegex(
            told["sentences"][0], r"^Mira Lund has had this story open since \d\d:\d\d"
        )
        self.assertIs(told["is_held"], True)
        told = self.ping()
        self.assertRegex(told["sentences"][0], "Rolf Berg has it open too.*has changed nothing")
        self.assertIs(told["is_held"], False)
        self.ping(self.other, has_changes="1")
        self.assertIn("and has changed something", self.ping()["sentences"][0])

    def test_a_form_that_is_closed_or_silent_is_gone(self):
        self.ping()
        self.ping(self.other)
        closed = {"window": "w1", "closed": "1"}
        self.other.post(f"{LIST}{self.story.pk}/ping/", closed)
        self.assertEqual(self.ping()["sentences"], [])
        self.ping(self.other)
        Presence.objects.filter(user=self.rolf).update(seen_at=timezone.now() - 1.1 * MINUTE)
        self.assertEqual(self.ping()["sentences"], [])

    def test_a_save_meanwhile_is_told(self):
        self.ping()
        text = self.story.newest_revision.snapshot | {"headline": "Newer"}
        workflow.save_revision(self.story, text, base=1, by=self.rolf)
        self.assertIn("was saved after you opened it", self.ping()["sentences"][0])
        self.assertEqual(self.ping(base_revision="2")["sentences"], [])

    def test_taking_over_keeps_the_others_text_in_the_history_as_theirs(self):
        fields = fields_of(self.other.get(change(self.story)))
        self.ping(self.other, has_changes="1")
        self.ping()
        typed = {"window": "w1", "story": self.story.pk, "headline": "Rolf’s words", "tags": "Fog"}
        self.other.post(AUTOSAVE, fields | typed | {"bylines-0-name": "Guest"})
        self.assertIn(
            "What Rolf Berg had typed is kept in the history as revision 2.",
            self.take_over(self.client),
        )
        aside = Revision.objects.get(article=self.story, number=2)
        self.assertEqual(
            (aside.is_aside, aside.saved_by, aside.snapshot["headline"]),
            (True, self.rolf, "Rolf’s words"),
        )
        self.assertEqual(aside.note, "Taken over by Mira Lund")
        self.assertEqual(aside.snapshot["bylines"][0]["name"], "Guest")
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Common")

        told = self.ping(self.other, has_changes="1")
        self.assertIn("Mira Lund took this story over at", told["sentences"][0])
        self.assertEqual((told["has_lost"], told["is_held"]), (True, True))
        self.assertIs(self.ping()["is_held"], False)
        self.assertIn("The story is yours.", self.take_over(self.other))
        self.assertIn("Rolf Berg took this story over", self.ping()["sentences"][0])
        page, _answer = self.press(
            change(self.story), "_save", fields, headline="Saved all the same"
        )
        self.assertIn("Saved as revision 3.", page)

    def test_a_text_that_the_form_would_not_take_waits_for_its_writer(self):
        fields = fields_of(self.other.get(change(self.story)))
        self.ping(self.other, has_changes="1")
        self.ping()
        typed = {"window": "w1", "story": self.story.pk, "headline": "x" * 201}
        self.other.post(AUTOSAVE, fields | typed)
        self.assertIn("it waits for Rolf Berg", self.take_over(self.client))
        self.assertContains(self.other.get(change(self.story)), "x" * 201)

    def test_asks_for_the_permission_of_the_form(self):
        guest = Client()
        guest.force_login(make_user("guest", "articles.view_article"))
        for act in ("ping", "take-over"):
            answer = guest.post(f"{LIST}{self.story.pk}/{act}/", {"window": "w1"})
            self.assertEqual(answer.status_code, 403)
            self.assertEqual(self.client.get(f"{LIST}{self.story.pk}/{act}/").status_code, 405)
        self.assertEqual(Presence.objects.count(), 0)

    def test_who_may_only_write_takes_nothing_over(self):
        writer = Client()
        user = make_user("writer", "articles.write_article")
        writer.force_login(user)
        self.ping()
        self.assertIs(self.ping(writer)["is_held"], True)
        answer = writer.post(f"{LIST}{self.story.pk}/take-over/", {"window": "w1"})
        self.assertEqual(answer.status_code, 403)
        self.assertNotContains(writer.get(change(self.story)), "data-may-take-over")
        self.assertContains(self.client.get(change(self.story)), "data-may-take-over")

    def test_a_ping_takes_four_queries_whoever_is_here(self):
        self.ping()
        for number in range(5):
            presence.open(
                self.story.pk,
                make_user(),
                f"x{number}",
                has_changes=True,
                at=timezone.now(),
            )
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(len(self.ping()["sentences"]), 5)
        self.assertLessEqual(len(queries), 4)

    def test_forms_long_closed_leave_no_rows(self):
        for number in range(3):
            presence.open(
                self.story.pk, self.rolf, f"x{number}", has_changes=False, at=timezone.now()
            )
        Presence.objects.update(seen_at=timezone.now() - 61 * MINUTE)
        self.ping()
        self.assertEqual([row.user for row in Presence.objects.all()], [self.editor])


class CarriedTests(DeskTestCase):
    """A form sent without a session, or with a key of an earlier login, in a browser without script."""

    def setUp(self):
        super().setUp()
        self.editor.set_password("harbour-9")
        self.editor.save()
        self.client.force_login(self.editor)
        self.story = make_draft("As saved")
        self.typed = self.open(change(self.story)) | {
            "headline": "An hour’s work & more",
            "body": "<p>Text</p>",
            "tags": "One\r\nTwo",
        }

    def hand_back(self, answer, path):
        """Presses the button of the page that has the text; then saves."""
        self.assertContains(answer, "our text is here", status_code=answer.status_code)
        address = re.search(
            r'<form method="post" action="([^"]*)"(?: class="desk-form")?>', answer.content.decode()
        )
        self.assertEqual(unescape(address[1]), path)
        form = self.client.post(path, fields_of(answer) | {"_back": "kept"})
        self.assertEqual(fields_of(form)["headline"], [self.typed["headline"]])
        page, _answer = self.press(path, "_save", fields_of(form))
        self.assertIn("Saved as revision", page)
        text = Article.objects.latest("pk").newest_revision.snapshot
        self.assertEqual((text["headline"], text["body"]), (self.typed["headline"], "<p>Text</p>"))
        self.assertEqual(len(text["tags"]), 2)

    def test_the_text_comes_back_after_the_login_even_after_a_wrong_password(self):
        for path in (change(self.story), ADD):
            with self.subTest(path):
                if path == ADD:
                    self.typed["base_revision"] = [""]
                Session.objects.all().delete()
                answer = self.client.post(path, self.typed | {"_save": "1"})
                self.assertEqual(answer.status_code, 401)
                login = fields_of(answer) | {"username": "mira"}
                answer = self.client.post("/admin/login/", login | {"password": "wrong"})
                login = fields_of(answer) | {"username": "mira", "password": "harbour-9"}
                self.hand_back(self.client.post("/admin/login/", login), path)

    def test_nothing_is_saved_and_nothing_told_without_the_login(self):
        Session.objects.all().delete()
        answer = self.client.post(change(self.story), self.typed | {"_save": "1"})
        self.assertNotContains(answer, "As saved", status_code=401)
        self.assertEqual(self.story.revisions.count(), 1)

    def test_a_key_of_an_earlier_login_costs_no_word(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.editor)
        self.client = strict
        with self.assertLogs("django.security.csrf"):
            answer = strict.post(change(self.story), self.typed | {"_save": "1"})
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(self.story.revisions.count(), 1)
        self.hand_back(answer, change(self.story))

    def test_the_key_of_today_is_told_to_whoever_has_a_session(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.editor)
        answer = strict.get(f"{LIST}still-here/")
        self.assertIn("no-store", answer["Cache-Control"])
        sent = self.typed | {"_save": "1", "csrfmiddlewaretoken": answer.json()["token"]}
        self.assertEqual(strict.post(change(self.story), sent).status_code, 302)
        self.assertEqual(Client().get(f"{LIST}still-here/").status_code, 302)

    def test_a_fault_of_the_server_leaves_the_kept_text(self):
        kept = self.typed | {"window": "w1", "story": self.story.pk}
        self.client.post(AUTOSAVE, kept)
        self.client.raise_request_exception = False
        broken = patch("articles.workflow.save_revision", side_effect=RuntimeError)
        with broken, self.assertLogs("django.request", "ERROR"):
            answer = self.client.post(change(self.story), kept | {"_save": "1"})
        self.assertEqual(answer.status_code, 500)
        self.assertContains(self.client.get(change(self.story)), "An hour’s work &amp; more")
        self.hand_back(answer, change(self.story))

    def test_a_database_that_takes_nothing_in_leaves_the_kept_text(self):
        self.client.raise_request_exception = False
        with self.read_only(), self.assertLogs("django.request", "ERROR"):
            answer = self.client.post(change(self.story), self.typed | {"_save": "1"})
        self.assertContains(answer, "Nothing can be saved just now", status_code=503)
        self.assertEqual(answer["Retry-After"], "10")
        self.hand_back(answer, change(self.story))

    @contextmanager
    def read_only(self):
        if connection.vendor == "postgresql":
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
                yield
                transaction.set_rollback(True)
            return
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = ON")
            yield
            cursor.execute("PRAGMA query_only = OFF")
