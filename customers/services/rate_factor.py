"""Rates one factor of one engagement."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Allegation, Engagement, EvidenceItem, FactorRating, method_in_force
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def rate_factor(
    *,
    engagement: Engagement,
    factor: str,
    value: int | None,
    reason: str,
    confidence: str = FactorRating.Confidence.NONE,
    evidence: Iterable[EvidenceItem] = (),
    allegations: Iterable[Allegation] = (),
    source_ref: str = "",
    by: User,
) -> FactorRating:
    """Store a rating 0-4, or None for unknown; the former one of the same source is withdrawn and stays as history.

    ``factor`` is a factor of the methodology (END-3) or an indicator of involvement (KNO). Raises NotAllowed, or
    Invalid with the fields at fault. It does not assess: call :func:`assess_engagement` once after all ratings.
    """
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    method = method_in_force()
    if factor not in method.factors and factor not in method.involvement_indicators:
        raise Invalid(_("“%(code)s” is not a factor of the method.") % {"code": factor}, fields={"factor": factor})
    if value is not None and value not in range(5):
        raise Invalid(_("A rating is 0 to 4 or unknown."), fields={factor: _("A rating is 0 to 4 or unknown.")})
    if not reason.strip():
        raise Invalid(
            _("%(code)s: say what the rating rests on.") % {"code": factor},
            fields={factor: _("Say what the rating rests on.")},
        )
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    now = timezone.now()
    engagement.ratings.current().filter(factor=factor, source_ref=source_ref).update(withdrawn_at=now, withdrawn_by=by)
    rating = FactorRating.objects.create(
        engagement=engagement, factor=factor, value=value, reason=reason.strip(), confidence=confidence,
        source_ref=source_ref, rated_by=by, rated_at=now,
    )  # fmt: skip
    rating.evidence.set(evidence)
    rating.allegations.set(allegations)
    record(
        Verb.FACTOR_RATED, target=rating, parent=engagement, by=by, factor=factor, value=value, reason=rating.reason,
        source_ref=source_ref,
    )  # fmt: skip
    return rating
