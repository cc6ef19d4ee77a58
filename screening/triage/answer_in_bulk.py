"""Gives one false positive to several alerts about the same entry, one by one, each under all its own guards."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.errors import DomainError, Invalid, NotAllowed
from screening.models import Alert, BulkAnswer, BulkLine, PotentialMatch, Resolution
from screening.triage.claim import claim
from screening.triage.decide import decide
from screening.triage.guards import require_person
from screening.triage.plan_bulk import plan_bulk

LEAST_SAMPLE = 5
SHARE = 0.10
_CHANCE = random.SystemRandom()


@transaction.atomic
def answer_in_bulk(
    *,
    alerts: Sequence[Alert],
    seen: Mapping[int, str],
    reasons: Sequence[str],
    rationale: str,
    counted: int | None,
    by: User,
) -> BulkAnswer:
    """Propose the false positive for every alert that allows it; the others are refused, each with its reason.

    ``seen`` maps alert ids to the evidence digests of the preview; ``counted`` is the number that the person typed.
    Every answer waits for a second person, who must open a sample that the portal draws: a tenth, at least five.

    Raises Invalid for a wrong count, and what :func:`screening.triage.plan_bulk.plan_bulk` raises; NotAllowed.
    """
    require_person(by)
    if not by.may(Permission.WORK_ALERTS):
        raise NotAllowed(_("Your roles do not include answering alerts."))
    plan = plan_bulk(alerts)
    if counted != len(plan.lines):
        said = _("Type how many alerts you looked at: %(n)s are listed.") % {"n": len(plan.lines)}
        raise Invalid(_("Not recorded."), fields={"counted": said})
    first = plan.lines[0][1]
    bulk = BulkAnswer.objects.create(
        entity_id=plan.entity_id, caption=first.evidence.listed_entity.caption if first.evidence else plan.entity_id,
        reasons=list(dict.fromkeys(reasons)), rationale=rationale.strip(), made_by=by, made_at=timezone.now(),
    )  # fmt: skip
    given = []
    for alert, match, why in plan.lines:
        line = _one(bulk, alert, match, why or _unseen(match, seen.get(alert.pk, "")), by=by)
        if line.resolution_id:
            given.append(line)
    for line in _CHANCE.sample(given, min(len(given), max(LEAST_SAMPLE, math.ceil(SHARE * len(given))))):
        line.sampled = True
        line.save(update_fields=["sampled"])
    return bulk


def _unseen(match: PotentialMatch, digest: str) -> str:
    if match.evidence and match.evidence.digest == digest:
        return ""
    return _("It changed while you worked.")


def _one(bulk: BulkAnswer, alert: Alert, match: PotentialMatch, why: str, *, by: User) -> BulkLine:
    """One alert; what is refused leaves no trace but its line."""
    resolution = None
    if not why:
        try:
            with transaction.atomic():
                resolution = _decide(bulk, alert, match, by=by)
        except DomainError as refused:
            why = " ".join([refused.message, *refused.fields.values()])
    outcome = BulkLine.Outcome.PROPOSED if resolution else BulkLine.Outcome.REFUSED
    line = BulkLine.objects.create(bulk_answer=bulk, alert=alert, resolution=resolution, outcome=outcome, why=why[:400])
    record(
        Verb.BULK_ANSWERED, target=line, parent=alert, by=by, correlation=f"bulk:{bulk.pk}", outcome=str(outcome),
        cause=why,
    )  # fmt: skip
    return line


def _decide(bulk: BulkAnswer, alert: Alert, match: PotentialMatch, *, by: User) -> Resolution:
    taken = claim(alert=Alert.objects.select_related("party", "locked_by").get(pk=alert.pk), by=by)
    assert match.evidence is not None
    return decide(
        potential_match=match, identity=Resolution.Identity.FALSE_POSITIVE, reasons=bulk.reasons,
        rationale=bulk.rationale, evidence_digest=match.evidence.digest, alert_version=taken.version,
        always_second=True, by=by,
    )  # fmt: skip
