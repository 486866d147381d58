"""Makes stories of records, through the acts: new ones are made and published, changed ones brought up to date.

A story is found again by its ref. What was changed here is never written over: where the input changed as well, that
one story is refused, and its outcome says why.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles import body, history, tagging, workflow
from articles.errors import Refused, StaleSave
from articles.models import Article, Author, Revision
from newsroom import redirects
from newsroom.slugs import numbered, slug_for
from sections.models import Section
from sections.models.section import RESERVED

from .records import Record

NOTE = "Brought in by import_articles"  # by this, and by having no user, a revision is known as an import's
BATCH = 500  # stories looked up by one query

MADE, UPDATED, UNCHANGED, REFUSED = "made", "updated", "unchanged", "refused"

_EDITED = (
    "It was edited here since its last import, and the input has changed as well. "
    "Nothing was written over: compare the two and make the change in the admin."
)
_AT_ONCE = "Another process was writing the same story or section. Run the import again."
_SAME_WORDS = (
    "kicker",
    "standfirst",
    "body",
    "kind",
    "language",
    "slug",
)  # named alike in record and snapshot


@dataclass(frozen=True)
class Outcome:
    """What became of a record: one of the four words above; `reason` where it was refused."""

    record: Record
    result: str
    reason: str = ""


def receipt(outcomes):
    """The sum of all outcomes in one line."""
    results = [outcome.result for outcome in outcomes]
    return ", ".join(
        f"{results.count(result)} {result}" for result in (MADE, UPDATED, UNCHANGED, REFUSED)
    )


class Writer:
    """Writes the records of one import. Wants to be called inside a transaction; each story is whole or not there.

    at: the clock of the acts.
    save_section: makes a section that is missing (`sections.tree.save`, which stands above this floor).
    """

    def __init__(self, *, at, save_section):
        self._at = at
        self._sections = _Sections(save_section)
        self._people = _Known(_person_named)
        self._tags = _Known(tagging.tag_named)

    def write(self, records):
        """Returns an Outcome for each of the list of records, in order."""
        outcomes = []
        for start in range(0, len(records), BATCH):
            batch = records[start : start + BATCH]
            stories = _by_ref(batch)
            outcomes += [self._outcome(record, stories) for record in batch]
        return outcomes

    def _outcome(self, record, stories):
        try:
            with transaction.atomic():
                return Outcome(record, self._write(record, stories))
        except StaleSave:
            reason = _EDITED
        except Refused as refusal:
            reason = str(refusal)
        except ValidationError as error:
            reason = " ".join(error.messages)
        except IntegrityError:
            reason = _AT_ONCE
        for known in (self._sections, self._people, self._tags):
            known.forget()  # what was made for this story alone is gone with it
        return Outcome(record, REFUSED, reason)

    def _write(self, record, stories):
        if story := stories.get(record.ref):
            return self._bring_up_to_date(story, record, stories)
        stories[record.ref] = self._make(record)
        return MADE

    def _make(self, record):
        snapshot = history.empty() | self._said(record)
        if record.kind is None and not record.body:
            snapshot["kind"] = Article.Kind.BRIEF.value
        story = workflow.create(snapshot, by=None, at=self._at, note=NOTE, import_ref=record.ref)
        if record.public_at is None:
            return story
        return workflow.publish(story, by=None, at=self._at, publish_at=record.public_at, note=NOTE)

    def _bring_up_to_date(self, story, record, stories):
        newest, said = story.newest_revision, self._said(record)
        imported = _last_import(newest)
        if imported is not None and _adds_nothing(said, imported.snapshot):
            return UNCHANGED
        if _adds_nothing(said, newest.snapshot):
            return UNCHANGED
        if imported != newest:
            raise Refused(_EDITED)
        snapshot = newest.snapshot | said
        story = workflow.save_revision(
            story, snapshot, base=newest.number, by=None, at=self._at, note=NOTE
        )
        if story.newest_revision.base_id != newest.pk:  # an editor saved since it was looked up
            raise Refused(_EDITED)
        if story.status == Article.Status.PUBLISHED and story.was_public(self._at):
            story = workflow.update(story, by=None, at=self._at, note=NOTE)
        stories[record.ref] = story
        return UPDATED

    def _said(self, record):
        """The part of a snapshot that the record speaks of."""
        said = {
            name: getattr(record, name) for name in _SAME_WORDS if getattr(record, name) is not None
        }
        said["headline"] = record.headline
        said["section"] = self._sections.named(record.section).pk
        if record.further_sections is not None:
            said["further_sections"] = [
                self._sections.named(titles).pk for titles in record.further_sections
            ]
        if record.tags is not None:
            said["tags"] = [self._tags.named(name).pk for name in record.tags]
        if record.bylines is not None:
            said["bylines"] = [{"author": self._people.named(name).pk} for name in record.bylines]
        return said


def _by_ref(records):
    stories = Article.objects.filter(import_ref__in=[record.ref for record in records])
    return {story.import_ref: story for story in stories.select_related("newest_revision")}


def _adds_nothing(said, snapshot):
    return not history.differences(snapshot, history.normalise(snapshot | said))


def _last_import(newest):
    """The newest revision that an import made; None where there is none."""
    if _is_import(newest):
        return newest
    earlier = Revision.objects.filter(article=newest.article_id, saved_by=None, note=NOTE)
    return earlier.order_by("-number").first()


def _is_import(revision):
    return revision.saved_by_id is None and revision.note == NOTE


def _person_named(name):
    name = body.plain(name)
    return Author.objects.filter(name=name).order_by("pk").first() or Author.objects.create(
        name=name
    )


class _Known:
    """Things by name, each asked for once."""

    def __init__(self, find_or_make):
        self._find_or_make = find_or_make
        self.forget()

    def forget(self):
        self._by_name = {}

    def named(self, name):
        if name not in self._by_name:
            self._by_name[name] = self._find_or_make(name)
        return self._by_name[name]


class _Sections:
    """Sections by the titles that inputs give them; made where missing."""

    def __init__(self, save):
        self._save = save
        self.forget()

    def forget(self):
        self._all = None

    def named(self, titles):
        """The section of these titles from the top down. A single title names the highest section called so."""
        if self._all is None:
            self._all = sorted(
                Section.objects.all(), key=lambda section: (section.path.count("/"), section.pk)
            )
        section = None
        for title in titles:
            section = self._find(title, section, anywhere=len(titles) == 1) or self._make(
                title, section
            )
        return section

    def _find(self, title, parent, anywhere):
        parent_id = parent and parent.pk
        near = [section for section in self._all if anywhere or section.parent_id == parent_id]
        found = (section for section in near if section.title.casefold() == title.casefold())
        return next(found, None) or self._renamed(title, parent)

    def _renamed(self, title, parent):
        """The section that has the title's address, or had it: editors gave it another name since."""
        path = _path(title, parent)
        now = (redirects.destination(f"/{path}/") or "").strip("/")
        by_path = {section.path: section for section in self._all}
        return by_path.get(path) or by_path.get(now)

    def _make(self, title, parent):
        section = Section(title=title, parent=parent, slug=_path(title, parent).rpartition("/")[2])
        self._save(section)
        self._all.append(section)
        return section


def _path(title, parent):
    """Where a section of this title goes; numbered where the site itself has an address of that word."""
    length = Section._meta.get_field("slug").max_length
    word = slug_for(title, max_length=length, fallback="section")
    if parent:
        return f"{parent.path}/{word}"
    return numbered(word, 2, max_length=length) if word in RESERVED or word.isdigit() else word
