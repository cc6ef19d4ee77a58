"""Takes an impact line out of an engagement."""

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import ImpactLine
from customers.services.permit import permit
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid


@transaction.atomic
def withdraw_impact(*, impact: ImpactLine, reason: str, by: User) -> None:
    """Take an impact line out of the engagement; assessments that counted it keep it. Raises NotAllowed, Invalid."""
    engagement = impact.engagement
    permit(Permission.RATE, unit_id=engagement.business_unit_id, by=by)
    if not reason.strip():
        raise Invalid(_("Say why the impact is taken out."), fields={"reason": _("Say why.")})
    record(
        Verb.IMPACT_RATED, target=impact, parent=engagement, by=by, withdrawn=True, reason=reason, right=impact.right,
        people=impact.people, scale=impact.scale, scope=impact.scope, irremediability=impact.irremediability,
    )  # fmt: skip
    impact.delete()
