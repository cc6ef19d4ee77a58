"""Withdraws every rating that came from one source."""

from django.db import transaction
from django.utils import timezone

from customers.models import Engagement, FactorRating
from customers.services.assess_engagement import assess_engagement
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb


@transaction.atomic
def withdraw_ratings(*, source_ref: str, by: User) -> list[FactorRating]:
    """Withdraw the current ratings of ``source_ref`` (never empty) and assess again where there were any.

    Ratings that follow a party's listing are withdrawn by :func:`withdraw_listing`, which also ends the listing.
    """
    if not source_ref:
        raise ValueError("Ratings of people have no source_ref and are not withdrawn together")
    now = timezone.now()
    found = list(FactorRating.objects.current().filter(source_ref=source_ref).select_related("engagement"))
    touched: dict[int, Engagement] = {}
    for rating in found:
        rating.withdrawn_at, rating.withdrawn_by = now, by
        rating.save(update_fields=["withdrawn_at", "withdrawn_by"])
        record(
            Verb.RATING_WITHDRAWN, target=rating, parent=rating.engagement, by=by, factor=rating.factor,
            source_ref=source_ref,
        )  # fmt: skip
        touched[rating.engagement_id] = rating.engagement
    for engagement in touched.values():
        if engagement.assessments.exists():
            assess_engagement(engagement=engagement, cause="Ratings were withdrawn", by=by)
    return found
