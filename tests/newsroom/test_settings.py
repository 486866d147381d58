"""What the environment may say, and what is said where it is wrong."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from tests.base import free_port, needs_redis
from tests.newsroom.test_readme import block_under, section

MANAGE = settings.BASE_DIR / "manage.py"
KEY = "a-key-for-this-test-alone-with-more-than-fifty-characters-0123456789"


def manage(*arguments, **environment):
    """Runs manage.py with exactly this environment. Returns (exit code, all that it printed)."""
    return run([sys.executable, str(MANAGE), *arguments], **environment)


def run(command, cwd=None, **environment):
    done = subprocess.run(
        command,
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout


class EnvironmentTests(SimpleTestCase):
    def assert_told(self, sentence, *arguments, **environment):
        """The command ends with 1 and this sentence, and shows no traceback."""
        code, printed = manage(*(arguments or ("check",)), **environment)
        self.assertEqual(code, 1, printed)
        self.assertIn(sentence, printed)
        self.assertNotIn("Traceback", printed)

    def test_a_site_without_a_key_does_not_start_and_says_how_to_make_one(self):
        self.assert_told("The site cannot start. SECRET_KEY is not set. Set it in the environment")
        self.assert_told("SECRET_KEY is not set", "migrate")

    def test_on_ones_own_machine_debug_stands_in_for_a_key(self):
        code, printed = manage("check", DEBUG="1")
        self.assertEqual((code, printed), (0, "System check identified no issues (0 silenced).\n"))

    def test_debug_is_off_unless_it_is_switched_on(self):
        asked = "from django.conf import settings; print(settings.DEBUG)"
        told = manage("shell", "--no-imports", "-c", asked, SECRET_KEY=KEY)
        self.assertEqual(told, (0, "False\n"))

    def test_a_site_address_that_no_reader_could_open_is_refused(self):
        for wrong in ("news.example", "ftp://news.example", "https://news.example/paper"):
            with self.subTest(wrong):
                told = f"SITE_URL is '{wrong}'. Set it to the scheme and host readers use"
                self.assert_told(told, SECRET_KEY=KEY, SITE_URL=wrong)

    def test_every_other_variable_that_cannot_be_read_is_named(self):
        for name, wrong, told in (
            ("DATABASE_URL", "newsroom", "DATABASE_URL cannot be read."),
            ("DATABASE_URL", "postgres://host:port/name", "DATABASE_URL cannot be read."),
            ("DATABASE_URL", "mysql://host/name", "DATABASE_URL cannot be read."),
            ("DATABASE_REPLICA_URLS", "sqlite:////x", "DATABASE_REPLICA_URLS cannot be read."),
            ("DATABASE_REPLICA_URLS", "postgres://host/name", "names no PostgreSQL server that"),
            ("CACHE_URL", "memory", "CACHE_URL cannot be read."),
            ("MEDIA_STORAGE", "bucket", "MEDIA_STORAGE cannot be read."),
            ("TIME_ZONE", "Mars/Olympus", "TIME_ZONE is 'Mars/Olympus'."),
            ("LANGUAGE_CODE", "xx", "LANGUAGE_CODE is 'xx'."),
            ("WEBHOOK_URL", "hooks.example", "WEBHOOK_URL cannot be read."),
            ("WEBHOOK_URL", "https://hooks.example/", "WEBHOOK_SECRET is not set, or short."),
        ):
            with self.subTest(f"{name}={wrong}"):
                self.assert_told(told, SECRET_KEY=KEY, **{name: wrong})

    def test_readers_are_told_of_every_variable_that_the_settings_read(self):
        """The table in README names what the settings and the site's own server read."""
        files = ("newsroom/settings.py", "newsroom/deploy/web.py")
        source = "".join((settings.BASE_DIR / name).read_text(encoding="utf-8") for name in files)
        read = set(re.findall(r'env(?:iron)?\.\w+\(\s*"(\w+)"', source))
        told = set(re.findall(r"^\| `(\w+)`", section("Configure it"), re.MULTILINE))
        self.assertEqual(told, read)


class CacheTests(SimpleTestCase):
    @needs_redis
    def test_what_one_process_keeps_in_redis_another_one_finds(self):
        port = str(free_port())
        with tempfile.TemporaryDirectory() as folder:
            server = subprocess.Popen(
                ["redis-server", "--port", port, "--bind", "127.0.0.1", "--save", ""],
                cwd=folder,
                stdout=subprocess.PIPE,
                text=True,
            )
            try:
                self.assertTrue(
                    any("Ready to accept connections" in line for line in server.stdout)
                )
                printed = [
                    manage(
                        "shell", "-c", line, DEBUG="1", CACHE_URL=f"rediscache://127.0.0.1:{port}/0"
                    )
                    for line in (
                        "from django.core.cache import cache; cache.set('word', 'kept')",
                        "from django.core.cache import cache; print(cache.get('word'))",
                    )
                ]
            finally:
                server.terminate()
                server.communicate(timeout=20)
        self.assertEqual([code for code, _ in printed], [0, 0], printed)
        self.assertEqual(printed[1][1].splitlines()[-1], "kept")


class ProductionTests(SimpleTestCase):
    def checked(self, *lines, **environment):
        """Runs README's production environment, then `lines`, then the check for production."""
        check = f'"{sys.executable}" "{MANAGE}" check --deploy --fail-level WARNING'
        with tempfile.TemporaryDirectory() as folder:
            script = "\n".join(["set -eu", block_under("Production"), *lines, check])
            return run(["bash", "-c", script], cwd=folder, **environment)

    def test_the_production_environment_has_no_warning(self):
        self.assertEqual(self.checked(), (0, "System check identified no issues (0 silenced).\n"))

    def test_the_key_of_the_production_environment_is_made_once_and_for_its_owner_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            script = block_under("Production") + '\necho "$SECRET_KEY"'
            first = run(["bash", "-euc", script], cwd=folder)
            self.assertEqual(run(["bash", "-euc", script], cwd=folder), first)
            self.assertGreaterEqual(len(first[1].strip()), 50)
            kept = [path for path in Path(folder).rglob("*") if path.is_file()]
            self.assertEqual([path.stat().st_mode & 0o777 for path in kept], [0o600])

    def test_a_site_that_its_readers_cannot_reach_by_its_own_address_is_told(self):
        code, printed = self.checked("export ALLOWED_HOSTS=other.example")
        self.assertEqual(code, 1)
        self.assertIn("newsroom.W002", printed)

    def test_plain_http_is_told(self):
        code, printed = self.checked("export SITE_URL=http://herald.example")
        self.assertEqual(code, 1)
        self.assertIn("newsroom.W001", printed)
