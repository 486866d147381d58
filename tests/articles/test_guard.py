"""The guard against silent corrections: a table of changes that it must ask about, and of those that must pass."""

from time import process_time

from django.conf import settings
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as some

from articles import guard

CASES = settings.BASE_DIR / "tests/data/guard.txt"
FIELDS = ("headline", "standfirst", "caption")
NEEDLESS = 3  # of the changes that must pass so many are asked about


def cases():
    """The table: (kind, a snapshot before, one after) each."""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *language, before, after = line.split(" | ")
            language = language[0] if language else "en"
            yield kind, snapshot(before, language), snapshot(after, language)


def snapshot(text, language="en"):
    """A story of this one text, in the field that it names."""
    name, _, rest = text.partition(": ")
    if name not in FIELDS:
        text = text if text.startswith("<") else f"<p>{text}</p>"
        return {"body": text, "language": language}
    if name == "caption":
        return {"lead_picture": {"image": 1, "caption": rest}, "language": language}
    return {name: rest, "language": language}


def kinds(before, after):
    return {kind for change in guard.telling(before, after) for kind in change.kinds}


class Cases(SimpleTestCase):
    def test_the_table_is_long_enough(self):
        found = [kind for kind, _, _ in cases()]
        self.assertGreaterEqual(len(found), 160)
        self.assertGreaterEqual(found.count("pass"), 45)

    def test_whatever_must_be_asked_about_is_asked_about(self):
        for kind, before, after in cases():
            if kind != "pass":
                with self.subTest(before=before, after=after):
                    self.assertIn(kind, kinds(before, after))

    def test_little_is_asked_needlessly(self):
        asked = [
            (before, after)
            for kind, before, after in cases()
            if kind == "pass" and kinds(before, after)
        ]
        self.assertLessEqual(len(asked), NEEDLESS, asked)


class Telling(SimpleTestCase):
    def test_shows_the_sentences_around_with_what_changed_marked(self):
        [change] = guard.telling(
            snapshot("<p>It was late. Some 40 men met Ida Holm. Nobody spoke.</p>"),
            snapshot("<p>It was late. Some 50 men met Ada Holm. Nobody spoke.</p>"),
        )
        self.assertEqual((change.label, change.kinds), ("Text", ("figure", "name")))
        self.assertEqual(
            change.before,
            (
                ("Some ", False),
                ("40", True),
                (" men met ", False),
                ("Ida", True),
                (" Holm.", False),
            ),
        )
        self.assertEqual(change.sentence_after, "Some 50 men met Ada Holm.")

    def test_shows_what_was_added_and_what_was_taken_out(self):
        short, long = "<p>It was late.</p>", "<p>It was late.</p><p>Ida Holm left.</p>"
        [added] = guard.telling(snapshot(short), snapshot(long))
        [taken] = guard.telling(snapshot(long), snapshot(short))
        self.assertEqual((added.sentence_before, added.sentence_after), ("", "Ida Holm left."))
        self.assertEqual((taken.sentence_before, taken.sentence_after), ("Ida Holm left.", ""))

    def test_of_a_story_with_itself_is_nothing(self):
        text = snapshot("<p>“No,” said Ida Holm on 3 May.</p>")
        self.assertEqual(guard.telling(text, dict(text)), [])


PIECES = some.sampled_from(
    [*"abcÅßİдש不三٣ \n\t\x00’'‘“”„«»\"「」.,:;!?-–−%€$&<>/", "12", "1,000", "not", "n't", "Ida Holm", "five"]
    + ["hundred", "per cent", "<p>", "</p>", "<blockquote>", "</aside>", '<aside class="pull-quote">']
    + ["<td>", "</tr>", "&amp;", "\u0301", "\u0651", "²", "½", "Ⅻ", "೧", "१२"]
)  # fmt: skip
TEXTS = some.one_of(some.text(max_size=80), some.lists(PIECES, max_size=40).map("".join))


class AnyText(SimpleTestCase):
    @rules(deadline=None)
    @given(TEXTS, TEXTS, some.sampled_from(["en", "de-AT", "ar", "zh", "", "x"]))
    def test_is_compared_without_an_error_and_shown_as_it_is(self, one, other, language):
        before = {"headline": one, "body": one, "language": language}
        after = {"headline": other, "body": other, "language": language}
        for change in guard.telling(before, after):
            self.assertTrue(change.kinds)
            self.assertTrue(change.sentence_before or change.sentence_after)
            if change.field == "headline":
                for text, _ in change.before:
                    self.assertIn("".join(text.split()), "".join(one.split()))
        self.assertEqual(guard.telling(after, after), [])

    def test_of_four_thousand_words_is_compared_within_a_fifth_of_a_second(self):
        """Of the processor's time, however much changed and whatever marks stand in it."""
        sentence = "Some {} men of Hallin said on {} May that “the quay is {}” and not the ferry."
        numbers = range(235)
        one = "".join(f"<p>{sentence.format(n, n % 30, 'wet')}</p>" for n in numbers)
        other = "".join(f"<p>{sentence.format(n + 7, n % 29, 'dry')}</p>" for n in numbers)
        for before, after in (
            (one, one.replace("Some 99 ", "Some 98 ")),
            (one, other),
            (one, ""),
            (f"<p>{'‘as ' * 4000}</p>", f"<p>{'‘bs’ ' * 4000}</p>"),
            (f"<p>{'the ' * 4000}</p>", f"<p>{'a 1 ' * 2000}</p>"),
        ):
            with self.subTest(before[:80]):
                self.assertLess(min(self.time(before, after) for _ in range(4)), 0.2)

    def time(self, before, after):
        start = process_time()
        guard.telling(snapshot(before), snapshot(after))
        return process_time() - start
