"""What each version of a party changed against the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.models import PartyVersion
from dd_portal.common.countries import country_name

FIELD_TITLES: dict[str, Promise] = {
    "type": _("Type"),
    "names": _("Names"),
    "birth_date": _("Date of birth"),
    "incorporation_date": _("Date of incorporation"),
    "gender": _("Gender"),
    "countries": _("Countries"),
    "identifiers": _("Identifiers"),
    "addresses": _("Addresses"),
    "roles": _("Roles"),
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: values that went and values that came."""

    title: Promise
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """One version: who made it, why, and what differs from the version before (nothing for the first)."""

    number: int
    made_at: dt.datetime
    made_by: str
    cause: str
    changes: tuple[FieldChange, ...]


def version_changes(versions: Iterable[PartyVersion]) -> tuple[VersionChanges, ...]:
    """Versions, newest first, each compared with the next in the list."""
    ordered = list(versions)
    older = [*ordered[1:], None]
    return tuple(
        VersionChanges(
            number=version.number,
            made_at=version.made_at,
            made_by=version.made_by.display_name,
            cause=version.cause,
            changes=_changes(before.content, version.content) if before else (),
        )
        for version, before in zip(ordered, older, strict=True)
    )


def _changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[FieldChange, ...]:
    found = []
    for field, title in FIELD_TITLES.items():
        old, new = _words(field, before.get(field)), _words(field, after.get(field))
        if old != new:
            gone = tuple(word for word in old if word not in new)
            come = tuple(word for word in new if word not in old)
            found.append(FieldChange(title, gone, come))
    return tuple(found)


def _words(field: str, value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [_word(field, one) for one in value or []]


def _word(field: str, one: Any) -> str:
    if isinstance(one, str):
        return one
    if field == "countries":
        return country_name(one["code"])
    if field == "identifiers":
        return f"{one['kind']} {one['value']}"
    return str(one["full"])
