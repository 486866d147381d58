"""The desk: what editors do to stories, people and tags. Every button calls an act; nothing here writes a live story.

opening.py: the opening page.
story.py: the list of stories.                     editing.py: the story form, its buttons, the conflict page.
history.py: what happened to a story.
forms.py: the form over a revision's snapshot.     queues.py: filters and search of the list.
outbox.py: messages to others.                     timing.py: times that are promised.
words.py: where a story stands, in words.          people.py, tags.py: who makes stories and what they are about.
log.py: the log of all acts.                       reaching.py: when readers have what was done.
"""

from . import log, outbox, people, pictures, story, tags  # noqa: F401  registers them
