"""The story form: a revision's snapshot (`articles.history`) as fields, and back. It never reads or writes the row."""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.validators import RegexValidator
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import allowed, body, history, library, permissions, tagging
from articles.models import Article, Author, Byline, Image, Picture, RelatedStory, Series, Tag
from articles.models.tag import fold
from newsroom.desk import Lookup, LookupMany
from sections.models import Section


def _field(name, model=Article):
    return model._meta.get_field(name)


class Text(forms.CharField):
    """Text whose limit is counted beside it and told when it is passed; a browser would cut what is pasted."""

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def widget_attrs(self, widget):
        return {"data-limit": self.max_length} if self.max_length else {}


class Line(Text):
    """One line, wrapped on the screen."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split("\n"))


class Body(ProseEditorFormField):
    """The text, in the editor that can make what readers may get and nothing else."""

    def __init__(self, **kwargs):
        config = {"extensions": body.EXTENSIONS | {"NoSpellCheck": False}}
        super().__init__(config=config, widget=AdminProseEditorWidget, **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class ASection(forms.ModelChoiceField):
    """A section, found by typing and told apart by what it stands below."""

    def __init__(self, **kwargs):
        super().__init__(Section.objects.with_places(), required=False, **kwargs)

    def label_from_instance(self, section):
        return section.place()


class Sections(ASection, forms.ModelMultipleChoiceField):
    """Some sections."""


class TagNames(Text):
    """Names of tags, one a line; the browser makes chips of them."""

    widget = forms.Textarea

    def clean(self, value):
        names = {}
        for line in filter(str.strip, super().clean(value).split("\n")):
            names.setdefault(fold(line), " ".join(line.split()))
        long = [name for name in names.values() if len(name) > tagging.NAME_LENGTH]
        if long:
            raise forms.ValidationError(
                [
                    f"A tag has at most {tagging.NAME_LENGTH} characters; “{name[:40]}…” has {len(name)}."
                    for name in long
                ]
            )
        return names


def _text(name, rows=None, widget=AdminTextInputWidget, field=Text, model=Article, **kwargs):
    model_field = _field(name, model)
    if rows:
        widget = forms.Textarea(attrs={"rows": rows})
    return field(
        label=kwargs.pop("label", None) or history.LABELS[name],
        required=False,
        max_length=model_field.max_length,
        help_text=kwargs.pop("help_text", model_field.help_text),
        widget=widget,
        **kwargs,
    )


class StoryForm(forms.Form):
    """The whole story except bylines, in the order of work."""

    headline = _text("headline", rows=1, field=Line)
    standfirst = _text("standfirst", rows=2)
    body = Body(label="Text", required=False, max_length=history.BODY_LENGTH)
    section = ASection(widget=Lookup(_field("section")))
    tags = TagNames(required=False, help_text="A name that is not there yet becomes a new tag.")
    lead_image = forms.ModelChoiceField(
        Image.objects, required=False, label="Lead picture", widget=Lookup(_field("image", Picture))
    )
    lead_alt = _text("alt", model=Picture, label="Alternative text")
    lead_credit = _text("credit", model=Image, label="Credit")
    lead_credit_was = forms.CharField(required=False, widget=forms.HiddenInput)
    lead_caption = _text("caption", model=Picture, label="Caption")
    lead_focus = forms.CharField(required=False, widget=forms.HiddenInput)
    kicker = _text("kicker")
    short_headline = _text("short_headline", rows=1, field=Line)
    kind = forms.ChoiceField(choices=Article.Kind.choices)
    further_sections = Sections(
        widget=LookupMany(_field("further_sections")),
        help_text="Where it is listed besides its own section.",
    )
    series = forms.ModelChoiceField(Series.objects, required=False, widget=Lookup(_field("series")))
    related = forms.ModelMultipleChoiceField(
        Article.objects.only("headline"),
        required=False,
        label="Related stories",
        widget=LookupMany(_field("to", RelatedStory)),
        help_text="Under the text, in this order.",
    )
    slug = _text("slug", help_text="The last word of the address. Empty: from the headline.")
    language = _text(
        "language",
        initial="en",
        validators=[
            RegexValidator(
                r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "A language tag is like en, ar or pt-BR."
            )
        ],
    )
    desk_notes = _text("desk_notes", rows=3)
    base_revision = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.user = user
        self.left_out = []  # names of tags that are not there and that this account may not make
        self.fields["related"].queryset = permissions.to_choose(user).only("headline")
        self.fields["lead_credit"].disabled = not library.may_describe(user)
        self.fields["tags"].widget.attrs |= {
            "rows": 3,
            "placeholder": "one a line",
            "data-tags": "new" if user.has_perm("articles.add_tag") else "known",
            "data-source": "app_label=articles&model_name=taggedarticle&field_name=tag",
            "data-url": self.fields["section"].widget.get_url(),
        }

    def clean_language(self):
        return self.cleaned_data["language"] or "en"

    def clean_tags(self):
        """Splits the names into tags that are there and names to make, which are left out where the account may not
        make tags. One query.
        """
        names = self.cleaned_data["tags"]
        self._known = dict(Tag.objects.filter(folded__in=names).values_list("folded", "pk"))
        new = [name for folded, name in names.items() if folded not in self._known]
        self.left_out = allowed.without_new_tags(self.user, new)
        return {folded: name for folded, name in names.items() if name not in self.left_out}

    def clean_lead_focus(self):
        """Two shares of width and height, or nothing: then the picture's own focal point counts."""
        try:
            x, y = map(float, self.cleaned_data["lead_focus"].split())
        except ValueError:
            return None
        return [x, y] if 0 <= x <= 1 and 0 <= y <= 1 else None

    def new_credit(self):
        """(the lead picture, what is to be printed beside it) where that was changed, else None."""
        data = self.cleaned_data
        if not data["lead_image"] or self.fields["lead_credit"].disabled:
            return None
        credit = data["lead_credit"]
        return None if credit == data["lead_credit_was"] else (data["lead_image"], credit)

    def chosen_lead_picture(self):
        """As a snapshot has it; words that are too long are left to the picture's own."""
        data = self.cleaned_data
        if not data["lead_image"]:
            return None
        return {
            "image": data["lead_image"].pk,
            "alt": data.get("lead_alt", ""),
            "caption": data.get("lead_caption", ""),
            "focus": data["lead_focus"],
        }

    def chosen_related(self):
        """In the order in which they were chosen."""
        chosen = {str(story.pk): story.pk for story in self.cleaned_data["related"]}
        return [chosen[text] for text in self["related"].value() or [] if text in chosen]

    def snapshot(self, bylines):
        """The form as a snapshot; new tags are made here."""
        data = self.cleaned_data
        return {name: data[name] for name in history.TEXTS} | {
            "section": data["section"].pk if data["section"] else None,
            "further_sections": [section.pk for section in data["further_sections"]],
            "tags": [
                self._known.get(folded) or tagging.tag_named(name).pk
                for folded, name in data["tags"].items()
            ],
            "bylines": bylines,
            "lead_picture": self.chosen_lead_picture(),
            "series": data["series"].pk if data["series"] else None,
            "related": self.chosen_related(),
        }


def initial_of(revision):
    """What the form shows of a revision. At most two queries."""
    return shown_of(revision.snapshot) | {"base_revision": revision.number}


def shown_of(snapshot):
    """The fields of the form as they show a snapshot. At most one query."""
    names = (
        dict(Tag.objects.filter(pk__in=snapshot["tags"]).values_list("pk", "name"))
        if snapshot["tags"]
        else {}
    )
    lead = snapshot["lead_picture"] or {}
    credit = Image.objects.filter(pk=lead["image"]).values_list("credit", flat=True) if lead else []
    printed = next(iter(credit), "")
    return snapshot | {
        "lead_image": lead.get("image"),
        "lead_alt": lead.get("alt", ""),
        "lead_credit": printed,
        "lead_credit_was": printed,
        "lead_caption": lead.get("caption", ""),
        "lead_focus": " ".join(f"{share:.3f}" for share in lead.get("focus") or []),
        "tags": "\n".join(names[pk] for pk in snapshot["tags"] if pk in names),
    }


class BylineForm(forms.Form):
    """One row under the headline: a person with an entry, or a name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    author = forms.ModelChoiceField(
        Author.objects, required=False, label="Person", widget=Lookup(_field("author", Byline))
    )
    name = forms.CharField(
        required=False, max_length=100, label="or a name", widget=AdminTextInputWidget
    )
    credit = forms.CharField(
        required=False,
        max_length=100,
        widget=AdminTextInputWidget(attrs={"placeholder": "in Hallin"}),
    )
    role = forms.ChoiceField(choices=Byline.Role.choices, initial=Byline.Role.WORDS)

    def clean(self):
        data = super().clean()
        if (
            data.get("credit")
            and not data.get("author")
            and not data.get("name")
            and not self.errors
        ):
            self.add_error("author", "Choose a person, or write a name.")
        return data


class BaseBylines(forms.BaseFormSet):
    """The people under a story, in order."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._look_people_up()

    def _look_people_up(self):
        """All names at once: a select that asks for its own would cost one query a row."""
        chosen = {str(form["author"].value()) for form in self.forms if form["author"].value()}
        ids = [pk for pk in chosen if pk.isascii() and pk.isdecimal() and len(pk) < 19]
        people = Author.objects.in_bulk([int(pk) for pk in ids]) if ids else {}
        for form in self.forms:
            widget = form.fields["author"].widget
            pk = str(form["author"].value() or "")
            person = people.get(int(pk)) if pk in ids else None
            widget.optgroups = _only(widget, person)

    def rows(self):
        """Bylines as a snapshot has them; rows with a mistake are left out."""
        whole = [form.cleaned_data for form in self.forms if form.is_valid()]
        kept = list(filter(_is_kept, whole))
        kept.sort(key=lambda row: len(self.forms) if row["ORDER"] is None else row["ORDER"])
        return [
            {
                "author": row["author"].pk if row["author"] else None,
                "name": "" if row["author"] else row["name"],
                "credit": row["credit"],
                "role": row["role"],
            }
            for row in kept
        ]


def _is_kept(row):
    return bool(row.get("author") or row.get("name")) and not row["DELETE"]


def _only(widget, person):
    """Options of a select that knows its one row already."""

    def optgroups(name, value, attr=None):
        options = [widget.create_option(name, "", "", False, 0)]
        if person:
            options.append(widget.create_option(name, person.pk, str(person), True, 1))
        return [(None, options, 0)]

    return optgroups


Bylines = forms.formset_factory(
    BylineForm,
    formset=BaseBylines,
    extra=1,
    can_order=True,
    can_delete=True,
    max_num=40,
    absolute_max=60,
)


def bylines_of(snapshot):
    """What the byline rows show: people by id, and the kept name of those whose entry is gone. At most one query."""
    ids = [row["author"] for row in snapshot["bylines"] if row["author"]]
    there = set(Author.objects.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    return [
        row | {"author": row["author"], "name": ""}
        if row["author"] in there
        else row | {"author": None}
        for row in snapshot["bylines"]
    ]
