"""Random edits over a whole paper, every reader's page crawled before and after each: pages that differ are among those
that the act purged, and few others are.

paper.py     the stories, tags, people, pictures and sections that are edited
edits.py     one edit each, as an editor or an administrator makes it
reading.py   all pages as a reader without a cookie gets them, with what they say that they are made of
trial.py     edits one after the other, and what each changed and purged

`python -m tests.kept` does it at full length.
"""
