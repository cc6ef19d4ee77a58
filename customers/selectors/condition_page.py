"""One condition: what must be done, by whom, until when, how it ended."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from customers.models import AssessmentDecision, Condition, Engagement, EvidenceItem
from customers.selectors.timeline import TimelineEvent, timeline_of
from customers.selectors.visible import visible_engagements
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.clock import today
from dd_portal.common.errors import NotFound


@dataclass(frozen=True, slots=True)
class ConditionPage:
    """What the page shows; ``refused`` says why the reader cannot close it ("" if they can)."""

    condition: Condition
    engagement: Engagement
    is_late: bool
    evidence: tuple[EvidenceItem, ...]
    candidates: QuerySet[EvidenceItem]
    refused: str
    events: tuple[TimelineEvent, ...]


def condition_page(pk: int, *, user: User) -> ConditionPage:
    """The condition, if the reader may see its engagement. Raises NotFound."""
    found = (
        Condition.objects.filter(pk=pk, decision__assessment__engagement__in=visible_engagements(user))
        .select_related("owner", "closed_by", "decision__proposed_by", "decision__assessment__engagement")
        .first()
    )
    if found is None:
        raise NotFound(_("There is no such condition, or none that you may see."))
    engagement = found.decision.assessment.engagement
    about = Q(engagement=engagement) | Q(party_id__in=engagement.involved_party_ids())
    return ConditionPage(
        condition=found,
        engagement=engagement,
        is_late=found.state == Condition.State.OPEN and found.due_on < today(),
        evidence=tuple(found.evidence.order_by("pk")),
        candidates=EvidenceItem.objects.filter(about).order_by("-retrieved_on", "pk"),
        refused=_refused(found, engagement, user),
        events=timeline_of(found),
    )


def _refused(condition: Condition, engagement: Engagement, user: User) -> str:
    if condition.state != Condition.State.OPEN:
        return _("It is closed.")
    if condition.decision.state != AssessmentDecision.State.APPROVED:
        return _("Its decision was not taken, so it binds nobody.")
    if condition.owner_id == user.pk:
        return _("You own this condition, so someone else must say how it ended.")
    closing = (Permission.RATE, Permission.APPROVE_DECISION, Permission.DECIDE_AS_COMMITTEE)
    if not any(user.may(one, unit_id=engagement.business_unit_id) for one in closing):
        return _("Your roles do not include closing conditions.")
    return ""
