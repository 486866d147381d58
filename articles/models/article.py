from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from taggit.managers import TaggableManager

from newsroom import paging
from newsroom.folding import Folded
from newsroom.scopes import in_scopes, narrowed

SLUG_LENGTH = 80
NEVER = datetime(9999, 1, 1, tzinfo=UTC)  # when nothing is promised
ON_ITS_WAY = timedelta(
    minutes=2
)  # what was promised and is not done later than that waits for the operator
_CORRECTION_MARKS = {
    "clarification": "Clarified",
    "correction": "Corrected",
    "apology": "Corrected",
}
_LINE = (  # what lists say of a story, and what tells where it stands and when it changed
    *("public_at", "public_date", "updated_at", "slug", "kind", "language", "corrected_as"),
    *("kicker", "headline", "short_headline", "standfirst", "lead_picture_id"),
    *("section__title", "section__path"),
)
_CARD = (
    *_LINE,
    *(f"lead_picture__{name}" for name in ("alt", "focus_x", "focus_y")),
    *(f"lead_picture__image__{name}" for name in ("key", "width", "height", "alt")),
    *(f"lead_picture__image__{name}" for name in ("focus_x", "focus_y")),
)


def public_rule(at, prefix=""):
    """The one rule, for rows: live, its time has come and is not over, in a section that readers see.
    `Article.is_public` says the same of one object, and a test holds the two together.
    """
    has_begun = Q(
        **{
            f"{prefix}status": Article.Status.PUBLISHED,
            f"{prefix}public_at__lte": at,
            f"{prefix}section__is_public": True,
        }
    )
    is_over = Q(**{f"{prefix}withdraw_at__isnull": False, f"{prefix}withdraw_at__lte": at})
    return has_begun & ~is_over


def next_change(at):
    """When a promise changes what readers see next, anywhere on the site, as an expression for any rows; `NEVER` where
    nothing is promised. The database looks once, in an index each, whatever the number of rows.

    Changes whose time has just come are still on their way: a page that is made now may be made without them.
    """
    stories = Article.objects.order_by()
    times = (
        stories.filter(status=Article.Status.PUBLISHED, public_at__gt=at)
        .order_by("public_at")
        .values("public_at"),
        stories.filter(withdraw_at__gt=at).order_by("withdraw_at").values("withdraw_at"),
        stories.filter(changes_at__gt=at - ON_ITS_WAY).order_by("changes_at").values("changes_at"),
    )
    never = Value(NEVER, output_field=models.DateTimeField())
    return Least(*(Coalesce(Subquery(time[:1]), never) for time in times))


class ArticleQuerySet(models.QuerySet):
    def published(self, at=None):
        """Stories that readers may see at `at` (default: now). Everything shown outward starts here."""
        return self.filter(public_rule(at or timezone.now()))

    def newest_first(self):
        return self.order_by("-public_at", "-pk")

    def in_section(self, section, at, before=None, before_id=None):
        """Stories listed in the section or below it, newest first, by one index."""
        return self._placed("listings", "article_id", at, before, before_id, section=section)

    def with_tag(self, tag, at, before=None, before_id=None):
        """Stories with this tag, newest first, by one index."""
        return self._placed("tagged", "content_object_id", at, before, before_id, tag=tag)

    def by_author(self, author, at, before=None, before_id=None):
        """Stories of this person, newest first, by one index."""
        return self._placed("bylines", "article_id", at, before, before_id, author=author)

    def _placed(self, rows, story, at, before, before_id, **which):
        """All is asked in one `filter`, which makes it one row that answers: a story may have several."""
        time, pk = f"{rows}__public_at", f"{rows}__{story}"
        asked = Q(**{f"{rows}__{name}": value for name, value in which.items()})
        asked &= Q(**{f"{time}__lte": at}) & paging.older(time, pk, before, before_id)
        return self.filter(asked).order_by(f"-{time}", f"-{pk}")

    def with_card_data(self):
        """What a card in a list needs, and nothing else."""
        return self.select_related("section", "lead_picture__image").only(*_CARD)

    def with_feed_data(self):
        """What an item of a feed needs, its people excepted."""
        return self.select_related("section").only(*_LINE, "body")

    def with_page_data(self):
        """What the story's own page needs, its people, tags and companions excepted."""
        related = self.model._meta.get_field("related").related_model
        versions = self.model._meta.get_field("versions").related_model
        earlier = versions.objects.filter(article=OuterRef("pk")).exclude(
            revision=OuterRef("live_revision")
        )
        return (
            self.select_related("section", "lead_picture__image", "series")
            .annotate(has_related=Exists(related.objects.filter(article=OuterRef("pk"))))
            .annotate(has_earlier_versions=Exists(earlier))
        )

    def with_next_change(self, at):
        """Each row tells in `next_change` when a promise changes what readers see next."""
        return self.annotate(next_change=next_change(at))

    def changed_since_publication(self):
        """Live stories whose working copy differs from what readers see."""
        return self.filter(status=Article.Status.PUBLISHED).exclude(
            live_revision=F("newest_revision")
        )


class Article(models.Model):
    """What readers see of a story. Until it is first public the row follows the newest revision; from then on only
    acts in `articles.workflow` change it.
    """

    class Kind(models.TextChoices):
        NEWS = "news", "News"
        OPINION = "opinion", "Opinion"
        ANALYSIS = "analysis", "Analysis"
        FEATURE = "feature", "Feature"
        BRIEF = "brief", "Brief"
        LIVE = "live", "Live"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in_review", "In review"
        SENT_BACK = "sent_back", "Sent back"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"
        KILLED = "killed", "Killed"
        BINNED = "binned", "Binned"

    # The text, in the order of the page
    kicker = models.CharField(
        max_length=60, blank=True, help_text="One to three words above the headline."
    )
    headline = models.CharField(max_length=200, blank=True)
    short_headline = models.CharField(
        max_length=100, blank=True, help_text="For cards and the sidebar. Empty: the headline."
    )
    standfirst = models.TextField(
        max_length=500, blank=True, help_text="One or two sentences under the headline."
    )
    body = models.TextField("text", blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NEWS)
    language = models.CharField(
        max_length=12, default="en", help_text="A language tag such as en, ar or pt-BR."
    )

    # Where it stands
    section = models.ForeignKey(
        "sections.Section", on_delete=models.PROTECT, null=True, related_name="articles"
    )
    further_sections = models.ManyToManyField("sections.Section", blank=True, related_name="+")
    tags = TaggableManager(through="articles.TaggedArticle", blank=True)
    series = models.ForeignKey(
        "articles.Series", on_delete=models.SET_NULL, null=True, blank=True, related_name="parts"
    )
    slug = models.CharField(max_length=SLUG_LENGTH, blank=True)
    lead_picture = models.ForeignKey(
        "articles.Picture", on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    # For the desk alone
    desk_notes = models.TextField(blank=True, max_length=5000, help_text="Readers never see these.")
    found_by = Folded(of="headline")
    import_ref = models.CharField(max_length=200, unique=True, null=True, editable=False)  # noqa: DJ001  unique where set

    # What the acts write
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT, editable=False)
    public_at = models.DateTimeField(null=True, editable=False)
    first_public_at = models.DateTimeField(null=True, editable=False)
    public_date = models.DateField(
        null=True, editable=False
    )  # the day in its address, in the paper's zone
    updated_at = models.DateTimeField(null=True, editable=False)  # the last change that readers saw
    corrected_as = models.CharField(
        max_length=15, blank=True, default="", editable=False
    )  # the gravest kind of its corrections that readers see; empty: none
    # The earliest time at which it may be public; `public_at` is never before it.
    embargo_until = models.DateTimeField(null=True, editable=False)
    changes_at = models.DateTimeField(null=True, editable=False)  # when saved changes go live
    withdraw_at = models.DateTimeField(null=True, editable=False)  # readers see it until then
    binned_at = models.DateTimeField(null=True, editable=False)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="assigned_stories",
    )
    due_at = models.DateTimeField(
        null=True, editable=False
    )  # when whom it is assigned to is to be done
    kill_reason = models.TextField(blank=True, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    saved_at = models.DateTimeField(editable=False)  # the newest revision's time
    newest_revision = models.ForeignKey(
        "articles.Revision", on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    live_revision = models.ForeignKey(
        "articles.Revision", on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        constraints = [
            models.UniqueConstraint(fields=["public_date", "slug"], name="one_story_an_address"),
            models.CheckConstraint(
                condition=~Q(status="published")
                | (
                    Q(public_at__isnull=False, public_date__isnull=False, section__isnull=False)
                    & ~Q(slug="")
                ),
                name="a_published_story_has_time_section_and_address",
            ),
            models.CheckConstraint(
                condition=Q(embargo_until__isnull=True)
                | Q(public_at__isnull=True)
                | Q(public_at__gte=F("embargo_until")),
                name="no_story_is_public_before_its_embargo",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-public_at", "-id"], name="article_newest"),
            models.Index(fields=["status", "-saved_at", "-id"], name="article_queue"),
            # With the words by which the desk finds a story: they are read from here, not from the rows
            models.Index(fields=["-saved_at", "-id", "found_by", "slug"], name="article_saved"),
            models.Index(
                fields=["series", "public_at"],
                name="article_series",
                condition=Q(series__isnull=False),
            ),
            models.Index(
                fields=["changes_at"], name="article_changes", condition=Q(changes_at__isnull=False)
            ),
            models.Index(
                fields=["withdraw_at"],
                name="article_withdrawals",
                condition=Q(withdraw_at__isnull=False),
            ),
            models.Index(
                fields=["assigned_to", "due_at"],
                name="article_assigned",
                condition=Q(assigned_to__isnull=False),
            ),
        ]
        permissions = [
            *narrowed(
                ("view_article", "Can view stories"), ("change_article", "Can change stories")
            ),
            *in_scopes(
                ("write_article", "Can change stories before they are submitted"),
                ("propose_article", "Can change working copies of what was public"),
                ("byline_article", "Can name others under stories"),
                ("arrange_article", "Can set desk notes, series and further sections of stories"),
                ("share_article", "Can share previews by a link"),
                ("publish_article", "Can publish, update and schedule stories"),
                ("withdraw_article", "Can withdraw stories"),
                ("kill_article", "Can kill stories"),
                ("correct_article", "Can issue and amend corrections, and withhold versions"),
                ("propose_correction", "Can propose corrections"),
                ("assign_article", "Can assign stories"),
                ("submit_article", "Can submit stories"),
                ("review_article", "Can approve stories and send them back"),
                ("bin_article", "Can bin stories that were never public, and bring them back"),
            ),
            ("audit_article", "Can read all stories that are under no embargo, which is logged"),
        ]

    def __str__(self):
        return self.headline or "(no headline yet)"

    def get_absolute_url(self):
        """The address, once it has one; empty before."""
        return address(self.public_date, self.slug) if self.public_date else ""

    @property
    def card_headline(self):
        return self.short_headline or self.headline

    def is_public(self, at=None):
        """Whether readers may see it at `at`: the rule of `public_rule`, for one object."""
        at = at or timezone.now()
        return bool(
            self.status == self.Status.PUBLISHED
            and self.public_at is not None
            and self.public_at <= at
            and not self.is_over(at)
            and self.section is not None
            and self.section.is_public
        )

    def is_scheduled(self, at):
        """Published, and its time has not come."""
        return self.status == self.Status.PUBLISHED and self.public_at > at

    def is_over(self, at):
        """Whether the time has come at which it was to be withdrawn."""
        return self.withdraw_at is not None and self.withdraw_at <= at

    def was_public(self, at):
        """Whether readers may have seen it before: its address is then for ever."""
        return self.first_public_at is not None and self.first_public_at <= at

    def has_changes(self):
        """Whether the working copy differs from what readers get."""
        return (
            self.live_revision_id is not None and self.live_revision_id != self.newest_revision_id
        )

    def goes_out_by_itself(self, at):
        """Whether readers get what is saved now without another act, at the time that was promised."""
        is_promised = self.is_scheduled(at) or self.changes_at is not None
        return self.status == self.Status.PUBLISHED and is_promised

    @property
    def is_retracted(self):
        return self.corrected_as == "retraction"

    @property
    def correction_mark(self):
        """The word of lists for a story that was wrong or unclear, else "". A retraction is told above the headline."""
        return _CORRECTION_MARKS.get(self.corrected_as, "")

    @property
    def template_name(self):
        """The page's shape, by the story's kind; one place decides."""
        return "articles/article.html"

    def pictures_in_text(self):
        """{number of the picture in the text, from 1: Picture}. One query where the text has pictures, else none."""
        if '<figure class="picture"' not in self.body:
            return {}
        return {
            picture.order: picture
            for picture in self.pictures.filter(order__gt=0).select_related("image")
        }

    def named_bylines(self):
        """The bylines that readers see; people who are not to be named are left out."""
        return [byline for byline in self.bylines.all() if byline.is_public]


def address(date, slug):
    return f"/{date.year:04}/{date.month:02}/{date.day:02}/{slug}/"
