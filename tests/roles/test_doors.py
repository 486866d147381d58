"""Doors that are no cell of a story: pictures, the front, lookups, open forms, what a page offers."""

from tempfile import TemporaryDirectory

from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import corrections, library, permissions, review, workflow
from articles.admin.story import ArticleAdmin
from articles.errors import Refused
from articles.models import Article, ArticleLog, Correction, Image
from newsroom.models import User
from sections import curation
from sections.models import Placement
from tests.articles.pictures import picture
from tests.factories import make_user

from .cast import LIST, RolesTestCase

ROLES = ("contributor", "reporter", "editor", "publisher", "admin")


class DoorTests(RolesTestCase):
    def setUp(self):
        super().setUp()
        self.by_name = {identity.name: identity for identity in self.identities}
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(MEDIA_ROOT=f"{folder.name}/media"))

    def client_of(self, name):
        return self.by_name[name].client

    def upload(self, name, story=None):
        query = f"?story={story.pk}" if story else ""
        file = SimpleUploadedFile("harbour.jpg", picture())
        address = f"/admin/articles/image/upload/{query}"
        return self.client_of(name).post(address, {"file": file})

    def test_pictures_are_uploaded_as_the_table_says(self):
        for name, may in zip(ROLES, (False, True, True, True, False), strict=True):
            with self.subTest(name):
                self.assertIs(self.upload(name).status_code == 200, may)

    def test_a_contributor_uploads_into_stories_that_he_may_change(self):
        contributor = self.by_name["contributor"]
        for state, place, may in (
            ("draft", "own", True),
            ("in review", "own", False),
            ("draft", "desk", False),
        ):
            with self.subTest(f"{state} {place}"):
                with self.at(contributor, state, place) as story:
                    answer = self.upload("contributor", story)
                    self.assertEqual(answer.status_code, 200 if may else 422)
        self.assertContains(self.upload("contributor"), "Save your story first", status_code=422)
        self.assertContains(self.upload("admin"), "may not upload pictures", status_code=422)
        with self.assertRaises(Refused):
            library.add_image(
                SimpleUploadedFile("a.jpg", picture()),
                by=contributor.user,
                story=self.stories["draft", "world"],
            )

    def test_an_upload_for_ones_own_stories_asks_whose_the_story_is_whoever_may_save_it(self):
        user = make_user("saver", "articles.change_article", "articles.add_own_image")
        with self.at(self.by_name["publisher"], "draft", "desk") as story:
            with self.assertRaisesMessage(Refused, "only into stories of your own"):
                library._check_permission(user, story)

    def test_who_has_no_role_changes_no_words_of_the_picture_that_he_uploaded(self):
        image = Image(uploaded_by=self.users["clerk"])
        self.assertIs(library.may_describe(self.users["clerk"], image), False)
        image.uploaded_by = self.users["contributor"]
        self.assertIs(library.may_describe(self.users["contributor"], image), True)

    def test_words_of_pictures_are_changed_by_those_who_may(self):
        image = Image.objects.create(title="Harbour", width=1, height=1, uploaded_at=self.now)
        mine = Image.objects.create(
            title="Mine",
            width=1,
            height=1,
            uploaded_at=self.now,
            uploaded_by=self.users["contributor"],
        )
        words = {"title": "Other", "focus_x": "0.5", "focus_y": "0.5"}
        for name, may in zip(ROLES, (False, True, True, True, False), strict=True):
            with self.subTest(name):
                Image.objects.filter(pk=image.pk).update(title="Harbour")
                self.client_of(name).post(f"/admin/articles/image/{image.pk}/change/", words)
                image.refresh_from_db()
                self.assertIs(image.title == "Other", may)
        self.client_of("contributor").post(f"/admin/articles/image/{mine.pk}/change/", words)
        mine.refresh_from_db()
        self.assertEqual(mine.title, "Other")

    def test_the_front_is_for_the_desk_of_the_story(self):
        for name, place, may in (
            ("contributor", "own", False),
            ("reporter", "desk", False),
            ("editor", "desk", True),
            ("editor", "foreign", False),
            ("publisher", "foreign", True),
            ("admin", "foreign", False),
        ):
            identity = self.by_name[name]
            with self.subTest(f"{name} {place}"), self.at(identity, "live", place) as story:
                sent = {"article": story.pk, "until_0": "", "until_1": ""}
                identity.client.post("/admin/sections/placement/add/", sent)
                self.assertIs(story.placements.exists(), may)
                story.placements.all().delete()
                if may:
                    curation.place(story, by=identity.user)
                else:
                    self.assertRaises(Refused, curation.place, story, by=identity.user)
                placed = curation.place(story, by=None, at=self.now)
                page = identity.client.get("/admin/sections/placement/")
                self.assertIs(story.headline.encode() in page.content, may)
                address = f"/admin/sections/placement/{placed.pk}/"
                self.assertIs(identity.client.get(f"{address}change/").status_code == 200, may)
                self.assertIs(identity.client.get(f"{address}history/").status_code == 200, may)
                identity.client.post(f"{address}delete/", {"post": "yes"})
                self.assertIs(Placement.objects.filter(pk=placed.pk).exists(), not may)
                if not may:
                    self.assertRaises(Refused, curation.take_off, placed, by=identity.user)

    def test_a_form_offers_what_its_reader_may_do(self):
        for name, place, state, offered, not_offered in (
            ("contributor", "own", "draft", ("_save", "_submit", "_bin"), ("_publish", "_kill")),
            ("reporter", "desk", "draft", (), ("_save", "_submit", "_publish", "_bin")),
            ("reporter", "own", "live", ("_save",), ("_update", "_withdraw", "_kill")),
            ("editor", "desk", "live", ("_save", "_update"), ("_withdraw", "_kill")),
            ("publisher", "foreign", "live", ("_save", "_update", "_withdraw", "_kill"), ()),
            ("admin", "desk", "draft", (), ("_save", "_submit", "_publish", "_assign")),
        ):
            identity = self.by_name[name]
            with self.subTest(f"{name} {place} {state}"), self.at(identity, state, place) as story:
                page = identity.client.get(f"{LIST}{story.pk}/change/").content.decode()
                for button in offered:
                    self.assertIn(f'name="{button}"', page)
                for button in not_offered:
                    self.assertNotIn(f'name="{button}"', page)
        for name, may in (("contributor", False), ("editor", True)):
            page = self.client_of(name).get(f"{LIST}add/").content.decode()
            self.assertIs('name="_publish"' in page, may)

    def test_a_refusal_says_whether_it_is_the_account_or_the_story(self):
        story = self.stories["in review", "sport"]
        with self.assertRaisesMessage(Refused, "may approve stories, but not here"):
            review.approve(story, by=self.users["editor"], at=self.now)
        with self.assertRaisesMessage(Refused, "may not approve stories."):
            review.approve(story, by=self.users["reporter"], at=self.now)

    def test_the_list_offers_what_its_reader_may_do_with_many(self):
        for name, acts in (
            ("contributor", {"submit", "bin"}),
            ("editor", {"submit", "approve", "assign", "bin"}),
            ("admin", set()),
        ):
            page = self.client_of(name).get(LIST).content.decode()
            for act in ("submit", "approve", "assign", "bin"):
                self.assertIs(f'value="{act}_chosen"' in page, act in acts, f"{name} {act}")

    def test_the_opening_page_counts_and_names_what_one_may_read(self):
        for identity in self.identities:
            if not identity.has_session:
                continue
            page = identity.client.get("/admin/").content.decode()
            for (state, _), story in self.stories.items():
                if state != "in review":
                    continue
                shown = story.headline in page
                self.assertIs(shown, permissions.may_read(identity.user, story), str(identity))

    def test_a_page_asks_about_the_story_itself_too(self):
        """For doors that find the story by themselves."""
        admin = ArticleAdmin(Article, None)
        story = self.stories["draft", "sport"]
        for name, view, change in (
            ("contributor", False, False),
            ("reporter", False, False),
            ("editor", False, False),
            ("publisher", True, True),
            ("admin", True, False),
        ):
            request = type("Request", (), {"user": self.users[name]})()
            self.assertIs(admin.has_view_permission(request, story), view, name)
            self.assertIs(admin.has_change_permission(request, story), change, name)

    def test_open_forms_are_for_those_who_may_change_the_story(self):
        for name, place, may, takes_over in (
            ("contributor", "own", True, False),
            ("reporter", "desk", False, False),
            ("editor", "desk", True, True),
            ("editor", "foreign", False, False),
            ("admin", "desk", False, False),
        ):
            identity = self.by_name[name]
            with self.subTest(f"{name} {place}"), self.at(identity, "draft", place) as story:
                kept = {"story": story.pk, "window": "w1", "headline": "Typed"}
                answer = identity.client.post(f"{LIST}autosave/", kept)
                self.assertIs(answer.status_code == 200, may)
                answer = identity.client.post(f"{LIST}{story.pk}/ping/", {"window": "w1"})
                self.assertIs(answer.status_code == 200, may)
                answer = identity.client.post(f"{LIST}{story.pk}/take-over/", {"window": "w1"})
                self.assertIs(answer.status_code == 200, takes_over)
        answer = self.client_of("admin").post(f"{LIST}autosave/", {"window": "w1", "story": ""})
        self.assertEqual(answer.status_code, 403)

    def test_people_are_looked_up_by_those_who_assign(self):
        query = "app_label=articles&model_name=article&field_name=assigned_to&term=Jo"
        for name, may in zip(ROLES, (False, False, True, True, True), strict=True):
            answer = self.client_of(name).get(f"/admin/autocomplete/?{query}")
            self.assertIs(answer.status_code == 200, may, name)

    def test_links_are_given_out_by_those_who_may(self):
        for name, place, may in (
            ("contributor", "own", False),
            ("reporter", "own", True),
            ("reporter", "desk", False),
            ("editor", "desk", True),
            ("admin", "desk", False),
        ):
            identity = self.by_name[name]
            with self.subTest(f"{name} {place}"), self.at(identity, "draft", place) as story:
                answer = identity.client.get(f"{LIST}{story.pk}/links/")
                self.assertIs(answer.status_code == 200, may)

    def test_a_correction_brings_changes_live_for_those_alone_who_may_publish(self):
        corrector = make_user("corrector", "articles.correct_article")
        story = self.stories["changed", "world"]
        note = {"kind": Correction.Kind.CORRECTION, "note": "It was Tuesday."}
        with self.assertRaises(Refused):
            corrections.correct(story, by=corrector, at=self.now, **note)

    def test_a_page_of_corrections_offers_what_its_reader_may_do(self):
        for name, place, may in (("reporter", "own", False), ("editor", "desk", True)):
            identity = self.by_name[name]
            with self.at(identity, "live", place) as story:
                page = identity.client.get(f"{LIST}{story.pk}/corrections/").content.decode()
                self.assertIs('value="correct:new"' in page, may, name)
                self.assertIs('value="propose:new"' in page, not may, name)

    def test_the_address_of_a_scheduled_story_is_not_told_by_its_id(self):
        kind = ContentType.objects.get_for_model(Article)
        answer = self.client_of("publisher").get(
            f"/admin/r/{kind.pk}/{self.stories['live', 'arts'].pk}/"
        )
        self.assertEqual(answer.status_code, 404)

    def test_the_log_of_a_purged_story_is_for_those_who_see_all(self):
        row = ArticleLog.objects.filter(article=self.stories["binned", "world"]).first()
        ArticleLog.objects.filter(pk=row.pk).update(article=None)
        for name, may in (("contributor", False), ("editor", False), ("publisher", True)):
            page = self.client_of(name).get("/admin/articles/articlelog/?act=bin").content.decode()
            self.assertIs("(purged)" in page, may, name)

    def test_what_a_desk_may_do_is_not_done_by_its_reporter(self):
        user = User.objects.get(pk=self.users["reporter"].pk)
        story = self.stories["draft", "world"]
        self.assertEqual(workflow.acts_open_to(story, user, self.now), set())
