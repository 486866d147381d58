from urllib.parse import urlsplit

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


def keep_site_row(sender, using="default", **kwargs):
    """Sets the Site row to SITE_NAME and SITE_URL, so that no address says example.com."""
    from django.conf import settings
    from django.contrib.sites.models import Site

    Site.objects.using(using).update_or_create(
        pk=settings.SITE_ID,
        defaults={"domain": urlsplit(settings.SITE_URL).netloc, "name": settings.SITE_NAME[:50]},
    )


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with the site's own opening page and lookups."""

    default = False  # it stands in for "django.contrib.admin", not for this app
    default_site = "newsroom.adminsite.DeskSite"


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        from newsroom import checks  # noqa: F401  registers them

        # Django offers no plain call after `migrate`; this is its own way in, and the only signal of the site.
        post_migrate.connect(keep_site_row, sender=self)
