"""What a revision holds, and how it becomes the row that readers see.

A snapshot is a dict of plain values (JSON):
    kicker, headline, short_headline, standfirst, body, kind, language, slug, desk_notes: text
    section: id or None                 further_sections: list of ids, ascending, without `section`
    tags: list of ids, in order         bylines: list of {"author": id or None, "name", "credit", "role": text}
    series: id or None                  related: list of ids of stories, in order
    lead_picture: None or {"image": id, "caption", "alt": text, "focus": [x, y] or None}
A slug of "" means: from the headline, when the story gets its address.
"""

from articles.models import Article, Author, Byline, Image, Picture, RelatedStory, Series, Tag
from articles.models.article import SLUG_LENGTH
from newsroom.slugs import slug_for
from sections.models import Section

from . import body
from .errors import Refused
from .tagging import set_tags

TEXTS = (
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    "body",
    "kind",
    "language",
    "slug",
    "desk_notes",
)
LABELS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "short_headline": "Short headline",
    "standfirst": "Standfirst",
    "body": "Text",
    "kind": "Kind",
    "language": "Language",
    "slug": "Slug",
    "section": "Section",
    "further_sections": "Further sections",
    "series": "Series",
    "tags": "Tags",
    "bylines": "Bylines",
    "lead_picture": "Lead picture",
    "related": "Related stories",
    "desk_notes": "Desk notes",
}
BODY_LENGTH = 2_000_000  # characters; 300,000 words


def empty():
    """The snapshot of a story that nobody has begun."""
    return dict.fromkeys(TEXTS, "") | {
        "kind": Article.Kind.NEWS.value,
        "language": "en",
        "section": None,
        "further_sections": [],
        "tags": [],
        "bylines": [],
        "series": None,
        "lead_picture": None,
        "related": [],
    }


def normalise(snapshot):
    """Returns the snapshot as `tidy` does. Raises Refused, naming every field that is too long or unknown."""
    whole = tidy(snapshot)
    reasons = [
        _too_long(name, whole[name])
        for name in TEXTS
        if _limit(name) and len(whole[name]) > _limit(name)
    ]
    if whole["kind"] not in Article.Kind.values:
        reasons.append(f"There is no kind of story called “{whole['kind']}”.")
    if reasons:
        raise Refused(*reasons)
    return whole


def tidy(snapshot):
    """Returns the snapshot whole and clean, too long or not: missing keys filled, text stripped, HTML by the
    allow-list.
    """
    whole = empty() | snapshot
    for name in TEXTS:
        whole[name] = body.clean(whole[name]) if name == "body" else body.plain(whole[name])
    if whole["slug"]:
        whole["slug"] = slug_for(whole["slug"], max_length=SLUG_LENGTH, fallback="story")
    whole["further_sections"] = sorted(set(whole["further_sections"]) - {whole["section"]})
    whole["tags"] = list(dict.fromkeys(whole["tags"]))
    whole["related"] = list(dict.fromkeys(whole["related"]))
    whole["lead_picture"] = _lead_picture(whole["lead_picture"])
    whole["bylines"] = _bylines(whole["bylines"])
    return whole


def _limit(name):
    return BODY_LENGTH if name == "body" else Article._meta.get_field(name).max_length


def _too_long(name, text):
    return f"{LABELS[name]}: {_limit(name)} characters at most; this has {len(text)}."


def _bylines(rows):
    """The name is kept beside the person's id, so that it stays when the person is deleted."""
    people = Author.objects.in_bulk([row["author"] for row in rows if row.get("author")])
    return [
        {
            "author": row.get("author"),
            "name": people[row["author"]].name
            if row.get("author") in people
            else body.plain(row.get("name", "")),
            "credit": body.plain(row.get("credit", ""))[:100],
            "role": row.get("role") or Byline.Role.WORDS.value,
        }
        for row in rows
    ]


def _lead_picture(given):
    if not given or not given.get("image"):
        return None
    return {
        "image": given["image"],
        "caption": body.plain(given.get("caption", ""))[:500],
        "alt": body.plain(given.get("alt", ""))[:300],
        "focus": given.get("focus"),
    }


def pictures_of(snapshot):
    """All pictures of a story in order, the lead picture first if there is one: dicts as in `lead_picture`."""
    lead = snapshot["lead_picture"]
    return ([lead] if lead else []) + body.pictures_in(snapshot["body"])


def missing(snapshot):
    """What a story lacks before readers may see it: a list of sentences, empty when nothing."""
    lacks = []
    if not snapshot["headline"]:
        lacks.append("It has no headline.")
    if not snapshot["section"]:
        lacks.append("It stands in no section.")
    if not snapshot["body"] and snapshot["kind"] != Article.Kind.BRIEF:
        lacks.append("It has no text; only a brief may go without.")
    return lacks + _missing_of_pictures(pictures_of(snapshot))


def _missing_of_pictures(pictures):
    images = Image.objects.in_bulk({picture["image"] for picture in pictures}) if pictures else {}
    lacks = []
    for picture in pictures:
        image = images.get(picture["image"])
        if image is None:
            lacks.append("A picture in it is no longer in the library; take it out of the text.")
            continue
        if not (picture["alt"] or image.alt):
            lacks.append(f"The picture “{image}” has no alternative text.")
        if not image.credit:
            lacks.append(f"The picture “{image}” has no credit; set it in the picture library.")
    return lacks


def follow(article, snapshot, shown=None):
    """Makes the row, its bylines, tags and further sections say what the snapshot says; the slug is left to
    `workflow`, which knows what an address may do. Sections, tags and people deleted since are left out.

    `shown`: the snapshot that all these say now, where they say one; what is the same in both is not written again.
    """
    fill(article, snapshot)
    if shown is None or _pictures_by_place(shown) != _pictures_by_place(snapshot):
        _set_pictures(article, snapshot)
    article.save()
    parts = {
        "further_sections": _set_further_sections,
        "tags": _set_tags,
        "bylines": _set_bylines,
        "related": _set_related,
    }
    for name, write in parts.items():
        if shown is None or shown.get(name) != snapshot[name]:
            write(article, snapshot)


def _pictures_by_place(snapshot):
    return bool(snapshot["lead_picture"]), pictures_of(snapshot)


def _set_further_sections(article, snapshot):
    article.further_sections.set(Section.objects.filter(pk__in=snapshot["further_sections"]))


def _set_tags(article, snapshot):
    tags = Tag.objects.in_bulk(snapshot["tags"])
    set_tags(article, [tags[pk] for pk in snapshot["tags"] if pk in tags])


def _set_pictures(article, snapshot):
    article.lead_picture = None
    article.pictures.all().delete()
    rows = Picture.objects.bulk_create(picture_rows(article, snapshot))
    article.lead_picture = lead_of(rows)


def _set_bylines(article, snapshot):
    article.bylines.all().delete()
    Byline.objects.bulk_create(byline_rows(article, snapshot))


def fill(article, snapshot):
    """The fields of the row itself, in memory; pictures and address left out."""
    for name in TEXTS:
        if name != "slug":
            setattr(article, name, snapshot[name])
    series = (
        Series.objects.filter(pk=snapshot["series"])
        if snapshot["series"]
        else Series.objects.none()
    )
    article.series = series.first()
    article.section = (
        Section.objects.select_related("parent").filter(pk=snapshot["section"]).first()
    )


def byline_rows(article, snapshot):
    """The bylines, not saved, with their people."""
    rows = snapshot["bylines"]
    people = Author.objects.in_bulk([row["author"] for row in rows if row["author"]])
    return [
        Byline(
            article=article,
            author=people.get(row["author"]),
            name=row["name"],
            credit=row["credit"],
            role=row["role"],
            order=order,
        )
        for order, row in enumerate(row for row in rows if row["author"] in people or row["name"])
    ]


def picture_rows(article, snapshot):
    """The pictures, not saved, with their images. The lead picture has order 0; the text's follow it from 1 on."""
    wanted = pictures_of(snapshot)
    images = Image.objects.in_bulk({picture["image"] for picture in wanted}) if wanted else {}
    first = 0 if snapshot["lead_picture"] else 1
    return [
        Picture(
            article=article,
            image=images[picture["image"]],
            order=order,
            caption=picture["caption"],
            alt=picture["alt"],
            focus_x=picture["focus"][0] if picture["focus"] else None,
            focus_y=picture["focus"][1] if picture["focus"] else None,
        )
        for order, picture in enumerate(wanted, first)
        if picture["image"] in images
    ]


def lead_of(pictures):
    return next((picture for picture in pictures if picture.order == 0), None)


def _set_related(article, snapshot):
    ids = snapshot["related"]
    known = set(
        Article.objects.filter(pk__in=ids).exclude(pk=article.pk).values_list("pk", flat=True)
    )
    article.related.all().delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(article=article, to_id=pk, order=order)
        for order, pk in enumerate(pk for pk in ids if pk in known)
    )


def differences(one, other):
    """The names of the fields in which two snapshots differ, in the order of the form."""
    one, other = empty() | one, empty() | other
    return [name for name in LABELS if one[name] != other[name]]
