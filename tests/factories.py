"""Plain functions that make one valid thing each, through the acts of the site. Every argument has a default."""

from datetime import UTC, datetime, timedelta
from itertools import count

from django.utils import timezone

from articles import history, listing, tagging, workflow
from articles.models import Article, Author, Byline, Listing, Revision, TaggedArticle, Version
from newsroom.models import User
from newsroom.moments import paper_day
from sections import tree
from sections.models import Section

NOON = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)  # the clock of most tests
_numbers = count(1)


def make_section(title=None, parent=None, **fields):
    """A section that readers see, unless told otherwise."""
    title = title or f"Section {next(_numbers)}"
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    return tree.save(Section(title=title, slug=slug, parent=parent, **fields))


def make_draft(headline=None, section=None, at=NOON, by=None, **snapshot):
    """A draft with text, in a section of its own if none is given."""
    number = next(_numbers)
    tags = [tagging.tag_named(name).pk for name in snapshot.pop("tags", [])]
    text = {
        "headline": headline or f"Headline {number}",
        "standfirst": f"Standfirst of story {number}.",
        "body": f"<p>The text of story {number}.</p>",
        "section": (section or make_section()).pk,
        "tags": tags,
    }
    return workflow.create(text | snapshot, by=by, at=at)


def make_story(headline=None, section=None, public_at=NOON, **snapshot):
    """A story that readers see from `public_at` on."""
    draft = make_draft(headline, section, at=public_at, **snapshot)
    return workflow.publish(draft, by=None, at=public_at)


def make_many_stories(count, sections, tags=(), authors=(), public_at=None):
    """Public stories in bulk, a minute apart and ending at `public_at` (default: an hour ago): each in one of the
    sections, with all of the tags and all of the authors. A second for a thousand.
    """
    newest = public_at or timezone.now() - timedelta(hours=1)
    stories = []
    for place in range(count):
        number, time = next(_numbers), newest - timedelta(minutes=place)
        stories.append(
            Article(
                headline=f"Headline {number}",
                standfirst=f"Standfirst of story {number}.",
                body=f"<p>The text of story {number}.</p>",
                section=sections[place % len(sections)],
                slug=f"headline-{number}",
                status=Article.Status.PUBLISHED,
                public_at=time,
                first_public_at=time,
                public_date=paper_day(time),
                created_at=time,
                saved_at=time,
            )
        )
    Article.objects.bulk_create(stories, batch_size=500)
    _revise(stories)
    _list(stories, tags, authors)
    return stories


def _revise(stories):
    """The first revision of each, which is live."""
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                article=story,
                number=1,
                saved_at=story.saved_at,
                snapshot=history.empty()
                | {
                    "headline": story.headline,
                    "standfirst": story.standfirst,
                    "body": story.body,
                    "section": story.section_id,
                },
            )
            for story in stories
        ],
        batch_size=500,
    )
    for story, revision in zip(stories, revisions, strict=True):
        story.newest_revision = story.live_revision = revision
    Article.objects.bulk_update(stories, ["newest_revision", "live_revision"], batch_size=500)
    Version.objects.bulk_create(
        [
            Version(article=story, revision=story.live_revision, public_from=story.public_at)
            for story in stories
        ],
        batch_size=500,
    )


def _list(stories, tags, authors):
    """The rows that lists are read from."""
    Listing.objects.bulk_create(
        [
            Listing(article=story, section_id=section, public_at=story.public_at)
            for story in stories
            for section in listing.sections_of(story)
        ],
        batch_size=500,
    )
    TaggedArticle.objects.bulk_create(
        [
            TaggedArticle(content_object=story, tag=tag, order=order, public_at=story.public_at)
            for story in stories
            for order, tag in enumerate(tags)
        ],
        batch_size=500,
    )
    Byline.objects.bulk_create(
        [
            Byline(
                article=story,
                author=author,
                name=author.name,
                order=order,
                public_at=story.public_at,
            )
            for story in stories
            for order, author in enumerate(authors)
        ],
        batch_size=500,
    )
    tagging.count_listed([tag.pk for tag in tags], len(stories))


def make_author(name=None, **fields):
    return Author.objects.create(name=name or f"Person {next(_numbers)}", **fields)


def make_user(username=None, *permissions, **fields):
    """Someone with a login for the admin, who may do what `permissions` ("articles.publish_article") say."""
    from django.contrib.auth.models import Permission

    user = User.objects.create(
        username=username or f"user{next(_numbers)}", is_staff=True, **fields
    )
    for name in permissions:
        app, codename = name.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return user


def make_admin(username=None):
    return make_user(username, is_superuser=True)
