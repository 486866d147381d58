"""Words for addresses, from whatever editors type."""

import re

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as some

from newsroom.slugs import numbered, slug_for

HARD = {
    "Harbour Vote": "harbour-vote",
    "  Harbour   Vote  ": "harbour-vote",
    "C": "c",
    "C++": "c-plus-plus",
    "C#": "c-sharp",
    "F#": "f-sharp",
    "Objective-C++": "objective-c-plus-plus",
    "R&D": "r-and-d",
    "Marks & Spencer": "marks-and-spencer",
    "Disney+": "disney-plus",
    "me@home": "me-at-home",
    "don’t panic": "dont-panic",
    "don't panic": "dont-panic",
    "Pilots’ Pay": "pilots-pay",
    "“Quoted” — dashed – text": "quoted-dashed-text",
    "Mäkelä": "makela",
    "Ørsted Åse Æbelø": "orsted-ase-aebelo",
    "Straße": "strasse",
    "Łódź": "lodz",
    "İstanbul": "istanbul",
    "naïve café": "naive-cafe",
    "nai\u0308ve cafe\u0301": "naive-cafe",
    "Москва": "moskva",
    "Київ": "kiiv",
    "Αθήνα": "athina",
    "東京": "dongjing",
    "とうきょう": "toukiyou",
    "서울": "seoul",
    "القاهرة": "lqhrh",
    "हिन्दी": "hindi",
    "תל אביב": "tl-vyv",
    "🦀": "crab",
    "🚢 Ferry 🚢": "ship-ferry-ship",
    "1.5 °C": "1-5-degc",
    "100 %": "100",
    "€5 a month": "eur5-a-month",
    "ＡＢＣ": "abc",
    "ﬁnance": "finance",
    "a/b\\c": "a-b-c",
    "../../etc/passwd": "etc-passwd",
    "<script>alert(1)</script>": "script-alert-1-script",
    "zero\u200bwidth": "zerowidth",
    "soft\u00adhyphen": "softhyphen",
    "non\u00a0breaking": "non-breaking",
    "null\x00byte": "null-byte",
    "...": "item",
    "": "item",
}


class Slugs(SimpleTestCase):
    def test_of_hard_names(self):
        for name, slug in HARD.items():
            with self.subTest(name=name):
                self.assertEqual(slug_for(name), slug)

    def test_are_cut_at_a_words_end_where_there_is_one(self):
        self.assertEqual(slug_for("one two three four", max_length=12), "one-two")
        self.assertEqual(slug_for("one two three four", max_length=13), "one-two-three")
        self.assertEqual(slug_for("a" + "b" * 100, max_length=10), "abbbbbbbbb")
        self.assertEqual(slug_for("a " + "b" * 100, max_length=10), "a-bbbbbbbb")

    @settings(deadline=None)
    @given(some.text(), some.integers(4, 80))
    def test_are_always_words_of_an_address(self, text, length):
        slug = slug_for(text, max_length=length)
        self.assertRegex(slug, re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"))
        self.assertLessEqual(len(slug), length)
        self.assertEqual(slug_for(slug, max_length=length), slug)

    @settings(deadline=None)
    @given(some.text(), some.integers(1, 99_999))
    def test_are_numbered_within_their_length(self, text, number):
        word = numbered(slug_for(text, max_length=20), number, max_length=20)
        self.assertRegex(word, re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z"))
        self.assertLessEqual(len(word), 20)

    def test_are_numbered_from_two(self):
        self.assertEqual(
            [numbered("vote", number) for number in (1, 2, 3)], ["vote", "vote-2", "vote-3"]
        )
        self.assertEqual(numbered("a" * 80, 10), "a" * 77 + "-10")
        self.assertEqual(numbered("aaaa-bbb", 2, max_length=7), "aaaa-2")
