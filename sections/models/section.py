from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from newsroom.pagecache import pieces

PATH_LENGTH = (
    150  # characters; with its slashes and a feed's name it stays below the 200 of a redirect
)
RESERVED = frozenset(
    "about admin by corrections feed.json atom.xml rss.xml healthz readyz media news-sitemap.xml preview robots.txt "
    "search sitemap.xml static tag text favicon.ico".split()
)


class Navigation:
    """The public sections as a tree in memory: some dozens of rows, read once a page.

    `roots` are the top sections in order; each section has `.subsections`.
    """

    def __init__(self, sections):
        self.by_path = {section.path: section for section in sections}
        self._by_id = {section.pk: section for section in sections}
        self.roots = []
        for section in sections:
            section.subsections = []
        for section in sections:
            parent = self._by_id.get(section.parent_id)
            (parent.subsections if parent else self.roots).append(section)

    def trail(self, section_id):
        """From the top section down to this one; empty where readers see none of it."""
        found = []
        while section_id in self._by_id:
            found.append(self._by_id[section_id])
            section_id = self._by_id[section_id].parent_id
        return found[::-1]

    def root_of(self, section_id):
        """The id of the top section that this one stands below."""
        trail = self.trail(section_id)
        return trail[0].pk if trail else section_id


class SectionQuerySet(models.QuerySet):
    def with_places(self):
        """What `place` needs, down to the third level."""
        return self.select_related("parent__parent")

    def public(self):
        """Sections that readers see."""
        return self.filter(is_public=True)

    def navigation(self):
        """The public sections as a `Navigation`. One query, where pages are kept the first time after a purge."""
        return pieces.until_purged("navigation", self._navigation)

    def _navigation(self):
        return Navigation(list(self.public().order_by("order", "title", "pk")))

    def below(self, section):
        """The section itself and all under it."""
        return self.filter(models.Q(pk=section.pk) | models.Q(path__startswith=section.path + "/"))


class Section(models.Model):
    """A part of the paper. `path` and `is_public` follow from the tree and are written by `sections.tree` alone."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    title = models.CharField(max_length=60)
    slug = models.SlugField(
        max_length=40,
        validators=[
            RegexValidator(r"^[a-z0-9-]+\Z", "Use small letters, figures and hyphens: north-sea.")
        ],
        help_text="The word in the address. Changing it moves the section; the old addresses lead to the new ones.",
    )
    path = models.CharField(max_length=PATH_LENGTH, unique=True, editable=False)
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Sections stand in this order, lowest first."
    )
    description = models.TextField(
        blank=True, max_length=300, help_text="One sentence for readers and search engines."
    )
    is_visible = models.BooleanField("readers see it", default=True)
    four_eyes = models.BooleanField(
        "four eyes", default=False, help_text="Nobody publishes a story of their own here."
    )
    is_public = models.BooleanField(default=True, editable=False)  # it and all above it are visible

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["order", "title"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="section_not_below_itself"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"/{self.path}/"

    def place(self):
        """Where it stands, for those who choose one: "World › Ostvik". Asks for parents that are not loaded."""
        return f"{self.parent.place()} › {self.title}" if self.parent_id else self.title

    def clean(self):
        """Raises ValidationError for a loop, a reserved first word, an address too long or taken."""
        if self.parent_id and self.pk:
            if (
                self.pk == self.parent_id
                or Section.objects.below(self).filter(pk=self.parent_id).exists()
            ):
                raise ValidationError(
                    {"parent": f"“{self.parent}” stands below this section; choose another place."}
                )
        if not self.parent_id and (self.slug in RESERVED or self.slug.isdigit()):
            raise ValidationError(
                {"slug": f"“{self.slug}” is an address of the site itself; choose another word."}
            )
        path = self.own_path()
        if len(path) > PATH_LENGTH:
            raise ValidationError(
                {
                    "slug": f"The address of “{self.title}” would have {len(path)} characters; "
                    f"{PATH_LENGTH} is the limit."
                }
            )
        if Section.objects.filter(path=path).exclude(pk=self.pk).exists():
            raise ValidationError(
                {"slug": f"There is a section at /{path}/ already; choose another word."}
            )

    def own_path(self):
        return f"{self.parent.path}/{self.slug}" if self.parent_id else self.slug


class DeskMember(models.Model):
    """Somebody who works for a section and all below it: what a role grants for “the desk”, it grants there."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey("newsroom.User", on_delete=models.CASCADE, related_name="desks")
    is_lead = models.BooleanField("leads the desk", default=False)

    class Meta:
        verbose_name = "desk member"
        constraints = [
            models.UniqueConstraint(fields=["section", "user"], name="one_membership_a_desk")
        ]

    def __str__(self):
        return f"{self.user} for {self.section}"
