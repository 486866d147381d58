"""Edits as an editor makes them by the acts, and as the desk makes them by the admin's own forms."""

from django.contrib.flatpages.models import FlatPage
from django.test import Client
from django.urls import reverse

from articles import corrections, workflow
from articles.models import Author, Correction, Image, Series, Tag
from sections import curation, tree
from sections.models import Placement, Section
from tests.factories import make_admin, make_draft
from tests.faults.forms import form_with


class Edits:
    """One random edit at a time. `vanished`: addresses that no reader's copy of any page may name any more."""

    def __init__(self, paper):
        self._paper, self._chance = paper, paper.chance
        self._client, self._number = Client(), 0
        self._client.force_login(make_admin())
        self.kinds = sorted(name for name in dir(self) if name.startswith("edit_"))
        self._waiting = []

    def make_one(self, at):
        """Makes the next edit, each kind as often as the others, and returns its name."""
        while True:
            if not self._waiting:
                self._waiting = self._chance.sample(self.kinds, len(self.kinds))
            name = self._waiting.pop()
            self._number += 1
            self._at, self.vanished = at, []
            if getattr(self, name)() is not False:
                return name.removeprefix("edit_")

    def _any(self, model):
        return self._chance.choice(list(model.objects.order_by("pk")) or [None])

    # What a story says

    def _update(self, **changes):
        story = self._paper.one("published")
        newest = story.newest_revision
        if newest.snapshot | changes == newest.snapshot:
            return False
        saved = workflow.save_revision(
            story, newest.snapshot | changes, base=newest.number, by=None, at=self._at
        )
        workflow.update(saved, by=None, at=self._at, weight="minor")
        return True

    def edit_text(self):
        return self._update(body=self._paper.text(f"Another text, the {self._number}th."))

    edit_text_again = edit_text

    def edit_headline(self):
        return self._update(headline=f"Another headline {self._number}")

    def edit_short_headline(self):
        return self._update(short_headline=f"Short {self._number}")

    def edit_standfirst(self):
        return self._update(standfirst=f"Another standfirst {self._number}.")

    def edit_kicker_and_kind(self):
        kind = self._chance.choice(["opinion", "analysis", "brief", "news"])
        return self._update(kicker=f"Kicker {self._number}", kind=kind)

    def edit_language(self):
        return self._update(language=self._chance.choice(["de", "ar", "en"]))

    def edit_slug(self):
        return self._update(slug=f"another-{self._number}")

    def edit_tags(self):
        ids = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
        return self._update(tags=self._chance.sample(ids, min(len(ids), 3)))

    def edit_section(self):
        return self._update(section=self._paper.section().pk)

    def edit_further_sections(self):
        return self._update(further_sections=[self._paper.section().pk])

    def edit_byline(self):
        return self._update(bylines=self._paper.bylines())

    def edit_series_of_story(self):
        return self._update(series=self._chance.choice(self._paper.series).pk)

    def edit_related(self):
        return self._update(related=self._paper.related())

    def edit_lead_picture(self):
        return self._update(lead_picture=self._chance.choice([self._paper.picture(), None]))

    # Whether readers see it

    def edit_new_story(self):
        parts = self._paper.parts()
        story = make_draft(f"New {self._number}", self._paper.section(), at=self._at, **parts)
        self._paper.stories.append(workflow.publish(story, by=None, at=self._at).pk)

    def edit_withdraw(self):
        story = self._paper.one("published")
        self.vanished = [story.get_absolute_url()]
        workflow.withdraw(story, by=None, at=self._at)

    def edit_kill(self):
        if self._chance.random() < 0.7:
            return False
        story = self._paper.one("published")
        self.vanished = [story.get_absolute_url()]
        workflow.kill(story, by=None, reason="It was invented.", at=self._at)
        return True

    def edit_publish_again(self):
        story = self._paper.one("withdrawn")
        return story is not None and workflow.publish(story, by=None, at=self._at)

    # What is owed to readers

    def edit_correct(self):
        kind = self._chance.choice(["clarification", "correction", "retraction"])
        note = f"It was the {self._number}th."
        story = self._paper.one("published")
        corrections.correct(story, by=None, kind=kind, note=note, at=self._at)

    def edit_correct_with_changes(self):
        story = self._paper.one("published")
        text = story.newest_revision.snapshot | {"body": f"<p>Corrected, {self._number}.</p>"}
        base = story.newest_revision.number
        story = workflow.save_revision(story, text, base=base, by=None, at=self._at)
        note = f"A figure was wrong, {self._number}."
        corrections.correct(story, by=None, kind="correction", note=note, at=self._at)

    def edit_amend(self):
        notes = Correction.objects.filter(article__status="published").order_by("pk")
        if not notes:
            return False
        note = self._chance.choice(list(notes))
        kind = self._chance.choice([note.kind, "apology"])
        words = f"Amended, the {self._number}th."
        corrections.amend(note, by=None, note=words, kind=kind, at=self._at)
        return True

    def edit_withhold(self):
        story = self._paper.one("published")
        version = story.versions.filter(withheld_at=None).last()
        if version is None or version.revision_id == story.live_revision_id:
            return False
        corrections.withhold(version, by=None, reason="It names a child.", at=self._at)
        return True

    # The front and the sections

    def edit_pin(self):
        curation.place(self._paper.one("published"), by=None, at=self._at)

    def edit_unpin(self):
        placement = Placement.objects.first()
        if placement is None:
            return False
        curation.take_off(placement, by=None)
        return True

    def _save_section(self, name, value):
        section = self._any(Section)
        setattr(section, name, value)
        tree.save(section)

    def edit_title_of_section(self):
        self._save_section("title", f"Section {self._number}")

    def edit_description_of_section(self):
        self._save_section("description", f"All of it, {self._number}.")

    def edit_four_eyes_of_section(self):
        self._save_section("four_eyes", bool(self._number % 2))

    def edit_visibility_of_section(self):
        if self._chance.random() < 0.7:
            return False
        section = Section.objects.filter(is_visible=False).first()
        section = section or self._paper.sections[-1]
        section = Section.objects.get(pk=section.pk)
        self.vanished = [section.get_absolute_url()] if section.is_visible else []
        section.is_visible = not section.is_visible
        tree.save(section)
        return True

    # What the admin's forms save

    def _in_admin(self, row, **changes):
        name = f"{row._meta.app_label}_{row._meta.model_name}"
        path = reverse(f"admin:{name}_change", args=[row.pk])
        # A box that is not ticked is no field of the form.
        field = next((key for key, text in changes.items() if text != "on"), "slug")
        form = form_with(self._client.get(path).content.decode(), field)
        taken_out = [key for key, text in changes.items() if text is None]
        sent = {}
        for key, text in form.filled(**changes):
            if key not in taken_out:
                sent.setdefault(key, []).append(text)
        answer = self._client.post(path, sent)
        if answer.status_code != 302 or answer["Location"].partition("?")[0] == path:
            raise AssertionError(f"{path} did not take {changes}")

    def edit_name_of_tag(self):
        self._in_admin(self._any(Tag), name=f"Topic {self._number}")

    def edit_slug_of_tag(self):
        self._in_admin(self._any(Tag), slug=f"topic-{self._number}")

    def edit_description_of_tag(self):
        self._in_admin(self._any(Tag), description=f"All about it, {self._number}.")

    def edit_visibility_of_tag(self):
        tag = self._any(Tag)
        self.vanished = [tag.get_absolute_url()] if tag.is_public else []
        self._in_admin(tag, is_public=None if tag.is_public else "on")

    def edit_leading_tag(self):
        self._in_admin(self._any(Tag), leads_until_0="2026-09-01", leads_until_1="12:00")

    def edit_name_of_person(self):
        self._in_admin(self._any(Author), name=f"Somebody {self._number}")

    def edit_bio_of_person(self):
        self._in_admin(self._any(Author), bio=f"Writes, {self._number}.")

    def edit_visibility_of_person(self):
        person = self._any(Author)
        self.vanished = [person.get_absolute_url()] if person.is_public else []
        self._in_admin(person, is_public=None if person.is_public else "on")

    def edit_credit_of_picture(self):
        self._in_admin(self._any(Image), credit=f"Photographer {self._number}")

    def edit_alt_of_picture(self):
        self._in_admin(self._any(Image), alt=f"A quay, {self._number}")

    def edit_title_of_picture(self):
        self._in_admin(self._any(Image), title=f"For the desk alone {self._number}")

    def edit_title_of_series(self):
        self._in_admin(self._any(Series), title=f"Series {self._number}")

    def edit_page(self):
        self._in_admin(self._any(FlatPage), title=f"About us, {self._number}")

    def edit_new_tag(self):
        self._make_in_admin(Tag)

    def edit_new_person(self):
        self._make_in_admin(Author)

    def _make_in_admin(self, model):
        path = reverse(f"admin:articles_{model._meta.model_name}_add")
        self._client.post(path, {"name": f"New name {self._number}", "is_public": "on"})

    def edit_delete_person(self):
        person = self._any(Author)
        if self._chance.random() < 0.7 or not person.is_public:
            return False
        self._client.post(
            reverse("admin:articles_author_delete", args=[person.pk]), {"post": "yes"}
        )
        self._paper.people = [one for one in self._paper.people if one.pk != person.pk]
        return True
