"""What differs between two states of a party or of a list entry, field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import PartyRole
from screening.selectors.said import (
    addresses_said,
    countries_said,
    dates_said,
    gender_said,
    identifiers_said,
    names_said,
    our_date_said,
    type_said,
)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: before, now, and whether they differ."""

    field: Promise
    before: str
    now: str
    differs: bool


def _dates(value: Any) -> str:
    return our_date_said(value) if isinstance(value, str) else dates_said(value or ())


def _texts(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value or "")


_ROLES = dict(PartyRole.Role.choices)


def _roles(value: Any) -> str:
    return "; ".join(str(_ROLES.get(one, one)) for one in value or ())


_FIELDS: tuple[tuple[str, Promise, Callable[[Any], str]], ...] = (
    ("names", _("Names"), lambda value: names_said(value or (), but="")),
    ("type", _("Kind of party"), lambda value: type_said(value) if value else ""),
    ("birth_date", _("Date of birth"), _dates),
    ("birth_dates", _("Date of birth"), _dates),
    ("incorporation_date", _("Founded"), _dates),
    ("founded", _("Founded"), _dates),
    ("places_of_birth", _("Place of birth"), _texts),
    ("countries", _("Countries"), lambda value: countries_said(value or ())),
    ("gender", _("Gender"), lambda value: gender_said(value or "")),
    ("identifiers", _("Identifiers"), lambda value: identifiers_said(value or ())),
    ("addresses", _("Addresses"), lambda value: addresses_said(value or ())),
    ("roles", _("Roles"), _roles),
    ("programmes", _("Programmes"), _texts),
    ("legal_basis", _("Legal basis"), _texts),
    ("listed_on", _("Listed on"), _texts),
    ("ends_on", _("Ends on"), _texts),
    ("titles", _("Titles"), _texts),
    ("positions", _("Positions"), _texts),
    ("reasons", _("Reasons"), _texts),
    ("remarks", _("Remarks"), _texts),
)


def content_changes(before: dict[str, Any], now: dict[str, Any]) -> list[FieldChange]:
    """Every field that either state holds, those that differ first."""
    rows = [
        FieldChange(title, said(before.get(key)), said(now.get(key)), before.get(key) != now.get(key))
        for key, title, said in _FIELDS
        if before.get(key) or now.get(key)
    ]
    return sorted(rows, key=lambda row: not row.differs)


def content_lines(content: dict[str, Any]) -> list[FieldChange]:
    """Every field that a state holds, in its own order, for showing it as published."""
    return content_changes(content, content)
