"""The forms of a page, read as a browser reads them: every field that it would send, whatever its name."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_PRESSED = ("submit", "image")
_NEVER_SENT = (*_PRESSED, "button", "reset", "file")


@dataclass
class Form:
    """`fields` are (name, text) pairs in the order of the page; `buttons` those that would be pressed."""

    fields: list = field(default_factory=list)
    buttons: list = field(default_factory=list)

    def __getitem__(self, name):
        """The text of the first field of that name. Raises KeyError."""
        for key, text in self.fields:
            if key == name:
                return text
        raise KeyError(name)

    def __contains__(self, name):
        return any(key == name for key, _ in self.fields)

    def filled(self, **changes):
        """The pairs to send, with other texts in these fields; a field that was not there is added."""
        kept = [(key, text) for key, text in self.fields if key not in changes]
        return kept + list(changes.items())


def form_with(page, name):
    """The form of the page that has a field of that name. Raises LookupError."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    for form in reader.forms:
        if name in form:
            return form
    raise LookupError(f"no form of the page has a field called {name}")


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.forms = []
        self._form = None
        self._template = 0  # what stands in a <template> is not sent
        self._textarea = None
        self._select = None

    def handle_starttag(self, tag, attrs):
        attrs = {name: "" if text is None else text for name, text in attrs}
        if tag == "template":
            self._template += 1
        elif tag == "form":
            self._form = Form()
            self.forms.append(self._form)
        elif self._form is not None and not self._template:
            start = getattr(self, f"_start_{tag}", None)
            if start:
                start(attrs)

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        elif tag == "form":
            self._form = None
        elif tag == "textarea" and self._textarea:
            self._end_textarea()
        elif tag == "select" and self._select:
            self._end_select()

    def handle_data(self, data):
        if self._textarea:
            self._textarea[1].append(data)

    def _start_input(self, attrs):
        name, kind = attrs.get("name"), attrs.get("type", "text").lower()
        if not name or "disabled" in attrs:
            return
        if kind in _PRESSED:
            self._form.buttons.append((name, attrs.get("value", "")))
        elif kind in ("checkbox", "radio"):
            if "checked" in attrs:
                self._form.fields.append((name, attrs.get("value", "on")))
        elif kind not in _NEVER_SENT:
            self._form.fields.append((name, attrs.get("value", "")))

    def _start_button(self, attrs):
        if (
            attrs.get("name")
            and attrs.get("type", "submit") == "submit"
            and "disabled" not in attrs
        ):
            self._form.buttons.append((attrs["name"], attrs.get("value", "")))

    def _start_textarea(self, attrs):
        if attrs.get("name") and "disabled" not in attrs:
            self._textarea = (attrs["name"], [])

    def _end_textarea(self):
        name, parts = self._textarea
        self._textarea = None
        self._form.fields.append((name, "".join(parts).removeprefix("\r").removeprefix("\n")))

    def _start_select(self, attrs):
        if attrs.get("name") and "disabled" not in attrs:
            self._select = (attrs["name"], "multiple" in attrs, [])

    def _start_option(self, attrs):
        if self._select and "disabled" not in attrs:
            self._select[2].append((attrs.get("value", ""), "selected" in attrs))

    def _end_select(self):
        name, many, options = self._select
        self._select = None
        chosen = [text for text, selected in options if selected]
        if not many:  # the last one marked, or else the first one there is
            chosen = chosen[-1:] or [text for text, _ in options[:1]]
        self._form.fields.extend((name, text) for text in chosen)
