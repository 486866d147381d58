"""What readers' pages are made of, and what of it an act changes: the keys of `newsroom.pagecache`.

story:7        what the pages of a story show, and its items in feeds
card:7         what lists and sidebars show of it
foot:7         the tags and the related stories on its page; changes:7, which of its versions readers may compare;
               notes:7, its notes in the list of corrections
list:tag:3     which stories stand in a list; others are list:all, list:section:…, list:person:…, list:series:…,
               list:corrections, list:2026, list:2026-03, list:2026-03-12. Pages of it have this name with the months
               that they span, and its first page the bare name too: so a new story leaves the further pages as they
               are, and one that comes in among the old the first.
tag:3, person:4, section:5, series:6, page:/about/    what pages of its own say of the thing
name:tag:3, name:person:4    what it is called, wherever it is named
picture:5      how it looks and what is read out for it; words:picture:5, what stands below it, and who made it
navigation     the sections, on every page
front          what an editor placed
corrections    all pages of the list of corrections
sitemap:2026-03, sitemap:pages, sitemap:news
latest, leading    shared by all sidebars
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from articles.models import Article, RelatedStory, Revision, TaggedArticle
from newsroom import freshness
from newsroom.moments import paper_day
from newsroom.purging import purge
from sections.models import Section

ALL, CORRECTIONS, NEWS, PAGES = "all", "corrections", "sitemap:news", "sitemap:pages"
NAVIGATION, FRONT, LATEST, LEADING, EVERYTHING = (
    "navigation",
    "front",
    "latest",
    "leading",
    "everything",
)
MONTHS = 24  # that a page of a list may span; one of sparser lists is made anew with any change of its list
LATELY = timedelta(
    days=40
)  # when a story is older, the month in which a first page was made is a later one
NEWS_AGE = timedelta(days=3)  # a day more than `articles.sitemaps` tells of
# A page that was made before a promise does not know of it, and may be shown so long.
SOON = freshness.LONGEST + timedelta(seconds=30)
_ON_CARDS = (
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    "kind",
    "language",
    "section",
    "slug",
    "lead_picture",
)
_OF_ITS_TEXT = ("correct", "amend")
_OF_ITS_CHANGES = ("withhold", "show_again")


@dataclass(frozen=True)
class Keys:
    """`own`: what the page is made of. `shared`: what stands on many pages, and may be a minute old."""

    own: list
    shared: list = field(default_factory=list)


# What pages are made of ----------------------------------------------------------------------------------------------


def story_page(story, context):
    """A story's own page, from the context of its template."""
    companions = context["companions"]
    beside = companions.previous, companions.next
    others = filter(None, [*companions.related, *beside])
    pictures = filter(None, [story.lead_picture, *context["pictures"].values()])
    own = [
        f"story:{story.pk}",
        f"foot:{story.pk}",
        NAVIGATION,
        *(f"name:tag:{tag.pk}" for tag in context["tags"]),
        *_people_of(story),
        *(key for picture in pictures for key in _picture(picture.image_id)),
        *(f"card:{other.pk}" for other in others),
    ]
    if story.series_id:  # until the parts next to it, which another may come between
        earlier, later = (part and part.public_at for part in beside)
        own.append(f"series:{story.series_id}")
        own += _places(f"series:{story.series_id}", earlier, later, context["at"])
    return Keys(own, _shared(context["sidebar"]))


def text_page(story):
    return Keys([f"story:{story.pk}", *_people_of(story)])


def changes_page(story, people):
    """`people`: the ids of all who were named under one of its versions."""
    named = [f"name:person:{pk}" for pk in sorted(people)]
    return Keys([f"story:{story.pk}", f"changes:{story.pk}", NAVIGATION, *named])


def card_picture(story):
    return Keys([f"card:{story.pk}", NAVIGATION])


def list_page(name, page, *own, at, sidebar=()):
    """A page of a list of stories: `page` as `newsroom.paging` read it."""
    keys = [NAVIGATION, *own, *_cards(page.rows), *_places_of(name, page, at)]
    if page.further is not None:  # without it there would be no older stories
        keys.append(f"card:{page.further.pk}")
    return Keys(keys, _shared(sidebar))


def front(page, at, sidebar=()):
    stories = [*filter(None, [page.lead]), *page.stories]
    places = _newest(ALL, page.stories, page.is_full, at)
    return Keys([FRONT, NAVIGATION, *places, *_cards(stories)], _shared(sidebar))


def feed(name, stories, *own, at, is_full):
    """A feed of stories; their texts and notes stand in it. `is_full`: older ones may be left out."""
    people = [key for story in stories for key in _people_of(story)]
    stories_in_it = [f"story:{story.pk}" for story in stories]
    places = _newest(name, stories, is_full, at)
    return Keys([NAVIGATION, *own, *places, *stories_in_it, *people])


def corrections_page(page, at):
    further = [f"card:{page.further.article_id}"] if page.further else []
    places = _places_of(CORRECTIONS, page, at, "issued_at")
    return Keys([NAVIGATION, CORRECTIONS, *places, *_notes(page.rows), *further])


def corrections_feed(notes, at, is_full):
    places = _newest(CORRECTIONS, notes, is_full, at, "issued_at")
    return Keys([NAVIGATION, CORRECTIONS, *places, *_notes(notes)])


def _notes(notes):
    return [f"{of}:{note.article_id}" for note in notes for of in ("card", "notes")]


def own_page(url):
    return Keys([f"page:{url}", NAVIGATION])


def sitemap(name):
    return Keys([f"sitemap:{name}", NAVIGATION])


def _people_of(story):
    return [f"name:person:{byline.author_id}" for byline in story.bylines.all() if byline.author_id]


def _cards(stories):
    pictured = [story.lead_picture for story in stories if story.lead_picture_id]
    return [
        *(f"card:{story.pk}" for story in stories),
        *(f"picture:{picture.image_id}" for picture in pictured),
    ]


def _picture(image_id):
    return f"picture:{image_id}", f"words:picture:{image_id}"


def _shared(sidebar):
    return [LATEST, LEADING, *(f"card:{item.article_id}" for item in sidebar)]


def _places_of(name, page, at, time="public_at"):
    """Down to the first story that is not shown: without it nothing would lead to older ones."""
    return _places(name, page.further and getattr(page.further, time), page.before, at)


def _newest(name, rows, is_full, at, time="public_at"):
    """As of a first page."""
    return _places(name, getattr(rows[-1], time) if is_full else None, None, at)


def _places(name, oldest, newest, at):
    """The keys by which a page of a list is found when a story comes in, or goes, between two times. `newest` None:
    nothing stands above it. `oldest` None: nothing below.
    """
    places = [f"list:{name}"] if newest is None else []
    if oldest is None:
        return [*places, f"list:{name}:end"]
    months = _months(oldest, newest or at)
    if len(months) > MONTHS:
        return [*places, f"list:{name}:sparse"]
    return [*places, *(f"list:{name}:{month}" for month in months)]


def _months(oldest, newest):
    first, last = _month_number(oldest), _month_number(newest)
    return [_month_name(number) for number in range(first, min(last, first + MONTHS + 1) + 1)]


def _month_number(time):
    day = paper_day(time)
    return day.year * 12 + day.month - 1


def _month_name(number):
    return f"{number // 12:04}-{number % 12 + 1:02}"


# What an act changes -------------------------------------------------------------------------------------------------


@dataclass
class Before:
    """What readers got of a story before an act. `snapshot`: of the live revision, where it is at hand."""

    is_public: bool
    public_at: datetime | None
    updated_at: datetime | None
    withdraw_at: datetime | None
    corrected_as: str
    live_revision_id: int | None
    address: str
    snapshot: dict | None = None


def before(article, at):
    """To be asked when an act has locked the story and changed nothing yet. A story whose time is over counts as
    public: there may be copies of its pages still.
    """
    return Before(
        _is_live(article, at),
        article.public_at,
        article.updated_at,
        article.withdraw_at,
        article.corrected_as,
        article.live_revision_id,
        article.get_absolute_url(),
    )


def _is_live(article, at):
    """Whether its time has come, the section left aside: what stands in a hidden one may be purged in vain."""
    is_live = article.status == Article.Status.PUBLISHED and article.public_at is not None
    return is_live and article.public_at <= at


def follow(article, act, had, at):
    """Purges what an act changed of readers' pages. `had`: as `before` told. Called in the act's transaction, when the
    story has changed.
    """
    keys, gone = _moved(article, act, had, at)
    promised, ending = _promised(article, had, at)
    purge(*keys, *promised, gone=gone | ending)


def _moved(article, act, had, at):
    """(the keys that are wrong now, those of which no copy is shown any more)."""
    is_shown = _is_live(article, at) and not article.is_over(at)
    if had.is_public and not is_shown:
        return _taken_away(article, had, at)
    if not is_shown:
        return set(), set()
    if not had.is_public:
        return _put_up(article, at), set()
    keys = _of_notes(article, act, had, at)
    if had.live_revision_id == article.live_revision_id and had.public_at == article.public_at:
        return keys, set()
    changed, gone = _changed(article, had, at)
    return keys | changed, gone


def _of_notes(article, act, had, at):
    keys = set()
    if act == "correct":
        keys.add(f"list:{CORRECTIONS}")
    if act == "amend":
        keys.add(f"notes:{article.pk}")
    if act in _OF_ITS_CHANGES:
        keys.add(f"changes:{article.pk}")
    if act in _OF_ITS_TEXT or had.updated_at != article.updated_at:
        keys |= {f"story:{article.pk}", _sitemap_of(article.public_at)}
    if (
        had.corrected_as != article.corrected_as
    ):  # lists mark it, and nobody recommends what was retracted
        keys |= {f"card:{article.pk}", LATEST, *_news(article.public_at, at)}
    return keys


def _taken_away(article, had, at):
    """Its pictures too, where nobody else shows them (articles.library)."""
    pictures = (f"picture:{pk}" for pk in getattr(article, "hidden_pictures", ()))
    gone = {f"story:{article.pk}", f"card:{article.pk}", _sitemap_of(had.public_at), *pictures}
    return {LATEST, PAGES}, gone | _news(had.public_at, at)


def _put_up(article, at):
    """Everything into which a story comes that readers did not see."""
    lists = _lists_of(article.live_revision.snapshot, article.public_at)
    lists |= _lists_of_sections(article.listed_in)
    keys = {f"story:{article.pk}", f"card:{article.pk}", LATEST, FRONT, PAGES}
    keys |= {_sitemap_of(article.public_at), *_news(article.public_at, at)}
    keys |= _in_lists(lists, article.public_at, at)
    if article.corrected_as:
        keys.add(CORRECTIONS)
    linking = RelatedStory.objects.filter(to=article).values_list("article_id", flat=True)
    return keys | {f"foot:{pk}" for pk in linking}


def _changed(article, had, at):
    """What differs for readers between the text that they had and the one that they have; as `_moved`."""
    now = article.live_revision.snapshot
    was = had.snapshot
    if was is None:
        was = Revision.objects.get(pk=had.live_revision_id).snapshot
    is_moved = had.public_at != article.public_at
    keys = {f"story:{article.pk}", _sitemap_of(article.public_at)}
    if is_moved or had.address != article.get_absolute_url() or _differ(was, now, *_ON_CARDS):
        keys.add(f"card:{article.pk}")
        keys |= _news(article.public_at, at)
    before, after = _lists_of(was, had.public_at), _lists_of(now, article.public_at)
    if is_moved or _differ(was, now, "section", "further_sections"):
        tree = {section.pk: section for section in Section.objects.only("parent", "is_public")}
        was_hidden = not tree[was["section"]].is_public
        if not was_hidden and not article.section.is_public:
            return _taken_away(article, had, at)
        if was_hidden:
            return _put_up(article, at), set()
        before |= _lists_of_sections(_sections_of(was, tree))
        after |= _lists_of_sections(article.listed_in)
    if is_moved:
        keys |= _in_lists(before, had.public_at, at) | _in_lists(after, article.public_at, at)
        keys.add(_sitemap_of(had.public_at))
    elif before != after:
        keys |= _in_lists(before ^ after, article.public_at, at)
    return keys | ({LATEST, PAGES} if before != after or is_moved else set()), set()


def _differ(was, now, *names):
    return any(was[name] != now[name] for name in names)


def _lists_of(snapshot, public_at):
    """The names of the lists in which a story stands that says what the snapshot says, those of sections apart."""
    day = paper_day(public_at)
    return {
        ALL,
        f"{day:%Y}",
        f"{day:%Y-%m}",
        f"{day:%Y-%m-%d}",
        *(f"tag:{pk}" for pk in snapshot["tags"]),
        *(f"person:{row['author']}" for row in snapshot["bylines"] if row["author"]),
        *([f"series:{snapshot['series']}"] if snapshot["series"] else []),
    }


def _lists_of_sections(section_ids):
    return {f"section:{pk}" for pk in section_ids}


def _sections_of(snapshot, tree):
    """The ids of the sections in whose lists it stands, those above them included."""
    found = set()
    for pk in (snapshot["section"], *snapshot["further_sections"]):
        while pk in tree and pk not in found:
            found.add(pk)
            pk = tree[pk].parent_id
    return found


def _in_lists(names, public_at, at):
    """The pages of these lists that a story of this time comes into, or goes from. The newest comes on top."""
    age, keys = at - public_at, set()
    if age < LATELY:
        keys |= {f"list:{name}" for name in names}
    if age > timedelta(minutes=1):
        ends = (_month_name(_month_number(public_at)), "sparse", "end")
        keys |= {f"list:{name}:{end}" for name in names for end in ends}
    return keys


def _sitemap_of(public_at):
    return f"sitemap:{_month_name(_month_number(public_at))}"


def _news(public_at, at):
    return {NEWS} if at - public_at < NEWS_AGE else set()


def _promised(article, had, at):
    """As `_moved`, of what was promised for so soon that pages made before may live to see it. Saved changes that are
    promised purge their pages when the promise is kept.
    """
    keys, gone = set(), set()
    if article.status != Article.Status.PUBLISHED:
        return keys, gone
    is_new = (had.public_at, had.live_revision_id) != (article.public_at, article.live_revision_id)
    if is_new and is_soon(article.public_at, at):
        keys = _put_up(article, at)
    if had.withdraw_at != article.withdraw_at and is_soon(article.withdraw_at, at):
        _, gone = _taken_away(article, had, at)
    return keys, gone


def is_soon(time, at):
    """Whether pages made before `at` may still be shown at a time to come."""
    return time is not None and at < time <= at + SOON


# What else readers see -----------------------------------------------------------------------------------------------
# `changed`: the names of the fields that were changed; None: any of them may have been.


def purge_tag(tag, changed=None, *, was_public=True):
    """A tag was named, described, shown or hidden anew, or is to lead sidebars."""
    name, own = f"name:tag:{tag.pk}", f"tag:{tag.pk}"
    if was_public and not tag.is_public:
        purge(LEADING, LATEST, gone=[name, own, PAGES])
    elif tag.is_public and not was_public:  # the pages of its stories did not name it
        found = TaggedArticle.objects.filter(tag=tag).values_list("content_object_id", flat=True)
        purge(LEADING, LATEST, PAGES, *_feet(found))
    elif tag.is_public:
        purge(
            *_if(changed, [name], "name", "slug"),
            *_if(changed, [PAGES], "slug"),
            *_if(changed, [own], "description"),
            *_if(changed, [LEADING], "leads_until", "leads_in"),
        )


def purge_person(person, changed=None, *, was_public=True):
    """A person was named, described, shown, hidden or deleted."""
    name, own = f"name:person:{person.pk}", f"person:{person.pk}"
    if was_public and not person.is_public:
        purge(gone=[name, own, PAGES])
    else:
        purge(
            *_if(changed, [name], "name", "slug", "is_public"),
            *_if(changed, [PAGES], "name", "slug", "is_public"),  # in the order of names
            *_if(changed, [own], "title", "beat", "bio", "email", "portrait"),
        )


def purge_picture(image, changed=None):
    """The words or the focal point of a picture were changed."""
    looks, words = f"picture:{image.pk}", f"words:picture:{image.pk}"
    purge(
        *_if(changed, [looks], "alt", "focus_x", "focus_y"),
        *_if(changed, [words], "caption", "credit"),
        *_if(changed, [f"portrait:{image.pk}"], "title"),  # is read out where there is no `alt`
    )


def purge_deleted_picture(image):
    purge(gone=[f"picture:{image.pk}"])


def purge_series(series, changed=None):
    purge(*_if(changed, [f"series:{series.pk}"], "title", "introduction"))


def _if(changed, keys, *names):
    return keys if changed is None or {*changed} & {*names} else []


def _feet(ids, limit=1000):
    """The keys of what stands below these stories; of very many, all pages."""
    found = list(ids[: limit + 1])
    return [EVERYTHING] if len(found) > limit else [f"foot:{pk}" for pk in found]
