"""The desk, for those who may see little of it: nothing of a story that is not theirs shows in any list of it."""

from django.contrib.auth.models import Group
from django.test import Client

from articles import roles
from sections.models import DeskMember
from tests.factories import make_section, make_user

from .base import PaperTestCase
from .words import secrets_in

STORIES = "/admin/articles/article/"
LOOKUP = "/admin/autocomplete/?app_label=articles&model_name=relatedstory&field_name=to&term="
# What the desk shows to all who write is no secret there: what stories are made of.
OF_ALL = ("Section.", "Tag.", "Author.", "Series.", "Image.", "Byline.")


class LowerRoles(PaperTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        roles.set_up()
        section = make_section("Quiet corner")
        cls.people = {}
        for role in ("contributor", "reporter", "editor"):
            user = make_user(f"quiet {role}")
            user.groups.add(Group.objects.get(name=role))
            DeskMember.objects.create(user=user, section=section, is_lead=True)
            cls.people[role] = user

    def addresses(self):
        yield from ("/admin/", STORIES, f"{STORIES}board/", "/admin/articles/articlelog/")
        yield from (f"{STORIES}?q=canary", f"{LOOKUP}canary", f"{STORIES}quick/?q=canary")
        for queue in ("drafts", "review", "scheduled", "withdrawn", "killed", "binned", "changed"):
            yield f"{STORIES}?queue={queue}"
        for story in self.paper.hidden.values():
            for page in ("change", "history", "revision/1", "compare", "corrections", "preview"):
                yield f"{STORIES}{story.pk}/{page}/"
            yield f"{STORIES}quick/?q={story.pk}"
            yield f"{LOOKUP}{story.slug}"

    def test_see_nothing_of_stories_that_are_not_theirs(self):
        sentences = []
        for role, user in self.people.items():
            client = Client()
            client.force_login(user)
            for address in self.addresses():
                text = client.get(address, follow=True).content.decode()
                for word in secrets_in(text.replace(address, "")):
                    found = self.paper.canary.meaning(word)
                    if found and word not in address and not found[1].startswith(OF_ALL):
                        sentences.append(f"{role} reads “{found[1]}” of “{found[0]}” at {address}")
        self.assert_silent(sentences)
