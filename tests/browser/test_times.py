"""Times in the form, as they are typed: said back at once, by the page alone."""

from playwright.sync_api import expect

from tests.browser.base import BrowserTestCase
from tests.factories import make_draft, make_user


class WhileTyping(BrowserTestCase):
    def setUp(self):
        super().setUp()
        editor = make_user(is_superuser=True, time_zone="America/New_York")
        self.log_in(self.page, editor)
        self.story = make_draft()
        self.open_panel(self.page)

    def open_panel(self, page):
        page.goto(f"/admin/articles/article/{self.story.pk}/change/")
        page.get_by_text("Schedule…").click()

    def promise(self, page):
        return page.locator("fieldset", has_text="Move it to").locator(".desk-promise")

    def type(self, day, time):
        self.page.fill("[name=publish_at_0]", day)
        self.page.fill("[name=publish_at_1]", time)

    def says(self, words):
        promise = self.page.get_by_role("group", name="Publish at").locator(".desk-promise")
        expect(promise).to_contain_text(words)

    def test_the_promise_is_said_in_both_zones_and_the_server_says_the_same(self):
        self.type("2027-03-12", "23:00")
        words = (
            "It goes out on Friday 12 March 2027, 23:00 EST "
            "(paper: Saturday 13 March 2027, 04:00 UTC), in "
        )
        self.says(words)
        self.page.get_by_role("button", name="Schedule", exact=True).click()
        self.page.get_by_text("Move…").click()
        said = self.promise(self.page)
        expect(said).to_contain_text(words)
        quiet = self.open_window(java_script_enabled=False)
        quiet.context.add_cookies(self.page.context.cookies())
        quiet.goto(self.page.url)
        self.assertEqual(
            self.promise(quiet).text_content().partition(", in ")[0],
            said.text_content().partition(", in ")[0],
        )

    def test_the_hour_that_does_not_exist_is_told_on_the_spot(self):
        self.type("2027-03-14", "02:30")
        self.says("put forward from 02:00 to 03:00")
        self.type("2027-03-14", "03:30")
        self.says("03:30 EDT (paper: 07:30 UTC)")

    def test_the_double_hour_asks_which_and_the_answer_is_kept(self):
        which = self.page.locator("[name=publish_at_2]")
        self.type("2027-11-07", "00:30")
        expect(which).to_be_hidden()
        self.type("2027-11-07", "01:30")
        which.select_option(label="Second, 01:30 EST")
        self.says("01:30 EST (paper: 06:30 UTC)")
        which.select_option(label="First, 01:30 EDT")
        self.says("01:30 EDT (paper: 05:30 UTC)")
        self.page.get_by_role("button", name="Schedule", exact=True).click()
        self.page.get_by_text("Move…").click()
        expect(which).to_have_value("0")
        self.story.refresh_from_db()
        self.assertEqual(self.story.public_at.isoformat(), "2027-11-07T05:30:00+00:00")
