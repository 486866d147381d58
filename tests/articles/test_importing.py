"""Bringing stories in: what readers get of a story page, what a second run does, what is refused."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import skipUnless
from unittest.mock import patch

from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import SimpleTestCase
from django.test.utils import CaptureQueriesContext

from articles import tagging, workflow
from articles.importing import page, writing
from articles.importing.records import Record, Unreadable
from articles.models import Article, ArticleLog, Author, Listing, Revision
from newsroom.ages import age_in_words
from sections import tree
from sections.models import Section
from tests.base import PageTestCase
from tests.factories import make_admin, make_section

AS_OF = datetime(2025, 10, 23, 12, 0, tzinfo=UTC)
INVENTED = Path(__file__).parent.parent / "data/story-page.txt"
SEED = settings.BASE_DIR.parent / "shared/seeds/story-page.txt"
ALL_MADE = "13 made, 0 updated, 0 unchanged, 0 refused"
ALL_UNCHANGED = "0 made, 0 updated, 13 unchanged, 0 refused"

HEADLINE = "Council Puts Off “Long Mole” Vote — Again"
BOAT = "Pilots’ Boat Back After a Winter on the Slip"


def blocks(file):
    """The lines of a story page: those of the story, then (section and age, headline) for each listed one."""
    head, *groups = re.split(r"^-$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    lines = [[line for line in block.split("\n") if line] for block in (head, *groups)]
    return lines[0], [tuple(group) for group in lines[1:]]


def read(text, **options):
    return page.read(text.encode(), **{"as_of": AS_OF} | options)


class ImportTestCase(PageTestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "page.txt"
        self.file.write_bytes(INVENTED.read_bytes())
        clock = patch("django.utils.timezone.now", return_value=AS_OF)
        clock.start()
        self.addCleanup(clock.stop)

    def run_import(self, file=None, **options):
        """Returns what the command says, and what it says of refused stories."""
        out, err = StringIO(), StringIO()
        options = {"format": "page", "as_of": AS_OF.isoformat(), "verbosity": 2} | options
        call_command("import_articles", str(file or self.file), stdout=out, stderr=err, **options)
        return out.getvalue().splitlines(), err.getvalue()

    def receipt(self, file=None, **options):
        return self.run_import(file, **options)[0][-1]

    def change(self, old, new):
        text = self.file.read_text(encoding="utf-8")
        self.assertIn(old, text)
        self.file.write_text(text.replace(old, new), encoding="utf-8")

    def edit(self, story, by, **changes):
        """What an editor does in the admin: a save, and “Publish changes”."""
        newest = story.newest_revision
        workflow.save_revision(story, newest.snapshot | changes, base=newest.number, by=by)
        return workflow.update(story, by=by, weight="minor", note="Later news")

    def assert_story_page_comes_in(self, file):
        self.assertEqual(self.receipt(file), ALL_MADE)
        (section, headline, *paragraphs), listed = blocks(file)
        story = Article.objects.get(headline=headline)
        text = self.text(story.get_absolute_url())
        for paragraph in paragraphs:
            self.assertIn(f"<p>{paragraph}</p>", text)
        self.assertEqual((story.section.title, story.public_at), (section, AS_OF))
        rows = self.sidebar(story.get_absolute_url())
        self.assertCountEqual([(where + age, title) for where, age, title in rows], listed)
        self.assertEqual(self.receipt(file), ALL_UNCHANGED)


class AStoryPage(ImportTestCase):
    def test_stands_beside_its_story_as_the_file_has_it(self):
        self.assert_story_page_comes_in(INVENTED)

    @skipUnless(SEED.exists(), "no ../shared/seeds/story-page.txt beside this checkout")
    def test_of_the_seed_stands_beside_its_story_as_the_file_has_it(self):
        self.assert_story_page_comes_in(SEED)

    def test_makes_public_briefs_of_the_listed_stories_in_their_sections(self):
        self.receipt()
        story = Article.objects.get(headline=BOAT)
        self.assertEqual((story.kind, story.body), ("brief", ""))
        self.assertIn(BOAT, self.text("/port-and-coast/"))
        self.assertIn(BOAT, self.text(story.get_absolute_url()))
        self.assertEqual(
            sorted(Section.objects.values_list("title", flat=True)),
            ["Money", "Port & Coast", "Race 1", "Science", "Top Stories", "Town Hall", "Web3"],
        )

    def test_gives_stories_of_one_age_the_order_of_the_file(self):
        listed = "".join(f"-\nWorld2 hours ago\nStory {number}\n" for number in range(20))
        times = [record.public_at for record in read(f"World\nHead\nText\n{listed}")[1:]]
        self.assertEqual(times[0], AS_OF - timedelta(hours=2))
        self.assertEqual(
            {one - next_one for one, next_one in pairwise(times)}, {timedelta(seconds=1)}
        )

    def test_may_have_windows_line_ends_a_byte_order_mark_and_blank_lines_anywhere(self):
        text = INVENTED.read_text(encoding="utf-8").replace("\n", "\r\n\r\n")
        self.assertEqual(
            [record.ref for record in page.read(text.encode("utf-8-sig"), as_of=AS_OF)],
            [record.ref for record in page.read(INVENTED.read_bytes(), as_of=AS_OF)],
        )

    def test_uses_the_sections_that_stand(self):
        below = make_section("Science", parent=make_section("World"))
        top = make_section("science", slug="wissen")
        self.receipt()
        self.assertEqual(top.articles.count(), 2)
        self.assertEqual(below.articles.count(), 0)

    def test_makes_a_section_whose_word_is_an_address_of_the_site(self):
        self.change("Town Hall1 week", "Search1 week")
        self.assertEqual(self.receipt(), ALL_MADE)
        self.assertIn("Library of Østra", self.text("/search-2/"))
        self.assertEqual(self.receipt(), ALL_UNCHANGED)

    def test_leads_the_sidebar_with_listed_stories_that_share_its_tags(self):
        self.receipt()
        editor = make_admin()
        tag = tagging.tag_named("Harbour").pk
        later, earlier = (
            "Dredger Finds an 18th-Century Anchor — and a Bicycle",
            "A Bank With One Counter Turns 100",
        )
        for headline in (HEADLINE, later, earlier):
            self.edit(Article.objects.get(headline=headline), editor, tags=[tag])
        address = Article.objects.get(headline=HEADLINE).get_absolute_url()
        rows = [headline for _, _, headline in self.sidebar(address)]
        self.assertEqual(rows[:2], [earlier, later])
        self.assertEqual(len(rows), 12)
        self.assertEqual(self.receipt(), ALL_UNCHANGED)


class AgesOfListedStories(SimpleTestCase):
    def test_are_read_back_as_moments_of_the_same_words(self):
        numbers = {"minute": 59, "hour": 23, "day": 7, "week": 4, "month": 12, "year": 30}
        ages = ["just now"]
        for unit, most in numbers.items():
            ages += [f"1 {unit} ago", *(f"{number} {unit}s ago" for number in range(2, most + 1))]
        names = ["World", "Top Stories", "Race 1", "Web3", "Euro 2024", "Čern & Île", "地方"]
        for name in names:
            for age in ages:
                story, listed = read(
                    f"World\nHead\nText\n-\n{name}{age}\nTitle", known_sections=[name]
                )
                with self.subTest(line=name + age):
                    self.assertEqual(listed.section, (name,))
                    self.assertEqual(age_in_words(listed.public_at, AS_OF), age)

    def test_of_seven_days_and_a_week_have_their_places(self):
        for age, expected in {
            "6 days ago": timedelta(days=6),
            "7 days ago": timedelta(days=6, hours=18),
            "1 week ago": timedelta(days=7),
            "3 weeks ago": timedelta(days=21),
        }.items():
            listed = read(f"World\nHead\nText\n-\nWorld{age}\nTitle")[1]
            self.assertEqual(AS_OF - listed.public_at, expected, age)

    def test_are_told_from_names_that_end_in_figures(self):
        for line, name, age in (
            ("Race 17 hours ago", "Race 1", "7 hours ago"),  # no blank stands between name and age
            ("Race 11 week ago", "Race 1", "1 week ago"),
            ("Web37 days ago", "Web3", "7 days ago"),  # 37 days are said in weeks
            ("Euro 202412 hours ago", "Euro 2024", "12 hours ago"),
            ("Area 1003 days ago", "Area 100", "3 days ago"),
            ("Business 7 days ago", "Business", "7 days ago"),
            ("Politics12 hours ago", "Politics", "12 hours ago"),
        ):
            listed = read(f"World\nHead\nText\n-\n{line}\nTitle")[1]
            with self.subTest(line=line):
                self.assertEqual(listed.section, (name,))
                self.assertEqual(age_in_words(listed.public_at, AS_OF), age)

    def test_leave_the_figures_to_a_name_that_is_known(self):
        line = "F112 hours ago"
        before = read(f"World\nHead\nText\n-\n{line}\nOne")[1]
        site = read(f"World\nHead\nText\n-\n{line}\nOne", known_sections=["F11"])[1]
        file = read(f"World\nHead\nText\n-\n{line}\nOne\n-\nF117 days ago\nTwo")[1]
        self.assertEqual(
            [before.section, site.section, file.section], [("F1",), ("F11",), ("F11",)]
        )


class ASecondRun(ImportTestCase):
    def test_writes_nothing(self):
        self.receipt()
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(self.receipt(), ALL_UNCHANGED)
        wrote = [q["sql"] for q in queries if re.match("INSERT|UPDATE|DELETE", q["sql"])]
        self.assertEqual(wrote, [])

    def test_finds_the_stories_of_a_file_that_was_moved(self):
        self.receipt()
        moved = self.file.rename(self.file.with_name("elsewhere.txt"))
        self.assertEqual(self.receipt(moved), ALL_UNCHANGED)

    def test_with_a_later_clock_leaves_times_and_addresses(self):
        self.receipt()
        later = (AS_OF + timedelta(days=30)).isoformat()
        self.assertEqual(self.receipt(as_of=later), ALL_UNCHANGED)

    def test_brings_a_changed_text_to_readers_at_the_same_address(self):
        self.receipt()
        self.change("a hasty one", "a late one")
        lines, _ = self.run_import()
        self.assertEqual(lines[-1], "0 made, 1 updated, 12 unchanged, 0 refused")
        story = Article.objects.get(headline=HEADLINE)
        self.assertIn("not a late one.”", self.text(story.get_absolute_url()))
        self.assertEqual(story.revisions.count(), 2)
        self.assertEqual(story.public_at, AS_OF)
        self.assertEqual(self.receipt(), ALL_UNCHANGED)

    def test_never_writes_over_what_an_editor_changed(self):
        self.receipt()
        story = Article.objects.get(headline=HEADLINE)
        self.edit(story, make_admin(), standfirst="The third delay since spring.")
        self.assertEqual(self.receipt(), ALL_UNCHANGED, "the file says nothing new")
        self.change("a hasty one", "a late one")
        lines, refused = self.run_import(verbosity=0)
        self.assertEqual(lines, [])
        self.assertIn(f"line 3: {HEADLINE}\n  It was edited here since its last import", refused)
        text = self.text(story.get_absolute_url())
        self.assertIn("not a hasty one.”", text)
        self.assertIn("The third delay since spring.", text)

    def test_never_writes_over_an_editor_whose_account_was_deleted(self):
        self.receipt()
        story, editor = Article.objects.get(headline=HEADLINE), make_admin()
        self.edit(story, editor, standfirst="The third delay since spring.")
        editor.delete()
        self.change("a hasty one", "a late one")
        self.assertEqual(self.receipt(), "0 made, 0 updated, 12 unchanged, 1 refused")

    def test_finds_that_an_editor_made_the_same_change(self):
        self.receipt()
        story = Article.objects.get(headline=HEADLINE)
        text = story.body.replace("a hasty one", "a late one")
        self.edit(story, make_admin(), body=text)
        self.change("a hasty one", "a late one")
        self.assertEqual(self.receipt(), ALL_UNCHANGED)

    def test_leaves_a_withdrawn_story_withdrawn_and_gives_the_desk_the_new_text(self):
        self.receipt()
        story = workflow.withdraw(Article.objects.get(headline=HEADLINE), by=None)
        self.assertEqual(self.receipt(), ALL_UNCHANGED)
        self.change("a hasty one", "a late one")
        self.assertEqual(self.receipt(), "0 made, 1 updated, 12 unchanged, 0 refused")
        self.get(story.get_absolute_url(), 404)
        story.refresh_from_db()
        self.assertIn("a late one", story.newest_revision.snapshot["body"])

    def test_refuses_the_change_of_a_killed_story_with_the_reason(self):
        self.receipt()
        workflow.kill(Article.objects.get(headline=HEADLINE), by=None, reason="Wrong.")
        self.change("a hasty one", "a late one")
        lines, refused = self.run_import()
        self.assertEqual(lines[-1], "0 made, 0 updated, 12 unchanged, 1 refused")
        self.assertIn("The story is killed", refused)

    def test_finds_sections_that_were_renamed_since(self):
        self.receipt()
        money = Section.objects.get(title="Money")
        money.title, money.slug = "Business", "business"
        tree.save(money)
        town = Section.objects.get(title="Town Hall")
        town.title = "The Council"
        tree.save(town)
        self.assertEqual(self.receipt(), ALL_UNCHANGED)
        self.assertEqual(Section.objects.count(), 7)

    def test_says_the_same_as_its_dry_run_which_writes_nothing(self):
        dry, _ = self.run_import(dry_run=True)
        self.assertEqual(Article.objects.count() + Section.objects.count(), 0)
        self.assertEqual(self.run_import()[0], dry)
        self.change("a hasty one", "a late one")
        dry, _ = self.run_import(dry_run=True)
        self.assertEqual(Revision.objects.count(), 13)
        self.assertEqual(self.run_import()[0], dry)


class OneStoryInTwoPlaces(ImportTestCase):
    def test_gets_its_text_when_its_own_page_follows_the_list(self):
        self.receipt()
        self.file.write_text(f"Port & Coast\n{BOAT}\nShe is back.", encoding="utf-8")
        address = Article.objects.get(headline=BOAT).get_absolute_url()
        self.assertEqual(self.receipt(), "0 made, 1 updated, 0 unchanged, 0 refused")
        story = Article.objects.get(headline=BOAT)
        self.assertEqual((story.kind, story.get_absolute_url()), ("news", address))
        self.assertIn("<p>She is back.</p>", self.text(address))

    def test_keeps_its_text_when_a_list_names_it(self):
        self.receipt()
        self.file.write_text(
            f"Money\nPier Tax\nText.\n-\nPort & Coast1 hour ago\n{HEADLINE}", encoding="utf-8"
        )
        self.assertEqual(self.receipt(), "1 made, 0 updated, 1 unchanged, 0 refused")
        self.assertIn("<p>The council of Hallin", Article.objects.get(headline=HEADLINE).body)

    def test_is_one_story_where_a_file_lists_it_twice(self):
        again = f"\n-\nPort & Coast2 weeks ago\n{BOAT}\n-\nPort & Coastjust now\n{HEADLINE}\n"
        self.file.write_text(self.file.read_text(encoding="utf-8") + again, encoding="utf-8")
        self.assertEqual(self.receipt(), "13 made, 0 updated, 2 unchanged, 0 refused")


class BadInput(ImportTestCase):
    def assert_refused(self, sentence, file=None, **options):
        with self.assertRaisesMessage(CommandError, sentence):
            self.run_import(file, **options)
        self.assertEqual(Article.objects.count() + Section.objects.count(), 0)

    def test_is_told_with_its_line_and_nothing_comes_in(self):
        long = "The council of Hallin put off its vote on the Long Mole for the third time since spring."
        for text, sentence in (
            ("", "the file is empty"),
            ("\n \n", "the file is empty"),
            ("-\nMoney7 days ago\nTitle", "line 1: there is no section"),
            (
                f"{long}\nText",
                "line 1: “The council of Hallin put off its vote on the Long Mole for…” is too long for",
            ),
            ("World", "line 1: “World” has no headline below it."),
            ("World\n-\nMoney7 days ago\nTitle", "line 1: “World” has no headline below it."),
            (f"World\n\n{long * 3}", "line 3: “The council"),
            ("World\n\nHead\n-\nMoney7 days ago\nTitle", "line 3: “Head” has no text below it."),
            (
                "World\nHead\nText\n-\nMoney",
                "line 5: “Money” cannot be read as a section and an age",
            ),
            ("World\nHead\nText\n-\nMoney soon\nTitle", "line 5: “Money soon” cannot be read"),
            (
                "World\nHead\nText\n-\nMoney0 days ago\nTitle",
                "line 5: “Money0 days ago” cannot be read",
            ),
            ("World\nHead\nText\n-\n7 days ago\nTitle", "line 5: “7 days ago” cannot be read"),
            (
                "World\nHead\nText\n-\nMoney7 days ago\n-",
                "line 5: “Money7 days ago” has no headline",
            ),
            ("World\nHead\nText\n-\nMoney7 days ago\nTitle\nMore", "line 7: “More” stands where"),
            (f"World\nHead\nText\n-\nMoney7 days ago\n{long * 3}", "line 6: “The council"),
            (f"World\nHead\nText\n-\n{long}7 days ago\nTitle", "has a section with more than 60"),
            ("World\nHe\x00ad\nText", "line 2: this is no text"),
        ):
            self.file.write_text(text, encoding="utf-8")
            with self.subTest(text=text[:60]):
                self.assert_refused(sentence)

    def test_that_is_no_utf8_is_told_with_its_line(self):
        self.file.write_bytes("World\nHead\nCafé".encode("latin-1"))
        self.assert_refused("line 3: this is no UTF-8 text.")
        self.file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
        self.assert_refused("line 1: this is no UTF-8 text.")

    def test_that_cannot_be_opened_is_told(self):
        self.assert_refused("cannot be read: No such file", file=self.file.with_name("none.txt"))
        self.assert_refused("cannot be read: Is a directory", file=self.file.parent)

    def test_a_time_without_a_zone_is_refused(self):
        for when in ("2025-10-23T12:00:00", "2025-10-23", "yesterday"):
            self.assert_refused(f"--as-of is “{when}”. Give a time with its zone", as_of=when)

    def test_a_failure_half_way_leaves_nothing(self):
        with patch("articles.workflow.publish", side_effect=[None, None, KeyboardInterrupt]):
            with self.assertRaises(KeyboardInterrupt):
                self.run_import()
        self.assertEqual(Article.objects.count() + Section.objects.count(), 0)

    def test_a_reader_says_where_an_age_leads_before_all_time(self):
        with self.assertRaisesMessage(Unreadable, "line 5: “World999 years ago” has an age"):
            read("World\nHead\nText\n-\nWorld999 years ago\nTitle", as_of=AS_OF.replace(year=900))


class WithoutADatabase(SimpleTestCase):
    def outcome(self, database):
        environment = os.environ | {"DEBUG": "1", "DATABASE_URL": database}
        command = ["manage.py", "import_articles", "--format", "page", str(INVENTED)]
        done = subprocess.run(
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stderr

    def test_tables_are_asked_for_in_a_sentence(self):
        with TemporaryDirectory() as folder:
            code, said = self.outcome(f"sqlite:///{folder}/empty.sqlite3")
        self.assertEqual(code, 1)
        self.assertIn("Run “python manage.py migrate”, then import again.", said)
        self.assertNotIn("Traceback", said)

    def test_the_reason_is_given_in_a_sentence(self):
        for database in ("sqlite:////nowhere/at/all.sqlite3", "postgres://127.0.0.1:1/none"):
            code, said = self.outcome(database)
            self.assertEqual(code, 1)
            self.assertIn("The database cannot be reached", said)
            self.assertNotIn("Traceback", said)


class Records(PageTestCase):
    """What readers of other formats may say of a story."""

    def write(self, **fields):
        whole = {
            "ref": "test:1",
            "place": "item 1",
            "headline": "Eels Return",
            "section": ("World",),
        }
        record = Record(**whole | {"public_at": AS_OF, "body": "<p>Text.</p>"} | fields)
        (outcome,) = writing.Writer(at=AS_OF, save_section=tree.save).write([record])
        return outcome

    def test_bring_people_tags_and_subsections_along(self):
        person = Author.objects.create(name="Ada Wren")
        fields = {
            "section": ("World", "North"),
            "further_sections": (("Science",), ("World", "North", "Isles")),
            "bylines": ("Bo Lind", "Ada Wren"),
            "tags": ("Eels", "eels", "Rivers"),
            "language": "sv",
            "slug": "eels",
            "standfirst": "After nine years.",
        }
        self.assertEqual(self.write(**fields).result, writing.MADE)
        story = Article.objects.get()
        self.assertEqual(
            [byline.printed_name for byline in story.bylines.all()], ["Bo Lind", "Ada Wren"]
        )
        self.assertEqual(story.bylines.last().author, person)
        self.assertEqual([tag.name for tag in story.tags.order_by("name")], ["Eels", "Rivers"])
        self.assertEqual(story.section.path, "world/north")
        self.assertEqual(
            set(Listing.objects.values_list("section__path", flat=True)),
            {"world", "world/north", "world/north/isles", "science"},
        )
        self.assertEqual((story.language, story.slug), ("sv", "eels"))
        self.assertEqual(self.write(**fields).result, writing.UNCHANGED)
        self.assertEqual(self.write(**fields | {"tags": ("Eels",)}).result, writing.UPDATED)
        self.assertEqual([tag.name for tag in Article.objects.get().tags.all()], ["Eels"])

    def test_without_a_time_become_drafts(self):
        self.write(public_at=None)
        self.assertEqual(Article.objects.get().status, "draft")
        self.assertEqual(self.write(public_at=None, body="<p>More.</p>").result, writing.UPDATED)
        self.assertEqual(Article.objects.get().body, "<p>More.</p>")

    def test_of_a_time_to_come_wait_for_it(self):
        later = AS_OF + timedelta(hours=1)
        self.write(public_at=later)
        self.assertEqual(self.write(public_at=later, body="<p>More.</p>").result, writing.UPDATED)
        story = Article.objects.get()
        self.assertIs(story.is_public(AS_OF), False)
        self.assertIs(story.is_public(later), True)
        self.assertEqual(story.body, "<p>More.</p>")

    def test_lose_what_is_not_harmless(self):
        self.write(body='<p onclick="x()">Te<script>alert(1)</script>xt</p>')
        self.assertEqual(Article.objects.get().body, "<p>Text</p>")

    def test_that_are_refused_leave_nothing_behind(self):
        for fields, reason in (
            ({"headline": "x" * 201}, "Headline: 200 characters at most; this has 201."),
            ({"tags": ("x" * 101,), "bylines": ("Bo Lind",)}, "A tag has 1 to 100 characters"),
            ({"section": ("x" * 61,)}, "at most 60 characters"),
            ({"kind": "rumour"}, "There is no kind of story called “rumour”."),
            ({"body": "", "kind": "news"}, "It has no text"),
        ):
            outcome = self.write(**fields)
            self.assertEqual(outcome.result, writing.REFUSED)
            self.assertIn(reason, outcome.reason)
            self.assertEqual(Section.objects.count() + Author.objects.count(), 0)
            self.assertEqual(Article.objects.count() + ArticleLog.objects.count(), 0)

    def test_are_refused_where_an_editor_saves_between_the_look_and_the_write(self):
        self.write()
        story = Article.objects.get()

        def save_section(section):
            text = story.newest_revision.snapshot | {"standfirst": "An editor’s."}
            workflow.save_revision(story, text, base=1, by=editor, at=AS_OF)
            return tree.save(section)

        editor, writer = make_admin(), writing.Writer(at=AS_OF, save_section=save_section)
        record = Record(
            ref="test:1",
            place="item 1",
            headline="Eels Gone",
            section=("Elsewhere",),
            body="<p>T</p>",
        )
        (outcome,) = writer.write([record])
        self.assertEqual(outcome.result, writing.REFUSED)
        self.assertIn("edited here", outcome.reason)
        story.refresh_from_db()
        self.assertEqual(story.headline, "Eels Return")

    def test_after_a_refused_one_come_in_whole(self):
        writer = writing.Writer(at=AS_OF, save_section=tree.save)
        good = {"section": ("World",), "headline": "Head", "public_at": AS_OF, "body": "<p>T</p>"}
        outcomes = writer.write(
            [
                Record(ref="test:1", place="item 1", **good | {"headline": "x" * 201}),
                Record(ref="test:2", place="item 2", **good),
            ]
        )
        self.assertEqual(writing.receipt(outcomes), "1 made, 0 updated, 0 unchanged, 1 refused")
        self.assertEqual(Article.objects.get().section.title, "World")
