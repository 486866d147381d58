import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from articles.images import renditions
from newsroom.scopes import narrowed


def originals():
    """Where uploaded pictures lie: never below an address."""
    return storages["originals"]


def new_key():
    return secrets.token_hex(16)


def _share():
    return models.FloatField(
        default=0.5, validators=[MinValueValidator(0.0), MaxValueValidator(1.0)]
    )


class Image(models.Model):
    """A picture of the library: what was uploaded, cleaned, with its words and its focal point (shares of width and
    height from the top left). Stories show it through `Picture`.
    """

    file = models.FileField(storage=originals, editable=False)
    # SHA-256 of the file, hexadecimal: "" where it was taken in before digests were kept
    digest = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    title = models.CharField(
        max_length=120, help_text="For finding it in the library; readers do not see it."
    )
    alt = models.CharField(
        "alternative text",
        max_length=300,
        blank=True,
        help_text="What one would say to somebody who cannot see it.",
    )
    caption = models.CharField(max_length=500, blank=True)
    credit = models.CharField(
        max_length=150, blank=True, help_text="Photographer and agency, as printed."
    )
    rights = models.CharField(
        max_length=300, blank=True, help_text="For the desk: what the paper may do with it."
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    focus_x = _share()
    focus_y = _share()
    key = models.CharField(max_length=32, default=new_key, editable=False)
    uploaded_at = models.DateTimeField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = "picture of the library"
        verbose_name_plural = "picture library"
        permissions = narrowed(
            ("add_image", "Can upload pictures"), ("change_image", "Can change pictures")
        )
        ordering = ["-uploaded_at", "-pk"]
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="image_newest")]

    def __str__(self):
        return self.title

    @property
    def size(self):
        return (self.width, self.height)

    @property
    def focus(self):
        return (self.focus_x, self.focus_y)

    def rendition_url(self, shape, width, extension, focus=None):
        name = renditions.name_of(self.key, self.pk, shape, width, extension, focus or self.focus)
        return settings.MEDIA_URL + name


class Picture(models.Model):
    """An image in a story: the lead picture (order 0) or one in the text, with what the story says differently."""

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="pictures"
    )
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="pictures")
    order = models.PositiveSmallIntegerField(default=0)
    caption = models.CharField(max_length=500, blank=True)
    alt = models.CharField(max_length=300, blank=True)
    focus_x = models.FloatField(null=True)
    focus_y = models.FloatField(null=True)

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["article", "order"], name="one_picture_a_place")
        ]

    def __str__(self):
        return f"picture {self.order} of {self.article_id}"

    @property
    def shown_caption(self):
        return self.caption or self.image.caption

    @property
    def shown_alt(self):
        return self.alt or self.image.alt

    @property
    def focus(self):
        return self.image.focus if self.focus_x is None else (self.focus_x, self.focus_y)
