"""The desk in Chromium, under the admin's strict policy: what is typed and pasted is what readers get."""

from articles import workflow
from articles.models import Article, Revision, Tag
from tests.browser.base import BrowserTestCase
from tests.factories import make_author, make_draft, make_section, make_story

ADD = "/admin/articles/article/add/"
LIST = "/admin/articles/article/"
TEXT = ".ProseMirror[contenteditable=true]"
FROM_THE_WEB = "<meta charset='utf-8'><blockquote><p>We will not dredge.</p></blockquote>"
FROM_WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><style>p.MsoNormal{color:red}</style></head>
<body><p class=MsoNormal style='color:red'>Before<o:p></o:p></p><blockquote style='margin:0'><p class=MsoQuote>A
quotation.</p></blockquote><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp;
</span></span>First point</p><p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span
style='mso-list:Ignore'>·<span>&nbsp;</span></span>Second point</p>
<p class=MsoNormal><span style='font-weight:700'>After</span> <a
href="javascript:alert(1)">a trap</a></p></body></html>"""
COPY = """html => navigator.clipboard.write(
    [new ClipboardItem({"text/html": new Blob([html], {type: "text/html"})})]
)"""


class DeskTestCase(BrowserTestCase):
    def setUp(self):
        super().setUp()
        self.user = self.log_in(self.page)

    def open(self, path, page=None):
        page = page or self.page
        page.goto(path)
        page.wait_for_selector(f"{TEXT}[aria-label]")

    def stored(self):
        return Revision.objects.order_by("pk").last().snapshot

    def press(self, name, page=None):
        page = page or self.page
        with page.expect_navigation():
            page.click(f".desk-bar [name={name}]")

    def paste(self, html):
        """Through the clipboard, as it was written there by another program."""
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        other = self.page.context.new_page()
        other.goto("/healthz")
        other.evaluate(COPY, html)
        other.close()
        self.page.bring_to_front()
        self.page.click(TEXT)
        self.page.keyboard.press("Control+v")


class WritingTests(DeskTestCase):
    def test_a_story_is_written_published_and_read(self):
        make_section("World")
        make_author("Jo Fjord")
        Tag.objects.create(name="airport world", slug="airport-world")
        self.open(ADD)
        self.page.fill("#id_headline", "Harbour vote")
        self.page.keyboard.press("Enter")
        self.page.keyboard.type("The council decided.")
        self.page.click(TEXT)
        self.page.keyboard.type(
            "First paragraph.\n## A subheading\nIt was 7  to 4.\n> A quotation."
        )
        self.choose("section", "wor", "World")
        self.choose("bylines-0-author", "fjo", "Jo Fjord")
        self.page.fill("#desk-tag-input", "World")
        self.page.keyboard.press("Enter")
        self.press("_publish")
        story = Article.objects.get()
        self.assertIn("Readers find it at", self.page.inner_text(".messagelist"))
        self.assertEqual(
            [tag.name for tag in Tag.objects.filter(tagged__content_object=story)], ["World"]
        )
        reader = self.open_window()
        reader.goto(story.get_absolute_url())
        self.assertEqual(reader.inner_text("h1"), "Harbour vote")
        self.assertEqual(reader.inner_text(".text h2"), "A subheading")
        self.assertEqual(reader.inner_text(".text blockquote"), "A quotation.")
        self.assertIn("Jo Fjord", reader.inner_text("article"))

    def choose(self, name, term, text):
        self.page.click(f"[name={name}] + .select2-container")
        self.page.keyboard.type(term)
        self.page.click(f".select2-results__option >> text={text}")

    def test_spaces_stay_spaces(self):
        self.open(ADD)
        self.page.click(TEXT)
        self.page.keyboard.type("one two  three   four ")
        self.page.keyboard.type("five")
        self.press("_save")
        self.assertEqual(self.stored()["body"], "<p>one two  three   four five</p>")

    def test_a_quotation_pasted_alone_stays_a_quotation(self):
        self.open(ADD)
        self.paste(FROM_THE_WEB)
        self.press("_save")
        self.assertEqual(
            self.stored()["body"].replace("<p></p>", ""),
            "<blockquote><p>We will not dredge.</p></blockquote>",
        )

    def test_a_quotation_copied_from_a_page_stays_a_quotation(self):
        page = self.page.context.new_page()
        page.set_content("<blockquote><p>We will <b>not</b> dredge.</p></blockquote><p>After</p>")
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+c")
        page.close()
        self.open(ADD)
        self.page.click(TEXT)
        self.page.keyboard.press("Control+v")
        self.press("_save")
        self.assertIn(
            "<blockquote><p>We will <strong>not</strong> dredge.</p></blockquote>",
            self.stored()["body"],
        )

    def test_word_brings_its_quotation_and_its_list_and_no_more(self):
        self.open(ADD)
        self.paste(FROM_WORD)
        self.press("_save")
        body = self.stored()["body"]
        self.assertIn("<blockquote><p>A quotation.</p></blockquote>", " ".join(body.split()))
        self.assertIn("<ul><li><p>First point</p></li><li><p>Second point</p></li></ul>", body)
        self.assertIn("<p><strong>After</strong> a trap</p>", body)
        for remains in ("Mso", "style", "javascript", "&nbsp;", "\u00a0"):
            self.assertNotIn(remains, body)

    def test_words_copied_out_of_a_quotation_are_words(self):
        story = make_draft(body="<blockquote><p>Alpha beta</p></blockquote><p>Gamma</p>")
        self.open(f"{LIST}{story.pk}/change/")
        self.page.click(f"{TEXT} blockquote p")
        for keys in ("Home", "Control+Shift+ArrowRight", "Control+c", "Control+End", "Control+v"):
            self.page.keyboard.press(keys)
            self.page.wait_for_timeout(
                100
            )  # as long as a hand takes; the editor learns of selections a moment later
        self.press("_save")
        self.assertEqual(
            self.stored()["body"], "<blockquote><p>Alpha beta</p></blockquote><p>GammaAlpha</p>"
        )

    def test_the_last_key_is_in_what_goes_out(self):
        story = make_draft(body="<p>Seven to four</p>")
        self.open(f"{LIST}{story.pk}/change/")
        self.page.click(TEXT)
        self.page.keyboard.press("Control+End")
        button = self.page.locator(".desk-bar [name=_publish]")
        self.page.keyboard.type("!")
        with self.page.expect_navigation():
            button.press("Enter")
        reader = self.open_window()
        story.refresh_from_db()
        reader.goto(story.get_absolute_url())
        self.assertIn("Seven to four!", reader.inner_text(".text"))

    def test_control_s_saves(self):
        story = make_draft()
        self.open(f"{LIST}{story.pk}/change/")
        self.page.fill("#id_headline", "By the keyboard")
        with self.page.expect_navigation():
            self.page.keyboard.press("Control+s")
        self.assertEqual(self.stored()["headline"], "By the keyboard")

    def test_enter_in_a_field_saves_and_never_publishes(self):
        story = make_draft()
        self.open(f"{LIST}{story.pk}/change/")
        self.page.fill("#id_kicker", "Harbour")
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        story.refresh_from_db()
        self.assertEqual((story.status, story.kicker), ("draft", "Harbour"))

    def test_the_writing_area_has_its_name(self):
        self.open(ADD)
        box = self.page.get_by_role("textbox", name="Text", exact=True)
        self.assertEqual(box.count(), 1)
        self.assertTrue(
            box.evaluate("box => box.classList.contains('ProseMirror') && box.spellcheck")
        )

    def test_every_lookup_has_its_name(self):
        self.open(ADD)
        for name in ("Section", "Person", "Further sections", "Tags"):
            self.assertGreaterEqual(self.page.get_by_role("combobox", name=name).count(), 1, name)

    def test_bylines_are_added_moved_and_taken_away_without_a_page_load(self):
        people = [make_author(name) for name in ("Ada", "Bo")]
        story = make_draft(bylines=[{"author": person.pk} for person in people])
        self.open(f"{LIST}{story.pk}/change/")
        self.page.click(".desk-bylines .desk-add")
        self.page.fill(".desk-byline:not([hidden]):last-of-type [name$='-name']", "Guest Writer")
        self.page.locator(".desk-byline:not([hidden])").last.get_by_label("Move up").click()
        self.page.locator(".desk-byline:not([hidden])").first.get_by_label(
            "Take this name away"
        ).click()
        self.press("_save")
        self.assertEqual([row["name"] for row in self.stored()["bylines"]], ["Guest Writer", "Bo"])

    def test_tags_keep_the_order_chosen(self):
        for name in ("World", "World cup"):
            Tag.objects.create(name=name, slug=name.lower().replace(" ", "-"))
        self.open(ADD)
        self.page.fill("#id_headline", "Tagged")
        for name in ("Zebra", "Apple"):
            self.page.fill("#desk-tag-input", name)
            self.page.keyboard.press("Enter")
        self.page.click("#desk-tag-input")
        self.page.keyboard.type("world")
        self.page.click(".desk-suggestions >> text=World cup")
        self.page.get_by_label("Take the tag Zebra away").click()
        self.page.fill("#desk-tag-input", "Typed last")
        self.press("_save")
        names = dict(Tag.objects.values_list("pk", "name"))
        self.assertEqual(
            [names[pk] for pk in self.stored()["tags"]], ["Apple", "World cup", "Typed last"]
        )


class BackTests(DeskTestCase):
    def test_two_windows_lose_nothing(self):
        story = make_draft("Common", body="<p>Common text</p>")
        other = self.open_window()
        self.log_in(other)
        for window, words in ((self.page, "Mine"), (other, "Theirs")):
            self.open(f"{LIST}{story.pk}/change/", window)
            window.fill("#id_headline", f"{words} headline")
            window.click(TEXT)
            window.keyboard.press("Control+End")
            window.keyboard.type(f" and {words.lower()}")
        self.press("_save", other)
        self.press("_save")
        self.complaints.clear()  # the browser calls the 409 an error
        page = self.page.inner_text("main")
        for words in (
            "Mine headline",
            "Theirs headline",
            "Common text and mine",
            "Common text and theirs",
        ):
            self.assertIn(words, page)
        with self.page.expect_navigation():
            self.page.click("text=Back to the form with my text")
        self.page.wait_for_selector(f"{TEXT}[aria-label]")
        self.assertEqual(self.page.inner_text(TEXT), "Common text and mine")
        self.press("_publish")
        reader = self.open_window()
        story.refresh_from_db()
        reader.goto(story.get_absolute_url())
        self.assertIn("Common text and mine", reader.inner_text(".text"))
        self.page.goto(f"{LIST}{story.pk}/revision/2/")
        self.assertIn("Common text and theirs", self.page.inner_text("main"))


class KeptTextTests(DeskTestCase):
    def test_the_copy_of_this_computer_brings_back_what_the_server_never_got(self):
        story = make_draft(body="<p>Old</p>")
        path = f"{LIST}{story.pk}/change/"
        self.open(path)
        self.page.fill("#id_headline", "An hour of work")
        self.page.click(TEXT)
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(" and new")
        self.page.fill("#desk-tag-input", "Typed tag")
        self.page.wait_for_timeout(700)  # kept here after half a second, there after three
        self.page.once("dialog", lambda dialog: dialog.accept())
        self.open(path)
        with self.page.expect_navigation():
            self.page.click("text=Bring it back")
        self.page.wait_for_selector(f"{TEXT}[aria-label]")
        self.assertEqual(self.page.inner_text(TEXT), "Old and new")
        self.press("_save")
        stored = self.stored()
        self.assertEqual((stored["headline"], len(stored["tags"])), ("An hour of work", 1))
        self.open(path)
        self.assertEqual(self.page.locator(".desk-kept").count(), 0)

    def test_what_was_saved_is_not_offered_again(self):
        self.open(ADD)
        self.page.fill("#id_headline", "Saved well")
        self.page.wait_for_timeout(700)
        self.press("_save")
        self.open(ADD)
        self.assertEqual(self.page.locator(".desk-kept").count(), 0)


class PolicyTests(DeskTestCase):
    """Pages that load scripts of the admin: not one breach of the policy, at both widths."""

    def test_no_page_of_the_desk_breaks_the_policy(self):
        story = make_story("A story", bylines=[{"author": make_author().pk}], tags=["One"])
        workflow.save_revision(
            story, story.newest_revision.snapshot | {"headline": "B"}, base=1, by=None
        )
        paths = [
            "/admin/",
            LIST,
            f"{LIST}?q=story&queue=published",
            f"{LIST}board/",
            ADD,
            f"{LIST}{story.pk}/change/",
            f"{LIST}{story.pk}/history/",
            f"{LIST}{story.pk}/revision/1/",
            f"{LIST}{story.pk}/compare/",
            "/admin/articles/tag/add/",
            "/admin/articles/author/add/",
            "/admin/sections/section/add/",
            "/admin/sections/placement/add/",
            "/admin/newsroom/user/add/",
        ]
        for width in (1280, 390):
            self.page.set_viewport_size({"width": width, "height": 844})
            for path in paths:
                response = self.page.goto(path, wait_until="networkidle")
                self.assertEqual(response.status, 200, path)
                self.assert_no_complaints()
                wide = self.page.evaluate("document.documentElement.scrollWidth")
                self.assertLessEqual(wide, width, f"{path} is wider than the screen")

    def test_the_buttons_are_within_reach_on_a_phone(self):
        story = make_draft(body="<p>Long.</p>" * 200)
        self.page.set_viewport_size({"width": 390, "height": 844})
        self.open(f"{LIST}{story.pk}/change/")
        for place in (0, 2000, 100_000):
            self.page.evaluate(f"scrollTo(0, {place})")
            for button in ("_save", "_publish"):
                box = self.page.locator(f".desk-bar [name={button}]").bounding_box()
                self.assertTrue(0 <= box["x"] and box["x"] + box["width"] <= 390, (button, box))
                self.assertTrue(
                    0 <= box["y"] and box["y"] + box["height"] <= 844, (button, place, box)
                )
        self.page.click("text=Schedule…")
        box = self.page.locator("[name=_schedule]").bounding_box()
        self.assertTrue(box["x"] + box["width"] <= 390 and box["y"] >= 0, box)
