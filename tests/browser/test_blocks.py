"""Blocks of our own in the writing area, and what is pasted into it from elsewhere: what the editor shows is what is
stored, and what is stored is what readers get.
"""

import tempfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from lxml import html

from articles import body, library
from articles.models import Article, Image
from tests.articles import pictures
from tests.factories import NOON, make_draft, make_section, make_story

from .test_desk import TEXT, DeskTestCase

ALL_BLOCKS = """<p>First<span class="footnote" data-note="A &lt;note&gt; “here”"></span> and <strong>bold</strong>,
<a href="/world/">a link</a>.</p><h2>Two</h2><h3>Three</h3>
<figure class="picture" data-image="{0}" data-alt="A “quay”"><figcaption>The <em>quay</em></figcaption></figure>
<div class="gallery"><figure class="picture" data-image="{0}"><figcaption>One</figcaption></figure>
<figure class="picture" data-image="{0}"><figcaption></figcaption></figure></div>
<aside class="pull-quote"><p>A phrase</p></aside>
<aside class="fact-box"><h3>Facts</h3><p>One.</p><ul><li><p>Two</p></li></ul></aside>
<aside class="link-card"><a href="https://elsewhere.example/a?b=1&amp;c=2">Elsewhere</a></aside>
<ol><li><p>Item</p></li></ol><blockquote><p>Said.</p></blockquote>
<table><tbody><tr><th><p>Year</p></th></tr><tr><td><p>2026</p></td></tr></tbody></table><hr>
<p>Last.</p>"""

FROM_DOCS = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"
style="line-height:1.38"><span style="font-size:11pt;color:#ff0000">Plain </span><span style="font-weight:700">bold
</span><a href="https://elsewhere.example/"><span style="color:#1155cc">a link</span></a></p>
<ul style="margin:0"><li dir="ltr" style="list-style-type:disc"><p dir="ltr"><span>One</span></p></li>
<li dir="ltr"><p dir="ltr"><span>Two</span></p></li></ul>
<div dir="ltr"><table style="border:none"><colgroup><col></colgroup><tbody><tr style="height:0"><td><p dir="ltr">
<span>Cell</span></p></td></tr></tbody></table></div></b>"""

FROM_A_PAGE = """<div class="article"><script>alert(1)</script><style>p{color:red}</style><h2 class="x" id="y">Head</h2>
<p onclick="alert(2)">Words <a href="https://elsewhere.example/" onclick="alert(3)">here</a>
<a href="javascript:alert(4)">trap</a><img src="https://tracker.example/x.gif"></p><blockquote class="q"><p>Said.</p>
</blockquote><iframe src="https://video.example/"></iframe><ol><li>First</li></ol>
<table class="t"><tr><td style="color:red">Cell</td></tr></table></div>"""


class BlockTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = override_settings(MEDIA_ROOT=folder.name + "/media")
        settings.enable()
        self.addCleanup(settings.disable)
        upload = SimpleUploadedFile("quay.png", pictures.picture("PNG"))
        self.image = library.add_image(
            upload, by=None, at=NOON, title="Quay", alt="A quay", credit="Yuki Arden"
        )

    def write(self, story):
        self.open(f"/admin/articles/article/{story.pk}/change/")

    def menu(self, name):
        self.page.click(f".prose-menubar [data-name={name}]")

    def test_a_text_with_every_block_is_stored_as_it_was_when_something_else_changes(self):
        story = make_draft(body=ALL_BLOCKS.format(self.image.pk).replace("\n", ""))
        before = story.newest_revision.snapshot["body"]
        self.assertIn("footnote", before)
        self.write(story)
        self.page.click(TEXT)
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type("!")
        self.press("_save")
        self.assertEqual(self.stored()["body"], before.replace("Last.", "Last.!"))

    def test_readers_get_every_block(self):
        story = make_story(body=ALL_BLOCKS.format(self.image.pk))
        self.page.goto(story.get_absolute_url())
        found = {
            selector: self.page.locator(f".text {selector}").count()
            for selector in ("figure.picture img", ".gallery img", ".pull-quote", ".fact-box li")
        }
        self.assertEqual(
            found,
            {"figure.picture img": 3, ".gallery img": 2, ".pull-quote": 1, ".fact-box li": 1},
        )
        self.page.click(".text sup a")
        self.assertTrue(self.page.url.endswith("#note-1"))
        self.assertIn("A <note> “here”", self.page.inner_text(".notes"))
        self.assertIn("The quay Yuki Arden", self.page.inner_text(".text figure >> nth=0"))
        shown = self.page.evaluate(
            "Promise.all([...document.images].map(i => { i.loading = 'eager'; return i.decode() })).then(() => true)"
        )
        self.assertIs(shown, True)

    def test_pictures_are_chosen_and_uploaded_inside_the_form(self):
        story = make_draft(body="<p>Before</p>")
        self.write(story)
        self.page.click(".desk-lead >> text=Choose or upload")
        self.page.fill(".desk-picker input[type=search]", "quay yuki")
        self.page.click(".desk-picker-found button")
        self.page.wait_for_selector(".desk-lead-shown img")
        self.page.focus(".desk-focal-mark")
        self.page.keyboard.press("Shift+ArrowLeft")
        self.page.click(TEXT)
        self.menu("libraryPicture")
        self.page.set_input_files(
            ".desk-picker [type=file]",
            {"name": "crane.png", "mimeType": "image/png", "buffer": pictures.picture("PNG")},
        )
        self.page.get_by_label("Credit").last.fill("Mina Sol")
        self.page.click("text=Upload and choose")
        self.page.wait_for_selector(f"{TEXT} figure img[src]")
        self.press("_save")
        uploaded = Image.objects.get(credit="Mina Sol")
        snapshot = self.stored()
        self.assertEqual(snapshot["lead_picture"]["image"], self.image.pk)
        self.assertEqual(snapshot["lead_picture"]["focus"], [0.4, 0.5])
        self.assertEqual([p["image"] for p in body.pictures_in(snapshot["body"])], [uploaded.pk])

    def test_a_refused_picture_names_its_reason_and_the_form_keeps_its_text(self):
        self.write(make_draft(body="<p>Kept</p>"))
        self.page.click(".desk-lead >> text=Choose or upload")
        self.page.set_input_files(
            ".desk-picker [type=file]",
            {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"},
        )
        self.page.click("text=Upload and choose")
        self.page.wait_for_selector("text=no picture of a kind we take")
        self.complaints = [words for words in self.complaints if "422" not in words]
        self.page.keyboard.press("Escape")
        self.assertIn("Kept", self.page.inner_text(TEXT))

    def test_frames_notes_and_link_cards_are_made_by_their_buttons(self):
        self.write(make_draft(body="<p>Framed words.</p>"))
        self.page.click(TEXT)
        self.menu("factBox")
        self.page.keyboard.press("Control+End")
        self.menu("footnote")
        self.page.fill("dialog textarea", "The note")
        self.page.click("dialog [type=submit]")
        self.press("_save")
        self.assertEqual(
            self.stored()["body"],
            '<aside class="fact-box"><p>Framed words.<span class="footnote" data-note="The note"></span></p></aside>',
        )

    def test_pasting_keeps_words_links_quotations_lists_and_tables_and_drops_the_rest(self):
        make_section("World")
        for source, kept in (
            (FROM_DOCS, {"strong": 1, "a": 1, "li": 2, "td": 1}),
            (FROM_A_PAGE, {"h2": 1, "a": 1, "blockquote": 1, "li": 1, "td": 1}),
        ):
            self.open("/admin/articles/article/add/")
            self.page.fill("#id_headline", "Pasted")
            self.paste(source)
            self.press("_save")
            stored = Article.objects.latest("pk").newest_revision.snapshot["body"]
            tree = html.fragment_fromstring(stored, create_parent="div")
            self.assertEqual({tag: len(tree.findall(f".//{tag}")) for tag in kept}, kept)
            for word in (
                "style",
                "script",
                "color",
                "onclick",
                "javascript",
                "iframe",
                "img",
                "dir=",
            ):
                self.assertNotIn(word, stored)
