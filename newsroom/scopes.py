"""The names of permissions that come in scopes. What a scope reaches is said in `articles.permissions`."""

OWN, DESK = "own", "desk"
_WORDS = {DESK: "of their desks alone", OWN: "of their own alone"}


def scoped(permission, scope):
    """ "publish_article" for desks is "publish_desk_article"; what stands before the verb stays: "articles." """
    verb, _, noun = permission.partition("_")
    return f"{verb}_{scope}_{noun}"


def in_scopes(*permissions):
    """(codename, words) of each of these, and of the two narrower ones beside it."""
    return [*permissions, *narrowed(*permissions)]


def narrowed(*permissions):
    """(codename, words) for desks and for one's own."""
    return [
        (scoped(codename, scope), f"{words}, {_WORDS[scope]}")
        for codename, words in permissions
        for scope in (DESK, OWN)
    ]
