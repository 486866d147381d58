"""Two editors in two windows on one story, and one whose session, network or server goes away: no word is lost."""

from unittest.mock import patch

from django.contrib.sessions.models import Session

from articles import workflow
from articles.models import Autosave, Presence, Revision
from newsroom.models import User
from tests.browser.test_desk import ADD, LIST, TEXT, DeskTestCase
from tests.factories import make_admin, make_draft

SOON = 15_000  # milliseconds: longer than an open form waits between two pings


class TwoEditorsTestCase(DeskTestCase):
    def setUp(self):
        super().setUp()
        User.objects.update(first_name="Mira", last_name="Lund")
        self.story = make_draft(
            "Common", standfirst="Common line", body="<p>First</p><p>Second</p>"
        )
        self.path = f"{LIST}{self.story.pk}/change/"

    def join(self):
        """The window of another editor, with the story open."""
        window = self.open_window()
        rolf = make_admin("rolf")
        User.objects.filter(pk=rolf.pk).update(first_name="Rolf", last_name="Berg")
        self.log_in(window, rolf)
        self.open(self.path, window)
        return window

    def type_into(self, window, paragraph, words):
        """At the end of the paragraph of that number, from 1."""
        window.click(f"{TEXT} > p:nth-of-type({paragraph})")
        window.keyboard.press("End")
        window.keyboard.type(words)

    def newest(self):
        return Revision.objects.filter(is_aside=False).latest("pk")

    def said(self, window):
        return window.inner_text(".messagelist")


class SavingTests(TwoEditorsTestCase):
    def test_changes_at_different_places_are_merged_and_both_are_told(self):
        self.open(self.path)
        other = self.join()
        self.type_into(self.page, 1, " by Mira")
        self.type_into(other, 2, " by Rolf")
        other.fill("#id_headline", "Headline by Rolf")
        self.press("_save", other)
        self.page.wait_for_selector("text=was saved after you opened it", timeout=SOON)
        self.press("_save")
        self.assertIn("Rolf Berg saved meanwhile (Headline and Text)", self.said(self.page))
        self.page.wait_for_selector(f"{TEXT}[aria-label]")
        self.assertEqual(self.page.inner_text(TEXT), "First by Mira\n\nSecond by Rolf")
        self.assertEqual(self.page.input_value("#id_headline"), "Headline by Rolf")

    def test_a_choice_is_asked_where_both_changed_the_same(self):
        self.open(self.path)
        other = self.join()
        for window, name in ((self.page, "Mira"), (other, "Rolf")):
            window.fill("#id_headline", f"Headline by {name}")
            self.type_into(window, 2, f" by {name}")
        self.page.fill("#id_kicker", "Mine")
        self.press("_save", other)
        self.press("_save")
        self.complaints.clear()  # the browser calls the 409 an error
        self.page.click("text=Save what I chose")  # nothing is chosen yet
        self.assertEqual(self.newest().number, 2)
        self.page.check("[name=choice-0][value=theirs]")
        self.page.click(".desk-edited .ProseMirror[contenteditable=true]")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type("Second by both")
        self.assertTrue(self.page.is_checked("[name=choice-1][value=edited]"))
        with self.page.expect_navigation():
            self.page.click("text=Save what I chose")
        text = self.newest().snapshot
        self.assertEqual(
            [text[name] for name in ("headline", "body", "kicker")],
            ["Headline by Rolf", "<p>First</p><p>Second by both</p>", "Mine"],
        )
        self.open(self.path)
        self.assertEqual(self.page.locator(".desk-kept").count(), 0)


class HereTests(TwoEditorsTestCase):
    def test_each_sees_the_other_and_one_takes_over(self):
        other = self.join()
        self.type_into(other, 1, " by Rolf")
        other.wait_for_selector("text=Kept at", timeout=SOON)
        self.open(self.path)
        self.page.wait_for_selector("text=Rolf Berg has had this story open", timeout=SOON)
        self.page.wait_for_selector("text=has changed something", timeout=SOON)
        self.page.click("text=Take over")
        self.page.wait_for_selector("text=is kept in the history as revision 2", timeout=SOON)
        aside = Revision.objects.get(is_aside=True)
        self.assertEqual(aside.saved_by.username, "rolf")
        self.assertIn("First by Rolf", aside.snapshot["body"])
        other.wait_for_selector("text=Mira Lund took this story over", timeout=SOON)
        self.assertEqual(other.inner_text(f"{TEXT} > p:first-child"), "First by Rolf")
        other.once("dialog", lambda dialog: dialog.accept())
        other.goto("/healthz")
        self.page.wait_for_selector(
            ".desk-here:not(:has-text('Rolf Berg'))", state="attached", timeout=SOON
        )
        self.assertEqual(Presence.objects.count(), 1)

    def test_who_saves_goes_on_holding_the_story(self):
        self.open(self.path)
        self.page.wait_for_load_state("networkidle")
        other = self.join()
        other.wait_for_selector("text=Mira Lund has had this story open", timeout=SOON)
        self.page.fill("#id_headline", "Saved in between")
        self.press("_save")
        self.page.wait_for_selector("text=Rolf Berg has it open too", timeout=SOON)
        self.assertEqual(Presence.objects.count(), 2)


class LostTests(TwoEditorsTestCase):
    """What goes away while somebody writes."""

    def keeping(self):
        return self.page.inner_text(".desk-keeping")

    def test_the_session_and_it_is_saved_after_a_login_in_another_tab(self):
        self.open(self.path)
        self.page.fill("#id_headline", "An hour of work")
        user = User.objects.get()
        Session.objects.all().delete()
        self.page.click(".desk-bar [name=_save]")
        self.page.wait_for_selector("text=Your session has ended.")
        self.assertIn("Your text is kept on this computer", self.keeping())
        self.assertIn("Nothing is saved yet", self.keeping())
        user.set_password("harbour-9")
        user.save()
        with self.page.context.expect_page() as opened:
            self.page.click("text=Log in in a new tab")
        tab = opened.value
        tab.fill("#id_username", user.username)
        tab.fill("#id_password", "harbour-9")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        self.complaints.clear()
        self.press("_save")  # with the key of the login of today
        self.assertIn("Saved as revision 2", self.said(self.page))
        self.assertEqual(self.newest().snapshot["headline"], "An hour of work")
        self.open(self.path)
        self.assertEqual(self.page.locator(".desk-kept").count(), 0)

    def test_the_login_to_somebody_else_who_does_not_save_it_as_theirs(self):
        self.open(self.path)
        self.page.fill("#id_headline", "An hour of work")
        Session.objects.all().delete()
        self.log_in(self.page, make_admin("rolf"))
        self.page.click(".desk-bar [name=_save]")
        self.page.wait_for_selector("text=Somebody else is logged in here now.")
        self.complaints.clear()
        self.assertEqual((self.newest().number, Autosave.objects.count()), (1, 0))

    def test_the_network_and_it_is_kept_here_then_there_once_it_is_back(self):
        self.open(self.path)
        self.page.context.set_offline(True)
        self.page.fill("#id_headline", "Written in a tunnel")
        self.page.wait_for_selector("text=The server cannot be reached.", timeout=SOON)
        self.page.click(".desk-bar [name=_save]")
        self.page.wait_for_selector("text=press the button again", timeout=SOON)
        self.assertIn("Your text is kept on this computer", self.keeping())
        self.assertEqual(Autosave.objects.count(), 0)
        self.page.context.set_offline(False)
        self.page.wait_for_selector("text=Kept at", timeout=SOON)
        self.assertEqual(dict(Autosave.objects.get().fields)["headline"], "Written in a tunnel")
        self.complaints.clear()
        self.press("_save")
        self.assertEqual(self.newest().snapshot["headline"], "Written in a tunnel")
        self.assertEqual(Autosave.objects.count(), 0)

    def test_the_server_and_the_text_comes_back_from_its_page(self):
        self.open(self.path)
        self.type_into(self.page, 2, " and more")
        with (
            patch("articles.workflow.save_revision", side_effect=RuntimeError),
            self.assertLogs("django.request", "ERROR"),
        ):
            self.press_and_wait("_save")
        self.complaints.clear()
        self.assertIn("Your text is here", self.page.inner_text("main"))
        with self.page.expect_navigation():
            self.page.click("text=Back to my text")
        self.page.wait_for_selector(f"{TEXT}[aria-label]")
        self.assertEqual(self.page.inner_text(TEXT), "First\n\nSecond and more")
        self.press("_save")
        self.assertIn("Second and more", self.newest().snapshot["body"])

    def press_and_wait(self, name):
        self.press(name)
        self.page.wait_for_selector("text=Something broke")

    def test_the_whole_computer_and_the_servers_copy_is_offered_on_another(self):
        user = User.objects.get()
        self.open(ADD)
        self.page.fill("#id_headline", "A story begun")
        self.page.click(TEXT)
        self.page.keyboard.type("Its first words")
        self.page.wait_for_selector("text=Kept at", timeout=SOON)
        other = self.open_window()
        self.log_in(other, user)
        self.open(ADD, other)
        self.assertEqual(other.input_value("#id_headline"), "")
        with other.expect_navigation():
            other.click("text=Bring it back")
        other.wait_for_selector(f"{TEXT}[aria-label]")
        self.assertEqual(other.input_value("#id_headline"), "A story begun")
        self.assertEqual(other.inner_text(TEXT), "Its first words")
        self.press("_save", other)
        self.assertEqual(self.newest().snapshot["headline"], "A story begun")
        self.open(ADD, other)
        self.assertEqual(other.locator(".desk-kept").count(), 0)

    def test_what_is_thrown_away_is_not_offered_again(self):
        self.open(self.path)
        self.page.fill("#id_headline", "A bad idea")
        self.page.wait_for_selector("text=Kept at", timeout=SOON)
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.open(self.path)
        self.page.click("text=Throw it away")
        self.page.wait_for_selector(".desk-kept", state="detached")
        self.page.wait_for_load_state("networkidle")
        self.open(self.path)
        self.assertEqual(self.page.locator(".desk-kept").count(), 0)
        self.assertEqual(Autosave.objects.count(), 0)


class OldBaseTests(TwoEditorsTestCase):
    def test_a_text_brought_back_days_later_is_merged_with_what_was_saved_since(self):
        self.open(self.path)
        self.type_into(self.page, 2, " of Monday")
        self.page.wait_for_selector("text=Kept at", timeout=SOON)
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.page.goto("/healthz")
        text = self.story.newest_revision.snapshot | {"headline": "Of Tuesday"}
        workflow.save_revision(self.story, text, base=1, by=None)
        self.open(self.path)
        with self.page.expect_navigation():
            self.page.click("text=Bring it back")
        self.page.wait_for_selector(f"{TEXT}[aria-label]")
        self.press("_save")
        self.assertIn("saved meanwhile (Headline)", self.said(self.page))
        text = self.newest().snapshot
        self.assertEqual(
            (text["headline"], text["body"]), ("Of Tuesday", "<p>First</p><p>Second of Monday</p>")
        )
