"""Logins and stories to work on, made through the acts of the site."""

import secrets
from datetime import timedelta

from django.utils import timezone

from articles import integrity, workflow
from articles.models import Article
from tests import factories

from .desk import Login


def make_editors(number):
    """Logins that may do everything at the desk."""
    editors = []
    for _ in range(number):
        login = Login(f"editor-{secrets.token_hex(4)}", secrets.token_urlsafe(16))
        user = factories.make_admin(login.username)
        user.set_password(login.password)
        user.save()
        editors.append(login)
    return editors


def make_story(public=False, **snapshot):
    """A story in a subsection, with tags and a byline; readers see it where it is `public`."""
    top = factories.make_section()
    section, further = factories.make_section(parent=top), factories.make_section()
    draft = factories.make_draft(
        section=section,
        tags=["Subject 1", "Subject 2"],
        further_sections=[further.pk],
        bylines=[{"author": factories.make_author().pk, "credit": "in Hallin"}],
        **snapshot,
    )
    return workflow.publish(draft, by=None, at=factories.NOON) if public else draft


def make_paper(stories):
    """A small paper with its newest story of now. Returns the addresses of its pages, the front first: twice as many
    as stories, and two dozen more.
    """
    section, author = factories.make_section(), factories.make_author()
    told = {"tags": ["Harbour", "Ferries"], "bylines": [{"author": author.pk}]}
    now = timezone.now()
    made = [
        factories.make_story(section=section, public_at=now - timedelta(minutes=number), **told)
        for number in range(stories)
    ]
    lists = [
        section.get_absolute_url(),
        author.get_absolute_url(),
        "/tag/harbour/",
        "/tag/ferries/",
    ]
    return [
        "/",
        "/text/",
        "/corrections/",
        f"/{now:%Y}/",
        f"/{now:%Y/%m}/",
        f"/{now:%Y/%m/%d}/",
        *lists,
        *(
            f"{path}{feed}"
            for path in ("/", *lists)
            for feed in ("rss.xml", "atom.xml", "feed.json")
        ),
        "/sitemap.xml",
        "/sitemap-pages.xml",
        f"/sitemap-{now:%Y-%m}.xml",
        "/news-sitemap.xml",
        "/robots.txt",
        *(story.get_absolute_url() for story in made),
        *(f"/text{story.get_absolute_url()}" for story in made),
    ]


def form_of(article):
    """The address of its form in the admin."""
    return f"/admin/articles/article/{article.pk}/change/"


def texts_of(article):
    """The texts of all its revisions, oldest first."""
    revisions = article.revisions.filter(is_aside=False).order_by("number")
    return [revision.snapshot["body"] for revision in revisions]


def texts_aside(article):
    """The texts that came second and were kept."""
    return [revision.snapshot["body"] for revision in article.revisions.filter(is_aside=True)]


def live_number(article):
    """The number of the revision that readers get."""
    return Article.objects.select_related("live_revision").get(pk=article.pk).live_revision.number


def problems():
    """What does not hold of the stories now: a list of sentences."""
    return list(integrity.problems(timezone.now(), with_files=False))
