"""One story from its first word to its correction, by three people with three roles, each in a window of their own."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import expect

from articles import roles
from articles.models import Article
from sections.models import DeskMember
from tests.browser.base import BrowserTestCase
from tests.factories import make_author, make_section, make_user

TEXT = ".ProseMirror[contenteditable=true]"


class ThreePeople(BrowserTestCase):
    def somebody(self, role, name):
        user = make_user(role, first_name=name)
        user.groups.add(Group.objects.get(name=role))
        DeskMember.objects.create(section=self.world, user=user)
        make_author(name, user=user)
        page = self.open_window(viewport={"width": 1280, "height": 900})
        self.log_in(page, user)
        return page

    def find(self, page, headline):
        """From the desk's opening page, as somebody who knows nothing of addresses."""
        page.goto("/admin/")
        page.get_by_role("link", name=headline).first.click()
        page.wait_for_selector(f"{TEXT}[aria-label]")

    def press(self, page, words):
        page.locator(".desk-bar").get_by_role("button", name=words, exact=True).click()

    def said(self, page, words):
        expect(page.locator(".messagelist").first).to_contain_text(words)

    def read(self):
        reader = self.open_window()
        reader.goto(Article.objects.get().get_absolute_url())
        return reader.inner_text("main")

    def test_write_review_schedule_publish_and_correct(self):
        roles.set_up()
        self.world = make_section("World")
        people = [("reporter", "Ada"), ("editor", "Bo"), ("publisher", "Cy")]
        reporter, editor, publisher = [self.somebody(role, name) for role, name in people]

        reporter.goto("/admin/")
        reporter.get_by_role("link", name="Write a story").click()
        reporter.wait_for_selector(f"{TEXT}[aria-label]")
        reporter.fill("#id_headline", "Harbour vote")
        reporter.click(TEXT)
        reporter.keyboard.type("The dredging costs 40 million crowns, Mina Sol said.")
        self.assertEqual(reporter.get_by_role("button", name="Publish now").count(), 0)
        self.press(reporter, "Submit")
        self.said(reporter, "review")

        self.find(editor, "Harbour vote")
        self.press(editor, "Approve")
        self.said(editor, "pproved")
        tomorrow = timezone.now() + timedelta(days=1)
        editor.get_by_text("Schedule…").click()
        editor.fill("[name=publish_at_0]", f"{tomorrow:%Y-%m-%d}")
        editor.fill("[name=publish_at_1]", "06:00")
        editor.get_by_role("button", name="Schedule", exact=True).click()
        self.said(editor, "06:00 UTC")
        self.assertNotIn("40 million", self.open_and_read("/"))

        self.find(publisher, "Harbour vote")
        publisher.get_by_text("Move…").click()
        self.press(publisher, "Publish now")
        self.said(publisher, "Readers find it at")
        page = self.read()
        self.assertIn("The dredging costs 40 million crowns", page)
        self.assertIn("Ada", page)

        self.find(editor, "Harbour vote")
        editor.click(TEXT)
        editor.keyboard.press("Control+Home")
        editor.keyboard.type("Corrected: 14 million. ")
        editor.get_by_text("Correct…", exact=True).click()
        editor.fill("[name=correction_note]", "The dredging costs 14 million crowns, not 40.")
        editor.get_by_role("button", name="Publish with this correction").click()
        editor.wait_for_selector(".messagelist")
        page = self.read()
        self.assertIn("The dredging costs 14 million crowns, not 40.", page)
        self.assertIn("Corrected: 14 million.", page)
        who = Article.objects.get().log.order_by("pk").values_list("act", "who")
        self.assertEqual(
            [(act, name) for act, name in who if act not in ("create", "save")],
            [
                ("submit", "reporter"),
                ("approve", "editor"),
                ("publish", "editor"),
                ("publish", "publisher"),
                ("correct", "editor"),
            ],
        )

    def open_and_read(self, path):
        reader = self.open_window()
        reader.goto(path)
        return reader.inner_text("main")
