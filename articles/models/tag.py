import unicodedata

from django.db import models
from django.db.models import Exists, OuterRef, Q
from taggit.models import ItemBase, TagBase

from newsroom import prepared
from newsroom.slugs import slug_for

from .article import public_rule

TAG_SLUG_LENGTH = 60


def fold(name):
    """The form in which two spellings of a name are one tag: "Race 1", "race 1" and "ｒａｃｅ 1"."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class TagQuerySet(models.QuerySet):
    def public(self):
        """Tags that readers see."""
        return self.filter(is_public=True)

    def leading(self, at):
        """Public tags whose stories come first in sidebars at `at`."""
        return self.public().filter(leads_until__gt=at)

    def at_address(self, slug):
        """The public tag of this slug, or None."""
        return prepared.one(_tag, slug=slug)

    def with_stories(self, at):
        """Public tags under which readers find a story at `at`: those that have a page."""
        shown = TaggedArticle.objects.filter(
            public_rule(at, "content_object__"), tag=OuterRef("pk"), public_at__lte=at
        )
        return self.public().filter(Exists(shown))


def _tag(slug):
    return Tag.objects.public().filter(slug=slug)


class Tag(TagBase):
    """What stories are about. Names that differ in case or width only are one tag; `articles.tagging` makes tags."""

    folded = models.CharField(max_length=200, unique=True, editable=False)
    description = models.TextField(
        blank=True, max_length=300, help_text="One sentence for the head of its page."
    )
    is_public = models.BooleanField(
        "readers see it",
        default=True,
        help_text="Off: for the desk alone, with no page and named nowhere.",
    )
    leads_until = models.DateTimeField(
        "leads sidebars until",
        null=True,
        blank=True,
        help_text="Until then stories with this tag come first in the sidebar.",
    )
    leads_in = models.ForeignKey(
        "sections.Section",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="leads in",
        help_text="In this section’s sidebars only. Empty: everywhere.",
    )
    listed = models.PositiveIntegerField(
        default=0, editable=False
    )  # published stories that carry it

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(
                fields=["leads_until"], name="tag_leads", condition=Q(leads_until__isnull=False)
            ),
        ]

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"/tag/{self.slug}/"

    def slugify(self, tag, i=None):
        word = slug_for(tag, max_length=TAG_SLUG_LENGTH, fallback="tag")
        return word if i is None else f"{word}-{i + 1}"


class TaggedArticle(ItemBase):
    """A tag on a story, and the story's place in the list of that tag: `public_at` is set while it is published."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")
    content_object = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="tagged"
    )
    public_at = models.DateTimeField(null=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="a_tag_once_a_story")
        ]
        indexes = [
            models.Index(fields=["tag", "-public_at", "-content_object"], name="tagged_newest")
        ]
