"""What time alone brings about: expired evidence and overrides, conditions past their day. Run every hour."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from customers.methodology.months import months_after
from customers.models import (
    AssessmentDecision,
    Condition,
    Engagement,
    EvidenceItem,
    FactorRating,
    Relationship,
    TriggerEvent,
    method_in_force,
)
from customers.services.assess_engagement import assess_engagement
from customers.services.follow_ownership import follow_ownership
from customers.services.ownership_ties import OWNING
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User


def fire_due_triggers(*, on: dt.date, by: User) -> int:
    """Note every event that fell due up to the day ``on``; gives how many were new. Safe to run twice.

    Each cause fires once, whether or not the new look has happened since: an old source stays old.
    """
    return (
        _expired_evidence(on, by=by)
        + _expired_overrides(on, by=by)
        + _overdue_conditions(on, by=by)
        + _moved_ownership(on, by=by)
    )


def _expired_evidence(on: dt.date, *, by: User) -> int:
    """Sources behind current ratings that are older than evidence may be."""
    since = months_after(on, -method_in_force().confidence.expires_months)
    ratings = FactorRating.objects.current().filter(engagement__in=Engagement.objects.live())
    dated = EvidenceItem.objects.annotate(dated=Coalesce("published_on", "retrieved_on"))
    old = dated.filter(ratings__in=ratings, dated__lt=since)
    fired = 0
    for item in old.distinct().order_by("pk"):
        for engagement in Engagement.objects.filter(ratings__in=ratings.filter(evidence=item)).distinct():
            fired += _fire_once(
                engagement, TriggerEvent.Kind.EXPIRY, f"evidence:{item.pk}",
                _("Evidence expired: %(title)s") % {"title": item.title}, by=by,
            )  # fmt: skip
    return fired


@transaction.atomic
def _expired_overrides(on: dt.date, *, by: User) -> int:
    """Decisions that departed from the recommendation and whose time is over: they are assessed and decided anew."""
    approved = AssessmentDecision.objects.filter(state=AssessmentDecision.State.APPROVED)
    later = approved.filter(assessment__engagement=OuterRef("assessment__engagement"), pk__gt=OuterRef("pk"))
    taken = (
        approved.filter(override_expires_on__lt=on, assessment__engagement__in=Engagement.objects.live())
        .exclude(Exists(later))
        .select_related("assessment__engagement")
    )
    fired = 0
    for decision in taken.order_by("pk"):
        engagement = decision.assessment.engagement
        new = _fire_once(
            engagement, TriggerEvent.Kind.EXPIRY, f"override:{decision.pk}",
            _("The override expired on %(day)s") % {"day": decision.override_expires_on}, by=by,
        )  # fmt: skip
        newest = engagement.assessments.order_by("-number").first()
        if new and newest is not None and newest.pk == decision.assessment_id:
            assess_engagement(engagement=engagement, cause=_("An override expired"), by=by)
        fired += new
    return fired


def _overdue_conditions(on: dt.date, *, by: User) -> int:
    late = Condition.objects.binding().overdue(on=on).select_related("decision__assessment__engagement")
    return sum(
        _fire_once(
            one.decision.assessment.engagement, TriggerEvent.Kind.CONDITION, f"condition:{one.pk}:overdue",
            _("A condition was due on %(day)s: %(text)s") % {"day": one.due_on, "text": one.text}, by=by,
        )
        for one in late.order_by("pk")
    )  # fmt: skip


def _moved_ownership(on: dt.date, *, by: User) -> int:
    """Ties of ownership whose first day came, or whose last day passed, within the last week."""
    week = dt.timedelta(days=7)
    ties = Relationship.objects.filter(kind__in=OWNING).select_related("subject", "object")
    moved = ties.filter(starts_on__gt=on - week, starts_on__lte=on) | ties.filter(
        ends_on__gte=on - week, ends_on__lt=on
    )
    fired = 0
    for tie in moved.order_by("pk"):
        began = tie.starts_on is not None and on - week < tie.starts_on <= on
        text = _("Ownership began: %(tie)s") if began else _("Ownership ended: %(tie)s")
        new = sum(
            _fire_once(
                engagement, TriggerEvent.Kind.OWNERSHIP, f"relationship:{tie.pk}:{'began' if began else 'ended'}",
                text % {"tie": f"{tie.subject.display_name} {tie.get_kind_display()} {tie.object.display_name}"}, by=by,
            )
            for engagement in Engagement.objects.live().involving(tie.object)
        )  # fmt: skip
        if new:
            follow_ownership(party_ids=[tie.object_id], by=by, on=on)
        fired += new
    return fired


def _fire_once(engagement: Engagement, kind: str, source_ref: str, text: str, *, by: User) -> int:
    if TriggerEvent.objects.filter(engagement=engagement, source_ref=source_ref).exists():
        return 0
    trigger_reassessment(engagement=engagement, kind=kind, text=text, source_ref=source_ref, by=by)
    return 1
