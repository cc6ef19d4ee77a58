"""Forms of screening: what a page may ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dd_portal.accounts.models import User
from dd_portal.common.errors import DomainError
from dd_portal.common.plain_select import PlainSelect
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


AGE = [("1", _("Over 1 day")), ("7", _("Over 7 days")), ("30", _("Over 30 days"))]
MARKED = [("reopened", _("Reopened")), ("new", _("With a new match"))]


def _choice(label: Any, *choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(required=False, label=label, choices=choices, widget=PlainSelect)


def _score(label: Any) -> forms.IntegerField:
    limits = {"min": 0, "max": 100, "inputmode": "numeric"}
    return forms.IntegerField(
        required=False, min_value=0, max_value=100, label=label, widget=forms.NumberInput(attrs=limits)
    )


class QueueFilters(forms.Form):
    """What narrows the queue; all of it lives in the address, so that a view can be kept and shared."""

    q = forms.CharField(
        required=False,
        max_length=120,
        label=_("Name or ID"),
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nahar, C-1042, A-20611"}),
    )
    state = _choice(_("Status"))
    tier = _choice(_("List tier"), ("", _("All tiers")), *TIERS)
    list = _choice(_("List"))
    trigger = _choice(_("Trigger"), ("", _("Any")), *Alert.Trigger.choices)
    due = _choice(_("Due"), ("", _("Any time")), *DUE)
    assignee = _choice(_("Assignee"))
    risk = _choice(_("Customer risk"), ("", _("Any")), *RISK)
    score_from = _score(_("Score from"))
    score_to = _score(_("Score to"))
    age = _choice(_("Age"), ("", _("Any")), *AGE)
    country = forms.CharField(
        required=False, max_length=60, label=_("Country"), widget=forms.TextInput(attrs={"placeholder": "PT, Portugal"})
    )
    product = _choice(_("Product"))
    reason = _choice(
        _("Reason of an answer"), ("", _("Any")), *((one.code, f"{one.code} {one.title}") for one in REASONS.values())
    )
    marked = _choice(_("Marked"), ("", _("Any")), *MARKED)
    tag = forms.CharField(required=False, max_length=40, label=_("Tag"))
    view = forms.CharField(required=False, widget=forms.HiddenInput)
    sort = forms.CharField(required=False, widget=forms.HiddenInput)

    # Those that stand open; the others are behind "More filters".
    FIRST = ("q", "state", "tier", "list", "trigger", "due", "assignee", "risk")

    def __init__(
        self, data: Any, *, lists: Sequence[Watchlist], people: Sequence[User], products: Sequence[tuple[int, str]] = ()
    ) -> None:
        super().__init__(data)
        states = [(state.value, _(state.words)) for state in AlertState]
        self._choices("state", [("", _("Any")), *states])
        self._choices("list", [("", _("All lists")), *((one.code, one.title) for one in lists)])
        named = [(str(person.pk), person.display_name) for person in people]
        self._choices("assignee", [("", _("Anyone")), ("none", _("Nobody")), *named])
        self._choices("product", [("", _("Any")), *((str(key), name) for key, name in products)])

    def first_fields(self) -> Sequence[forms.BoundField]:
        """The fields that stand open."""
        return [self[name] for name in self.FIRST]

    def more_fields(self) -> Sequence[forms.BoundField]:
        """The others that a reader sees."""
        return [field for field in self.visible_fields() if field.name not in self.FIRST]

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def chosen(self) -> dict[str, str]:
        """The filters that hold a value the form knows; anything else in the address is passed over."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


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
    # With a false positive: propose at once that the pair stays quiet.
    suppress = forms.BooleanField(required=False)
    relied_on = forms.MultipleChoiceField(
        required=False,
        choices=[(one.code, one.title) for one in ATTRIBUTES.values()],
        label=_("What tells them apart?"),
    )
    until = forms.DateField(required=False, label=_("Until"))

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


class BulkDeedForm(forms.Form):
    """A note, a tag, a question, a person or a priority for several alerts."""

    deed = forms.ChoiceField(
        choices=[
            ("note", _("Note")), ("tag", _("Tag")), ("request", _("Request information")), ("assign", _("Assign")),
            ("priority", _("Raise priority")),
        ],
        widget=forms.HiddenInput,
    )  # fmt: skip
    to = forms.TypedChoiceField(coerce=int, label=_("Person"))
    priority = forms.TypedChoiceField(
        coerce=int, choices=[("", "–"), (1, _("P1 Now")), (2, _("P2 Today"))], label=_("Priority"),
        help_text=_("the due time comes forward with it"),
    )  # fmt: skip
    text = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 3}), label=_("Note"))
    until = forms.DateField(
        required=False,
        label=_("Until"),
        help_text=_("five business days if left empty"),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *arguments: Any, deed: str, people: list[tuple[int, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["to"].choices = [("", "–"), *people, (0, _("nobody: back to the queue"))]  # type: ignore[attr-defined]
        self.fields["text"].label = {
            "tag": _("Tag"),
            "request": _("What is missing, and from whom?"),
            "priority": _("Why it cannot wait"),
        }.get(deed, _("Note"))
        if deed == "tag":
            self.fields["text"].widget = forms.TextInput(attrs={"maxlength": 40})
        for name, of in (("until", "request"), ("to", "assign"), ("priority", "priority")):
            if deed != of:
                del self.fields[name]
        if deed == "assign":
            del self.fields["text"]


class SavedViewForm(forms.Form):
    """A name for the view in the address."""

    name = forms.CharField(required=False, max_length=60)
    query = forms.CharField(required=False, max_length=500)
    shared = forms.BooleanField(required=False)


class DeedForm(forms.Form):
    """One of the smaller deeds: its text, and the version of the alert that was read."""

    alert_version = forms.IntegerField(required=False)
    resolution = forms.IntegerField(required=False)
    lowering = forms.IntegerField(required=False)
    priority = forms.IntegerField(required=False)
    evidence_digest = forms.CharField(required=False)
    text = forms.CharField(required=False, max_length=10_000, widget=forms.Textarea)
    until = forms.DateField(required=False)
