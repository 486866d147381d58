"""Who may be read when: the one rule, in rows and in objects, and what every list shows by it."""

from datetime import timedelta
from itertools import product

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import workflow
from articles.listing import relist
from articles.models import Article, Listing, TaggedArticle
from articles.models.article import public_rule
from sections import tree
from tests.base import PageTestCase
from tests.factories import NOON, make_draft, make_section, make_story

MOMENT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


class TheRule(PageTestCase):
    def setUp(self):
        """A story in every state, at every time around noon, in a section that readers see and in others."""
        seen = make_section("Seen")
        hidden = make_section("Hidden", is_visible=False)
        below = make_section("Below", parent=hidden)
        times = [None, NOON - HOUR, NOON - MOMENT, NOON, NOON + MOMENT, NOON + HOUR]
        for number, (status, time, section) in enumerate(
            product(Article.Status.values, times, [None, seen, hidden, below])
        ):
            if status == Article.Status.PUBLISHED and (time is None or section is None):
                continue
            Article.objects.create(
                headline=f"{status} {time} {section}",
                slug=f"story-{number}",
                status=status,
                section=section,
                public_at=time,
                first_public_at=time,
                public_date=time and time.date(),
                created_at=NOON,
                saved_at=NOON,
            )

    def test_says_the_same_of_rows_and_of_objects_at_every_moment(self):
        stories = list(Article.objects.select_related("section"))
        self.assertEqual(len(stories), 7 * 24 + 15)
        for at in (
            NOON - HOUR - MOMENT,
            NOON - HOUR,
            NOON - MOMENT,
            NOON,
            NOON + MOMENT,
            NOON + HOUR,
        ):
            rows = set(Article.objects.published(at).values_list("headline", flat=True))
            objects = {story.headline for story in stories if story.is_public(at)}
            expected = {
                story.headline
                for story in stories
                if story.status == "published"
                and story.section.title == "Seen"
                and story.public_at <= at
            }
            self.assertEqual(rows, expected, at)
            self.assertEqual(objects, expected, at)

    def test_says_the_same_through_a_relation(self):
        for story in Article.objects.exclude(section=None).exclude(public_at=None):
            Listing.objects.create(article=story, section=story.section, public_at=story.public_at)
        self.assertEqual(
            set(
                Listing.objects.filter(public_rule(NOON, "article__")).values_list(
                    "article", flat=True
                )
            ),
            set(Article.objects.published(NOON).values_list("pk", flat=True)),
        )

    def test_asks_the_clock_where_no_time_is_given(self):
        with self.reading_at(NOON):
            now = timezone.now()
            self.assertEqual(
                list(Article.objects.published().order_by("pk")),
                list(Article.objects.published(now).order_by("pk")),
            )
            self.assertEqual(
                {
                    story.pk
                    for story in Article.objects.select_related("section")
                    if story.is_public()
                },
                set(Article.objects.published(NOON).values_list("pk", flat=True)),
            )

    def test_listing_follows_it(self):
        for story in Article.objects.all():
            if story.section:
                relist(story)
        at = NOON + HOUR
        self.assertEqual(
            set(Listing.objects.filter(public_at__lte=at).values_list("article", flat=True)),
            set(Article.objects.published(at).values_list("pk", flat=True)),
        )


class TheDatabase(PageTestCase):
    def test_holds_no_published_story_without_time_section_and_address(self):
        story = make_story()
        for missing in (
            {"public_at": None},
            {"public_date": None},
            {"section": None},
            {"slug": ""},
        ):
            with self.subTest(missing=missing), self.assertRaises(IntegrityError):
                with transaction.atomic():
                    Article.objects.filter(pk=story.pk).update(**missing)

    def test_holds_one_story_an_address(self):
        one, other = make_story(), make_story()
        with self.assertRaises(IntegrityError), transaction.atomic():
            Article.objects.filter(pk=other.pk).update(slug=one.slug)


class Lists(PageTestCase):
    """The rows that lists are read from say the same as the rule, after every act."""

    def assert_listed(self, story, *sections, tags=()):
        rows = Listing.objects.filter(article=story)
        self.assertEqual(
            {row.section.title for row in rows.select_related("section")}, set(sections)
        )
        listed = TaggedArticle.objects.filter(content_object=story, public_at__isnull=False)
        self.assertEqual({row.tag.name for row in listed}, set(tags))
        for row in (*rows, *listed):
            self.assertEqual(row.public_at, Article.objects.get(pk=story.pk).public_at)

    def test_follow_the_acts(self):
        world = make_section("World")
        north, sport = make_section("North", parent=world), make_section("Sport")
        story = make_draft("Eels", north, tags=["Eels"], further_sections=[sport.pk])
        self.assert_listed(story)
        everywhere = ("World", "North", "Sport")
        story = workflow.publish(story, by=None, at=NOON, publish_at=NOON + HOUR)
        self.assert_listed(story, *everywhere, tags=["Eels"])
        story = workflow.publish(story, by=None, at=NOON, publish_at=NOON + 2 * HOUR)
        self.assert_listed(story, *everywhere, tags=["Eels"])
        story = workflow.withdraw(story, by=None, at=NOON)
        self.assert_listed(story)
        story = workflow.publish(story, by=None, at=NOON)
        self.assert_listed(story, *everywhere, tags=["Eels"])
        snapshot = story.newest_revision.snapshot | {"section": world.pk, "further_sections": []}
        story = workflow.save_revision(story, snapshot, base=1, by=None, at=NOON)
        self.assert_listed(story, *everywhere, tags=["Eels"])
        workflow.update(story, by=None, at=NOON)
        self.assert_listed(story, "World", tags=["Eels"])
        world.is_visible = False
        tree.save(world)
        self.assert_listed(story)
        world.is_visible = True
        tree.save(world)
        self.assert_listed(story, "World", tags=["Eels"])
        workflow.kill(story, by=None, at=NOON, reason="Untrue.")
        self.assert_listed(story)

    def test_go_on_without_a_gap_or_a_repeat_through_stories_of_one_moment(self):
        section = make_section("World")
        for number in range(65):
            public_at = NOON - (number // 40) * HOUR
            make_story(f"Story {number:02}", section, public_at=public_at, tags=["Eels"])
        for path in ("/world/", "/tag/eels/"):
            found, address = [], path
            with self.reading_at(NOON):
                while address:
                    response = self.get(address)
                    found += [story.headline for story in response.context["stories"]]
                    older = response.context["older"]
                    address = older and f"{path}?before={older}"
            newest_first = Article.objects.published(NOON).newest_first()
            self.assertEqual(found, [story.headline for story in newest_first])

    def test_answer_places_that_no_list_gives_by_a_404(self):
        make_story("Eels", make_section("World"), tags=["Eels"])
        for place in (
            "x",
            "1",
            "-1",
            "1-1-1",
            "1-" + "9" * 19,
            "1772020800000000-0",
            "٣-٣",
        ):
            for path in ("/world/", "/tag/eels/"):
                with self.subTest(place=place):
                    self.get(f"{path}?before={place}", 404)

    def test_take_the_same_queries_with_few_stories_and_with_many(self):
        section = make_section("World")
        story = make_story("Eels", section, tags=["Eels"])
        most = {story.get_absolute_url(): 6, "/": 6, "/world/": 5, "/tag/eels/": 5}
        for _ in range(9):
            make_story(section=section, tags=["Eels"])
        few = {path: self.count_queries(path) for path in most}
        for _ in range(40):
            make_story(section=section, tags=["Eels"])
        self.assertEqual({path: self.count_queries(path) for path in most}, few)
        for path, limit in most.items():
            self.assertLessEqual(few[path], limit, path)
