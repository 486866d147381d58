"""The section tree: what readers get when editors move, rename, hide and show parts of it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.test import TransactionTestCase

from articles import workflow
from articles.models import Listing
from sections import tree
from sections.models import Section
from sections.models.section import PATH_LENGTH, RESERVED
from tests.base import PageTestCase, at_once
from tests.factories import NOON, make_section, make_story

HOUR = timedelta(hours=1)


def change(section, **fields):
    section = Section.objects.get(pk=section.pk)
    for name, value in fields.items():
        setattr(section, name, value)
    return tree.save(section)


class TreeTestCase(PageTestCase):
    def setUp(self):
        self.world = make_section("World")
        self.north = make_section("North", parent=self.world)
        self.isles = make_section("Isles", parent=self.north)
        self.sport = make_section("Sport")
        self.story = make_story("Eels Return", self.isles, tags=["Eels"])

    def read(self, path, status=200, at=NOON):
        with self.reading_at(at):
            return self.text(path, status)

    def assert_leads(self, old, new):
        with self.reading_at(NOON):
            self.assertRedirects(self.client.get(old), new, 301)


class Moving(TreeTestCase):
    def test_leaves_redirects_at_the_old_addresses_and_below(self):
        change(self.north, parent=self.sport)
        for below in ("", "isles/"):
            self.assert_leads(f"/world/north/{below}", f"/sport/north/{below}")
        change(self.sport, slug="games")
        for old in ("/world/north/isles/", "/sport/north/isles/"):
            self.assert_leads(old, "/games/north/isles/")
        self.assertIn("Eels Return", self.read("/games/north/isles/"))

    def test_leaves_the_feeds_of_the_old_address_reachable(self):
        change(self.world, slug="abroad")
        self.assert_leads("/world/north/rss.xml", "/abroad/north/rss.xml")

    def test_and_moving_back_ends_where_it_began(self):
        change(self.north, parent=self.sport)
        change(self.north, parent=self.world)
        self.read("/world/north/isles/")
        self.assert_leads("/sport/north/isles/", "/world/north/isles/")

    def test_brings_the_stories_into_the_lists_above(self):
        change(self.north, parent=self.sport)
        self.assertIn("Eels Return", self.read("/sport/"))
        listed, _, beside = self.read("/world/").partition("<aside")
        self.assertNotIn("Eels Return", listed)
        self.assertIn("Eels Return", beside)

    def test_leaves_the_storys_own_address_alone(self):
        change(self.north, parent=self.sport)
        page = self.read(self.story.get_absolute_url())
        self.assertIn('href="/sport/north/isles/">Isles</a>', page)


class Hiding(TreeTestCase):
    def pages(self):
        return ["/", "/world/", "/sport/", "/world/north/", "/world/north/isles/", "/tag/eels/"]

    def test_takes_the_stories_below_from_every_page_and_showing_brings_them_back(self):
        make_story("Beside", self.sport, tags=["Ferry"])
        before = [self.read(path) for path in self.pages()]
        address = self.story.get_absolute_url()
        change(self.world, is_visible=False)
        for path in ("/", "/sport/", "/tag/ferry/"):
            self.assertNotIn("Eels Return", self.read(path))
        never = self.read("/there-never-was/", 404)
        for path in (address, "/world/", "/world/north/", "/world/north/isles/", "/tag/eels/"):
            self.assertEqual(self.read(path, 404), never)
        self.assertEqual(Listing.objects.filter(article=self.story).count(), 0)
        change(self.world, is_visible=True)
        self.assertEqual([self.read(path) for path in self.pages()], before)
        self.assertIn("Eels Return", self.read(address))

    def test_a_part_below_a_hidden_one_stays_hidden_when_only_that_is_shown(self):
        change(self.north, is_visible=False)
        change(self.world, is_visible=False)
        change(self.world, is_visible=True)
        self.assertNotIn("Eels Return", self.read("/world/"))
        self.read(self.story.get_absolute_url(), 404)

    def test_a_further_section_takes_the_story_from_its_lists_alone(self):
        story = make_story("Race", self.sport, further_sections=[self.isles.pk])
        change(self.world, is_visible=False)
        self.assertIn("Race", self.read("/sport/"))
        self.assertEqual(Listing.objects.filter(article=story).count(), 1)
        change(self.world, is_visible=True)
        self.assertIn("Race", self.read("/world/"))

    def test_moving_below_a_hidden_section_hides(self):
        hidden = make_section("Hidden", is_visible=False)
        change(self.north, parent=hidden)
        self.read(self.story.get_absolute_url(), 404)
        self.assertNotIn("Eels Return", self.read("/"))

    def test_a_story_published_in_a_hidden_section_appears_when_it_is_shown(self):
        hidden = make_section("Hidden", is_visible=False)
        story = make_story("Later", hidden)
        self.read(story.get_absolute_url(), 404)
        change(hidden, is_visible=True)
        self.assertIn("Later", self.read("/hidden/"))
        self.assertIn("Later", self.read("/"))

    def test_leaves_old_addresses_silent(self):
        change(self.world, slug="abroad")
        change(self.world, is_visible=False)
        self.assertEqual(self.read("/world/", 404), self.read("/there-never-was/", 404))


class Refusals(TreeTestCase):
    def assert_refused(self, sentence, section, **fields):
        before = list(Section.objects.order_by("pk").values())
        with self.assertRaises(ValidationError) as refusal:
            change(section, **fields) if section.pk else tree.save(section)
        self.assertIn(sentence, " ".join(refusal.exception.messages))
        self.assertEqual(list(Section.objects.order_by("pk").values()), before)

    def test_a_section_cannot_stand_below_itself(self):
        for parent in (self.world, self.north, self.isles):
            sentence = f"“{parent.title}” stands below this section; choose another place."
            self.assert_refused(sentence, self.world, parent=parent)

    def test_words_of_the_site_are_no_sections_at_the_top_and_may_be_below(self):
        for word in (*(word for word in RESERVED if "." not in word), "2026", "0"):
            with self.subTest(word=word):
                self.assert_refused(
                    f"“{word}” is an address of the site itself", Section(title="New", slug=word)
                )
        tree.save(Section(title="Media", slug="media", parent=self.world))
        self.read("/world/media/")

    def test_words_that_make_no_address_are_refused(self):
        for word in ("", "North", "a b", "ä", "a/b", "rss.xml", "a\n"):
            with self.subTest(word=word), self.assertRaises(ValidationError):
                tree.save(Section(title="New", slug=word))

    def test_an_address_is_given_once(self):
        self.assert_refused(
            "There is a section at /world/north/ already",
            Section(title="Other", slug="north", parent=self.world),
        )
        self.assert_refused("There is a section at /sport/ already", self.world, slug="sport")

    def test_an_address_below_cannot_grow_too_long(self):
        parent, depth = self.world, 0
        while len(parent.path) + 41 <= PATH_LENGTH:
            parent, depth = make_section("Deep", slug="d" * 40, parent=parent), depth + 1
        self.assertGreater(depth, 1)
        self.assert_refused("The address of “Deep” would have", self.world, slug="w" * 40)


def move_in_a_process(pks):
    section, parent = (Section.objects.get(pk=pk) for pk in pks)
    section.parent = parent
    try:
        return tree.save(section).path
    except ValidationError:
        return None


class AtTheSameMoment(TransactionTestCase):
    def test_two_sections_cannot_come_to_stand_below_each_other(self):
        for number in range(3):
            one, other = make_section(f"One {number}"), make_section(f"Other {number}")
            moved = at_once(move_in_a_process, [(one.pk, other.pk), (other.pk, one.pk)])
            self.assertEqual(len([path for path in moved if path]), 1, moved)
            self.assertEqual(
                Section.objects.filter(parent=None, pk__in=[one.pk, other.pk]).count(), 1
            )


class Withdrawing(TreeTestCase):
    def test_a_story_from_a_hidden_section_and_showing_it_leaves_it_withdrawn(self):
        change(self.world, is_visible=False)
        workflow.withdraw(self.story, by=None, at=NOON)
        change(self.world, is_visible=True)
        self.read(self.story.get_absolute_url(), 404)
        self.assertNotIn("Eels Return", self.read("/world/"))
