"""The second person's yes: bound to the evidence that was answered, never given to an own answer."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, Resolution
from screening.triage.current import what_changed
from screening.triage.errors import AlreadyAnswered, EvidenceChanged
from screening.triage.finish import finish
from screening.triage.guards import (
    require_another_person,
    require_person,
    require_right,
    require_version,
)
from screening.triage.move import touch
from screening.triage.overtake import overtake
from screening.triage.policy import permission_to_approve
from screening.triage.settle import settle


def approve(
    *, resolution: Resolution, evidence_digest: str, alert_version: int, note: str = "", by: User
) -> Resolution:
    """Make a proposed answer final; the alert closes with the last one.

    Raises OwnProposal or NotAllowed (403); AlertChanged or AlreadyAnswered (409); EvidenceChanged (409) where the
    evidence is not what was answered: the answer is then kept in the history as overtaken and the alert goes back
    to review, also though the approval itself is refused.
    """
    with transaction.atomic():
        found, alert = to_judge(resolution, alert_version=alert_version, by=by)
        require_seen(found)
        changed = what_changed(found)
        if not changed and found.evidence.digest == evidence_digest:
            make_final(found, alert, note=note, by=by)
            return found
        changed = changed or _("What you saw is not what was answered.")
        overtake(alert=alert, resolutions=[found], cause=changed, by=User.objects.system())
    raise EvidenceChanged(_("%(changed)s Approval is blocked, and the alert is back in review.") % {"changed": changed})


def to_judge(resolution: Resolution, *, alert_version: int, by: User) -> tuple[Resolution, Alert]:
    """The answer and its alert, fresh, after every question of who and when. Call inside a transaction."""
    found = Resolution.objects.select_related(
        "potential_match__alert__party", "potential_match__party", "potential_match__watchlist",
        "evidence__listed_entity", "proposed_by",
    ).get(pk=resolution.pk)  # fmt: skip
    alert = found.potential_match.alert
    require_person(by)
    require_another_person([found], by=by)
    require_right(permission_to_approve(found.potential_match.tier), alert=alert, by=by)
    require_version(alert, alert_version=alert_version)
    if found.state != Resolution.State.PROPOSED:
        raise AlreadyAnswered(
            _("This answer does not wait for approval: it is “%(state)s”.") % {"state": found.get_state_display()}
        )
    return found, alert


def require_seen(resolution: Resolution) -> None:
    """A blind answer is judged by giving one's own. Raises NotAllowed."""
    if resolution.blind:
        raise NotAllowed(_("This answer is checked blind: give your own answer first."))


def make_final(resolution: Resolution, alert: Alert, *, note: str, by: User) -> None:
    """Record the yes and let the answer count. Runs in the caller's transaction, after every question."""
    now = timezone.now()
    touch(alert)
    waiting = Resolution.objects.filter(pk=resolution.pk, state=Resolution.State.PROPOSED)
    # The database refuses an own approval too, whatever this code does.
    if not waiting.update(state=Resolution.State.FINAL, approved_by=by, approved_at=now, second_note=note.strip()):
        raise AlreadyAnswered(_("Somebody else judged this answer a moment ago."))
    resolution.refresh_from_db(fields=["state", "approved_by", "approved_at", "second_note"])
    record(
        Verb.RESOLUTION_APPROVED, target=resolution, parent=alert, by=by, identity=resolution.identity,
        note=resolution.second_note, evidence=resolution.evidence.digest,
    )  # fmt: skip
    finish(resolution, by=by)
    settle(alert, by=by)
