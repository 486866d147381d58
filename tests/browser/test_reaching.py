"""The line below "Published": the real site is asked, and the editor reads when readers have the story."""

from django.test import override_settings

from articles.models import Article
from tests.browser.base import BrowserTestCase
from tests.factories import make_admin, make_draft, make_section

HAVE_IT = "Visible to readers after"


class ReachingTests(BrowserTestCase):
    def setUp(self):
        super().setUp()
        settings = override_settings(SITE_URL=self.live_server_url)
        settings.enable()
        self.addCleanup(settings.disable)
        world = make_section("World")
        self.story = make_draft("Harbour vote", section=world, tags=["council", "harbour", "vote"])
        self.form = f"/admin/articles/article/{self.story.pk}/change/"

    def publish(self, page):
        page.goto(self.form)
        with page.expect_navigation():
            page.click(".desk-bar [name=_publish]")

    def test_an_editor_is_told_when_readers_have_it(self):
        self.log_in(self.page)
        self.publish(self.page)
        line = self.page.locator(".messagelist .desk-reaching")
        line.filter(has_text=HAVE_IT).wait_for()
        self.assertRegex(
            line.inner_text(),
            rf"^{HAVE_IT} \d+\.\d s: story, front, World, 3 tags, feeds\.$",
        )
        self.page.reload()
        self.assertEqual(self.page.locator(".desk-reaching").count(), 0)

    def test_without_a_script_the_line_leads_to_the_front(self):
        page = self.open_window(java_script_enabled=False)
        self.log_in(page, make_admin())
        self.publish(page)
        self.assertIn("Look at the front as readers do.", page.inner_text(".desk-reaching"))
        page.click(".desk-reaching a")
        self.assertIn(Article.objects.get().headline, page.inner_text("main"))
