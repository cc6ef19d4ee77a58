"""Registers the parties of the fact patterns, and the ordinary customers from their file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from customers.models import Party
from customers.services.import_parties import import_parties
from customers.services.party_facts import AddressFact, CountryFact, IdentifierFact, NameFact, PartyFacts
from customers.services.register_party import register_party
from customers.services.state_relationship import state_relationship
from dd_portal.accounts.models import User
from dd_portal.demo.world import WORLD, read_table, relationships


def load_parties(*, by: User) -> dict[str, Party]:
    """Register all; gives them by their own key."""
    for entry in read_table("parties"):
        register_party(external_id=entry["id"], facts=_facts(entry), cause="demo world", by=by)
    import_parties(WORLD / "customers.csv", by=by)
    parties = {party.external_id: party for party in Party.objects.all()}
    for tie in relationships():
        state_relationship(
            subject=parties[tie["subject"]],
            object=parties[tie["object"]],
            kind=tie["kind"],
            share=Decimal(tie["share"]) if "share" in tie else None,
            source=tie.get("source", ""),
            by=by,
        )
    return parties


def _facts(entry: dict[str, Any]) -> PartyFacts:
    is_person = entry["type"] == Party.Type.PERSON
    names = [NameFact(entry["name"])]
    names += [NameFact(alias, kind="alias") for alias in entry.get("aliases", ())]
    names += [NameFact(o["full"], kind="alias", language=o["language"]) for o in entry.get("other_names", ())]
    kind = "nationality" if is_person else "registration"
    return PartyFacts(
        type=entry["type"],
        names=tuple(names),
        birth_date=entry.get("birth_date", ""),
        incorporation_date=entry.get("incorporation_date", ""),
        gender=entry.get("gender", ""),
        countries=tuple(CountryFact(code, kind=kind) for code in entry.get("countries", ())),
        identifiers=tuple(_identifier(text, entry) for text in entry.get("identifiers", ())),
        addresses=tuple(AddressFact(full) for full in entry.get("addresses", ())),
        roles=tuple(entry.get("roles", ())),
    )


def _identifier(text: str, entry: dict[str, Any]) -> IdentifierFact:
    kind, _colon, value = text.partition(":")
    return IdentifierFact(kind, value, country=next(iter(entry.get("countries", ())), ""))
