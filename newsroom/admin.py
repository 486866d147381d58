"""Who logs in, and what they may do. Nobody gives, takes or takes over more than they hold themselves."""

import zoneinfo
from functools import cache, reduce
from operator import or_

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangosGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangosUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.contrib.redirects.admin import Redirect
from django.contrib.sites.admin import Site
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import redirect

from articles import permissions, roles
from newsroom.models import User

admin.site.unregister([Group, Redirect, Site])
OWN = ("first_name", "last_name", "email", "time_zone")  # what people may change of themselves


@cache
def zones():
    """All zones by part of the world, with the paper's own as the empty choice."""
    groups = {}
    for name in sorted(zoneinfo.available_timezones()):
        region, slash, _city = name.partition("/")
        if slash and region not in (
            "Etc",
            "SystemV",
            "posix",
            "right",
            "US",
            "Brazil",
            "Canada",
            "Chile",
            "Mexico",
        ):
            groups.setdefault(region, []).append((name, name.replace("_", " ")))
    paper = f"The paper’s zone ({settings.TIME_ZONE})"
    return [("", paper), ("UTC", "UTC"), *groups.items()]


def permissions_of(user):
    """Ids of all permissions that the account has or would have if it were active."""
    return set(
        Permission.objects.filter(Q(user=user) | Q(group__user=user)).values_list("pk", flat=True)
    )


def reach(actor):
    """Ids of the permissions that `actor` may hand out or take: those it holds, and, where it may give roles, those of
    the roles that are not above its own.
    """
    held = permissions_of(actor)
    if not actor.has_perm("newsroom.give_role"):
        return held
    given = Permission.objects.filter(group__name__in=roles.up_to(actor))
    return held | set(given.values_list("pk", flat=True))


def may_govern(actor, user):
    """Whether `actor` may change, delete or set the password of `user`: reaches everything that `user` holds."""
    if actor.is_superuser:
        return True
    return not user.is_superuser and permissions_of(user) <= reach(actor)


class UserForm(UserChangeForm):
    """An account of the admin. Somebody must always be left who looks after accounts."""

    def clean(self):
        data = super().clean()
        if _is_administrator(self.instance) and not self._stays_administrator(data):
            others = User.objects.filter(
                Q(is_superuser=True) | Q(groups__name=roles.ADMINISTRATORS),
                is_active=True,
                is_staff=True,
            ).exclude(pk=self.instance.pk)
            locked = User.objects.select_for_update(no_key=True).filter(pk__in=others.values("pk"))
            if not list(locked.values_list("pk", flat=True)):
                raise ValidationError(
                    f"{self.instance} is the last one who looks after accounts. Give somebody else that first."
                )
        return data

    def _stays_administrator(self, data):
        """As the form says; what the form does not ask stays as it is."""
        user = self.instance
        works = all(data.get(name, getattr(user, name)) for name in ("is_active", "is_staff"))
        groups = data["groups"] if "groups" in data else user.groups.all()
        is_one = data.get("is_superuser", user.is_superuser) or any(
            group.name == roles.ADMINISTRATORS for group in groups
        )
        return works and is_one


def _is_administrator(user):
    works = user.is_active and user.is_staff
    return works and (user.is_superuser or user.groups.filter(name=roles.ADMINISTRATORS).exists())


@admin.register(User)
class UserAdmin(DjangosUserAdmin):
    """People with a login. What one may change depends on what one holds."""

    form = UserForm
    actions = None
    list_display = [
        "username",
        "first_name",
        "last_name",
        "email",
        "is_staff",
        "is_active",
        "last_login",
    ]
    list_filter = ["is_staff", "is_active", "groups"]
    autocomplete_fields = []
    filter_horizontal = []

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return self.add_fieldsets
        person = ("Person", {"fields": OWN})
        if _only_self(request, obj):
            return [(None, {"fields": ["username"]}), person]
        powers = ["is_active", "is_staff", "groups"]
        if request.user.is_superuser:
            powers += ["is_superuser", "user_permissions"]
        times = ["last_login", "date_joined"]
        return [
            (None, {"fields": ["username", "password"]}),
            person,
            ("Permissions", {"fields": powers}),
            ("Times", {"fields": times}),
        ]

    def get_readonly_fields(self, request, obj=None):
        return ["username"] if obj and _only_self(request, obj) else ["last_login", "date_joined"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "time_zone":
            return forms.ChoiceField(
                choices=zones, required=False, label="Time zone", help_text=db_field.help_text
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        """Groups that hold more than the editor of this form does are not offered and not taken."""
        if db_field.name == "groups" and not request.user.is_superuser:
            beyond = Permission.objects.exclude(pk__in=reach(request.user))
            kwargs["queryset"] = Group.objects.exclude(permissions__in=beyond)
        return super().formfield_for_manytomany(db_field, request=request, **kwargs)

    def has_lookup_permission(self, request):
        """Who assigns stories looks up whom to give them to, by name."""
        return permissions.may(request.user, "articles.assign_article")

    def get_search_results(self, request, queryset, search_term):
        """Looked up for a field, people of the desk alone are found, and by no more than their names."""
        if "field_name" not in request.GET:
            return super().get_search_results(request, queryset, search_term)
        people = queryset.filter(is_active=True, is_staff=True)
        for word in search_term.split():
            names = (f"{name}__icontains" for name in ("first_name", "last_name", "username"))
            people = people.filter(reduce(or_, [Q(**{name: word}) for name in names]))
        return people, False

    @staticmethod
    def choice_words(user):
        return user.get_full_name() or user.get_username()

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or may_govern(request.user, obj)
        )

    def has_delete_permission(self, request, obj=None):
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (obj != request.user and may_govern(request.user, obj))

    def user_change_password(self, request, id, form_url=""):
        user = self.get_object(request, id)
        if user is not None and _only_self(request, user):
            return redirect("admin:password_change")  # which asks for the old one
        return super().user_change_password(request, id, form_url)


def _only_self(request, user):
    return user == request.user and not request.user.is_superuser


@admin.register(Group)
class GroupAdmin(DjangosGroupAdmin):
    """What roles may do is for superusers to say."""

    def has_module_permission(self, request):
        return request.user.is_superuser

    has_view_permission = has_add_permission = lambda self, request, obj=None: (
        request.user.is_superuser
    )
    has_change_permission = has_delete_permission = has_view_permission


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    """Old addresses and where they lead. The acts that change an address write them; here they are read."""

    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
