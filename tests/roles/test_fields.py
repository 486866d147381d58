"""Fields that a role may not set are left as they were, whatever is sent, and that is logged and told."""

from articles import workflow
from articles.errors import Refused
from articles.models import Article, Author, Series
from articles.tagging import tag_named
from newsroom.models import User
from tests.factories import make_author

from .cast import LIST, REFUSALS, RolesTestCase, did, form

WRITERS = ("contributor", "reporter", "editor", "publisher")
STATE = {
    "status": "published",
    "public_at": "2026-01-01 12:00",
    "public_at_0": "2026-01-01",
    "public_at_1": "12:00",
    "first_public_at": "2026-01-01 12:00",
    "embargo_until": "2026-01-01 12:00",
    "changes_at": "2026-01-01 12:00",
    "withdraw_at": "2026-01-01 12:00",
    "created_by": "1",
    "author": "1",
    "assigned_to": "1",
    "newest_revision": "1",
    "live_revision": "1",
    "import_ref": "taken",
    "kill_reason": "Because.",
    "is_superuser": "on",
    "version": "1",
}


def bylines(*authors):
    rows = {"bylines-TOTAL_FORMS": str(len(authors)), "bylines-INITIAL_FORMS": "0"}
    for number, author in enumerate(authors):
        rows |= {f"bylines-{number}-author": author.pk, f"bylines-{number}-role": "words"}
    return rows


class FieldTests(RolesTestCase):
    def setUp(self):
        super().setUp()
        self.by_name = {identity.name: identity for identity in self.identities}
        self.other = make_author("Somebody Else")

    def send(self, who, story, **typed):
        """The page after the save, and the newest snapshot."""
        identity = self.by_name[who]
        answer = identity.client.post(f"{LIST}{story.pk}/change/", form(story, **typed))
        page = identity.client.get(answer["Location"]).content.decode()
        return page, Article.objects.get(pk=story.pk).newest_revision.snapshot

    def test_each_field_is_set_by_those_who_may_and_left_alone_for_others(self):
        series, harbour = Series.objects.create(title="Harbour"), tag_named("harbour")
        world, sport = self.sections["world"].pk, self.sections["sport"].pk
        persons = {user.pk: user.author for user in User.objects.filter(author__isnull=False)}
        mine = {name: persons[self.users[name].pk] for name in WRITERS}
        all_of_them, no_freelance = set(WRITERS), {"reporter", "editor", "publisher"}
        for place, field, label, who, typed in (
            ("own", "headline", "Headline", all_of_them, lambda name: {"headline": "Mine"}),
            ("own", "tags", "Tags", all_of_them, lambda name: {"tags": harbour.name}),
            ("own", "section", "Section", all_of_them, lambda name: {"section": world}),
            ("own", "section", "Section", {"publisher"}, lambda name: {"section": sport}),
            ("own", "desk_notes", "Desk notes", no_freelance, lambda name: {"desk_notes": "Hm."}),
            ("own", "series", "Series", no_freelance, lambda name: {"series": series.pk}),
            (
                *("own", "further_sections", "Further sections", no_freelance),
                lambda name: {"further_sections": world},
            ),
            (
                *("own", "further_sections", "Further sections", {"publisher"}),
                lambda name: {"further_sections": sport},
            ),
            ("own", "bylines", "Bylines", all_of_them, lambda name: bylines(mine[name])),
            (
                *("own", "bylines", "Bylines", no_freelance),
                lambda name: bylines(mine[name], self.other),
            ),
            ("own", "bylines", "Bylines", {"publisher"}, lambda name: bylines(self.other)),
            (
                *("desk", "bylines", "Bylines", {"editor", "publisher"}),
                lambda name: bylines(self.other),
            ),
        ):
            for name in WRITERS:
                if place == "desk" and name not in ("editor", "publisher"):
                    continue
                with self.subTest(f"{name} {field} {place}"):
                    with self.at(self.by_name[name], "draft", place) as story:
                        before = story.newest_revision.snapshot[field]
                        page, saved = self.send(name, story, **typed(name))
                        told = f"Left as it was: {label}." in page
                        self.assertIs(saved[field] != before, name in who)
                        self.assertIs(told, name not in who)

    def test_a_live_slug_is_for_those_who_may_publish(self):
        for name, place, may in (
            ("reporter", "own", False),
            ("editor", "own", False),
            ("editor", "desk", True),
            ("publisher", "desk", True),
        ):
            with self.subTest(f"{name} {place}"):
                with self.at(self.by_name[name], "live", place) as story:
                    _, saved = self.send(name, story, slug="another-word", kicker="New")
                    self.assertIs(saved["slug"] == "another-word", may)
                    self.assertEqual(saved["kicker"], "New")

    def test_a_new_story_has_no_more_than_its_maker_may_set(self):
        text = {"headline": "New", "desk_notes": "Hm."}
        for name, notes in (("contributor", ""), ("reporter", "Hm.")):
            story = workflow.create(text, by=self.users[name], at=self.now)
            self.assertEqual(story.newest_revision.snapshot["desk_notes"], notes)
        for name in ("admin", "clerk"):
            with self.assertRaises(Refused):
                workflow.create(text, by=self.users[name], at=self.now)

    def test_an_editor_names_others_under_a_story_that_stands_in_no_section_yet(self):
        story = workflow.create({"headline": "New"}, by=self.users["editor"], at=self.now)
        section = self.sections["world"].pk
        _, saved = self.send("editor", story, section=section, **bylines(self.other))
        self.assertEqual([row["author"] for row in saved["bylines"]], [self.other.pk])

    def test_what_was_left_stands_in_both_logs(self):
        with self.at(self.by_name["contributor"], "draft", "own") as story:
            with self.assertLogs("articles.allowed", "WARNING") as logged:
                self.send("contributor", story, desk_notes="Hm.", headline="Mine")
            self.assertIn("'contributor' may not set desk_notes of story", logged.output[0])
            entry = story.log.first()
            self.assertEqual(entry.note, "Left as it was: Desk notes.")

    def test_new_tags_are_left_out_where_one_may_not_make_them(self):
        with self.at(self.by_name["contributor"], "draft", "own") as story:
            harbour = tag_named("harbour")
            with self.assertLogs("articles.allowed", "WARNING"):
                page, saved = self.send("contributor", story, tags="harbour\nQuite new")
            self.assertEqual(saved["tags"], [harbour.pk])
            self.assertIn("Left out: “Quite new”.", page)
        with self.at(self.by_name["reporter"], "draft", "own") as story:
            _, saved = self.send("reporter", story, tags="harbour\nQuite new")
            self.assertEqual(len(saved["tags"]), 2)

    def test_what_the_acts_write_is_no_field_of_any_form(self):
        columns = [name for name in STATE if hasattr(Article, name)]
        for name in WRITERS:
            for state in ("draft", "live"):
                with self.subTest(f"{name} {state}"):
                    with self.at(self.by_name[name], state, "own") as story:
                        was = Article.objects.filter(pk=story.pk).values(*columns).get()
                        answer = self.by_name[name].client.post(
                            f"{LIST}{story.pk}/change/", form(story, **STATE)
                        )
                        self.assertIn(answer.status_code, (302, 422))
                        now = Article.objects.filter(pk=story.pk).values(*columns).get()
                        self.assertEqual(now, was)
                        user = User.objects.get(pk=self.users[name].pk)
                        self.assertIs(user.is_superuser, False)

    def test_stories_that_one_may_not_read_are_neither_chosen_nor_shown(self):
        """By their ids, in the field of related stories: what is there already stays there."""
        secret = self.stories["draft", "sport"]
        known = self.stories["live", "sport"]
        with self.at(self.by_name["contributor"], "draft", "own") as story:
            page = f"{LIST}{story.pk}/change/"
            client = self.by_name["contributor"].client
            answer = client.post(page, form(story, related=[secret.pk]))
            self.assertEqual(answer.status_code, 422)
            self.assertNotIn(secret.headline, answer.content.decode())
            text = story.newest_revision.snapshot | {"related": [secret.pk, known.pk]}
            workflow.save_revision(story, text, base=1, by=None, at=self.now)
            for path in ("change/", "revision/2/", "compare/?from=1&to=2", "preview/"):
                shown = client.get(f"{LIST}{story.pk}/{path}").content.decode()
                self.assertNotIn(secret.headline, shown, path)
            story = Article.objects.get(pk=story.pk)
            _, saved = self.send("contributor", story, related=[known.pk], kicker="New")
            self.assertEqual(
                (saved["kicker"], set(saved["related"])), ("New", {secret.pk, known.pk})
            )

    def test_rows_are_not_asked_by_fields_of_others(self):
        """Neither by filters that a list does not offer, nor by the admin's own parameters."""
        for name in ("reporter", "editor", "publisher"):
            for model in ("article", "author", "image", "tag", "articlelog"):
                for query in (
                    "created_by__password__startswith=p",
                    "by__password__startswith=p",
                    "user__password__startswith=p",
                    "uploaded_by__email__startswith=p",
                    "_to_field=password",
                ):
                    with self.subTest(f"{name} {model} {query}"):
                        answer = self.by_name[name].client.get(f"/admin/articles/{model}/?{query}")
                        self.assertIn(answer.status_code, (*REFUSALS, 400))


class MidwayTests(RolesTestCase):
    """What changes while somebody has the form open."""

    def test_a_role_that_was_taken_away_is_gone_at_the_next_request(self):
        identity = next(one for one in self.identities if one.name == "editor")
        with self.at(identity, "draft", "desk") as story:
            page = f"{LIST}{story.pk}/change/"
            self.assertEqual(identity.client.get(page).status_code, 200)
            identity.user.groups.clear()
            answer = identity.client.post(page, form(story, "_publish"))
            self.assertIn(answer.status_code, REFUSALS)
            story.refresh_from_db()
            self.assertEqual((story.status, did(identity.user, story, "save")), ("draft", False))

    def test_a_desk_that_was_taken_away_is_gone_at_the_next_request(self):
        identity = next(one for one in self.identities if one.name == "editor")
        with self.at(identity, "draft", "desk") as story:
            identity.user.desks.all().delete()
            answer = identity.client.post(f"{LIST}{story.pk}/change/", form(story, "_publish"))
            self.assertIn(answer.status_code, REFUSALS)
            story.refresh_from_db()
            self.assertEqual(story.status, "draft")

    def test_an_account_that_goes_leaves_its_stories_and_their_bylines(self):
        user = self.users["reporter"]
        text = self.stories["draft", "world"].newest_revision.snapshot
        text |= {"bylines": [{"author": user.author.pk}]}
        story = workflow.create(text, by=user, at=self.now)
        story = workflow.publish(story, by=None, at=self.now)
        user.delete()
        self.assertContains(self.client.get(story.get_absolute_url()), "Reporter Writer")
        self.assertTrue(Author.objects.filter(name="Reporter Writer").exists())
