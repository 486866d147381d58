"""Every address of the admin: who may open it, and who may send to it.

A row of `ROWS` says what an identity must hold to get anything there but a refusal: "staff" for all who log in, ""
for everybody, "nobody" for none, else actions of the table with "|" between, for any story (`articles/roles.toml`).
Rows about one object ask about a story or row of another desk, so that scopes count.
"""

from django.contrib.contenttypes.models import ContentType
from django.contrib.flatpages.models import FlatPage
from django.contrib.redirects.models import Redirect

from articles.models import Article, ArticleLog, Image, OutboxItem
from articles.tagging import tag_named
from tests.factories import make_author
from tests.leak.outlets import patterns

WRITERS = "create|write"  # who writes stories looks up what they are made of
MODELS = {
    # model: (view, add, change, delete)
    "newsroom/user": ("users", "users", "users", "nobody"),
    "auth/group": ("nobody", "nobody", "nobody", "nobody"),
    "redirects/redirect": ("redirects", "nobody", "nobody", "nobody"),
    "articles/articlelog": ("log", "nobody", "nobody", "nobody"),
    "articles/outboxitem": ("messages", "nobody", "nobody", "nobody"),
    "articles/author": (WRITERS, "people", "people", "nobody"),
    "articles/series": (WRITERS, "people", "people", "nobody"),
    "articles/image": (WRITERS, "pictures of all", "pictures of all", "unused_pictures"),
    "articles/tag": (WRITERS + "|tags", "new_tags", "tags", "tags"),
    "sections/section": (WRITERS + "|sections", "sections", "sections", "nobody"),
    "sections/placement": ("front", "front", "front of all", "front of all"),
    "flatpages/flatpage": ("pages", "pages", "pages", "pages"),
}
OF_A_STORY = ("articles/articlelog", "sections/placement")
READ = "read of all|audit"
STORY = "admin/articles/article/"
ONE = STORY + "<int:object_id>/"
# pattern: (who opens it, who sends to it)
ROWS = {
    "admin/": ("staff", "staff"),
    "admin/login/": ("", ""),
    "admin/logout/": ("nobody", "staff"),
    "admin/password_change/": ("staff", "staff"),
    "admin/password_change/done/": ("staff", "staff"),
    "admin/autocomplete/": ("nobody", "nobody"),  # without a field; with one: test_cells
    "admin/jsi18n/": ("staff", "staff"),
    "admin/r/<path:content_type_id>/<path:object_id>/": ("nobody", "nobody"),
    "admin/(?P<url>.*)$": ("nobody", "nobody"),
    "admin/newsroom/user/<id>/password/": ("users", "users"),
    "admin/articles/image/picker/": (WRITERS, "nobody"),
    "admin/articles/image/upload/": (
        "nobody",
        "staff",
    ),  # answers with a sentence; `library` refuses
    STORY: ("read|audit", "read|audit"),
    STORY + "add/": ("create", "create"),
    STORY + "<path:object_id>/history/": (READ, READ),
    STORY + "<path:object_id>/delete/": ("nobody", "nobody"),
    STORY + "<path:object_id>/change/": (READ, "change of all"),
    STORY + "<path:object_id>/": (READ, "nobody"),
    STORY + "board/": ("read|audit", "nobody"),
    STORY + "quick/": ("read|audit", "nobody"),
    STORY + "still-here/": ("staff", "nobody"),
    STORY + "autosave/": ("nobody", "nobody"),  # without a window of one's own
    STORY + "forget/": ("nobody", "staff"),
    STORY + "<int:pk>/ping/": ("nobody", "nobody"),  # without a window
    STORY + "<int:pk>/take-over/": ("nobody", "change of all"),
    STORY + "preview/": ("nobody", "create"),
    ONE + "preview/": (READ, "change of all"),
    ONE + "links/": ("share of all", "share of all"),
    ONE + "weigh/": (READ, READ),
    ONE + "corrections/": (READ, READ),
    ONE + "where-else/": (READ, READ),
    ONE + "reaching/": (READ, "nobody"),
    ONE + "compare/": (READ, READ),
    ONE + "revision/<int:number>/": (READ, READ),
    ONE + "revision/<int:number>/bring-back/": ("nobody", "change of all"),
    ONE + "act/": ("nobody", "nobody"),  # without an act; with one: test_cells
}


def rows():
    """{pattern: (who opens, who sends)} of all patterns that the resolver has below the admin; KeyError for one that
    is not listed.
    """
    return {name: _row(name) for name in patterns() if name.startswith("admin/")}


def _row(pattern):
    if pattern in ROWS:
        return ROWS[pattern]
    if pattern.startswith("admin/^(?P<app_label>"):
        return "read|audit", "read|audit"
    model = "/".join(pattern.split("/")[1:3])
    view, add, change, delete = MODELS[model]
    end, one = pattern.split("/")[3:], view
    if model in OF_A_STORY:
        one = f"{view} of all"
    if end == [""]:
        return view, view
    return {
        "add/": (add, add),
        "<path:object_id>/history/": (one, one),
        "<path:object_id>/change/": (f"{one}|{change}", change),
        "<path:object_id>/delete/": (delete, delete),
        "<path:object_id>/": (one, one),
    }["/".join(end)]


class Objects:
    """One row of each model, the story and what hangs on it of another desk."""

    def __init__(self, case):
        self.story = case.stories["draft", "arts"]
        live = case.stories["live", "arts"]
        flat = FlatPage.objects.get_or_create(url="/about/us/", defaults={"title": "Us"})[0]
        self.pks = {
            "newsroom/user": case.colleague.pk,
            "auth/group": case.users["reporter"].groups.first().pk,
            "redirects/redirect": Redirect.objects.create(
                site_id=1, old_path="/old/", new_path="/new/"
            ).pk,
            "articles/articlelog": ArticleLog.objects.filter(article=self.story).first().pk,
            "articles/outboxitem": OutboxItem.objects.create(
                article=live, event="story.published", payload={}, made_at=case.now
            ).pk,
            "articles/author": make_author("Somebody").pk,
            "articles/series": case.series.pk,
            "articles/image": Image.objects.create(
                title="Harbour", width=1, height=1, uploaded_at=case.now
            ).pk,
            "articles/tag": tag_named("harbour").pk,
            "sections/section": case.sections["sport"].pk,
            "sections/placement": live.placements.get().pk,
            "flatpages/flatpage": flat.pk,
            "articles/article": self.story.pk,
        }

    def address(self, pattern):
        model = "/".join(pattern.split("/")[1:3])
        pk = self.pks.get(model, "")
        address = "/" + pattern
        for name in ("<path:object_id>", "<int:object_id>", "<int:pk>", "<id>"):
            address = address.replace(name, str(pk))
        address = address.replace("<int:number>", "1").replace("(?P<url>.*)$", "nowhere")
        kind = ContentType.objects.get_for_model(Article)
        address = address.replace("<path:content_type_id>", str(kind.pk))
        if address.startswith("/admin/r/"):
            address = f"/admin/r/{kind.pk}/{self.story.pk}/"
        return "/admin/articles/" if "app_label" in address else address
