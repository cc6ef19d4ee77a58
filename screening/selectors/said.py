"""Stored values of a party or an entry as a reader says them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import dateformat
from django.utils.translation import gettext as _

from customers.models import Party
from dd_portal.common.countries import country_name

IDENTIFIER_WORDS = {
    "lei": "LEI", "imo": "IMO", "mmsi": "MMSI", "swift_bic": "SWIFT/BIC", "isin": "ISIN", "vat": "VAT",
    "tax_id": "Tax number", "national_id": "National ID", "registration": "Registration",
}  # fmt: skip
_LONGEST = 6


def countries_said(countries: Iterable[dict[str, Any]]) -> str:
    """Names of countries, each once."""
    return ", ".join(dict.fromkeys(country_name(one["code"]) for one in countries if one.get("code")))


def our_date_said(text: str) -> str:
    """A date of ours: "12 Mar 1974", "Mar 1974", "1974 (year only)"."""
    parts = [int(part) for part in text.split("-")] if text else []
    if not parts:
        return ""
    if len(parts) == 1:
        return _("%(year)s (year only)") % {"year": parts[0]}
    day = dt.date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return dateformat.format(day, "j M Y" if len(parts) > 2 else "M Y")


def date_said(date: dict[str, Any]) -> str:
    """A listed date by its precision; as published where it is a range."""
    start, end = dt.date.fromisoformat(date["start"]), dt.date.fromisoformat(date["end"])
    circa = "c. " if date.get("circa") else ""
    if start == end:
        return circa + dateformat.format(start, "j M Y")
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        return circa + (_("%(year)s (year only)") % {"year": years} if start.year == end.year else years)
    if (start.year, start.month) == (end.year, end.month):
        return circa + dateformat.format(start, "M Y")
    return str(date.get("text") or f"{start.isoformat()} – {end.isoformat()}")


def dates_said(dates: Iterable[dict[str, Any]]) -> str:
    """Listed dates, each once."""
    return "; ".join(dict.fromkeys(date_said(one) for one in dates))


def gender_said(gender: str) -> str:
    """A gender as a word."""
    return {"m": _("Male"), "f": _("Female")}.get(gender[:1].lower(), gender.capitalize())


def type_said(kind: str) -> str:
    """A kind of party as a word."""
    return str(dict(Party.Type.choices).get(kind, kind.replace("_", " ").capitalize()))


def identifier_said(one: dict[str, Any]) -> str:
    """A number with its kind and country."""
    kind = str(one["kind"]).removeprefix("other:")
    word = IDENTIFIER_WORDS.get(kind, kind.replace("_", " ").capitalize())
    country = f" ({country_name(one['country'])})" if one.get("country") else ""
    return f"{word} {one['value']}{country}"


def identifiers_said(identifiers: Iterable[dict[str, Any]]) -> str:
    """Numbers, at most six of them."""
    return _joined([identifier_said(one) for one in identifiers])


def addresses_said(addresses: Iterable[dict[str, Any]]) -> str:
    """Addresses, at most six of them."""
    return _joined([str(one["full"]) for one in addresses])


def names_said(names: Iterable[dict[str, Any]], *, but: str) -> str:
    """Every name except the one used, at most six of them."""
    return _joined([str(one["full"]) for one in names if one["full"] != but])


def _joined(texts: list[str]) -> str:
    shown = list(dict.fromkeys(texts))
    more = _("and %(n)s more") % {"n": len(shown) - _LONGEST} if len(shown) > _LONGEST else ""
    return "; ".join([*shown[:_LONGEST], *([more] if more else [])])


def provenance_of(values: Iterable[dict[str, Any]]) -> str:
    """Where values of ours come from, each source once."""
    return "; ".join(dict.fromkeys(str(one["source"]) for one in values if one.get("source")))


def name_provenance(content: dict[str, Any], name: str, *, listed: bool = False) -> str:
    """Where a name comes from: our source, or the field of the list with how good the publisher holds it."""
    found = next((one for one in content.get("names", ()) if one["full"] == name), None)
    if found is None:
        return ""
    if not listed:
        return str(found.get("source", ""))
    kinds = {"primary": _("name"), "alias": _("alias"), "former": _("former name")}
    kind = kinds.get(found["kind"], found["kind"])
    if found["kind"] == "primary":
        return _("list field: %(kind)s") % {"kind": kind}
    strength = _("weak") if found.get("strength") == "weak" else _("strong")
    return _("list field: %(kind)s, %(strength)s") % {"kind": kind, "strength": strength}
