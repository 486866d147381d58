"""The site as a WSGI application."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from newsroom import replicas
from newsroom.pagecache import stores
from newsroom.pagecache.serving import KeptPages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
# Somebody waits for each answer: PostgreSQL gives up on a row that another act holds, and on what takes too long.
os.environ.setdefault("PGOPTIONS", "-c lock_timeout=3s -c statement_timeout=15s")
_site = get_wsgi_application()
_store = stores.current() if settings.PAGES_KEPT else None
_has_edge = bool(settings.EDGE_URLS or settings.EDGE_PURGE)
import_module(settings.ROOT_URLCONF)  # all views are loaded here, not by each worker for itself
gc.freeze()  # what was loaded stays: looking through it for rubbish would copy it for each worker
application = KeptPages(_site, _store, is_before_edge=_has_edge, replicas=replicas.current())
