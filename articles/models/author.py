from django.db import models
from django.db.models import Exists, OuterRef

from newsroom import prepared
from newsroom.slugs import numbered, slug_for

from .article import public_rule
from .byline import Byline


class AuthorQuerySet(models.QuerySet):
    def public(self):
        """People whom readers see by name."""
        return self.filter(is_public=True)

    def at_address(self, slug):
        """The person of this slug, with the portrait, if readers see the name; else None."""
        return prepared.one(_person, slug=slug)

    def with_stories(self, at):
        """People whom readers see by name, and under a story, at `at`."""
        shown = Byline.objects.filter(
            public_rule(at, "article__"), author=OuterRef("pk"), public_at__lte=at
        )
        return self.public().filter(Exists(shown))


def _person(slug):
    return Author.objects.public().select_related("portrait").filter(slug=slug)


class Author(models.Model):
    """A person who makes stories. Not a login: people stay under their stories when their accounts end."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(
        max_length=60,
        unique=True,
        blank=True,
        help_text="The word in the address. Empty: the name.",
    )
    title = models.CharField(max_length=100, blank=True, help_text="Such as “Science editor”.")
    beat = models.CharField(
        max_length=200, blank=True, help_text="What this person writes about, in a few words."
    )
    bio = models.TextField(blank=True, max_length=2000)
    portrait = models.ForeignKey(
        "articles.Image", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    email = models.EmailField("address for readers", blank=True)
    is_public = models.BooleanField("readers see the name", default=True)
    user = models.OneToOneField(
        "newsroom.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="author",
        help_text="The login of this person, where there is one.",
    )

    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.slug:
            word, number = slug_for(self.name, max_length=60, fallback="person"), 1
            while (
                Author.objects.filter(slug=numbered(word, number, max_length=60))
                .exclude(pk=self.pk)
                .exists()
            ):
                number += 1
            self.slug = numbered(word, number, max_length=60)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return f"/by/{self.slug}/"
