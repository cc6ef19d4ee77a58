"""High and Critical cases are not closed before affected people were heard, or a reason says why not (UNGP 18)."""

from django.utils.translation import gettext as _

from customers.models import AssessmentDecision
from customers.models.assessment import Tier
from dd_portal.common.errors import Conflict

Outcome = AssessmentDecision.Outcome
# Interim outcomes close nothing; a suspension stops harm at once and must not wait for a meeting.
_CLOSING = {Outcome.APPROVE, Outcome.APPROVE_WITH_CONDITIONS, Outcome.DECLINE, Outcome.EXIT}
_BY_LAW = "RL-1"


def lacks_consultation(decision: AssessmentDecision) -> bool:
    """Whether the decision would close a case of inherent tier High or Critical that nobody was heard on.

    Where the law prohibits there is nothing to weigh, so nothing is asked.
    """
    assessment = decision.assessment
    return (
        assessment.inherent_tier >= Tier.HIGH
        and decision.outcome in _CLOSING
        and assessment.result["outcome"]["rule"] != _BY_LAW
        and not assessment.engagement.consultations.exists()
    )


def consultation_gap(decision: AssessmentDecision) -> str:
    """What keeps the decision from being approved for want of a consultation; "" if nothing."""
    if not lacks_consultation(decision):
        return ""
    return _(
        "This is a High or Critical case and affected people were not heard. State a consultation, or an "
        "exemption with its reason, in the register of stakeholder engagement; then approve."
    )


def check_consultation(decision: AssessmentDecision) -> None:
    """Raise Conflict where a consultation is lacking."""
    gap = consultation_gap(decision)
    if gap:
        raise Conflict(gap)
