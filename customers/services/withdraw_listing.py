"""Takes back what screening said of a party: the listing, its ratings, and the legal bar with it."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Assessment, PartyListing
from customers.services.follow_ownership import follow_ownership
from customers.services.rate_listings import assess_after_listing
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def withdraw_listing(*, source_ref: str, by: User) -> list[Assessment]:
    """Withdraw every current listing of ``source_ref``; the engagements lose its ratings and are assessed again.

    A source that says nothing any more is not an answer of 0: rate 0 where the party stays screened. Doing it
    twice changes nothing.
    """
    found = list(
        PartyListing.objects.current().filter(source_ref=source_ref).exclude(source_ref="").select_related("party")
    )
    now = timezone.now()
    assessments = []
    for listing in found:
        listing.withdrawn_at, listing.withdrawn_by = now, by
        listing.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record(
            Verb.RATING_WITHDRAWN, target=listing, parent=listing.party, by=by, factor=listing.factor,
            source_ref=source_ref, prohibited=listing.prohibited,
        )  # fmt: skip
    for party in {listing.party.pk: listing.party for listing in found}.values():
        assessments += assess_after_listing(
            party, cause=_("Screening: a match was withdrawn"), text=_("A match on a list was withdrawn"),
            source_ref=source_ref, by=by,
        )  # fmt: skip
    follow_ownership(party_ids={listing.party_id for listing in found}, by=by)
    return assessments
