from django.db import models
from django.db.models import Q


class OutboxItem(models.Model):
    """Something that others must be told of an act: written in the act's own transaction, delivered afterwards, each
    once, tried again after 1, 5, 25… minutes, and marked where it can never be delivered.
    """

    event = models.CharField(max_length=40)  # such as "story.published"
    article = models.ForeignKey(
        "articles.Article", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    payload = models.JSONField()
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)  # None: delivered, or given up
    tries = models.PositiveSmallIntegerField(default=0)
    delivered_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        verbose_name = "message to others"
        verbose_name_plural = "messages to others"
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(
                fields=["next_try_at"], name="outbox_due", condition=Q(next_try_at__isnull=False)
            )
        ]

    def __str__(self):
        return f"{self.event} {self.pk}"


class Setback(models.Model):
    """A promised act that failed when its time came: how often, why, and when it is tried again."""

    class Act(models.TextChoices):
        UPDATE = "update", "The scheduled changes"
        WITHDRAW = "withdraw", "The scheduled withdrawal"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="setbacks"
    )
    act = models.CharField(max_length=10, choices=Act)
    promised_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)  # None: not tried again
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "act", "promised_at"], name="one_setback_a_promise"
            )
        ]

    def __str__(self):
        return f"{self.get_act_display()} of story {self.article_id}"


class Heartbeat(models.Model):
    """When a job that runs all the time was last seen at work, and how late it was."""

    name = models.CharField(max_length=40, primary_key=True)  # such as "publish_scheduled"
    seen_at = models.DateTimeField()
    lateness = models.DurationField(null=True)  # of the last item that it brought live

    def __str__(self):
        return f"{self.name} seen at {self.seen_at}"
