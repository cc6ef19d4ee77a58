"""What matching reads of a party: from the content of a party version to a subject."""

from __future__ import annotations

from typing import Any

from screening.entities import (
    Address,
    Country,
    CountryKind,
    EntityType,
    Identifier,
    Name,
    NameKind,
    NameStrength,
    PartialDate,
    Subject,
)

# A trading name is a name that one may search by, as lists' aliases are.
_NAME_KINDS = {"primary": NameKind.PRIMARY, "alias": NameKind.ALIAS, "former": NameKind.FORMER}


def party_subject(content: dict[str, Any]) -> Subject:
    """The subject of ``PartyVersion.content``. Raises KeyError or ValueError for foreign content."""
    return Subject(
        type=EntityType(content["type"]),
        names=tuple(
            Name(
                name["full"],
                _NAME_KINDS.get(name["kind"], NameKind.ALIAS),
                NameStrength.STRONG,
                name["script"] or "Latn",
                name["language"],
            )
            for name in content["names"]
        ),
        birth_dates=_dates(content["birth_date"]),
        founded=_dates(content["incorporation_date"]),
        countries=tuple(Country(one["code"].lower(), CountryKind(one["kind"])) for one in content["countries"]),
        gender=content["gender"],
        identifiers=tuple(
            Identifier(one["kind"], one["value"], one["country"].lower()) for one in content["identifiers"]
        ),
        addresses=tuple(Address(one["full"], country=one["country"].lower()) for one in content["addresses"]),
    )


def _dates(text: str) -> tuple[PartialDate, ...]:
    """A date written YYYY, YYYY-MM or YYYY-MM-DD."""
    if not text:
        return ()
    return (PartialDate.of(*(int(part) for part in text.split("-")), text=text),)
