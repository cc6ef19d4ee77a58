"""The one door by which screening says what a list means for a party; the engagements follow."""

from __future__ import annotations

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


@transaction.atomic
def rate_listing(
    *, party: Party, factor: str, value: int, reason: str, source_ref: str, prohibited: bool = False, by: User
) -> list[Assessment]:
    """Say what one source found: ``factor`` LST-1 ... LST-6, ``value`` 0-4 (0: screened, no match).

    Every live engagement in which the party has any part gets the rating, a trigger and a new assessment; those
    registered later get it when they are registered. ``prohibited`` makes the listing a legal bar (RL-1) for as
    long as it stands. Saying the same again changes nothing and returns no assessments; a new value replaces the
    source's former one. A party about which nothing was ever said counts as never screened: UNKNOWN.

    The caller has checked that ``by`` may resolve. Raises Invalid for an unknown factor, value or empty source.
    """
    if not factor.startswith("LST-") or value not in range(5) or not source_ref:
        raise Invalid(_("A listing rates LST-1 to LST-6 with 0 to 4 and names its source."))
    Party.objects.select_for_update().get(pk=party.pk)
    former = party.listings.current().filter(factor=factor, source_ref=source_ref).first()
    if former and (former.value, former.prohibited, former.reason) == (value, prohibited, reason):
        return []
    now = timezone.now()
    if former:
        former.withdrawn_at, former.withdrawn_by = now, by
        former.save(update_fields=["withdrawn_at", "withdrawn_by"])
    listing = PartyListing.objects.create(
        party=party, factor=factor, value=value, prohibited=prohibited, reason=reason, source_ref=source_ref,
        stated_by=by, stated_at=now,
    )  # fmt: skip
    record(
        Verb.FACTOR_RATED, target=listing, parent=party, by=by, factor=factor, value=value, reason=reason,
        prohibited=prohibited, source_ref=source_ref,
    )  # fmt: skip
    return assess_after_listing(
        party, cause=_("Screening: %(factor)s is %(value)s") % {"factor": factor, "value": value}, text=reason,
        source_ref=source_ref, by=by,
    )  # fmt: skip


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
