"""The groups that are made of the table, and the table that readers of the docs get."""

from io import StringIO

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.test import TestCase

from articles import roles
from tests.factories import make_user


def set_up(**options):
    told = StringIO()
    call_command("setup_roles", stdout=told, **options)
    return told.getvalue()


class SetupTests(TestCase):
    def test_each_role_is_a_group_that_holds_what_the_table_says(self):
        told = set_up()
        self.assertRegex(told, r"contributor: made, \d+ given, 0 taken")
        for role in roles.names():
            rows = Permission.objects.filter(group__name=role).select_related("content_type")
            held = {f"{row.content_type.app_label}.{row.codename}" for row in rows}
            self.assertEqual(held, roles.granted(role), role)

    def test_a_second_run_changes_nothing_and_says_so(self):
        set_up()
        told = set_up()
        self.assertEqual(told, "".join(f"{name}: as it should be\n" for name in roles.names()))
        self.assertEqual(set_up(verbosity=0), "")

    def test_what_was_given_by_hand_is_taken_back_and_what_is_missing_given(self):
        set_up()
        group = Group.objects.get(name="reporter")
        kill = Permission.objects.get(codename="kill_article")
        tags = Permission.objects.get(codename="add_tag", content_type__app_label="articles")
        group.permissions.add(kill)
        group.permissions.remove(tags)
        other = Group.objects.create(name="Friends")
        other.permissions.add(kill)
        dry = set_up(dry_run=True)
        self.assertIn("reporter: would be changed, 1 given, 1 taken", dry)
        self.assertIn("  + articles.add_tag\n  - articles.kill_article\n", dry)
        self.assertIn(kill, group.permissions.all())
        self.assertIn("reporter: changed, 1 given, 1 taken", set_up())
        self.assertNotIn(kill, group.permissions.all())
        self.assertIn(tags, group.permissions.all())
        self.assertIn(kill, other.permissions.all())

    def test_a_dry_run_makes_no_group(self):
        self.assertIn("editor: would be made", set_up(dry_run=True))
        self.assertFalse(Group.objects.exists())

    def test_every_permission_of_the_desk_is_in_the_table(self):
        """A new permission without a line there would be nobody's."""
        narrow = ("_own_", "_desk_")
        known = {
            f"articles.{codename}"
            for codename in Permission.objects.filter(
                content_type__app_label="articles", content_type__model="article"
            ).values_list("codename", flat=True)
            if not any(word in codename for word in narrow)
        }
        in_table = {name for action in roles.table()[2] for name in action.permissions}
        self.assertEqual(known - in_table, {"articles.delete_article"})

    def test_readme_has_the_table(self):
        """`manage.py setup_roles --table` prints it."""
        readme = (settings.BASE_DIR / "README.md").read_text(encoding="utf-8")
        self.assertIn(set_up(table=True), readme)

    def test_roles_up_to_ones_own(self):
        set_up()
        user = make_user()
        self.assertEqual(roles.up_to(user), ())
        user.groups.add(Group.objects.get(name="editor"))
        self.assertEqual(roles.up_to(user), ("contributor", "reporter", "editor"))
