"""Runs the tests as Django does, and closes with why tests were skipped and one line of counts."""

import logging
import tempfile
import unittest
from collections import Counter

from django.conf import settings
from django.test.runner import DiscoverRunner


class Runner(DiscoverRunner):
    def setup_test_environment(self, **kwargs):
        super().setup_test_environment(**kwargs)
        self._pages = tempfile.TemporaryDirectory()
        settings.PAGES_STORE = self._pages.name  # not what the running site keeps
        logging.getLogger("django.request").setLevel(logging.ERROR)  # 404s are what tests ask for

    def teardown_test_environment(self, **kwargs):
        super().teardown_test_environment(**kwargs)
        self._pages.cleanup()

    def suite_result(self, suite, result, **kwargs):
        reasons = Counter(reason for _, reason in result.skipped)
        for reason, number in sorted(reasons.items()):
            print(f"Skipped {number}: {reason}")
        passed, failed, skipped = counts(result)
        for name in sorted(_broken(result)):
            print(f"Failed: {_address(name)}")
        print(f"{passed} passed, {failed} failed, {skipped} skipped", flush=True)
        return super().suite_result(suite, result, **kwargs)


def counts(result):
    """Returns (passed, failed, skipped) of a unittest result; a test counts once, whatever its
    subtests say.
    """
    failed = _broken(result)
    skipped = {_name(test) for test, _ in result.skipped} - failed
    # What fails or is skipped for a whole class or module is no test that was begun.
    begun = [name for name in failed | skipped if not name.startswith(("setUp", "tearDown"))]
    return result.testsRun - len(begun), len(failed), len(skipped)


def _broken(result):
    """The names of the tests that failed."""
    broken = [test for test, _ in result.failures + result.errors] + result.unexpectedSuccesses
    return {_name(test) for test in broken}


def _address(name):
    """What `manage.py test` takes for it: "setUpClass (tests.x.Y)" is the whole of tests.x.Y."""
    return name.rpartition("(")[2].rstrip(")")


def _name(test):
    """The test's own name for a subtest as well."""
    return (test.test_case if isinstance(test, unittest.case._SubTest) else test).id()
