"""Makes the demonstration's paper in an empty database, through the acts that editors use.

What is there already is left as it is, so that it can be run again at any time. Stories are found
again by `import_ref`, which is "demo:" and the story's slug. Pictures are drawn for what is made.
"""

from collections import Counter
from datetime import timedelta

from django.conf import settings
from django.contrib.flatpages.models import FlatPage
from django.db import transaction
from django.utils import timezone

from articles import corrections, library, review, tagging, workflow
from articles.images.uploads import Prepared
from articles.models import Article, Author, Series, Tag
from articles.models.tag import fold
from sections import curation, tree
from sections.models import Section

from . import illustrations, logins, paper

MARK = "demo:"
LEADING_DAYS = 14  # for how long the tag marked `leads` stands first in sidebars
PERSON_FIELDS = ("name", "title", "beat", "bio", "email")
ILLUSTRATORS = ("yuki-arden", "rashid-om")  # the second draws the first


class NotOurs(Exception):
    """The database holds a paper that the demonstration did not make."""


def check_ours():
    """Raises NotOurs where a story stands that neither the demonstration nor its logins made."""
    theirs = Article.objects.filter(created_by__email__in=logins.EMAILS.values())
    foreign = Article.objects.exclude(import_ref__startswith=MARK).exclude(pk__in=theirs)
    if number := foreign.count():
        raise NotOurs(
            f"This database holds stories that the demonstration did not make ({number}); nothing "
            "was changed. Set DATABASE_URL to an empty database, or unset it."
        )


def build(at=None):
    """Makes what is missing of the paper as it stands at `at`: now if not given, to the minute.

    Returns a Counter with what was made and, under "found", the number of stories that were there.
    Raises NotOurs, ValueError (content that is no TOML), Refused, ValidationError.
    """
    at = (at or timezone.now()).replace(second=0, microsecond=0)
    check_ours()
    rows, stored = paper.read(), []
    try:
        with illustrations.pool() as artists, transaction.atomic():
            return _build(rows, at, Drawings(artists, stored, at))
    except BaseException:
        for image in stored:  # their rows are gone with the transaction
            image.file.storage.delete(image.file.name)
        raise


class Drawings:
    """Pictures in the making: all are asked for first and taken into the library one by one, so that
    drawing and storing go on side by side. What went into the library is added to `stored`.
    """

    def __init__(self, artists, stored, at):
        self.artists, self.stored, self.at, self.coming = artists, stored, at, {}

    def ask(self, name, *work):
        self.coming[name] = self.artists.submit(*work)

    def take(self, name, title, *, alt, caption="", credit):
        """Returns the Image. `name` as it was asked for."""
        drawn = self.coming.pop(name).result()
        picture = Prepared(
            drawn.content, "JPEG", drawn.width, drawn.height, caption, credit, alt, ""
        )
        image = library.add_drawn(picture, title=title, focus=drawn.focus, at=self.at)
        self.stored.append(image)
        return image


def _build(rows, at, drawings):
    made = Counter()
    there = set(
        Article.objects.filter(import_ref__startswith=MARK).values_list("import_ref", flat=True)
    )
    missing = [story for story in rows["story"] if MARK + story["slug"] not in there]
    made["found"] = len(rows["story"]) - len(missing)
    _ask_for_pictures(missing, rows, drawings)
    sections = _sections(rows["section"], made)
    people = _people(rows["person"], drawings, made)
    _tags(rows["tag"], at, made)
    _pages(rows["page"], first=not there)
    named = {"sections": sections, "people": people, "series": _series(rows["series"])}
    names = {name for story in missing for name in story["tags"]}
    named["tags"] = {name: tagging.tag_named(name).pk for name in sorted(names)}
    _stories(missing, rows, named, drawings, at)
    made["stories"] = len(missing)
    made["pictures"] = len(drawings.stored)
    for front in rows["front"]:
        if MARK + front["lead"] not in there:
            lead = Article.objects.get(import_ref=MARK + front["lead"])
            curation.place(lead, by=None, at=at, until=at + timedelta(days=front["days"]))
    return +made


def _ask_for_pictures(missing, rows, drawings):
    """In the order in which they are taken."""
    there = set(Author.objects.values_list("slug", flat=True))
    for row in rows["person"]:
        if row["slug"] not in there:
            drawings.ask(row["slug"], illustrations.draw_portrait, row["slug"])
    for story in _oldest_first(missing):
        if story["picture"]:
            scene = illustrations.scene_of(story)
            drawings.ask(story["slug"], illustrations.draw, scene, story["slug"])
        for row in _inside(story, rows["picture"]):
            drawings.ask(row["scene"], illustrations.draw, row["scene"], row["scene"])


def _oldest_first(stories):
    return sorted(stories, key=lambda story: -story["days_ago"])


def _inside(story, pictures):
    return [row for row in pictures if row["story"] == story["slug"]]


def _sections(rows, made):
    """By path. A section stands in the files behind the one it belongs to."""
    found = {section.path: section for section in Section.objects.all()}
    for order, row in enumerate(rows):
        if row["path"] in found:
            continue
        above, _, slug = row["path"].rpartition("/")
        found[row["path"]] = tree.save(
            Section(
                parent=found[above] if above else None,
                slug=slug,
                title=row["title"],
                description=row["description"],
                order=order,
            )
        )
        made["sections"] += 1
    return found


def _people(rows, drawings, made):
    """By slug."""
    found = {author.slug: author for author in Author.objects.all()}
    names = {row["slug"]: row["name"] for row in rows}
    for row in rows:
        if row["slug"] not in found:
            fields = {name: row[name] for name in PERSON_FIELDS}
            portrait = drawings.take(
                row["slug"],
                f"Portrait: {row['name']}",
                alt=f"Drawn portrait of {row['name']}",
                credit=_credit(names[ILLUSTRATORS[row["slug"] == ILLUSTRATORS[0]]]),
            )
            found[row["slug"]] = Author.objects.create(
                slug=row["slug"], portrait=portrait, **fields
            )
            made["people"] += 1
    return found


def _credit(name):
    return f"Illustration: {name}"


def _tags(rows, at, made):
    there = set(Tag.objects.values_list("folded", flat=True))
    for row in rows:
        if fold(row["name"]) in there:
            continue
        tag = tagging.tag_named(row["name"])
        tag.description = row["description"]
        tag.leads_until = at + timedelta(days=LEADING_DAYS) if row.get("leads") else None
        tag.save()
        made["tags"] += 1


def _pages(rows, *, first):
    """A page that is there stays as it is, but at the first run, when nobody has written it yet."""
    for row in rows:
        page = FlatPage.objects.filter(url=row["url"]).first() or FlatPage(url=row["url"])
        if first or page.pk is None:
            page.title, page.content = row["title"], row["body"].strip()
            page.save()
            page.sites.set([settings.SITE_ID])


def _series(rows):
    """{slug of a part: the series}"""
    found = {}
    for row in rows:
        series, _ = Series.objects.get_or_create(
            title=row["title"], defaults={"introduction": row["introduction"]}
        )
        found |= dict.fromkeys(row["parts"], series)
    return found


def _stories(missing, rows, named, drawings, at):
    """All are written before the first is published, because they name each other. A story that is to be corrected is
    written as it stood before.
    """
    ids = dict(Article.objects.filter(import_ref__startswith=MARK).values_list("import_ref", "pk"))
    written = []
    for story in _oldest_first(missing):
        time = at - timedelta(minutes=round(story["days_ago"] * 24 * 60))
        snapshot = _snapshot(story, _inside(story, rows["picture"]), named, drawings)
        texts = paper.earlier(snapshot["body"], _inside(story, rows["correction"]))
        snapshot |= {"related": _related(story, ids), "body": texts[0]}
        ref = MARK + story["slug"]
        article = workflow.create(snapshot, by=None, at=min(time, at), import_ref=ref)
        ids[ref] = article.pk
        written.append((story, article, time, texts[1:]))
    for story, article, time, texts in written:
        snapshot = article.newest_revision.snapshot
        if snapshot["related"] != (related := _related(story, ids)):
            snapshot = snapshot | {"related": related}
            workflow.save_revision(article, snapshot, base=1, by=None, at=min(time, at))
        _go_its_way(story, article, time, at)
        for row, text in zip(_inside(story, rows["correction"]), texts, strict=True):
            _correct(article, row, text, time + timedelta(hours=row["hours"]))


def _correct(article, row, text, at):
    article.refresh_from_db()
    newest = article.newest_revision
    snapshot = newest.snapshot | {"body": text}
    workflow.save_revision(article, snapshot, base=newest.number, by=None, at=at)
    corrections.correct(article, by=None, kind=row["kind"], note=row["note"], at=at)


def _related(story, ids):
    """Those that are written, in the order in which the story names them."""
    return [ids[MARK + slug] for slug in story["related"] if MARK + slug in ids]


# What the desk has done with a story that readers do not see yet
_AT_THE_DESK = {
    "draft": (),
    "in_review": (review.submit,),
    "sent_back": (review.submit, review.send_back),
    "approved": (review.submit, review.approve),
}


def _go_its_way(story, article, time, at):
    """Takes one story along the acts that its state asks for."""
    state = story.get("state", "published")
    if state in _AT_THE_DESK:
        for act in _AT_THE_DESK[state]:
            note = story.get("to_be_done", "") if act is review.send_back else ""
            act(article, by=None, at=min(time, at), note=note)
        return
    if state == "scheduled":
        workflow.publish(
            article, by=None, at=at, publish_at=time if time > at else at + timedelta(days=1)
        )
        return
    workflow.publish(article, by=None, at=time)
    later = time + (at - time) / 2
    if state == "withdrawn":
        workflow.withdraw(article, by=None, at=later)
    elif state == "killed":
        workflow.kill(article, by=None, at=later, reason=story["kill_reason"])


def _snapshot(story, pictures, named, drawings):
    same = ("slug", "kind", "kicker", "headline", "short_headline", "standfirst", "language")
    people, series = named["people"], named["series"].get(story["slug"])
    credit = _credit(_illustrator(story, people).name)
    lead = story["picture"] and drawings.take(
        story["slug"],
        story["short_headline"] or story["headline"],
        alt=story["picture_alt"],
        caption=story["picture_caption"],
        credit=credit,
    )
    inside = [(row, _figure(row, drawings, credit)) for row in pictures]
    return {name: story[name] for name in same} | {
        "body": paper.with_figures(paper.body(story), inside),
        "section": named["sections"][story["section"]].pk,
        "tags": [named["tags"][name] for name in story["tags"]],
        "bylines": [
            {"author": people[row["person"]].pk, "role": row["role"]} for row in story["bylines"]
        ],
        "series": series and series.pk,
        "lead_picture": {"image": lead.pk} if lead else None,
    }


def _illustrator(story, people):
    """Who is named under the picture: the one who drew for the story, or the paper's own."""
    by_role = {row["role"]: row["person"] for row in story["bylines"]}
    return people[by_role.get("photo") or by_role.get("data") or ILLUSTRATORS[0]]


def _figure(row, drawings, credit):
    image = drawings.take(
        row["scene"], row["caption"][:120], alt=row["alt"], caption=row["caption"], credit=credit
    )
    return f'<figure class="picture" data-image="{image.pk}"><figcaption></figcaption></figure>'
