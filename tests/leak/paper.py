"""A paper that has every secret a newsroom keeps: public stories first, then all that is hidden, in every state."""

from datetime import timedelta
from functools import partial
from io import BytesIO

from django.apps import apps
from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from PIL import Image as Pixels

from articles import corrections, history, library, preview, tagging, workflow
from articles.listing import relist
from articles.models import (
    Article,
    Author,
    Autosave,
    Correction,
    Image,
    OutboxItem,
    Presence,
    Series,
    Setback,
    Version,
)
from newsroom.models import User
from sections import curation, tree
from sections.models import Placement, Section
from tests import factories
from tests.factories import NOON

from .words import FIRST_HIDDEN_ID, Words, secrets_in

APPS = ("articles", "sections", "newsroom")
LATELY = NOON - timedelta(
    minutes=1
)  # newer than every public story, so that what leaks leads its list
LONELY_DAY = NOON - timedelta(days=29)  # 11 February: nothing else came out in that month
MOMENT = timedelta(microseconds=1)
PAGE_AND_MORE = 33  # stories; a list has a second page

# Text fields that hold no text of the desk's.
NO_TEXT = {
    "articles.Article.language": "a language tag",
    "articles.Article.corrected_as": "a word of the program's",
    "articles.ArticleLog.act": "a word of the program's",
    "articles.ArticleLog.status_before": "a word of the program's",
    "articles.ArticleLog.status_after": "a word of the program's",
    "articles.ArticleLog.who": "a user name, as User.username has it",
    "articles.ArticleLog.digest": "a digest",
    "articles.Autosave.window": "a number of the browser's",
    "articles.Presence.window": "a number of the browser's",
    "articles.Image.digest": "a hash",
    "articles.PreviewLink.digest": "a hash",
    "articles.OutboxItem.event": "a word of the program's",
    "articles.Heartbeat.name": "a word of the program's",
    "newsroom.Purge.keys": "keys of pages, names of ours with numbers",
    "newsroom.Purge.gone": "keys of pages, names of ours with numbers",
    "newsroom.User.password": "a hash",
    "newsroom.User.time_zone": "the name of a zone",
}
NO_TEXT_IN_SNAPSHOT = ("kind", "language", "role")
MAY_BE_EMPTY_IN_SNAPSHOT = ("author", "focus")

# Fields of public things that are for the desk alone.
DESK_ONLY = (
    "desk_notes",
    "import_ref",
    "note",
    "kill_reason",
    "Image.title",
    "Image.rights",
    "Image.key",
)
DESKS_SIDE = "desk’s side of a public story"


# States: what was done to a story that holds a word in every field ---------------------------------------------------


def _leave(paper, story):
    pass


def _only_status(status):
    """The act that leads there is forgetful: times, address and places in lists stay behind; the status alone hides."""

    def put(paper, story):
        workflow.publish(story, by=paper.editor, at=LATELY)
        Article.objects.filter(pk=story.pk).update(status=status)

    return put


def _bin(paper, story):
    Article.objects.filter(pk=story.pk).update(status=Article.Status.BINNED)


def _schedule(time):
    def put(paper, story):
        workflow.publish(story, by=paper.editor, at=LATELY, publish_at=time)

    return put


def _withdraw(time):
    def put(paper, story):
        paper.publish_twice(story, time)
        workflow.withdraw(story, by=paper.editor, at=LATELY)

    return put


def _withdraw_before_its_time(paper, story):
    _schedule(NOON + timedelta(hours=2))(paper, story)
    workflow.withdraw(story, by=paper.editor, at=NOON)


def _kill(paper, story):
    paper.publish_twice(story, LATELY)
    workflow.kill(
        story, by=paper.editor, at=NOON, reason=paper.reason_of(story), note=paper.note_of(story)
    )


def _kill_unseen(paper, story):
    workflow.kill(
        story, by=paper.editor, at=NOON, reason=paper.reason_of(story), note=paper.note_of(story)
    )


def _publish_in(section):
    def put(paper, story):
        paper.move(story, section(paper))
        workflow.publish(story, by=paper.editor, at=LATELY)

    return put


def _publish_and_hide(paper, story):
    paper.publish_twice(story, LATELY, _new_section(paper, "section hidden later"))
    section = Section.objects.get(pk=story.section_id)
    section.is_visible = False
    tree.save(section)


def _publish_move_and_hide(paper, story):
    paper.publish_twice(story, LATELY, _new_section(paper, "section moved and hidden"))
    section = Section.objects.get(pk=story.section_id)
    paper.old_addresses.append(section.get_absolute_url())
    section.slug, section.is_visible = (
        paper.canary("section moved and hidden", "Section.new slug"),
        False,
    )
    tree.save(section)


def _kill_in_hidden_section(paper, story):
    _publish_in(lambda paper: paper.hidden_section)(paper, story)
    workflow.kill(story, by=paper.editor, at=NOON, reason=paper.reason_of(story))


def _new_section(paper, state):
    """A section that readers see now; its words are secret as soon as it is hidden."""
    return paper.section(partial(paper.canary, state))


STATES = {
    "draft": _leave,
    "draft again": _only_status(Article.Status.DRAFT),
    "in review": _only_status(Article.Status.IN_REVIEW),
    "sent back": _only_status(Article.Status.SENT_BACK),
    "approved": _only_status(Article.Status.APPROVED),
    "binned": _bin,
    "binned after it was public": _only_status(Article.Status.BINNED),
    "scheduled": _schedule(NOON + timedelta(hours=1)),
    "scheduled for the next moment": _schedule(NOON + MOMENT),
    "scheduled for next year": _schedule(NOON + timedelta(days=300)),
    "withdrawn": _withdraw(LATELY),
    "withdrawn, alone on its day": _withdraw(LONELY_DAY),
    "withdrawn before its time": _withdraw_before_its_time,
    "killed": _kill,
    "killed before it was public": _kill_unseen,
    "killed in a hidden section": _kill_in_hidden_section,
    "in a hidden section": _publish_in(lambda paper: paper.hidden_section),
    "below a hidden section": _publish_in(lambda paper: paper.hidden_subsection),
    "in a section hidden later": _publish_and_hide,
    "in a section moved and hidden": _publish_move_and_hide,
}

WITHOUT_LEAD_PICTURE = (
    "in review",
    "scheduled",
    "withdrawn",
)  # links to them would show a drawn card


# The paper -----------------------------------------------------------------------------------------------------------


class Paper:
    """`control(field)` is the word that a field of the control story has, `canary(state, field)` that of a hidden one.

    `hidden`: {state: story}.    `slugs`: {state: all slugs that the story has, had or wants}.
    `old_addresses`: those that led to something hidden.    `gone`: the one killed story whose reason readers get.
    `guest_address`: the preview of the control story by a link.    `ended_links`: those to hidden stories that ended.
    """

    def __init__(self):
        self.canary, self._control = Words("canary"), Words("control")
        self.hidden, self.slugs, self.old_addresses, self.old_renditions = {}, {}, [], []
        self.ended_links = []
        self.gone = None

    def control(self, field, of="control"):
        return self._control(of, field)

    def state_of(self, word):
        """The state in which a word stands, or None."""
        found = self.canary.meaning(word)
        return found and found[0]

    def meaning(self, word):
        """What a word or an id stands for, in words."""
        found = self.canary.meaning(word) or self._control.meaning(word)
        return f"“{found[1]}” of “{found[0]}”" if found else f"“{word}”"

    # What readers see

    def print_public(self):
        """The public half. The control story stands in a subsection, newest after the one that leads the front."""
        _count_ids_from(1001)
        self.world = self.section(partial(self._control, "world"))
        self.europe = self.section(partial(self._control, "europe"), parent=self.world)
        self.elsewhere = factories.make_section("Elsewhere")
        self.tag = self._tag(self._say)
        self.author = self._author(self._say)
        self._page("/about/", self.control("about"))
        self.newcomer = factories.make_author("A newcomer without a story")
        self.series = self._series(self._say)
        self.picture = self._picture_with_file()
        self.lead = factories.make_story(
            self.control("headline", "lead"),
            self.elsewhere,
            NOON - timedelta(hours=1),
            tags=["Another tag"],
        )
        curation.place(self.lead, by=None, at=NOON - timedelta(hours=1))
        self._more_stories()
        self.story = self._control_story()
        self.replaced = self._replaced_version()
        self.guest_address = self.share(self.story, LATELY)
        self.changed = self._changed_story()
        return self

    def share(self, story, at, ends_at=None):
        """The address under which a guest reads the story's preview."""
        _link, token = preview.share(story, by=None, at=at, ends_at=ends_at)
        return f"/preview/{token}/"

    def _say(self, field):
        """The words of the control story; what is the desk's alone is a secret there too."""
        return self.canary(DESKS_SIDE, field) if field in DESK_ONLY else self.control(field)

    def _more_stories(self):
        """Enough for a second page of each list, all in the control story's section, tag, series and by its author."""
        self.others = [
            factories.make_story(
                f"Another story, number {number}",
                self.europe,
                NOON - timedelta(hours=1 + number),
                tags=[self.tag.name],
                series=self.series.pk,
                bylines=[{"author": self.author.pk}],
            )
            for number in range(1, PAGE_AND_MORE)
        ]

    def _control_story(self):
        snapshot = self._whole(self._say, picture=self.picture) | {
            "tags": [self.tag.pk],
            "series": self.series.pk,
            "related": [self.lead.pk],
        }
        story = workflow.create(
            snapshot,
            by=None,
            at=NOON - timedelta(minutes=10),
            note=self._say("note"),
            import_ref=self._say("import_ref"),
        )
        return workflow.publish(story, by=None, at=NOON - timedelta(minutes=10))

    def _replaced_version(self):
        """A story of which readers once saw another text, at another address."""
        before = self._whole(partial(self.canary, "replaced version"))
        story = workflow.create(before, by=None, at=NOON - timedelta(hours=40))
        story = workflow.publish(story, by=None, at=NOON - timedelta(hours=40))
        self.replaced_address = story.get_absolute_url()
        after = {
            "headline": "The corrected story",
            "body": "<p>As it should have been from the first.</p>",
            "section": self.elsewhere.pk,
            "slug": "corrected",
        }
        workflow.save_revision(story, after, base=1, by=None, at=NOON - timedelta(hours=39))
        story = workflow.update(story, by=None, at=NOON - timedelta(hours=39))
        corrections.withhold(
            story.versions.last(),
            by=None,
            reason=self.canary("replaced version", "withheld_reason"),
            at=NOON - timedelta(hours=39),
        )
        return story

    def _changed_story(self):
        """A story whose first text is public too, in its history; between the two something was saved that no reader
        ever got.
        """
        first, then = (NOON - timedelta(hours=hours) for hours in (50, 49))
        before = f"<p>{self.control('body', of='earlier version')}</p>"
        story = factories.make_draft("The changed story", self.europe, at=first, body=before)
        story = workflow.publish(story, by=None, at=first)
        between = self._whole(partial(self.canary, "saved between two versions"))
        workflow.save_revision(story, between, base=1, by=None, at=then)
        workflow.save_revision(
            story,
            story.newest_revision.snapshot | {"body": "<p>Other.</p>"},
            base=2,
            by=None,
            at=then,
        )
        note = self.control("Correction.note")
        return corrections.correct(story, by=None, kind="correction", note=note, at=then).article

    # What they do not

    def hide_secrets(self):
        """The hidden half: stories in every state, and secrets upon the public ones."""
        _count_ids_from(FIRST_HIDDEN_ID)
        self.editor = self._login()
        self.hidden_section = self.section(partial(self.canary, "hidden section"), is_visible=False)
        self.hidden_subsection = self.section(
            partial(self.canary, "below a hidden section"), parent=self.hidden_section
        )
        self.private_tag = self._tag(partial(self.canary, "private tag"), is_public=False)
        self.leading_tag = self._tag(
            partial(self.canary, "leading tag of hidden stories"),
            leads_until=NOON + timedelta(days=1),
        )
        self.hidden_author = self._author(
            partial(self.canary, "hidden author"), is_public=False, user=self.editor
        )
        self.members_page = self._page(
            f"/about/{self.canary('page for members', 'url')}/",
            self.canary("page for members", "text"),
            registration_required=True,
        )
        for state, put in STATES.items():
            self._hide(state, put)
        self.gone = self.hidden["killed"]
        slug = self.canary("killed", "slug")
        self.old_address_of_gone = next(
            address for address in self.old_addresses if slug in address
        )
        self.old_addresses.remove(self.old_address_of_gone)
        self._place_on_front()
        self._work_on(self.others[0], "working copy of a live story")
        self._work_on(self.others[1], "older save of a live story", then_back=True)
        self._burden(self.story)
        self._propose_correction(self.others[2])
        _count_ids_from(FIRST_HIDDEN_ID + 900)
        return self

    def _hide(self, state, put):
        say = partial(self.canary, state)
        snapshot = self._whole(say)
        snapshot |= {
            "bylines": [
                *snapshot["bylines"],
                {"author": self.newcomer.pk, "credit": say("Byline.credit")},
            ],
            "tags": [self._tag(say).pk, self.tag.pk, self.leading_tag.pk],
            "series": (self._series(say) if state == "draft" else self.series).pk,
            "related": [self.story.pk],
        }
        if state in WITHOUT_LEAD_PICTURE:
            snapshot["lead_picture"] = None
        story = workflow.create(
            snapshot, by=self.editor, at=LATELY, note=say("note"), import_ref=say("import_ref")
        )
        self.hidden[state] = story
        self.slugs[state] = {say("slug")}
        self.ended_links += [self.share(story, LATELY), self.share(story, LATELY, NOON)]
        preview.revoke(story.preview_links.last(), by=self.editor, at=LATELY)
        open_until_now = self.share(story, LATELY)
        put(self, story)
        story.refresh_from_db()
        if not preview.open_links(story, NOON):
            self.ended_links.append(open_until_now)
        story.refresh_from_db()
        story.kill_reason = say("kill_reason")
        story.corrected_as = Correction.Kind.APOLOGY
        story.save()
        self._correct(story, say)
        self._work_at_desk(story, say)

    def reason_of(self, story):
        return self.canary(self._state_of(story), "kill_reason")

    def note_of(self, story):
        return self.canary(self._state_of(story), "note")

    def _state_of(self, story):
        return next(state for state, found in self.hidden.items() if found.pk == story.pk)

    def move(self, story, section):
        """Moves a draft to another section."""
        story.refresh_from_db()
        snapshot = story.newest_revision.snapshot | {"section": section.pk}
        workflow.save_revision(
            story, snapshot, base=story.newest_revision.number, by=self.editor, at=LATELY
        )

    def publish_twice(self, story, time, section=None):
        """Makes a story public, then gives it another slug: its first address leads to the second."""
        if section:
            self.move(story, section)
        workflow.publish(story, by=self.editor, at=time)
        story.refresh_from_db()
        self.old_addresses.append(story.get_absolute_url())
        self.old_renditions += _renditions(story)
        slug = self.canary(self._state_of(story), "second slug")
        self.slugs[self._state_of(story)].add(slug)
        snapshot = story.newest_revision.snapshot | {"slug": slug}
        workflow.save_revision(
            story, snapshot, base=story.newest_revision.number, by=self.editor, at=time
        )
        workflow.update(story, by=self.editor, at=time)
        story.refresh_from_db()

    def _place_on_front(self):
        """Each hidden story is the newest that an editor put on the front."""
        Placement.objects.bulk_create(
            Placement(article=story, placed_at=NOON, placed_by=self.editor)
            for story in self.hidden.values()
        )

    def _work_on(self, story, state, then_back=False):
        before = story.newest_revision.snapshot
        say = partial(self.canary, state)
        workflow.save_revision(
            story, self._whole(say), base=1, by=self.editor, at=LATELY, note=say("note")
        )
        if then_back:
            workflow.save_revision(story, before, base=2, by=self.editor, at=LATELY)

    def _burden(self, story):
        """Puts on a public story what its row may have and readers must not see."""
        snapshot = story.newest_revision.snapshot
        history.follow(
            story,
            snapshot
            | {
                "further_sections": [*snapshot["further_sections"], self.hidden_section.pk],
                "tags": [*snapshot["tags"], self.private_tag.pk],
                "related": [*snapshot["related"], *(hidden.pk for hidden in self.hidden.values())],
                "bylines": [
                    *snapshot["bylines"],
                    {
                        "author": self.hidden_author.pk,
                        "name": self.hidden_author.name,
                        "credit": self.canary("hidden author", "Byline.credit"),
                        "role": "words",
                    },
                ],
            },
        )
        relist(story)

    def _work_at_desk(self, story, say):
        """What the desk keeps beside a story while it is worked on, and what others shall be told of it."""
        here = {"article": story, "user": self.editor, "window": story.pk}
        Autosave.objects.create(
            fields=[["headline", say("Autosave.fields")]], saved_at=LATELY, **here
        )
        Presence.objects.create(opened_at=LATELY, seen_at=LATELY, **here)
        Setback.objects.create(
            article=story, act="update", promised_at=LATELY, last_error=say("Setback.last_error")
        )
        OutboxItem.objects.create(
            event="story.published",
            article=story,
            payload={"headline": say("OutboxItem.payload")},
            made_at=LATELY,
            last_error=say("OutboxItem.last_error"),
        )

    def _correct(self, story, say):
        """The newest note of all, and a version withheld: as if the story were public."""
        note = {"kind": Correction.Kind.APOLOGY, "note": say("Correction.note")}
        Correction.objects.create(
            article=story, proposed_at=LATELY, issued_at=NOON, issued_by=self.editor, **note
        )
        Version.objects.create(
            article=story,
            revision=story.newest_revision,
            public_from=LATELY,
            withheld_at=LATELY,
            withheld_by=self.editor,
            withheld_reason=say("Version.withheld_reason"),
        )

    def _propose_correction(self, story):
        """Two that readers of a public story do not see: one that waits, one that was declined."""
        for field in ("note", "declined note"):
            note = self.canary("proposed correction", field)
            found = corrections.propose(story, by=None, kind="apology", note=note, at=LATELY)
        reason = self.canary("proposed correction", "reason")
        corrections.decline(found, by=None, note=reason, at=LATELY)

    # Things with a word in each field

    def _whole(self, say, picture=None):
        """A snapshot with a word in every text."""
        picture = picture or self._image(say)
        texts = {name: say(name) for name in history.TEXTS if name not in NO_TEXT_IN_SNAPSHOT}
        return texts | {
            "kind": Article.Kind.NEWS.value,
            "language": "en",
            "body": f"<p>{say('body')} in the text.</p>"
            f'<figure class="picture" data-image="{picture.pk}" data-alt="{say("body’s alt")}">'
            f"<figcaption>{say('body’s caption')}</figcaption></figure>",
            "section": self.europe.pk,
            "further_sections": [self.elsewhere.pk],
            "tags": [self.tag.pk],
            "bylines": [
                {"author": None, "name": say("Byline.name"), "credit": say("Byline.credit")},
                {"author": self.author.pk, "credit": say("Byline.credit of an author")},
            ],
            "series": self.series.pk,
            "lead_picture": {
                "image": picture.pk,
                "caption": say("Picture.caption"),
                "alt": say("Picture.alt"),
                "focus": None,
            },
            "related": [self.lead.pk],
        }

    def section(self, say, parent=None, **fields):
        return tree.save(
            Section(
                title=say("Section.title"),
                slug=say("Section.slug"),
                description=say("Section.description"),
                parent=parent,
                **fields,
            )
        )

    def _tag(self, say, **fields):
        tag = tagging.tag_named(say("Tag.name"))
        for name, value in {
            "slug": say("Tag.slug"),
            "description": say("Tag.description"),
            **fields,
        }.items():
            setattr(tag, name, value)
        tag.save()
        return tag

    def _author(self, say, **fields):
        words = {name: say(f"Author.{name}") for name in ("name", "slug", "title", "beat", "bio")}
        return Author.objects.create(**words, email=f"{say('Author.email')}@news.example", **fields)

    def _page(self, url, words, **fields):
        """A page of the paper's own, in place of the one that `migrate` put there."""
        given = fields | {"title": words, "content": f"<p>{words}</p>"}
        page, _ = FlatPage.objects.update_or_create(url=url, defaults=given)
        page.sites.set([settings.SITE_ID])
        return page

    def _series(self, say):
        return Series.objects.create(
            title=say("Series.title"), introduction=say("Series.introduction")
        )

    def _image(self, say):
        words = ("title", "alt", "caption", "credit", "rights", "key")
        return Image.objects.create(
            file=f"{say('Image.file')}.jpg",
            width=640,
            height=480,
            uploaded_at=LATELY,
            **{name: say(f"Image.{name}") for name in words},
        )

    def _picture_with_file(self):
        """A picture as it comes from a camera, with words inside the file."""
        secret = partial(self.canary, DESKS_SIDE)
        exif = Pixels.Exif()
        exif[0x013B], exif[0x010E] = (
            secret("the artist in the file"),
            secret("the description in the file"),
        )
        out = BytesIO()
        Pixels.new("RGB", (320, 240), "teal").save(
            out, "JPEG", exif=exif, comment=secret("the comment in the file")
        )
        return library.add_image(
            SimpleUploadedFile(f"{secret('Image.file')}.jpg", out.getvalue()),
            by=None,
            at=NOON,
            **{
                name: self._say(f"Image.{name}")
                for name in ("title", "alt", "caption", "credit", "rights")
            },
        )

    def _login(self):
        say = partial(self.canary, "login")
        return User.objects.create(
            username=say("username"),
            first_name=say("first name"),
            last_name=say("last name"),
            email=f"{say('email')}@news.example",
            is_staff=True,
            is_superuser=True,
        )


def _renditions(story):
    """The addresses under which readers got the pictures of a story."""
    return [
        picture.image.rendition_url("whole", 320, "jpg", picture.focus)
        for picture in story.pictures.select_related("image")
    ]


def _count_ids_from(number):
    """The next row of each of our tables gets this id."""
    with connection.cursor() as cursor:
        for model in _models():
            if model._meta.pk.name != "id":
                continue
            table = model._meta.db_table
            if connection.vendor == "postgresql":
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, number]
                )
            else:
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number - 1]
                )


def _models():
    return [model for name in APPS for model in apps.get_app_config(name).get_models()]


# Is there a word in every field? -------------------------------------------------------------------------------------


def uncovered(paper):
    """Sentences that name each text field without a word: of stories and what hangs on them in every state, of all
    else in one state at least.
    """
    sentences = []
    for model in _models():
        for field in _text_fields(model):
            states = _states_in(paper, model, field.attname)
            wanted = set(STATES) if _belongs_to_story(model) else states or {"any state"}
            sentences += [
                f"{model._meta.label}.{field.name} holds no canary word in state “{state}”. Give it one in "
                "tests/leak/paper.py, or name it in NO_TEXT there with the reason."
                for state in sorted(wanted - states)
            ]
    return sentences + _uncovered_in_snapshots(paper)


def _text_fields(model):
    kinds = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, kinds)
        and not field.choices
        and f"{model._meta.label}.{field.name}" not in NO_TEXT
    ]


def _belongs_to_story(model):
    return model is Article or any(
        field.related_model is Article for field in model._meta.concrete_fields
    )


def _states_in(paper, model, name):
    """The states whose words stand in this field of any row."""
    values = model.objects.values_list(name, flat=True)
    meanings = [paper.canary.meaning(word) for value in values for word in secrets_in(str(value))]
    return {meaning[0] for meaning in meanings if meaning}


def _uncovered_in_snapshots(paper):
    return [
        f"“{path}” of the newest revision holds no canary word in state “{state}”. Give it one in Paper._whole "
        "(tests/leak/paper.py)."
        for state, story in paper.hidden.items()
        for path in _bare(Article.objects.get(pk=story.pk).newest_revision.snapshot)
        if path != "lead_picture" or state not in WITHOUT_LEAD_PICTURE
    ]


def _bare(snapshot):
    """The paths of texts that have no word anywhere, and of what is empty."""
    held = {}
    for path, value in _leaves(snapshot):
        held[path] = held.get(path, False) or bool(
            secrets_in(value) if isinstance(value, str) else value
        )
    return [path for path, holds in held.items() if not holds]


def _leaves(value, path=""):
    name = path.rpartition(".")[2]
    if name in NO_TEXT_IN_SNAPSHOT or (value is None and name in MAY_BE_EMPTY_IN_SNAPSHOT):
        return
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _leaves(part, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list) and value:
        for part in value:
            yield from _leaves(part, path)
    else:
        yield path, value
