"""The edge is told of purges by an act, and by the job where the act's telling was not heard."""

import socket
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings
from django.db import transaction
from django.test import SimpleTestCase, TransactionTestCase, override_settings
from django.utils import timezone

from newsroom import edge, purging
from newsroom.models import Purge
from tests.base import free_port
from tests.newsroom.test_settings import KEY, manage

SECRET = "a-secret-of-the-edge-in-these-tests"
_told_elsewhere = []


def elsewhere(keys, gone):
    """A CDN's function."""
    _told_elsewhere.append((keys, gone))


@contextmanager
def listening(status=200):
    """An edge that writes down what it is told: [(method, headers)]."""
    told = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_PURGE(self):  # noqa: N802
            told.append(self.headers)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with override_settings(
            EDGE_URLS=[f"http://127.0.0.1:{server.server_port}"], EDGE_SECRET=SECRET
        ):
            yield told
    finally:
        server.shutdown()
        server.server_close()


class TellingTests(SimpleTestCase):
    def test_a_site_without_an_edge_tells_nobody(self):
        edge.tell(["story:1"], [])

    def test_pages_made_of_a_key_go_and_those_that_share_it_are_made_anew(self):
        with listening() as told:
            edge.tell(["card:1", "story:1"], ["story:2"])
        (asked,) = told
        self.assertEqual(asked["Edge-Secret"], SECRET)
        self.assertEqual(asked["Purge-Keys"], "card:1 story:1 story:2 ~story:2")
        self.assertEqual(asked["Soft-Purge-Keys"], "~card:1 ~story:1")

    def test_very_many_keys_are_told_in_headers_that_any_server_takes(self):
        keys = [f"list:section:{number}:2026-03" for number in range(250)]
        with listening() as told:
            edge.tell(keys, [])
        self.assertEqual(" ".join(one["Purge-Keys"] for one in told).split(), keys)
        self.assertLessEqual(max(len(one["Soft-Purge-Keys"]) for one in told), 4000)

    def test_whoever_refuses_is_named_and_the_others_are_told(self):
        dead = f"http://127.0.0.1:{free_port()}"
        with listening() as told, override_settings(EDGE_URLS=[dead, *settings.EDGE_URLS]):
            with self.assertRaisesMessage(edge.Unheard, dead):
                edge.tell(["story:1"], [])
        self.assertEqual(len(told), 1)
        with listening(status=403), self.assertRaisesMessage(edge.Unheard, "it answered 403"):
            edge.tell(["story:1"], [])

    def test_an_edge_that_is_silent_is_waited_for_half_a_second(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            start = time.monotonic()
            with override_settings(EDGE_URLS=[address]), self.assertRaises(edge.Unheard):
                edge.tell(["story:1"], [])
        self.assertLess(time.monotonic() - start, 1)

    @override_settings(EDGE_PURGE="tests.newsroom.test_edge.elsewhere")
    def test_a_cdn_is_told_by_a_function_of_its_own(self):
        edge.tell(["story:1"], ["story:2"])
        self.assertEqual(_told_elsewhere.pop(), (["story:1"], ["story:2"]))


class ActTests(TransactionTestCase):
    def test_an_act_tells_the_edge_after_its_commit_and_keeps_nothing(self):
        with listening() as told:
            with transaction.atomic():
                purging.purge("story:1", gone=["story:2"])
                self.assertEqual(told, [])
            self.assertEqual([one["Purge-Keys"] for one in told], ["story:1 story:2 ~story:2"])
        self.assertFalse(Purge.objects.exists())

    def test_what_the_edge_did_not_hear_is_told_again_by_the_job(self):
        with listening(status=503), self.assertLogs("newsroom.purging", "WARNING"):
            purging.purge("story:1")
        self.assertTrue(Purge.objects.exists())
        with listening() as told:
            self.assertEqual(purging.deliver(timezone.now() + timedelta(minutes=1)), (1, 0))
        self.assertEqual(len(told), 1)
        self.assertFalse(Purge.objects.exists())

    def test_a_silent_edge_is_waited_for_once_however_much_it_has_to_be_told(self):
        at = timezone.now()
        for number in range(5):
            Purge.objects.create(keys=[f"story:{number}", "latest"], gone=[], made_at=at)
        Purge.objects.create(keys=[], gone=["story:0"], made_at=at)
        later = at + timedelta(minutes=1)
        with socket.create_server(("127.0.0.1", 0)) as silent:
            address = f"http://127.0.0.1:{silent.getsockname()[1]}"
            start = time.monotonic()
            with override_settings(EDGE_URLS=[address]):
                with self.assertLogs("newsroom.purging", "WARNING"):
                    self.assertEqual(purging.deliver(later), (0, 6))
        self.assertLess(time.monotonic() - start, 1)
        with listening() as told:
            self.assertEqual(purging.deliver(later), (6, 0))
        (asked,) = told
        self.assertEqual(
            asked["Purge-Keys"], "latest story:1 story:2 story:3 story:4 story:0 ~story:0"
        )


class SettingsTests(SimpleTestCase):
    def assert_told(self, sentence, **environment):
        code, printed = manage("check", **{"SECRET_KEY": KEY, **environment})
        self.assertEqual(code, 1, printed)
        self.assertIn(sentence, printed)

    def test_an_edge_that_cannot_be_asked_is_refused_and_so_is_a_short_secret(self):
        self.assert_told("EDGE_URL cannot be read", EDGE_URL="127.0.0.1:6081", EDGE_SECRET=SECRET)
        self.assert_told("EDGE_SECRET is not set, or short", EDGE_URL="http://127.0.0.1:6081")
