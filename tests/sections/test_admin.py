"""The section tree and the lead of the front, as editors change them."""

from datetime import timedelta
from html import unescape

from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect
from django.test import TestCase
from django.utils import timezone

from articles import workflow
from articles.errors import Refused
from sections import curation
from sections.admin import IN_THE_FOOT
from sections.models import Placement, Section
from tests.browser.base import BrowserTestCase
from tests.factories import make_admin, make_draft, make_section, make_story, make_user

SECTIONS = "/admin/sections/section/"
PLACE = "/admin/sections/placement/add/"
PAGES = "/admin/flatpages/flatpage/"


class SectionTests(TestCase):
    def setUp(self):
        self.client.force_login(make_admin())

    def send(self, address, status=302, **fields):
        given = {
            "title": "World",
            "slug": "world",
            "parent": "",
            "order": "0",
            "description": "",
            "is_visible": "on",
            "members-TOTAL_FORMS": "0",
            "members-INITIAL_FORMS": "0",
        }
        response = self.client.post(address, given | fields)
        page = unescape(response.content.decode())
        self.assertEqual(response.status_code, status, page[page.find("<main") :][:3000])
        return page

    def test_a_section_is_made_below_another(self):
        self.send(f"{SECTIONS}add/")
        world = Section.objects.get()
        self.send(f"{SECTIONS}add/", title="Europe", slug="europe", parent=world.pk)
        self.assertEqual(self.client.get("/world/europe/").status_code, 200)

    def test_its_desk_is_named_in_its_form(self):
        world, mira = make_section("World"), make_user("mira")
        members = {"members-TOTAL_FORMS": "1", "members-0-user": mira.pk, "members-0-is_lead": "on"}
        self.send(f"{SECTIONS}{world.pk}/change/", **members, four_eyes="on")
        (row,) = mira.desks.all()
        self.assertEqual((row.section, row.is_lead), (world, True))
        world.refresh_from_db()
        self.assertIs(world.four_eyes, True)

    def test_a_moved_section_keeps_its_stories_and_its_old_address(self):
        world, europe = make_section("World"), make_section("Europe")
        make_story("Vote in Hallin", europe)
        self.send(f"{SECTIONS}{europe.pk}/change/", title="Europe", slug="europe", parent=world.pk)
        self.assertRedirects(self.client.get("/europe/"), "/world/europe/", 301)
        self.assertContains(self.client.get("/world/"), "Vote in Hallin")

    def test_a_hidden_section_takes_its_stories_away_from_readers(self):
        world = make_section("World")
        story = make_story("Vote", world)
        self.send(f"{SECTIONS}{world.pk}/change/", is_visible="")
        self.assertEqual(self.client.get(story.get_absolute_url()).status_code, 404)

    def test_what_cannot_be_is_said_at_the_field(self):
        world = make_section("World")
        below = make_section("Europe", parent=world)
        path = f"{SECTIONS}{world.pk}/change/"
        self.assertIn("stands below this section", self.send(path, 200, parent=below.pk))
        self.assertIn("is an address of the site itself", self.send(path, 200, slug="admin"))
        self.assertIn("There is a section at /world/ already", self.send(f"{SECTIONS}add/", 200))
        self.assertIn("Use small letters", self.send(path, 200, slug="North-Sea"))
        world.refresh_from_db()
        self.assertEqual((world.path, world.parent), ("world", None))

    def test_sections_are_not_deleted_and_paths_not_typed(self):
        world = make_section("World")
        self.client.post(f"{SECTIONS}{world.pk}/delete/", {"post": "yes"})
        self.send(f"{SECTIONS}{world.pk}/change/", path="elsewhere", is_public="")
        world.refresh_from_db()
        self.assertEqual((world.path, world.is_public), ("world", True))

    def test_a_writer_may_look_sections_up_and_not_change_them(self):
        world = make_section("World")
        self.client.force_login(make_user("writer", "articles.change_article"))
        self.assertEqual(self.client.get(SECTIONS).status_code, 200)
        self.send(f"{SECTIONS}{world.pk}/change/", 403, title="Mine")


class LeadTests(TestCase):
    def setUp(self):
        self.client.force_login(make_admin())

    def place(self, story, until=None):
        fields = {"article": story.pk, "until_0": "", "until_1": ""}
        if until:
            local = timezone.localtime(until)
            fields |= {"until_0": f"{local:%Y-%m-%d}", "until_1": f"{local:%H:%M}"}
        return unescape(self.client.post(PLACE, fields, follow=True).content.decode())

    def test_a_placed_story_leads_the_front_until_its_time(self):
        story = make_story("The old but great")
        make_story("The newest", public_at=timezone.now())
        self.place(story, timezone.now() + timedelta(hours=2))
        self.assertEqual(str(self.client.get("/").context["front"].lead), "The old but great")
        Placement.objects.update(until=timezone.now() - timedelta(minutes=1))
        self.assertEqual(str(self.client.get("/").context["front"].lead), "The newest")

    def test_a_refusal_keeps_the_story_chosen(self):
        story, draft = make_story("Chosen"), make_draft("Unfinished")
        page = self.place(story, timezone.now() - timedelta(hours=2))
        self.assertIn("That time has passed.", page)
        self.assertIn(f'<option value="{story.pk}" selected>Chosen</option>', page)
        self.assertIn("Publish it first.", self.place(draft))
        self.assertFalse(Placement.objects.exists())

    def test_only_stories_that_may_lead_are_offered(self):
        make_draft("Harbour draft")
        story = make_story("Harbour story")
        later = make_draft("Harbour tomorrow")
        workflow.publish(later, by=None, publish_at=timezone.now() + timedelta(days=1))
        query = {
            "app_label": "sections",
            "model_name": "placement",
            "field_name": "article",
            "term": "harbour",
        }
        found = self.client.get("/admin/autocomplete/", query).json()["results"]
        self.assertEqual({row["id"] for row in found}, {str(story.pk), str(later.pk)})

    def test_the_time_of_a_lead_is_moved_and_the_lead_taken_off(self):
        self.place(make_story())
        placed = Placement.objects.get()
        until = timezone.localtime(timezone.now() + timedelta(days=1))
        path = f"/admin/sections/placement/{placed.pk}/change/"
        self.client.post(path, {"until_0": f"{until:%Y-%m-%d}", "until_1": "06:00"})
        placed = Placement.objects.get()
        self.assertEqual(timezone.localtime(placed.until).hour, 6)
        self.client.post(f"/admin/sections/placement/{placed.pk}/delete/", {"post": "yes"})
        self.assertFalse(Placement.objects.exists())

    def test_a_lead_taken_off_gives_way_to_the_newest_story(self):
        self.place(make_story("The old but great"))
        make_story("The newest", public_at=timezone.now())
        placed = Placement.objects.get()
        for _ in range(2):  # the second click finds nothing to do
            self.client.post(f"/admin/sections/placement/{placed.pk}/delete/", {"post": "yes"})
            self.assertEqual(str(self.client.get("/").context["front"].lead), "The newest")
            curation.take_off(placed, by=None)

    def test_who_may_place_a_lead_may_not_yet_take_another_off(self):
        self.place(make_story("Chosen"))
        placed = Placement.objects.get()
        placer = make_user("placer", "sections.add_placement", "sections.view_placement")
        with self.assertRaisesMessage(Refused, "may not change the front"):
            curation.take_off(placed, by=placer)
        self.client.force_login(placer)
        answer = self.client.post(f"/admin/sections/placement/{placed.pk}/delete/", {"post": "yes"})
        self.assertEqual(answer.status_code, 403)
        self.assertTrue(Placement.objects.exists())


class PageTests(TestCase):
    """The paper's own pages below /about/."""

    def setUp(self):
        self.client.force_login(make_admin())

    def send(self, address=f"{PAGES}add/", status=302, **typed):
        given = {"title": "Our history", "url": "/about/our-history/", "content": "<p>1891.</p>"}
        response = self.client.post(address, given | typed)
        page = unescape(response.content.decode())
        self.assertEqual(response.status_code, status, page[page.find("<main") :][:3000])
        return page

    def change(self, url):
        return f"{PAGES}{FlatPage.objects.get(url=url).pk}/change/"

    def test_a_page_is_written_and_read(self):
        self.send()
        self.assertContains(self.client.get("/about/our-history/"), "<p>1891.</p>")

    def test_only_what_the_editor_can_make_is_kept(self):
        self.send(
            content='<p onclick="x()">1891<script>alert(1)</script> <strong style="a">bold</strong></p>'
        )
        kept = FlatPage.objects.get(url="/about/our-history/").content
        self.assertEqual(kept, "<p>1891 <strong>bold</strong></p>")

    def test_an_address_that_would_not_be_served_is_refused(self):
        for url in (
            *("/history/", "about/history/", "/about/history", "/about/Our-history/"),
            *(
                "/about/a b/",
                "/about//",
                "/world/",
                "/",
                "/about/../x/",
                "https://a.example/about/",
            ),
        ):
            self.assertIn("begins with /about/", self.send(status=200, url=url), url)
        self.assertIn(
            "a page at /about/ethics/ already", self.send(status=200, url="/about/ethics/")
        )
        self.assertIn("says nothing to readers", self.send(status=200, content="<p> </p>"))

    def test_a_changed_address_is_led_to_from_the_old_one(self):
        self.send()
        self.send(self.change("/about/our-history/"), url="/about/us/history/")
        self.assertRedirects(self.client.get("/about/our-history/"), "/about/us/history/", 301)

    def test_what_every_page_links_to_stays_where_it_is(self):
        for url in IN_THE_FOOT:
            self.assertContains(self.client.get("/"), f'href="{url}"')
            path = self.change(url)
            self.assertIn("this address stays", self.send(path, 200, url="/about/elsewhere/"))
            answer = self.client.post(path.replace("change", "delete"), {"post": "yes"})
            self.assertEqual(answer.status_code, 403)
            self.send(path, url=url)
            self.assertContains(self.client.get(url), "1891")

    def test_who_may_not_change_pages_does_not(self):
        self.client.force_login(make_user("writer", "articles.change_article"))
        self.send(status=403)


class PageWritingTests(BrowserTestCase):
    def test_a_page_is_written_in_the_editor_and_the_policy_is_kept(self):
        self.log_in(self.page)
        self.page.goto(f"{PAGES}add/")
        self.page.get_by_label("Title").fill("Our history")
        self.page.get_by_label("Address").fill("/about/our-history/")
        self.page.get_by_role("textbox", name="Text").click()
        self.page.keyboard.type("Since 1891, ")
        self.page.keyboard.press("Control+b")
        self.page.keyboard.type("every day.")
        self.page.get_by_role("button", name="Save", exact=True).click()
        self.page.wait_for_url("**/flatpages/flatpage/")
        self.page.goto("/about/our-history/")
        written = self.page.locator("article .text").inner_html()
        self.assertEqual(written, "<p>Since 1891, <strong>every day.</strong></p>")


class RedirectTests(TestCase):
    def test_old_addresses_are_read_and_not_changed(self):
        self.client.force_login(make_admin())
        old = Redirect.objects.create(site_id=1, old_path="/old/", new_path="/new/")
        self.assertContains(self.client.get("/admin/redirects/redirect/?q=old"), "/new/")
        for path in ("add/", f"{old.pk}/change/", f"{old.pk}/delete/"):
            response = self.client.post(
                f"/admin/redirects/redirect/{path}", {"post": "yes", "new_path": "/x/"}
            )
            self.assertEqual(response.status_code, 403, path)
