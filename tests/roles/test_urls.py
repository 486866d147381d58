"""Every address of the admin, opened and sent to by everybody."""

import hashlib

from django.apps import apps
from django.db import transaction

from articles import roles
from articles.models import ArticleLog, Series
from sections import curation

from .cast import REFUSALS, RolesTestCase
from .urls import Objects, rows

# Where whoever is allowed may be sent on: logged in already, nothing to weigh
ELSEWHERE = {"admin/login/": (302,), "admin/articles/article/<int:object_id>/weigh/": (302,)}
PERSONAL = ("admin/logout/", "admin/login/")


class AddressTests(RolesTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.series = Series.objects.create(title="Harbour")
        curation.place(cls.stories["live", "arts"], by=None, at=cls.now)
        cls.objects = Objects(cls)

    def allowed(self, identity, words):
        if words in ("", "nobody"):
            return words == ""
        if words == "staff":
            return identity.has_session
        actions = [word.split(" of ") for word in words.split("|") if word != "nobody"]
        return any(self._holds(identity, *action) for action in actions)

    def _holds(self, identity, name, all_of_them=""):
        (line,) = (action for action in roles.table()[2] if action.name == name)
        scopes = line.scopes(identity.role)
        return roles.ALL in scopes if all_of_them else bool(scopes)

    def test_every_address_has_a_row_and_opens_to_those_it_says(self):
        for pattern, (opens, _) in rows().items():
            address = self.objects.address(pattern)
            for identity in self.identities:
                with self.subTest(f"{identity} GET {address}"), transaction.atomic():
                    answer = identity.client.get(address, follow=False)
                    if not self.allowed(identity, opens):
                        self.assertIn(answer.status_code, (*REFUSALS, 400, 405))
                        self.assertNotIn(b"Secret plan for Arts", answer.content)
                    elif pattern.endswith("object_id>/"):
                        self.assertRegex(answer["Location"], "/change/$")
                    else:
                        self.assertIn(answer.status_code, (200, *ELSEWHERE.get(pattern, ())))
                    transaction.set_rollback(True)

    def test_what_is_sent_by_others_changes_nothing(self):
        before = digest()
        for pattern, (_, sends) in rows().items():
            address = self.objects.address(pattern)
            for identity in self.identities:
                if pattern in PERSONAL:
                    continue
                with self.subTest(f"{identity} POST {address}"), transaction.atomic():
                    answer = identity.client.post(address, {"post": "yes", "window": ""})
                    if self.allowed(identity, sends):
                        self.assertLess(answer.status_code, 500)
                        self.assertNotEqual(answer.status_code, 403)
                    else:
                        self.assertIn(answer.status_code, (*REFUSALS, 400, 405))
                        self.assertEqual(digest(), before)
                    transaction.set_rollback(True)


def digest():
    """Over what people wrote: every row of the site's own tables, but for who opened what."""
    total = hashlib.sha256()
    for model in apps.get_models():
        if model._meta.app_label in ("articles", "sections", "newsroom", "auth"):
            names = [
                field.attname for field in model._meta.concrete_fields if field.name != "last_login"
            ]
            rows = model.objects.order_by("pk")
            if model is ArticleLog:
                rows = rows.exclude(act="read")
            total.update(repr(list(rows.values_list(*names))).encode())
    return total.hexdigest()
