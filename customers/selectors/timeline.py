"""What happened to a thing, told from the audit trail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dd_portal.audit.models import AuditDetail, AuditEvent
from dd_portal.audit.verbs import Verb

LONGEST = 40

DEEDS: dict[str, tuple[str, Promise]] = {
    Verb.PARTY_REGISTERED: ("person", _("registered the party")),
    Verb.PARTY_CHANGED: ("person", _("changed the party")),
    Verb.PARTIES_IMPORTED: ("person", _("imported parties")),
    Verb.PARTY_RESTRICTED: ("lock", _("restricted the party")),
    Verb.RESTRICTION_LIFTED: ("tick", _("lifted a restriction")),
    Verb.RELATIONSHIP_STATED: ("person", _("stated a relationship")),
    Verb.PRODUCT_REGISTERED: ("tick", _("registered the product")),
    Verb.PRODUCT_CHANGED: ("tick", _("changed the product")),
    Verb.ENGAGEMENT_REGISTERED: ("tick", _("registered an engagement")),
    Verb.ENGAGEMENT_CHANGED: ("tick", _("changed an engagement")),
    Verb.FACTOR_RATED: ("tick", _("rated")),
    Verb.RATING_WITHDRAWN: ("remove", _("withdrew a rating")),
    Verb.IMPACT_RATED: ("tick", _("rated an impact")),
    Verb.SAFEGUARD_STATED: ("tick", _("stated a safeguard")),
    Verb.EVIDENCE_ADDED: ("tick", _("added evidence")),
    Verb.ALLEGATION_STATED: ("tick", _("stated an allegation")),
    Verb.ALLEGATION_CHANGED: ("tick", _("changed the status of an allegation")),
    Verb.REPLY_ASKED: ("clock", _("noted that the party was asked for its reply")),
    Verb.QUESTIONNAIRE_OPENED: ("tick", _("opened a questionnaire")),
    Verb.QUESTIONNAIRE_SENT: ("clock", _("made an address for the customer")),
    Verb.LINK_REVOKED: ("remove", _("took an address back")),
    Verb.QUESTION_ANSWERED: ("tick", _("answered a question")),
    Verb.FILE_ATTACHED: ("tick", _("attached a file")),
    Verb.FILE_OPENED: ("person", _("opened a file")),
    Verb.QUESTIONNAIRE_RECEIVED: ("tick", _("handed in their answers")),
    Verb.QUESTIONNAIRE_ASKED_AGAIN: ("clock", _("asked again")),
    Verb.QUESTIONNAIRE_REVIEWED: ("tick", _("reviewed the questionnaire")),
    Verb.LEVERAGE_TRIED: ("tick", _("tried leverage")),
    Verb.LEVERAGE_RESULT_NOTED: ("tick", _("noted what came of leverage")),
    Verb.GRIEVANCE_RECEIVED: ("clock", _("received a grievance")),
    Verb.GRIEVANCE_CHANGED: ("tick", _("changed a grievance")),
    Verb.REMEDY_STATED: ("tick", _("stated a remedy")),
    Verb.REMEDY_PROVIDED: ("tick", _("noted a remedy as given")),
    Verb.POLICY_ADOPTED: ("tick", _("put a policy version into force")),
    Verb.CONSULTATION_STATED: ("tick", _("stated who was heard")),
    Verb.CONCERN_RAISED: ("person", _("took in a concern")),
    Verb.CONCERN_ANSWERED: ("tick", _("answered a concern")),
    Verb.ENGAGEMENT_ASSESSED: ("tick", _("assessed the engagement")),
    Verb.DECISION_PROPOSED: ("clock", _("proposed a decision")),
    Verb.DECISION_APPROVED: ("tick", _("agreed to a decision")),
    Verb.DECISION_RETURNED: ("remove", _("returned a proposal")),
    Verb.REASSESSMENT_TRIGGERED: ("clock", _("noted a reason to look again")),
    Verb.CONDITION_CLOSED: ("tick", _("closed a condition")),
    Verb.METHOD_DRAFTED: ("tick", _("drafted a version of the method")),
    Verb.METHOD_COMPARED: ("tick", _("compared a draft over all live assessments")),
    Verb.METHOD_WITHDRAWN: ("remove", _("withdrew a draft")),
    Verb.METHOD_ADOPTED: ("tick", _("put a version of the method into force")),
}


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One line of a timeline, as ``parts/timeline.html`` shows it."""

    icon: str
    state: str
    who: str
    deed: Promise | str
    at: dt.datetime
    note: str


def timeline_of(thing: models.Model, *, longest: int = LONGEST) -> tuple[TimelineEvent, ...]:
    """The newest events about a thing or its parts, newest first."""
    kind, key = thing._meta.label_lower, str(thing.pk)  # noqa: SLF001 Django's own public name for it
    events = AuditEvent.objects.filter(
        Q(target_kind=kind, target_id=key) | Q(parent_kind=kind, parent_id=key)
    ).order_by("-pk")[:longest]
    details = {one.event_id: one for one in AuditDetail.objects.filter(event_id__in=[event.pk for event in events])}
    return tuple(_told(event, details.get(event.pk)) for event in events)


def _told(event: AuditEvent, detail: AuditDetail | None) -> TimelineEvent:
    icon, deed = DEEDS.get(event.verb, ("tick", event.verb))
    content = detail.content if detail else {}
    return TimelineEvent(
        icon=icon,
        state="plain",
        who=detail.actor_name if detail else event.actor_id,
        deed=deed,
        at=event.at,
        note=_note(content),
    )


def _note(content: dict[str, object]) -> str:
    parts = []
    if content.get("factor"):
        value = content.get("value", "")
        parts.append(
            f"{content['factor']} = {'?' if value is None else value}" if "value" in content else str(content["factor"])
        )
    if content.get("question"):
        parts.append(f"{content['question']} {content.get('value', '')}".strip())
    for key in ("number", "outcome", "kind", "after", "cause", "reason", "text", "note"):
        value = content.get(key)
        if value and not isinstance(value, list | dict):
            parts.append(str(value))
    changed = content.get("changed")
    if isinstance(changed, list) and changed:
        parts.append(", ".join(str(one).replace("_", " ") for one in changed))
    return " · ".join(parts)[:300]
