"""The nouns of a story. Files import downward: article <- listing, byline, image, tag, series, revision,
log, desk, correction, outbox.

article: what readers see of a story.      headline, standfirst, kicker, body: its parts, in the order on the page.
revision: one saved state of the whole.    working copy: the newest revision, where it is not live.
live: what readers get.                    public: live, and its time has come.
byline: who made it, in order.             author: a person who makes stories; not a login.
tag: what it is about.                     listing: the place of a story in the list of a section.
image: a picture of the library.           picture: an image in a story, with what the story says differently.
series: stories that belong together.      related: stories that an editor linked under a text.
log: who did what to it, and when.         slug: the word that ends its address.
autosave: what was typed and not saved.    presence: an open form, and whose it is.
preview link: leave to read it early.      embargo: the earliest time at which it may be public.
correction: a public note on what was wrong. version: a revision that was public, and from when.
setback: a promise that failed.
outbox: what others must still be told.    aside: a revision that was kept, but never was the newest.
"""

from .article import Article
from .author import Author
from .byline import Byline
from .correction import Correction, Version
from .desk import Autosave, Presence, PreviewLink
from .image import Image, Picture
from .listing import Listing
from .log import ArticleLog
from .outbox import Heartbeat, OutboxItem, Setback
from .revision import Revision
from .series import RelatedStory, Series
from .tag import Tag, TaggedArticle

__all__ = [
    "Article",
    "ArticleLog",
    "Author",
    "Autosave",
    "Byline",
    "Correction",
    "Heartbeat",
    "Image",
    "Listing",
    "OutboxItem",
    "Picture",
    "Presence",
    "PreviewLink",
    "RelatedStory",
    "Revision",
    "Series",
    "Setback",
    "Tag",
    "TaggedArticle",
    "Version",
]
