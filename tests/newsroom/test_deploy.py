"""The files by which a machine serves the site: nginx and Varnish are really started from them, before a site of one
page.
"""

import http.client
import os
import re
import shlex
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from unittest import skipIf
from urllib.parse import urlsplit

from django.test import SimpleTestCase, override_settings

from newsroom import deploy, edge
from tests.base import free_port, needs_sqlite
from tests.faults import edges
from tests.faults.readers import all_at_once
from tests.newsroom.origin import KEPT, origins
from tests.newsroom.test_settings import KEY, manage

SECRET = "a-secret-of-the-edge-in-these-tests"
needs_edge = skipIf(edges.missing(), f"no edge: apt-get install {edges.missing()}")


class Answer:
    """`kept`: the edge's word on it, the last of Cache-Status."""

    def __init__(self, answer):
        self.status, self.headers, self.body = answer.status, answer.headers, answer.read()
        self.kept = (self.headers["Cache-Status"] or "").rpartition("edge; ")[2]


class EdgeTestCase(SimpleTestCase):
    """An edge before `number` sites of one page, which are as new in each test."""

    number = 1

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = cls.enterClassContext(tempfile.TemporaryDirectory())
        cls.origins = cls.enterClassContext(origins(cls.number))
        cls.edge = cls.enterClassContext(
            edges.edge_before(folder, *(origin.address for origin in cls.origins))
        )

    def setUp(self):
        self.origin = self.origins[0]
        for origin in self.origins:
            origin.headers, origin.status, origin.text = dict(KEPT), 200, "A page"
            origin.pause, origin.answers, origin.asked = 0.0, {}, []
        self.purge(gone=["everything"])
        time.sleep(0.02)

    def ask(self, path="/", method="GET", site=None, body=None, **headers):
        """Asks Varnish, or nginx where `site` is its address."""
        place = urlsplit(site or self.edge.pages)
        if place.scheme == "https":
            connection = http.client.HTTPSConnection(
                place.netloc, timeout=20, context=self.edge.trust
            )
        else:
            connection = http.client.HTTPConnection(place.netloc, timeout=20)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def purge(self, *keys, gone=()):
        with self.edge.told():
            edge.tell(list(keys), list(gone))

    def assert_kept(self, path="/", **headers):
        """The second time the site is not asked."""
        self.ask(path, **headers)
        before = len(self.origin.asked)
        answer = self.ask(path, **headers)
        self.assertRegex(answer.kept, "^hit")
        self.assertEqual(len(self.origin.asked), before)
        return answer

    def assert_not_kept(self, path="/", **headers):
        self.ask(path, **headers)
        before = len(self.origin.asked)
        answer = self.ask(path, **headers)
        self.assertEqual(len(self.origin.asked), before + 1, path)
        return answer


@needs_edge
@needs_sqlite  # it makes no difference
class KeepingTests(EdgeTestCase):
    def test_a_page_that_names_its_keys_is_kept_and_the_reader_is_not_told_them(self):
        answer = self.assert_kept()
        self.assertEqual((answer.status, answer.body), (200, b"A page"))
        for name in ("Surrogate-Key", "xkey", "Passable-Until", "Via", "X-Varnish"):
            self.assertNotIn(name, answer.headers)

    def test_a_page_that_names_none_is_private_or_differs_by_reader_is_not(self):
        for change in (
            {"Surrogate-Key": None},
            {"Cache-Control": "no-store, private"},
            {"Vary": "Cookie"},
        ):
            headers = {name: text for name, text in (KEPT | change).items() if text}
            with self.subTest(change):
                path = f"/{next(iter(change)).lower()}/"
                self.origin.answers[path] = 200, headers, "A page"
                self.assert_not_kept(path)

    def test_a_page_has_one_copy_whatever_is_added_to_its_address(self):
        self.ask("/world/")
        for query in ("?utm_source=x", "?page=9", "?a=1&b=2", "?", "?x=before=1-2", "?fbclid"):
            self.assertRegex(self.ask(f"/world/{query}").kept, "^hit", query)
        self.ask("/2026/03/12/harbour-vote/")
        self.assertRegex(self.ask("/2026/03/12/harbour-vote/?before=1-2").kept, "^hit")
        self.assertEqual(len(self.origin.asked), 2)

    def test_a_place_in_a_list_is_a_page_and_no_place_is_not_kept(self):
        self.assert_kept("/world/?before=1795590000000000-7")
        self.assertRegex(self.ask("/world/?a=1&before=1795590000000000-7&b=2").kept, "^hit")
        self.assertEqual(self.origin.asked[-1][1], "/world/?before=1795590000000000-7")
        self.assert_not_kept("/world/?before=yesterday")

    def test_what_a_reader_sends_besides_does_not_reach_the_site(self):
        for site in (self.edge.pages, self.edge.address):
            self.purge("everything")
            time.sleep(0.02)
            self.origin.headers["Set-Cookie"] = "session=1"
            answer = self.ask(site=site, Cookie="session=2", Authorization="Basic eDp5")
            _, _, headers = self.origin.asked[-1]
            self.assertEqual((headers["Cookie"], headers["Authorization"]), (None, None))
            self.assertNotIn("Set-Cookie", answer.headers)
            self.assertEqual(headers["X-Forwarded-Proto"], "https")
            self.assertEqual(headers["Host"], urlsplit(self.edge.address).netloc)

    def test_three_forms_are_kept_of_a_page_however_browsers_ask(self):
        asked = ("gzip, deflate, br", "br;q=1.0, gzip", "gzip", "gzip;q=0.5", "", "identity")
        for site in (self.edge.pages, self.edge.address):
            for accepted in asked:
                self.ask(site=site, Accept_Encoding=accepted)
        self.ask(site=self.edge.address, Accept_Encoding="br;q=0, gzip;q=0.0")
        forms = [headers["Accept-Encoding"] for _, _, headers in self.origin.asked]
        self.assertEqual(forms, ["br", "gzip", None])

    def test_a_reader_who_has_the_page_is_sent_none(self):
        self.origin.headers["ETag"] = 'W/"1"'
        for site in (self.edge.pages, self.edge.address, self.edge.address):
            self.assertEqual(self.ask(site=site).headers["ETag"], 'W/"1"')
            answer = self.ask(site=site, If_None_Match='W/"1"')
            self.assertEqual((answer.status, answer.body), (304, b""))
            self.assertEqual(self.ask(site=site, If_None_Match='W/"2"').body, b"A page")

    def test_the_time_that_it_was_kept_before_counts(self):
        self.origin.headers["Age"] = "58"
        self.assertEqual(self.assert_kept().headers["Age"], "58")
        time.sleep(2.1)
        self.ask()
        time.sleep(0.1)
        self.assertEqual(len(self.origin.asked), 2)

    def test_the_search_and_the_desk_are_asked_each_time_with_all_that_was_sent(self):
        self.assert_not_kept("/search/?q=ferry")
        self.assertEqual(self.origin.asked[-1][1], "/search/?q=ferry")
        for site in (self.edge.pages, self.edge.address):
            self.assert_not_kept("/admin/?a=1", site=site, Cookie="session=2")
            self.assertEqual(self.origin.asked[-1][1], "/admin/?a=1")
            self.assertEqual(self.origin.asked[-1][2]["Cookie"], "session=2")

    def test_a_picture_of_the_site_is_kept_until_its_key_is_purged(self):
        self.origin.headers = {
            "Cache-Control": "public, max-age=31536000, immutable",
            "Surrogate-Key": "everything picture:7",
        }
        self.assert_kept("/media/7/whole.webp")
        self.purge(gone=["picture:7"])
        time.sleep(0.02)
        self.assert_kept("/media/7/whole.webp")
        self.assertEqual(len(self.origin.asked), 2)

    def test_of_two_hundred_at_once_one_asks_the_site(self):
        self.origin.pause = 0.3
        reads = all_at_once(self.edge.pages, "/herd/", 200)
        self.assertEqual([one.code for one in reads], [200] * 200)
        self.assertEqual(len(self.origin.asked), 1)


@needs_edge
@needs_sqlite  # it makes no difference
class PurgingTests(EdgeTestCase):
    def keep(self, path, keys, **headers):
        told = KEPT | {"Surrogate-Key": keys} | headers
        self.origin.answers[path] = 200, told, "Old"
        self.ask(path)
        self.origin.answers[path] = 200, told, "New"

    def body(self, path, **how):
        return self.ask(path, **how).body

    def test_a_key_is_a_whole_word(self):
        self.keep("/1/", "everything list:tag:1")
        for near in ("list:tag:12", "list:tag", "tag:1", "list", "1", "~list:tag:1"):
            self.purge(near)
        self.assertEqual(self.body("/1/"), b"Old")
        self.purge("story:9", "list:tag:1")
        self.assertEqual(self.body("/1/"), b"New")

    def test_everything_is_a_key_of_every_page(self):
        self.keep("/1/", "everything story:1")
        self.keep("/2/", "everything ~latest")
        self.purge("everything")
        self.assertEqual([self.body("/1/"), self.body("/2/")], [b"New", b"New"])

    def test_a_page_that_shares_a_purged_key_is_shown_while_it_is_made_anew(self):
        self.keep("/1/", "everything story:1 ~card:2")
        self.purge("card:2")
        time.sleep(0.02)
        self.assertEqual(self.body("/1/"), b"Old")
        time.sleep(0.2)
        self.assertEqual(self.body("/1/"), b"New")

    def test_but_no_longer_than_the_page_itself_says(self):
        control = "public, max-age=1, stale-while-revalidate=1, stale-if-error=864000"
        self.keep("/1/", "everything ~card:2", **{"Cache-Control": control})
        self.purge("card:2")
        time.sleep(2.2)
        self.assertEqual(self.body("/1/"), b"New")

    def test_of_what_is_gone_no_copy_is_shown_shared_or_not(self):
        self.keep("/1/", "everything story:1")
        self.keep("/2/", "everything ~story:1")
        self.purge(gone=["story:1"])
        self.origin.status, self.origin.answers = 500, {}
        for path in ("/1/", "/2/"):
            self.assertEqual(self.ask(path).status, 503)

    def test_a_page_that_was_asked_for_before_a_purge_is_not_kept_as_right(self):
        for purge, word in (({"keys": ["story:1"]}, "one"), ({"gone": ["story:1"]}, "none")):
            path = f"/{word}/"
            self.keep(path, "everything story:1")
            self.purge("everything")
            time.sleep(0.02)
            self.origin.answers[path] = 200, KEPT, "Old"
            self.origin.pause = 0.5
            late = threading.Thread(target=self.ask, args=(path,))
            late.start()
            time.sleep(0.2)
            self.purge(*purge.get("keys", ()), gone=purge.get("gone", ()))
            late.join()
            self.origin.answers[path], self.origin.pause = (200, KEPT, "New"), 0.0
            time.sleep(1.1 if "keys" in purge else 0)
            self.assertEqual(self.body(path), b"New", word)

    def test_through_nginx_a_purge_is_seen_when_the_second_ends(self):
        self.keep("/1/", "everything story:1")
        for _ in range(5):
            self.assertEqual(self.body("/1/", site=self.edge.address), b"Old")
        self.purge("story:1")
        time.sleep(1.01)
        self.assertEqual(self.body("/1/", site=self.edge.address), b"New")

    def test_only_who_knows_the_secret_may_purge_and_nobody_from_outside(self):
        self.keep("/1/", "everything story:1")
        for secret in ("", "wrong", self.edge.secret[:-1], self.edge.secret + "x"):
            told = {"Purge_Keys": "story:1", "Edge_Secret": secret}
            self.assertEqual(self.ask("/", "PURGE", **told).status, 403)
        told = {"Purge_Keys": "story:1", "Edge_Secret": self.edge.secret}
        self.assertEqual(self.ask("/", "PURGE", site=self.edge.address, **told).status, 405)
        self.assertEqual(self.body("/1/"), b"Old")
        answer = self.ask("/", "PURGE", **told)
        self.assertEqual((answer.status, answer.headers["Purged"]), (200, "1"))


@needs_edge
@needs_sqlite  # it makes no difference
class TroubleTests(EdgeTestCase):
    number = 2

    def set_all(self, **how):
        for origin in self.origins:
            for name, value in how.items():
                setattr(origin, name, value)

    def keep_for_a_second(self, passable=0):
        control = f"public, max-age=1, stale-while-revalidate={passable}, stale-if-error=864000"
        self.set_all(headers=KEPT | {"Cache-Control": control})
        self.ask()

    def test_a_page_that_is_not_fresh_is_shown_as_long_as_it_says_and_then_made_first(self):
        self.keep_for_a_second(passable=2)
        self.set_all(text="New")
        time.sleep(1.1)
        self.assertEqual(self.ask().body, b"A page")
        time.sleep(0.1)
        self.assertEqual(self.ask().body, b"New")
        self.set_all(text="Newer")
        time.sleep(3.2)
        self.assertEqual(self.ask().body, b"Newer")

    def test_the_last_copy_is_shown_where_no_new_one_can_be_made_until_one_can(self):
        self.keep_for_a_second()
        time.sleep(1.1)
        for status in (500, 502, 503):
            self.set_all(status=status, text="Trouble")
            answer = self.ask()
            self.assertEqual((answer.status, answer.body), (200, b"A page"))
            self.assertIn("hit; ttl=-", answer.kept)
        self.set_all(status=200, text="New")
        self.assertEqual(self.ask().body, b"New")

    def test_a_page_that_was_never_seen_is_a_plain_sentence_then(self):
        self.set_all(status=500, text="Trouble")
        for site in (self.edge.pages, self.edge.address):
            answer = self.ask("/never/", site=site)
            self.assertEqual(answer.status, 503)
            self.assertIn(b"This page cannot be shown just now", answer.body)
            self.assertEqual(answer.headers["Cache-Control"], "no-store")

    def test_the_desk_gets_the_words_of_the_site_itself(self):
        self.set_all(status=503, text="Your text: …")
        for method in ("GET", "POST"):
            answer = self.ask("/admin/", method, site=self.edge.address, body=b"x=1")
            self.assertEqual((answer.status, answer.body.decode()), (503, "Your text: …"))

    def test_what_one_site_cannot_make_another_makes(self):
        self.origin.status = 503
        answers = [self.ask(f"/{number}/") for number in range(6)]
        self.assertEqual([answer.status for answer in answers], [200] * 6)


@needs_edge
@needs_sqlite  # it makes no difference
class VanishingTests(EdgeTestCase):
    number = 2

    def test_where_one_of_two_sites_vanishes_no_reader_notices(self):
        self.origins[1].end()
        answers = [self.ask(f"/{number}/", site=self.edge.address) for number in range(20)]
        answers += [self.ask(f"/search/?q={number}") for number in range(10)]
        self.assertEqual({answer.status for answer in answers}, {200})


class UnitTests(SimpleTestCase):
    """The commands of the units, as they stand."""

    def start(self, unit, **environment):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        text = deploy.rendered(unit, deploy.Machine())
        (command,) = re.findall("^ExecStart=(.+)$", text, re.MULTILINE)
        (place,) = re.findall("^WorkingDirectory=(.+)$", text, re.MULTILINE)
        told = {
            "PATH": os.environ["PATH"],
            "SECRET_KEY": KEY,
            "DATABASE_URL": f"sqlite:///{folder}/newsroom.sqlite3",
            "PAGES_KEPT": "0",
        }
        command = shlex.split(command)
        for arguments in ([*command[:1], "manage.py", "migrate", "-v0"], command):
            process = subprocess.Popen(
                arguments,
                cwd=place,
                env=told | environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            if arguments is not command:
                process.communicate(timeout=60)
        self.addCleanup(process.communicate, timeout=20)
        self.addCleanup(process.kill)
        return process

    def test_the_sites_server_listens_where_it_is_told_and_ends_when_asked(self):
        port = free_port()
        process = self.start("newsroom-web.service", WEB_BIND=f"127.0.0.1:{port}", WEB_WORKERS="1")
        end = time.monotonic() + 60
        while time.monotonic() < end and process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("GET", "/healthz")
                self.assertEqual(connection.getresponse().status, 200)
                break
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        process.terminate()
        self.assertEqual(process.wait(30), 0, process.stdout.read())

    def test_the_publisher_runs_until_it_is_asked_to_end(self):
        process = self.start("newsroom-publisher.service")
        with self.assertRaises(subprocess.TimeoutExpired):
            process.wait(5)
        process.terminate()
        self.assertEqual(process.wait(30), 0, process.stdout.read())


@needs_edge
@needs_sqlite  # it makes no difference
class NginxTests(EdgeTestCase):
    """Static files and pictures lie in folders of this test."""

    @classmethod
    def setUpClass(cls):
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.static, cls.media = folder / "static", folder / "media"
        (cls.media / "7").mkdir(parents=True)
        cls.static.mkdir()
        cls.enterClassContext(
            override_settings(STATIC_ROOT=str(cls.static), MEDIA_ROOT=str(cls.media))
        )
        super().setUpClass()

    def ask(self, path="/", method="GET", site=None, body=None, **headers):
        return super().ask(path, method, site or self.edge.address, body, **headers)

    def raw(self, lines, seconds=15):
        """Sends the bytes over TLS and returns what comes until the other side closes."""
        place = urlsplit(self.edge.address)
        plain = socket.create_connection(("127.0.0.1", place.port), timeout=seconds)
        with self.edge.trust.wrap_socket(plain, server_hostname=edges.NAME) as connection:
            connection.sendall(lines)
            got = bytearray()
            while part := connection.recv(65536):
                got += part
        return bytes(got)

    def test_plain_http_is_sent_to_the_site_by_its_own_name(self):
        answer = self.ask("/world/?a=1", site=self.edge.plain, Host="evil.example")
        self.assertEqual(answer.status, 301)
        self.assertEqual(answer.headers["Location"], f"{self.edge.address}/world/?a=1")

    def test_https_by_another_name_or_an_old_protocol_is_nobody(self):
        port = urlsplit(self.edge.address).port
        stranger = ssl.create_default_context()
        stranger.check_hostname, stranger.verify_mode = False, ssl.CERT_NONE
        old = ssl.create_default_context(cafile=None)
        old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
        old.set_ciphers("DEFAULT@SECLEVEL=0")
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
        for context, name in ((stranger, "evil.example"), (stranger, None), (old, edges.NAME)):
            plain = socket.create_connection(("127.0.0.1", port), timeout=5)
            with plain, self.assertRaises((ssl.SSLError, ConnectionError)):
                context.wrap_socket(plain, server_hostname=name)
        self.assertEqual(self.ask(Host="evil.example").status, 421)
        self.assertEqual(self.origin.asked, [])

    def test_only_methods_that_are_needed_get_in(self):
        for method in ("TRACE", "PUT", "DELETE", "PATCH", "OPTIONS", "POST", "CONNECT", "DEBUG"):
            self.assertEqual(self.ask("/", method).status, 405)
        for method in ("TRACE", "PUT", "DELETE", "PATCH"):
            self.assertEqual(self.ask("/admin/", method).status, 405)
        self.assertEqual(self.origin.asked, [])
        self.assertEqual(self.ask("/admin/", "POST", body=b"x=1").status, 200)

    def test_what_is_too_big_is_refused_before_the_site_hears_of_it(self):
        for path, length in (("/", 2_000), ("/admin/login/", 20_000), ("/admin/", 26 << 20)):
            method = "GET" if path == "/" else "POST"
            head = f"{method} {path} HTTP/1.1\r\nHost: {edges.NAME}\r\nContent-Length: {length}\r\n\r\n"
            self.assertIn(b" 413 ", self.raw(head.encode())[:20], path)
        long = self.ask("/" + "x" * 9000).status, self.ask(Cookie="x" * 9000).status
        self.assertEqual(long, (414, 400))
        self.assertEqual(self.origin.asked, [])
        self.assertEqual(self.ask("/admin/", "POST", body=b"x" * (24 << 20)).status, 200)

    def test_a_body_where_none_belongs_does_not_go_on(self):
        self.assertEqual(self.ask("/", body=b"x" * 900).status, 200)
        self.assertIsNone(self.origin.asked[-1][2]["Content-Length"])

    def test_static_files_are_sent_as_they_lie_there_compressed(self):
        name = "site.0123456789ab.css"
        for ending, text in (("", "plain"), (".gz", "gz"), (".br", "br")):
            (self.static / f"{name}{ending}").write_text(text)
        for accepted, text in (("gzip, br", b"br"), ("gzip", b"gz"), ("", b"plain")):
            answer = self.ask(f"/static/{name}", Accept_Encoding=accepted)
            self.assertEqual(answer.body, text)
            self.assertEqual(answer.headers["Content-Type"], "text/css; charset=utf-8")
            self.assertIn("immutable", answer.headers["Cache-Control"])
        self.assertEqual(self.ask("/static/none.css").status, 404)
        (self.static.parent / "secret.txt").write_text("secret")
        for way in (
            "/static/../",
            "/static/%2e%2e/",
            "/static../",
            "/static/x/../../",
            "/static/./",
        ):
            self.assertNotIn(b"secret", self.ask(f"{way}secret.txt").body)
        self.assertEqual(self.ask("/static/").status, 403)
        self.assertNotIn(f"/static/{name}", [path for _, path, _ in self.origin.asked])

    def test_a_picture_that_lies_there_is_sent_and_another_is_made_by_the_site(self):
        name = f"whole-320-500x500-{'a' * 32}"
        (self.media / "7" / f"{name}.webp").write_bytes(b"picture")
        (self.media / "7" / f"{name}.jpg.ab12.part").write_bytes(b"half")
        (self.media.parent / "originals").mkdir(exist_ok=True)
        (self.media.parent / "originals" / f"{name}.webp").write_bytes(b"original")
        answer = self.ask(f"/media/7/{name}.webp")
        self.assertEqual((answer.body, self.origin.asked), (b"picture", []))
        self.assertEqual(answer.headers["Content-Type"], "image/webp")
        self.assertEqual(answer.headers["Content-Security-Policy"], "default-src 'none'; sandbox")
        for path in (
            f"/media/7/{name}.jpg.ab12.part",
            f"/media/../originals/{name}.webp",
            f"/media/7/../../originals/{name}.webp",
            f"/media/7/%2e%2e/%2e%2e/originals/{name}.webp",
            f"/originals/{name}.webp",
            f"/media/7/{name}.jpg",
        ):
            self.assertIn(self.ask(path).body, (b"A page", b""), path)

    def test_where_all_else_is_down_a_plain_sentence_is_shown(self):
        with tempfile.TemporaryDirectory() as folder:
            with edges.edge_before(folder, "http://127.0.0.1:1") as alone:
                alone.kill_varnish()
                self.edge = alone
                answer = self.ask()
        self.assertEqual(answer.status, 503)
        self.assertIn(b"This page cannot be shown just now", answer.body)

    def test_without_varnish_the_site_itself_answers_readers(self):
        self.edge.kill_varnish()
        try:
            answer = self.ask("/new/")
            self.assertEqual((answer.status, answer.body), (200, b"A page"))
            self.assertNotIn("Surrogate-Key", answer.headers)
        finally:
            self.edge.start_varnish()


class FilesTests(SimpleTestCase):
    @override_settings(SITE_URL="https://herald.example", EDGE_SECRET=SECRET)
    def test_every_place_is_filled(self):
        names = [path.name for path in deploy.HERE.iterdir() if path.suffix != ".py"]
        self.assertEqual(
            sorted(set(names) - {"__pycache__"}),
            sorted(deploy.FILES + deploy.UNITS + deploy.SAMPLES),
        )
        for name in deploy.FILES + deploy.UNITS:
            self.assertNotRegex(deploy.rendered(name, deploy.Machine()), "@[A-Z]")

    def test_the_command_writes_them_from_the_settings_and_hides_the_secret(self):
        environment = {"SECRET_KEY": KEY, "SITE_URL": "https://herald.example"}
        with tempfile.TemporaryDirectory() as folder:
            code, printed = manage("deploy_files", folder, **environment)
            self.assertEqual(code, 1)
            self.assertIn("The site has no edge. Set EDGE_URL", printed)
            told = {"EDGE_URL": "http://127.0.0.1:6081", "EDGE_SECRET": SECRET}
            code, printed = manage(
                *("deploy_files", folder, "--app", "10.0.0.1:8000", "--app", "10.0.0.2:8000"),
                **environment,
                **told,
            )
            self.assertEqual(code, 0, printed)
            vcl = Path(folder, "pages.vcl")
            self.assertEqual(vcl.stat().st_mode & 0o007, 0)
            self.assertIn(SECRET, vcl.read_text())
            self.assertEqual(len(re.findall("^backend ", vcl.read_text(), re.MULTILINE)), 2)
            self.assertIn("server_name herald.example;", Path(folder, "nginx.conf").read_text())
