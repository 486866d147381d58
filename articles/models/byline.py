from django.db import models

from newsroom import prepared


class BylineQuerySet(models.QuerySet):
    def put_on(self, stories):
        """Lets the stories have their bylines, with the people behind them. One query; none without stories."""
        if not stories:
            return
        of = {}
        for byline in prepared.rows(_of, stories=[story.pk for story in stories]):
            of.setdefault(byline.article_id, []).append(byline)
        for story in stories:
            found = self.none()
            found._result_cache = of.get(story.pk, [])
            story._prefetched_objects_cache = {"bylines": found}


def _of(stories):
    return Byline.objects.filter(article__in=stories).select_related("author")


class Byline(models.Model):
    """One of the people under a story, in order. The name stays when the person is deleted."""

    class Role(models.TextChoices):
        WORDS = "words", "Words"
        PHOTO = "photo", "Photo"
        DATA = "data", "Data"
        EDITING = "editing", "Editing"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="bylines"
    )
    author = models.ForeignKey(
        "articles.Author", on_delete=models.SET_NULL, null=True, blank=True, related_name="bylines"
    )
    name = models.CharField(max_length=100)
    credit = models.CharField(max_length=100, blank=True, help_text="Such as “in Hallin”.")
    role = models.CharField(max_length=10, choices=Role, default=Role.WORDS)
    order = models.PositiveSmallIntegerField(default=0)
    public_at = models.DateTimeField(
        null=True, editable=False
    )  # set while published, once a person and story

    objects = BylineQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["author", "-public_at", "-article"], name="byline_newest")]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="one_byline_a_place")
        ]

    def __str__(self):
        return self.printed_name

    @property
    def printed_name(self):
        return self.author.name if self.author else self.name

    @property
    def is_public(self):
        return self.author is None or self.author.is_public
