"""The zone in which an editor enters and reads times."""

import zoneinfo

from django.conf import settings
from django.utils import timezone


class EditorsZone:
    """Activates the editor's own zone in the admin. Readers always get the paper's zone."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/admin/"):
            return self.get_response(request)
        name = getattr(request.user, "time_zone", "") or settings.TIME_ZONE
        with timezone.override(zoneinfo.ZoneInfo(name)):
            return self.get_response(request)
