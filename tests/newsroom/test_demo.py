"""The demonstration: the invented paper holds together, and `manage.py demo` makes it and serves it."""

import hashlib
import http.client
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, contextmanager
from datetime import timedelta
from html import unescape
from http.cookiejar import CookieJar
from pathlib import Path
from unittest.mock import patch
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from django.apps import apps
from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, override_settings

from articles import permissions
from articles.models import Article, Author, Byline, Series, Tag
from newsroom.demonstration import logins, paper
from newsroom.demonstration.build import MARK, NotOurs, build
from newsroom.models import User
from sections.models import Placement, Section
from tests.base import PageTestCase, free_port
from tests.factories import NOON, make_draft, make_story

MANAGE = settings.BASE_DIR / "manage.py"


class ContentTests(SimpleTestCase):
    """What the writers wrote."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.rows = paper.read()
        cls.stories = cls.rows["story"]

    def test_it_is_a_whole_paper(self):
        """Some forty stories and more, in eight sections with subsections, over six weeks."""
        self.assertGreaterEqual(len(self.stories), 40)
        top = {row["path"] for row in self.rows["section"] if "/" not in row["path"]}
        below = {
            row["path"].partition("/")[0] for row in self.rows["section"] if "/" in row["path"]
        }
        self.assertEqual((len(top), below), (8, top))
        ages = [story["days_ago"] for story in self.stories if story["state"] == "published"]
        self.assertGreater(min(ages), 0)
        self.assertGreaterEqual(sum(age <= 42 for age in ages), 40)
        self.assertGreater(max(ages), 28)

    def test_every_section_has_a_story(self):
        used = {story["section"] for story in self.stories if story["state"] == "published"}
        self.assertEqual({row["path"] for row in self.rows["section"]} - used, set())

    def test_every_state_and_kind_is_there(self):
        states = Counter(story["state"] for story in self.stories)
        at_the_desk = {"draft", "in_review", "sent_back", "approved"}
        seen = {"published", "scheduled", "withdrawn", "killed"}
        self.assertEqual(set(states), at_the_desk | seen, states)
        kinds = {story["kind"] for story in self.stories}
        self.assertEqual(kinds & set(Article.Kind.values), kinds)
        self.assertGreaterEqual(kinds, {"news", "opinion", "analysis", "feature", "brief"})

    def test_slugs_headlines_and_times_are_each_given_once(self):
        for field in ("slug", "headline", "days_ago"):
            seen = Counter(story[field] for story in self.stories)
            self.assertEqual([value for value, times in seen.items() if times > 1], [], field)

    def test_what_stories_name_is_there(self):
        sections = {row["path"] for row in self.rows["section"]}
        people = {row["slug"] for row in self.rows["person"]}
        slugs = {story["slug"] for story in self.stories}
        for story in self.stories:
            with self.subTest(story["slug"]):
                self.assertIn(story["section"], sections)
                self.assertLessEqual({row["person"] for row in story["bylines"]}, people)
                self.assertLessEqual(
                    {row["role"] for row in story["bylines"]}, set(Byline.Role.values)
                )
                self.assertLessEqual(set(story["related"]), slugs - {story["slug"]})
        self.assertLessEqual({row["lead"] for row in self.rows["front"]}, slugs)

    def test_most_tags_join_stories(self):
        """A tag for one story alone leads a reader nowhere."""
        used = Counter(tag for story in self.stories for tag in story["tags"])
        alone = [tag for tag, stories in used.items() if stories == 1]
        self.assertLess(len(alone), len(used) / 4, alone)

    def test_no_sentence_is_said_twice(self):
        """Of more than six words, in texts, standfirsts and captions, over the whole paper."""
        said = {}
        for story in self.stories:
            text = f"{paper.body(story)}\n{story['standfirst']}\n{story['picture_caption']}"
            for sentence in sentences(text):
                said.setdefault(sentence, []).append(story["slug"])
        self.assertGreater(len(said), 1000)
        self.assertEqual({what: where for what, where in said.items() if len(where) > 1}, {})

    def test_a_file_that_is_no_toml_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            Path(folder, "world.toml").write_text("[[story]\n")
            with self.assertRaisesMessage(ValueError, "world.toml: "):
                paper.read(Path(folder))


def sentences(html):
    """The sentences of more than six words, in small letters and without signs."""
    text = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</(p|li|h2|h3|td|th|tr)>", "\n", html)))
    for line in text.split("\n"):
        for part in re.split(r"(?<=[.!?])[”’]?\s+", line):
            words = re.findall(r"[\w’'-]+", part.lower())
            if len(words) > 6:
                yield " ".join(words)


class BuildTests(PageTestCase):
    """The paper as it stands in the database and before readers."""

    @classmethod
    def setUpTestData(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        media = override_settings(MEDIA_ROOT=f"{folder.name}/media")
        media.enable()
        cls.addClassCleanup(media.disable)
        cls.originals = Path(folder.name, "originals")
        cls.at = NOON + timedelta(seconds=47)
        cls.made = build(cls.at)
        logins.make("a password of this test")

    def story(self, state):
        slug = next(row["slug"] for row in paper.read()["story"] if row["state"] == state)
        return Article.objects.get(import_ref=MARK + slug)

    def test_everything_that_was_written_is_made(self):
        rows = paper.read()
        self.assertEqual(self.made["stories"], len(rows["story"]))
        self.assertEqual(Article.objects.count(), len(rows["story"]))
        self.assertEqual(Section.objects.count(), len(rows["section"]))
        self.assertEqual(Author.objects.count(), len(rows["person"]))
        (leading,) = Tag.objects.leading(self.at)
        self.assertIn(leading.name, [row["name"] for row in rows["tag"] if row.get("leads")])

    def test_stories_have_the_pictures_that_their_writers_asked_for(self):
        for row in paper.read()["story"]:
            article = Article.objects.get(import_ref=MARK + row["slug"])
            with self.subTest(row["slug"]):
                self.assertIs(article.lead_picture is not None, bool(row["picture"]))
                if row["picture"]:
                    image = article.lead_picture.image
                    self.assertEqual(image.alt, row["picture_alt"])
                    self.assertEqual(image.caption, row["picture_caption"])
                    self.assertRegex(image.credit, r"^Illustration: \w+")
        self.assertEqual(len(list(self.originals.iterdir())), self.made["pictures"])

    def test_a_reader_sees_a_gallery_and_pictures_in_the_long_read(self):
        for slug, pictures, galleries in (
            ("four-hundred-paper-boats-open-anniversary", 5, 1),
            ("eleven-days-down-a-working-river", 3, 0),
        ):
            article = Article.objects.get(slug=slug)
            self.assertEqual(article.pictures.exclude(order=0).count(), pictures)
            page = self.text(article.get_absolute_url())
            self.assertEqual(page.count('<figure class="picture">'), pictures + 1)
            self.assertEqual(page.count('<div class="gallery">'), galleries)

    def test_everybody_has_a_portrait_with_the_face_in_focus(self):
        for author in Author.objects.select_related("portrait"):
            self.assertEqual(author.portrait.size, (900, 900))
            self.assertEqual(author.portrait.focus, (0.5, 0.44))
            self.assertNotEqual(author.portrait.credit, f"Illustration: {author.name}")

    def test_stories_name_each_other_and_parts_their_series(self):
        for row in paper.read()["story"]:
            article = Article.objects.get(import_ref=MARK + row["slug"])
            related = article.related.order_by("order").values_list("to__import_ref", flat=True)
            self.assertEqual(list(related), [MARK + slug for slug in row["related"]])
        (wanted,) = paper.read()["series"]
        parts = Article.objects.filter(series=Series.objects.get(title=wanted["title"]))
        self.assertEqual({part.slug for part in parts}, set(wanted["parts"]))

    def test_what_was_corrected_is_told_and_the_earlier_text_can_be_read(self):
        listed = self.text("/corrections/")
        for row in paper.read()["correction"]:
            address = Article.objects.get(import_ref=MARK + row["story"]).get_absolute_url()
            self.assertIn(row["note"], self.text(address))
            self.assertIn(row["note"], listed)
            self.assertIn(row["note"], self.text(f"{address}changes/"))
        vote = Article.objects.get(import_ref=MARK + "harbour-vote-passes-by-one")
        self.assertEqual(vote.versions.count(), 3)
        self.assertIn("46 million crowns a year", vote.body)
        self.assertIn("<del>64</del>", self.text(f"{vote.get_absolute_url()}changes/"))

    def test_its_own_pages_say_what_the_paper_is(self):
        for row in paper.read()["page"]:
            self.assertEqual(FlatPage.objects.get(url=row["url"]).title, row["title"])
            self.assertIn(row["title"], self.text(row["url"]))

    def test_a_page_that_an_editor_rewrote_stays(self):
        FlatPage.objects.filter(url="/about/").update(content="<p>Rewritten.</p>")
        build(self.at)
        self.assertEqual(FlatPage.objects.get(url="/about/").content, "<p>Rewritten.</p>")

    def test_a_run_that_fails_leaves_no_file(self):
        """Stopped at the first story, when the portraits lie in the library already."""
        before = set(self.originals.iterdir())
        theirs = {"import_ref": None, "created_by": User.objects.get(username="admin")}
        Article.objects.filter(import_ref__startswith=MARK).update(**theirs)
        Author.objects.filter(slug="rashid-om").update(slug="another")
        with patch.object(paper, "body", side_effect=ValueError("cannot be read")):
            with self.assertRaisesMessage(ValueError, "cannot be read"):
                build(self.at)
        self.assertEqual(set(self.originals.iterdir()), before)

    def test_times_are_counted_in_whole_minutes_from_the_clock_given(self):
        for row in paper.read()["story"]:
            if row["state"] == "published":
                article = Article.objects.get(import_ref=MARK + row["slug"])
                age = timedelta(minutes=round(row["days_ago"] * 24 * 60))
                self.assertEqual(article.public_at, NOON - age, row["slug"])

    def test_each_state_is_what_it_says(self):
        self.assertIs(self.story("scheduled").is_scheduled(self.at), True)
        for state in ("draft", "in_review", "sent_back", "approved", "withdrawn", "killed"):
            self.assertEqual(self.story(state).status, state)

    def test_readers_see_the_published_ones_and_why_one_was_killed(self):
        self.assertIn(
            self.story("published").headline, self.text(self.story("published").get_absolute_url())
        )
        self.get(self.story("withdrawn").get_absolute_url(), 404)
        killed = self.story("killed")
        self.assertIn(killed.kill_reason, self.text(killed.get_absolute_url(), 410))

    def test_the_front_leads_with_the_story_that_was_chosen(self):
        (front,) = paper.read()["front"]
        placed = Placement.objects.live(self.at).get()
        self.assertEqual(placed.article.import_ref, MARK + front["lead"])

    def test_a_second_run_changes_nothing(self):
        before = digest()
        again = build(self.at + timedelta(days=3))
        self.assertEqual(logins.make(), dict.fromkeys(logins.ROLES))
        self.assertEqual(again, Counter(found=self.made["stories"]))
        self.assertEqual(digest(), before)

    def test_what_is_missing_is_made_again_and_the_rest_is_left(self):
        draft = self.story("draft")
        Article.objects.filter(pk=draft.pk).update(newest_revision=None)
        draft.delete()
        again = build(self.at)
        self.assertEqual((again["stories"], again["found"]), (1, self.made["stories"] - 1))

    def test_a_database_with_other_stories_is_refused(self):
        make_story("A story of another paper")
        before = digest()
        with self.assertRaisesMessage(NotOurs, "stories that the demonstration did not make (1)"):
            build(self.at)
        with self.assertRaisesMessage(CommandError, "Set DATABASE_URL to an empty database"):
            call_command("demo", no_serve=True, verbosity=0)
        self.assertEqual(digest(), before)

    def test_what_its_own_logins_write_is_no_reason_to_refuse(self):
        make_draft("Tried out by hand", by=User.objects.get(username="editor"))
        self.assertEqual(build(self.at)["stories"], 0)

    def test_there_is_a_login_for_each_role_and_desks_for_those_who_work_at_one(self):
        for name, role in logins.ROLES.items():
            user = User.objects.get(username=name)
            self.assertEqual(
                list(user.groups.values_list("name", flat=True)), [role] if role else []
            )
            self.assertIs(user.is_superuser, name == "admin")
        story = Article.objects.published().first()
        editor, reporter = (User.objects.get(username=name) for name in ("editor", "reporter"))
        self.assertIs(permissions.may(editor, permissions.PUBLISH, story), True)
        self.assertIs(permissions.may(reporter, permissions.PUBLISH, story), False)
        self.assertIs(permissions.may_read(reporter, story), True)
        self.assertIs(editor.has_perm("newsroom.change_user"), False)

    def test_a_password_that_is_given_is_set(self):
        logins.make("another password")
        self.assertIs(self.client.login(username="editor", password="another password"), True)


def digest():
    """A sum over every row of the database, but for sessions."""
    total = hashlib.sha256()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label != "sessions":
            rows = model._base_manager.order_by("pk").values_list()
            total.update(f"{model._meta.label} {list(rows)}\n".encode())
    return total.hexdigest()


class NoLoginsTests(TestCase):
    def test_each_first_run_has_a_password_of_its_own(self):
        first = logins.make()
        User.objects.all().delete()
        second = logins.make()
        self.assertTrue(first["admin"] and second["admin"])
        self.assertNotEqual(first["admin"], second["admin"])


class CommandTests(SimpleTestCase):
    """The command as somebody runs it at a shell; the first run and its database are shared."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        began, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
        cls.code, cls.printed = cls.run_to_end("--no-serve")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        cls.seconds = min(used, time.monotonic() - began)

    @classmethod
    def start(cls, *options, **environment):
        own = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": f"sqlite:///{cls.folder}/demo.sqlite3",
            "MEDIA_ROOT": f"{cls.folder}/media",
        }
        return subprocess.Popen(
            [sys.executable, str(MANAGE), "demo", *options],
            env=own | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    @classmethod
    def run_to_end(cls, *options, **environment):
        process = cls.start(*options, **environment)
        printed, _ = process.communicate(timeout=300)
        return process.returncode, printed

    @contextmanager
    def served(self, *options):
        """The site while it runs, as (its address, a browser with cookies)."""
        port = free_port()
        process = self.start("--port", str(port), *options)
        try:
            wait_until_open(port, process)
            yield f"http://127.0.0.1:{port}", build_opener(HTTPCookieProcessor(CookieJar()))
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=30)

    def password(self):
        """As the first run printed it."""
        return re.search(r"\n +editor +password (\S{12})\n", self.printed)[1]

    def test_from_nothing_to_a_paper_in_less_than_30_seconds(self):
        """By the clock, or of one processor where the machine has others to work for."""
        self.assertEqual(self.code, 0, self.printed)
        self.assertLess(self.seconds, 30)
        for address in ("/", "/admin/", "/admin/login/"):
            self.assertIn(f" http://127.0.0.1:8000{address}\n", self.printed)
        for name in logins.ROLES:
            self.assertRegex(self.printed, rf"\n +{name} +password \S{{12}}\n")

    def test_a_second_run_makes_nothing_and_tells_no_password(self):
        code, printed = self.run_to_end("--no-serve")
        self.assertEqual(code, 0, printed)
        self.assertIn("Made 0 stories, 0 pictures, 0 sections, 0 people, 0 tags; ", printed)
        self.assertNotIn(self.password(), printed)

    def test_it_serves_the_paper_and_lets_the_editor_in(self):
        with self.served() as (site, browser):
            front = browser.open(f"{site}/").read().decode()
            self.assertIn("The Merrow Herald", front)
            self.assertIn("Stories", log_in(browser, site, "editor", self.password()))

    def test_in_production_it_runs_without_debug_behind_the_production_server(self):
        with self.served("--production") as (site, browser):
            answer = browser.open(f"{site}/")
            self.assertEqual(answer.headers["Server"], "granian")
            with self.assertRaises(HTTPError) as missing:
                browser.open(f"{site}/no-such-page/")
            self.assertNotIn("DEBUG", missing.exception.read().decode())
            desk = log_in(browser, site, "editor", self.password())
            (sheet,) = set(re.findall(r"/static/admin/css/base\.\w{12}\.css", desk))
            self.assertEqual(browser.open(site + sheet).status, 200)

    def test_a_port_that_is_taken_is_told_before_anything_is_made(self):
        unmade = self.folder / "unmade.sqlite3"
        with closing(socket.socket()) as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            code, printed = self.run_to_end("--port", str(port), DATABASE_URL=f"sqlite:///{unmade}")
        self.assertEqual(code, 1)
        self.assertIn(f"Port {port} of 127.0.0.1 cannot be used", printed)
        self.assertNotIn("Traceback", printed)
        self.assertIs(unmade.exists(), False)

    def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(self):
        nowhere = f"postgres://nobody@127.0.0.1:{free_port()}/none"
        code, printed = self.run_to_end("--no-serve", DATABASE_URL=nowhere)
        self.assertEqual(code, 1)
        self.assertIn("The database cannot be used: ", printed)
        self.assertIn("Check DATABASE_URL.", printed)
        self.assertNotIn("Traceback", printed)


def wait_until_open(port, process, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(
        "The site did not open." + (process.stdout.read() if process.poll() else "")
    )


def log_in(browser, site, name, password):
    """Returns the page behind the login form."""
    form = browser.open(f"{site}/admin/login/?next=/admin/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    data = {"username": name, "password": password, "csrfmiddlewaretoken": token, "next": "/admin/"}
    page = browser.open(f"{site}/admin/login/?next=/admin/", urlencode(data).encode())
    return unescape(page.read().decode())
