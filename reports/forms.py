"""What a person fills in to publish a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dd_portal.common.clock import today
from dd_portal.common.errors import DomainError
from reports.models import PublishedReport
from reports.period import PeriodError, parse_period


class PublishForm(forms.Form):
    """Period and edition."""

    period = forms.CharField(label=_("Period"), max_length=40, help_text=_("2026Q4, 2026 or 2026-01-01..2026-03-31"))
    edition = forms.ChoiceField(label=_("Edition"), choices=PublishedReport.Edition.choices)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        day = today()
        self.fields["period"].initial = f"{day.year}Q{(day.month + 2) // 3}"

    def refuse(self, error: DomainError) -> None:
        """Say beside the field, or above the form, why it could not be done."""
        for field, text in error.fields.items():
            self.add_error(field if field in self.fields else None, text)
        if not error.fields:
            self.add_error(None, str(error))

    def clean_period(self) -> str:
        """The period as written, if it is one."""
        text = str(self.cleaned_data["period"])
        try:
            return parse_period(text).label
        except PeriodError as error:
            raise forms.ValidationError(str(error)) from error
