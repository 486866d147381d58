"""The preview in Chromium: beside the form as it is typed, in a tab, and as a guest reads it."""

import tempfile
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import library, workflow
from articles.models import PreviewLink
from tests.articles.pictures import picture
from tests.browser.base import BrowserTestCase
from tests.factories import make_draft

TEXT = ".ProseMirror[contenteditable=true]"
FRAME = "iframe:not(.desk-preview-coming)"


class PreviewTests(BrowserTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(MEDIA_ROOT=f"{folder.name}/media"))
        image = library.add_image(
            SimpleUploadedFile("quay.jpg", picture()), by=None, alt="The quay", credit="Jo Fjord"
        )
        self.story = make_draft("Harbour vote", lead_picture={"image": image.pk})
        self.form = f"/admin/articles/article/{self.story.pk}/change/"

    def open_form(self):
        self.log_in(self.page)
        self.page.set_viewport_size({"width": 1500, "height": 900})
        self.page.goto(self.form)
        self.page.wait_for_selector(f"{TEXT}[aria-label]")

    def shown(self):
        """The frame that is read."""
        return self.page.frame_locator(FRAME)

    def test_follows_what_is_typed_and_keeps_the_place_and_the_way_back(self):
        self.open_form()
        self.page.click(".desk-preview-open")
        self.shown().locator("h1", has_text="Harbour vote").wait_for()
        ways_back = self.page.evaluate("history.length")
        self.page.click(TEXT)
        self.page.keyboard.press("Control+End")
        for number in range(30):
            self.page.keyboard.type(f"\nParagraph {number}.")
        self.shown().locator("p", has_text="Paragraph 29.").wait_for()
        self.page.evaluate(f"document.querySelector('{FRAME}').contentWindow.scrollTo(0, 400)")
        self.page.fill("#id_headline", "Harbour vote is close")
        self.shown().locator("h1", has_text="is close").wait_for()
        scrolled = f"document.querySelector('{FRAME}').contentWindow.scrollY"
        self.assertEqual(self.page.evaluate(scrolled), 400)
        self.assertEqual(self.page.evaluate("history.length"), ways_back)
        self.assertEqual(self.story.revisions.count(), 1)

    def test_shows_page_cards_and_pictures_at_both_widths_and_closes_by_escape(self):
        self.open_form()
        self.page.click(".desk-preview-open")
        self.shown().locator("h1").wait_for()
        width = f"document.querySelector('{FRAME}').contentWindow.innerWidth"
        self.assertEqual(self.page.evaluate(width), 390)
        self.page.click(".desk-preview [data-width='1280']")
        self.assertEqual(self.page.evaluate(width), 1280)
        for kind, part in (("card", ".card-lead"), ("social", ".passed-on"), ("text", "main h1")):
            self.page.click(f".desk-preview [data-kind={kind}]")
            self.shown().locator(part).first.wait_for()
            broken = self.page.evaluate(
                f"[...document.querySelector('{FRAME}').contentDocument.images]"
                ".filter((image) => image.complete && !image.naturalWidth).length"
            )
            self.assertEqual(broken, 0, kind)
        with self.page.context.expect_page() as opened:
            self.page.click(".desk-preview [data-tab]")
        self.assertIn("as=text", opened.value.url)
        self.page.keyboard.press("Escape")
        self.assertFalse(self.page.is_visible("#desk-preview"))
        focused = self.page.evaluate("document.activeElement.className")
        self.assertIn("desk-preview-open", focused)

    def test_a_link_in_it_opens_a_window_of_its_own(self):
        self.open_form()
        self.page.click(".desk-preview-open")
        with self.page.context.expect_page() as opened:
            self.shown().locator(".trail a").first.click()
        self.assertEqual(urlsplit(opened.value.url).path, self.story.section.get_absolute_url())
        self.assertEqual(self.shown().locator("h1").inner_text(), "Harbour vote")

    def test_without_script_a_button_opens_it_in_a_tab(self):
        page = self.open_window(java_script_enabled=False)
        self.log_in(page)
        page.goto(self.form)
        page.fill("#id_headline", "Typed without script")
        with page.context.expect_page() as opened:
            page.click("[name=_preview]")
        self.assertEqual(opened.value.inner_text("h1"), "Typed without script")
        self.assertEqual(self.story.revisions.count(), 1)

    def test_a_link_is_made_copied_and_read_by_a_guest_whom_no_address_follows(self):
        self.log_in(self.page)
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page.goto(self.form)
        self.page.click("text=Share a preview")
        self.page.click("text=Make the link")
        self.page.click("[data-copy]")
        self.page.wait_for_selector("text=Copied")
        address = self.page.evaluate("navigator.clipboard.readText()")
        guest = self.open_window()
        told = []
        guest.on("request", lambda request: told.append(request.headers.get("referer")))
        guest.goto(urlsplit(address).path)
        self.assertIn("Preview – not published.", guest.inner_text(".preview"))
        self.assertEqual(guest.inner_text("h1"), "Harbour vote")
        loaded = "document.querySelector('figure img').naturalWidth"
        guest.wait_for_function(f"{loaded} > 0")
        guest.click(".trail a")
        self.assertGreater(len(told), 2)
        self.assertEqual([address for address in told if address and "/preview/" in address], [])
        workflow.kill(self.story, by=None, reason="A libel.")
        self.assertEqual(guest.goto(urlsplit(address).path).status, 404)
        self.complaints = [words for words in self.complaints if "404" not in words]
        self.assertEqual(PreviewLink.objects.count(), 1)
