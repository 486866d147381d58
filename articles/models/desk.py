"""What the desk keeps beside a story while it is worked on. None of it is ever shown to readers."""

from django.conf import settings
from django.db import models


class Autosave(models.Model):
    """What somebody has typed into an open form and not saved: one row a window, written some seconds after typing
    stops. `fields` are the form's (name, text) pairs as they stand, complete or not.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, null=True, related_name="autosaves"
    )  # None: a story that was never saved
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="autosaves"
    )
    window = models.CharField(max_length=32)  # which open form it is; chosen by the browser
    base = models.PositiveIntegerField(null=True)  # number of the revision that it was made from
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "window"], name="one_autosave_a_window")
        ]
        indexes = [models.Index(fields=["article", "user"], name="autosave_of_a_story")]

    def __str__(self):
        return f"autosave of {self.user} at {self.saved_at}"


class Presence(models.Model):
    """An open form of a story: who has it open, since when, whether something was changed in it. Forms say every few
    seconds that they are open; a row that is silent for a minute is a closed one.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="presences"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    window = models.CharField(max_length=32)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    has_changes = models.BooleanField(default=False)
    taken_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "user", "window"], name="one_presence_a_form"
            )
        ]

    def __str__(self):
        return f"{self.user} at story {self.article_id}"


class PreviewLink(models.Model):
    """Leave to read one story before it is public, for whoever has the link. The link itself is not kept, only its
    digest: whoever reads the database can open nothing.
    """

    class Mode(models.TextChoices):
        NEWEST = "newest", "Always the newest text"
        REVISION = "revision", "This text and no other"
        UNTIL_PUBLICATION = "until_publication", "The newest text, until it is published"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="preview_links"
    )
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the token, hexadecimal
    mode = models.CharField(max_length=20, choices=Mode, default=Mode.NEWEST)
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.CASCADE, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    ends_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return f"preview of story {self.article_id} until {self.ends_at}"
