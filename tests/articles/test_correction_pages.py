"""What readers and their programs get of corrections."""

import json
from datetime import timedelta
from xml.etree import ElementTree

from articles import corrections, workflow
from articles.models import Correction
from newsroom.paging import LENGTH
from sections import tree
from tests.factories import NOON, make_section, make_story

from .test_corrections import correct
from .test_pages import ReaderTestCase

HOUR = timedelta(hours=1)
ATOM = "{http://www.w3.org/2005/Atom}"
Kind = Correction.Kind


class StoryPageTests(ReaderTestCase):
    def test_grave_notes_open_the_story_and_light_ones_close_it(self):
        story = make_story()
        for kind in Kind:
            correct(story, note=f"Note of the kind {kind}.", kind=kind)
        page = self.page(story.get_absolute_url())
        above = "//article/section[following-sibling::*[contains(@class, 'text')]]"
        self.assertEqual(self.every(page, f"{above}/h2"), ["Retraction", "Apology", "Correction"])
        below = "//footer[@class='story-foot']/section[contains(@class, 'correction')]"
        self.assertEqual(self.every(page, f"{below}/h2"), ["Clarification", "Update"])
        self.assertIn("Note of the kind update.", self.every(page, f"{below}/div"))

    def test_a_note_says_when_it_was_issued_and_when_it_was_amended(self):
        story = make_story()
        note = correct(story, note="It was 17.")
        corrections.amend(note, by=None, note="It was 17 to 16.", at=NOON + 2 * HOUR)
        for path in (story.get_absolute_url(), f"/text{story.get_absolute_url()}"):
            page = self.page(path, at=NOON + 3 * HOUR)
            words = self.one(page, f"//section[@id='{note.anchor}']")
            self.assertEqual(
                words,
                "Correction It was 17 to 16. 12 March 2026, 13:00 UTC "
                "Amended 12 March 2026, 14:00 UTC",
            )

    def test_a_proposal_and_a_declined_one_stand_nowhere(self):
        story = make_story()
        for note in ("Proposed words.", "Declined words."):
            found = corrections.propose(story, by=None, kind=Kind.CORRECTION, note=note, at=NOON)
        corrections.decline(found, by=None, note="It was so.", at=NOON)
        correct(story, note="Issued words.")
        for path in (story.get_absolute_url(), "/corrections/", "/rss.xml", "/feed.json"):
            source = self.text(path)
            self.assertIn("Issued words.", source)
            for words in ("Proposed words", "Declined words", "It was so"):
                self.assertNotIn(words, source, path)

    def test_machines_are_told_what_was_wrong_and_when(self):
        story = make_story()
        correct(story, note="More has come in.", kind=Kind.UPDATE)
        note = correct(story, note="It was </script> 17.", at=NOON + HOUR)
        page = self.page(story.get_absolute_url(), at=NOON + 2 * HOUR)
        data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
        self.assertEqual(
            data["correction"],
            [
                {
                    "@type": "CorrectionComment",
                    "text": note.note,
                    "datePublished": "2026-03-12T13:00:00+00:00",
                }
            ],
        )
        self.assertEqual(data["dateModified"], "2026-03-12T13:00:00+00:00")

    def test_a_story_without_notes_pays_nothing_for_them(self):
        plain, corrected = make_story(), make_story()
        for number in range(3):
            correct(corrected, note=f"Note {number}.")
        counts = [
            [self.count_queries(prefix + story.get_absolute_url()) for prefix in ("", "/text")]
            for story in (plain, corrected)
        ]
        self.assertLessEqual(counts[0][0], 6)
        self.assertEqual(counts[1], [count + 1 for count in counts[0]])


class MarkTests(ReaderTestCase):
    def test_lists_mark_what_was_wrong_and_say_nothing_of_what_only_grew(self):
        section = make_section("World")
        for kind in (Kind.UPDATE, Kind.CLARIFICATION, Kind.CORRECTION):
            correct(make_story(f"Story with {kind}", section), kind=kind)
        page = self.page("/world/")
        marked = {
            self.one(card, ".//h2"): self.every(card, ".//span[@class='correction-mark']")
            for card in page.xpath("//main//article")
        }
        self.assertEqual(
            marked,
            {
                "Story with update": [],
                "Story with clarification": ["Clarified"],
                "Story with correction": ["Corrected"],
            },
        )

    def test_a_retracted_story_stays_and_says_so_wherever_it_is_named(self):
        section = make_section("World")
        story = make_story("Gold in the river", section)
        correct(story, note="None was found.", kind=Kind.RETRACTION)
        page = self.page(story.get_absolute_url())
        self.assertTrue(page.findtext("head/title").startswith("Retracted: Gold in the river"))
        self.assertEqual(self.one(page, "//h1"), "Gold in the river")
        for path in (story.get_absolute_url(), "/world/", "/", "/search/?q=gold"):
            self.assertEqual(
                self.every(self.page(path), "//main//span[contains(@class, 'retracted')]"),
                ["Retracted"],
                path,
            )
        self.assertIn("retracted: Gold in the river", self.one(self.page("/text/"), "//main"))
        for path in ("/rss.xml", "/atom.xml", "/feed.json"):
            self.assertIn("Retracted: Gold in the river", self.text(path))

    def test_a_retracted_story_is_recommended_to_nobody(self):
        story = make_story("Gold in the river", tags=["Gold"])
        other = make_story(tags=["Gold"])
        self.assertIn("Gold in the river", str(self.sidebar(other.get_absolute_url())))
        correct(story, kind=Kind.RETRACTION)
        self.assertEqual(self.sidebar(other.get_absolute_url()), [])


class FeedTests(ReaderTestCase):
    def setUp(self):
        self.story = make_story("Council votes", body="<p>By 17 to 16.</p>")
        self.note = correct(self.story, note="We wrote 18 & 15.\n\nThe vote was 17 to 16.")
        self.told = "Correction, 12 March 2026: We wrote 18 & 15. The vote was 17 to 16."

    def test_the_item_of_a_story_has_its_notes_and_the_time_of_the_change(self):
        with self.settings(FEEDS_FULL_TEXT=True):
            item = ElementTree.fromstring(self.get("/rss.xml").content).find(".//item")
            self.assertIn(self.told, item.findtext("description"))
            (entry,) = ElementTree.fromstring(self.get("/atom.xml").content).iter(f"{ATOM}entry")
            self.assertIn(self.told, entry.findtext(f"{ATOM}summary"))
            self.assertEqual(entry.findtext(f"{ATOM}updated"), "2026-03-12T13:00:00+00:00")
            (found,) = json.loads(self.get("/feed.json").content)["items"]
            self.assertIn(self.told, found["summary"])
            self.assertEqual(
                found["content_html"],
                f"<p><em>{self.told.replace('&', '&amp;')}</em></p><p>By 17 to 16.</p>",
            )

    def test_feeds_of_any_number_of_corrected_stories_cost_one_query_more(self):
        self.get("/rss.xml")  # the framework remembers the site
        counts = [self.count_queries("/rss.xml")]
        for number in range(4):
            correct(make_story(), note=f"Note {number}.")
        counts.append(self.count_queries("/rss.xml"))
        self.assertEqual(counts[0], counts[1])

    def test_the_feed_of_corrections_leads_to_the_note_and_keeps_its_id(self):
        link = f"http://127.0.0.1:8000{self.story.get_absolute_url()}#{self.note.anchor}"
        for name in ("rss.xml", "atom.xml", "feed.json"):
            source = self.text(f"/corrections/{name}")
            for words in ("Correction: Council votes", "The vote was 17 to 16.", link):
                self.assertIn(words, source, name)
        before = json.loads(self.get("/corrections/feed.json").content)["items"][0]["id"]
        corrections.amend(self.note, by=None, note="It was 17.", at=NOON + 2 * HOUR)
        (item,) = json.loads(self.get("/corrections/feed.json").content)["items"]
        self.assertEqual(
            (item["id"], item["summary"], item["date_modified"]),
            (before, "It was 17.", "2026-03-12T14:00:00+00:00"),
        )


class ListTests(ReaderTestCase):
    def test_all_that_readers_may_see_is_listed_newest_first(self):
        gone, hidden = make_story("Withdrawn"), make_story("Hidden")
        for number, story in enumerate((gone, hidden, make_story("One"), make_story("Two"))):
            correct(story, note=f"Of {story}.", at=NOON + number * HOUR)
        workflow.withdraw(gone, by=None, at=NOON + HOUR)
        hidden.section.is_visible = False
        tree.save(hidden.section)
        page = self.page("/corrections/", at=NOON + 5 * HOUR)
        self.assertEqual(self.every(page, "//main//h2"), ["Two", "One"])
        for name in ("rss.xml", "atom.xml", "feed.json"):
            source = self.text(f"/corrections/{name}")
            self.assertIn("Of One.", source)
            self.assertNotIn("Of Withdrawn.", source)
            self.assertNotIn("Of Hidden.", source)

    def test_is_empty_at_first_and_linked_from_every_page(self):
        self.assertIn("Nothing has been corrected", self.one(self.page("/corrections/"), "//main"))
        self.assertIn("/corrections/", self.page("/").xpath("//footer//a/@href"))

    def test_goes_on_page_by_page_at_the_same_cost(self):
        story = make_story()
        for number in range(LENGTH + 2):
            correct(story, note=f"Note {number}.", at=NOON + timedelta(minutes=number))
        page = self.page("/corrections/", at=NOON + 9 * HOUR)
        self.assertEqual(len(page.xpath("//main/article")), LENGTH)
        (older,) = page.xpath("//a[@rel='next']/@href")
        last = self.page(f"/corrections/{older}", at=NOON + 9 * HOUR)
        self.assertEqual(
            [words.split(" UTC ")[1] for words in self.every(last, "//main/article")],
            ["Note 1.", "Note 0."],
        )
        self.assertEqual(self.count_queries("/corrections/"), 2)
        self.page("/corrections/?before=0-1", 404)
