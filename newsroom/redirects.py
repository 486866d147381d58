"""Old addresses: one table (django.contrib.redirects), one function that writes it, one middleware that reads it."""

from django.conf import settings
from django.contrib.redirects.models import Redirect
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from newsroom import prepared


def remember(old, new):
    """From now on `old` leads to `new`. Paths start with a slash; those ending in one cover what lies below them.

    No chains: what led to `old` leads to `new` at once, and an address that is in use again leads nowhere.
    """
    if old == new:
        return
    Redirect.objects.filter(site_id=settings.SITE_ID, old_path=new).delete()
    Redirect.objects.filter(site_id=settings.SITE_ID, new_path=old).update(new_path=new)
    Redirect.objects.update_or_create(
        site_id=settings.SITE_ID, old_path=old, defaults={"new_path": new}
    )


def taken(path, leading_elsewhere_than=""):
    """Whether `path` is an old address of something else, so that nothing new may stand there."""
    found = Redirect.objects.filter(site_id=settings.SITE_ID, old_path=path)
    return found.exclude(new_path=leading_elsewhere_than).exists()


def leading_to(path):
    """The old addresses that lead to `path`, the latest first. One query."""
    found = Redirect.objects.filter(site_id=settings.SITE_ID, new_path=path).order_by("-pk")
    return list(found.values_list("old_path", flat=True))


def destination(path):
    """The address that `path` leads to now, or None. The longest remembered part of it counts. One query."""
    parts = path.split("/")
    candidates = [path] + ["/".join(parts[:depth]) + "/" for depth in range(len(parts) - 1, 1, -1)]
    if not path.endswith("/"):
        candidates.append(path + "/")
    candidates = [part for part in candidates if len(part) <= 200 and "\0" not in part][:12]
    found = dict(prepared.rows(_leading_on, paths=candidates))
    if not found:
        return None
    old = max(found, key=len)
    return found[old] + path[len(old) :]


def _leading_on(paths):
    found = Redirect.objects.filter(site_id=settings.SITE_ID, old_path__in=paths)
    return found.values_list("old_path", "new_path")


class OldAddresses:
    """Answers a 404 with a permanent redirect where the address is an old one and the new one is there for readers.

    The new address is asked through its own view, so that an old address never tells of a story that is not public.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        new = destination(request.path_info)
        if new is None or not _is_there(request, new):
            return response
        return HttpResponsePermanentRedirect(new)


def _is_there(request, path):
    try:
        match = resolve(path)
        return match.func(request, *match.args, **match.kwargs).status_code in (200, 410)
    except (Http404, Resolver404):
        return False
