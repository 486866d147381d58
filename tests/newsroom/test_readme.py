"""README says what is there. Its two commands are run as they stand by .ci/run."""

import re

from django.conf import settings
from django.core.management import get_commands
from django.test import SimpleTestCase

README = settings.BASE_DIR / "README.md"
FENCED = re.compile(r"^```\w*\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def section(heading):
    """The text under a heading of README, up to the next heading of its rank or a higher one."""
    text = README.read_text(encoding="utf-8")
    start = re.search(rf"^(#+) {re.escape(heading)}\n", text, re.MULTILINE)
    if not start:
        raise LookupError(f"README has no heading “{heading}”.")
    rest = text[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def block_under(heading):
    """The one fenced block under a heading."""
    (block,) = FENCED.findall(section(heading))
    return block


class ReadmeTests(SimpleTestCase):
    def test_running_and_testing_take_one_block_each(self):
        self.assertTrue(block_under("Run it").rstrip().endswith("manage.py demo"))
        self.assertTrue(block_under("Test it").rstrip().endswith("manage.py test"))

    def test_both_blocks_need_nothing_but_python_and_what_is_here(self):
        """Programs: python3, and what the block itself has installed below .venv."""
        for heading in ("Run it", "Test it"):
            for line in block_under(heading).strip().splitlines():
                program = re.sub(r"^(\w+=\S+ )*", "", line).split()[0]
                self.assertRegex(program, r"^(python3|\.venv/bin/\w+)$")
                for name in re.findall(r"-r (\S+)", line):
                    self.assertTrue((settings.BASE_DIR / name).exists(), name)

    def test_every_command_it_names_is_there(self):
        named = set(re.findall(r"manage\.py (\w+)", README.read_text(encoding="utf-8")))
        self.assertEqual(named - set(get_commands()) - {"check", "help"}, set())

    def test_every_file_it_names_is_there(self):
        text = README.read_text(encoding="utf-8")
        named = set(re.findall(r"\]\((?!https?:|#)([^)]+)\)", text))
        named |= set(
            re.findall(r"`((?:newsroom|articles|sections|templates|tests)/[\w./]*)`", text)
        )
        self.assertTrue(named)
        missing = [name for name in sorted(named) if not (settings.BASE_DIR / name).exists()]
        self.assertEqual(missing, [])
