"""Old addresses: one table without chains, and no word of what readers may not see."""

from django.conf import settings
from django.contrib.redirects.models import Redirect

from newsroom import redirects
from tests.base import PageTestCase
from tests.factories import make_section, make_story


def table():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


class Remembering(PageTestCase):
    def test_makes_no_chains(self):
        for old, new in (("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/d/")):
            redirects.remember(old, new)
        self.assertEqual(table(), {"/a/": "/d/", "/b/": "/d/", "/c/": "/d/"})

    def test_makes_no_circles(self):
        for old, new in (("/a/", "/b/"), ("/b/", "/c/"), ("/c/", "/a/")):
            redirects.remember(old, new)
        self.assertEqual(table(), {"/b/": "/a/", "/c/": "/a/"})

    def test_the_same_twice_or_nothing_changes_nothing(self):
        redirects.remember("/a/", "/b/")
        redirects.remember("/a/", "/b/")
        redirects.remember("/b/", "/b/")
        self.assertEqual(table(), {"/a/": "/b/"})

    def test_names_old_addresses_that_are_taken(self):
        redirects.remember("/a/", "/b/")
        self.assertIs(redirects.taken("/a/"), True)
        self.assertIs(redirects.taken("/a/", leading_elsewhere_than="/b/"), False)
        self.assertIs(redirects.taken("/b/"), False)


class Destinations(PageTestCase):
    def test_cover_what_lies_below_and_the_longest_counts(self):
        redirects.remember("/world/", "/abroad/")
        redirects.remember("/world/north/", "/north/")
        for path, new in (
            ("/world/", "/abroad/"),
            ("/world", "/abroad/"),
            ("/world/south/", "/abroad/south/"),
            ("/world/north/isles/", "/north/isles/"),
            ("/worldwide/", None),
            ("/", None),
        ):
            self.assertEqual(redirects.destination(path), new, path)

    def test_take_at_most_one_query_whatever_is_asked(self):
        redirects.remember("/a/", "/b/")
        for path, queries in (
            ("/a/", 1),
            ("/" + "c/" * 500, 1),
            ("/" + "a" * 5000, 0),
            ("/\0/", 0),
        ):
            with self.assertNumQueries(queries):
                redirects.destination(path)

    def test_may_be_asked_for_with_any_sign(self):
        for path in ("/%00/", "/a%00b/", "/%ff/", "/%F0%9F%A6%80/", "/" + "%C3%A4" * 300):
            self.get(path, 404)


class OldAddresses(PageTestCase):
    def test_lead_to_what_readers_see(self):
        section = make_section("Abroad")
        story = make_story("Eels", section)
        redirects.remember("/old/", "/abroad/")
        redirects.remember("/2020/01/01/eels/", story.get_absolute_url())
        for old, new in (("/old/", "/abroad/"), ("/2020/01/01/eels/", story.get_absolute_url())):
            self.assertRedirects(self.client.get(old), new, 301)
            self.assertRedirects(self.client.head(old), new, 301)

    def test_that_lead_nowhere_are_not_to_be_told_from_what_never_was(self):
        for number, new in enumerate(
            ("/gone/", "/2020/01/01/gone/", "/tag/gone/", "/no view at all")
        ):
            redirects.remember(f"/old-{number}/", new)
            answer = self.get(f"/old-{number}/", 404)
            self.assertEqual(answer.content, self.get("/there-never-was/", 404).content)

    def test_give_way_to_a_page_that_stands_there(self):
        make_section("World")
        make_section("Abroad")
        redirects.remember("/world/", "/abroad/")
        self.get("/world/")

    def test_are_not_for_forms(self):
        make_section("Abroad")
        redirects.remember("/old/", "/abroad/")
        self.assertEqual(self.client.post("/old/").status_code, 404)

    def test_never_lead_off_the_site(self):
        make_section("Abroad")
        redirects.remember("/old/", "/abroad/")
        for path in ("/old//evil.example/", "/old/%2F%2Fevil.example/"):
            answer = self.client.get(path)
            self.assertEqual(answer.status_code, 404, path)
            self.assertNotIn("Location", answer)

    def test_belong_to_this_site(self):
        redirects.remember("/a/", "/b/")
        self.assertEqual(Redirect.objects.get().site_id, settings.SITE_ID)
