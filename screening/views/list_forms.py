"""Forms of the list pages: an upload, and a question about a pair."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from customers.models import Party
from screening.sources.registry import SOURCES


class ManyFiles(forms.ClearableFileInput):
    """A chooser of several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[Any]]:
        """All of them; Django's own takes the last."""
        del data
        return list(files.getlist(name))


class FilesField(forms.FileField):
    """One or more uploaded files."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each file by itself."""
        return [super(FilesField, self).clean(file, initial) for file in data or [None]]


class ImportListForm(forms.Form):
    """The files of one publisher, all at once."""

    source = forms.ChoiceField(label=_("List"), choices=lambda: [(s.code, s.title) for s in SOURCES.values()])
    uploads = FilesField(label=_("Files"), help_text=_("All files of the list together, for example sdn, alt and add."))


class ExplainForm(forms.Form):
    """A customer or a typed name, and a list entry."""

    UNKNOWN_PARTY = _("There is no such customer, or none that you may see.")

    party = forms.CharField(label=_("Customer ID"), required=False, max_length=80)
    name = forms.CharField(label=_("or a name"), required=False, max_length=400)
    type = forms.ChoiceField(label=_("Type"), choices=Party.Type.choices, initial=Party.Type.UNKNOWN, required=False)
    birth_date = forms.CharField(label=_("Date of birth"), required=False, max_length=10)
    entity = forms.CharField(label=_("List entry ID"), max_length=200, help_text=_("For example un_sc:QDi.001"))

    def clean(self) -> dict[str, Any]:
        """Exactly one of customer and name."""
        data = super().clean() or {}
        if bool(data.get("party")) == bool(data.get("name")):
            self.add_error("party", _("Give a customer ID or a name, not both."))
        data["type"] = data.get("type") or Party.Type.UNKNOWN
        return data
