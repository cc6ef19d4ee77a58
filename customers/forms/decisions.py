"""Forms of decisions: propose, answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from customers.forms.fields import DateInput, lines_of
from customers.models import (
    AssessmentDecision,
    method_in_force,
)
from dd_portal.accounts.models import User


class DecisionForm(forms.Form):
    """A proposal: nothing is chosen beforehand."""

    outcome = forms.ChoiceField(
        label=_("Decision"), choices=AssessmentDecision.Outcome.choices, widget=forms.RadioSelect
    )
    rationale = forms.CharField(label=_("Why, for the person who approves"), widget=forms.Textarea(attrs={"rows": 4}))
    override_reason = forms.ChoiceField(
        label=_("If it departs from the recommendation: why"), required=False,
        choices=[("", "–"), *AssessmentDecision.OverrideReason.choices],
    )  # fmt: skip
    override_expires_on = forms.DateField(
        label=_("The departure expires on"), required=False, widget=DateInput(), help_text=_("Within six months.")
    )
    conditions = forms.CharField(
        label=_("Conditions"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line: YYYY-MM-DD | user name of the owner | what must be done | what follows if not."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = method_in_force().exit_test.questions
        for number, question in enumerate(self.questions, start=1):
            self.fields[f"exit_{number}"] = forms.CharField(
                label=_t(question), required=False, widget=forms.Textarea(attrs={"rows": 2})
            )

    def clean_conditions(self) -> list[tuple[dt.date, User, str, str]]:
        """Each line as day, owner, text and consequence."""
        found = []
        for line in lines_of(self.cleaned_data["conditions"]):
            parts = [part.strip() for part in line.split("|")]
            try:
                day = dt.date.fromisoformat(parts[0])
                owner = User.objects.get(username=parts[1], is_active=True)
                found.append((day, owner, parts[2], parts[3] if len(parts) > 3 else ""))
            except (ValueError, IndexError, User.DoesNotExist):
                raise forms.ValidationError(
                    _t("“%(line)s” is not: day | user name of the owner | what must be done.") % {"line": line[:80]}
                ) from None
        return found

    def exit_answers(self) -> dict[str, str]:
        """Answers to the exit test, by question."""
        return {
            question: self.cleaned_data[f"exit_{number}"] for number, question in enumerate(self.questions, start=1)
        }

    def exit_fields(self) -> list[forms.BoundField]:
        """The fields of the exit test."""
        return [self[f"exit_{number}"] for number in range(1, len(self.questions) + 1)]


class AnswerForm(forms.Form):
    """Agree to a proposal, or return it with a reason."""

    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
