"""What forms of customers share: dates, lines, choices, and errors of services."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dd_portal.common.errors import DomainError

ANY = ("", _("Any"))
LINES = {"rows": 3}
SCORES = [(str(n), str(n)) for n in range(5)]


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def add_domain_errors(form: forms.BaseForm, error: DomainError) -> None:
    """Show what a service refused beside the fields it names, the rest on top."""
    placed = False
    for name, text in error.fields.items():
        if name in form.fields:
            form.add_error(name, text)
            placed = True
    if not placed:
        form.add_error(None, error.message)


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def set_choices(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def shown_at_field() -> forms.DateTimeField:
    """When the form was shown, so that nobody overwrites what they did not see."""
    return forms.DateTimeField(widget=forms.HiddenInput, required=False, initial=timezone.now)
