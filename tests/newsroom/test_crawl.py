"""The whole demonstration walked as a crawler walks it, from the front to the last link: nothing is broken, nothing is
empty, every foreign word is marked as such, and nothing shows that readers may not see.
"""

import re
import tempfile
from datetime import timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.test import override_settings
from django.utils import timezone
from lxml import html

from articles.models import Article
from newsroom.demonstration import build
from tests.base import PageTestCase

START = ("/", "/text/", "/sitemap.xml", "/robots.txt")
SCRIPTS = {"ar": "\u0600-\u06ff", "ja": "\u3040-\u30ff\u4e00-\u9fff", "cyrillic": "\u0400-\u04ff"}
FOREIGN = re.compile(f"[{''.join(SCRIPTS.values())}]")
HOST = urlsplit(settings.SITE_URL).netloc


class CrawlTests(PageTestCase):
    @classmethod
    def setUpTestData(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        media = override_settings(MEDIA_ROOT=folder.name + "/media")
        media.enable()
        cls.addClassCleanup(media.disable)
        cls.at = timezone.now() - timedelta(minutes=1)
        build.build(at=cls.at)

    def test_the_whole_paper_is_sound(self):
        pages = self.crawl()
        stories = {story.get_absolute_url() for story in Article.objects.published()}
        self.assertLessEqual(stories, set(pages))
        self.assertGreater(len(pages), 3 * len(stories))
        for path, page in pages.items():
            with self.subTest(path):
                if page.xpath("//main"):
                    self.check_page(page)
        self.check_nothing_hidden(pages)

    def crawl(self):
        """{path: parsed page} of everything that a link leads to; asserts that each is there."""
        found, waiting, seen = {}, list(START), set(START)
        while waiting:
            path = waiting.pop()
            response = self.client.get(path)
            self.assertEqual(response.status_code, 200, f"{path}, linked from the site, is broken")
            if not response["Content-Type"].startswith(("text/html", "application/")):
                continue
            page = html.document_fromstring(response.content)
            found[path] = page
            for link in self.links(page, path):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)
        return found

    def links(self, page, path):
        """What a page links to inside the site; of a picture's sizes only the one that all browsers know."""
        addresses = page.xpath("//a/@href | //link/@href | //img/@src | //loc/text()")
        for address in addresses:
            parts = urlsplit(urljoin(settings.SITE_URL + path, address))
            if parts.netloc == HOST and not parts.path.startswith(settings.STATIC_URL):
                yield parts.path + (f"?{parts.query}" if parts.query else "")

    def check_page(self, page):
        (main,) = page.xpath("//main")
        self.assertGreater(len(main.text_content().split()), 5, "an empty page")
        self.assertEqual(len(page.xpath("//h1")), 1)
        for element in page.xpath("//body//*[not(self::script or self::style)]"):
            if FOREIGN.search(" ".join(element.xpath("text()"))):
                languages = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
                self.assertNotEqual(languages, ["en"], element.text_content()[:80])

    def check_nothing_hidden(self, pages):
        hidden = Article.objects.exclude(pk__in=Article.objects.published().values("pk"))
        self.assertGreaterEqual(len(hidden), 4)
        texts = {path: html.tostring(page, encoding="unicode") for path, page in pages.items()}
        for story in hidden:
            for path, text in texts.items():
                self.assertNotIn(story.headline, text, f"{story.status} story on {path}")
