"""Bringing stories in: a reader for each format (page.py) turns an input into records (records.py), and one writer
(writing.py) makes stories of them through the acts. Imports point that way: writing, readers -> records.

record: one story as an input tells it.    ref: what it is found again by; never where its file lay.
reader: a function from bytes to records.  receipt: what became of each record, and the sum.
"""
