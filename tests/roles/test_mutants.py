"""A few checks taken away: the tests of roles notice. All of them: `python -m tests.roles`."""

from django.test import SimpleTestCase

from . import mutants


class TakingChecksAway(SimpleTestCase):
    databases = "__all__"

    def test_a_check_taken_away_is_noticed_and_put_back(self):
        wanted = ("articles/four_eyes.py", "sections/curation.py")
        checks = [one for one in mutants.checks() if one.path in wanted]
        self.assertEqual(len(checks), 3)
        trial = mutants.Trial(checks)
        trial.run()
        self.assertEqual((trial.open, trial.broken), ([], []))

    def test_every_file_that_asks_is_among_those_that_are_tried(self):
        """A door with a check of its own that is not in `mutants.FILES` would never be tried."""
        asking = {str(path) for path in mutants.asking_files()}
        self.assertEqual(asking - set(mutants.FILES) - mutants.EQUAL, set())
