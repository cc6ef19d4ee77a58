"""Proposes that a pair found to be somebody else is not looked at again until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.models import PartyVersion
from customers.selectors.owners import owners_of
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import portal_zone
from dd_portal.common.errors import Invalid
from screening.models import MatchEvidence, PotentialMatch, Resolution, Suppression
from screening.triage.answer import LEAST_RATIONALE
from screening.triage.errors import AlreadyAnswered, EvidenceChanged, NotPossibleNow
from screening.triage.guards import require_person, require_right
from screening.triage.relied_on import NAMES, OWNERS, fingerprint, stated_on_both_sides

# Months that a suppression may last, and that the form offers first.
MOST_DAYS = {"T1": 366, "T2": 731, "T3": 731}
USUAL_DAYS = 365


@transaction.atomic
def propose_suppression(
    *, potential_match: PotentialMatch, relied_on: Sequence[str], reason: str, until: dt.date | None, by: User
) -> Suppression:
    """Propose a suppression that rests on the pair's false positive, given or waiting; a second person approves it.

    Relies always on the names, and on nothing that one side does not state. ``until`` is the last day, at most 12
    months ahead on a binding list and 24 elsewhere; None stands for 12 months.

    Raises NotAllowed, Invalid with the fields at fault, NotPossibleNow where the pair is not a false positive or was
    ever confirmed, AlreadyAnswered where another proposal waits.
    """
    match = PotentialMatch.objects.select_related("alert__party", "evidence__listed_entity").get(pk=potential_match.pk)
    require_person(by)
    require_right(Permission.WORK_ALERTS, alert=match.alert, by=by)
    resolution = _resting_on(match)
    evidence = match.evidence
    if evidence is None:
        raise EvidenceChanged(_("This pair has no evidence to rely on."))
    ours, listed = sides(evidence, owners=owners_of([match.party_id])[match.party_id])
    chosen = list(dict.fromkeys([NAMES, *relied_on]))
    end = _end_of(until or timezone.localdate(timezone=portal_zone()) + dt.timedelta(days=USUAL_DAYS))
    _check(chosen, stated_on_both_sides(ours, listed), reason, end, tier=match.tier)
    if Suppression.objects.waiting().filter(potential_match=match).exists():
        raise AlreadyAnswered(_("A suppression of this pair waits for approval already."))
    made = Suppression.objects.create(
        potential_match=match, resolution=resolution, evidence=evidence, relied_on=chosen,
        fingerprint=fingerprint(chosen, ours, listed), reason=reason.strip(), expires_at=end, proposed_by=by,
        proposed_at=timezone.now(), owners=ours[OWNERS],
    )  # fmt: skip
    record(
        Verb.SUPPRESSION_PROPOSED, target=made, parent=match.alert, by=by, potential_match=match.pk, relied_on=chosen,
        reason=made.reason, until=end.isoformat(), fingerprint=made.fingerprint,
    )  # fmt: skip
    return made


def sides(evidence: MatchEvidence, *, owners: list[str] | None) -> tuple[dict[str, object], dict[str, object]]:
    """Both sides' content as the evidence froze it, and the customer's owners beside it; None where not noted."""
    version = PartyVersion.objects.filter(
        party_id=evidence.potential_match.party_id, number=evidence.party_version
    ).first()
    return {**(version.content if version else {}), OWNERS: owners}, evidence.listed_entity.content


def _resting_on(match: PotentialMatch) -> Resolution:
    """The answer that lets the pair be suppressed: the newest, a false positive; and none that ever confirmed it."""
    counted = match.resolutions.filter(state__in=["proposed", "final", "disputed"]).order_by("-pk")
    newest = counted.first()
    if newest is None or newest.identity != Resolution.Identity.FALSE_POSITIVE or newest.state == "disputed":
        raise NotPossibleNow(_("Only a pair answered as a false positive can be suppressed."))
    if counted.filter(identity=Resolution.Identity.TRUE_MATCH).exists():
        raise NotPossibleNow(_("This pair was once answered as a true match, so it is never suppressed."))
    return newest


def _end_of(day: dt.date) -> dt.datetime:
    """The end of the day in the organisation's zone."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), tzinfo=portal_zone()).astimezone(dt.UTC)


def _check(chosen: list[str], possible: list[str], reason: str, end: dt.datetime, *, tier: str) -> None:
    faults = {}
    if any(code not in possible for code in chosen if code != NAMES):
        faults["relied_on"] = _("One side does not state that attribute. A missing value cannot be relied on.")
    elif len(chosen) == 1:
        faults["relied_on"] = _("Tick what tells the two apart. The names alone brought them together.")
    if len(reason.strip()) < LEAST_RATIONALE:
        faults["reason"] = _("Say why this pair need not be looked at, in at least 15 characters.")
    most = timezone.now() + dt.timedelta(days=MOST_DAYS.get(tier, MOST_DAYS["T1"]) + 1)
    if not timezone.now() < end <= most:
        faults["until"] = _("Choose a day within the next %(n)s days.") % {"n": MOST_DAYS.get(tier, MOST_DAYS["T1"])}
    if faults:
        raise Invalid(_("Not proposed."), fields=faults)
