"""What `manage.py check` says about this site beyond Django's own checks."""

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Tags, Warning, register
from django.http.request import validate_host


@register(Tags.security, deploy=True)
def plain_http(app_configs, **kwargs):
    """A paper is read over https: the secure cookies and the redirect hang on SITE_URL."""
    if settings.HTTPS:
        return []
    return [
        Warning(
            "SITE_URL begins with http://, so cookies are not marked secure and nobody is sent "
            "to https.",
            hint="Set SITE_URL to the https address that readers use.",
            id="newsroom.W001",
        )
    ]


@register(Tags.security, deploy=True)
def own_host(app_configs, **kwargs):
    """A request for the site's own address must not be turned away."""
    host = urlsplit(settings.SITE_URL).hostname
    if validate_host(host, settings.ALLOWED_HOSTS):
        return []
    return [
        Warning(
            f"ALLOWED_HOSTS does not hold {host}, so every request for SITE_URL is refused.",
            hint="Add the host to ALLOWED_HOSTS, or unset it: the host of SITE_URL is its default.",
            id="newsroom.W002",
        )
    ]


@register(Tags.security, deploy=True)
def public_server(app_configs, **kwargs):
    """Ten slow clients are enough to stop the site's own server; a proxy bears thousands."""
    if not _is_public(settings.WEB_BIND):
        return []
    return [
        Warning(
            f"The site's own server listens at {settings.WEB_BIND}, where strangers reach it: a few slow ones stop it.",
            hint="Bind it to 127.0.0.1 or to an address of your own network, and put nginx before it "
            "(manage.py deploy_files).",
            id="newsroom.W003",
        )
    ]


def _is_public(place):
    """Whether host:port, or a port alone, is open to others than this machine and its own network. Of a name that is
    not known.
    """
    if place.startswith("fd:"):
        return False
    host = place.rpartition(":")[0].strip("[]")
    try:
        address = ipaddress.ip_address(host or "0.0.0.0")  # noqa: S104  looked for, not bound to
    except ValueError:
        return False
    return address.is_unspecified or address.is_global


@register(Tags.security, deploy=True)
def edge_secret(app_configs, **kwargs):
    """Who guesses it empties the edge as often as he likes."""
    if not settings.EDGE_URLS or len(set(settings.EDGE_SECRET)) >= 10:
        return []
    return [
        Warning(
            "EDGE_SECRET can be guessed: it has fewer than ten different characters.",
            hint="python -c 'import secrets; print(secrets.token_urlsafe(30))' makes one.",
            id="newsroom.W004",
        )
    ]


@register(Tags.security, deploy=True)
def untrusted_edge(app_configs, **kwargs):
    """nginx speaks https with readers and http with the site; a site that does not believe it redirects for ever."""
    if not settings.EDGE_URLS or not settings.HTTPS or settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        Warning(
            "The site stands behind an edge and does not believe it that readers came by https, so "
            "every page is a redirect to itself.",
            hint="Set TRUST_FORWARDED_PROTO=1.",
            id="newsroom.W005",
        )
    ]
