"""A paper over half a year: a tree of sections, tags, people, pictures, series, and stories that use them."""

from dataclasses import dataclass, field
from datetime import timedelta

from articles import corrections, workflow
from articles.models import Article, Image, Series
from tests.factories import NOON, make_author, make_draft, make_section

HOURS = 4000  # over which the stories are spread
KINDS = ("update", "clarification", "correction")


@dataclass
class Paper:
    """`chance`: a random.Random. `stories`: ids, the oldest first."""

    chance: object
    stories: list = field(default_factory=list)

    def make(self, number):
        """Fills the database with so many stories, every third of them corrected or changed once."""
        tops = [make_section(title) for title in ("World", "Business", "Culture")]
        self.sections = [*tops, make_section("Ostvik", tops[0]), make_section("Ports", tops[1])]
        self.people = [make_author(f"Person {place}") for place in range(max(4, number // 20))]
        self.series = [Series.objects.create(title=f"Series {place}") for place in range(3)]
        self.pictures = [self._picture(place) for place in range(max(4, number // 10))]
        self.tags = [f"Tag {place}" for place in range(max(6, number // 6))]
        self.people[0].portrait = self.pictures[0]
        self.people[0].save()
        for place in range(number):
            time = NOON - timedelta(hours=5 + (number - place) * HOURS // number)
            story = make_draft(f"Story {place}", self.section(), at=time, **self.parts())
            self.stories.append(workflow.publish(story, by=None, at=time).pk)
        for pk in self.chance.sample(self.stories, number // 3):
            self._follow_up(Article.objects.get(pk=pk))
        return self

    def _follow_up(self, story):
        """Some hours after it was published."""
        at = story.public_at + timedelta(hours=self.chance.randrange(1, 5))
        if self.chance.random() < 0.5:
            kind = self.chance.choice(KINDS)
            corrections.correct(story, by=None, kind=kind, note=f"It was {story.pk}.", at=at)
        else:
            text = story.newest_revision.snapshot | {"body": "<p>As it was found later.</p>"}
            number = story.newest_revision.number
            story = workflow.save_revision(story, text, base=number, by=None, at=at)
            workflow.update(story, by=None, at=at, weight="minor")

    def _picture(self, place):
        return Image.objects.create(
            file=f"{place}.jpg",
            width=800,
            height=600,
            title=f"Picture {place}",
            alt="A quay",
            credit="Ida Holm",
            uploaded_at=NOON,
        )

    def section(self):
        return self.chance.choice(self.sections)

    def picture(self):
        image = self.chance.choice(self.pictures)
        return {"image": image.pk, "alt": "", "caption": "", "focus": None}

    def text(self, words):
        """Now and then with a picture in it."""
        figure = (
            f'<figure class="picture" data-image="{self.chance.choice(self.pictures).pk}"></figure>'
        )
        return f"<p>{words}</p>" + (figure if self.chance.random() < 0.2 else "")

    def bylines(self):
        return [
            {"author": one.pk} for one in self.chance.sample(self.people, self.chance.randrange(3))
        ]

    def related(self):
        return self.chance.sample(self.stories, min(len(self.stories), self.chance.randrange(3)))

    def parts(self):
        chance = self.chance
        return {
            "body": self.text(f"The text of another story, {len(self.stories)}."),
            "tags": chance.sample(self.tags, chance.randrange(4)),
            "bylines": self.bylines(),
            "lead_picture": chance.choice([self.picture(), None, None]),
            "series": chance.choice([chance.choice(self.series).pk, *[None] * 9]),
            "related": self.related(),
        }

    def one(self, *statuses):
        """A random story in one of the states, or None. The newest are edited most."""
        found = Article.objects.filter(pk__in=self.stories, status__in=statuses).order_by("-pk")
        ids = list(found.values_list("pk", flat=True))
        if not ids:
            return None
        some = ids[: max(1, len(ids) // 10)] if self.chance.random() < 0.5 else ids
        return Article.objects.get(pk=self.chance.choice(some))
