"""The site's table of contents. Sections come last: they take what is left."""

from django.contrib import admin
from django.urls import include, path

from newsroom import health

urlpatterns = [
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
    path("", include("sections.urls")),
]

handler404 = "sections.views.not_found"
handler500 = "newsroom.carrying.server_error"
