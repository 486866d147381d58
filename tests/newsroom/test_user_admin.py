"""Who may change whose account: nobody gives, takes or takes over more than they hold themselves."""

from django.contrib.auth.models import Group, Permission
from django.test import TestCase

from articles import roles
from newsroom.models import User
from tests.factories import make_admin, make_user

MANAGES = (
    "newsroom.view_user",
    "newsroom.add_user",
    "newsroom.change_user",
    "newsroom.delete_user",
)
POWERS = {"is_superuser": "on", "is_staff": "on", "is_active": "on"}


def path_of(user, page="change"):
    return f"/admin/newsroom/user/{user.pk}/{page}/"


class UserAdminTests(TestCase):
    def setUp(self):
        self.manager = make_user("manager", *MANAGES)
        self.client.force_login(self.manager)

    def post(self, path, **fields):
        return self.client.post(path, {"username": "x", "time_zone": ""} | fields)

    def everything(self, **fields):
        permissions = list(Permission.objects.values_list("pk", flat=True))
        groups = list(Group.objects.values_list("pk", flat=True))
        return POWERS | {"user_permissions": permissions, "groups": groups} | fields

    def test_nobody_makes_himself_more(self):
        Group.objects.create(name="All").permissions.set(Permission.objects.all())
        before = self.manager.get_all_permissions()
        self.post(
            path_of(self.manager), **self.everything(username="manager", email="new@paper.example")
        )
        manager = User.objects.get(pk=self.manager.pk)
        self.assertEqual(
            (manager.is_superuser, manager.groups.count(), manager.email),
            (False, 0, "new@paper.example"),
        )
        self.assertEqual(manager.get_all_permissions(), before)

    def test_of_oneself_one_changes_name_address_and_zone(self):
        fields = {
            "first_name": "Mira",
            "time_zone": "Europe/Berlin",
            "username": "other",
            "is_active": "",
        }
        self.post(path_of(self.manager), **fields)
        manager = User.objects.get(pk=self.manager.pk)
        self.assertEqual(
            (
                manager.first_name,
                manager.time_zone,
                manager.username,
                manager.is_active,
                manager.is_staff,
            ),
            ("Mira", "Europe/Berlin", "manager", True, True),
        )

    def test_a_zone_that_is_none_is_refused(self):
        response = self.post(path_of(self.manager), time_zone="Mars/Olympus")
        self.assertContains(response, "Select a valid choice")

    def test_nobody_makes_others_superusers_or_hands_out_permissions(self):
        colleague = make_user("colleague")
        group = Group.objects.create(name="Chiefs")
        group.permissions.set(Permission.objects.filter(codename="kill_article"))
        page = self.client.get(path_of(colleague)).content.decode()
        for name in ("is_superuser", "user_permissions", "Chiefs"):
            self.assertNotIn(name, page)
        self.post(
            path_of(colleague),
            **self.everything(username="colleague", groups=[], first_name="Rolf"),
        )
        colleague.refresh_from_db()
        self.assertEqual((colleague.is_superuser, colleague.first_name), (False, "Rolf"))
        self.assertFalse(colleague.user_permissions.exists())
        response = self.post(path_of(colleague), username="colleague", groups=[group.pk])
        self.assertContains(response, "is not one of the available choices")
        self.assertFalse(colleague.groups.exists())

    def test_groups_within_ones_own_permissions_are_given(self):
        group = Group.objects.create(name="Lookers")
        group.permissions.set(Permission.objects.filter(codename="view_user"))
        colleague = make_user("colleague")
        self.post(path_of(colleague), username="colleague", is_active="on", groups=[group.pk])
        self.assertEqual(list(colleague.groups.all()), [group])

    def test_accounts_that_hold_more_are_out_of_reach(self):
        chief = make_user("chief", "articles.kill_article", first_name="Chief")
        resting = make_user(
            "resting", "articles.kill_article", is_active=False, first_name="Resting"
        )
        by_group = make_user("grouped", first_name="Grouped")
        group = Group.objects.create(name="Killers")
        group.permissions.set(Permission.objects.filter(codename="kill_article"))
        by_group.groups.add(group)
        for user in (make_admin("root"), chief, resting, by_group):
            old = User.objects.filter(pk=user.pk).values().get()
            password = {
                "password1": "Tide-gauge-77",
                "password2": "Tide-gauge-77",
                "usable_password": "true",
            }
            for page, fields in (
                ("change", {"username": "taken", "is_active": "on"}),
                ("delete", {"post": "yes"}),
            ):
                self.assertEqual(
                    self.post(path_of(user, page), **fields).status_code, 403, (user, page)
                )
            self.assertEqual(
                self.client.post(path_of(user, "password"), password).status_code, 403, user
            )
            self.assertEqual(User.objects.filter(pk=user.pk).values().get(), old)

    def test_an_account_within_reach_is_made_changed_and_deleted(self):
        password = {
            "password1": "Tide-gauge-77",
            "password2": "Tide-gauge-77",
            "usable_password": "true",
        }
        self.client.post("/admin/newsroom/user/add/", {"username": "new"} | POWERS | password)
        user = User.objects.get(username="new")
        self.assertEqual(
            (user.is_superuser, user.is_staff, user.check_password("Tide-gauge-77")),
            (False, False, True),
        )
        password = {
            "password1": "Other-gauge-77",
            "password2": "Other-gauge-77",
            "usable_password": "true",
        }
        self.client.post(path_of(user, "password"), password)
        user.refresh_from_db()
        self.assertTrue(user.check_password("Other-gauge-77"))
        self.client.post(path_of(user, "delete"), {"post": "yes"})
        self.assertFalse(User.objects.filter(pk=user.pk).exists())

    def test_ones_own_password_needs_the_old_one_and_ones_own_account_stays(self):
        password = {
            "password1": "Tide-gauge-77",
            "password2": "Tide-gauge-77",
            "usable_password": "true",
        }
        response = self.client.post(path_of(self.manager, "password"), password)
        self.assertRedirects(response, "/admin/password_change/", fetch_redirect_response=False)
        self.client.post(path_of(self.manager, "delete"), {"post": "yes"})
        self.assertTrue(User.objects.filter(pk=self.manager.pk).exists())

    def test_passwords_cannot_be_guessed_through_the_list(self):
        for query in ("password__startswith=a", "user_permissions__codename=x"):
            with self.assertLogs("django.security", "ERROR"):
                self.assertEqual(
                    self.client.get(f"/admin/newsroom/user/?{query}").status_code, 400, query
                )

    def test_groups_are_for_superusers(self):
        manager = make_user(
            "grouper", "auth.view_group", "auth.add_group", "auth.change_group", "auth.delete_group"
        )
        group = Group.objects.create(name="Readers")
        self.client.force_login(manager)
        for path in ("", "add/", f"{group.pk}/change/", f"{group.pk}/delete/"):
            self.assertEqual(self.client.get(f"/admin/auth/group/{path}").status_code, 403, path)
        self.client.force_login(make_admin("root"))
        self.assertEqual(self.client.get(f"/admin/auth/group/{group.pk}/change/").status_code, 200)

    def test_a_superuser_gives_everything(self):
        self.client.force_login(make_admin("root"))
        colleague = make_user("colleague")
        self.post(path_of(colleague), **self.everything(username="colleague"))
        colleague.refresh_from_db()
        self.assertTrue(colleague.is_superuser)

    def test_the_zones_are_a_list_with_the_papers_own_first(self):
        page = self.client.get(path_of(self.manager)).content.decode()
        self.assertIn('<option value="" selected>The paper’s zone (UTC)</option>', page)
        self.assertIn('<optgroup label="Europe">', page)


class RoleTests(TestCase):
    """Somebody in the role "admin" gives roles, though he holds little of what they may do."""

    def setUp(self):
        roles.set_up()
        self.admin = self.account("chief", "admin")
        self.client.force_login(self.admin)

    def account(self, name, role, **fields):
        user = make_user(name, **fields)
        user.groups.add(Group.objects.get(name=role))
        return user

    def post(self, user, *given, **fields):
        ids = Group.objects.filter(name__in=given).values_list("pk", flat=True)
        fields = {"username": user.username, "is_staff": "on", "is_active": "on"} | fields
        return self.client.post(path_of(user), fields | {"time_zone": "", "groups": list(ids)})

    def roles_of(self, user):
        return sorted(user.groups.values_list("name", flat=True))

    def test_every_role_is_given_and_taken(self):
        user = self.account("mira", "reporter")
        for role in roles.names():
            self.post(user, role)
            self.assertEqual(self.roles_of(user), [role])

    def test_accounts_are_disabled_not_deleted(self):
        user = self.account("mira", "publisher")
        self.post(user, "publisher", is_active="")
        user.refresh_from_db()
        self.assertIs(user.is_active, False)
        self.assertEqual(
            self.client.post(path_of(user, "delete"), {"post": "yes"}).status_code, 403
        )

    def test_other_groups_and_those_who_hold_more_are_out_of_reach(self):
        group = Group.objects.create(name="Deleters")
        group.permissions.set(Permission.objects.filter(codename="delete_article"))
        user = self.account("mira", "reporter")
        self.post(user, "reporter", "Deleters")
        self.assertEqual(self.roles_of(user), ["reporter"])
        root = make_admin("root")
        self.assertEqual(self.post(root, "reporter").status_code, 403)

    def test_nobody_gives_himself_a_role(self):
        self.post(self.admin, "admin", "publisher", is_superuser="on")
        self.assertEqual(self.roles_of(self.admin), ["admin"])
        self.admin.refresh_from_db()
        self.assertIs(self.admin.is_superuser, False)

    def test_without_the_right_to_give_roles_one_gives_none(self):
        group = Group.objects.get(name="admin")
        group.permissions.remove(Permission.objects.get(codename="give_role"))
        user = self.account("mira", "reporter")
        self.assertEqual(self.post(user, "publisher").status_code, 403)
        self.assertEqual(self.roles_of(user), ["reporter"])

    def test_roles_above_ones_own_are_not_given(self):
        user = self.account("head", "publisher")
        powers = ("view_user", "change_user", "give_role")
        user.user_permissions.set(Permission.objects.filter(codename__in=powers))
        self.client.force_login(user)
        other = self.account("mira", "reporter")
        self.post(other, "admin")
        self.assertEqual(self.roles_of(other), ["reporter"])
        self.post(other, "editor")
        self.assertEqual(self.roles_of(other), ["editor"])

    def test_the_last_who_looks_after_accounts_stays(self):
        root = make_admin("root")
        self.client.force_login(root)
        User.objects.filter(pk=self.admin.pk).update(is_active=False)
        for fields in ({"is_active": ""}, {"is_staff": ""}, {"is_superuser": ""}):
            response = self.post(root, **{"is_superuser": "on"} | fields)
            self.assertContains(response, "the last one who looks after accounts")
        root.refresh_from_db()
        self.assertEqual((root.is_active, root.is_staff, root.is_superuser), (True, True, True))
        User.objects.filter(pk=self.admin.pk).update(is_active=True)
        self.post(root, is_superuser="on", is_active="")
        root.refresh_from_db()
        self.assertIs(root.is_active, False)
