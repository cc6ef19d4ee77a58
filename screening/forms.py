"""Forms of screening: what a page may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError
from screening.models import Alert, Resolution, Watchlist
from screening.triage.reasons import REASONS, reasons_for
from screening.triage.relied_on import ATTRIBUTES
from screening.triage.states import AlertState

TIERS = [("T1", _("T1 binding")), ("T2", _("T2 other official")), ("T3", _("T3 information"))]
DUE = [
    ("overdue", _("Overdue")),
    ("today", _("Within 24 hours")),
    ("week", _("Within 7 days")),
]
RISK = [("4", _("Critical")), ("3", _("High and above")), ("2", _("Medium and above"))]


class QueueFilters(forms.Form):
    """What narrows the queue; all of it lives in the address, so that a view can be kept and shared."""

    q = forms.CharField(
        required=False,
        max_length=120,
        label=_("Name or ID"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nahar, C-1042, A-20611"}),
    )
    state = forms.ChoiceField(required=False, label=_("Status"))
    tier = forms.ChoiceField(required=False, label=_("List tier"), choices=[("", _("All tiers")), *TIERS])
    list = forms.ChoiceField(required=False, label=_("List"))
    trigger = forms.ChoiceField(required=False, label=_("Trigger"), choices=[("", _("Any")), *Alert.Trigger.choices])
    due = forms.ChoiceField(required=False, label=_("Due"), choices=[("", _("Any time")), *DUE])
    assignee = forms.ChoiceField(required=False, label=_("Assignee"))
    risk = forms.ChoiceField(required=False, label=_("Customer risk"), choices=[("", _("Any")), *RISK])
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, lists: Sequence[Watchlist], people: Sequence[User]) -> None:
        super().__init__(data)
        states = [(state.value, _(state.words)) for state in AlertState]
        self._choices("state", [("", _("Any")), *states])
        self._choices("list", [("", _("All lists")), *((one.code, one.title) for one in lists)])
        named = [(str(person.pk), person.display_name) for person in people]
        self._choices("assignee", [("", _("Anyone")), ("none", _("Nobody")), *named])

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, str]:
        """The filters that hold a value the form knows; anything else in the address is passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class DecisionForm(forms.Form):
    """An answer on one potential match. Nothing is preselected; whether it can stand is the deed's matter."""

    match = forms.IntegerField(widget=forms.HiddenInput)
    evidence_digest = forms.CharField(widget=forms.HiddenInput)
    alert_version = forms.IntegerField(widget=forms.HiddenInput)
    identity = forms.ChoiceField(
        required=False, choices=Resolution.Identity.choices, widget=forms.RadioSelect, label=_("Your answer")
    )
    reasons = forms.MultipleChoiceField(
        required=False,
        choices=[(reason.code, reason.title) for reason in REASONS.values()],
        widget=forms.CheckboxSelectMultiple,
        label=_("Reasons"),
    )
    consequence = forms.ChoiceField(
        required=False,
        choices=Resolution.Consequence.choices,
        widget=forms.RadioSelect,
        label=_("What the match means"),
    )
    next_step = forms.ChoiceField(
        required=False, choices=Resolution.NextStep.choices, widget=forms.RadioSelect, label=_("Next step")
    )
    rationale = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea, label=_("Why?"))

    def blame(self, fields: dict[str, str], message: str) -> None:
        """Show what the deed refused, each sentence at its field."""
        self.is_valid()
        for name, sentence in fields.items():
            self.add_error(name if name in self.fields else None, sentence)
        if not fields:
            self.add_error(None, message)


class SuppressionForm(forms.Form):
    """What a suppression relies on, why, and until when; whether it can stand is the deed's matter."""

    match = forms.IntegerField(widget=forms.HiddenInput)
    relied_on = forms.MultipleChoiceField(
        required=False, choices=[(one.code, one.title) for one in ATTRIBUTES.values()]
    )
    reason = forms.CharField(required=False, max_length=2_000)
    until = forms.DateField(required=False)


class BulkForm(forms.Form):
    """One false positive for several alerts: nothing is preselected, and the number is typed."""

    reasons = forms.MultipleChoiceField(
        required=False,
        choices=[(reason.code, f"{reason.title} ({reason.code})") for reason in reasons_for("false_positive")],
        widget=forms.CheckboxSelectMultiple,
        label=_("Which details differ, in every one of them?"),
    )
    rationale = forms.CharField(
        required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}), label=_("Why?")
    )
    counted = forms.IntegerField(required=False, min_value=0, label=_("How many alerts did you look at?"))

    def blame(self, error: DomainError) -> None:
        """Show what the deed refused, each sentence at its field."""
        self.is_valid()
        for name, sentence in error.fields.items():
            self.add_error(name if name in self.fields else None, sentence)
        if not error.fields:
            self.add_error(None, error.message)


class SavedViewForm(forms.Form):
    """A name for the view in the address."""

    name = forms.CharField(required=False, max_length=60)
    query = forms.CharField(required=False, max_length=500)
    shared = forms.BooleanField(required=False)


class DeedForm(forms.Form):
    """One of the smaller deeds: its text, and the version of the alert that was read."""

    alert_version = forms.IntegerField(required=False)
    resolution = forms.IntegerField(required=False)
    evidence_digest = forms.CharField(required=False)
    text = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea)
    until = forms.DateField(required=False)
