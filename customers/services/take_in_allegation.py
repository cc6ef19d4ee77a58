"""Takes in an allegation together with its graded sources, from whichever door."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from customers.models import Allegation, EvidenceItem, Party
from customers.models.allegation import AllegationState
from customers.services.add_evidence import add_evidence
from customers.services.state_allegation import state_allegation
from dd_portal.accounts.models import User


@dataclass(frozen=True, slots=True)
class SourceFact:
    """A source and its grade: reliability A-F, credibility 1-6."""

    title: str
    publisher: str
    origin: str
    reliability: str
    credibility: int
    url: str = ""
    published_on: dt.date | None = None
    authoritative: bool = False


@dataclass(frozen=True, slots=True)
class AllegationFact:
    """What is alleged. ``party`` None: of the vendor itself."""

    party: Party | None
    claim: str
    alleged_by: str
    as_of: dt.date
    detection_source: str
    state: str = AllegationState.ALLEGED
    facts_stand: bool = False
    party_response: str = ""
    sources: tuple[SourceFact, ...] = ()


@transaction.atomic
def take_in_allegation(*, fact: AllegationFact, by: User) -> Allegation:
    """Store the claim and its sources, whole or not at all. Raises NotAllowed or Invalid with the fields at fault."""
    return state_allegation(
        party=fact.party, claim=fact.claim, alleged_by=fact.alleged_by, as_of=fact.as_of,
        detection_source=fact.detection_source, state=fact.state, facts_stand=fact.facts_stand,
        party_response=fact.party_response, evidence=[add_source(one, party=fact.party, by=by) for one in fact.sources],
        by=by,
    )  # fmt: skip


def add_source(source: SourceFact, *, party: Party | None, by: User) -> EvidenceItem:
    """Store one source about the party, or about the vendor itself. Raises NotAllowed or Invalid."""
    return add_evidence(
        title=source.title, publisher=source.publisher, origin=source.origin, reliability=source.reliability,
        credibility=source.credibility, url=source.url, published_on=source.published_on,
        authoritative=source.authoritative, party=party, about_vendor=party is None, by=by,
    )  # fmt: skip
