"""The story form as (name, text) pairs, as a browser sends it: of a snapshot, and back to one."""

from django.http import QueryDict

from articles.errors import Refused
from articles.models import Byline, Revision

from .forms import Bylines, StoryForm, bylines_of, shown_of


def pairs_of(snapshot):
    """A snapshot as the (name, text) pairs of the story form. At most two queries."""
    shown, pairs = shown_of(snapshot), []
    for name in StoryForm.base_fields:
        value = shown.get(name)
        values = value if isinstance(value, list) else ["" if value is None else value]
        pairs += [(name, str(one)) for one in values]
    rows = [*bylines_of(snapshot), {"role": Byline.Role.WORDS}]  # and one to fill in
    pairs += [("bylines-TOTAL_FORMS", str(len(rows))), ("bylines-INITIAL_FORMS", "0")]
    for number, row in enumerate(rows):
        texts = row | {"author": row.get("author") or ""}
        pairs += [(f"bylines-{number}-{name}", str(text)) for name, text in texts.items()]
    return pairs


def data_of(pairs):
    """Pairs as a request has them."""
    data = QueryDict(mutable=True)
    for name, text in pairs:
        data.appendlist(name, text)
    return data


def snapshot_of(pairs, user, article, base):
    """The snapshot that the pairs say, by `user`, made from revision number `base`. Raises Refused for what the form
    would not take.
    """
    data = data_of(pairs)
    story, bylines = StoryForm(data, user=user), Bylines(data, prefix="bylines")
    if not (story.is_valid() and bylines.is_valid()):
        errors = [sentence for words in story.errors.values() for sentence in words]
        raise Refused(*errors, *bylines.non_form_errors())
    kept = Revision.objects.filter(article=article, number=base).first() or article.newest_revision
    return kept.snapshot | story.snapshot(bylines.rows())
