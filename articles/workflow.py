"""The acts of editors, and the table that says which act leads where. Buttons, commands and tests call these alone.
What the desk does before readers see a story is in `articles.review`, what is promised for a time in
`articles.promises`, what is owed to readers in `articles.corrections`: all ask this table, and are built alike.

Every act takes the story, then by keyword: `by`, the user (None: the operator, at the shell); `at`, the clock (a time
with zone; default: now); `note`, for the log. It locks the row, checks the arrow and the permission, changes, records
and returns the story. A refusal raises `Refused` with the sentence the editor will read, and nothing has changed.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from articles.models import Article
from newsroom import redirects
from newsroom.moments import moment, paper_day

from . import (
    addresses,
    allowed,
    audit,
    body,
    four_eyes,
    history,
    kept,
    library,
    outbox,
    revising,
    search,
    versions,
    weighing,
)
from .errors import Refused, StaleSave
from .listing import relist
from .permissions import Account

Status = Article.Status
LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's word for having waited long enough


@dataclass(frozen=True)
class Arrow:
    """From which states an act leads, and who may do it."""

    sources: frozenset
    permission: str
    words: str  # "may not <words>"


def _arrow(permission, words, *sources):
    return Arrow(frozenset(sources), f"articles.{permission}", words)


_BEFORE_REVIEW = (Status.DRAFT, Status.SENT_BACK)
_AT_WORK = (*_BEFORE_REVIEW, Status.IN_REVIEW, Status.APPROVED)
_ONCE_PUBLIC = (Status.PUBLISHED, Status.WITHDRAWN)
_IN_HAND = (*_AT_WORK, *_ONCE_PUBLIC)

ARROWS = {
    "create": _arrow("add_article", "write stories"),
    "save": _arrow("change_article", "change stories", *_IN_HAND),
    "assign": _arrow("assign_article", "assign stories", *_IN_HAND),
    "submit": _arrow("submit_article", "submit stories", *_BEFORE_REVIEW),
    "send_back": _arrow("review_article", "send stories back", Status.IN_REVIEW, Status.APPROVED),
    "approve": _arrow("review_article", "approve stories", Status.IN_REVIEW),
    "publish": _arrow("publish_article", "publish stories", *_IN_HAND),
    "embargo": _arrow("publish_article", "set or lift embargoes", *_AT_WORK, Status.PUBLISHED),
    "update": _arrow("publish_article", "change what readers see", Status.PUBLISHED),
    "readdress": _arrow("publish_article", "change what readers see", Status.PUBLISHED),
    "schedule_changes": _arrow("publish_article", "change what readers see", Status.PUBLISHED),
    "schedule_withdrawal": _arrow("withdraw_article", "withdraw stories", Status.PUBLISHED),
    "correct": _arrow("correct_article", "correct stories", Status.PUBLISHED),
    "propose": _arrow("propose_correction", "propose corrections", Status.PUBLISHED),
    "decline": _arrow("correct_article", "decide on proposed corrections", *_ONCE_PUBLIC),
    "amend": _arrow("correct_article", "amend corrections", *_ONCE_PUBLIC),
    "withhold": _arrow("correct_article", "withhold versions", *_ONCE_PUBLIC),
    "show_again": _arrow("correct_article", "show withheld versions again", *_ONCE_PUBLIC),
    "share": _arrow("share_article", "share previews", *_IN_HAND),
    "revoke": _arrow("share_article", "end links to previews", *_IN_HAND),
    "withdraw": _arrow("withdraw_article", "withdraw stories", Status.PUBLISHED),
    "kill": _arrow("kill_article", "kill stories", *_IN_HAND),
    "bin": _arrow("bin_article", "bin stories", *_AT_WORK),
    "restore": _arrow("bin_article", "bring stories back from the bin", Status.BINNED),
}
# Offered beside the note, the version or the link that they are about, not among a story's own acts.
_OF_A_PART = {"decline", "amend", "withhold", "show_again", "revoke", "readdress"}
# Asks for four eyes, where the section does.
_GOES_OUT = {"approve", "publish", "update", "schedule_changes"}
# What a refusal calls an act: "one cannot … it from there".
_VERBS = {
    "propose": "propose a correction to",
    "decline": "decide on a correction to",
    "amend": "amend a correction to",
    "withhold": "withhold a version of",
    "show_again": "show a version of",
    "revoke": "end a link to",
    "send_back": "send back",
    "readdress": "bring back an address of",
    "schedule_changes": "schedule changes to",
    "schedule_withdrawal": "schedule the withdrawal of",
}


def acts_open_to(article, user, at, account=None):
    """The acts this user could do to the story now: what the admin shows as buttons. `account`: what is known of the
    user already, where many stories are asked about.
    """
    account = account or Account(user, at)
    found = {
        act
        for act, arrow in ARROWS.items()
        if article.status in arrow.sources and _may(account, act, article)
        if act not in _OF_A_PART
    }
    if article.status == Status.PUBLISHED:
        if not article.is_scheduled(at):
            found.discard("publish")
        if not (article.was_public(at) and article.has_changes()):
            found -= {"update", "schedule_changes"}
        if not article.was_public(at):
            found -= {"correct", "propose"}
    if article.was_public(at):
        found.discard("embargo")
    return found


@transaction.atomic
def create(snapshot, *, by, at=None, note="", import_ref=None):
    """Makes a story from a snapshot (see `articles.history`): a draft with its first revision."""
    at = at or timezone.now()
    check_permission("create", by)
    snapshot = history.normalise(snapshot)
    snapshot, left = allowed.changes(by, None, history.empty(), snapshot, at)
    article = Article.objects.create(
        created_at=at, created_by=by, saved_at=at, import_ref=import_ref
    )
    _add_revision(article, snapshot, None, by, at, note)
    _bring_live(article, snapshot, None, at)
    return _saved(article, "create", by, at, note, "", left)


def save_revision(article, snapshot, *, base, by, at=None, note=""):
    """Saves a new state of the story. `base` is the number of the revision that the text was made from.

    Where `base` is no longer the newest, the two texts are merged (`articles.merging`), and the revision's note says
    with whose. Raises StaleSave where both changed the same: the text is then kept aside in the history.
    Before the story is first public the row follows; afterwards readers see the change when `update` or `publish`
    brings it live. The same text saved again is no new revision. Where changes are promised and this text tells more
    than was answered for, the promise is taken back, and `promise_was` of the story holds its time.
    """
    try:
        return _save(article, snapshot, base, by, at, note)
    except StaleSave as stale:
        revising.keep_aside(
            article, stale.snapshot, base=base, by=by, at=at, note="Came second; kept aside"
        )
        raise


@transaction.atomic
def _save(article, snapshot, base, by, at, note):
    article, before, at = begin(article, "save", by, at)
    snapshot = history.normalise(snapshot)
    newest = article.newest_revision
    if snapshot == newest.snapshot:
        return article
    if base != newest.number:
        snapshot = revising.merged(article, snapshot, base)
        note = f"Merged with revision {newest.number}. {note}".strip()
    snapshot, left = allowed.changes(by, article, newest.snapshot, snapshot, at)
    if snapshot == newest.snapshot:
        article.left_as_it_was = left
        return article
    if article.goes_out_by_itself(at):
        four_eyes.check(article, by, at, saving=snapshot)
    if article.status == Status.PUBLISHED:
        check_complete(snapshot)
    promised = article.changes_at
    if weighing.unsettles(article, snapshot, by=by):
        article.changes_at = None
    _add_revision(article, snapshot, newest, by, at, note)
    if not article.was_public(at):
        _bring_live(article, snapshot, newest, at, article.get_absolute_url())
    else:
        article.save()
    if article.changes_at != promised:
        article.promise_was = promised
        note = f"{note} {weighing.TAKEN_BACK}".strip()
    return _saved(article, "save", by, at, note, before, left)


def _saved(article, act, by, at, note, before, left):
    """`left`: what the account may not set; `article.left_as_it_was` tells whoever called."""
    record(article, act, by, at, " ".join(filter(None, [note, allowed.told(left)])), before)
    article.left_as_it_was = left
    return article


@transaction.atomic
def publish(article, *, by, at=None, publish_at=None, weight=None, note=""):
    """Makes the newest revision public: now, or at `publish_at`. Publishing a scheduled story again moves its time.

    Doing the same twice changes nothing. A story that readers have seen is weighed as by `update`.
    """
    article, before, at = begin(article, "publish", by, at)
    if before == Status.PUBLISHED and not article.is_scheduled(at):
        if publish_at is None and not article.has_changes():
            return article
        raise Refused(
            "Readers see this story already. Use “Publish changes” to bring your text live."
        )
    if before == Status.PUBLISHED and publish_at == article.public_at and not article.has_changes():
        return article
    if publish_at is not None and publish_at < at - timedelta(minutes=1) and by is not None:
        raise Refused("That time has passed. Choose a time to come, or publish now.")
    if article.embargo_until and _public_time(article, at, publish_at) < article.embargo_until:
        raise Refused(
            f"The story is under embargo until {moment(article.embargo_until)}. "
            "Schedule it for then or later, or lift the embargo first."
        )
    snapshot, shown = article.newest_revision.snapshot, _shown(article)
    check_complete(snapshot)
    old_address, seen = article.get_absolute_url(), article.was_public(at)
    if seen:
        note = weighing.weighed(article, by=by, weight=weight, note=note)
    article.status = Status.PUBLISHED
    article.public_at = _public_time(article, at, publish_at)
    article.changes_at = None
    article.assigned_to = article.due_at = None  # what it was assigned for is done
    if article.withdraw_at and article.withdraw_at <= article.public_at:
        raise Refused(
            "The story is to be withdrawn before that time. Take that promise back first."
        )
    if not seen:
        article.first_public_at = article.public_at
        article.public_date = paper_day(article.public_at)
    elif article.has_changes():
        article.updated_at = max(article.public_at, at)
    _bring_live(article, snapshot, shown, at, old_address, seen)
    record(article, "publish", by, at, note, before)
    return article


@transaction.atomic
def update(article, *, by, at=None, weight=None, note=""):
    """Brings the working copy of a public story live. Without changes it does nothing.

    Raises AsksWeight where the change is more than a typing error and nobody has said that it is minor (`weight`).
    """
    article, before, at = begin(article, "update", by, at)
    if not article.was_public(at):
        raise Refused("Readers do not see this story yet, so there is nothing to bring live.")
    if not article.has_changes():
        return article
    note = weighing.weighed(article, by=by, weight=weight, note=note)
    bring_changes_live(article, at)
    record(article, "update", by, at, note, before)
    return article


def bring_changes_live(article, at):
    """The part of an act that shows readers the working copy of a public story."""
    snapshot = article.newest_revision.snapshot
    check_complete(snapshot)
    article.updated_at = at
    article.changes_at = article.assigned_to = article.due_at = None
    _bring_live(article, snapshot, _shown(article), at, article.get_absolute_url(), seen=True)


@transaction.atomic
def readdress(article, *, by, old, at=None, note=""):
    """Makes an old address of a public story its address again; the one that it has now leads there."""
    article, before, at = begin(article, "readdress", by, at)
    now = article.get_absolute_url()
    if old == now:
        return article
    if old not in redirects.leading_to(now):
        raise Refused("That address does not lead to this story. Load the page again.")
    if article.has_changes():
        raise Refused("Publish the changes that are saved first, or bring the published text back.")
    snapshot = article.newest_revision.snapshot | {"slug": addresses.slug_of(old)}
    note = note or f"{now} → {old}"
    shown = _shown(article)
    _add_revision(article, snapshot, article.newest_revision, by, at, note)
    _bring_live(article, snapshot, shown, at, now, seen=True)
    record(article, "readdress", by, at, note, before)
    return article


@transaction.atomic
def withdraw(article, *, by, at=None, note=""):
    """Takes a public story away from readers; its address answers as if it had never been, until it is published
    again. A story still waiting for its time goes back to being a draft.
    """
    article, before, at = begin(article, "withdraw", by, at)
    if article.was_public(at):
        article.status = Status.WITHDRAWN
    else:
        _never_public(article, Status.DRAFT)
    settle(article, at)
    record(article, "withdraw", by, at, note, before)
    return article


@transaction.atomic
def kill(article, *, by, reason, at=None, note=""):
    """Takes a story down for good. Where it was public, its address says so and gives the reason."""
    article, before, at = begin(article, "kill", by, at)
    reason = body.plain(reason)
    if not reason:
        raise Refused("Killing a story needs a reason; readers will see it at the story’s address.")
    if not article.was_public(at):
        _never_public(article, Status.KILLED)
    article.status = Status.KILLED
    article.kill_reason = reason
    settle(article, at)
    record(article, "kill", by, at, note or reason, before)
    return article


def begin(article, act, by, at):
    """Locks the story's row and checks that the act is open. Returns the story as it is now, its state, and the
    clock: never before the story's last act, which may have been done while this one waited for the lock.

    A withdrawal whose time has come is done first, where no job has done it yet.

    The revision is read by a query of its own: after waiting for the lock PostgreSQL reads the row anew, but joins
    what stood when the wait began.
    """
    article = _locked(article)
    at = at or timezone.now()
    check_permission(act, by, article, at)
    if act != "withdraw" and article.status == Status.PUBLISHED and article.is_over(at):
        article = withdraw(article, by=None, at=article.withdraw_at, note="as promised")
    if article.status not in ARROWS[act].sources:
        raise Refused(
            f"The story is {article.get_status_display().lower()}; "
            f"one cannot {_VERBS.get(act, act)} it from there."
        )
    if act in _GOES_OUT or (act == "correct" and article.has_changes()):
        four_eyes.check(article, by, at)
    last_at, article.last_digest = audit.last(article)
    at = max(at, last_at) if last_at else at
    article.had = kept.before(article, at)
    return article, article.status, at


def _locked(article):
    try:
        return Article.objects.select_for_update(no_key=True).get(pk=article.pk)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
            raise
        raise Refused(
            "Somebody else’s act on this story has not come to its end. Nothing was done; "
            "your text is here. Try again in a moment."
        ) from error


def check_permission(act, by, article=None, at=None):
    """Raises Refused where the account may not do this to the story; without one, to any."""
    if by is None or _may(Account(by, at), act, article):
        return
    words = ARROWS[act].words
    if article is not None and _may(Account(by, at), act):
        raise Refused(f"Your account may {words}, but not here as things stand. Ask the desk.")
    raise Refused(f"Your account may not {words}. Ask someone of the desk who may.")


def _may(account, act, article=None):
    if act == "save":
        return account.may_save(article)
    return account.may(ARROWS[act].permission, article)


def check_complete(snapshot):
    lacks = history.missing(snapshot)
    if lacks:
        raise Refused("Readers cannot get this story yet.", *lacks)


def _public_time(article, at, publish_at):
    """A story that was public before keeps its time unless another is asked for."""
    if publish_at is not None:
        return publish_at
    return article.first_public_at if article.was_public(at) else at


def _add_revision(article, snapshot, base, by, at, note):
    article.newest_revision = revising.add(article, snapshot, base, by, at, note)
    article.saved_at = at


def _shown(article):
    """The revision that the row says: the live one, or the newest where none is live."""
    return article.live_revision or article.newest_revision


def _bring_live(article, snapshot, shown, at, old_address="", seen=False):
    """The row follows the newest revision, with its address and its places in lists. `shown`: the revision that it
    says until now, None for a new story. `seen`: readers may know the old address, so it leads to the new one from
    now on.
    """
    if article.public_date is None:
        article.slug = snapshot["slug"]
    else:
        article.had.snapshot = shown.snapshot
        if not addresses.keeps(article, snapshot, old_address):
            addresses.give(article, snapshot, old_address)
        if seen:
            redirects.remember(old_address, article.get_absolute_url())
        article.live_revision = article.newest_revision
        versions.follow(article, at, is_first=article.had.live_revision_id is None)
    history.follow(article, snapshot, shown and shown.snapshot)
    if article.status == Status.PUBLISHED:  # else no list shows it and no search finds it
        article.listed_in = relist(article)
        search.index(article)


def _never_public(article, status):
    """Takes back the address that a story was to have; nobody has seen it."""
    article.status = status
    article.public_at = article.first_public_at = article.public_date = article.live_revision = None
    article.slug = article.newest_revision.snapshot["slug"]


def settle(article, at):
    """After a story was taken away from readers: no list, no link to a preview and no picture of its own shows it any
    more, and nothing is promised for it.
    """
    article.preview_links.filter(revoked_at=None).update(revoked_at=at)
    article.changes_at = article.withdraw_at = article.assigned_to = article.due_at = None
    article.save()
    versions.forget_unseen(article, at)
    relist(article)
    search.index(article)
    article.hidden_pictures = library.forget_renditions(article)


def record(article, act, by, at, note, before):
    after = getattr(article, "last_digest", None)
    row = audit.write(article, act, by=by, at=at, note=note, before=before, after=after)
    article.last_digest = row.digest
    outbox.follow(article, act, at)
    if had := getattr(article, "had", None):  # else it is new
        kept.follow(article, act, had, at)
