"""High, Critical and provisional cases do not go ahead on ratings without their evidence."""

from __future__ import annotations

from django.utils.translation import gettext as _

from customers.models import Assessment, AssessmentDecision, method_of
from customers.models.assessment import Tier
from dd_portal.common.errors import Conflict

Outcome = AssessmentDecision.Outcome
_GOES_AHEAD = {Outcome.APPROVE, Outcome.APPROVE_WITH_CONDITIONS}


def unsupported_ratings(assessment: Assessment) -> tuple[str, ...]:
    """Codes of ratings from the least that needs a source on, whose evidence the method finds wanting."""
    least = method_of(assessment.methodology).evidence_rules.one_source_from
    return tuple(
        one["code"]
        for one in assessment.result.get("evidence", ())
        if not one["sufficient"] and one["rating"] is not None and one["rating"] >= least
    )


def lacks_evidence(decision: AssessmentDecision) -> tuple[str, ...]:
    """The ratings for which the decision would let a grave or provisional case go ahead without evidence."""
    assessment = decision.assessment
    grave = assessment.inherent_tier >= Tier.HIGH or assessment.provisional
    return unsupported_ratings(assessment) if grave and decision.outcome in _GOES_AHEAD else ()


def evidence_gap(decision: AssessmentDecision) -> str:
    """What keeps the decision from approval for want of evidence, in words that name the ratings; "" if nothing."""
    codes = lacks_evidence(decision)
    if not codes:
        return ""
    return _(
        "This is a High, Critical or provisional case, and these ratings lack the evidence that the method "
        "asks for: %(codes)s. Attach their sources and assess again; then approve."
    ) % {"codes": ", ".join(codes)}


def check_evidence(decision: AssessmentDecision) -> None:
    """Raise Conflict where evidence is lacking, naming the ratings."""
    gap = evidence_gap(decision)
    if gap:
        raise Conflict(gap)
