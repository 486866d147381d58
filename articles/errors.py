"""What an act answers when it will not: a sentence that the editor, or the operator, reads as it stands."""


class Refused(Exception):
    """An act was refused and nothing was changed. `sentences` says why and what to do, one reason each."""

    def __init__(self, *sentences):
        super().__init__(" ".join(sentences))
        self.sentences = sentences


class StaleSave(Refused):
    """A save whose base is no longer the newest revision, where both changed the same. The story is as it was; the text
    that came second is kept aside in its history.

    newest: the revision that came first. snapshot: the text that came second. merged: what the two make together
    (`articles.merging.Merged`), with the conflicts that wait for a choice.
    """

    def __init__(self, newest, snapshot, merged):
        who = newest.author_name()
        super().__init__(
            f"Someone else saved this story after you opened it: {who}, revision {newest.number}. "
            "Nothing of yours is lost: both texts are shown."
        )
        self.newest = newest
        self.snapshot = snapshot
        self.merged = merged
        self.who = who


class AsksWeight(Refused):
    """Readers have seen the story, and what would change for them is more than a typing error. `changes` holds the
    telling ones, as `articles.guard` found them; the text is saved, and nothing went live.
    """

    def __init__(self, changes):
        super().__init__(
            "This changes a figure, a name, a quotation or a negation that readers have seen. "
            "Say whether that is minor, with a note for the log, or a correction, with a public note."
        )
        self.changes = changes
