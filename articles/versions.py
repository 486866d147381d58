"""Which revisions of a story were public, and from when: rows that follow from what is live."""

from articles.models import Version


def follow(article, at, *, is_first=False):
    """Remembers that the live revision is public from now on: of a story whose time has not come, from that time. A
    version that nobody has seen yet gives way to it. `is_first`: none was live before.
    """
    latest = None if is_first else article.versions.first()
    is_seen = latest is not None and latest.public_from <= at
    if is_seen and latest.revision_id == article.live_revision_id:
        return
    version = Version(article=article) if latest is None or is_seen else latest
    version.revision = article.live_revision
    version.public_from = article.public_at if latest is None else max(at, article.public_at)
    version.save()


def forget_unseen(article, at):
    """Takes back the version that was to be public later; the story will not go out with it."""
    article.versions.filter(public_from__gt=at).delete()


def foresee_earlier(article, snapshot, at):
    """Whether readers will have seen another text before, once this snapshot is live. The row may never have been
    saved.
    """
    if article.first_public_at is None:
        return False
    seen = article.versions.filter(public_from__lte=at)
    if article.newest_revision.snapshot == snapshot:
        seen = seen.exclude(revision=article.newest_revision)
    return seen.exists()
