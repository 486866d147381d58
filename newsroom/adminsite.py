"""The admin as this site has it: its opening page and its lookups. The only place that changes Django's own site."""

from functools import update_wrapper

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.views import shortcut
from django.http import Http404
from django.urls import path

from newsroom import carrying


class Lookups(AutocompleteJsonView):
    """A row is offered in the words by which its admin lets it be chosen: `choice_words`, where it has them, and to
    whom it lets look rows up: `has_lookup_permission`, where it has one, else all who may see them.
    """

    def has_perm(self, request, obj=None):
        may = getattr(self.model_admin, "has_lookup_permission", None)
        return super().has_perm(request, obj) or bool(may and may(request))

    def serialize_result(self, row, to_field_name):
        words = getattr(self.model_admin, "choice_words", str)
        return super().serialize_result(row, to_field_name) | {"text": words(row)}


def _view_on_site(request, content_type_id, object_id):
    """From a row to its page. Not for stories: the address of one that is scheduled is not for everybody."""
    if content_type_id == str(ContentType.objects.get_by_natural_key("articles", "article").pk):
        raise Http404
    return shortcut(request, content_type_id, object_id)


class DeskSite(AdminSite):
    enable_nav_sidebar = False  # the width is for the text

    def index(self, request, extra_context=None):
        """The opening page: what needs hands, before Django's list of tables."""
        from articles.admin import opening  # what it imports registers itself with this site

        return super().index(request, opening.context(request) | (extra_context or {}))

    def admin_view(self, view, cacheable=False):
        """A story's text that is sent without a session is not thrown away on the way to the login."""
        inner = super().admin_view(view, cacheable)

        def carry(request, *args, **kwargs):
            return self._login_with_text(request) or inner(request, *args, **kwargs)

        return update_wrapper(carry, view)

    def _login_with_text(self, request):
        """The login that carries the text, or None where there is none to carry or no need to log in."""
        if carrying.holds_a_text(request) and not self.has_permission(request):
            return carrying.ask_to_log_in(request)
        return None

    def login(self, request, extra_context=None):
        response = super().login(request, extra_context)
        return carrying.after_login(request, response) if "carried" in request.POST else response

    def get_urls(self):
        view = self.admin_view(_view_on_site)
        address = "r/<path:content_type_id>/<path:object_id>/"
        return [path(address, view, name="view_on_site"), *super().get_urls()]

    def autocomplete_view(self, request):
        return Lookups.as_view(admin_site=self)(request)
