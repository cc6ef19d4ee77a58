"""Forms of the settings pages; the threshold is written in points of 100, weights as they are stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from screening.matching.config_words import numbers
from screening.models import BelowLinePair
from screening.services.start_backtest import SAMPLE_SIZE


class DraftForm(forms.Form):
    """A new draft."""

    reason = forms.CharField(
        label=_("What is the change for?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChangeForm(forms.Form):
    """Every number of a draft."""

    alert_threshold = forms.FloatField(
        label=_("Alert threshold"), widget=forms.NumberInput(attrs={"step": "0.5", "min": "50", "max": "95"})
    )

    def __init__(self, data: Any = None, *, config: dict[str, Any]) -> None:
        super().__init__(data, initial={**config, "alert_threshold": round(100 * config["alert_threshold"], 2)})
        for name in numbers():
            if name != "alert_threshold":
                widget = forms.NumberInput(attrs={"step": "0.01"})
                self.fields[name] = forms.FloatField(label=name.replace("_", " ").capitalize(), widget=widget)

    def values(self) -> dict[str, float]:
        """As the engine holds them."""
        data = self.cleaned_data
        return {**data, "alert_threshold": round(data["alert_threshold"] / 100, 4)}


class TestForm(forms.Form):
    """How many pairs below the line are drawn."""

    # A form, not a test, whatever its name begins with.
    __test__ = False

    sample_size = forms.IntegerField(label=_("Pairs to judge below the line"), initial=SAMPLE_SIZE, min_value=1)


class SubmitForm(forms.Form):
    """What the author states."""

    risk_rationale = forms.CharField(
        label=_("Why is the risk acceptable?"),
        help_text=_("What was tested, who judged, what could be missed."),
        widget=forms.Textarea(attrs={"rows": 4}), required=False,
    )  # fmt: skip
    workload = forms.CharField(
        label=_("What work is expected?"), help_text=_("Alerts a week more or fewer, and who takes them."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )  # fmt: skip
    not_for_staffing = forms.BooleanField(
        label=_("This change is not made because of insufficient staff."), required=False
    )


class ApproveForm(forms.Form):
    """From when the settings hold; empty means at once."""

    activate_at = forms.DateTimeField(
        label=_("Active from"), help_text=_("In the zone of the portal; empty for at once."), required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )  # fmt: skip


class ReturnForm(forms.Form):
    """Why it goes back."""

    why = forms.CharField(label=_("What is missing?"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


_SAME = BelowLinePair.Verdict


class JudgeForm(forms.Form):
    """A verdict; nothing is selected."""

    pair = forms.IntegerField(widget=forms.HiddenInput)
    verdict = forms.ChoiceField(
        label=_("Is it the same party?"),
        # In the order of every other page that asks this.
        choices=[(one.value, one.label) for one in (_SAME.FALSE_POSITIVE, _SAME.TRUE_MATCH, _SAME.UNSURE)],
        widget=forms.RadioSelect,
        required=False,
    )
    note = forms.CharField(
        label=_("Why?"), help_text=_("Needed for “the same” and “cannot tell”."),
        widget=forms.Textarea(attrs={"rows": 3}), required=False,
    )  # fmt: skip


class NoForm(forms.Form):
    """A deed that asks for nothing."""
