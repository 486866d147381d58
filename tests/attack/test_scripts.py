"""Texts that try to run, in every text field there is, opened in Chromium wherever such a text is shown: nothing runs,
and the policy has nothing to stop.
"""

import tempfile

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.utils import timezone

from articles import library, tagging, workflow
from articles.errors import Refused
from articles.models import Article, Author, Series
from sections import tree
from sections.models import Section
from tests.articles import pictures
from tests.browser.base import BrowserTestCase
from tests.factories import make_section

from .strings import strings

TEXTS = strings()
# What no form lets through to these rows, and PostgreSQL does not hold at all.
WITHOUT_NUL = str.maketrans("", "", "\x00")
STEP = 13  # each field of a story has another text; over all stories each field has each text


class ScriptTests(BrowserTestCase):
    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        settings = override_settings(MEDIA_ROOT=folder.name + "/media")
        settings.enable()
        self.addCleanup(settings.disable)
        self.calls = []
        self.page.context.expose_binding(
            "ran", lambda source, *args: self.calls.append(source["page"].url)
        )
        self.page.on("dialog", lambda dialog: (self.calls.append(dialog.message), dialog.dismiss()))

    def test_there_are_at_least_150_texts_and_all_differ(self):
        self.assertGreaterEqual(len(set(TEXTS)), 150)

    def test_nothing_runs_on_any_page_of_readers_or_editors(self):
        self.stories = self.write_stories()
        self.open_readers_pages()
        self.log_in(self.page)
        self.open_the_desk()
        self.assertEqual(self.calls, [])

    def write_stories(self):
        """One story a text, with another text in each field; all public."""
        section = make_section("World")
        image = library.add_image(
            SimpleUploadedFile(TEXTS[0] + ".png", pictures.picture("PNG")), by=None, credit="x"
        )
        stories = []
        for number in range(len(TEXTS)):
            words = [
                TEXTS[(number + STEP * field) % len(TEXTS)].replace(
                    "data-image='1", f"data-image='{image.pk}"
                )
                for field in range(16)
            ]
            stories.append(self.write_story(section, image, words))
        self.hide_texts_in_lists(section)
        return stories

    def write_story(self, section, image, words):
        rows = [text.translate(WITHOUT_NUL) for text in words]
        person = Author.objects.create(
            name=rows[0][:100], title=rows[1][:100], bio=rows[2], beat=rows[3][:200]
        )
        series, _ = Series.objects.get_or_create(
            title=rows[4][:100], defaults={"introduction": rows[5]}
        )
        try:
            tag = tagging.tag_named(words[6][:100])
        except Refused:  # nothing but signs that no tag can have
            tag = tagging.tag_named("a tag")
        story = workflow.create(
            {
                "headline": words[7][:200],
                "short_headline": words[8][:100],
                "standfirst": words[9][:500],
                "kicker": words[10][:60],
                "body": f"<p>x</p>{words[11]}<p>{words[12]}</p>",
                "desk_notes": words[13],
                "section": section.pk,
                "series": series.pk,
                "tags": [tag.pk],
                "bylines": [
                    {"author": person.pk, "credit": words[14][:100]},
                    {"author": None, "name": words[15][:100]},
                ],
                "lead_picture": {
                    "image": image.pk,
                    "caption": words[12][:500],
                    "alt": words[13][:300],
                },
            },
            by=None,
            note=words[0],
        )
        story = workflow.publish(story, by=None, at=timezone.now(), note=words[1])
        return self.turn_around(story, note=words[2])

    def turn_around(self, story, note):
        """A second revision that readers do not see, with other texts in all fields: what differs is compared."""
        first = story.newest_revision.snapshot
        names = ("headline", "standfirst", "kicker", "desk_notes")
        turned = dict(zip(names, [first[name][:60] for name in reversed(names)], strict=True))
        text = f"<p>x y</p>{first['body']}<p>{first['standfirst']}</p>"
        picture = first["lead_picture"]
        picture |= {"caption": picture["alt"], "alt": picture["caption"][:300] or "x"}
        people = first["bylines"][::-1]
        changed = first | turned | {"body": text, "lead_picture": picture, "bylines": people}
        if not changed["headline"].strip():
            changed["headline"] = "x"
        return workflow.save_revision(story, changed, base=1, by=None, note=note)

    def hide_texts_in_lists(self, section):
        for number, text in enumerate(TEXTS[:5]):
            tree.save(
                Section(title=text[:60], slug=f"section-{number}", description=text, parent=section)
            )

    def open_readers_pages(self):
        for story in self.stories:
            self.page.goto(story.get_absolute_url())
        some = self.stories[:: len(self.stories) // 12]
        paths = [
            "/",
            "/world/",
            "/world/section-1/",
            "/text/",
            "/search/?q=script",
            "/rss.xml",
            "/atom.xml",
        ]
        paths += [story.tags.get().get_absolute_url() for story in some]
        paths += [f"/by/{story.bylines.first().author.slug}/" for story in some]
        paths += ["/text" + story.get_absolute_url() for story in some]
        for path in paths:
            self.page.goto(path)

    def open_the_desk(self):
        paths = [f"/admin/articles/article/?p={page}" for page in range(1, 4)]
        for story in self.stories[::6]:
            paths += [
                f"/admin/articles/article/{story.pk}/{view}"
                for view in ("change/", "history/", "revision/1/", "compare/?from=1&to=2")
            ]
        for model in ("author", "tag", "image", "series"):
            paths.append(f"/admin/articles/{model}/")
        paths += ["/admin/", "/admin/sections/section/"]
        for path in paths:
            self.page.goto(path)

    def test_a_killed_storys_reason_is_text(self):
        story = workflow.publish(
            workflow.create(
                {"headline": "x", "body": "<p>x</p>", "section": make_section().pk}, by=None
            ),
            by=None,
        )
        for text in TEXTS[::10]:
            Article.objects.filter(pk=story.pk).update(status="published", kill_reason="")
            workflow.kill(story, by=None, reason=text)
            self.page.goto(story.get_absolute_url())
        self.complaints = [words for words in self.complaints if "410" not in words]
        self.assertEqual(self.calls, [])
