"""Permission checks taken away one at a time, in the running process, to see that a test notices each.

A check is found by its name: a call of one of BOOLEANS then says yes, one of RAISING does nothing, one of ROWS gives
all rows. The function that holds it gets its code from the changed source and, afterwards, its own back.
"""

import ast
import gc
import sys
import time
import types
import unittest
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.test import TestCase

# {file: the tests that matter for it, the likeliest first}
_CELLS, _URLS = "tests.roles.test_cells.StoryCells", "tests.roles.test_urls.AddressTests"
_FIELDS, _EYES = "tests.roles.test_fields", "tests.roles.test_four_eyes"
_RULE, _USERS = "tests.roles.test_permissions", "tests.newsroom.test_user_admin"
_DOORS, _PAGES = "tests.roles.test_doors", "tests.roles.test_pages"
FILES = {
    "articles/permissions.py": (_RULE, _DOORS, _PAGES, _FIELDS, _EYES, _CELLS, _URLS),
    "articles/workflow.py": (_DOORS, _EYES, _FIELDS, _RULE, _CELLS),
    "articles/allowed.py": (_FIELDS, _PAGES),
    "articles/four_eyes.py": (_EYES,),
    "articles/corrections.py": (_DOORS, _EYES, _CELLS),
    "articles/library.py": (_DOORS,),
    "articles/admin/story.py": (_DOORS, _PAGES, _URLS, _CELLS, _FIELDS),
    "articles/admin/editing.py": (_DOORS, _PAGES, _FIELDS, _URLS, _CELLS),
    "articles/admin/forms.py": (_DOORS, _PAGES, _FIELDS),
    "articles/admin/buttons.py": (_DOORS, _FIELDS),
    "articles/admin/bulk.py": (_DOORS, _CELLS),
    "articles/admin/board.py": (_DOORS, _PAGES, _URLS, _CELLS),
    "articles/admin/history.py": (_DOORS, _PAGES, _FIELDS, _URLS, _CELLS),
    "articles/outbox.py": ("tests.articles.test_outbox",),
    "articles/admin/opening.py": (_DOORS, "tests.articles.test_opening.PermissionTests"),
    "articles/admin/log.py": (_DOORS, _PAGES, _URLS, _CELLS),
    "articles/admin/people.py": (_DOORS, _URLS),
    "articles/admin/pictures.py": (_DOORS, _PAGES, _URLS),
    "articles/admin/tags.py": (_DOORS, _URLS, "tests.articles.test_admin.TagTests"),
    "articles/admin/together.py": (_DOORS, _URLS),
    "articles/admin/previewing.py": (_DOORS, _PAGES, _URLS, _CELLS),
    "articles/admin/quick.py": (_DOORS, _PAGES, _URLS),
    "articles/admin/correcting.py": (_DOORS, _URLS),
    "articles/admin/outbox.py": (_DOORS, _PAGES, _URLS, "tests.articles.test_outbox"),
    "sections/admin.py": (_DOORS, _PAGES, _URLS, "tests.sections.test_admin"),
    "sections/curation.py": (_DOORS, "tests.sections.test_admin.LeadTests"),
    "newsroom/admin.py": (_USERS, _PAGES, _DOORS, _URLS),
    "newsroom/adminsite.py": (_DOORS, _PAGES, _URLS, "tests.articles.test_admin.AutocompleteTests"),
}
# Nothing can notice: lists are merged entry by entry, so that no conflict is about related stories.
EQUAL = {"articles/admin/conflict.py"}
BOOLEANS = {
    *("may", "may_read", "may_save", "may_set", "may_write", "may_govern", "may_take_over"),
    *("_may", "_may_save", "_may_see", "_may_set_slug", "_may_place", "_may_name", "_is_self"),
    *("has_perm", "has_permission", "has_view_permission", "has_add_permission"),
    *("has_change_permission", "has_delete_permission", "has_view_or_change_permission"),
    *("is_own", "is_of_desk", "_is_unembargoed", "is_read_by_audit", "has_lookup_permission"),
}
RAISING = {"check_permission", "_check_permission", "check"}
ROWS = {"open_to", "to_choose", "of_stories", "changes"}
_ALL = "__import__('articles.models', fromlist=['Article']).Article.objects.all()"


@dataclass(frozen=True)
class Check:
    """One check: where it stands, and what is left without it."""

    path: str
    function: str  # its qualified name
    name: str
    line: int
    column: int

    def __str__(self):
        return f"{self.path}:{self.line} {self.name} in {self.function}"

    @cached_property
    def _code(self):
        tree = ast.parse(_source(self.path))
        tree = ast.fix_missing_locations(_Taking(self).visit(tree))
        return compile(tree, str(settings.BASE_DIR / self.path), "exec")

    @contextmanager
    def taken_away(self):
        """Inside, the site runs without it."""
        function, code = _living(self.path, self.function), _find(self._code, self.function)
        before, function.__code__ = function.__code__, code
        try:
            yield
        finally:
            function.__code__ = before


def checks():
    """All that there are in FILES, in the order of the files."""
    return [check for path in FILES for check in _in_file(path)]


def _in_file(path):
    found = []

    def walk(node, names, is_outermost):
        for child in ast.iter_child_nodes(node):
            inner, outermost = names, is_outermost
            if isinstance(child, ast.ClassDef):
                inner = [*names, child.name]
            elif isinstance(child, ast.FunctionDef) and is_outermost:
                inner, outermost = [*names, child.name], False
            elif _name_of(child) and not is_outermost:
                place = (child.lineno, child.col_offset)
                found.append(Check(path, ".".join(names), _name_of(child), *place))
            walk(child, inner, outermost)

    walk(ast.parse(_source(path)), [], True)
    return found


def _name_of(node):
    """The name of the check that a node is, or None."""
    if not isinstance(node, ast.Call):
        return None
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    if name in ("check", "changes"):
        module = getattr(getattr(node.func, "value", None), "id", "")
        return name if module in ("four_eyes", "allowed") else None
    return name if name in BOOLEANS | RAISING | ROWS else None


class _Taking(ast.NodeTransformer):
    """Keeps the call, so that what it closes over stays, and turns its answer."""

    def __init__(self, check):
        self.check = check

    def visit_Call(self, node):
        if (node.lineno, node.col_offset) != (self.check.line, self.check.column):
            return self.generic_visit(node)
        if _name_of(node) != self.check.name:
            return self.generic_visit(node)
        if self.check.name in BOOLEANS:
            return ast.BoolOp(ast.Or(), [node, ast.Constant(True)])
        if self.check.name in RAISING:
            return ast.Constant(None)
        if self.check.name == "of_stories":
            return node.args[1]
        if self.check.name == "changes":
            return ast.Tuple([node.args[3], ast.List([], ast.Load())], ast.Load())
        return ast.parse(_ALL, mode="eval").body


def _source(path):
    return (settings.BASE_DIR / path).read_text(encoding="utf-8")


def _find(code, name):
    """The code of a function by its qualified name, inside that of its module."""
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            if inner.co_qualname == name:
                return inner
            if name.startswith(inner.co_qualname + "."):
                return _find(inner, name)
    raise LookupError(name)


def _living(path, name):
    """The function object that the site runs, under whatever decorators. Lazy objects are not asked what they are: they
    would wake up.
    """
    for found in gc.get_objects():
        if type(found) is types.FunctionType and found.__code__.co_qualname == name:
            if found.__code__.co_filename == str(settings.BASE_DIR / path):
                return found
    raise LookupError(f"{path}: {name}")


class Trial:
    """Tries checks against test classes, one class at a time: its rows are made once. A test is run for a check only
    if it comes by the function in which the check stands, and the quick ones first.
    """

    def __init__(self, checks):
        self.open = list(checks)
        self.noticed = {}  # {check: id of the test that noticed}
        self.broken = []  # tests that fail with all checks in place

    def run(self, tell=lambda words: None):
        names = dict.fromkeys(name for check in self.open for name in FILES[check.path])
        for name in sorted(names, key=ORDER.index):
            for case in _classes(name):
                self._try(case, [check for check in self.open if name in FILES[check.path]], tell)

    def _try(self, case, checks, tell):
        if not checks:
            return
        case.setUpClass()
        try:
            tests = [case(name) for name in unittest.defaultTestLoader.getTestCaseNames(case)]
            known = sorted((_watched(test) for test in tests), key=lambda row: row[0])
            self.broken += [test.id() for _, test, _, failed in known if failed]
            for _, test, functions, failed in known:
                for check in checks:
                    if failed or check not in self.open:
                        continue
                    if (check.path, check.function) in functions and _fails_without(check, test):
                        self.open.remove(check)
                        self.noticed[check] = test.id()
                        tell(f"noticed {check} by {test.id()}")
        finally:
            case.tearDownClass()
            case.doClassCleanups()


# The quick and telling ones first
ORDER = [
    *(_DOORS, _PAGES, _FIELDS, _EYES, _RULE, _USERS, "tests.sections.test_admin.LeadTests"),
    *("tests.articles.test_opening.PermissionTests", "tests.articles.test_admin.TagTests"),
    *("tests.articles.test_admin.AutocompleteTests", "tests.articles.test_outbox"),
    *("tests.sections.test_admin", _CELLS, _URLS),
]


def _classes(name):
    """The test classes of a module, or the one that is named; none that opens a browser or needs its own database."""
    suite = unittest.defaultTestLoader.loadTestsFromName(name)
    found = dict.fromkeys(type(test) for test in _flat(suite))
    return [case for case in found if issubclass(case, TestCase)]


def _flat(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from _flat(test)
        else:
            yield test


def _watched(test):
    """(seconds, the test, the functions of FILES that it came by, whether it failed), with all checks in place."""
    root, seen = str(settings.BASE_DIR) + "/", set()

    def note(frame, event, _argument):
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(root):
            seen.add((code.co_filename.removeprefix(root), code.co_qualname))

    begun = time.monotonic()
    sys.setprofile(note)
    try:
        failed = _fails(test)
    finally:
        sys.setprofile(None)
    return time.monotonic() - begun, test, seen, failed


def _fails_without(check, test):
    """Whether it fails without the check and, right after, passes with it."""
    with check.taken_away():
        failed = _fails(test)
    return failed and not _fails(test)


def _fails(test):
    result = unittest.TestResult()
    result.failfast = True
    type(test)(test._testMethodName)(result)
    return bool(result.failures or result.errors)


def asking_files():
    """The files of the site in which a check stands."""
    root = settings.BASE_DIR
    for app in ("articles", "sections", "newsroom"):
        for path in sorted((root / app).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if "/migrations/" not in name and _in_file(name):
                yield name
