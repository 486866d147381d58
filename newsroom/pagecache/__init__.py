"""Whole pages, kept for readers and thrown out by what they are made of. Knows requests, responses and the names of
keys; no model and no address of the site's own.

A response names its keys (`made_of`). An act purges keys, never pages: pages made of a purged key are wrong at once,
pages that only share it (a piece that stands on every page) are made anew within a minute, behind the reader's back.
A response that names no key is kept nowhere, here or at the edge.

address.py   which requests may be answered by a kept page, and under which name
page.py      one kept page: what is stored of it, what is sent of it
pieces.py    a piece that stands on very many pages, made once until anything is purged
ledger.py    what was purged and when, and what that says of a page
stores/      where pages and the ledger stand: files of one machine, or Redis for many
serving.py   the layer around the site: a kept page, or the one renderer's new one, or the last copy
"""

HEADER = "Surrogate-Key"
SHARED = "~"  # before a key that the page only shares
EVERYTHING = "everything"  # a key of every page


def made_of(response, *keys, shared=()):
    """Names what the page is made of: words such as "story:12". `shared`: pieces that stand on many pages, which may
    be up to a minute old. Returns the response.
    """
    named = [EVERYTHING, *keys, *(SHARED + key for key in shared)]
    response[HEADER] = " ".join(dict.fromkeys(named))
    return response
