from django.db import models


class Listing(models.Model):
    """A story's place in the list of one section: a row for its sections and for all above them, so that every list
    is read from one index. Written by `articles.listing`; a story that is not published has none.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="listings"
    )
    section = models.ForeignKey(
        "sections.Section", on_delete=models.CASCADE, related_name="listings"
    )
    public_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "section"], name="listed_once_a_section")
        ]
        indexes = [
            models.Index(fields=["section", "-public_at", "-article"], name="listing_newest")
        ]

    def __str__(self):
        return f"{self.article_id} in {self.section_id}"
