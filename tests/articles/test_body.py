"""Cleaning the text of a story: nothing that runs, nothing that the editor cannot make, nothing lost that it can."""

from html import escape
from urllib.parse import urlsplit

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import html as parser

from articles import body

# element: attributes. By hand, beside the list that the editor and the cleaner share.
ALLOWED = {
    **dict.fromkeys("p br hr h2 h3 strong em sup sub ul li blockquote figcaption".split(), ""),
    **dict.fromkeys("table thead tbody tr".split(), ""),
    "th": "colspan rowspan",
    "td": "colspan rowspan",
    "ol": "start type data-type",
    "a": "href title rel",
    "figure": "class data-image data-alt",
    "div": "class",
    "aside": "class",
    "span": "class data-note",
}
CLASSES = {"picture", "gallery", "pull-quote", "fact-box", "link-card", "footnote"}

TAGS = [
    *ALLOWED,
    *"script style iframe svg math img form input object b u font template title".split(),
]
ATTRIBUTES = [
    *{name for names in ALLOWED.values() for name in names.split()},
    *"id lang style onclick onerror src srcdoc action formaction xlink:href target".split(),
]
VALUES = [
    *CLASSES,
    *"1 7 x https://example.org/ mailto:a@example.org /2026/03/12/vote/ //example.org #top".split(),
    "javascript:alert(1)",
    "jAvA\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'a "quoted" & <angled> value',
    "fact-box onload",
]


def attributes():
    pair = some.builds(
        lambda name, value: f' {name}="{escape(value)}"',
        some.sampled_from(ATTRIBUTES),
        some.one_of(some.sampled_from(VALUES), some.text(max_size=8)),
    )
    return some.lists(pair, max_size=3).map("".join)


def pieces():
    """Tags that open and close as they like, text, and text that is no HTML at all."""
    return some.one_of(
        some.builds("<{}{}>".format, some.sampled_from(TAGS), attributes()),
        some.builds("</{}>".format, some.sampled_from(TAGS)),
        some.text(max_size=12),
        some.sampled_from(["<!--", "-->", "<![CDATA[", "&lt;script&gt;", "&nbsp;", "<", "\x00"]),
    )


class Cleaning(SimpleTestCase):
    @settings(deadline=None)
    @given(some.lists(pieces(), max_size=12).map("".join))
    def test_leaves_what_the_editor_makes_and_nothing_else(self, html):
        cleaned = body.clean(html)
        for element in parser.fragment_fromstring(cleaned, create_parent="main").iterdescendants():
            self.assertIn(element.tag, ALLOWED, cleaned)
            self.assertLessEqual(set(element.keys()), set(ALLOWED[element.tag].split()), cleaned)
            self.assertIn(urlsplit(element.get("href", "")).scheme, ("", "http", "https", "mailto"))
            if element.tag in body._BLOCKS:
                self.assertIn(element.get("class"), CLASSES, cleaned)

    @settings(deadline=None)
    @given(some.lists(pieces(), max_size=12).map("".join))
    def test_twice_changes_nothing(self, html):
        cleaned = body.clean(html)
        self.assertEqual(body.clean(cleaned), cleaned)

    @settings(deadline=None)
    @given(some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1))
    def test_keeps_every_sign_of_a_paragraph(self, text):
        cleaned = body.clean(f"<p>x{escape(text)}x</p>")
        self.assertEqual(parser.fragment_fromstring(cleaned).text, f"x{text}x")

    def test_once_is_enough_where_what_is_taken_out_held_others_apart(self):
        self.assertEqual(body.clean("<h2><form><h2>a"), "<h2></h2><h2>a</h2>")

    def test_keeps_spaces_quotes_and_dashes_as_they_were_typed(self):
        for text in (
            "two  blanks and\ta tab",
            "“typographic” ‘quotes’, 'straight' \"ones\" — dashes – and hy-phens…",
            "H<sub>2</sub>O at 10<sup>6</sup> &amp; 3 &lt; 4 &gt; 2",
            "five&nbsp;km, soft\u00adhyphen, Wi\u2011Fi, 🦀, עברית, 東京",
            "a<br>b <strong>strong <em>both</em></strong>",
        ):
            self.assertEqual(body.clean(f"<p>{text}</p>"), f"<p>{text}</p>")

    def test_keeps_every_block_that_the_editor_makes(self):
        for block in (
            "<h2>Head</h2><h3>Below</h3><hr>",
            "<ul><li><p>one</p></li></ul>",
            '<ol start="3"><li><p>three</p></li></ol>',
            "<blockquote><p>said</p></blockquote>",
            '<table><tbody><tr><th colspan="2">a</th></tr><tr><td>b</td><td>c</td></tr></tbody></table>',
            '<p><a href="https://example.org/?a=1&amp;b=2" title="t">link</a></p>',
            '<figure class="picture" data-image="7" data-alt="A &quot;quoted&quot; boat">'
            "<figcaption>Boat &amp; quay</figcaption></figure>",
            '<div class="gallery"><figure class="picture" data-image="7"></figure></div>',
            '<aside class="pull-quote"><p>Said.</p></aside>',
            '<aside class="fact-box"><h3>Facts</h3><ul><li><p>one</p></li></ul></aside>',
            '<aside class="link-card"><a href="https://example.org/">There</a></aside>',
            '<p>Sum<span class="footnote" data-note="Of &lt;all&gt; &amp; more"></span>.</p>',
        ):
            with self.subTest(block=block[:40]):
                self.assertEqual(body.clean(block), block)

    def test_takes_what_runs_and_what_is_foreign(self):
        for html, cleaned in (
            ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
            ('<p onclick="x()" style="color:red" class="x" id="y">a</p>', "<p>a</p>"),
            ('<p title="x" lang="fr" data-x="y">a</p>', "<p>a</p>"),
            ('<a href="javascript:alert(1)">a</a>', "<a>a</a>"),
            ('<a href="data:text/html,x">a</a>', "<a>a</a>"),
            ('<img src=x onerror="alert(1)">', ""),
            ('<iframe src="https://example.org/"></iframe>', ""),
            ("<h1>Head</h1>", "Head"),
            ('<span style="x">a</span>', "a"),
            ('<figure class="picture" data-image="x"><p>a</p></figure>', "<p>a</p>"),
            ('<aside class="advert"><p>a</p></aside>', "<p>a</p>"),
            ("<p>a\x00\x07\x7fb</p>", "<p>ab</p>"),
        ):
            with self.subTest(html=html):
                self.assertEqual(body.clean(html), cleaned)

    def test_finds_an_empty_text_empty(self):
        for html in (
            "",
            " \n",
            "<p></p>",
            "<p> </p><p>&nbsp;</p>",
            "<p><br></p>",
            "<script>x</script>",
        ):
            self.assertEqual(body.clean(html), "", html)
        for html in ("<hr>", "<p>0</p>", '<div class="gallery"></div>'):
            self.assertNotEqual(body.clean(html), "", html)

    def test_makes_links_inside_the_site_relative_and_leaves_others(self):
        with self.settings(SITE_URL="https://news.example"):
            for href, kept in (
                ("https://news.example", "/"),
                ("https://news.example/world/?a=1", "/world/?a=1"),
                ("/world/", "/world/"),
                ("https://news.example.org/", "https://news.example.org/"),
                ("http://news.example/", "http://news.example/"),
            ):
                self.assertEqual(body.clean(f'<a href="{href}">a</a>'), f'<a href="{kept}">a</a>')


class Blocks(SimpleTestCase):
    def test_are_what_stands_side_by_side(self):
        text = [
            "<p>One <strong>and</strong><br>a half.</p>",
            "<ul><li><p>First</p></li><li><p>Second</p></li></ul>",
            "<hr>",
            '<div class="gallery"><figure class="picture" data-image="1"></figure></div>',
            '<aside class="fact-box"><h3>Facts</h3><p>Two</p></aside>',
            "words <em>in no</em> element",
            "<table><tbody><tr><td><p>A cell</p></td></tr></tbody></table>",
        ]
        self.assertEqual(body.blocks("\n".join(text)), text)
        self.assertEqual(body.blocks(""), [])

    @settings(deadline=None)
    @given(some.lists(pieces(), max_size=12).map("".join))
    def test_of_any_text_make_the_text_again(self, html):
        text = body.clean(html)
        self.assertEqual("".join("".join(body.blocks(text)).split()), "".join(text.split()))


class PlainText(SimpleTestCase):
    def test_keeps_all_but_control_characters_and_outer_blanks(self):
        self.assertEqual(body.plain(" “Vote”  & <b>more</b>\x00 "), "“Vote”  & <b>more</b>")
