"""Forms of the register of allegations: intake with a source, a further source, the right of reply, a file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.allegations import AllegationForm
from customers.forms.fields import DateInput, set_choices
from customers.forms.ratings import EvidenceForm
from customers.models import Allegation, EvidenceItem, Party
from customers.selectors.visible import visible_parties
from customers.services.take_in_allegation import AllegationFact, SourceFact
from dd_portal.accounts.models import User

NOTHING = ("", "–")
_SOURCE = ("title", "publisher", "origin", "url", "published_on", "reliability", "credibility", "authoritative")


class SourceForm(EvidenceForm):
    """A graded source of an allegation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - set(_SOURCE):
            del self.fields[name]
        set_choices(self, "origin", [NOTHING, *EvidenceItem.Origin.choices])

    def fact(self) -> SourceFact:
        """The source as typed."""
        return SourceFact(**{name: self.cleaned_data[name] for name in _SOURCE})


class AllegationIntakeForm(AllegationForm):
    """A claim about a party, or about the vendor itself, with its first source if there is one."""

    party = forms.CharField(
        label=_("Of whom"), required=False, max_length=80, help_text=_("The ID of the party. Empty: the vendor itself.")
    )
    field_order = ("party",)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        # Nothing is chosen beforehand: a default would become the answer to who found it.
        set_choices(self, "detection_source", [NOTHING, *Allegation.DetectionSource.choices])
        self.source = SourceForm(*args, prefix="source")
        for field in self.source.fields.values():
            field.required = False

    def clean_party(self) -> Party | None:
        """The party of that ID, among those that the person may see."""
        key = self.cleaned_data["party"].strip()
        if not key:
            return None
        found = visible_parties(self.user).filter(external_id=key).order_by("pk").first()
        if found is None:
            raise forms.ValidationError(_t("There is no party with the ID “%(key)s”.") % {"key": key})
        return found

    def is_valid(self) -> bool:
        """Whether the claim and, where one is named, its source can be read."""
        return super().is_valid() and self.source.is_valid()

    def fact(self) -> AllegationFact:
        """The allegation as typed."""
        named = any(self.source.cleaned_data[name] for name in ("title", "publisher", "url"))
        sources = (self.source.fact(),) if named else ()
        return AllegationFact(sources=sources, **self.cleaned_data)


class ReplyAskedForm(forms.Form):
    """The day on which the party was asked."""

    asked_on = forms.DateField(label=_("Asked on"), widget=DateInput())


class AllegationFileForm(forms.Form):
    """A file of allegations."""

    file = forms.FileField(label=_("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}))
