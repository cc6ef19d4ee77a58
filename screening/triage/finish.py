"""Makes an answer count: the state of its match, and the risk factor that a true match rates."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.rate_listing import rate_listing
from customers.services.rate_listings import ListingFact
from dd_portal.accounts.models import User
from screening.models import PotentialMatch, Resolution
from screening.triage.errors import EvidenceChanged
from screening.triage.listing_value import is_prohibited, listing_factor, listing_value

OPEN_MATCH = 2
NO_MATCH = 0


def source_ref(match: PotentialMatch) -> str:
    """How ratings and restrictions name the potential match that they come from."""
    return f"potential_match:{match.pk}"


def finish(resolution: Resolution, *, by: User) -> None:
    """Apply a final answer to its match. Raises EvidenceChanged where the match moved on to other evidence."""
    match = resolution.potential_match
    state = PotentialMatch.State(resolution.identity)
    current = PotentialMatch.objects.filter(pk=match.pk, evidence_id=resolution.evidence_id)
    if not current.update(state=state, is_new=False, updated_at=timezone.now()):
        raise EvidenceChanged(_("What was compared changed after this was submitted."))
    match.state = state
    if state == PotentialMatch.State.TRUE_MATCH:
        _rate(resolution, by=by)
    elif state == PotentialMatch.State.FALSE_POSITIVE:
        _rate_nothing(resolution, by=by)


def listing_of_open(match: PotentialMatch) -> ListingFact:
    """What an open potential match says of its party: its factor is 2."""
    return ListingFact(
        factor=listing_factor(match, match.evidence) if match.evidence else match.watchlist.factor,
        value=OPEN_MATCH,
        reason=_("Potential match M-%(id)s is not decided.") % {"id": match.pk},
        source_ref=source_ref(match),
    )


def rate_as_open(match: PotentialMatch, *, by: User) -> None:
    """An open potential match rates its factor 2 for every live engagement of the party."""
    fact = listing_of_open(match)
    rate_listing(
        party=match.party,
        factor=fact.factor,
        value=fact.value,
        reason=fact.reason,
        source_ref=fact.source_ref,
        by=by,
        prohibited=False,
    )


def _rate_nothing(resolution: Resolution, *, by: User) -> None:
    """The party stays screened: what the open match rated is replaced by 0, not by silence, which is UNKNOWN."""
    match = resolution.potential_match
    rate_listing(
        party=match.party,
        factor=listing_factor(match, resolution.evidence),
        value=NO_MATCH,
        reason=_("Potential match M-%(id)s was found to be somebody else.") % {"id": match.pk},
        source_ref=source_ref(match),
        by=by,
        prohibited=False,
    )


def _rate(resolution: Resolution, *, by: User) -> None:
    match = resolution.potential_match
    factor = listing_factor(match, resolution.evidence)
    rate_listing(
        party=match.party,
        factor=factor,
        value=listing_value(
            factor=factor,
            tier=match.tier,
            legal_effect=match.watchlist.legal_effect,
            consequence=resolution.consequence,
        ),
        reason=_("Potential match M-%(id)s was confirmed as the same party.") % {"id": match.pk},
        source_ref=source_ref(match),
        by=by,
        prohibited=is_prohibited(tier=match.tier, consequence=resolution.consequence),
    )
