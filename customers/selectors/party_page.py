"""Everything about one party on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from customers.models import (
    Allegation,
    Engagement,
    FactorRating,
    Party,
    PartyAddress,
    PartyIdentifier,
    PartyListing,
    PartyName,
    PartyVersion,
    Relationship,
    Restriction,
)
from customers.selectors.party_state import WORDS, StateWords, party_states
from customers.selectors.risk import party_tiers, with_latest
from customers.selectors.timeline import TimelineEvent, timeline_of
from customers.selectors.version_changes import VersionChanges, version_changes
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.countries import country_name


@dataclass(frozen=True, slots=True)
class CountryLine:
    """A tie to a country with its name."""

    name: str
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class RelatedParty:
    """The other end of a relationship, read from this party."""

    outgoing: bool
    kind: str
    party: Party
    state: StateWords
    share: str
    since: Any
    until: Any
    source: str


@dataclass(frozen=True, slots=True)
class PartyPage:
    """What the page of a party shows; no list is lazy, so that the template asks the database nothing."""

    party: Party
    state: StateWords
    tier: int | None
    names: tuple[PartyName, ...]
    native: str
    countries: tuple[CountryLine, ...]
    identifiers: tuple[PartyIdentifier, ...]
    addresses: tuple[PartyAddress, ...]
    roles: tuple[str, ...]
    gaps: tuple[str, ...]
    related: tuple[RelatedParty, ...]
    engagements: tuple[Engagement, ...]
    listings: tuple[PartyListing, ...]
    ratings: tuple[FactorRating, ...]
    allegations: tuple[Allegation, ...]
    restrictions: tuple[Restriction, ...]
    versions: tuple[VersionChanges, ...]
    events: tuple[TimelineEvent, ...]
    may_edit: bool
    may_restrict: bool
    may_lift: bool
    may_see_engagements: bool


def party_page(party: Party, *, user: User) -> PartyPage:
    """The page of a party, with what the person may do about it."""
    names = tuple(party.names.order_by("kind", "pk"))
    states = party_states([party.pk])
    unit = party.business_unit_id
    sees_engagements = user.may(Permission.SEE_ENGAGEMENTS, unit_id=unit)
    engagements = Engagement.objects.involving(party)
    return PartyPage(
        party=party,
        state=WORDS[states[party.pk]],
        tier=party_tiers([party.pk]).get(party.pk),
        names=tuple(sorted(names, key=lambda name: (name.kind != PartyName.Kind.PRIMARY, name.kind, name.full))),
        native=next((name.full for name in names if name.script != "Latn" and name.full != party.display_name), ""),
        countries=tuple(
            CountryLine(country_name(one.code), one.get_kind_display(), one.source) for one in party.countries.all()
        ),
        identifiers=tuple(party.identifiers.order_by("kind", "value")),
        addresses=tuple(party.addresses.all()),
        roles=tuple(role.get_role_display() for role in party.roles.order_by("role")),
        gaps=gaps_of(party),
        related=_related(party),
        engagements=tuple(with_latest(engagements.order_by("reference"))) if sees_engagements else (),
        listings=tuple(party.listings.current().order_by("factor", "-value")),
        ratings=tuple(
            FactorRating.objects.current()
            .filter(engagement__in=engagements, value__gte=2)
            .select_related("engagement", "rated_by")
            .order_by("-value", "factor")[:30]
        )
        if sees_engagements
        else (),
        allegations=tuple(party.allegations.prefetch_related("history").order_by("-as_of")),
        restrictions=tuple(party.restrictions.select_related("set_by", "lifted_by").order_by("-set_at")),
        versions=version_changes(
            PartyVersion.objects.filter(party=party).select_related("made_by").order_by("-number")[:20]
        ),
        events=timeline_of(party),
        may_edit=user.may(Permission.EDIT_PARTIES, unit_id=unit),
        may_restrict=any(
            user.may(one, unit_id=unit)
            for one in (
                Permission.WORK_ALERTS,
                Permission.APPROVE_T1,
                Permission.APPROVE_T2_T3,
                Permission.DECIDE_AS_LEGAL,
            )
        ),
        may_lift=user.may(Permission.LIFT_RESTRICTION, unit_id=unit),
        may_see_engagements=sees_engagements,
    )


def gaps_of(party: Party) -> tuple[str, ...]:
    """Codes of what is missing and would make matching or assessment stronger."""
    found = []
    if party.type == Party.Type.PERSON and not party.birth_date:
        found.append("birth_date")
    if party.type in {Party.Type.ORGANISATION, Party.Type.PUBLIC_BODY} and not party.incorporation_date:
        found.append("incorporation_date")
    found += [rows for rows in ("countries", "identifiers", "addresses", "roles") if not getattr(party, rows).exists()]
    return tuple(found)


def _related(party: Party) -> tuple[RelatedParty, ...]:
    found = Relationship.objects.filter(Q(subject=party) | Q(object=party)).select_related("subject", "object")
    rows = sorted(found, key=lambda one: (one.ends_on is not None, one.kind, one.pk))
    states = party_states({one.subject_id for one in rows} | {one.object_id for one in rows})
    related = []
    for one in rows:
        outgoing = one.subject_id == party.pk
        other = one.object if outgoing else one.subject
        related.append(
            RelatedParty(
                outgoing=outgoing,
                kind=one.get_kind_display(),
                party=other,
                state=WORDS[states[other.pk]],
                share=f"{one.share.normalize():f}" if one.share is not None else "",
                since=one.starts_on,
                until=one.ends_on,
                source=one.source,
            )
        )
    return tuple(related)
