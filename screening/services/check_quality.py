"""A quality reviewer's look at one answer: the own answer, given blind, and what follows where both differ."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, QualityCheck, Resolution
from screening.triage.reopen import reopen

LEAST_NOTE = 15
Grade = QualityCheck.Grade


def check_quality(
    *, check: QualityCheck, identity: str, reasons_hold: bool | None, note: str, by: User
) -> QualityCheck:
    """Keep the look; the grade follows from both answers, nobody chooses it.

    The reviewer's answer is ``identity``; ``reasons_hold`` says whether the reasons given carry the answer, and is
    asked only where both agree. A true match that was cleared is critical and opens its alert again at once. Raises
    Invalid with the fields at fault; NotAllowed for the maker, for who looked already, and for other roles; Conflict.
    """
    answer = check.resolution
    _require_reviewer(check, by=by)
    note = note.strip()
    if identity not in Resolution.Identity.values:
        raise Invalid(_("Not recorded."), fields={"identity": _("Choose an answer. Nothing is selected for you.")})
    grade = grade_of(made=answer.identity, checked=identity, reasons_hold=reasons_hold)
    if grade != Grade.AGREES and len(note) < LEAST_NOTE:
        raise Invalid(_("Not recorded."), fields={"note": _("Say what differs, in at least 15 characters.")})
    with transaction.atomic():
        mine = QualityCheck.objects.filter(pk=check.pk, checked_by=None)
        if not mine.update(identity=identity, grade=grade, note=note, checked_by=by, checked_at=timezone.now()):
            raise Conflict(_("Somebody looked at this answer a moment ago."))
        check.refresh_from_db()
        alert = answer.potential_match.alert
        record(Verb.QUALITY_CHECKED, target=check, parent=alert, by=by, grade=grade, identity=identity, note=note)
        if grade == Grade.CRITICAL:
            _open_again(alert, note)
    return check


def grade_of(*, made: str, checked: str, reasons_hold: bool | None) -> str:
    """The grade of an answer beside the reviewer's own. *Unsure* beside it makes it a wrong one: it was closed."""
    if made == checked:
        return Grade.MINOR if reasons_hold is False else Grade.AGREES
    if (made, checked) == (Resolution.Identity.FALSE_POSITIVE, Resolution.Identity.TRUE_MATCH):
        return Grade.CRITICAL
    return Grade.MAJOR


def _require_reviewer(check: QualityCheck, *, by: User) -> None:
    unit = check.resolution.potential_match.party.business_unit_id
    if by.kind != User.Kind.PERSON or not by.may(Permission.REVIEW_QUALITY, unit_id=unit):
        raise NotAllowed(_("Your roles do not include looking at closed work a second time."))
    if by.pk in (check.made_by_id, check.resolution.approved_by_id):
        raise NotAllowed(_("You made or approved this answer, so somebody else looks at it."))
    others = QualityCheck.objects.filter(sample=check.sample_id, resolution=check.resolution_id, checked_by=by)
    if others.exists():
        raise NotAllowed(_("You looked at this answer already; the second look is somebody else's."))


def _open_again(alert: Alert, note: str) -> None:
    """Unless it is open already, or the party has another open alert, where the finding is then seen."""
    if alert.closed_at and not Alert.objects.open().filter(party=alert.party_id).exists():
        cause = _("A quality review found a true match that was cleared: %(note)s") % {"note": note}
        reopen(alert=alert, cause=cause[:400], by=User.objects.system())
