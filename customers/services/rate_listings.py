"""Says several things of one party's listings at once, so that its engagements are assessed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Assessment, Engagement, Party, PartyListing, TriggerEvent
from customers.services.assess_engagement import assess_engagement
from customers.services.follow_listings import follow_listings
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@dataclass(frozen=True, slots=True)
class ListingFact:
    """What one source found: ``factor`` LST-1 ... LST-6, ``value`` 0-4, and whether it is a legal bar."""

    factor: str
    value: int
    reason: str
    source_ref: str
    prohibited: bool = False


@transaction.atomic
def rate_listings(*, party: Party, facts: Sequence[ListingFact], by: User) -> list[Assessment]:
    """Store what is new among the facts; every live engagement of the party is then assessed once.

    Saying the same again changes nothing and gives no assessments. The caller has checked that ``by`` may resolve.
    Raises Invalid for an unknown factor, value or empty source.
    """
    for fact in facts:
        if not fact.factor.startswith("LST-") or fact.value not in range(5) or not fact.source_ref:
            raise Invalid(_("A listing rates LST-1 to LST-6 with 0 to 4 and names its source."))
    Party.objects.select_for_update().get(pk=party.pk)
    stored = [fact for fact in facts if _store(party, fact, by=by)]
    if not stored:
        return []
    highest = max(stored, key=lambda fact: fact.value)
    return assess_after_listing(
        party, cause=_("Screening: %(factor)s is %(value)s") % {"factor": highest.factor, "value": highest.value},
        text=highest.reason, source_ref=highest.source_ref, by=by,
    )  # fmt: skip


def _store(party: Party, fact: ListingFact, *, by: User) -> bool:
    former = party.listings.current().filter(factor=fact.factor, source_ref=fact.source_ref).first()
    if former and (former.value, former.prohibited, former.reason) == (fact.value, fact.prohibited, fact.reason):
        return False
    now = timezone.now()
    if former:
        former.withdrawn_at, former.withdrawn_by = now, by
        former.save(update_fields=["withdrawn_at", "withdrawn_by"])
    listing = PartyListing.objects.create(
        party=party, factor=fact.factor, value=fact.value, prohibited=fact.prohibited, reason=fact.reason,
        source_ref=fact.source_ref, stated_by=by, stated_at=now,
    )  # fmt: skip
    record(
        Verb.FACTOR_RATED, target=listing, parent=party, by=by, factor=fact.factor, value=fact.value,
        reason=fact.reason, prohibited=fact.prohibited, source_ref=fact.source_ref,
    )  # fmt: skip
    return True


def assess_after_listing(party: Party, *, cause: str, text: str, source_ref: str, by: User) -> list[Assessment]:
    """Let every live engagement of the party follow its listings, with a trigger and a new assessment each."""
    assessments = []
    for engagement in Engagement.objects.live().involving(party).order_by("pk"):
        follow_listings(engagement=engagement, by=by)
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.LISTING, text=text[:400], source_ref=source_ref, by=by
        )
        assessments.append(assess_engagement(engagement=engagement, cause=cause, by=by))
    return assessments
