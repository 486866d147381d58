"""What the admin's pages share: lookups, fields of forms, acts behind buttons. Times are in `newsroom.moments`."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect

from newsroom.moments import DayAndTime, Moment


class _KnownRows:
    """Asks the database for ids only, whatever a request says, and shows what was chosen in its order."""

    def optgroups(self, name, value, attr=None):
        ids = [text for text in map(str, value) if _is_id(text)]
        groups = super().optgroups(name, ids, attr)
        for _name, options, _index in groups:
            options.sort(
                key=lambda option: ids.index(option["value"]) if option["selected"] else -1
            )
        return groups

    def create_option(self, name, value, *args, **kwargs):
        return super().create_option(name, str(value), *args, **kwargs)


def _is_id(text):
    return text.isascii() and text.isdecimal() and len(text) < 19


class Lookup(_KnownRows, AutocompleteSelect):
    """One row, found by typing."""

    def __init__(self, field, attrs=None):
        super().__init__(field, admin.site, attrs)


class LookupMany(_KnownRows, AutocompleteSelectMultiple):
    """Some rows, found by typing. Each has its own way out; there is none for all at once."""

    def __init__(self, field, attrs=None):
        super().__init__(field, admin.site, attrs)

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-allow-clear": "false"}


class DeskAdmin(admin.ModelAdmin):
    """Rows whose saves are acts. A refusal is told in its sentences, and the form keeps what was typed."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {models.DateTimeField: {"form_class": Moment, "widget": DayAndTime}}
    refusals = (ValidationError,)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A relation is looked up, not made or changed in a window on top of this one, and shown by its words."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        if field and self.admin_site.is_registered(db_field.related_model):
            related = self.admin_site.get_model_admin(db_field.related_model)
            field.label_from_instance = getattr(related, "choice_words", str)
        return field

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except self.refusals as refusal:
            for sentence in getattr(refusal, "sentences", None) or refusal.messages:
                messages.error(request, sentence)
            typed = {
                name: text
                for name, text in request.POST.items()
                if not name.startswith(("csrf", "_"))
            }
            return HttpResponseRedirect(f"{request.path}?{urlencode(typed)}")
