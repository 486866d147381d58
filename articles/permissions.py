"""Who may do what to which story. Acts, lists, lookups, forms and buttons all ask here.

A permission of stories comes in three scopes: "articles.publish_article" reaches all stories,
"articles.publish_desk_article" those of the account's desks (a section and all below it), and
"articles.publish_own_article" its own: stories that it began, or that have its person in the byline. What readers see
decides where a live story stands and whose it is.

A story under embargo is for those who are named in it, for whom it is assigned to, and for who leads its desk; else
for those who hold the permission for all stories.

What an account holds is read once a request: the desks are kept on the user object, as Django keeps its permissions.
"""

from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Byline
from articles.models.article import public_rule
from newsroom.scopes import DESK, OWN, scoped
from sections.models import DeskMember, Section

VIEW, CHANGE = "articles.view_article", "articles.change_article"
WRITE = "articles.write_article"  # before they are submitted
PROPOSE = "articles.propose_article"  # working copies of what was public
PUBLISH = "articles.publish_article"
ARRANGE = "articles.arrange_article"
BYLINE = "articles.byline_article"
AUDIT = "articles.audit_article"  # reads all drafts, and each reading is logged
READING = (VIEW, CHANGE, WRITE, PROPOSE)
SAVING = (CHANGE, WRITE, PROPOSE)

Status = Article.Status


def may(user, permission, article=None, at=None):
    """Whether the account may do this to the story; without one, whether it may to any story at all. None is the
    operator, who may everything.
    """
    return user is None or Account(user, at).may(permission, article)


def may_read(user, article, at=None):
    """Whether the account may open the story at the desk."""
    return user is None or Account(user, at).may_read(article)


def open_to(user, stories=None, *permissions, at=None):
    """The stories for which the account holds one of the permissions (default: those that let it read)."""
    account = Account(user, at)
    rule = account.rule(permissions) if permissions else account.reading_rule()
    return (Article.objects.all() if stories is None else stories).filter(rule)


def of_stories(user, rows, *permissions):
    """Rows that hang on a story by `article`: those of the stories for which the account holds one of these."""
    rule = Account(user).rule(permissions)
    return rows.filter(article__in=Article.objects.filter(rule)) if rule else rows


def to_choose(user, at=None):
    """The stories whose headlines the account may see: what it may read at the desk, and what readers see."""
    account = Account(user, at)
    rule = account.reading_rule()
    return Article.objects.filter(rule | public_rule(account.at) if rule else Q())


def is_read_by_audit(user, article, at=None):
    """Whether nothing but the right to audit opens this story to the account: then the reading is logged."""
    account = Account(user, at)
    return user.has_perm(AUDIT) and not any(account.may(name, article) for name in READING)


class Account:
    """What one account may do at one time. Each rule stands twice, for rows (`…_rule`) and for one story; a test holds
    the two together.
    """

    def __init__(self, user, at=None):
        self.user, self.at = user, at or timezone.now()
        self._own, self._expected = {}, set()

    def may(self, permission, article=None):
        if self.user.has_perm(permission):
            return True
        by_own = self.user.has_perm(scoped(permission, OWN))
        by_desk = self.user.has_perm(scoped(permission, DESK))
        if article is None:
            return by_own or by_desk
        return (by_own and self.is_own(article)) or (by_desk and self.is_of_desk(article))

    def rule(self, permissions):
        """For rows: that `may` one of these."""
        if any(map(self.user.has_perm, permissions)):
            return Q()
        rule = Q(pk__in=[])
        if any(self.user.has_perm(scoped(name, OWN)) for name in permissions):
            rule |= self._own_rule()
        if any(self.user.has_perm(scoped(name, DESK)) for name in permissions):
            rule |= self._desk_rule()
        return rule

    def may_read(self, article):
        by_audit = self.user.has_perm(AUDIT) and (
            self._is_unembargoed(article) or self.is_own(article)
        )
        return by_audit or any(self.may(name, article) for name in READING)

    def reading_rule(self):
        rule = self.rule(READING)
        if rule and self.user.has_perm(AUDIT):
            rule |= self._free_rule() | self._own_rule()
        return rule

    # Own

    def is_own(self, article):
        if article.created_by_id == self.user.pk:
            return True
        if article.pk not in self._own:
            self.expect([article])
            named = Byline.objects.filter(article__in=self._expected, author__user=self.user)
            self._own = dict.fromkeys(self._expected, False)
            self._own |= dict.fromkeys(named.values_list("article", flat=True), True)
        return self._own[article.pk]

    def expect(self, stories):
        """Whose these stories are is asked at once, when it is asked of the first."""
        self._expected |= {story.pk for story in stories}

    def _own_rule(self):
        named = Byline.objects.filter(author__user=self.user)
        return Q(created_by=self.user) | Q(pk__in=named.values("article"))

    # Desk

    @cached_property
    def desks(self):
        """{id of each section of the account's desks: whether it leads there}. Two queries a request."""
        if not hasattr(self.user, "_desks"):
            self.user._desks = _desks_of(self.user)
        return self.user._desks

    def is_of_desk(self, article):
        if article.section_id not in self.desks:
            return False
        leads = self.desks[article.section_id]
        return leads or article.assigned_to_id == self.user.pk or self._is_unembargoed(article)

    def _desk_rule(self):
        led = [pk for pk, leads in self.desks.items() if leads]
        named = Q(section__in=led) | Q(assigned_to=self.user) | self._free_rule()
        return Q(section__in=list(self.desks)) & named

    def _is_unembargoed(self, article):
        """Under no embargo."""
        return article.embargo_until is None or article.embargo_until <= self.at

    def _free_rule(self):
        return Q(embargo_until__isnull=True) | Q(embargo_until__lte=self.at)

    # Saving

    def may_save(self, article=None):
        """Before it is submitted, whoever may write it; what was public, also who may propose changes; else, and where
        what is saved goes out by itself, the desk.
        """
        if article is None:
            return any(map(self.may, SAVING))
        if article.goes_out_by_itself(self.at) and not self.may(PUBLISH, article):
            return False
        if self.may(CHANGE, article):
            return True
        if article.status in (Status.DRAFT, Status.SENT_BACK):
            return self.may(WRITE, article)
        return article.was_public(self.at) and self.may(PROPOSE, article)


def _desks_of(user):
    memberships = dict(DeskMember.objects.filter(user=user).values_list("section__path", "is_lead"))
    if not memberships:
        return {}
    found = {}
    for pk, path in Section.objects.values_list("pk", "path"):
        above = [
            leads
            for desk, leads in memberships.items()
            if path == desk or path.startswith(desk + "/")
        ]
        if above:
            found[pk] = any(above)
    return found
