"""The second person's yes to a bulk answer, once the sample has been opened; each alert is approved by itself."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError, NotAllowed
from screening.models import Alert, BulkAnswer, BulkLine
from screening.triage.approve import approve
from screening.triage.errors import AlreadyAnswered, NotPossibleNow, OwnProposal
from screening.triage.guards import require_person


def note_opened(*, alert: Alert, by: User) -> None:
    """A second person looked at an alert of a sample: the first such look is kept."""
    lines = BulkLine.objects.filter(alert=alert, sampled=True, outcome=BulkLine.Outcome.PROPOSED, opened_by=None)
    if may_judge(by):
        lines.exclude(bulk_answer__made_by=by).update(opened_by=by, opened_at=timezone.now())


def may_judge(by: User) -> bool:
    """Whether the person approves answers at all; each alert asks again for its tier and unit."""
    rights = (Permission.APPROVE_T1, Permission.APPROVE_T2_T3)
    return by.kind == User.Kind.PERSON and any(by.may(right) for right in rights)


def judge_bulk(*, bulk: BulkAnswer, by: User) -> BulkAnswer:
    """Approve every answer that still waits; what cannot be approved stays as it is, with the reason on its line.

    Raises OwnProposal or NotAllowed (403), AlreadyAnswered, NotPossibleNow while a sampled alert is unopened.
    Not one transaction: what one alert refuses must not undo what another recorded.
    """
    require_person(by)
    if bulk.made_by_id == by.pk:
        raise OwnProposal(_("You gave this answer, so someone else must approve it."))
    if not may_judge(by):
        raise NotAllowed(_("Your roles do not include approving answers."))
    with transaction.atomic():
        unopened = bulk.lines.filter(sampled=True, opened_by=None, outcome=BulkLine.Outcome.PROPOSED)
        if unopened.exists():
            left = unopened.count()
            raise NotPossibleNow(_("Open the sampled alerts first: %(n)s are left.") % {"n": left})
        free = BulkAnswer.objects.filter(pk=bulk.pk, judged_by=None)
        if not free.update(judged_by=by, judged_at=timezone.now()):
            raise AlreadyAnswered(_("Somebody else judged this answer already."))
        record(Verb.BULK_JUDGED, target=bulk, by=by, correlation=f"bulk:{bulk.pk}")
    waiting = bulk.lines.filter(outcome=BulkLine.Outcome.PROPOSED)
    for line in waiting.select_related("alert", "resolution__evidence"):
        _approve(line, by=by)
    bulk.refresh_from_db()
    return bulk


def _approve(line: BulkLine, *, by: User) -> None:
    assert line.resolution is not None
    outcome, why = BulkLine.Outcome.APPROVED, ""
    try:
        approve(
            resolution=line.resolution, evidence_digest=line.resolution.evidence.digest,
            alert_version=line.alert.version, by=by,
        )  # fmt: skip
    except DomainError as refused:
        outcome, why = BulkLine.Outcome.NOT_APPROVED, refused.message[:400]
    BulkLine.objects.filter(pk=line.pk).update(outcome=outcome, why=why)
