"""Two revisions beside each other: what changed is shown, nothing is lost or comes to life on the way."""

from django.test import SimpleTestCase, TestCase
from hypothesis import given, settings
from hypothesis import strategies as some
from lxml import html as parser

from articles import body, comparing, history
from articles.comparing.blocks import of_html
from articles.comparing.words import of_plain
from articles.tagging import tag_named
from tests.attack.strings import strings
from tests.factories import make_author, make_section, make_story

from .test_body import ALLOWED, pieces

TEXTS = strings()
WORDS = ["harbour", "vote", "7", "of", "the", "Ostvik’s", "<strong>never</strong>", "港"]


def changes(before, after):
    return [(block.change, block.html) for block in of_html(before, after)]


def marked(before, after):
    return "".join(block.html for block in of_html(before, after))


def read(html, without):
    """The words that remain when all elements of one kind are taken out, blanks aside."""
    root = parser.fragment_fromstring(html, create_parent="main")
    for element in root.xpath(f"//{without} | //small[@class='address']"):
        element.drop_tree() if element.getparent() is not None else None
    return "".join(root.text_content().replace("Alternative text:", "").split())


def sentences():
    return some.lists(some.sampled_from(WORDS), min_size=1, max_size=7).map(" ".join)


def blocks():
    """Every kind of block, from few words, so that two texts have much in common."""
    return some.one_of(
        sentences().map("<p>{}</p>".format),
        sentences().map("<h2>{}</h2>".format),
        sentences(),
        some.just("<hr>"),
        some.lists(sentences(), max_size=4).map(
            lambda items: "<ul>" + "".join(f"<li><p>{item}</p></li>" for item in items) + "</ul>"
        ),
        some.lists(sentences(), max_size=3).map(
            lambda cells: (
                "<table><tbody><tr>"
                + "".join(f"<td>{cell}</td>" for cell in cells)
                + "</tr></tbody></table>"
            )
        ),
        some.builds(
            '<figure class="picture" data-image="{}" data-alt="{}"><figcaption>{}</figcaption></figure>'.format,
            some.integers(1, 3),
            some.sampled_from(["", "A boat", "A red boat"]),
            sentences(),
        ),
        some.builds(
            '<aside class="fact-box"><h3>{}</h3><p>{}</p></aside>'.format, sentences(), sentences()
        ),
        sentences().map(
            '<p>One <a href="/a/">link</a> {}<span class="footnote" data-note="a &amp; b"></span></p>'.format
        ),
    )


def texts():
    return some.lists(blocks(), max_size=8).map("".join).map(body.clean)


class BlockTests(SimpleTestCase):
    @settings(deadline=None)
    @given(texts())
    def test_a_text_beside_itself_has_no_change(self, text):
        self.assertEqual({change for change, _ in changes(text, text)} - {"same"}, set())
        self.assertNotRegex(marked(text, text), "<(ins|del)")

    @settings(deadline=None, max_examples=300)
    @given(texts(), texts())
    def test_what_is_marked_gives_back_both_texts(self, before, after):
        html = marked(before, after)
        self.assertEqual(read(html, "ins"), read(marked(before, before), "ins"), html)
        self.assertEqual(read(html, "del"), read(marked(after, after), "del"), html)

    @settings(deadline=None)
    @given(
        *[some.lists(some.one_of(pieces(), some.sampled_from(TEXTS)), max_size=9).map("".join)] * 2
    )
    def test_nothing_comes_out_that_a_text_may_not_hold(self, before, after):
        html = marked(body.clean(before), body.clean(after))
        whole = parser.fragment_fromstring(html, create_parent="main")
        for element in whole.iterdescendants():
            self.assertIn(element.tag, {*ALLOWED, "ins", "del", "small", "div"}, html)
            allowed = {"class", *ALLOWED.get(element.tag, "").split()}
            self.assertLessEqual(set(element.keys()), allowed, html)
            self.assertFalse(
                (element.get("href") or "").lower().startswith(("java", "data", "vb")), html
            )

    def test_a_change_of_one_word_marks_that_word(self):
        self.assertEqual(
            changes("<p>It was 7 to 4.</p><p>Rest.</p>", "<p>It was 7.5 to 4.</p><p>Rest.</p>"),
            [
                ("changed", "<p>It was <del>7</del><ins>7.5</ins> to 4.</p>"),
                ("same", "<p>Rest.</p>"),
            ],
        )

    def test_a_sentence_written_anew_is_shown_in_one_piece(self):
        self.assertEqual(
            of_plain(
                "Council delays the harbour vote again", "Mayor stops the harbour plan for ever"
            ),
            "<del>Council delays</del><ins>Mayor stops</ins> the harbour "
            "<del>vote again</del><ins>plan for ever</ins>",
        )

    def test_a_block_that_moved_is_shown_as_moved_even_with_a_word_changed(self):
        first, second = (
            "<p>The council of Hallin met on Tuesday evening.</p>",
            "<p>Nobody came.</p>",
        )
        self.assertEqual(
            changes(first + second + "<hr>", second + "<hr>" + first.replace("Tuesday", "Monday")),
            [
                ("moved from here", f'<p><del class="moved">{first[3:-4]}</del></p>'),
                ("same", second),
                ("same", "<hr>"),
                (
                    "moved to here",
                    '<p><ins class="moved">The council of Hallin met on '
                    "<del>Tuesday</del><ins>Monday</ins> evening.</ins></p>",
                ),
            ],
        )

    def test_a_removed_picture_stays_where_it_was(self):
        figure = '<figure class="picture" data-image="4" data-alt="A boat"></figure>'
        found = changes(f"<p>One</p>{figure}<p>Two</p>", "<p>One</p><p>Two</p>")
        self.assertEqual([change for change, _ in found], ["same", "removed", "same"])
        self.assertIn("Alternative text: A boat", found[1][1])

    def test_a_pictures_words_are_compared_and_the_picture_is_shown(self):
        figure = '<figure class="picture" data-image="4" data-alt="{}"><figcaption>{}</figcaption></figure>'
        (block,) = of_html(
            figure.format("A boat", "At sea"),
            figure.format("A red boat", "In port"),
            picture="<img src='/{}'>".format,
        )
        self.assertEqual(
            block.html,
            "<figure class=\"picture\"><img src='/4'>"
            '<p class="alternative">Alternative text: A <ins>red </ins>boat</p>'
            "<figcaption><del>At sea</del><ins>In port</ins></figcaption></figure>",
        )

    def test_items_of_a_list_and_cells_of_a_table_are_compared_one_by_one(self):
        (block,) = changes(
            "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
            "<ul><li><p>One</p></li><li><p>Two</p></li><li><p>Three</p></li></ul>",
        )
        self.assertIn("<li><p>Two</p></li><li><p><ins>Three</ins></p></li>", block[1])
        rows = "<table><tbody><tr><td>1</td><td>{}</td></tr></tbody></table>"
        (block,) = changes(rows.format(2), rows.format(3))
        self.assertIn("<td>1</td><td><del>2</del><ins>3</ins></td>", block[1])

    def test_a_link_that_leads_elsewhere_says_where(self):
        (block,) = changes('<p><a href="/a/">Here</a></p>', '<p><a href="/b/">Here</a></p>')
        for words in (
            '<small class="address">/a/</small></del>',
            '<small class="address">/b/</small></ins>',
        ):
            self.assertIn(words, block[1])

    def test_what_is_nested_without_end_is_compared_all_the_same(self):
        deep = body.clean("<blockquote>" * 3000 + "{}" + "</blockquote>" * 3000)
        html = marked(deep.format("old"), deep.format("new"))
        self.assertIn("<del>", html)

    def test_signs_of_scripts_without_blanks_are_words(self):
        self.assertEqual(of_plain("港は開く", "港は閉じる"), "港は<del>開く</del><ins>閉じる</ins>")


class FieldTests(TestCase):
    def rows(self, before, after):
        return {
            row.label: [(block.change, block.html) for block in row.blocks]
            for row in comparing.between(before, after)
        }

    def test_the_same_snapshot_twice_has_no_rows(self):
        snapshot = make_story(tags=["A"]).newest_revision.snapshot
        self.assertEqual(comparing.between(snapshot, snapshot), [])

    def test_each_field_that_differs_is_told_in_editors_words(self):
        world, person = make_section("World"), make_author("Jo Fjord")
        tags = [tag_named(name).pk for name in ("Harbour", "Ports")]
        related = make_story("Another story")
        before = history.empty() | {
            "headline": "Vote & count",
            "kind": "news",
            "tags": tags,
            "bylines": [{"author": person.pk, "name": "Jo Fjord", "credit": "", "role": "words"}],
            "lead_picture": {"image": 7, "caption": "", "alt": "A boat", "focus": None},
        }
        after = before | {
            "headline": "Vote & recount",
            "kind": "analysis",
            "section": world.pk,
            "tags": tags[::-1],
            "bylines": [
                {"author": person.pk, "name": "Jo Fjord", "credit": "in Hallin", "role": "photo"},
                {"author": None, "name": "<b>Guest</b>", "credit": "", "role": "words"},
            ],
            "lead_picture": {"image": 7, "caption": "", "alt": "A boat", "focus": [0.25, 0.5]},
            "related": [related.pk, 999_999],
        }
        rows = self.rows(before, after)
        self.assertEqual(
            list(rows),
            ["Headline", "Kind", "Section", "Tags", "Bylines", "Lead picture", "Related stories"],
        )
        told = {label: "".join(html for _, html in blocks) for label, blocks in rows.items()}
        self.assertEqual(told["Headline"], "Vote &amp; <del>count</del><ins>recount</ins>")
        self.assertEqual(told["Kind"], "<del>News</del><ins>Analysis</ins>")
        self.assertIn("<ins>World</ins>", told["Section"])
        self.assertEqual(
            [change for change, _ in rows["Tags"]], ["moved to here", "same", "moved from here"]
        )
        self.assertIn("Jo Fjord<ins>, in Hallin (Photo)</ins>", told["Bylines"])
        self.assertIn("<ins>&lt;b&gt;Guest&lt;/b&gt;</ins>", told["Bylines"])
        self.assertIn("Focal point: <del>as in the library</del>", told["Lead picture"])
        self.assertIn("<ins>Another story</ins>", told["Related stories"])
        self.assertIn("<ins>(a story that is not open to you)</ins>", told["Related stories"])

    def test_unchanged_blocks_far_from_a_change_are_folded(self):
        text = "".join(f"<p>Paragraph {number}.</p>" for number in range(9))
        blocks = of_html(text, text.replace("graph 0", "graph zero"))
        self.assertEqual(
            [(is_read, len(part)) for is_read, part in comparing.folded(blocks)],
            [(True, 2), (False, 7)],
        )

    def test_names_take_one_query_a_kind_however_many_there_are(self):
        tags = [tag_named(f"Tag {number}").pk for number in range(30)]
        before = history.empty()
        after = before | {
            "tags": tags,
            "section": make_section().pk,
            "further_sections": [make_section().pk],
        }
        with self.assertNumQueries(2):
            comparing.between(before, after)
