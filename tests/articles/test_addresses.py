"""Old addresses: shown where the slug is, brought back by an act, never a chain, and left by all that moves."""

from unittest.mock import patch

from django.contrib.redirects.models import Redirect

from articles import workflow
from articles.errors import Refused
from articles.models import ArticleLog
from articles.tagging import tag_named
from sections.models import Section
from tests.factories import make_admin, make_section, make_story, make_user

from .test_admin import DeskTestCase, change


def move(story, slug):
    snapshot = story.newest_revision.snapshot | {"slug": slug}
    base = story.newest_revision.number
    return workflow.update(workflow.save_revision(story, snapshot, base=base, by=None), by=None)


def redirects():
    return dict(Redirect.objects.values_list("old_path", "new_path"))


class OldAddressTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_story("Quay", slug="first")
        self.first = self.story.get_absolute_url()
        self.story = move(self.story, "second")
        self.second = self.story.get_absolute_url()

    def test_the_form_shows_them_and_brings_one_back_without_a_chain(self):
        self.story = move(self.story, "third")
        third = self.story.get_absolute_url()
        form = self.client.get(change(self.story))
        for address in (self.first, self.second, third):
            self.assertContains(form, address)
        pressed = self.open(change(self.story)) | {"_readdress": self.first}
        page = self.client.post(change(self.story), pressed, follow=True)
        self.assertContains(page, "Readers find it at")
        self.story.refresh_from_db()
        self.assertEqual(self.story.get_absolute_url(), self.first)
        self.assertEqual(redirects(), {self.second: self.first, third: self.first})
        self.assertEqual(self.client.get(self.first).status_code, 200)
        self.assertRedirects(self.client.get(third), self.first, 301)
        entry = ArticleLog.objects.filter(act="readdress").get()
        self.assertEqual(entry.note, f"{third} → {self.first}")
        self.assertIs(self.story.has_changes(), False)

    def test_it_stays_when_the_story_is_changed_next(self):
        story = workflow.readdress(self.story, by=None, old=self.first)
        snapshot = story.newest_revision.snapshot | {"headline": "Quay opens"}
        base = story.newest_revision.number
        story = workflow.save_revision(story, snapshot, base=base, by=None)
        story = workflow.update(story, by=None)
        self.assertEqual(story.get_absolute_url(), self.first)

    def test_pressed_twice_it_is_done_once(self):
        for _press in range(2):
            self.story = workflow.readdress(self.story, by=None, old=self.first)
        self.assertEqual(ArticleLog.objects.filter(act="readdress").count(), 1)

    def test_another_storys_address_and_one_that_never_was_are_refused(self):
        other = move(make_story("Other", slug="other"), "others")
        for old in ("/2026/03/12/other/", other.get_absolute_url(), "/2026/03/12/never/", ""):
            with self.assertRaisesMessage(Refused, "does not lead to this story"):
                workflow.readdress(self.story, by=None, old=old)

    def test_saved_changes_are_not_brought_live_by_it(self):
        snapshot = self.story.newest_revision.snapshot | {"headline": "Not yet"}
        base = self.story.newest_revision.number
        story = workflow.save_revision(self.story, snapshot, base=base, by=None)
        with self.assertRaisesMessage(Refused, "Publish the changes that are saved first"):
            workflow.readdress(story, by=None, old=self.first)

    def test_who_may_not_publish_sees_them_and_brings_none_back(self):
        writer = make_user("writer", "articles.change_article")
        self.client.force_login(writer)
        form = self.client.get(change(self.story))
        self.assertContains(form, self.first)
        self.assertNotContains(form, 'name="_readdress"')
        with self.assertRaisesMessage(Refused, "Your account may not change what readers see"):
            workflow.readdress(self.story, by=writer, old=self.first)


class AllOrNothingTests(DeskTestCase):
    """Where the old address cannot be remembered, the new one is not given."""

    def setUp(self):
        self.client.force_login(make_admin())

    def assert_fails_whole(self, address, fields):
        failing = patch("newsroom.redirects.remember", side_effect=OSError)
        with failing, self.assertLogs("django.request", "ERROR"), self.assertRaises(OSError):
            self.client.post(address, fields)

    def test_a_renamed_tag(self):
        tag = tag_named("Harbour")
        address = f"/admin/articles/tag/{tag.pk}/change/"
        fields = self.open(address) | {"slug": "port"}
        self.assert_fails_whole(address, fields)
        tag.refresh_from_db()
        self.assertEqual(tag.slug, "harbour")
        self.client.post(address, fields)
        self.assertEqual(redirects(), {"/tag/harbour/": "/tag/port/"})

    def test_a_moved_section(self):
        section = make_section("Docks", make_section("World"))
        address = f"/admin/sections/section/{section.pk}/change/"
        fields = self.open(address) | {"parent": ""}
        self.assert_fails_whole(address, fields)
        self.assertEqual(Section.objects.get(pk=section.pk).path, "world/docks")
        self.client.post(address, fields)
        self.assertEqual(redirects(), {"/world/docks/": "/docks/"})
