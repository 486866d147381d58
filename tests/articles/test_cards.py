"""A card is made once for all lists, so what it is known by must say all that it shows."""

from copy import copy
from datetime import UTC, date, datetime, timedelta

from django.db import models
from django.template import Context, Template
from django.template.loader import render_to_string

from articles.models import Article
from articles.templatetags.articles import card_facts
from tests import factories
from tests.factories import NOON

from .test_images import MediaTestCase

SHAPES = ({"lead": True}, {"tier": True}, {})


class CardTests(MediaTestCase):
    def setUp(self):
        super().setUp()
        made = factories.make_story(
            headline="A long headline of a story",
            short_headline="A headline",
            kicker="Harbour",
            standfirst="What happened, in a sentence.",
            lead_picture={"image": self.add().pk, "alt": "Ships"},
        )
        self.story = Article.objects.published(NOON).with_card_data().get(pk=made.pk)

    def test_whatever_changes_its_look_changes_what_it_is_known_by(self):
        looks, facts = _looks(self.story), card_facts(self.story)
        seen = set()
        for name, other in _variations(self.story):
            if _looks(other) != looks:
                seen.add(name)
                self.assertNotEqual(card_facts(other), facts, name)
        self.assertLessEqual({"headline", "kicker", "section.title", "lead_picture.alt"}, seen)

    def test_is_made_anew_for_another_age_or_text(self):
        card = Template("{% load articles %}{% card story at 'h2' %}")
        day = timedelta(days=1)
        shown = card.render(Context({"story": self.story, "at": NOON + day}))
        self.assertIn("1 day ago", shown)
        self.assertIn(
            "2 days ago", card.render(Context({"story": self.story, "at": NOON + 2 * day}))
        )
        changed = copy(self.story)
        changed.short_headline = "Other words"
        self.assertIn("Other words", card.render(Context({"story": changed, "at": NOON + day})))


def _looks(story):
    context = {"story": story, "at": NOON, "heading": "h2"}
    return [render_to_string("articles/_card.html", context | shape) for shape in SHAPES]


def _variations(story):
    """(name of a field, the story with another value there): its own fields, its section's and its picture's."""
    for path in ("", "section", "lead_picture", "lead_picture.image"):
        for field in _owner(story, path)._meta.concrete_fields:
            other = _apart(story)
            owner = _owner(other, path)
            value = _another(field, getattr(owner, field.attname))
            if value is not None:
                owner.__dict__[field.attname] = value
                if field.attname == "focus_x":  # the two stand together
                    owner.focus_y = value
                yield f"{path}.{field.name}".lstrip("."), other


def _owner(story, path):
    for name in filter(None, path.split(".")):
        story = getattr(story, name)
    return story


def _apart(story):
    """A copy down to the image."""
    other = _copied(story)
    other._state.fields_cache["section"] = _copied(story.section)
    picture = other._state.fields_cache["lead_picture"] = _copied(story.lead_picture)
    picture._state.fields_cache["image"] = _copied(story.lead_picture.image)
    return other


def _copied(row):
    other = copy(row)
    other._state = copy(row._state)
    other._state.fields_cache = dict(row._state.fields_cache)
    return other


def _another(field, value):
    match value:
        case _ if isinstance(field, models.ForeignKey) or field.primary_key:
            return None
        case bool():
            return not value
        case int() | float():
            return value / 2
        case datetime():
            return value - timedelta(days=400)
        case date():
            return value - timedelta(days=400)
        case None if isinstance(field, models.DateTimeField):
            return datetime(2020, 1, 1, tzinfo=UTC)
        case None if field.attname == "focus_x":
            return 0.25
        case str() if field.choices:
            return next(choice for choice, _ in reversed(field.flatchoices) if choice != value)
        case str() if field.name == "corrected_as":
            return "correction"
        case str() if field.name == "language":
            return "ar"
        case str():
            return f"{value}x"
    return None
