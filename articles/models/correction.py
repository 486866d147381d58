from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from .article import Article, next_change

NOTE_LENGTH = 2000  # characters


class CorrectionQuerySet(models.QuerySet):
    def published(self, at=None):
        """Notes that readers may see at `at` (default: now), newest first: issued, on stories that they see. The
        story is asked for note by note, so that the list is read from its own index.
        """
        at = at or timezone.now()
        story = Article.objects.published(at).filter(pk=OuterRef("article"))
        return self.filter(Exists(story), issued_at__lte=at)

    def with_story(self):
        """What a list of notes needs of their stories."""
        return self.select_related("article__section").defer("article__body", "article__desk_notes")

    def with_next_change(self, at):
        """As of stories."""
        return self.annotate(next_change=next_change(at))

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def open(self):
        """Proposals on which nobody has decided."""
        return self.filter(issued_at=None, declined_at=None)


class Correction(models.Model):
    """A public note that a story was wrong or has changed. Never taken away, only amended; a proposal is one that
    waits for somebody who may issue it, and readers do not see it.
    """

    class Kind(models.TextChoices):
        """From the lightest to the gravest."""

        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"
        APOLOGY = "apology", "Apology"
        RETRACTION = "retraction", "Retraction"

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="corrections"
    )
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CORRECTION)
    note = models.TextField(max_length=NOTE_LENGTH)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    issued_at = models.DateTimeField(null=True)  # from when readers see it; None: proposed
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    amended_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)  # a proposal that was not issued

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at", "-pk"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="correction_newest")]

    def __str__(self):
        return f"{self.get_kind_display()} to story {self.article_id}"

    @property
    def anchor(self):
        """The word for it in the address of its story."""
        return f"correction-{self.pk}"

    @property
    def changed_at(self):
        return self.amended_at or self.issued_at

    @property
    def opens_story(self):
        """Whether it stands above the text: who reads on must know it."""
        return self.kind not in (self.Kind.UPDATE, self.Kind.CLARIFICATION)

    @property
    def corrects(self):
        """Whether something was wrong; an update tells what is new."""
        return self.kind != self.Kind.UPDATE


class Version(models.Model):
    """A revision that was public, and from when: what the public change history of a story shows. A version may be
    withheld from readers, with a reason that is logged.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.CASCADE, related_name="versions"
    )
    revision = models.ForeignKey("articles.Revision", on_delete=models.CASCADE, related_name="+")
    public_from = models.DateTimeField()
    withheld_at = models.DateTimeField(null=True)
    withheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withheld_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-public_from", "-pk"]
        indexes = [models.Index(fields=["article", "-public_from"], name="version_of_a_story")]

    def __str__(self):
        return f"version of story {self.article_id} from {self.public_from}"
