"""The writing screen: what it begins with, and the lead picture with its credit."""

import tempfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import library
from articles.models import Article, Image
from sections.models import DeskMember
from tests.articles import pictures
from tests.factories import NOON, make_author, make_draft, make_section, make_user

from .test_admin import ADD, MAY_PUBLISH, DeskTestCase, change


class NewStoryTests(DeskTestCase):
    def test_a_new_story_begins_with_my_name_and_my_desk(self):
        world = make_section("World")
        DeskMember.objects.create(section=world, user=self.editor)
        me = make_author("Mira Lund", user=self.editor)
        fields = self.open(ADD)
        self.assertEqual(fields["section"], [str(world.pk)])
        self.assertEqual(fields["bylines-0-author"], [str(me.pk)])
        page, _answer = self.press(ADD, "_save", fields)
        self.assertIn("There is nothing to save yet", page)
        self.press(ADD, "_save", fields, headline="Vote")
        snapshot = Article.objects.get().newest_revision.snapshot
        self.assertEqual(snapshot["section"], world.pk)
        self.assertEqual([row["name"] for row in snapshot["bylines"]], ["Mira Lund"])

    def test_who_works_for_two_desks_chooses(self):
        for title in ("World", "Sport"):
            DeskMember.objects.create(section=make_section(title), user=self.editor)
        self.assertEqual(self.open(ADD)["section"], [""])

    def test_notes_to_the_desk_stand_in_sight(self):
        page = self.client.get(change(make_draft(desk_notes="Embargo agreed by phone"))).content
        self.assertLess(page.index(b"Embargo agreed by phone"), page.index(b'name="section"'))
        page = self.client.get(change(make_draft())).content
        self.assertGreater(page.index(b'name="desk_notes"'), page.index(b'name="language"'))


class CreditTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = override_settings(MEDIA_ROOT=folder.name + "/media")
        settings.enable()
        self.addCleanup(settings.disable)
        upload = SimpleUploadedFile("quay.png", pictures.picture("PNG"))
        self.image = library.add_image(upload, by=None, at=NOON, title="Quay", alt="A quay")
        self.story = make_draft(lead_picture={"image": self.image.pk})

    def credit(self):
        return Image.objects.get(pk=self.image.pk).credit

    def test_the_credit_is_set_where_the_picture_is_chosen_and_the_story_goes_out(self):
        self.client.force_login(make_user("ada", *MAY_PUBLISH, "articles.change_image"))
        page, _answer = self.press(change(self.story), "_publish")
        self.assertIn("has no credit", page)
        page, _answer = self.press(change(self.story), "_publish", lead_credit="Yuki Arden")
        self.assertIn("Readers find it at", page)
        self.assertEqual(self.credit(), "Yuki Arden")
        self.story.refresh_from_db()
        self.assertContains(self.client.get(self.story.get_absolute_url()), "Yuki Arden")

    def test_an_old_form_puts_no_old_credit_back(self):
        self.client.force_login(make_user("ada", *MAY_PUBLISH, "articles.change_image"))
        fields = self.open(change(self.story))
        Image.objects.filter(pk=self.image.pk).update(credit="Agency")
        self.press(change(self.story), "_save", fields, headline="New")
        self.assertEqual(self.credit(), "Agency")

    def test_who_may_change_their_own_pictures_changes_no_other_credit(self):
        user = make_user("ada", *MAY_PUBLISH, "articles.change_own_image")
        self.client.force_login(user)
        page, answer = self.press(change(self.story), "_save", lead_credit="Me")
        self.assertEqual((answer.status_code, self.credit()), (422, ""))
        self.assertIn("may not change the credit of this picture", page)
        Image.objects.update(uploaded_by=user)
        self.press(change(self.story), "_save", lead_credit="Me")
        self.assertEqual(self.credit(), "Me")

    def test_who_may_not_change_pictures_changes_no_credit(self):
        self.press(change(self.story), "_save", lead_credit="Me")
        self.assertEqual(self.credit(), "")
