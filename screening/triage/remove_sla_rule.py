"""Takes a time to decide away again."""

from __future__ import annotations

from django.db import transaction

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import SlaRule
from screening.triage.require_planner import require_planner


@transaction.atomic
def remove_sla_rule(*, rule: SlaRule, by: User) -> None:
    """The default, or the rule of a lower risk, holds again. Raises NotAllowed."""
    require_planner(by)
    record(Verb.SLA_RULE_REMOVED, target=rule, by=by, rule=str(rule))
    rule.delete()
