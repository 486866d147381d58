"""What everyday tasks cost an editor, counted: a click, a field typed into (with the click that puts the cursor there),
a key chord and a drag are one each. Each task is begun on the desk's opening page and seen on the reader's.
"""

import tempfile
from datetime import UTC, datetime, timedelta

import brotli
from django.test import override_settings
from django.utils import timezone
from playwright.sync_api import expect

from articles import workflow
from articles.models import Article
from tests.articles import pictures
from tests.browser.test_desk import TEXT, DeskTestCase
from tests.factories import make_author, make_draft, make_section, make_story

TEXT_OF_A_STORY = """The council of Merrow voted on Tuesday.
The harbour is to be dredged by spring.
## What it costs
Nobody knows yet.
> We will not dredge twice."""


class Editor:
    """Does things in a window and counts them."""

    def __init__(self, page):
        self.page, self.steps = page, []

    def click(self, target, **how):
        self._locate(target).click(**how)
        self.steps.append(f"click {target}")

    def type(self, target, text):
        """Into a field, wherever the cursor was."""
        self._locate(target).click()
        self.type_on(text, target)

    def type_on(self, text, target="where the cursor is"):
        self.page.keyboard.type(text)
        self.steps.append(f"type into {target}")

    def type_over(self, target, text):
        """In place of a word, which a double click takes."""
        self._locate(target).dblclick()
        self.type_on(text, target)

    def press(self, chord):
        self.page.keyboard.press(chord)
        self.steps.append(f"press {chord}")

    def give_file(self, target, file):
        self._locate(target).set_input_files(file)
        self.steps.append(f"choose a file for {target}")

    def _locate(self, target):
        return self.page.locator(target) if isinstance(target, str) else target


class StepsTestCase(DeskTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = override_settings(MEDIA_ROOT=folder.name + "/media")
        settings.enable()
        self.addCleanup(settings.disable)
        self.editor = Editor(self.page)
        self.page.set_viewport_size({"width": 1280, "height": 900})

    def begin(self):
        self.page.goto("/admin/")

    def wait_for_the_form(self):
        self.page.wait_for_selector(f"{TEXT}[aria-label]")

    def read(self, story):
        story.refresh_from_db()
        reader = self.open_window()
        reader.goto(story.get_absolute_url())
        return reader

    def assert_within(self, limit):
        self.assertLessEqual(len(self.editor.steps), limit, self.editor.steps)

    def said(self, words):
        expect(self.page.locator(".messagelist")).to_contain_text(words)


class FewStepsTests(StepsTestCase):
    def test_writing_and_publishing(self):
        make_section("World")
        make_author("Jo Fjord")
        self.begin()
        editor = self.editor
        editor.click(self.page.get_by_role("link", name="Write a story"))
        self.wait_for_the_form()
        editor.type("#id_headline", "Harbour vote")
        editor.type("#id_standfirst", "The council decided.")
        editor.type(TEXT, TEXT_OF_A_STORY)
        self.add_a_picture()
        self.choose("section", "World")
        self.choose("bylines-0-author", "Jo Fjord")
        editor.type("#desk-tag-input", "Harbour, Dredging")
        editor.press("Control+Shift+Enter")
        self.said("Readers find it at")
        self.assert_within(14 + 1)  # and one to come here from the opening page
        reader = self.read(Article.objects.get())
        self.assertEqual(reader.inner_text("h1"), "Harbour vote")
        for part, count in ((".text h2", 1), (".text blockquote", 1), (".text > p", 3)):
            self.assertEqual(reader.locator(part).count(), count, part)
        page = reader.inner_text("main")
        for words in ("Jo Fjord", "Yuki Arden", "Harbour", "Dredging", "The council decided."):
            self.assertIn(words, page)
        self.assertEqual(reader.locator("main figure img").first.get_attribute("alt"), "A quay")

    def add_a_picture(self):
        editor = self.editor
        editor.click(".desk-lead >> text=Choose or upload")
        quay = {"name": "quay.png", "mimeType": "image/png", "buffer": pictures.picture("PNG")}
        editor.give_file(".desk-picker [type=file]", quay)
        upload = self.page.locator(".desk-picker-upload")
        editor.type(upload.get_by_label("Alternative text"), "A quay")
        editor.type(upload.get_by_label("Credit"), "Yuki Arden")
        editor.press("Enter")
        self.page.wait_for_selector(".desk-lead-shown img")

    def choose(self, name, text):
        self.editor.type(f"[name={name}] + .select2-container", text)
        self.page.wait_for_selector(f".select2-results__option--highlighted >> text={text}")
        self.editor.press("Enter")

    def test_scheduling_a_draft_for_tomorrow(self):
        story = make_draft("Harbour vote", by=self.user)
        tomorrow = timezone.now() + timedelta(days=1)
        self.begin()
        editor = self.editor
        editor.click(self.page.get_by_role("link", name="Harbour vote"))
        self.wait_for_the_form()
        editor.click(self.page.get_by_text("Schedule…"))
        self.page.fill("[name=publish_at_0]", f"{tomorrow:%Y-%m-%d}")
        editor.steps.append("type the day")
        self.page.fill("[name=publish_at_1]", "06:00")
        editor.steps.append("type the time")
        editor.click(self.page.get_by_role("button", name="Schedule", exact=True))
        self.said("06:00 UTC")
        self.assert_within(6)
        story.refresh_from_db()
        self.assertEqual(f"{story.public_at:%Y-%m-%d %H:%M:%S}", f"{tomorrow:%Y-%m-%d} 06:00:00")

    def test_correcting_a_figure_in_an_old_story_with_a_note(self):
        story = make_story(
            "Harbour vote",
            public_at=datetime(2026, 3, 12, 12, tzinfo=UTC),
            body="<p>The dredging costs <strong>40</strong> million.</p>",
        )
        for number in range(12):
            make_story(f"Harbour {number}")
        self.begin()
        editor = self.editor
        editor.type(".desk-find", "harbour vote")
        editor.press("Enter")
        self.wait_for_the_form()
        editor.type_over(f"{TEXT} strong", "14")
        editor.click(self.page.get_by_text("Correct…", exact=True))
        editor.type("[name=correction_note]", "The dredging costs 14 million, not 40.")
        editor.click(self.page.get_by_role("button", name="Publish with this correction"))
        self.page.wait_for_selector(".messagelist")
        self.assert_within(6)
        page = self.read(story).inner_text("main")
        self.assertIn("costs 14 million.", page)
        self.assertIn("The dredging costs 14 million, not 40.", page)


class KeyboardTests(StepsTestCase):
    """The same without a mouse: every target is reached by Tab, or by a chord."""

    def tab_to(self, target, most=120):
        for _try in range(most):
            if self.page.locator(target).first.evaluate("e => e.contains(document.activeElement)"):
                return
            self.page.keyboard.press("Tab")
        self.fail(f"{target} is not reached by Tab")

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def test_a_story_is_written_and_published(self):
        make_section("World")
        make_author("Jo Fjord")
        self.begin()
        self.tab_to(".desk-ways a")
        self.keys("Enter")
        self.wait_for_the_form()
        self.tab_to("#id_headline")
        self.page.keyboard.type("Harbour vote")
        self.keys("Tab")
        self.page.keyboard.type("The council decided.")
        self.tab_to(".desk-lead .desk-add")
        self.keys("Enter")
        self.page.wait_for_selector(".desk-picker[open]")
        self.keys("Escape")
        self.tab_to(TEXT)
        self.page.keyboard.type(TEXT_OF_A_STORY)
        self.choose("section", "World")
        self.choose("bylines-0-author", "Jo Fjord")
        self.tab_to("#desk-tag-input")
        self.page.keyboard.type("Harbour, Dredging")
        self.tab_to(".desk-bar-acts > .default")
        self.keys("Enter")
        self.said("Readers find it at")
        page = self.read(Article.objects.get()).inner_text("main")
        for words in ("The council decided.", "We will not dredge twice.", "Jo Fjord", "Dredging"):
            self.assertIn(words, page)

    def choose(self, name, text):
        self.tab_to(f"[name={name}] + .select2-container")
        self.keys("Enter")
        self.page.keyboard.type(text)
        self.page.wait_for_selector(f".select2-results__option--highlighted >> text={text}")
        self.keys("Enter")

    def test_a_draft_is_scheduled_moved_and_a_live_story_corrected(self):
        story = make_draft("Harbour vote", by=self.user)
        self.begin()
        self.find("harbour vote")
        self.tab_to(".desk-bar summary:has-text('Schedule…')")
        self.keys("Enter")
        self.tab_to("[name=publish_at_0]")
        self.page.keyboard.type("12032030")
        self.tab_to("[name=publish_at_1]")
        self.page.keyboard.type("0600AM")  # the second half counts where hours are twelve
        self.tab_to("[name=_schedule]")
        self.keys("Enter")
        self.said("06:00 UTC")
        story.refresh_from_db()
        workflow.withdraw(story, by=None)
        live = make_story("Quay opens", body="<p>It costs 40</p>")
        self.find("quay")
        self.keys("Backspace", "Backspace")
        self.page.keyboard.type("14")
        self.tab_to(".desk-bar summary:has-text('Correct…')")
        self.keys("Enter")
        self.tab_to("[name=correction_note]")
        self.page.keyboard.type("It costs 14, not 40.")
        self.tab_to("[name=_correct]")
        self.keys("Enter")
        self.page.wait_for_selector(".messagelist")
        self.assertIn("It costs 14, not 40.", self.read(live).inner_text("main"))

    def find(self, text):
        """By Ctrl+K, straight into the text."""
        self.keys("Control+k")
        self.page.keyboard.type(text)
        self.keys("Enter")
        self.page.wait_for_url("**/change/#text")
        self.page.wait_for_selector(f"{TEXT}[aria-label]:focus")


class QuickTests(StepsTestCase):
    def test_the_dialog_is_named_counts_and_is_closed_by_escape(self):
        for number in range(3):
            make_draft(f"Harbour {number}")
        self.page.goto("/admin/articles/tag/")
        self.page.keyboard.press("Control+k")
        dialog = self.page.get_by_role("dialog", name="Find a story")
        expect(dialog).to_be_visible()
        field = self.page.get_by_role("combobox", name="Find a story")
        expect(field).to_be_focused()
        self.page.keyboard.type("harbour")
        expect(dialog.get_by_role("status")).to_have_text("3 stories")
        self.page.keyboard.press("ArrowDown")
        chosen = dialog.get_by_role("option", selected=True)
        self.assertEqual(field.get_attribute("aria-activedescendant"), chosen.get_attribute("id"))
        self.page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()

    def test_the_last_keys_are_in_what_goes_out_by_a_chord_pressed_at_once(self):
        for number, words in enumerate(("one", "two", "three")):
            story = make_draft(body=f"<p>Story {number}</p>")
            self.open(f"/admin/articles/article/{story.pk}/change/#text")
            self.page.wait_for_selector(f"{TEXT}:focus")
            self.page.keyboard.type(f" and {words}!")
            self.page.keyboard.press("Control+Shift+Enter")
            self.said("Readers find it at")
            self.assertIn(f"Story {number} and {words}!", self.read(story).inner_text(".text"))


class WeightTests(StepsTestCase):
    def test_the_form_is_light_on_the_wire(self):
        """Scripts and styles as WhiteNoise serves them in production, all else as it is. Measured: 277 KB."""
        answers = []
        self.page.on("response", lambda answer: answers.append(answer))
        self.open("/admin/articles/article/add/")
        self.page.wait_for_load_state("networkidle")
        sizes = {answer.url: self.size(answer) for answer in answers if answer.url[:4] == "http"}
        self.assertGreater(len(sizes), 20)
        self.assertLessEqual(sum(sizes.values()), 300_000, sizes)

    def size(self, answer):
        is_code = answer.url.endswith((".js", ".css"))
        return len(brotli.compress(answer.body()) if is_code else answer.body())

    def test_each_button_of_the_writing_area_is_a_sign_and_not_its_name(self):
        """The font holds the signs that the menus name, and no others."""
        self.open("/admin/articles/article/add/")
        self.page.evaluate("document.fonts.load('24px \"Material Icons\"')")
        buttons = self.page.locator(".prose-menubar .material-icons")
        self.assertGreater(buttons.count(), 15)
        for name, width, height in buttons.evaluate_all(
            "all => all.map(b => [b.textContent, b.scrollWidth, parseFloat(getComputedStyle(b).fontSize)])"
        ):
            self.assertLess(width, 2 * height, name)
