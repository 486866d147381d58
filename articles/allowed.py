"""Fields that an account may not set are left as they were, whatever a form or a request says, and that is logged."""

import logging

from articles import history

from .permissions import ARRANGE, BYLINE, CHANGE, PUBLISH, Account, to_choose

logger = logging.getLogger(__name__)
NEW_TAGS = "articles.add_tag"
FOR_THE_DESK = ("desk_notes", "series", "further_sections")


def changes(user, article, before, wanted, at):
    """Returns (the snapshot that may be saved, the names of the fields that were left as they were in `before`).
    `article` is None for a story that is being made: it is its maker's own.
    """
    if user is None:
        return wanted, []
    allowed = _Fields(Account(user, at), article)
    wanted = wanted | {"related": _related(user, at, before["related"], wanted["related"])}
    left = [
        name
        for name in history.differences(before, wanted)
        if not allowed.may_set(name, before, wanted)
    ]
    if left:
        logger.warning(
            "%r may not set %s of story %s",
            user.get_username(),
            ", ".join(left),
            article and article.pk,
        )
    return wanted | {name: before[name] for name in left}, left


def _related(user, at, before, wanted):
    """Stories that the account may not see are neither put there nor taken away by it."""
    changed = set(before) ^ set(wanted)
    if not changed:
        return wanted
    seen = set(to_choose(user, at).filter(pk__in=changed).values_list("pk", flat=True))
    kept = [pk for pk in wanted if pk in seen or pk in before]
    return kept + [pk for pk in before if pk not in wanted and pk not in seen]


def without_new_tags(user, new):
    """The names of tags to be made that are left out, because the account may make none."""
    if not new or user.has_perm(NEW_TAGS):
        return []
    logger.warning("%r may not make the tags %r", user.get_username(), new)
    return new


def told(left):
    """For the log and for the editor: "Left as it was: Slug, Bylines.", or ""."""
    return f"Left as it was: {', '.join(history.LABELS[name] for name in left)}." if left else ""


class _Fields:
    """What one account may set of one story."""

    def __init__(self, account, article):
        self.account, self.article = account, article
        self.has_whole_story = self._may(CHANGE)

    def _may(self, permission):
        """A story that stands in no section yet is its maker's, whatever the scope."""
        article = self.article
        if article is None or (article.section_id is None and self.account.is_own(article)):
            return self.account.may(permission)
        return self.account.may(permission, article)

    def may_set(self, name, before, wanted):
        if name == "slug":
            return self._may_set_slug()
        if name == "section":
            return self._may_place([wanted["section"]])
        if name in FOR_THE_DESK and not (self.has_whole_story or self._may(ARRANGE)):
            return False
        if name == "further_sections":
            return self._may_place(set(wanted[name]) - set(before[name]))
        if name == "bylines":
            return self.has_whole_story or self._may_name(before[name], wanted[name])
        return True

    def _may_set_slug(self):
        """The address that readers know is changed by those who may publish the story."""
        is_new = self.article is None or not self.article.was_public(self.account.at)
        return is_new or self._may(PUBLISH)

    def _may_place(self, sections):
        """Into one's own desks, or, having none, into any: nothing is public by that."""
        if self.account.user.has_perm(CHANGE) or not self.account.desks:
            return True
        return all(pk is None or pk in self.account.desks for pk in sections)

    def _may_name(self, before, wanted):
        """Oneself; others, where that is granted, beside oneself; whoever stands there may be taken along or off."""
        new = [row for row in wanted if row not in before and not self._is_self(row)]
        if not new:
            return True
        return self._may(BYLINE) and any(map(self._is_self, wanted))

    def _is_self(self, row):
        user = self.account.user
        person = getattr(user, "author", None)
        if row["author"]:
            return person is not None and row["author"] == person.pk
        return row["name"] in {user.get_full_name(), person and person.name} - {"", None}
