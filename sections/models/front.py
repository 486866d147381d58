from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom.scopes import narrowed


class PlacementQuerySet(models.QuerySet):
    def live(self, at):
        """Placements whose time has not run out, the newest first."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=at)).order_by("-placed_at", "-pk")


class Placement(models.Model):
    """A story that leads the front page until a time. The newest placement leads; it never edits the story."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="placements"
    )
    until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="The story leads the front until then. Empty: until it is taken off.",
    )
    placed_at = models.DateTimeField(editable=False)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "lead of the front"
        verbose_name_plural = "lead of the front"
        ordering = ["-placed_at"]
        permissions = narrowed(
            ("view_placement", "Can view what leads the front"),
            ("add_placement", "Can let stories lead the front"),
            ("change_placement", "Can move the time of what leads the front"),
            ("delete_placement", "Can take stories off the front"),
        )
        indexes = [models.Index(fields=["-placed_at", "-id"], name="placement_newest")]

    def __str__(self):
        return f"{self.article} on the front"
