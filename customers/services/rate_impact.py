"""Rates an impact on people: one right and the groups affected."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import Engagement, ImpactLine, method_in_force
from customers.services.expect_version import ChangedMeanwhile
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def rate_impact(
    *,
    engagement: Engagement,
    right: str,
    people: str,
    scale: int,
    scope: int,
    irremediability: int,
    reason: str,
    groups: Mapping[str, int] | None = None,
    status: str = ImpactLine.Status.POTENTIAL,
    ongoing: bool = False,
    impact: ImpactLine | None = None,
    shown_at: dt.datetime | None = None,
    by: User,
) -> ImpactLine:
    """Store an impact line, or change ``impact``. Scale, scope and irremediability are 0-4, before safeguards.

    ``groups`` maps AFG codes to 0-4. Only an actual impact can be ongoing. Raises NotAllowed, Invalid, or
    ChangedMeanwhile where somebody else rated ``impact`` after it was ``shown_at``.
    """
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    affected = dict(groups or {})
    _check(right, people, (scale, scope, irremediability), affected, reason, status=status, ongoing=ongoing)
    line = ImpactLine.objects.select_for_update().get(pk=impact.pk) if impact else ImpactLine(engagement=engagement)
    if line.engagement_id != engagement.pk:
        raise Invalid(_("This impact belongs to another engagement."))
    if impact and shown_at and line.rated_at > shown_at and line.rated_by_id != by.pk:
        raise ChangedMeanwhile(
            _("Somebody else rated this impact in the meantime. Look at their rating, then try again.")
        )
    line.right, line.people, line.groups, line.reason = right, people.strip(), affected, reason.strip()
    line.scale, line.scope, line.irremediability = scale, scope, irremediability
    line.status, line.ongoing = ImpactLine.Status(status), ongoing
    line.rated_by, line.rated_at = by, timezone.now()
    line.save()
    record(
        Verb.IMPACT_RATED, target=line, parent=engagement, by=by, right=right, people=line.people, status=str(status),
        scale=scale, scope=scope, irremediability=irremediability, ongoing=ongoing, groups=affected,
    )  # fmt: skip
    return line


def _check(
    right: str,
    people: str,
    figures: tuple[int, int, int],
    groups: Mapping[str, int],
    reason: str,
    *,
    status: str,
    ongoing: bool,
) -> None:
    method = method_in_force()
    faults = {}
    if right not in method.rights:
        faults["right"] = _("Choose a right of the catalogue.")
    if not people.strip() or len(people) > 200:
        faults["people"] = _("Say who is affected, in at most 200 characters.")
    if any(figure not in range(5) for figure in figures):
        faults["scale"] = _("Scale, scope and irremediability are 0 to 4.")
    known = {factor.code for factor in method.factors_of("AFG")}
    if any(code not in known or value not in range(5) for code, value in groups.items()):
        faults["groups"] = _("A group is rated 0 to 4.")
    if not reason.strip():
        faults["reason"] = _("Say what the rating rests on.")
    if status not in ImpactLine.Status.values:
        faults["status"] = _("An impact is actual or potential.")
    elif ongoing and status != ImpactLine.Status.ACTUAL:
        faults["ongoing"] = _("Only an actual impact can be ongoing.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
