from django.conf import settings
from django.db import models

from newsroom.scopes import narrowed


class ArticleLog(models.Model):
    """One act on a story: who, what, when, why. Rows are added by `articles.audit` alone and never changed.

    `story`, `title` and `who` say in words what the keys say: they stay when the story, emptied from the bin, or the
    account is gone. `digest` chains a row to the row before it of the same story.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.SET_NULL, null=True, related_name="log"
    )
    story = models.PositiveBigIntegerField()  # its id
    title = models.CharField(max_length=200, blank=True)  # its headline then
    act = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    who = models.CharField(max_length=150, blank=True)  # user name; empty: the operator
    status_before = models.CharField(max_length=10, blank=True)
    status_after = models.CharField(max_length=10)
    revision = models.ForeignKey(
        "articles.Revision", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)  # SHA-256, hexadecimal

    class Meta:
        verbose_name = "log entry"
        verbose_name_plural = "log entries"
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        permissions = narrowed(("view_articlelog", "Can view the log of stories"))
        indexes = [
            models.Index(fields=["article", "-at", "-id"], name="log_of_a_story"),
            models.Index(fields=["act", "-at"], name="log_of_an_act"),
            models.Index(fields=["-at", "-id"], name="log_newest"),
        ]

    def __str__(self):
        return f"{self.act} {self.story}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError("A log entry is never changed; write another one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A log entry is never deleted.")
