"""What pages refuse to whoever has no role, and what they offer to whom."""

from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import history, permissions, workflow
from articles.admin.log import LogAdmin
from articles.models import Article, ArticleLog, OutboxItem
from newsroom import redirects
from tests.articles.pictures import picture
from tests.factories import make_user

from .cast import LIST, RolesTestCase, did, form


class PageTests(RolesTestCase):
    def setUp(self):
        super().setUp()
        self.by_name = {identity.name: identity for identity in self.identities}

    def client_of(self, name):
        return self.by_name[name].client

    def page(self, name, path):
        return self.client_of(name).get(path).content.decode()

    def test_who_has_no_role_is_refused_before_anything_is_looked_up(self):
        story = f"{LIST}{self.stories['draft', 'world'].pk}/"
        for path in (
            *(LIST, f"{LIST}board/", f"{LIST}quick/?q=Secret", f"{story}history/"),
            *("/admin/articles/articlelog/", "/admin/sections/section/", "/admin/newsroom/user/"),
            f"{LIST}add/",
        ):
            self.assertEqual(self.client_of("clerk").get(path).status_code, 403, path)

    def test_who_reads_by_the_right_to_audit_alone_sends_nothing_and_is_named_in_the_log(self):
        admin, story = self.by_name["admin"], self.stories["draft", "world"]
        for path, sent in (("act/", {"act": "submit"}), ("preview/", form(story))):
            answer = admin.client.post(f"{LIST}{story.pk}/{path}", sent)
            self.assertEqual(answer.status_code, 403, path)
        admin.client.get(f"{LIST}{story.pk}/change/")
        self.assertTrue(did(admin.user, story, "read"))
        self.assertFalse(permissions.is_read_by_audit(self.users["clerk"], story, self.now))

    def test_a_form_offers_an_old_address_a_take_over_and_new_tags_to_those_who_may(self):
        for name, place, address, takes_over, tags in (
            ("contributor", "own", False, False, "known"),
            ("reporter", "own", False, False, "new"),
            ("editor", "desk", True, True, "new"),
        ):
            identity = self.by_name[name]
            with self.subTest(name), self.at(identity, "live", place) as story:
                redirects.remember("/old-address/", story.get_absolute_url())
                page = self.page(name, f"{LIST}{story.pk}/change/")
                self.assertIn("/old-address/", page)
                self.assertIs('name="_readdress"' in page, address)
                self.assertIs("data-may-take-over" in page, takes_over)
                self.assertIn(f'data-tags="{tags}"', page)

    def test_a_version_is_offered_to_be_brought_back_by_those_who_may_save(self):
        for name, may in (("editor", True), ("admin", False)):
            with self.at(self.by_name[name], "changed", "desk") as story:
                for path in ("revision/1/", "compare/?from=1&to=2"):
                    page = self.page(name, f"{LIST}{story.pk}/{path}")
                    self.assertIs("/bring-back/" in page, may, f"{name} {path}")

    def test_a_message_is_offered_to_be_sent_again_by_those_who_may(self):
        OutboxItem.objects.create(event="story.published", payload={}, made_at=self.now)
        watcher = make_user("watcher", "articles.view_outboxitem")
        for user, may in ((watcher, False), (self.users["publisher"], True)):
            self.client.force_login(user)
            page = self.client.get("/admin/articles/outboxitem/").content.decode()
            self.assertIn("story.published", page)
            self.assertIs('value="try_again"' in page, may)

    def test_a_row_of_the_log_is_for_those_who_see_the_log_of_its_story(self):
        row = ArticleLog.objects.filter(article=self.stories["draft", "sport"]).first()
        for name, may in (("editor", False), ("publisher", True)):
            request = type("Request", (), {"user": self.users[name]})()
            self.assertIs(LogAdmin(ArticleLog, None).has_view_permission(request, row), may, name)

    def test_a_text_that_comes_without_a_session_is_kept_for_the_login(self):
        story = self.stories["draft", "world"]
        answer = self.client.post(f"{LIST}{story.pk}/change/", form(story, headline="Typed"))
        self.assertContains(answer, "Typed", status_code=401)

    def test_a_story_in_no_section_is_its_makers_alone(self):
        desk = make_user("rewriter", "articles.write_article", "articles.arrange_desk_article")
        for maker, notes in ((None, ""), (desk, "Hm.")):
            text = history.empty() | {"headline": "New"}
            story = workflow.create(text, by=None, at=self.now)
            Article.objects.filter(pk=story.pk).update(created_by=maker)
            self.client.force_login(desk)
            sent = form(story, section="", desk_notes="Hm.", kicker="New")
            self.client.post(f"{LIST}{story.pk}/change/", sent)
            saved = Article.objects.get(pk=story.pk).newest_revision.snapshot
            self.assertEqual((saved["desk_notes"], saved["kicker"]), (notes, "New"))

    def test_an_upload_that_is_refused_tells_nothing_of_stories_and_of_itself_once(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(MEDIA_ROOT=f"{folder.name}/media"))

        def upload(name, path, field):
            file = SimpleUploadedFile("harbour.jpg", picture())
            return self.client_of(name).post(f"/admin/articles/image/{path}", {field: file})

        secret = upload("contributor", f"upload/?story={self.stories['draft', 'sport'].pk}", "file")
        missing = upload("contributor", "upload/?story=999999999", "file")
        self.assertEqual((secret.status_code, secret.content), (422, missing.content))
        self.assertEqual(upload("admin", "add/", "upload").status_code, 403)
        self.assertNotIn("may not upload", self.page("admin", "/admin/"))
