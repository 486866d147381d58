"""The database takes nothing in: a replica, a role without the right to write, or a switch for maintenance. Every page
is read as before, those of the desk too; whoever saves is told so, with the text.
"""

import secrets
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from . import material
from .desk import new_mark
from .editor import Editor
from .faults import Outcome
from .forms import form_with
from .readers import read
from .server import SITE, serving

SITE_ON_SQLITE = "tests.faults.read_only:application"
SAID = "Nothing can be saved just now"


def run(trial):
    paths = [*material.make_paper(8), "/search/?q=text", "/search/?q=text&before=", "/never-was/"]
    article = material.make_story()
    [login] = material.make_editors(1)
    before, session = _as_ever(trial, paths, login)
    figures, found = [], []
    for words, how in _ways(trial):
        with serving(trial.folder, **how) as site:
            answers = [read(site.address, path) for path in paths]
            told = _wrong_at_the_desk(site, session, login, article)
        differ = [
            f"{words}: {one.path} answered {one.code}, before {code}"
            for one, code in zip(answers, before, strict=True)
            if one.code != code
        ]
        figures.append(
            f"{words}: {len(paths)} addresses, {sum(one.broke for one in answers)} × 5xx"
        )
        found += differ + [f"{words}: {sentence}" for sentence in told]
    return Outcome("; ".join(figures) + "; a save is told", found + material.problems())


def _as_ever(trial, paths, login):
    """(The codes of the pages, an editor who is logged in.)"""
    with serving(trial.folder, application=trial.application) as site:
        session = Editor(site.address, login.username, login.password)
        return [read(site.address, path).code for path in paths], session


def _wrong_at_the_desk(site, editor, login, article):
    """What an editor with a session, and one without, is answered otherwise than should be."""
    editor.site = site.address
    path, mark, found = material.form_of(article), new_mark(), []
    for page in (
        "/admin/",
        "/admin/articles/article/",
        path,
        "/admin/articles/article/still-here/",
    ):
        answer = editor.get(page)
        if answer.code != 200:
            found.append(f"{page} answered {answer.summary()}")
    form = editor.open(path)
    body = f"{form['body']}<p>{mark}</p>"
    answer = editor.post(path, [*form.filled(body=body), ("_save", "1")])
    if answer.code != 503 or SAID not in answer.page or mark not in answer.page:
        found.append(f"who saved was answered: {answer.summary()}")
    back = editor.post(path, [*form_with(answer.page, "base_revision").filled(), ("_back", "kept")])
    if mark not in back.page:
        found.append(f"the way back to the text was answered: {back.summary()}")
    for act in ("autosave/", f"{article.pk}/ping/"):
        pairs = [*form.filled(window="w1"), ("story", str(article.pk))]
        answer = editor.post(f"/admin/articles/article/{act}", pairs)
        if answer.code != 503:
            found.append(f"{act} answered {answer.summary()}")
    answer = Editor(site.address).log_in(login.username, login.password)
    if answer.code != 503 or SAID not in answer.page:
        found.append(f"who logs in was answered: {answer.summary()}")
    return found


def _ways(trial):
    """(In words, how the site is served) of each way in which nothing can be written."""
    if connection.vendor == "sqlite":
        return [("query_only", {"application": SITE_ON_SQLITE})]
    switched = {"PGOPTIONS": "-c default_transaction_read_only=on"}
    return [
        ("read-only transactions", {"application": SITE, "environment": switched}),
        ("a role that may not write", {"application": SITE, "environment": _reading_role(trial)}),
    ]


def _reading_role(trial):
    """Makes a role that may only read. Returns the environment with it."""
    name, password = f"reader_{secrets.token_hex(4)}", secrets.token_hex(16)
    with psycopg.connect(trial.database.url, autocommit=True) as admin:
        for statement in (
            "CREATE ROLE {name} LOGIN PASSWORD {password}",
            "GRANT USAGE ON SCHEMA public TO {name}",
            "GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}",
        ):
            admin.execute(
                sql.SQL(statement).format(name=sql.Identifier(name), password=sql.Literal(password))
            )
    place = urlsplit(trial.database.url)
    host = place.netloc.rpartition("@")[2]
    return {"DATABASE_URL": place._replace(netloc=f"{name}:{password}@{host}").geturl()}
