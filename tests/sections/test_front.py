"""The front: what editors place leads until its time, then the newest; no story twice, none that is not public."""

from datetime import timedelta

from articles import corrections, workflow
from articles.errors import Refused
from sections import curation, fronts, tree
from sections.models import Placement
from tests.base import PageTestCase
from tests.factories import NOON, make_draft, make_section, make_story, make_user

HOUR = timedelta(hours=1)


class TheFront(PageTestCase):
    def setUp(self):
        self.old = make_story("Old", public_at=NOON - 48 * HOUR)
        self.new = make_story("New", public_at=NOON - HOUR)
        self.newest = make_story("Newest", public_at=NOON)

    def order(self, at=NOON):
        page = fronts.front(at)
        return [story.headline for story in [page.lead, *page.stories] if story]

    def test_shows_the_newest_first(self):
        self.assertEqual(self.order(), ["Newest", "New", "Old"])

    def test_is_led_by_the_placed_story_until_its_time(self):
        curation.place(self.old, by=None, at=NOON, until=NOON + HOUR)
        self.assertEqual(self.order(), ["Old", "Newest", "New"])
        with self.reading_at(NOON):
            page = self.text("/")
        self.assertEqual(page.count(">Old</a>"), 1)
        self.assertLess(page.index(">Old</a>"), page.index(">Newest</a>"))
        self.assertEqual(self.order(NOON + HOUR), ["Newest", "New", "Old"])

    def test_is_led_by_the_newest_placement(self):
        curation.place(self.old, by=None, at=NOON)
        curation.place(self.new, by=None, at=NOON + HOUR)
        self.assertEqual(self.order(NOON + HOUR), ["New", "Newest", "Old"])
        curation.place(self.old, by=None, at=NOON + 2 * HOUR)
        self.assertEqual(self.order(NOON + 2 * HOUR), ["Old", "Newest", "New"])
        self.assertEqual(Placement.objects.filter(article=self.old).count(), 1)

    def test_is_not_led_by_a_retracted_story_that_nobody_placed(self):
        note = "It was not so."
        corrections.correct(self.newest, by=None, kind="retraction", note=note, at=NOON)
        self.assertEqual(self.order(), ["New", "Newest", "Old"])
        curation.place(self.newest, by=None, at=NOON)
        self.assertEqual(self.order(), ["Newest", "New", "Old"])

    def test_shows_no_story_twice_when_the_lead_is_the_newest(self):
        curation.place(self.newest, by=None, at=NOON)
        self.assertEqual(self.order(), ["Newest", "New", "Old"])

    def test_falls_back_when_the_placed_story_is_not_public(self):
        curation.place(self.old, by=None, at=NOON)
        curation.place(self.new, by=None, at=NOON + HOUR)
        workflow.withdraw(self.new, by=None, at=NOON + HOUR)
        self.assertEqual(self.order(NOON + HOUR), ["Old", "Newest"])
        self.old.section.is_visible = False
        tree.save(self.old.section)
        self.assertEqual(self.order(NOON + HOUR), ["Newest"])

    def test_is_led_by_a_scheduled_story_from_its_minute_on(self):
        later = workflow.publish(make_draft("Later"), by=None, at=NOON, publish_at=NOON + HOUR)
        curation.place(later, by=None, at=NOON)
        self.assertEqual(self.order(NOON + HOUR - timedelta(seconds=1))[0], "Newest")
        self.assertEqual(self.order(NOON + HOUR)[0], "Later")

    def test_is_full_with_thirty_stories_beside_the_lead(self):
        section = make_section()
        for number in range(fronts.LENGTH):
            make_story(f"More {number}", section, public_at=NOON - number * HOUR)
        curation.place(self.old, by=None, at=NOON)
        order = self.order()
        self.assertEqual(len(order), fronts.LENGTH + 1)
        self.assertEqual(len(set(order)), fronts.LENGTH + 1)

    def test_of_an_empty_paper_stands(self):
        for story in (self.old, self.new, self.newest):
            workflow.withdraw(story, by=None, at=NOON)
        self.assertEqual(self.order(), [])
        self.get("/")


class Placing(PageTestCase):
    def assert_refused(self, sentence, story, **options):
        with self.assertRaisesMessage(Refused, sentence):
            curation.place(story, at=NOON, **options)
        self.assertEqual(Placement.objects.count(), 0)

    def test_asks_for_a_published_story_a_time_to_come_and_leave(self):
        self.assert_refused("Only a published or scheduled story", make_draft(), by=None)
        story = make_story()
        self.assert_refused("That time has passed.", story, by=None, until=NOON)
        self.assert_refused("Your account may not change the front.", story, by=make_user())
        editor = make_user("editor", curation.PERMISSION)
        self.assertEqual(curation.place(story, by=editor, at=NOON).placed_by, editor)
