"""Readers' pages go out compressed, the same bytes each time; the desk's never."""

import gzip

import brotli

from tests.base import PageTestCase
from tests.factories import make_admin, make_story


class CompressionTests(PageTestCase):
    def test_a_page_is_the_same_page_in_every_encoding(self):
        path = make_story(body="<p>Words.</p>" * 200).get_absolute_url()
        plain = self.get(path)
        packed = self.get(path, accept_encoding="gzip, deflate")
        smaller = self.get(path, accept_encoding="gzip, deflate, br")
        self.assertEqual(gzip.decompress(packed.content), plain.content)
        self.assertEqual(brotli.decompress(smaller.content), plain.content)
        self.assertLess(len(packed.content), len(plain.content) // 2)
        self.assertEqual(self.get(path, accept_encoding="gzip").content, packed.content)
        for response in (plain, packed, smaller):
            self.assertEqual(response["ETag"], plain["ETag"])
            self.assertEqual(response["Vary"], "Accept-Encoding")
        self.get(path, status=304, accept_encoding="br", if_none_match=plain["ETag"])

    def test_the_desk_and_pictures_are_left_alone(self):
        self.client.force_login(make_admin())
        self.assertNotIn("Content-Encoding", self.get("/admin/", accept_encoding="br, gzip"))
        self.assertNotIn("Content-Encoding", self.get("/card.png", accept_encoding="br, gzip"))
