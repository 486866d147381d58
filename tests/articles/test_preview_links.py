"""Links to previews: each opens one story to guests, for a time, and nothing else."""

import re
from datetime import timedelta
from hashlib import sha256

from articles import preview, promises, review, workflow
from articles.errors import Refused
from articles.models import ArticleLog, PreviewLink
from tests.factories import NOON, make_draft, make_story, make_user

from .test_preview import PreviewTestCase, make_image, rows

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
Mode = PreviewLink.Mode


class LinkTests(PreviewTestCase):
    def setUp(self):
        super().setUp()
        self.story = make_draft("Not yet public")

    def assert_never_was(self, address, at=NOON):
        """Not to be told from an address that never was."""
        found, nothing = (
            self.read(path, at, 404) for path in (address, "/2026/03/12/there-never-was-such/")
        )
        self.assertEqual(found.content, nothing.content)
        self.assertEqual(found.headers, nothing.headers)

    def test_a_guest_reads_the_story_below_a_banner_and_nothing_of_the_desk(self):
        with self.settings(TIME_ZONE="Europe/London"):
            page = self.read(self.share(self.story, ends_at=NOON + DAY)).content.decode()
        self.assertIn("Preview – not published. Ends Friday 13 March, 12:00 GMT.", page)
        self.assertIn("<h1>Not yet public</h1>", page)
        for word in ("desk", "admin", "revision", "csrf"):
            self.assertNotIn(word, page.partition("</style>")[2].lower())

    def test_is_kept_nowhere_and_tells_nobody(self):
        response = self.read(self.share(self.story))
        self.assertEqual(response["Cache-Control"], "no-store, private")
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertEqual(response["Referrer-Policy"], "no-referrer")
        self.assertEqual(response["X-Frame-Options"], "DENY")
        self.assertIn("frame-ancestors 'none'", response["Content-Security-Policy"])
        self.assertIn("default-src 'none'", response["Content-Security-Policy"])
        for name in ("ETag", "Last-Modified", "Expires"):
            self.assertNotIn(name, response)
        self.assertFalse(response.cookies)

    def test_shows_its_pictures_to_the_guest(self):
        image = make_image()
        live = make_story(public_at=NOON - DAY)
        self.save(live, lead_picture={"image": image.pk, "focus": [0.1, 0.9]})
        page = self.read(self.share(live)).content.decode()
        addresses = set(re.findall(r"/media/[^ \"]+", page))
        self.assertGreater(len(addresses), 4)
        for address in addresses:
            self.assertEqual(self.read(address)["Content-Type"].partition("/")[0], "image")

    def test_the_token_is_long_and_kept_nowhere(self):
        link, token = preview.share(self.story, by=None, at=NOON)
        self.assertGreaterEqual(len(token), 22)  # 128 bits in base 64
        self.assertEqual(link.digest, sha256(token.encode()).hexdigest())
        self.assertNotIn(token, str(rows()))
        other, _token = preview.share(self.story, by=None, at=NOON)
        self.assertNotEqual(other.digest, link.digest)

    def test_a_bad_or_foreign_token_never_was(self):
        self.share(self.story)
        digest = PreviewLink.objects.get().digest
        for token in ("a", digest, "A" * 43, "0" * 5000, "%00", "x.y", f"{self.story.pk}"):
            self.assert_never_was(f"/preview/{token}/")

    def test_ends_at_its_time(self):
        address = self.share(self.story)
        self.read(address, NOON + 72 * HOUR - MINUTE)
        self.assert_never_was(address, NOON + 72 * HOUR)

    def test_lasts_two_weeks_at_most(self):
        self.read(self.share(self.story, ends_at=NOON + 14 * DAY), NOON + 13 * DAY)
        for ends_at in (NOON + 14 * DAY + MINUTE, NOON, NOON - DAY):
            with self.assertRaisesMessage(Refused, "A link lasts 14 days at most."):
                preview.share(self.story, by=None, at=NOON, ends_at=ends_at)

    def test_is_revoked_without_touching_another(self):
        first, second = self.share(self.story), self.share(self.story)
        link = PreviewLink.objects.order_by("pk").first()
        for _ in range(2):
            preview.revoke(link, by=None, at=NOON + MINUTE)
        self.assert_never_was(first, NOON + HOUR)
        self.read(second, NOON + HOUR)
        self.assertEqual(ArticleLog.objects.filter(act="revoke").count(), 1)

    def test_shows_the_newest_text_or_the_one_it_was_made_of(self):
        newest, fixed = self.share(self.story), self.share(self.story, mode=Mode.REVISION)
        self.save(self.story, headline="Written again")
        self.assertContains(self.read(newest), "Written again")
        self.assertContains(self.read(fixed), "Not yet public")
        self.publish(self.story)
        self.save(self.story, headline="Changed once more")
        self.assertContains(self.read(newest), "Changed once more")
        self.assertContains(self.read(fixed), "Not yet public")

    def test_until_publication_it_leads_to_the_public_page_from_then_on(self):
        address = self.share(self.story, mode=Mode.UNTIL_PUBLICATION)
        story = workflow.publish(self.story, by=None, at=NOON, publish_at=NOON + HOUR)
        self.read(address, NOON + HOUR - MINUTE)
        response = self.read(address, NOON + HOUR, status=302)
        self.assertEqual(response["Location"], story.get_absolute_url())
        self.assertEqual(response["Cache-Control"], "no-store, private")
        with self.assertRaisesMessage(Refused, "Readers see this story already."):
            self.share(story, NOON + HOUR, mode=Mode.UNTIL_PUBLICATION)

    def test_ends_when_the_story_is_taken_away(self):
        live = make_story(public_at=NOON - DAY)
        for story, act in (
            (live, workflow.withdraw),
            (make_draft(), review.bin),
            (make_draft(), lambda story, **how: workflow.kill(story, reason="A libel.", **how)),
        ):
            addresses = [self.share(story, mode=mode) for mode in (Mode.NEWEST, Mode.REVISION)]
            act(story, by=None, at=NOON + MINUTE)
            for address in addresses:
                self.assert_never_was(address, NOON + HOUR)
        self.read(self.share(live, NOON + HOUR), NOON + HOUR)  # made after it was withdrawn

    def test_ends_when_a_promised_withdrawal_comes_with_nobody_there_to_do_it(self):
        story = make_story(public_at=NOON - DAY)
        address = self.share(story)
        promises.schedule_withdrawal(story, by=None, at=NOON, withdraw_at=NOON + HOUR)
        self.read(address, NOON + HOUR - MINUTE)
        self.assert_never_was(address, NOON + HOUR)

    def test_stays_ended_when_the_story_comes_back_from_the_bin(self):
        address = self.share(self.story)
        review.bin(self.story, by=None, at=NOON)
        review.restore(self.story, by=None, at=NOON + MINUTE)
        self.assert_never_was(address, NOON + HOUR)

    def test_shows_no_other_story_that_readers_do_not_see(self):
        tags = ["Harbour"]
        other = make_draft("Another that waits", tags=tags)
        workflow.publish(other, by=None, at=NOON, publish_at=NOON + HOUR)
        story = make_draft("Waits longer", tags=tags, related=[other.pk])
        workflow.publish(story, by=None, at=NOON, publish_at=NOON + 2 * HOUR)
        self.assertNotContains(self.read(self.share(story)), "Another that waits")

    def test_sharing_needs_a_permission_and_stands_in_the_log(self):
        link, _token = preview.share(self.story, by=None, at=NOON)
        reporter = make_user("reporter")
        with self.assertRaisesMessage(Refused, "Your account may not share previews."):
            preview.share(self.story, by=reporter, at=NOON)
        with self.assertRaisesMessage(Refused, "Your account may not end links to previews."):
            preview.revoke(link, by=reporter, at=NOON)
        editor = make_user("editor", "articles.share_article")
        preview.share(self.story, by=editor, at=NOON, note="For the lawyer")
        row = ArticleLog.objects.get(act="share", by=editor)
        self.assertEqual(
            row.note, "Always the newest text, until 2026-03-15 12:00 UTC. For the lawyer"
        )

    def test_an_unfinished_draft_can_be_read(self):
        story = workflow.create({"standfirst": "So far only this."}, by=None, at=NOON)
        page = self.read(self.share(story)).content.decode()
        self.assertIn("(no headline yet)", page)
        self.assertIn("So far only this.", page)

    def test_is_in_no_sitemap_feed_list_or_search(self):
        address = self.share(self.story)
        self.read(address)
        for path in ("/", "/rss.xml", "/sitemap.xml", "/news-sitemap.xml", "/robots.txt"):
            page = self.read(path).content.decode()
            self.assertNotIn("preview/", page)
            self.assertNotIn("Not yet public", page)
