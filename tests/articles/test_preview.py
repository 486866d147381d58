"""Previews: what readers will get, to the byte, of what is saved and of what is typed."""

import re
import tempfile
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings

from articles import corrections, library, preview, promises, tagging, workflow
from articles.models import Article, ArticleLog, PreviewLink, Revision, Series
from tests.base import PageTestCase
from tests.factories import (
    NOON,
    make_admin,
    make_author,
    make_draft,
    make_many_stories,
    make_section,
    make_story,
    make_user,
)

from .pictures import picture

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_BANNER = re.compile(rb'<p class="preview">[^<]*</p>')


class PreviewTestCase(PageTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(MEDIA_ROOT=f"{folder.name}/media"))

    def share(self, story, at=NOON, **options):
        """The address of a new link."""
        _link, token = preview.share(story, by=None, at=at, **options)
        return f"/preview/{token}/"

    def read(self, address, at=NOON, status=200, **headers):
        with self.reading_at(at):
            return self.get(address, status, **headers)

    def preview_of(self, story, at=NOON):
        """The bytes of the preview by a new link, banner aside."""
        address = self.share(story, at=at)
        content, banners = _BANNER.subn(b"", self.read(address, at=at).content)
        self.assertEqual(banners, 1)
        return content

    def assert_comes_true(self, story, act, at=NOON, page_at=None):
        """The preview read at `at` is the page that readers get after the act."""
        foreseen = self.preview_of(Article.objects.get(pk=story.pk), at)
        act(Article.objects.get(pk=story.pk))
        story = Article.objects.get(pk=story.pk)
        page = self.read(story.get_absolute_url(), at=page_at or at)
        self.assertEqual(foreseen.decode(), page.content.decode())
        return page.content.decode()

    def publish(self, story):
        return workflow.publish(story, by=None, at=NOON)

    def update(self, story):
        return workflow.update(story, by=None, at=NOON)

    def save(self, story, at=NOON, **changes):
        newest = Article.objects.get(pk=story.pk).newest_revision
        snapshot = newest.snapshot | changes
        return workflow.save_revision(story, snapshot, base=newest.number, by=None, at=at)


def make_image(title="Harbour"):
    upload = SimpleUploadedFile("harbour.jpg", picture())
    return library.add_image(
        upload, by=None, title=title, alt=f"{title}, seen from the sea", credit="Jo Fjord"
    )


def figure(image):
    caption = f"<figcaption>The {image.title} at dawn</figcaption>"
    return f'<figure class="picture" data-image="{image.pk}">{caption}</figure>'


def whole_story(**changes):
    """What a draft has that has everything."""
    other = make_story("A story that is related", public_at=NOON - DAY)
    series = Series.objects.create(title="The harbour files", introduction="A year of letters.")
    make_story("The first part", public_at=NOON - 3 * DAY, series=series.pk, tags=["Harbour"])
    lead, inside, beside = make_image("Lead"), make_image("Quay"), make_image("Pier")
    hidden = tagging.tag_named("For the desk")
    hidden.is_public = False
    hidden.save()
    return {
        "kicker": "Harbour",
        "short_headline": "Council votes",
        "standfirst": "By one vote, after nine hours.",
        "body": "<p>The clerk read it <em>twice</em>."
        '<span class="footnote" data-note="A note of the clerk"></span></p>'
        f"{figure(inside)}<h2>What follows</h2>"
        f'<div class="gallery">{figure(inside)}{figure(beside)}</div><p>A survey.</p>',
        "tags": ["Ferries", "Harbour", "For the desk"],
        "bylines": [
            {"author": make_author("Mira Okonjo").pk, "credit": "in Hallin", "role": "words"},
            {"author": None, "name": "Ada Lund", "role": "photo"},
            {"author": make_author("Hidden Hand", is_public=False).pk, "role": "words"},
        ],
        "series": series.pk,
        "related": [other.pk],
        "lead_picture": {"image": lead.pk, "caption": "The quay", "focus": [0.2, 0.3]},
    } | changes


class EqualityTests(PreviewTestCase):
    def setUp(self):
        """A paper with stories for the sidebar, some of the same tags."""
        super().setUp()
        self.section = make_section("World")
        tags = [tagging.tag_named(name) for name in ("Ferries", "Harbour")]
        make_many_stories(20, [self.section], tags[:1], public_at=NOON - HOUR)
        make_many_stories(20, [make_section("Business")], tags, public_at=NOON - 2 * HOUR)
        make_many_stories(20, [make_section("Sport")], public_at=NOON - 3 * HOUR)

    def test_a_draft_with_everything(self):
        draft = make_draft("Council votes for the terminal", self.section, **whole_story())
        page = self.assert_comes_true(draft, self.publish)
        for part in (
            '<div class="gallery">',
            "A note of the clerk",
            "The harbour files",
            "The first part",
            "A story that is related",
            '<aside class="sidebar"',
        ):
            self.assertIn(part, page)
        self.assertEqual(page.count("<picture>"), 4)
        for hidden in ("For the desk", "Hidden Hand"):
            self.assertNotIn(hidden, page)

    def test_a_draft_with_little(self):
        self.assert_comes_true(make_draft(body="<p>x</p>", standfirst=""), self.publish)

    def test_a_story_written_from_right_to_left(self):
        draft = make_draft("تصويت الميناء", language="ar", body="<p>صوت المجلس</p>")
        self.assertIn('dir="rtl"', self.assert_comes_true(draft, self.publish))

    def test_a_draft_whose_address_is_taken(self):
        make_story("Harbour vote")
        page = self.assert_comes_true(make_draft("Harbour vote"), self.publish)
        self.assertIn("/2026/03/12/harbour-vote-2/", page)

    def test_changes_to_a_live_story(self):
        story = make_story(
            "Council votes", self.section, NOON - DAY, **whole_story(tags=["Old tag"])
        )
        self.save(
            story,
            headline="Council has voted",
            tags=[tagging.tag_named("Ferries").pk],
            bylines=[],
            related=[],
            slug="another-word",
            body=f"<p>New.</p>{figure(make_image('Crane'))}",
        )
        before = self.read(story.get_absolute_url()).content
        page = self.assert_comes_true(story, self.update)
        self.assertIn("/2026/03/11/another-word/", page)
        self.assertNotIn(b"Council has voted", before)

    def test_changes_to_a_story_that_was_corrected(self):
        story = make_story(public_at=NOON - DAY)
        self.save(story, at=NOON - HOUR, body="<p>It was seven to four.</p>")
        note = "We gave the vote as 6 to 5."
        corrections.correct(story, by=None, at=NOON - HOUR, kind="correction", note=note)
        corrections.propose(story, by=None, at=NOON, kind="apology", note="Not decided on.")
        self.save(story, body="<p>It was seven to four, by hand.</p>")
        page = self.assert_comes_true(story, self.update)
        self.assertIn(note, page)
        self.assertNotIn("Not decided on.", page)

    def test_a_live_story_without_changes(self):
        self.assert_comes_true(make_story(public_at=NOON - DAY), lambda story: story)

    def test_a_withdrawn_story_with_changes(self):
        story = make_story(public_at=NOON - DAY)
        workflow.withdraw(story, by=None, at=NOON - HOUR)
        self.save(story, headline="Checked by the lawyers")
        self.assert_comes_true(story, self.publish)

    def test_a_scheduled_story_read_at_its_minute(self):
        draft = make_draft("Council votes", self.section, **whole_story())
        minute = NOON + 3 * DAY
        workflow.publish(draft, by=None, at=NOON, publish_at=minute)
        self.save(draft, headline="Council votes at noon")
        page = self.assert_comes_true(draft, lambda story: story, page_at=minute)
        self.assertIn("15 March 2026, 12:00 UTC", page)

    def test_a_story_under_embargo(self):
        draft = promises.embargo(make_draft(), by=None, at=NOON, until=NOON + DAY)
        self.assert_comes_true(
            draft,
            lambda story: workflow.publish(story, by=None, at=NOON, publish_at=NOON + DAY),
            page_at=NOON + DAY,
        )

    def test_promised_changes(self):
        story = make_story(public_at=NOON - DAY)
        story = self.save(story, headline="As of tomorrow")
        promises.schedule_changes(story, by=None, at=NOON, changes_at=NOON + DAY)
        self.assert_comes_true(
            story,
            lambda story: workflow.update(story, by=None, at=NOON + DAY),
            page_at=NOON + DAY,
        )

    def test_the_text_edition_and_the_card_on_the_front(self):
        draft = make_draft("Council votes", self.section, NOON, **whole_story())
        with self.reading_at(NOON):
            self.client.force_login(make_admin())
            forms = f"/admin/articles/article/{draft.pk}/preview/?as="
            text = self.get(f"{forms}text").content.decode()
            cards = self.get(f"{forms}card").content.decode()
        self.publish(draft)
        story = Article.objects.get(pk=draft.pk)
        self.assertEqual(text, self.read(f"/text{story.get_absolute_url()}").content.decode())
        card = re.search(
            r'<article class="card.*?</article>', self.read("/").content.decode(), re.S
        )
        self.assertIn(story.headline, card[0])
        self.assertIn(card[0], cards)

    def test_reads_and_writes_nothing(self):
        draft = make_draft(**whole_story())
        address = self.share(draft)
        before = rows()
        self.read(address)
        self.assertEqual(rows(), before)

    def test_asks_as_little_with_many_stories_as_with_few(self):
        address = self.share(make_draft(**whole_story()))
        with self.reading_at(NOON):
            few = self.count_queries(address)
            tags = [tagging.tag_named(name) for name in ("Ferries", "Harbour")]
            make_many_stories(200, [make_section()], tags, public_at=NOON - HOUR)
            self.assertEqual(self.count_queries(address), few)
        self.assertLessEqual(few, 20)


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Article, Revision, ArticleLog, PreviewLink)
    ]


class DeskTests(PreviewTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_draft("As it was saved")
        self.editor = make_admin()
        self.client.force_login(self.editor)
        self.address = f"/admin/articles/article/{self.story.pk}/preview/"

    def typed(self, **fields):
        """What the form sends."""
        return {
            "headline": "As it is typed",
            "body": "<p>Now.</p>",
            "kind": "news",
            "language": "en",
            "section": self.story.section_id,
            "base_revision": 1,
            "bylines-TOTAL_FORMS": 1,
            "bylines-INITIAL_FORMS": 0,
            "bylines-0-name": "Ada Lund",
            "bylines-0-role": "words",
        } | fields

    def post(self, address=None, status=200, **fields):
        with self.reading_at(NOON):
            response = self.client.post(address or self.address, self.typed(**fields))
        self.assertEqual(response.status_code, status)
        return response

    def test_shows_what_is_typed_and_saves_nothing(self):
        before = rows()
        page = self.post(tags="A new tag\nAnother").content.decode()
        for part in ("As it is typed", "<p>Now.</p>", "Ada Lund", 'href="/tag/a-new-tag/"'):
            self.assertIn(part, page)
        self.assertEqual(rows(), before)
        self.assertFalse(tagging.Tag.objects.exists())

    def test_is_what_the_page_is_after_the_form_was_published(self):
        fields = {"tags": "A new tag\nAnother", "standfirst": "By one vote.", "kicker": "Harbour"}
        typed = self.post(**fields).content.decode()
        form = f"/admin/articles/article/{self.story.pk}/change/"
        self.post(form, 302, _publish="", **fields)
        story = Article.objects.get(pk=self.story.pk)
        page = self.read(story.get_absolute_url()).content.decode()
        self.assertEqual(typed, page)

    def test_a_story_that_was_never_saved_has_one_too(self):
        page = self.post("/admin/articles/article/preview/").content.decode()
        self.assertIn("As it is typed", page)
        self.assertFalse(Article.objects.filter(headline="As it is typed").exists())

    def test_mistakes_in_the_form_do_not_matter(self):
        page = self.post(
            headline="Long " * 100, language="no such", section="x", tags="t" * 300, lead_image="no"
        ).content.decode()
        self.assertIn("Long Long", page)
        self.assertIn("(no headline yet)", self.post(headline="").content.decode())
        self.assertIn("As it is typed", self.post(**{"bylines-TOTAL_FORMS": "x"}).content.decode())

    def test_no_script_comes_through(self):
        page = self.post(body='<p onclick="x()">a</p><script>alert(1)</script>').content.decode()
        self.assertNotIn("onclick", page)
        self.assertNotIn("alert(1)", page)

    def test_stands_in_a_frame_of_the_desk_alone_with_the_policy_of_readers_pages(self):
        for kind in preview.KINDS:
            response = self.post(f"{self.address}?as={kind}")
            policy = response["Content-Security-Policy"]
            self.assertIn("default-src 'none'", policy)
            self.assertIn("frame-ancestors 'self'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertNotIn("script-src", policy)
            self.assertEqual(response["X-Frame-Options"], "SAMEORIGIN")
            self.assertEqual(response["Cross-Origin-Embedder-Policy"], "require-corp")
            self.assertEqual(response["X-Robots-Tag"], "noindex")
            self.assertEqual(response["Referrer-Policy"], "no-referrer")
            self.assertIn("no-store", response["Cache-Control"])
            self.assertNotIn("ETag", response)
        form = self.get(f"/admin/articles/article/{self.story.pk}/change/")
        self.assertIn("frame-src 'self'", form["Content-Security-Policy"])
        self.assertEqual(form["X-Frame-Options"], "DENY")

    def test_what_links_show_is_the_lead_picture_or_the_drawn_card(self):
        social = f"{self.address}?as=social"
        self.assertIn('<img src="data:image/png;base64,', self.post(social).content.decode())
        image = make_image()
        page = self.post(lead_image=image.pk, lead_credit="Ada Lund").content.decode()
        self.assertIn('<span class="credit">Ada Lund</span>', page)
        page = self.post(social, lead_image=image.pk).content.decode()
        self.assertIn(image.rendition_url("card", 1200, "jpg"), page)
        self.assertIn("As it is typed", page)

    def test_whoever_may_not_see_the_story_sees_no_preview(self):
        self.client.force_login(make_user("reporter"))
        self.post(status=403)
        self.get(self.address, 403)
        self.client.force_login(make_user("reader", "articles.view_article"))
        self.assertIn("As it was saved", self.text(self.address))
        self.post(status=403)
        self.post("/admin/articles/article/preview/", 403)

    def test_a_link_is_shown_once_and_works(self):
        links = f"/admin/articles/article/{self.story.pk}/links/"
        asked = {"mode": "until_publication", "hours": 24, "note": "For the lawyer"}
        with self.reading_at(NOON):
            page = self.client.post(links, asked).content.decode()
            token = re.search(r'value="http://[^/]+/preview/([\w-]+)/"', page)[1]
            self.assertIn(token, page)
            self.assertNotIn(token, self.text(links))
            self.assertIn("until it is published", self.text(links))
            self.assertIn("As it was saved", self.text(f"/preview/{token}/"))
        link = PreviewLink.objects.get()
        self.assertEqual((link.ends_at, link.made_by), (NOON + DAY, self.editor))
        with self.reading_at(NOON + HOUR):
            self.client.post(links, {"_revoke": link.pk})
            self.get(f"/preview/{token}/", 404)
            self.assertIn("Nobody outside the desk", self.text(links))

    def test_the_page_of_links_is_for_those_who_may_share(self):
        links = f"/admin/articles/article/{self.story.pk}/links/"
        other = make_draft()
        link, _token = preview.share(other, by=None, at=NOON)
        self.assertEqual(self.client.post(links, {"_revoke": link.pk}).status_code, 404)
        self.assertEqual(self.client.post(links, {"_revoke": "x"}).status_code, 404)
        self.client.force_login(make_user("writer", "articles.change_article"))
        self.get(links, 403)
        self.assertEqual(self.client.post(links, {"mode": "newest", "hours": 24}).status_code, 403)
        form = self.text(f"/admin/articles/article/{self.story.pk}/change/")
        self.assertNotIn("Share a preview", form)
        self.assertEqual(PreviewLink.objects.filter(article=self.story).count(), 0)
