"""Whatever of the rows that readers' pages are read from the admin writes, it says what is wrong from then on."""

import random
from datetime import timedelta
from unittest.mock import patch

from django.contrib import admin
from django.contrib.redirects.models import Redirect
from django.contrib.sites.models import Site
from django.test import TestCase

from articles.models import Article, Tag
from newsroom.desk import DeskAdmin
from sections.models import Section
from tests.factories import NOON

from .paper import Paper
from .reading import Reader

NOT_BY_ITS_FORM = {
    (Article, "save_model"): "the story form calls the acts",
    (Article, "delete_model"): "stories are withdrawn, killed or binned by acts",
    (Section, "delete_model"): "sections are not deleted",
    (Tag, "delete_model"): "only a tag that no story carries is deleted, and it has no page",
    (Redirect, "save_model"): "old addresses are only read",
    (Redirect, "delete_model"): "old addresses are only read",
    (Site, "save_model"): "the row follows SITE_URL",
    (Site, "delete_model"): "the row follows SITE_URL",
}


class AdminTests(TestCase):
    def test_what_readers_see_is_saved_and_deleted_by_code_of_ours(self):
        at = NOON + timedelta(minutes=1)
        Paper(random.Random(1)).make(6)
        reader = Reader()
        with patch("django.utils.timezone.now", return_value=at):
            reader.crawl(at)
        tables = reader.tables()
        self.assertIn("articles_picture", tables)
        for model, its_admin in admin.site._registry.items():
            if model._meta.db_table not in tables:
                continue
            for verb in ("save_model", "delete_model"):
                if (model, verb) in NOT_BY_ITS_FORM:
                    continue
                with self.subTest(f"{verb} of {model.__name__}"):
                    is_ours = getattr(type(its_admin), verb) is not getattr(DeskAdmin, verb)
                    self.assertTrue(is_ours, "It purges nothing: see articles.kept")
