"""Telling the edge, the caches between the site and its readers, which of the pages that they keep are wrong.

Pages come to it with the header Surrogate-Key (`newsroom.pagecache`). Each address of EDGE_URL is asked, as
newsroom/deploy/pages.vcl understands it:

    PURGE /
    Edge-Secret: as EDGE_SECRET
    Purge-Keys: story:12 card:12            pages that name one of these words are not shown again
    Soft-Purge-Keys: ~story:12 ~card:12     pages that name one of these are shown for a minute, and made anew

and answers 200. A CDN's own interface needs one function that takes what `tell` takes and raises what cannot be told;
EDGE_PURGE names it, as "package.module.function".
"""

import http.client
from itertools import zip_longest
from textwrap import wrap
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.module_loading import import_string

from newsroom.pagecache import SHARED

TIMEOUT = 0.5  # seconds for each step of a request
LENGTH = 4000  # bytes of keys in a header; Varnish takes twice as many
_CONNECTIONS = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}


class Unheard(Exception):
    """An edge does not know yet what is wrong. It may be told again; hearing it twice does no harm."""


def tell(keys, gone):
    """As `newsroom.purging.purge` has them. Nothing where the site has no edge. Raises Unheard, or what the function
    of EDGE_PURGE raises.
    """
    tell_it = import_string(settings.EDGE_PURGE) if settings.EDGE_PURGE else purge_varnish
    tell_it(keys, gone)


def purge_varnish(keys, gone):
    """Asks every address, whatever the others answer."""
    deaf = []
    for address in settings.EDGE_URLS:
        try:
            _purge(address, keys, gone)
        except (OSError, http.client.HTTPException) as error:
            deaf.append(f"{address} ({str(error) or type(error).__name__})")
    if deaf:
        raise Unheard(f"The edge at {', '.join(deaf)} was not told of {', '.join([*keys, *gone])}.")


def _purge(address, keys, gone):
    place = urlsplit(address)
    connection = _CONNECTIONS[place.scheme](place.netloc, timeout=TIMEOUT)
    hard = [*keys, *gone, *(SHARED + key for key in gone)]
    soft = [SHARED + key for key in keys]
    try:
        for now, later in zip_longest(_lines(hard), _lines(soft), fillvalue=""):
            asked = {"Purge-Keys": now, "Soft-Purge-Keys": later}
            connection.request("PURGE", "/", headers=asked | {"Edge-Secret": settings.EDGE_SECRET})
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise http.client.HTTPException(f"it answered {answer.status} {answer.reason}")
    finally:
        connection.close()


def _lines(words):
    return wrap(" ".join(words), LENGTH, break_long_words=False, break_on_hyphens=False)
