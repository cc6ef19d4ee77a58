"""Sets how soon alerts of a list tier must be decided from a risk of the party upwards."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Invalid
from screening.models import SlaRule
from screening.triage.require_planner import require_planner

TIERS = ("T1", "T2", "T3")
MOST = 400
HIGHEST_RISK = 4


@transaction.atomic
def set_sla_rule(*, tier: str, least_risk: int, amount: int, unit: str, by: User) -> SlaRule:
    """The rule holds for alerts opened from now on. Raises Invalid with the fields at fault, NotAllowed."""
    require_planner(by)
    faults = {}
    if tier not in TIERS:
        faults["tier"] = _("Choose a list tier.")
    if not 0 <= least_risk <= HIGHEST_RISK:
        faults["least_risk"] = _("Choose a risk.")
    if not 0 < amount <= MOST:
        faults["amount"] = _("Enter a number from 1 to 400.")
    if unit not in SlaRule.Unit.values:
        faults["unit"] = _("Choose hours, business hours or business days.")
    if faults:
        raise Invalid(_("Not set."), fields=faults)
    before = SlaRule.objects.filter(tier=tier, least_risk=least_risk).first()
    rule, _made = SlaRule.objects.update_or_create(
        tier=tier, least_risk=least_risk,
        defaults={"amount": amount, "unit": unit, "changed_by": by, "changed_at": timezone.now()},
    )  # fmt: skip
    record(Verb.SLA_RULE_SET, target=rule, by=by, rule=str(rule), before=str(before) if before else "")
    return rule
