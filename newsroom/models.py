import zoneinfo

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models


def validate_zone(name):
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise ValidationError(
            f"“{name}” is not a time zone. Choose one such as Europe/London."
        ) from None


class User(AbstractUser):
    """Someone who logs in. Who stands under a story is an `articles.Author`: a person is not a login."""

    time_zone = models.CharField(
        max_length=64,
        blank=True,
        validators=[validate_zone],
        help_text="Times in the admin are entered and shown in this zone. Empty: the paper’s zone.",
    )

    class Meta(AbstractUser.Meta):
        permissions = [("give_role", "Can give roles up to their own")]


class Purge(models.Model):
    """Pages that are wrong from now on, by what they are made of. Written by `newsroom.purging` in the transaction of
    the act, and gone when every store of pages knows.
    """

    keys = models.JSONField()
    gone = models.JSONField()
    made_at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return ", ".join([*self.keys, *self.gone])
