"""Forms of allegations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import LINES, DateInput
from customers.forms.versioned import VersionedForm
from customers.models import (
    Allegation,
)
from customers.models.allegation import AllegationState


class AllegationForm(forms.Form):
    """A claim, attributed, with its status."""

    claim = forms.CharField(
        label=_("What is alleged"), widget=forms.Textarea(attrs=LINES),
        help_text=_("Neutral words: alleged by X on date; characterisations only as attributed quotations."),
    )  # fmt: skip
    alleged_by = forms.CharField(label=_("Alleged by"), max_length=200)
    state = forms.ChoiceField(label=_("Status"), choices=AllegationState.choices)
    as_of = forms.DateField(label=_("As of"), widget=DateInput())
    detection_source = forms.ChoiceField(label=_("Who found it first"), choices=Allegation.DetectionSource.choices)
    facts_stand = forms.BooleanField(label=_("The underlying facts stand"), required=False)
    party_response = forms.CharField(
        label=_("The party's reply"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class AllegationStatusForm(VersionedForm):
    """The new status of an allegation."""

    state = forms.ChoiceField(label=_("Status"), choices=AllegationState.choices)
    as_of = forms.DateField(label=_("As of"), widget=DateInput())
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    facts_stand = forms.BooleanField(label=_("The underlying facts stand"), required=False)
    party_response = forms.CharField(
        label=_("The party's reply"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


def allegation_initial(one: Allegation) -> dict[str, Any]:
    """What the form of a status shows of an allegation."""
    return {
        "state": one.state, "facts_stand": one.facts_stand, "party_response": one.party_response,
        "version": one.version,
    }  # fmt: skip
