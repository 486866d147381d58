"""The stories beside a page: each rule of `articles.sidebar` by its effect on what readers see."""

import tempfile
from datetime import timedelta
from itertools import groupby

from articles import sidebar, tagging, workflow
from articles.models import Article, Listing, Tag, TaggedArticle
from sections import tree
from sections.models import Section
from tests.base import PageTestCase
from tests.factories import NOON, make_draft, make_section, make_story

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def lead(name, until=NOON + DAY, section=None):
    """Lets a tag lead sidebars."""
    Tag.objects.filter(name=name).update(leads_until=until, leads_in=section)


class SidebarTestCase(PageTestCase):
    def rows(self, page, at=NOON):
        path = page if isinstance(page, str) else page.get_absolute_url()
        with self.reading_at(at):
            return self.sidebar(path)

    def headlines(self, page, at=NOON):
        return [headline for _, _, headline in self.rows(page, at)]

    def sections(self, page, at=NOON):
        return [section for section, _, _ in self.rows(page, at)]


class Tags(SidebarTestCase):
    def test_bring_related_stories_before_newer_ones(self):
        story = make_story(tags=["Harbour"])
        make_story("New")
        make_story("Related", public_at=NOON - 30 * DAY, tags=["Harbour"])
        self.assertEqual(self.headlines(story), ["Related", "New"])

    def test_that_are_rare_bring_more_than_common_ones(self):
        story = make_story(tags=["Harbour", "Eels"])
        for number in range(4):
            make_story(f"Common {number}", public_at=NOON, tags=["Harbour"])
        make_story("Rare", public_at=NOON - DAY, tags=["Eels"])
        self.assertEqual(self.headlines(story)[0], "Rare")

    def test_that_are_shared_twice_bring_more_than_one(self):
        story = make_story(tags=["Harbour", "Ferry"])
        make_story("Once, newer", tags=["Harbour"])
        make_story("Twice", public_at=NOON - DAY, tags=["Harbour", "Ferry"])
        self.assertEqual(self.headlines(story)[:2], ["Twice", "Once, newer"])

    def test_bring_older_stories_less_by_half_a_week(self):
        story = make_story(tags=["Harbour", "Ferry"])
        make_story("Twice, three weeks old", public_at=NOON - 21 * DAY, tags=["Harbour", "Ferry"])
        make_story("Once, new", tags=["Harbour"])
        self.assertEqual(self.headlines(story)[0], "Once, new")

    def test_bring_nothing_that_readers_do_not_see(self):
        story = make_story(tags=["Harbour"])
        hidden = make_section("Hidden")
        make_story("Hidden", hidden, tags=["Harbour"])
        hidden.is_visible = False
        tree.save(hidden)
        draft = make_draft("Scheduled", tags=["Harbour"])
        workflow.publish(draft, by=None, at=NOON, publish_at=NOON + HOUR)
        make_draft("Draft", tags=["Harbour"])
        workflow.withdraw(make_story("Withdrawn", tags=["Harbour"]), by=None, at=NOON)
        workflow.kill(make_story("Killed", tags=["Harbour"]), by=None, at=NOON, reason="Untrue.")
        lead("Harbour")
        self.assertEqual(self.headlines(story), [])
        self.assertEqual(self.headlines(story, at=NOON + HOUR), ["Scheduled"])

    def test_that_readers_do_not_see_bring_nothing(self):
        story = make_story(tags=["Desk"])
        Tag.objects.update(is_public=False, leads_until=NOON + DAY)
        make_story("Other")
        make_story("Tagged alike", public_at=NOON - DAY, tags=["Desk"])
        self.assertEqual(self.headlines(story), ["Other", "Tagged alike"])

    def test_may_be_hundreds_and_the_rarest_count(self):
        names = [f"Tag {number}" for number in range(300)]
        for name in names[:299]:
            Tag.objects.filter(pk=tagging.tag_named(name).pk).update(listed=50)
        story = make_story(tags=names)
        make_story("Common", tags=["Tag 0"])
        make_story("Rare", public_at=NOON - DAY, tags=["Tag 299"])
        self.assertEqual(self.headlines(story)[0], "Rare")


class LeadingTags(SidebarTestCase):
    def setUp(self):
        self.world, self.sport = make_section("World"), make_section("Sport")
        self.north = make_section("North", parent=self.world)
        self.led = make_story("Election", self.sport, public_at=NOON - 9 * DAY, tags=["Election"])
        self.in_world = make_story("In the world", self.north, tags=["Harbour"])
        self.in_sport = make_story("In sport", self.sport)
        make_story("Related", self.sport, public_at=NOON - DAY, tags=["Harbour"])

    def test_come_first_on_every_page_before_shared_tags(self):
        lead("Election")
        for page in (self.in_world, self.in_sport, "/", "/world/", "/tag/harbour/"):
            with self.subTest(page=page):
                self.assertEqual(self.headlines(page)[0], "Election")

    def test_of_a_section_lead_there_and_below_it_alone(self):
        lead("Election", section=self.world)
        for page in (self.in_world, "/world/", "/world/north/"):
            with self.subTest(page=page):
                self.assertEqual(self.headlines(page)[0], "Election")
        self.assertEqual(self.headlines(self.in_sport)[-1], "Election")
        for page in ("/", "/sport/", "/tag/harbour/"):
            with self.subTest(page=page):
                self.assertNotIn("Election", self.headlines(page))

    def test_lead_until_their_time(self):
        lead("Election", until=NOON + HOUR)
        self.assertEqual(self.headlines("/", at=NOON + HOUR - timedelta(seconds=1)), ["Election"])
        self.assertEqual(self.headlines("/", at=NOON + HOUR), [])

    def test_do_not_lead_to_the_story_they_stand_beside(self):
        lead("Election")
        self.assertNotIn("Election", self.headlines(self.led))

    def test_do_not_repeat_what_stands_on_a_section_page(self):
        lead("Election")
        self.assertNotIn("Election", self.headlines("/sport/"))


class TheNewest(SidebarTestCase):
    def fill(self, *titles, stories=4):
        """Sections of these titles, each with stories an hour apart; the first title's are the newest."""
        for place, title in enumerate(titles):
            section = make_section(title)
            for number in range(stories):
                public_at = NOON - place * timedelta(minutes=1) - number * HOUR
                make_story(f"{title} {number}", section, public_at=public_at)

    def test_come_from_all_sections_in_turn_and_from_the_storys_own_last(self):
        self.fill("Arts", "Money", "Science", "World", stories=5)
        story = Article.objects.get(headline="Arts 0")
        self.assertEqual(
            self.headlines(story),
            [f"{title} {number}" for number in range(4) for title in ("Money", "Science", "World")],
        )
        story = Article.objects.get(headline="World 4")
        self.assertEqual(self.headlines(story)[:4], ["Arts 0", "Money 0", "Science 0", "Arts 1"])

    def test_of_its_own_section_fill_what_is_left(self):
        self.fill("Arts", "Money", stories=2)
        story = Article.objects.get(headline="Arts 0")
        self.assertEqual(self.headlines(story), ["Money 0", "Money 1", "Arts 1"])

    def test_of_a_subsection_count_for_the_section_above(self):
        world = make_section("World")
        story = make_story("South", make_section("South", parent=world))
        make_story("North", make_section("North", parent=world))
        make_story("Sport", make_section("Sport"), public_at=NOON - DAY)
        self.assertEqual(self.headlines(story), ["Sport", "North"])

    def test_are_twelve_at_most_and_none_stands_twice(self):
        self.fill("Arts", "Money", "Science", "World", stories=5)
        tags = [tagging.tag_named(name).pk for name in ("Eels", "Ferry")]
        for story in Article.objects.filter(headline__startswith="Arts"):
            changes = {"tags": tags, "further_sections": [make_section().pk]}
            changed = story.newest_revision.snapshot | changes
            workflow.save_revision(story, changed, base=1, by=None, at=NOON)
            workflow.update(story, by=None, at=NOON)
        lead("Eels")
        found = self.headlines(Article.objects.get(headline="Arts 0"))
        self.assertEqual(len(found), 12)
        self.assertEqual(len(set(found)), 12)
        self.assertNotIn("Arts 0", found)

    def test_are_never_more_than_three_in_a_row_from_one_section(self):
        self.fill("Arts", "Money", stories=2)
        sport = make_section("Sport")
        for number in range(9):
            make_story(f"Sport {number}", sport, tags=["Race"])
        found = self.sections(make_story("Race", tags=["Race"]))
        runs = [(title, len(list(run))) for title, run in groupby(found)]
        self.assertEqual(runs[0], ("Sport", 3))
        self.assertEqual(runs[2], ("Sport", 3))
        self.assertLessEqual(max(length for _, length in runs), 3)

    def test_of_a_paper_with_one_section_are_three(self):
        self.fill("Sport", stories=9)
        story = Article.objects.get(headline="Sport 0")
        self.assertEqual(self.headlines(story), ["Sport 1", "Sport 2", "Sport 3"])

    def test_leave_out_what_an_editor_linked_under_the_text(self):
        linked = make_story("Linked")
        make_story("Other")
        story = make_story("Story", related=[linked.pk])
        self.assertEqual(self.headlines(story), ["Other"])
        self.assertIn("Linked", self.text(story.get_absolute_url()))


class OtherPages(SidebarTestCase):
    def test_a_section_page_has_recent_stories_of_the_other_sections(self):
        world = make_section("World")
        make_story("North", make_section("North", parent=world))
        make_story("Sport", make_section("Sport"))
        make_story("Money", make_section("Money"), public_at=NOON - HOUR)
        self.assertEqual(self.headlines("/world/"), ["Sport", "Money"])
        self.assertEqual(self.headlines("/world/north/"), ["Sport", "Money"])
        self.assertEqual(self.headlines("/money/"), ["Sport", "North"])

    def test_a_tag_page_has_stories_of_related_tags(self):
        make_story("Both", tags=["Harbour", "Ferry"])
        make_story("Related", tags=["Ferry"])
        make_story("Unrelated", tags=["Eels"])
        self.assertEqual(self.headlines("/tag/harbour/"), ["Related"])

    def test_the_front_has_the_stories_of_the_tags_that_lead(self):
        make_story("Election", public_at=NOON - DAY, tags=["Election"])
        make_story("Other", tags=["Harbour"])
        self.assertEqual(self.headlines("/"), [])
        lead("Election")
        self.assertEqual(self.headlines("/"), ["Election"])

    def test_rows_name_the_section_and_the_age_and_link_to_both(self):
        story = make_story("Story")
        north = make_section("North", parent=make_section("World"))
        other = make_story("Other", north, public_at=NOON - 3 * HOUR, short_headline="Short")
        self.assertEqual(self.rows(story), [("North", "3 hours ago", "Short")])
        page = self.text(story.get_absolute_url())
        self.assertIn('href="/world/north/">North</a>', page)
        self.assertIn(f'href="{other.get_absolute_url()}"', page)
        self.assertIn('<time datetime="2026-03-12T09:00:00+00:00">', page)


class Kept(SidebarTestCase):
    """A process keeps its slices from page to page, and shows nothing that is not so any more."""

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.enterContext(self.settings(PAGES_KEPT=True, PAGES_STORE=folder))
        self.section = make_section("World")
        self.story = make_story("Here", self.section, tags=["Harbour"])
        make_story("Tagged", self.section, tags=["Harbour"], public_at=NOON - DAY)
        make_story("Newest", self.section, public_at=NOON - HOUR)

    def act(self, act, *given, **named):
        with self.captureOnCommitCallbacks(execute=True):
            return act(*given, **named)

    def test_once_read_they_serve_every_page_but_leave_out_its_own_story(self):
        with self.reading_at(NOON):
            first, again = (self.count_queries(self.story.get_absolute_url()) for _ in range(2))
        self.assertEqual(again, first - 3)  # the sections, too, are known
        self.assertEqual(self.headlines(self.story), ["Tagged", "Newest"])
        other = Article.objects.get(headline="Tagged")
        self.assertEqual(self.headlines(other), ["Here", "Newest"])

    def test_a_story_comes_at_the_time_that_was_promised(self):
        make_story("Promised", self.section, public_at=NOON + HOUR, tags=["Harbour"])
        self.assertEqual(self.headlines(self.story), ["Tagged", "Newest"])
        before = NOON + HOUR - timedelta(microseconds=1)
        self.assertEqual(self.headlines(self.story, before), ["Tagged", "Newest"])
        self.assertEqual(self.headlines(self.story, NOON + HOUR)[0], "Promised")
        self.assertEqual(self.headlines(self.story), ["Tagged", "Newest"])

    def test_what_is_withdrawn_is_gone_and_what_is_published_is_there(self):
        self.assertEqual(self.headlines(self.story), ["Tagged", "Newest"])
        tagged = Article.objects.get(headline="Tagged")
        self.act(workflow.withdraw, tagged, by=None, at=NOON)
        self.assertEqual(self.headlines(self.story), ["Newest"])
        draft = make_draft("Later", self.section, tags=["Harbour"])
        self.act(workflow.publish, draft, by=None, at=NOON)
        self.assertEqual(self.headlines(self.story), ["Later", "Newest"])


class AtAnySize(SidebarTestCase):
    def test_the_sidebar_takes_two_queries(self):
        story = make_story(tags=["Harbour", "Ferry"])
        lead("Ferry")
        sections = [make_section() for _ in range(8)]
        self.add(10, sections)
        few = self.count_queries(story.get_absolute_url())
        self.assert_two_queries(story)
        self.add(990, sections)
        self.assertEqual(self.count_queries(story.get_absolute_url()), few)
        self.assert_two_queries(story)

    def assert_two_queries(self, story):
        navigation = Section.objects.navigation()
        own, leading = tagging.tags_for_page(story, NOON)
        with self.assertNumQueries(2):
            found = sidebar.beside_story(story, own, leading, navigation, NOON)
        self.assertGreaterEqual(len(found), 10)

    def add(self, number, sections):
        """Rows of public stories, made at once; `tests.articles.test_published` holds that acts make the same."""
        first = Article.objects.count()
        tags = list(Tag.objects.all())
        stories = Article.objects.bulk_create(
            Article(
                headline=f"Story {first + place}",
                slug=f"story-{first + place}",
                section=sections[place % len(sections)],
                status="published",
                public_at=NOON - place * HOUR,
                first_public_at=NOON - place * HOUR,
                public_date=NOON.date(),
                created_at=NOON,
                saved_at=NOON,
            )
            for place in range(number)
        )
        Listing.objects.bulk_create(
            Listing(article=story, section=story.section, public_at=story.public_at)
            for story in stories
        )
        TaggedArticle.objects.bulk_create(
            TaggedArticle(content_object=story, tag=tag, public_at=story.public_at)
            for story in stories
            for tag in tags
        )
