"""The arrows of the house: which module may import which, and that nothing stands where it is not
found.
"""

import ast
import subprocess
import unittest
from functools import cache
from io import StringIO
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.test import SimpleTestCase, TestCase

ROOT = settings.BASE_DIR
APPS = ("newsroom", "articles", "sections")

# From the roof down. A module may import what stands on its own floor or below it.
FLOORS = {
    "roof": """
        newsroom.settings newsroom.urls newsroom.wsgi newsroom.adminsite newsroom.carrying
        newsroom.management newsroom.demonstration newsroom.deploy
    """,
    "doors": """
        articles.views articles.urls articles.feeds articles.admin
        articles.templatetags articles.management
        sections.views sections.urls sections.feeds sections.admin
        sections.templatetags sections.management
        newsroom.admin
    """,
    "fronts": "sections.tree sections.curation sections.fronts sections.sitemaps",
    "acts and reads": """
        articles.workflow articles.review articles.promises articles.schedule articles.outbox
        articles.addresses articles.history articles.kept articles.listing articles.errors articles.tagging
        articles.body articles.overview articles.sidebar articles.companions articles.integrity articles.library
        articles.metadata articles.pages articles.preview articles.syndication articles.sitemaps
        articles.search articles.importing articles.permissions articles.allowed articles.four_eyes
        articles.roles articles.audit articles.binning articles.quick
        articles.versions articles.corrections articles.changes articles.comparing
        articles.guard articles.weighing articles.where_else
        articles.timeline articles.bringing_back articles.pruning
        articles.merging articles.revising
        articles.autosaving articles.presence articles.reaching
    """,
    "stories": "articles.models",
    "pixels": "articles.images",
    "sections": "sections.models",
    "cellar": """
        newsroom newsroom.models newsroom.apps newsroom.checks newsroom.health newsroom.security
        newsroom.redirects newsroom.paging newsroom.slugs newsroom.ages newsroom.timezones
        newsroom.storage newsroom.s3 newsroom.scopes newsroom.freshness newsroom.compression newsroom.desk
        newsroom.moments newsroom.folding newsroom.outages newsroom.templatetags
        newsroom.replicas newsroom.pagecache newsroom.purging newsroom.slices newsroom.edge newsroom.as_reader
        newsroom.prepared
        articles articles.apps sections sections.apps
    """,
}
# An import brings its sections along, and only the command may tell the two apps so.
ALLOWED_UPWARD = {("articles.management.commands.import_articles", "sections.tree")}
ORDER = list(FLOORS)
PLACES = {name: floor for floor, names in FLOORS.items() for name in names.split()}


def modules():
    """Every module of the site: {dotted name: its file}. Migrations are Django's and stay out."""
    found = {}
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "migrations" not in parts:
                found[".".join(parts).removesuffix(".__init__")] = path
    return found


def floor(name):
    """The floor of the longest part of the name that has one, or None; an app's own is for itself."""
    while name:
        if name in PLACES:
            return PLACES[name]
        name = name.rpartition(".")[0]
        if name in APPS:
            return None
    return None


def imported(name, path):
    """What a module imports, anywhere in it, as dotted names."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            start = ".".join([*above, node.module] if node.module else above)
            base = start if node.level else node.module
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def arrows():
    """{module: the modules of the site that it imports}."""
    site = modules()
    return {
        name: {target for wanted in imported(name, path) if (target := _module(wanted, site))}
        for name, path in site.items()
    }


def _module(wanted, site):
    """The module that an imported name is or stands in; None outside the site."""
    while wanted and wanted not in site:
        wanted = wanted.rpartition(".")[0]
    return wanted


class ImportTests(SimpleTestCase):
    def test_every_module_stands_on_a_floor(self):
        homeless = [name for name in modules() if floor(name) is None]
        self.assertEqual(homeless, [], "Give each its floor in FLOORS, after design and need.")

    def test_imports_lead_downward(self):
        wrong = [
            f"{name} ({floor(name)}) imports {target} ({floor(target)})"
            for name, targets in arrows().items()
            for target in sorted(targets)
            if ORDER.index(floor(target)) < ORDER.index(floor(name))
        ]
        self.assertEqual(wrong, [])

    def test_the_stories_know_nothing_of_fronts(self):
        """Not even their doors do: the domain is sections, then stories, then fronts."""
        wrong = [
            f"{name} imports {target}"
            for name, targets in arrows().items()
            for target in sorted(targets)
            if name.startswith("articles.") and floor(target) == "fronts"
            if (name, target) not in ALLOWED_UPWARD
        ]
        self.assertEqual(wrong, [])

    def test_no_door_opens_on_a_door_of_the_other_app(self):
        wrong = [
            f"{name} imports {target}"
            for name, targets in arrows().items()
            for target in sorted(targets)
            if floor(name) == floor(target) == "doors"
            and name.partition(".")[0] != target.partition(".")[0]
        ]
        self.assertEqual(wrong, [])

    def test_no_imports_run_in_a_circle(self):
        """A package and its own files count as one another's neighbours only by their imports."""
        graph, done = arrows(), set()

        def walk(name, way):
            if name in way:
                self.fail("A circle: " + " → ".join([*way[way.index(name) :], name]))
            if name not in done:
                for target in sorted(graph[name] - {name}):
                    walk(target, [*way, name])
                done.add(name)

        for name in graph:
            walk(name, [])

    def test_pixels_are_handled_without_the_database(self):
        site = modules()
        for name in (name for name in site if name.startswith("articles.images")):
            with self.subTest(name):
                wrong = [
                    wanted
                    for wanted in imported(name, site[name])
                    if wanted.startswith(("django.db", "articles.models", "sections"))
                ]
                self.assertEqual(wrong, [])

    def test_what_runs_before_the_settings_knows_no_django(self):
        path = ROOT / "newsroom/demonstration/environment.py"
        for name in imported("newsroom.demonstration.environment", path):
            self.assertNotIn(name.partition(".")[0], ("django", *APPS))

    def test_the_site_does_not_know_its_tests(self):
        site = modules()
        wrong = [
            name
            for name, path in site.items()
            if any(wanted.partition(".")[0] == "tests" for wanted in imported(name, path))
        ]
        self.assertEqual(wrong, [])


class TestFileTests(SimpleTestCase):
    def files(self):
        return [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("*.py")]

    def test_every_folder_is_a_package(self):
        for folder in {path.parent for path in self.files()}:
            self.assertTrue((ROOT / "tests" / folder / "__init__.py").exists(), f"tests/{folder}")

    def test_every_file_with_tests_is_found_by_the_runner(self):
        """A file with tests that the runner passes by is worse than no file."""
        suite = unittest.TestLoader().discover(str(ROOT / "tests"), top_level_dir=str(ROOT))
        broken = [test.id() for test in _tests(suite) if isinstance(test, _FAILED)]
        self.assertEqual(broken, [])
        found = {test.__class__.__module__ for test in _tests(suite)}
        named = {_dotted(path) for path in self.files() if path.name.startswith("test_")}
        self.assertEqual(sorted(named - found), [])

    def test_every_other_file_serves_one(self):
        """It is imported, a program, or named in a string by one who loads or runs it."""
        files = {_dotted(path): ROOT / "tests" / path for path in self.files()}
        used = {"tests.runner"}  # by the settings
        for name, path in files.items():
            folder = name if path.name == "__init__.py" else name.rpartition(".")[0]
            for wanted in [*imported(name, path), *_strings(path, folder)]:
                used |= {wanted, wanted.rpartition(".")[0]}
        idle = [
            name
            for name, path in files.items()
            if not path.name.startswith(("test_", "__"))
            and name not in used
            and '__name__ == "__main__"' not in path.read_text(encoding="utf-8")
        ]
        self.assertEqual(idle, [])


def _strings(path, folder):
    """The strings of a file as the modules that they may name: "tests.x.y:app", "y-z" beside it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.partition(":")[0]
            yield f"{folder}.{node.value.replace('-', '_')}"


def _dotted(path):
    return ".".join(("tests", *path.with_suffix("").parts)).removesuffix(".__init__")


_FAILED = unittest.loader._FailedTest


def _tests(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _tests(test)
        else:
            yield test


class MigrationTests(TestCase):
    def test_no_migration_is_missing(self):
        told = StringIO()
        try:
            call_command("makemigrations", check=True, dry_run=True, stdout=told)
        except SystemExit:
            self.fail(f"A model has changed without a migration.\n{told.getvalue()}")


class TemplateTests(SimpleTestCase):
    DJANGOS_OWN = {"404.html", "403.html", "500.html"}  # its handlers name them

    def test_every_template_is_used(self):
        folders = [ROOT / "templates", *(ROOT / app / "templates" for app in APPS)]
        names = {
            str(path.relative_to(folder)): path
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        }
        texts = {path: path.read_text(encoding="utf-8") for path in modules().values()}
        texts |= {path: path.read_text(encoding="utf-8") for path in names.values()}
        unused = [
            name
            for name, own in names.items()
            if name not in self.DJANGOS_OWN
            and not _stands_in_for_djangos(name)
            and not any(_names(text, name) for path, text in texts.items() if path != own)
        ]
        self.assertEqual(unused, [])


def _names(text, template):
    return f'"{template}"' in text or f"'{template}'" in text


def _stands_in_for_djangos(name):
    """admin/base_site.html, and admin/<app>/<model>/change_form.html: the admin looks for these."""
    shipped = Path(django.__file__).parent / "contrib/admin/templates"
    parts = name.split("/")
    general = [f"admin/{parts[-1]}"] if parts[0] == "admin" else []
    return any((shipped / candidate).exists() for candidate in [name, *general])


class TopLevelTests(SimpleTestCase):
    ALLOWED = {
        *("newsroom", "articles", "sections", "templates", "tests"),
        *("manage.py", "requirements.txt", "pyproject.toml"),
        *("README.md", "CHANGELOG.md", "LICENSE", ".ci", ".gitignore", ".gitattributes"),
    }

    def test_the_top_level_holds_what_it_is_given(self):
        self.assertEqual(self.kept() - self.ALLOWED, set())

    def kept(self):
        """What git keeps there; without git, what does not look like a machine's own."""
        if (ROOT / ".git").exists():
            listed = subprocess.run(
                ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
            )
            return {line.partition("/")[0] for line in listed.stdout.splitlines()}
        ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().splitlines()}
        return {path.name for path in ROOT.iterdir()} - ignored
