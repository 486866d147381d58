"""Two texts made from one: what both did is in the merged text, and where both did the same thing somebody is asked."""

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as some

from articles import history, merging

BASE = history.empty() | {
    "headline": "Ferry late",
    "standfirst": "It was the fog.",
    "body": "<p>One</p><p>Two</p><p>Three</p>",
    "tags": [1, 2, 3],
    "bylines": [
        {"author": 5, "name": "Ada", "credit": "", "role": "words"},
        {"author": None, "name": "Guest", "credit": "", "role": "photo"},
    ],
    "lead_picture": {"image": 7, "caption": "A ferry", "alt": "A ferry in fog", "focus": None},
    "desk_notes": "Call the harbour.\nCall the mayor.",
}


def merge(theirs, mine, base=BASE):
    return merging.merge(base, BASE | theirs, BASE | mine)


def paragraphs(*words):
    return "".join(f"<p>{word}</p>" for word in words)


class Fields(SimpleTestCase):
    def test_that_differ_are_both_kept(self):
        merged = merge({"headline": "Ferry early"}, {"standfirst": "It was luck.", "section": 4})
        self.assertEqual(merged.conflicts, [])
        self.assertEqual(
            merged.snapshot,
            BASE | {"headline": "Ferry early", "standfirst": "It was luck.", "section": 4},
        )

    def test_that_both_changed_alike_are_no_conflict(self):
        self.assertEqual(merge({"headline": "New"}, {"headline": "New"}).conflicts, [])

    def test_that_both_changed_wait_for_a_choice_and_the_rest_is_merged(self):
        merged = merge({"headline": "Theirs", "kicker": "Sea"}, {"headline": "Mine", "tags": [1]})
        [conflict] = merged.conflicts
        self.assertEqual(conflict, merging.Conflict("headline", "Ferry late", "Theirs", "Mine"))
        self.assertEqual(
            merged.choose(["Chosen"]),
            BASE | {"headline": "Chosen", "kicker": "Sea", "tags": [1]},
        )

    def test_of_an_unknown_base_are_conflicts_wherever_they_differ(self):
        merged = merge({"headline": "Theirs"}, {"body": "<p>Mine</p>"}, base=None)
        self.assertEqual([one.name for one in merged.conflicts], ["headline", "body"])
        self.assertEqual(merged.choose(["A", "<p>B</p>"])["body"], "<p>B</p>")

    def test_tags_are_added_and_taken_out_by_both(self):
        merged = merge({"tags": [4, 1, 2, 3]}, {"tags": [1, 3, 5]})
        self.assertEqual((merged.conflicts, merged.snapshot["tags"]), ([], [4, 1, 3, 5]))

    def test_an_order_that_one_changed_is_kept(self):
        for theirs, mine in (([3, 2, 1], [1, 2, 3, 4]), ([1, 2, 3, 4], [3, 2, 1])):
            merged = merge({"tags": theirs}, {"tags": mine})
            self.assertEqual((merged.conflicts, merged.snapshot["tags"]), ([], [3, 4, 2, 1]))
        self.assertEqual(len(merge({"tags": [3, 2, 1]}, {"tags": [2, 1, 3]}).conflicts), 1)

    def test_bylines_are_merged_by_person(self):
        ada, guest = BASE["bylines"]
        bo = {"author": 6, "name": "Bo", "credit": "", "role": "words"}
        photos_by_ada = ada | {"role": "photo"}
        merged = merge(
            {"bylines": [ada | {"credit": "in Hallin"}, guest, bo]},
            {"bylines": [ada | {"name": "Ada, renamed"}, photos_by_ada]},
        )
        self.assertEqual(merged.conflicts, [])
        self.assertEqual(
            merged.snapshot["bylines"],
            [ada | {"credit": "in Hallin", "name": "Ada, renamed"}, bo, photos_by_ada],
        )
        both = merge(
            {"bylines": [ada | {"credit": "in Hallin"}]}, {"bylines": [ada | {"credit": "at sea"}]}
        )
        self.assertEqual([one.name for one in both.conflicts], ["bylines"])

    def test_the_words_of_one_picture_are_merged_and_another_picture_is_a_conflict(self):
        lead = BASE["lead_picture"]
        merged = merge(
            {"lead_picture": lead | {"alt": "Fog"}}, {"lead_picture": lead | {"focus": [0.5, 0.2]}}
        )
        self.assertEqual(
            merged.snapshot["lead_picture"], lead | {"alt": "Fog", "focus": [0.5, 0.2]}
        )
        merged = merge({"lead_picture": lead | {"alt": "Fog"}}, {"lead_picture": None})
        self.assertEqual(len(merged.conflicts), 1)

    def test_notes_to_the_desk_are_merged_by_line(self):
        first, second = BASE["desk_notes"].split("\n")
        merged = merge(
            {"desk_notes": f"{first} Done.\n{second}"},
            {"desk_notes": f"{first}\n{second}\nAnd me."},
        )
        self.assertEqual(merged.snapshot["desk_notes"], f"{first} Done.\n{second}\nAnd me.")


class Texts(SimpleTestCase):
    def assert_merged(self, theirs, mine, merged):
        found = merge({"body": paragraphs(*theirs)}, {"body": paragraphs(*mine)})
        self.assertEqual(found.conflicts, [])
        self.assertEqual(found.snapshot["body"], paragraphs(*merged))

    def test_with_changes_in_different_blocks_are_merged(self):
        for theirs, mine, merged in (
            (["ONE", "Two", "Three"], ["One", "TWO", "Three"], ["ONE", "TWO", "Three"]),
            (["One", "Two", "Three", "Four"], ["Zero", "One", "Two", "Three"],
             ["Zero", "One", "Two", "Three", "Four"]),
            (["Two", "Three"], ["One", "Two", "THREE"], ["Two", "THREE"]),
            (["One", "More", "Two", "Three"], ["One", "TWO", "Three"],
             ["One", "More", "TWO", "Three"]),
            (["1", "2", "3"], ["One", "Two", "Three", "Four"], ["1", "2", "3", "Four"]),
        ):  # fmt: skip
            self.assert_merged(theirs, mine, merged)
            self.assert_merged(mine, theirs, merged)

    def test_written_on_at_one_place_keep_both_theirs_first(self):
        self.assert_merged(
            ["One", "Two", "Three", "The mayor came"],
            ["One", "Two", "Three", "Rain fell"],
            ["One", "Two", "Three", "The mayor came", "Rain fell"],
        )

    def test_written_on_with_nearly_the_same_words_are_a_conflict(self):
        merged = merge(
            {"body": BASE["body"] + "<p>The vote was 7 to</p>"},
            {"body": BASE["body"] + "<p>The vote was 7 to 4</p>"},
        )
        self.assertEqual(
            merged.conflicts,
            [
                merging.Conflict(
                    "body", "", "<p>The vote was 7 to</p>", "<p>The vote was 7 to 4</p>"
                )
            ],
        )

    def test_of_which_both_changed_a_block_show_that_block_alone(self):
        merged = merge(
            {"body": paragraphs("One, theirs", "Two", "Three", "Four")},
            {"body": paragraphs("One, mine", "Two", "3")},
        )
        self.assertEqual(
            merged.conflicts,
            [merging.Conflict("body", "<p>One</p>", "<p>One, theirs</p>", "<p>One, mine</p>")],
        )
        self.assertEqual(
            merged.choose(["<p>1</p><p>1½</p>"])["body"], paragraphs("1", "1½", "Two", "3", "Four")
        )

    def test_a_block_that_one_changed_and_the_other_took_out_is_a_conflict(self):
        merged = merge(
            {"body": paragraphs("One", "Three")}, {"body": paragraphs("One", "2", "Three")}
        )
        self.assertEqual(merged.conflicts, [merging.Conflict("body", "<p>Two</p>", "", "<p>2</p>")])
        self.assertEqual(merged.choose([""])["body"], paragraphs("One", "Three"))

    def test_are_not_changed_by_blanks_between_their_blocks(self):
        spaced = BASE | {"body": "<p>One</p>\n<p>Two</p>\n<p>Three</p>\n"}
        merged = merging.merge(spaced, BASE | {"body": paragraphs("1", "Two", "Three")}, BASE)
        self.assertEqual(merged.snapshot["body"], paragraphs("1", "Two", "Three"))

    def test_both_of_one_block_are_put_together_word_by_word_where_they_can_be(self):
        conflict = merging.Conflict(
            "body",
            "<p>The ferry came <em>late</em> today.</p>",
            "<p>The old ferry came <em>late</em> today.</p>",
            "<p>The ferry came <em>late</em> again today.</p>",
        )
        self.assertEqual(conflict.both(), "<p>The old ferry came <em>late</em> again today.</p>")
        self.assertIsNone(merging.Conflict("headline", "A b", "A c", "A d").both())
        self.assertIsNone(merging.Conflict("section", 1, 2, None).both())

    @settings(max_examples=200, deadline=None)
    @given(*[some.lists(some.sampled_from("abcdef"), max_size=8)] * 3)
    def test_lose_no_block_that_either_wrote(self, base, theirs, mine):
        """What either added is in the merged text or in a conflict, and what neither had is not."""
        merged = merging.merge(
            *(history.empty() | {"body": paragraphs(*words)} for words in (base, theirs, mine))
        )
        shown = merged.snapshot["body"] + "".join(one.theirs for one in merged.conflicts)
        for side in (theirs, mine):
            for word in set(side) - set(base):
                self.assertIn(f"<p>{word}</p>", shown)
        for word in set("abcdef") - set(theirs) - set(mine):
            self.assertNotIn(f"<p>{word}</p>", shown)

    @settings(max_examples=100, deadline=None)
    @given(*[some.lists(some.sampled_from("abcdef"), max_size=8)] * 2)
    def test_of_which_one_is_the_base_are_the_other(self, base, other):
        one, two = (history.empty() | {"body": paragraphs(*words)} for words in (base, other))
        for theirs, mine in ((one, two), (two, one)):
            merged = merging.merge(one, theirs, mine)
            self.assertEqual((merged.conflicts, merged.snapshot), ([], two))
