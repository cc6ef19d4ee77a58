"""Filters in force as chips, each with the address that removes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

from dd_portal.accounts.access import SignedInRequest


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in force."""

    label: str
    url: str


def chips_of(request: SignedInRequest, form: forms.Form) -> list[Chip]:
    """A chip for every filter of the form that is set."""
    chips = []
    for name, bound in form.fields.items():
        value = request.GET.get(name, "")
        if not value:
            continue
        choices: Any = bound.choices if isinstance(bound, forms.ChoiceField) else ()
        rest = request.GET.copy()
        rest.pop(name)
        rest.pop("page", None)
        address = f"{request.path}?{rest.urlencode()}" if rest else request.path
        chips.append(Chip(f"{bound.label}: {dict(choices).get(value, value)}", address))
    return chips
