"""The front, what speaks for the whole site, and the sections: what no other address took."""

from django.urls import path, re_path

from . import feeds, views

SECTION = r"(?P<path>[a-z0-9-]+(?:/[a-z0-9-]+)*)"

app_name = "sections"
urlpatterns = [
    path("", views.front, name="front"),
    path("text/", views.text_front, name="text-front"),
    path("<feed:name>", feeds.SiteFeed(), name="feed"),
    path("sitemap.xml", views.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", views.pages_sitemap, name="pages-sitemap"),
    path("robots.txt", views.robots, name="robots"),
    re_path(r"^(?P<url>about/(?:[a-z0-9-]+/)*)$", views.page, name="page"),
    re_path(
        rf"^{SECTION}/(?P<name>rss\.xml|atom\.xml|feed\.json)$",
        feeds.SectionFeed(),
        name="section-feed",
    ),
    re_path(rf"^{SECTION}/$", views.section, name="section"),
]
