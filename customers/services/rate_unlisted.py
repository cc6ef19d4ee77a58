"""Says of many parties at once that they were screened and nothing was found."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, PartyListing
from customers.services.assess_engagement import assess_engagement
from customers.services.follow_listings import follow_listings
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb

FACTOR = "LST-1"
BATCH = 1000


def screening_ref(party_id: int) -> str:
    """How a listing names the screening of a party as its source."""
    return f"screening:{party_id}"


@transaction.atomic
def rate_unlisted(*, party_ids: Iterable[int], run: models.Model, by: User) -> int:
    """Rate LST-1 as 0 for parties of which nothing is stated yet; gives how many were new.

    The bulk form of ``rate_listing(value=0)``, for a screening of the whole population: parties without engagements
    cost one row each. ``run`` is what the event is told of. Engagements that had counted the party as never
    screened follow, and are assessed again if they have an assessment.
    """
    wanted = set(party_ids)
    done = set(
        PartyListing.objects.current().by_screening().filter(party_id__in=wanted).values_list("party_id", flat=True)
    )
    new = sorted(wanted - done)
    if not new:
        return 0
    now = timezone.now()
    PartyListing.objects.bulk_create(
        (
            PartyListing(
                party_id=key, factor=FACTOR, value=0, reason=_("Screened, no potential match"),
                source_ref=screening_ref(key), stated_by=by, stated_at=now,
            )
            for key in new
        ),
        batch_size=BATCH,
    )  # fmt: skip
    record(Verb.FACTOR_RATED, target=run, by=by, factor=FACTOR, value=0, source_ref="screening", parties=len(new))
    involving = models.Q(counterparty__in=new) | models.Q(end_user__in=new) | models.Q(parties__party__in=new)
    for engagement in Engagement.objects.live().filter(involving).distinct().order_by("pk"):
        if follow_listings(engagement=engagement, by=by) and engagement.assessments.exists():
            assess_engagement(engagement=engagement, cause=_("Screening: no potential match"), by=by)
    return len(new)
