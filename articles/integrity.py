"""What must hold of every story at any time, whatever happened to the processes that wrote it.

`problems()` asks the database and the picture files, and no log: every revision whole and in its chain, an act
recorded for each, the row that readers get equal to its revision, the lists, the counts and the search equal to what
follows from the row, redirects without chains, files for pictures and pictures for files. Ask it while nobody writes.
"""

from datetime import timedelta
from functools import cached_property
from hashlib import file_digest

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.core.files.storage import default_storage, storages
from django.db import connection
from django.db.models import Count, F, Prefetch, Q

from articles import audit, corrections, history
from articles.listing import sections_of
from articles.models import (
    Article,
    ArticleLog,
    Author,
    Byline,
    Correction,
    Image,
    Listing,
    Picture,
    RelatedStory,
    Revision,
    Series,
    Tag,
    TaggedArticle,
    Version,
)
from articles.search import engines
from sections.models import Section

BATCH = 500  # stories
# Acts that make a revision
MAKERS = ("create", "save", "keep aside", "readdress")
LATE = timedelta(minutes=5)
Status = Article.Status


def problems(at, with_files=True):
    """Yields a sentence for everything that does not hold at `at`; nothing where all is well. `with_files`: picture
    files are read and compared with what was taken in.
    """
    yield from _of_the_file()
    yield from _of_stories(at)
    yield from audit.breaks()
    yield from _of_tags()
    yield from _of_the_search()
    yield from _of_redirects()
    if with_files:
        yield from _of_originals()
        yield from _of_renditions()


def _of_the_file():
    """SQLite's own checks; PostgreSQL keeps its keys and pages true by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        yield from (f"SQLite: {row[0]}" for row in cursor.fetchall() if row[0] != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _ in cursor.fetchall():
            yield f"SQLite: row {row} of {table} names a row of {parent} that is not there"


def _of_stories(at):
    """All stories, a batch at a time: a fixed number of queries for each batch."""
    known, last = _Known(), 0
    while batch := list(_with_all(Article.objects.filter(pk__gt=last).order_by("pk")[:BATCH])):
        known.look_up_stories(batch)
        for article in batch:
            yield from (f"story {article.pk}: {words}" for words in _of_story(article, known, at))
        last = batch[-1].pk


def _of_story(article, known, at):
    yield from _revisions(article)
    yield from _log(article)
    yield from _row(article, known)
    yield from _state(article)
    yield from _promises(article, at)
    yield from _lists(article)


def _with_all(stories):
    """With all rows that belong to them, as lists: `its_revisions`, `its_log`… A list takes half the time of a
    manager.
    """
    above = "parent__parent__parent"
    rows = {
        "revisions": Revision.objects.defer("snapshot"),
        "log": ArticleLog.objects.only("article", "act", "status_after", "revision"),
        "bylines": Byline.objects.all(),
        "corrections": Correction.objects.only("article", "kind", "issued_at"),
        "listings": Listing.objects.all(),
        "pictures": Picture.objects.only("article", "image", "order"),
        "related": RelatedStory.objects.all(),
        "tagged": TaggedArticle.objects.all(),
        "versions": Version.objects.only("article", "revision", "public_from"),
    }
    return stories.select_related(
        "newest_revision", "live_revision", f"section__{above}", "lead_picture"
    ).prefetch_related(
        Prefetch("further_sections", queryset=Section.objects.select_related(above)),
        *(Prefetch(name, queryset=found, to_attr=f"its_{name}") for name, found in rows.items()),
    )


class _Known:
    """The ids of what snapshots name and what is still there."""

    @cached_property
    def _ids(self):
        models = (Section, Series, Tag, Author, Image)
        return {model: set(model.objects.values_list("pk", flat=True)) for model in models}

    def look_up_stories(self, batch):
        named = {pk for article in batch for pk in _shown(article).get("related", ())}
        self._ids[Article] = set(
            Article.objects.filter(pk__in=named).values_list("pk", flat=True) if named else ()
        )

    def there(self, model, ids):
        """Those of the ids that are still there, in their order."""
        return [pk for pk in ids if pk in self._ids[model]]


def _shown(article):
    """The snapshot that the row follows; empty where there is none."""
    revision = article.live_revision or article.newest_revision
    return revision.snapshot if revision else {}


def _revisions(article):
    """1, 2, 3… with no gap but of pruning, each made from the one before; the last is the newest. What was kept aside
    has a number as well, and was made from one that was the newest once.
    """
    rows = sorted(article.its_revisions, key=lambda revision: revision.number)
    if not rows:
        return [] if article.newest_revision_id is None else ["its newest revision is not its own"]
    pruned = _pruned(article)
    found, chain, number = [], [], 0
    for revision in rows:
        number += 1
        while number in pruned and number < revision.number:
            number += 1
        if revision.number != number:
            return [*found, f"revision {number} is missing, {revision.number} is there"]
        if revision.is_aside:
            if revision.base_id not in {None, *(one.pk for one in chain)}:
                found.append(f"revision {number}, kept aside, was made from none before it")
            continue
        if revision.base_id != (chain[-1].pk if chain else None):
            found.append(f"revision {number} was not made from the one before it")
        chain.append(revision)
    if not chain or article.newest_revision_id != chain[-1].pk:
        found.append(f"its newest revision is not the last, {chain[-1].number if chain else 0}")
    elif article.saved_at != chain[-1].saved_at:
        found.append("it was not saved when its newest revision was")
    if article.live_revision_id and article.live_revision_id not in {one.pk for one in chain}:
        found.append("its live revision is not its own")
    return found


def _makers(article):
    """The log rows of the acts that made a revision, in the order of the revisions."""
    rows = (row for row in article.its_log if row.act in MAKERS)
    return sorted(rows, key=lambda row: row.pk)


def _pruned(article):
    """The numbers of the revisions that were made and then pruned."""
    if not any(row.act == "prune" for row in article.its_log):
        return set()
    return {number for number, row in enumerate(_makers(article), 1) if row.revision_id is None}


def _log(article):
    """Every revision has one log row of the act that made it, in the order of the revisions; a pruned one has its
    row still.
    """
    pruned = _pruned(article)
    logged = [
        row.revision_id for number, row in enumerate(_makers(article), 1) if number not in pruned
    ]
    wanted = [revision.pk for revision in sorted(article.its_revisions, key=lambda one: one.number)]
    if logged != wanted:
        return [f"{len(wanted)} revisions, but {len(logged)} saves in its log, or in another order"]
    last = max(article.its_log, key=lambda row: row.pk, default=None)
    if last and last.status_after != article.status:
        return [f"its log ends with “{last.status_after}”, but it is “{article.status}”"]
    return []


def _row(article, known):
    """The row, its bylines, tags, pictures and links say what its revision says."""
    snapshot = _shown(article)
    if not snapshot:
        return ["it has no revision"]
    for revision in {article.newest_revision, article.live_revision} - {None}:
        if set(history.empty()) - set(revision.snapshot):
            return [f"revision {revision.number} is not whole"]
    number = (article.live_revision or article.newest_revision).number
    wanted, found = _wanted(article, history.empty() | snapshot, known), _found(article)
    return [
        f"its row and revision {number} differ in: {history.LABELS.get(name, name)}"
        for name in wanted
        if wanted[name] != found[name]
    ]


def _wanted(article, snapshot, known):
    """What the row must hold, with whatever was deleted since left out."""
    pictures = [picture["image"] for picture in history.pictures_of(snapshot)]
    related = known.there(Article, snapshot["related"])
    wanted = {name: snapshot[name] for name in history.TEXTS if name != "slug"} | {
        "section": known.there(Section, [snapshot["section"]]),
        "further_sections": sorted(known.there(Section, snapshot["further_sections"])),
        "series": known.there(Series, [snapshot["series"]]),
        "tags": known.there(Tag, snapshot["tags"]),
        "related": [pk for pk in related if pk != article.pk],
        "bylines": _wanted_bylines(snapshot["bylines"], known),
        "pictures": known.there(Image, pictures),
        "lead_picture": known.there(Image, pictures[:1]) if snapshot["lead_picture"] else [],
    }
    return wanted | ({} if article.public_date else {"slug": snapshot["slug"]})


def _wanted_bylines(rows, known):
    people = known.there(Author, [row["author"] for row in rows])
    return [
        (
            row["author"] if row["author"] in people else None,
            row["name"],
            row["credit"],
            row["role"],
        )
        for row in rows
        if row["author"] in people or row["name"]
    ]


def _found(article):
    bylines = sorted(article.its_bylines, key=lambda row: row.order)
    pictures = sorted(article.its_pictures, key=lambda row: row.order)
    lead = article.lead_picture
    return {name: getattr(article, name) for name in history.TEXTS} | {
        "section": [article.section_id] if article.section_id else [],
        "further_sections": sorted(section.pk for section in article.further_sections.all()),
        "series": [article.series_id] if article.series_id else [],
        "tags": [
            row.tag_id for row in sorted(article.its_tagged, key=lambda row: (row.order, row.pk))
        ],
        "related": [row.to_id for row in sorted(article.its_related, key=lambda row: row.order)],
        "bylines": [(row.author_id, row.name, row.credit, row.role) for row in bylines],
        "pictures": [row.image_id for row in pictures],
        "lead_picture": [lead.image_id] if lead else [],
    }


def _state(article):
    """A published story has what readers need; one that was never public has no address."""
    if article.status == Status.PUBLISHED and not (
        article.live_revision_id and article.first_public_at
    ):
        yield "it is published, but readers were never given a revision"
    newest = max(article.its_versions, key=lambda one: (one.public_from, one.pk), default=None)
    is_live = article.status == Status.PUBLISHED
    if is_live and article.live_revision_id != (newest and newest.revision_id):
        yield "its live revision is not the newest of the versions that were public"
    kinds = [note.kind for note in article.its_corrections if note.issued_at]
    if article.corrected_as != corrections.gravest(kinds):
        yield "it is marked as corrected otherwise than its corrections say"
    if article.status == Status.DRAFT and (
        article.public_at or article.public_date or article.live_revision_id
    ):
        yield "it is a draft, but has a public time or an address"
    if article.status == Status.KILLED and not article.kill_reason:
        yield "it is killed without a reason"
    if (article.status == Status.BINNED) != (article.binned_at is not None):
        yield "it is in the bin without a time, or has one outside the bin"


def _promises(article, at):
    """What was promised for a time that has passed is done. Five minutes are the publisher's to do it in."""
    late = at - LATE
    if article.changes_at and article.changes_at < late:
        yield f"its changes were to go live at {article.changes_at:%Y-%m-%d %H:%M} UTC, and are not"
    if article.withdraw_at and article.withdraw_at < late and article.status == Status.PUBLISHED:
        yield f"it was to be withdrawn at {article.withdraw_at:%Y-%m-%d %H:%M} UTC, and is not"
    if article.embargo_until and article.public_at and article.public_at < article.embargo_until:
        yield "it is public before its embargo ends"


def _lists(article):
    """The rows that lists are read from are those that follow from the story."""
    listed = article.status == Status.PUBLISHED and article.section.is_public
    wanted = dict.fromkeys(sections_of(article), article.public_at) if listed else {}
    rows = {row.section_id: row.public_at for row in article.its_listings}
    if rows != wanted:
        yield f"it is listed in the sections {sorted(rows)}, not {sorted(wanted)}, or at another time"
    time = article.public_at if listed else None
    if any(row.public_at != time for row in article.its_tagged):
        yield "it stands in the lists of its tags as it should not"
    if any(row.public_at != wanted_at for row, wanted_at in _of_people(article, time)):
        yield "it stands in the lists of its people as it should not"


def _of_people(article, time):
    """Bylines of people with an entry, each with its place in that person's list: one a person."""
    seen = set()
    for row in sorted(article.its_bylines, key=lambda row: row.order):
        if row.author_id:
            yield row, None if row.author_id in seen else time
            seen.add(row.author_id)


def _of_tags():
    counted = Tag.objects.annotate(found=Count("tagged", filter=Q(tagged__public_at__isnull=False)))
    for tag in counted.order_by("pk").iterator(chunk_size=BATCH):
        if tag.listed != tag.found:
            yield f"tag “{tag.name}”: counted {tag.listed} published stories, there are {tag.found}"


def _of_the_search():
    """The index of the search holds the published stories, each at its time, and no others."""
    published = Article.objects.filter(status=Status.PUBLISHED)
    wanted = {
        engines.place(public_at.timestamp(), pk)
        for pk, public_at in published.values_list("pk", "public_at").iterator()
    }
    found, after = set(), engines.FIRST_PLACE
    while places := engines.places_after(after, BATCH):
        after = places[-1]
        found.update(places)
    yield from (
        f"story {engines.story_at(place)}: the search does not know it" for place in wanted - found
    )
    yield from (
        f"story {engines.story_at(place)}: the search knows it where it is not"
        for place in found - wanted
    )


def _of_redirects():
    """An old address leads somewhere at once: to no other old address, and so never in a circle."""
    rows = Redirect.objects.filter(site_id=settings.SITE_ID)
    for old in rows.filter(old_path=F("new_path")).values_list("old_path", flat=True):
        yield f"the old address {old} leads to itself"
    further = rows.filter(new_path__in=rows.values("old_path")).exclude(old_path=F("new_path"))
    for old, new in further.values_list("old_path", "new_path").iterator():
        yield f"the old address {old} leads to {new}, which is an old address itself"


def _of_originals():
    """Every picture has the file that was taken in, and every file a picture."""
    storage, known = storages["originals"], set()
    for image in Image.objects.only("file", "digest").order_by("pk").iterator(chunk_size=BATCH):
        known.add(image.file.name)
        try:
            with storage.open(image.file.name, "rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            yield f"picture {image.pk}: its file cannot be read: {error}"
            continue
        if image.digest and digest != image.digest:
            yield f"picture {image.pk}: its file is not the one that was taken in"
    for name in sorted(set(_names(storage, "", 1)) - known):
        yield f"the file {name} belongs to no picture"


def _of_renditions():
    """Sizes are kept in a folder for each picture; a folder without a picture is left over."""
    folders = {name for name in _names(default_storage, "", 0) if name.isdecimal()}
    there = {str(pk) for pk in Image.objects.values_list("pk", flat=True).iterator()}
    for name in sorted(folders - there):
        yield f"the folder {name} of sizes belongs to no picture"


def _names(storage, folder, kind):
    """The names of the folders (0) or files (1) in a folder of a storage; none where it is not there yet."""
    try:
        return storage.listdir(folder)[kind]
    except FileNotFoundError:
        return []
