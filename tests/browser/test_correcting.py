"""A figure in a public story is changed: what an editor is asked, in a browser."""

from articles import search
from tests.browser.base import BrowserTestCase
from tests.factories import make_story

SAID = "The repairs of the north quay cost 40 million crowns, the harbour board said."


class Correcting(BrowserTestCase):
    def test_a_changed_figure_is_asked_about_beside_where_else_it_stands(self):
        story = make_story("The quay costs 40 million crowns", body=f"<p>{SAID}</p>")
        make_story("A brief", body=f"<p>{SAID}</p>")
        for _ in search.rebuild():
            pass
        page = self.page
        self.log_in(page)
        page.goto(f"/admin/articles/article/{story.pk}/change/")
        page.wait_for_selector(".ProseMirror[aria-label]")
        page.fill("#id_headline", "The quay costs 50 million crowns")
        page.click(".desk-bar [name=_update]")
        page.get_by_role("heading", name="Minor, or a correction?").wait_for()
        self.assertEqual(page.locator("ins").inner_text(), "50 million")
        page.get_by_role("link", name="A brief").wait_for()
        self.assertIn("north quay", page.locator(".desk-places").inner_text())
        page.get_by_label("Note to readers").fill("An earlier headline said 40 million.")
        page.get_by_role("button", name="Publish with this correction").click()
        page.get_by_text("Corrected on").wait_for()
        page.goto(story.get_absolute_url())
        self.assertEqual(page.locator("h1").inner_text(), "The quay costs 50 million crowns")
        page.get_by_text("An earlier headline said 40 million.").wait_for()
