"""Kept pages: right at once after a purge, one renderer, the last copy where making fails, in files and in Redis."""

import gzip
import multiprocessing
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from unittest import mock

import brotli
from django.test import SimpleTestCase, override_settings

from newsroom.pagecache import pieces
from newsroom.pagecache.ledger import SHARED_FOR, Ledger, Verdict
from newsroom.pagecache.page import Page
from newsroom.pagecache.serving import KeptPages, _Memory
from newsroom.pagecache.stores.files import FileStore
from newsroom.pagecache.stores.redis import ASKED_EACH, Away, RedisStore
from tests.base import needs_redis
from tests.factories import NOON

KEPT = "public, max-age=300, stale-while-revalidate=30, stale-if-error=864000"
TEXT = " ".join(["The harbour vote was put off."] * 50)


class Site:
    """Stands where Django stands: a page for every address, counted, that says what it is told to say."""

    def __init__(self):
        self.made, self.asked = 0, []
        self.words, self.status, self.control = "first", "200 OK", KEPT
        self.keys = "everything story:1 ~latest ~card:2"
        self.vary = [("Vary", "Accept-Encoding")]
        self.takes, self.while_making = 0, lambda: None
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        with self.lock:
            self.made += 1
            number = self.made
        self.asked.append(environ)
        words = self.words
        time.sleep(self.takes)
        self.while_making()
        lines = [("Content-Type", "text/html"), *self.vary]
        lines += [("Cache-Control", self.control), ("ETag", f'W/"{words}"')]
        lines += [("Surrogate-Key", self.keys)] if self.keys else []
        start_response(self.status, lines)
        return [f"{words} {number} {TEXT}".encode()]


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, dict(headers), body
        self.words = body.decode(errors="replace").split(" ")[0]
        self.is_hit = "; hit" in self.headers.get("Cache-Status", "")


def ask(pages, path="/", query="", method="GET", **headers):
    told = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "wsgi.url_scheme": "http",
    } | headers
    body = b"".join(pages(environ, lambda *said: told.append(said)))
    return Answer(int(told[0][0][:3]), told[0][1], body)


def until(is_so, seconds=3):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


@contextmanager
def switching_often():
    """Threads take turns at any step."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def full_disk():
    """This process can write into no file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class AnyStore:
    """What holds whatever the store; a subclass makes it."""

    def setUp(self):
        self.site = Site()
        self.pages = self.machine()

    def machine(self, site=None):
        """The layer as another process has it."""
        return KeptPages(site or self.site, self.store())

    def purge(self, *keys, gone=()):
        self.store().purge(keys, gone, time.time())
        time.sleep(self.others_know_after)

    def test_a_page_is_made_once_and_kept_for_all_processes(self):
        self.assertFalse(ask(self.pages).is_hit)
        self.assertTrue(ask(self.pages).is_hit)
        self.assertTrue(ask(self.machine()).is_hit)
        self.assertEqual(self.site.made, 1)

    def test_after_a_purge_the_next_reader_gets_the_new_page_in_every_process(self):
        other = self.machine()
        for pages in (self.pages, other):
            ask(pages)
        self.site.words = "second"
        self.purge("story:1")
        self.assertEqual([ask(self.pages).words, ask(other).words], ["second", "second"])
        self.assertEqual(self.site.made, 2)

    def test_what_was_purged_a_moment_before_is_in_the_page_and_it_is_made_once(self):
        """Though the process asked what was purged just before, and would not ask again yet."""
        ask(self.pages, "/other/")
        self.store().purge(["story:1"], [], time.time())
        ask(self.pages)
        self.assertTrue(ask(self.machine()).is_hit)
        self.assertEqual(self.site.made, 2)

    def test_a_purge_of_something_else_leaves_it(self):
        ask(self.pages)
        self.purge("story:2", gone=["card:1"])
        self.assertTrue(ask(self.pages).is_hit)

    def test_a_shared_piece_is_shown_once_more_and_made_anew_behind_the_readers_back(self):
        ask(self.pages)
        self.site.words = "second"
        self.purge("latest")
        shown = ask(self.pages)
        self.assertEqual(shown.words, "first")
        self.assertIn("max-age=1,", shown.headers["Cache-Control"])  # nobody else keeps it
        self.assertTrue(until(lambda: ask(self.pages).words == "second"))
        self.assertEqual(self.site.made, 2)

    def test_what_is_gone_is_shown_by_nobody_even_where_making_fails(self):
        ask(self.pages)
        self.purge(gone=["card:2"])
        self.site.status = "503 Service Unavailable"
        self.assertEqual(ask(self.pages).status, 503)
        self.assertEqual(ask(self.machine()).status, 503)

    def test_the_last_copy_is_shown_where_making_fails(self):
        ask(self.pages)
        self.purge("story:1")
        self.site.status, self.site.keys = "500 Internal Server Error", ""
        with self.assertLogs("newsroom.pagecache", "WARNING"):
            shown = ask(self.pages)
        self.assertEqual((shown.status, shown.words), (200, "first"))
        self.assertIn("ttl=-", shown.headers["Cache-Status"])
        self.site.status, self.site.keys, self.site.words = "200 OK", "everything story:1", "second"
        self.assertTrue(until(lambda: ask(self.pages).words == "second"))

    def test_one_broken_page_does_not_hold_up_the_others(self):
        for path in ("/a/", "/b/"):
            ask(self.pages, path)
        self.purge("story:1")
        self.site.status = "500 Internal Server Error"
        with self.assertLogs("newsroom.pagecache", "WARNING"):
            ask(self.pages, "/a/")
        self.site.status, self.site.words = "200 OK", "second"
        self.assertEqual(ask(self.pages, "/b/").words, "second")

    def test_a_page_that_is_too_old_is_made_anew(self):
        self.site.control = "public, max-age=1, stale-while-revalidate=0"
        ask(self.pages)
        self.site.words = "second"
        time.sleep(1.05)
        self.assertEqual(ask(self.pages).words, "second")

    def test_a_herd_on_a_purged_page_gets_the_last_copy_while_one_makes_the_new_one(self):
        ask(self.pages)
        self.site.takes = 0.3
        self.purge("story:1")
        began = time.monotonic()
        with ThreadPoolExecutor(50) as readers:
            answers = list(readers.map(lambda _: (ask(self.pages), time.monotonic()), range(50)))
        self.assertEqual({answer.status for answer, _ in answers}, {200})
        self.assertEqual(self.site.made, 2)
        quick = [ended for _, ended in answers if ended - began < 0.25]
        self.assertEqual(len(quick), 49)

    def test_a_herd_on_a_page_never_made_waits_for_the_one_who_makes_it(self):
        self.site.takes = 0.2
        with ThreadPoolExecutor(50) as readers:
            answers = list(readers.map(lambda _: ask(self.pages), range(50)))
        self.assertEqual({answer.words for answer in answers}, {"first"})
        self.assertEqual(self.site.made, 1)

    def test_one_process_makes_it_and_the_others_wait(self):
        made = multiprocessing.get_context("fork").Value("i", 0)
        start = multiprocessing.get_context("fork").Barrier(4)

        def reader():
            site = Site()
            site.takes = 0.4
            pages = self.machine(site)
            start.wait()
            ask(pages)
            with made.get_lock():
                made.value += site.made

        processes = [multiprocessing.get_context("fork").Process(target=reader) for _ in range(4)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        self.assertEqual(made.value, 1)

    def test_a_page_whose_keys_were_purged_while_it_was_made_is_not_shown_again(self):
        self.site.while_making = lambda: self.purge("story:1")
        self.assertEqual(ask(self.pages).words, "first")
        self.site.while_making = lambda: None
        self.site.words = "second"
        time.sleep(self.others_know_after)
        self.assertEqual(ask(self.pages).words, "second")

    def test_under_one_purge_after_the_other_it_is_a_newer_last_copy(self):
        ask(self.pages)
        self.purge("story:1")
        self.site.words, self.site.while_making = "second", lambda: self.purge("story:1")
        ask(self.pages)
        self.site.status = "500 Internal Server Error"
        self.assertEqual(ask(self.pages).words, "second")
        self.assertEqual(ask(self.machine()).words, "second")

    def test_a_ledger_that_cannot_be_read_takes_all_pages_with_it_and_is_begun_anew(self):
        for line in (b"rubbish", b"{}", b"[1, 2]", b'["soon", 3, 4]', b"\xff"):
            self.assertTrue(until(lambda: ask(self.pages).is_hit), line)
            self.site.words = line.hex()
            self.spoil_ledger(line)
            time.sleep(self.others_know_after)
            self.assertTrue(until(lambda: ask(self.pages).words == self.site.words), line)
        self.assertTrue(until(lambda: ask(self.pages).is_hit))

    def test_what_went_while_it_was_made_is_made_again(self):
        def withdraw():
            self.site.while_making = lambda: None
            self.site.status, self.site.keys = "404 Not Found", ""
            self.purge(gone=["story:1"])

        self.site.while_making = withdraw
        answers = [ask(self.pages) for _ in range(2)]
        self.assertEqual(answers[-1].status, 404)

    def test_what_goes_whenever_it_is_made_is_shown_to_nobody(self):
        self.site.while_making = lambda: self.purge(gone=["story:1"])
        answer = ask(self.pages)
        self.assertEqual((answer.status, answer.body), (503, b""))
        self.site.while_making = lambda: None
        self.assertEqual(ask(self.pages).status, 200)

    def test_what_another_process_made_just_now_is_not_made_again(self):
        other = self.machine()
        ask(self.pages)
        ask(other)
        self.purge("story:1")
        other._find("/", time.time())  # it has just looked in vain
        ask(self.pages)
        self.assertTrue(ask(other).is_hit)
        self.assertEqual(self.site.made, 2)

    def test_what_another_made_behind_the_readers_back_is_not_made_again(self):
        other = self.machine()
        ask(self.pages)
        ask(other)
        self.purge("latest")
        ask(self.pages)
        self.assertTrue(until(lambda: self.site.made == 2 and not self.pages._queued))
        other._memory.get("/").looked_at = time.time()  # in vain
        ask(other)
        self.assertTrue(until(lambda: not other._queued))
        self.assertEqual(self.site.made, 2)

    def test_a_making_that_hangs_is_not_the_last_try(self):
        ask(self.pages)
        self.purge("story:1")
        here = mock.patch("newsroom.pagecache.serving.HANGS", 1)
        there = mock.patch("newsroom.pagecache.stores.redis.MAKING", 1)
        with here, there, ThreadPoolExecutor(1) as reader:
            self.site.takes = 2
            reader.submit(ask, self.pages)
            self.assertTrue(until(lambda: self.site.made == 2))
            self.site.takes, self.site.words = 0, "second"
            self.assertEqual(ask(self.pages).words, "first")
            time.sleep(1.1)
            self.assertEqual(ask(self.pages).words, "second")

    def test_a_clock_that_was_put_back_hides_no_purge(self):
        ask(self.pages)
        self.site.words = "second"
        earlier = time.time() - 3600
        with mock.patch("time.time", lambda: earlier):
            self.purge("story:1")
            self.assertEqual(ask(self.pages).words, "second")

    def test_a_clock_that_was_put_back_does_not_hold_up_the_making(self):
        ask(self.pages)
        self.purge("story:1")
        self.site.status = "500 Internal Server Error"
        with self.assertLogs("newsroom.pagecache", "WARNING"):
            ask(self.pages)
        self.site.status, self.site.words = "200 OK", "second"
        earlier = time.time() - 3600
        with mock.patch("time.time", lambda: earlier):
            self.assertEqual(ask(self.pages).words, "second")

    def test_what_cannot_be_made_behind_the_readers_back_is_tried_once_a_second(self):
        ask(self.pages)
        self.purge("latest")
        self.site.status = "500 Internal Server Error"
        with self.assertLogs("newsroom.pagecache", "WARNING"):
            for _ in range(20):
                self.assertEqual(ask(self.pages).words, "first")
                time.sleep(0.01)
        self.assertEqual(self.site.made, 2)

    def test_a_forked_process_makes_pages_behind_the_readers_back_as_well(self):
        ask(self.pages)
        self.purge("latest")
        ask(self.pages)
        self.assertTrue(until(lambda: ask(self.pages).is_hit and not self.pages._queued))
        fork = multiprocessing.get_context("fork")
        is_new = fork.Value("b", 0)

        def reader():
            self.purge("latest")
            self.site.words = "second"
            is_new.value = until(lambda: ask(self.pages).words == "second")

        process = fork.Process(target=reader)
        process.start()
        process.join()
        self.assertTrue(is_new.value)

    def test_what_names_no_key_or_is_private_or_sets_a_cookie_is_not_kept(self):
        for keys, control in (
            ("", KEPT),
            ("story:1", "private, max-age=300"),
            ("story:1", "no-store"),
        ):
            self.site.keys, self.site.control = keys, control
            ask(self.pages)
            self.assertFalse(ask(self.pages).is_hit, (keys, control))

    def test_a_404_is_asked_each_time_and_by_many_at_once(self):
        self.site.status, self.site.keys, self.site.takes = "404 Not Found", "", 0.05
        ask(self.pages)
        began = time.monotonic()
        with ThreadPoolExecutor(20) as readers:
            list(readers.map(lambda _: ask(self.pages), range(20)))
        self.assertLess(time.monotonic() - began, 0.5)
        self.assertEqual(self.site.made, 21)

    def test_many_who_ask_for_what_cannot_be_made_do_not_wait_for_one_another(self):
        self.site.status, self.site.keys, self.site.takes = "500 Internal Server Error", "", 0.1
        began = time.monotonic()
        with ThreadPoolExecutor(20) as readers:
            list(readers.map(lambda _: ask(self.pages), range(20)))
        self.assertLess(time.monotonic() - began, 1)

    def test_what_is_no_page_is_made_anew(self):
        ask(self.pages)
        for rubbish in (
            b"",
            b"rubbish",
            Page.packed(self.pages._memory.get("/"))[:-5],
            b"newsroom page 1\n" * 9,
        ):
            self.store().catch_up()
            other = self.machine()
            other._store.catch_up()
            other._store.write("/", rubbish)
            answer = ask(other)
            self.assertEqual((answer.status, answer.is_hit), (200, False), rubbish[:20])


class FileStoreTests(AnyStore, SimpleTestCase):
    others_know_after = 0

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        super().setUp()

    def store(self):
        return FileStore(self.folder)

    def spoil_ledger(self, line):
        with open(f"{self.folder}/ledger", "ab") as ledger:
            ledger.write(line + b"\n")

    def test_a_ledger_that_is_lost_takes_all_pages_with_it(self):
        ask(self.pages)
        os.unlink(f"{self.folder}/ledger")
        self.assertFalse(ask(self.pages).is_hit)

    def test_a_ledger_that_grew_long_is_begun_anew(self):
        ask(self.pages)
        with open(f"{self.folder}/ledger", "ab") as ledger:
            ledger.truncate(9_000_000)
        self.purge("story:2")
        self.assertLess(os.stat(f"{self.folder}/ledger").st_size, 1000)
        self.assertFalse(ask(self.pages).is_hit)
        self.assertTrue(ask(self.pages).is_hit)
        self.assertEqual(len(list(Path(self.folder).glob("pages-*"))), 1)

    def test_a_ledger_that_was_emptied_or_cut_takes_all_pages_with_it(self):
        for length in (0, 30):
            ask(self.pages)
            self.purge("story:2")
            self.assertTrue(until(lambda: ask(self.pages).is_hit))
            os.truncate(f"{self.folder}/ledger", length)
            with self.assertLogs("newsroom.pagecache", "WARNING"):
                self.assertFalse(ask(self.pages).is_hit, length)
            self.assertTrue(until(lambda: ask(self.pages).is_hit), length)
            self.site.words = f"after {length}"
            self.purge("story:1")
            self.assertIn(f"after {length}".encode(), ask(self.pages).body)

    def test_a_ledger_goes_on_from_the_one_before(self):
        """A page that a slow thread judges by the wrong one of the two is gone, never right."""
        store = self.store()
        store.catch_up()
        before = store.ledger.number
        os.unlink(f"{self.folder}/ledger")
        store.catch_up()
        self.assertGreater(store.ledger.number, before)

    def test_a_folder_that_was_removed_is_made_again(self):
        ask(self.pages)
        shutil.rmtree(self.folder)
        self.assertFalse(ask(self.pages).is_hit)
        self.assertTrue(ask(self.pages).is_hit)

    def test_a_full_disk_costs_all_pages_and_leaves_nothing_behind(self):
        ask(self.pages)
        self.site.words = "second"
        with full_disk(), self.assertLogs("newsroom.pagecache", "WARNING"):
            self.purge("story:1")
            answers = [ask(self.pages) for _ in range(3)]
            left = [path.name for path in Path(self.folder).iterdir()]
        self.assertEqual({answer.words for answer in answers}, {"second"})
        self.assertEqual(left, ["locks"])
        ask(self.pages)
        self.assertTrue(ask(self.pages).is_hit)

    def test_a_folder_that_cannot_be_written_costs_the_keeping_alone(self):
        pages = KeptPages(self.site, FileStore("/proc/no-such-place"))
        self.assertEqual([ask(pages).status for _ in range(3)], [200, 200, 200])


@needs_redis
class RedisStoreTests(AnyStore, SimpleTestCase):
    others_know_after = ASKED_EACH + 0.02

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        with socket.create_server(("127.0.0.1", 0)) as found:
            cls.port = found.getsockname()[1]
        cls.start_redis()

    @classmethod
    def start_redis(cls):
        options = [
            "--port",
            str(cls.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        cls.server = subprocess.Popen(["redis-server", *options], stdout=subprocess.DEVNULL)
        until(lambda: RedisStore(cls.url())._try("ping"))

    @classmethod
    def stop_redis(cls):
        cls.server.terminate()
        cls.server.wait()

    @classmethod
    def tearDownClass(cls):
        cls.stop_redis()
        super().tearDownClass()

    @classmethod
    def url(cls):
        return f"redis://127.0.0.1:{cls.port}/0"

    def setUp(self):
        RedisStore(self.url())._try("flushall")
        super().setUp()

    def store(self):
        return RedisStore(self.url())

    def spoil_ledger(self, line):
        self.store()._try("xadd", "newsroom:ledger", {"purge": line})

    def test_what_is_of_another_kind_is_no_page(self):
        ask(self.pages)
        other = self.machine()
        other._store.catch_up()
        key = other._store._key("/")
        other._store._try("delete", key)
        other._store._try("rpush", key, "no page")
        self.assertEqual(ask(other).status, 200)
        self.assertTrue(other._store.is_trusted)

    def test_a_store_that_was_emptied_takes_all_pages_with_it(self):
        ask(self.pages)
        self.store()._try("flushall")
        time.sleep(self.others_know_after)
        self.assertFalse(ask(self.pages).is_hit)
        self.assertTrue(ask(self.pages).is_hit)

    def test_a_ledger_that_was_thrown_out_takes_all_pages_with_it(self):
        ask(self.pages)
        self.store()._try("delete", "newsroom:ledger")
        self.assertFalse(ask(self.machine()).is_hit)  # a process that never read it

    def test_a_purge_that_was_owed_when_it_came_back_costs_all_pages(self):
        ask(self.pages)
        self.pages._store._owes = True
        time.sleep(self.others_know_after)
        self.assertFalse(ask(self.pages).is_hit)
        self.assertTrue(ask(self.pages).is_hit)

    def test_away_it_costs_little_and_back_it_shows_nothing_that_was_purged_meanwhile(self):
        ask(self.pages)
        self.stop_redis()
        time.sleep(self.others_know_after)
        self.site.words = "second"
        with self.assertLogs("newsroom.pagecache", "WARNING"):
            with self.assertRaises(Away):
                self.pages._store.purge(["story:1"], [], time.time())
            began = time.monotonic()
            time.sleep(1)  # from then on a page that this process made counts no more
            self.assertEqual(ask(self.pages).words, "second")
            self.assertLess(time.monotonic() - began, 1.5)
            self.start_redis()
            self.assertTrue(until(lambda: self.pages._store.is_trusted))
        self.assertEqual(ask(self.pages).words, "second")

    def test_silent_it_costs_one_reader_its_patience_and_no_other(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            pages = KeptPages(
                self.site, RedisStore(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
            )
            with self.assertLogs("newsroom.pagecache", "WARNING"):
                times = []
                for _ in range(5):
                    began = time.monotonic()
                    self.assertEqual(ask(pages).status, 200)
                    times.append(time.monotonic() - began)
        self.assertLess(times[0], 0.5)
        self.assertLess(max(times[1:]), 0.05)


class AskedTests(SimpleTestCase):
    """Which requests a kept page answers, and what of them is passed on."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.site = Site()
        self.pages = KeptPages(self.site, FileStore(folder.name))

    def test_no_parameter_but_the_place_in_a_list_makes_another_page(self):
        for query in ("", "utm_source=x", "page=99999", "a=1&b=2", "before_=1-2"):
            ask(self.pages, "/world/", query)
        self.assertEqual(self.site.made, 1)
        ask(self.pages, "/world/", "utm_source=x&before=12-34")
        ask(self.pages, "/world/", "before=12-34")
        self.assertEqual([asked["QUERY_STRING"] for asked in self.site.asked], ["", "before=12-34"])

    def test_a_parameter_that_only_looks_like_a_place_makes_none(self):
        for query in ("", "not_before=x", "before=", "before=1-2&before="):
            ask(self.pages, "/world/", query)
        self.assertEqual(self.site.made, 1)

    def test_a_question_mark_in_a_path_asks_for_nothing(self):
        for _ in range(2):
            ask(self.pages, "/world/?before=12-34")
            ask(self.pages, "/?anything")
        asked = [(asked["PATH_INFO"], asked["QUERY_STRING"]) for asked in self.site.asked]
        self.assertEqual(asked, [("/world/?before=12-34", ""), ("/?anything", "")] * 2)

    def test_a_name_that_is_said_to_stand_before_the_path_is_a_part_of_it(self):
        """A server cuts it off as a reader's header says. Else it stood before each link of another page."""
        ask(self.pages, "/", SCRIPT_NAME="/world")
        ask(self.pages, "/admin/", SCRIPT_NAME="//evil.example")
        paths = [(asked["SCRIPT_NAME"], asked["PATH_INFO"]) for asked in self.site.asked]
        self.assertEqual(paths, [("", "/world/"), ("", "//evil.example/admin/")])
        self.assertTrue(ask(self.pages, "/world/").is_hit)

    def test_no_path_at_all_is_the_front(self):
        ask(self.pages, "")
        self.assertTrue(ask(self.pages, "/").is_hit)

    def test_what_django_redirects_for_its_slash_keeps_what_was_asked(self):
        ask(self.pages, "/search", "q=harbour")
        self.assertEqual(self.site.asked[0]["QUERY_STRING"], "q=harbour")

    def test_a_story_has_no_places(self):
        for number in range(3):
            ask(self.pages, "/2026/03/12/harbour-vote/", f"before=1-{number}")
        self.assertEqual(self.site.made, 1)

    def test_who_asks_leaves_nothing_in_the_page(self):
        told = {"HTTP_COOKIE": "session=1", "HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X": "1"}
        ask(self.pages, "/", **told)
        self.assertEqual(set(self.site.asked[0]) & set(told), set())

    def test_the_desk_the_search_and_what_writes_are_passed_on_as_they_came(self):
        for path in (
            "/admin/",
            "/search/",
            "/preview/x/",
            "/static/x.css",
            "/media/1/x",
            "/readyz",
        ):
            for _ in range(2):
                ask(self.pages, path, "q=harbour", HTTP_COOKIE="session=1")
        ask(self.pages, "/", method="POST")
        self.assertEqual(self.site.made, 13)
        self.assertEqual(self.site.asked[0]["HTTP_COOKIE"], "session=1")

    @override_settings(ALLOWED_HOSTS=["127.0.0.1"])
    def test_a_host_that_is_not_ours_is_left_to_django(self):
        ask(self.pages)
        ask(self.pages, HTTP_HOST="evil.example")
        self.assertEqual(self.site.made, 2)
        self.assertEqual(self.site.asked[1]["HTTP_HOST"], "evil.example")

    @override_settings(
        SECURE_SSL_REDIRECT=True, SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https")
    )
    def test_plain_http_is_left_to_django_where_the_site_has_https(self):
        ask(self.pages, HTTP_X_FORWARDED_PROTO="https")
        ask(self.pages, HTTP_X_FORWARDED_PROTO="http")
        ask(self.pages)
        self.assertEqual(self.site.made, 3)
        self.assertTrue(ask(self.pages, HTTP_X_FORWARDED_PROTO="https").is_hit)

    def test_it_is_sent_as_the_reader_takes_it(self):
        plain = ask(self.pages).body
        packed = ask(self.pages, HTTP_ACCEPT_ENCODING="gzip, br")
        self.assertEqual(brotli.decompress(packed.body), plain)
        self.assertEqual(packed.headers["Content-Encoding"], "br")
        self.assertEqual(gzip.decompress(ask(self.pages, HTTP_ACCEPT_ENCODING="gzip").body), plain)
        head = ask(self.pages, method="HEAD")
        self.assertEqual((head.body, int(head.headers["Content-Length"])), (b"", len(plain)))

    def test_it_is_not_sent_as_the_reader_refuses_it(self):
        for accepted, encoding in (
            ("br;q=0, gzip", "gzip"),
            ("gzip;q=0.5, br; q=0.000", "gzip"),
            ("br;q=0.01", "br"),
            ("br;q=0,gzip;q=0", None),
            ("identity", None),
            ("GZIP", "gzip"),
        ):
            answer = ask(self.pages, HTTP_ACCEPT_ENCODING=accepted)
            self.assertEqual(answer.headers.get("Content-Encoding"), encoding, accepted)

    def test_a_picture_is_sent_as_it_is(self):
        """Other caches keep it for every reader: no Vary tells them that it differs."""
        self.site.vary = []
        for _ in range(2):
            answer = ask(self.pages, "/card.png", HTTP_ACCEPT_ENCODING="br")
            self.assertNotIn("Content-Encoding", answer.headers)

    def test_a_reader_who_has_it_gets_304(self):
        tag = ask(self.pages).headers["ETag"]
        known = ask(self.pages, HTTP_IF_NONE_MATCH=tag)
        self.assertEqual((known.status, known.body), (304, b""))
        for tags in ("*", f'"other", {tag}', tag.removeprefix("W/")):
            self.assertEqual(ask(self.pages, HTTP_IF_NONE_MATCH=tags).status, 304, tags)
        self.assertNotIn("Content-Length", known.headers)
        self.assertEqual(ask(self.pages, HTTP_IF_NONE_MATCH='W/"other"').status, 200)

    def test_what_a_page_is_made_of_is_told_to_an_edge_and_to_nobody_else(self):
        self.assertNotIn("Surrogate-Key", ask(self.pages).headers)
        self.assertNotIn("Surrogate-Key", ask(self.pages, "/search/").headers)
        before_edge = KeptPages(self.site, self.pages._store, is_before_edge=True)
        self.assertIn("story:1", ask(before_edge).headers["Surrogate-Key"])


class LedgerTests(SimpleTestCase):
    def page(self, number, made_at=0.0):
        return Page(200, [], b"", number, made_at, 10_000, 0, ("story:1",), ("latest",))

    def test_a_shared_piece_is_as_old_as_the_first_purge_that_the_page_missed(self):
        ledger, page = Ledger(), self.page(1)
        for number, at in ((2, 100.0), (3, 130.0), (4, 155.0)):
            ledger.note(number, at, ["latest"], [])
        self.assertEqual(ledger.judge(page, 100 + SHARED_FOR - 1), Verdict.PASSABLE)
        self.assertEqual(ledger.judge(page, 100 + SHARED_FOR), Verdict.LAST)

    def test_it_is_known_that_a_purge_was_missed_however_many_follow(self):
        ledger, page = Ledger(), self.page(1)
        for number in range(2, 500):
            ledger.note(number, number * 10.0, ["latest"], [])
        self.assertEqual(ledger.judge(page, 4990.0), Verdict.LAST)

    def test_very_many_purges_of_a_key_are_few_to_remember(self):
        """Read whole by each process that starts: 50,000 of an import within minutes."""
        ledger = Ledger()
        began = time.process_time()
        for number in range(1, 50_001):
            ledger.note(number, number / 100, ["latest"], [])
        self.assertLess(time.process_time() - began, 5)
        self.assertEqual(ledger.judge(self.page(3000), 500.0), Verdict.LAST)
        self.assertEqual(ledger.judge(self.page(49_000), 490.0 + SHARED_FOR - 1), Verdict.PASSABLE)
        self.assertEqual(ledger.judge(self.page(49_000), 490.0 + SHARED_FOR + 1), Verdict.LAST)

    def test_a_purge_is_seen_while_others_of_the_same_key_are_noted(self):
        ledger, verdicts = Ledger(), set()
        ledger.note(2, 2.0, ["story:1"], [])

        def judge():
            for _ in range(30_000):
                verdicts.add(ledger.judge(self.page(1), 100.0))

        with switching_often():
            judging = threading.Thread(target=judge)
            judging.start()
            for number in range(3, 10_000):
                ledger.note(number, float(number), ["story:1"], [])
            judging.join()
        self.assertEqual(verdicts, {Verdict.LAST})

    def test_a_page_made_before_the_ledger_began_is_gone(self):
        ledger = Ledger()
        ledger.forget_all(50)
        self.assertEqual(ledger.judge(self.page(49), 1.0), Verdict.GONE)
        self.assertEqual(ledger.judge(self.page(50), 1.0), Verdict.RIGHT)


class MemoryTests(SimpleTestCase):
    def test_it_is_read_while_it_throws_out_what_is_too_much(self):
        memory, is_read = _Memory(200_000), True

        def read():
            while is_read:
                for number in range(60):
                    memory.get(str(number))

        with switching_often():
            reading = threading.Thread(target=read)
            reading.start()
            try:
                for number in range(30_000):
                    memory.put(str(number % 150), Page(200, [], b"", 0, 0.0, 1, 1))
            finally:
                is_read = False
                reading.join()
        self.assertLessEqual(memory._used, 200_000)


class PieceTests(SimpleTestCase):
    """Made once, and again after any purge, whoever purged."""

    def test_a_piece_is_made_again_after_a_purge_alone(self):
        made = iter("abcdef")
        with tempfile.TemporaryDirectory() as folder:
            with override_settings(PAGES_KEPT=True, PAGES_STORE=folder):
                shown = [pieces.until_purged("letter", lambda: next(made)) for _ in range(3)]
                FileStore(folder).purge(["story:1"], [], time.time())
                shown += [pieces.until_purged("letter", lambda: next(made)) for _ in range(2)]
        self.assertEqual("".join(shown), "aaabb")

    def test_a_piece_that_follows_from_the_clock_ends_with_the_next_promise(self):
        made, minute = iter("abcdef"), timedelta(minutes=1)

        def shown(at, until=NOON + minute):
            return pieces.until_changed("letter", lambda: next(made), at, until)

        with self.kept() as folder, self.clock(NOON):
            self.assertEqual(shown(NOON), "a")
            self.assertEqual(shown(NOON + minute - minute / 60), "a")
            self.assertEqual(shown(NOON + minute, None), "b")  # not known: kept for nobody
            self.assertEqual(shown(NOON + minute, NOON + 2 * minute), "c")
            self.assertEqual(shown(NOON + minute, NOON + 2 * minute), "c")
            self.assertEqual(shown(NOON), "d")  # by a clock that is behind
            FileStore(folder).purge(["story:1"], [], time.time())
            self.assertEqual(shown(NOON), "e")

    def test_what_was_read_before_a_purge_is_kept_for_nobody(self):
        """A request began, something was published, and only then the request makes the piece."""
        made, second = iter("abcdef"), timedelta(seconds=1)
        never = NOON + timedelta(days=1)
        with self.kept() as folder:
            with self.clock(NOON):
                self.assertEqual(pieces.until_changed("word", made.__next__, NOON, never), "a")
            FileStore(folder).purge(["story:1"], [], time.time())
            with self.clock(NOON + second):
                began = NOON + second / 2
                self.assertEqual(pieces.until_changed("word", made.__next__, began, never), "b")
                now = NOON + second
                self.assertEqual(pieces.until_changed("word", made.__next__, now, never), "c")
                self.assertEqual(pieces.until_changed("word", made.__next__, now, never), "c")

    @contextmanager
    def kept(self):
        with tempfile.TemporaryDirectory() as folder:
            with override_settings(PAGES_KEPT=True, PAGES_STORE=folder):
                yield folder

    def clock(self, at):
        return mock.patch("django.utils.timezone.now", return_value=at)

    def test_without_kept_pages_it_is_made_each_time(self):
        made = iter("ab")
        with override_settings(PAGES_KEPT=False):
            shown = [pieces.until_purged("letter", lambda: next(made)) for _ in range(2)]
        self.assertEqual(shown, ["a", "b"])
