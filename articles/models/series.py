from django.db import models


class Series(models.Model):
    """Stories that belong together and are read in the order in which they came out."""

    title = models.CharField(max_length=100, unique=True)
    introduction = models.TextField(
        blank=True, max_length=500, help_text="One or two sentences, above each part."
    )

    class Meta:
        verbose_name_plural = "series"
        ordering = ["title"]

    def __str__(self):
        return self.title


class RelatedStory(models.Model):
    """A story that an editor linked under another's text."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="related"
    )
    to = models.ForeignKey("articles.Article", on_delete=models.CASCADE, related_name="+")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "to"], name="related_once_a_story")
        ]

    def __str__(self):
        return f"{self.article_id} to {self.to_id}"
