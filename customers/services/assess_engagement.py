"""Assesses an engagement: rows -> inputs -> the pure methodology -> a stored assessment with every reason."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.methodology.assess import assess, inputs_to_json, result_to_json
from customers.methodology.errors import InputsError
from customers.methodology.result import Result
from customers.models import Assessment, AssessmentDecision, Engagement, PolicyVersion, method_in_force
from customers.services.assessment_inputs import assessment_inputs
from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.canonical import digest
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid

_OPEN = (Assessment.State.DRAFT, Assessment.State.EDD, Assessment.State.IN_REVIEW)
_NEEDS_EDD = "ENHANCED_DUE_DILIGENCE"


@transaction.atomic
def assess_engagement(*, engagement: Engagement, cause: str, by: User) -> Assessment:
    """Assess the engagement as it stands and store inputs and result whole.

    An older assessment that nobody decided is superseded and its open proposal returned; a decided one stays. Open
    triggers are answered. The same inputs on the same day give the assessment that is already there. Raises Invalid
    where the inputs do not fit the method.
    """
    stored = Engagement.objects.select_for_update().get(pk=engagement.pk)
    method = method_in_force()
    inputs = assessment_inputs(stored, on=today())
    try:
        result = assess(inputs, methodology=method)
    except InputsError as error:
        raise Invalid(_("This cannot be assessed yet: %(reason)s") % {"reason": error}) from error
    written = inputs_to_json(inputs)
    written_digest = digest({"inputs": written, "methodology": method.digest})
    latest = stored.assessments.order_by("-number").first()
    if latest is not None and latest.inputs_digest == written_digest:
        _answer_triggers(stored, latest)
        return latest
    _supersede(stored, by=by)
    assessment = _store(stored, result, written, written_digest, cause=cause, by=by)
    assessment.policies.set(PolicyVersion.objects.in_force(on=today()))
    _answer_triggers(stored, assessment)
    if stored.next_review_on is None:
        Engagement.objects.filter(pk=stored.pk).update(next_review_on=result.next_review)
    record(
        Verb.ENGAGEMENT_ASSESSED, target=assessment, parent=stored, by=by, number=assessment.number, cause=cause,
        severity=result.severity, likelihood=result.likelihood, inherent=result.inherent.name,
        residual=result.residual.name, recommendation=result.recommendation, provisional=result.provisional,
        methodology=method.version, inputs_digest=written_digest,
    )  # fmt: skip
    return assessment


def _store(
    engagement: Engagement, result: Result, inputs: dict[str, object], inputs_digest: str, *, cause: str, by: User
) -> Assessment:
    number = (engagement.assessments.aggregate(last=Max("number"))["last"] or 0) + 1
    state = Assessment.State.EDD if result.recommendation == _NEEDS_EDD else Assessment.State.DRAFT
    return Assessment.objects.create(
        engagement=engagement,
        number=number,
        state=state,
        methodology=result.methodology,
        inputs=inputs,
        result=result_to_json(result),
        inputs_digest=inputs_digest,
        cause=cause[:200],
        severity=result.severity,
        likelihood=result.likelihood,
        inherent_tier=int(result.inherent),
        residual_tier=int(result.residual),
        worst_tier=int(result.range.worst.residual),
        provisional=result.provisional,
        involvement=result.involvement.kind.name,
        recommendation=result.recommendation.lower(),
        made_by=by,
        made_at=timezone.now(),
    )


def _supersede(engagement: Engagement, *, by: User) -> None:
    old = engagement.assessments.filter(state__in=_OPEN)
    proposals = AssessmentDecision.objects.filter(
        assessment__in=old, state=AssessmentDecision.State.PROPOSED
    ).select_related("assessment")
    for proposal in proposals:
        proposal.state = AssessmentDecision.State.RETURNED
        proposal.approval_note = _("The engagement was assessed again before the proposal was decided.")
        proposal.save(update_fields=["state", "approval_note"])
        record(
            Verb.DECISION_RETURNED, target=proposal, parent=engagement, by=by, reason=proposal.approval_note,
            outcome=proposal.outcome,
        )  # fmt: skip
    old.update(state=Assessment.State.SUPERSEDED)


def _answer_triggers(engagement: Engagement, assessment: Assessment) -> None:
    engagement.triggers.filter(handled_by=None).update(handled_by=assessment)
