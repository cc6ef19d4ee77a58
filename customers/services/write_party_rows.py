"""Replaces the rows of a party by what its facts state, and keeps the state as a version."""

from django.utils import timezone

from customers.models import (
    Party,
    PartyAddress,
    PartyCountry,
    PartyIdentifier,
    PartyName,
    PartyRole,
    PartyVersion,
)
from customers.services.party_facts import PartyFacts, content_of_tidy
from dd_portal.accounts.models import User
from dd_portal.common.canonical import digest


def write_party_rows(party: Party, facts: PartyFacts) -> None:
    """Make names, countries, identifiers, addresses and roles of a stored party those of tidy facts."""
    for rows in (party.names, party.countries, party.identifiers, party.addresses, party.roles):
        rows.all().delete()
    PartyName.objects.bulk_create(
        PartyName(party=party, full=n.full, kind=n.kind, script=n.script, language=n.language, source=n.source)
        for n in facts.names
    )
    PartyCountry.objects.bulk_create(
        PartyCountry(party=party, code=c.code, kind=c.kind, source=c.source) for c in facts.countries
    )
    PartyIdentifier.objects.bulk_create(
        PartyIdentifier(party=party, kind=i.kind, value=i.value, country=i.country, source=i.source)
        for i in facts.identifiers
    )
    PartyAddress.objects.bulk_create(
        PartyAddress(party=party, full=a.full, country=a.country, source=a.source) for a in facts.addresses
    )
    PartyRole.objects.bulk_create(PartyRole(party=party, role=role) for role in facts.roles)


def new_version(party: Party, facts: PartyFacts, *, cause: str, by: User) -> PartyVersion:
    """The unsaved version that holds tidy facts under the party's present number."""
    content = content_of_tidy(facts)
    return PartyVersion(
        party=party, number=party.version, content=content, digest=digest(content), cause=cause,
        made_at=timezone.now(), made_by=by,
    )  # fmt: skip
