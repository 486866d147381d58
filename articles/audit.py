"""The log of acts: how a row is written, and whether any was changed since.

Each row holds a digest of what it says and of the digest before it, story by story: whoever changes, takes out or puts
in a row must make all rows after it anew. Keys may become empty (a story purged, an account deleted) and are not in
the digest; the words beside them are.
"""

import json
from datetime import UTC
from hashlib import sha256
from itertools import groupby

from django.db import transaction

from articles.models import Article, ArticleLog

from . import body


def last(article):
    """When the last act on a story was done, and the digest of its row; (None, "") where there is none."""
    rows = ArticleLog.objects.filter(article=article).order_by("-pk")
    return rows.values_list("at", "digest").first() or (None, "")


def write(article, act, *, by, at, note="", before=None, revision=None, after=None):
    """Adds a row to the log of a story whose row is locked. Returns it. `after`: the digest of the row before it, where
    it was read since the row was locked.
    """
    row = ArticleLog(
        article=article,
        story=article.pk,
        title=article.headline,
        act=act,
        at=at,
        by=by,
        who=by.get_username() if by else "",
        status_before=article.status if before is None else before,
        status_after=article.status,
        revision=revision or article.newest_revision,
        note=body.plain(note),
    )
    row.digest = digest(row, last(article)[1] if after is None else after)
    row.save()
    return row


@transaction.atomic
def note_reading(article, *, by, at):
    """Says in the story's log that somebody opened it who reads drafts by the right to audit alone."""
    write(Article.objects.select_for_update(no_key=True).get(pk=article.pk), "read", by=by, at=at)


def digest(row, before):
    """The digest of a row that follows the row with the digest `before` ("" for a story's first)."""
    said = [
        before,
        row.story,
        row.title,
        row.act,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.who,
        row.status_before,
        row.status_after,
        row.note,
    ]
    return sha256(json.dumps(said).encode()).hexdigest()


def breaks():
    """Yields a sentence for each story whose log is not as it was written. Reads the whole log once."""
    rows = ArticleLog.objects.order_by("story", "pk").iterator(chunk_size=2000)
    for story, entries in groupby(rows, key=lambda row: row.story):
        before = ""
        for row in entries:
            if row.digest != digest(row, before):
                yield f"story {story}: its log was changed at or before the entry {row.pk}, “{row.act}”"
                break
            before = row.digest
