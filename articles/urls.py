"""Addresses of stories and of the lists that belong to them."""

from django.urls import path, register_converter

from . import feeds, views


class _Digits:
    def __init_subclass__(cls, width):
        cls.regex = f"[0-9]{{{width}}}"

    def to_python(self, value):
        return int(value)


class Year(_Digits, width=4):
    def to_url(self, value):
        return f"{int(value):04}"


class TwoDigits(_Digits, width=2):
    def to_url(self, value):
        return f"{int(value):02}"


register_converter(Year, "year")


class FeedName:
    regex = r"rss\.xml|atom\.xml|feed\.json"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(TwoDigits, "two")
register_converter(FeedName, "feed")

app_name = "articles"
urlpatterns = [
    path("<year:year>/<two:month>/<two:day>/<slug:slug>/", views.article, name="article"),
    path("<year:year>/<two:month>/<two:day>/<slug:slug>/card.png", views.card, name="card"),
    path(
        "<year:year>/<two:month>/<two:day>/<slug:slug>/changes/",
        views.story_changes,
        name="changes",
    ),
    path("<year:year>/", views.archive, name="year"),
    path("<year:year>/<two:month>/", views.archive, name="month"),
    path("<year:year>/<two:month>/<two:day>/", views.archive, name="day"),
    path("text/<year:year>/<two:month>/<two:day>/<slug:slug>/", views.text, name="text"),
    path("preview/<slug:token>/", views.previewed, name="preview"),
    path("media/<int:pk>/<str:name>", views.rendition, name="rendition"),
    path("tag/<slug:slug>/", views.tag, name="tag"),
    path("tag/<slug:slug>/<feed:name>", feeds.TagFeed(), name="tag-feed"),
    path("search/", views.search, name="search"),
    path("corrections/", views.corrections_list, name="corrections"),
    path("corrections/<feed:name>", feeds.CorrectionFeed(), name="corrections-feed"),
    path("by/<slug:slug>/", views.person, name="person"),
    path("by/<slug:slug>/<feed:name>", feeds.PersonFeed(), name="person-feed"),
    path("sitemap-<year:year>-<two:month>.xml", views.month_sitemap, name="month-sitemap"),
    path("news-sitemap.xml", views.news_sitemap, name="news-sitemap"),
    path("card.png", views.site_card, name="site-card"),
]
