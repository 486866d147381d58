"""Texts as they are compared when somebody types what they remember: without case, accents and double blanks."""

import unicodedata

from django.db import models


def folded(text):
    """ "Ärger  am Kai" as "arger am kai"."""
    letters = (c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c) != "Mn")
    return " ".join("".join(letters).casefold().split())


class Folded(models.TextField):
    """Another field of the row, folded; every save of the row keeps it true."""

    def __init__(self, of="", **kwargs):
        self.of = of
        super().__init__(**kwargs | {"editable": False, "default": ""})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, row, add):
        text = folded(getattr(row, self.of))
        setattr(row, self.attname, text)
        return text
