"""Forms of events and conditions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import LINES, set_choices
from customers.models import Condition, EvidenceItem, TriggerEvent
from customers.services.note_event import NOTED
from dd_portal.common.countries import COUNTRY_NAMES


class EventForm(forms.Form):
    """A renewal or unusual use."""

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", "–"), *((one.value, TriggerEvent.Kind(one).label) for one in NOTED)]
    )
    text = forms.CharField(label=_("In words"), max_length=400, widget=forms.Textarea(attrs=LINES))


class PlaceEventForm(forms.Form):
    """A change in one country or one territory."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    territory = forms.CharField(
        label=_("Or territory"), required=False, max_length=120, help_text=_("As engagements state it.")
    )
    text = forms.CharField(
        label=_("What happened"), max_length=400, widget=forms.Textarea(attrs=LINES),
        help_text=_("Change of government, coup, outbreak of conflict, emergency law."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "country", [("", "–"), *sorted(COUNTRY_NAMES.items(), key=lambda one: one[1])])


class SourceChoices(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # not generic at run time
    """Sources with who published them and how they are graded: a title alone says too little to choose by."""

    def label_from_instance(self, obj: EvidenceItem) -> str:
        """Title, publisher and grade."""
        return f"{obj.title} · {obj.publisher}, {obj.reliability}{obj.credibility}"


class ConditionForm(forms.Form):
    """How a condition ended: nothing is chosen beforehand."""

    state = forms.ChoiceField(label=_("How it ended"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("What was found"), widget=forms.Textarea(attrs=LINES))
    evidence = SourceChoices(
        EvidenceItem.objects.none(), label=_("Evidence"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Needed where it is met. Add it to the engagement first."),
    )  # fmt: skip

    def __init__(self, *args: Any, evidence: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closing = [one for one in Condition.State if one != Condition.State.OPEN]
        set_choices(self, "state", [(one.value, one.label) for one in closing])
        field = self.fields["evidence"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = evidence
