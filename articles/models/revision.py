from django.conf import settings
from django.db import models


class Revision(models.Model):
    """One saved state of a whole story. `snapshot` has the keys that `articles.history` documents. Never changed.

    A revision that is kept aside was never the newest: the text of somebody who came second, or whose form was taken
    over. It stands in the history for its author to bring back.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="revisions"
    )
    number = models.PositiveIntegerField()
    base = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    is_aside = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="one_revision_a_number")
        ]

    def __str__(self):
        return f"revision {self.number}"

    def author_name(self):
        """Who saved it, in words."""
        if self.saved_by is None:
            return "an import"
        return self.saved_by.get_full_name() or self.saved_by.get_username()
