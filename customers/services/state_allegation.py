"""States what is alleged of a party, or of the vendor itself."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from customers.models import Allegation, AllegationStatus, Engagement, EvidenceItem, Party, TriggerEvent
from customers.models.allegation import AllegationState
from customers.services.assess_engagement import assess_engagement
from customers.services.permit import permit
from customers.services.trigger_reassessment import trigger_reassessment
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from dd_portal.common.clock import today
from dd_portal.common.errors import Invalid

LONGEST_CLAIM = 5_000


@transaction.atomic
def state_allegation(
    *,
    claim: str,
    alleged_by: str,
    as_of: dt.date,
    detection_source: str,
    party: Party | None = None,
    state: str = AllegationState.ALLEGED,
    facts_stand: bool = False,
    party_response: str = "",
    evidence: Iterable[EvidenceItem] = (),
    by: User,
) -> Allegation:
    """Store a claim with its first status; every live engagement of the party gets a trigger. Raises Invalid.

    ``party`` None is an allegation against the vendor itself. ``detection_source`` says who found it first.
    """
    permit(Permission.RATE, Permission.STATE_ALLEGATIONS, unit_id=party.business_unit_id if party else None, by=by)
    faults = {}
    if not claim.strip() or len(claim) > LONGEST_CLAIM:
        faults["claim"] = _("Say what is alleged, in at most %(most)s characters.") % {"most": LONGEST_CLAIM}
    if not alleged_by.strip() or len(alleged_by) > 200:
        faults["alleged_by"] = _("Say who alleges it, in at most 200 characters.")
    if detection_source not in Allegation.DetectionSource.values:
        faults["detection_source"] = _("Choose who found it first.")
    if state not in AllegationState.values:
        faults["state"] = _("Choose its status.")
    if as_of > today():
        faults["as_of"] = _("A status cannot be of a day to come.")
    if faults:
        raise Invalid(" ".join(faults.values()), fields=faults)
    stated = Allegation.objects.create(
        party=party, claim=claim.strip(), alleged_by=alleged_by.strip(), state=state, as_of=as_of,
        facts_stand=facts_stand, party_response=party_response, detection_source=detection_source, stated_by=by,
    )  # fmt: skip
    stated.evidence.set(evidence)
    AllegationStatus.objects.create(allegation=stated, state=state, as_of=as_of, noted_by=by)
    record(Verb.ALLEGATION_STATED, target=stated, parent=party, by=by, state=str(state), alleged_by=stated.alleged_by)
    look_again_after_allegation(stated, by=by)
    return stated


def look_again_after_allegation(allegation: Allegation, *, by: User) -> None:
    """Trigger every live engagement of the party, and assess again those that have an assessment."""
    if allegation.party is None:
        return
    for engagement in Engagement.objects.live().involving(allegation.party):
        text = _("Allegation “%(claim)s”: %(state)s") % {
            "claim": allegation.claim[:200],
            "state": allegation.get_state_display(),
        }
        trigger_reassessment(
            engagement=engagement, kind=TriggerEvent.Kind.ALLEGATION, text=text,
            source_ref=f"allegation:{allegation.pk}", by=by,
        )  # fmt: skip
        if engagement.assessments.exists():
            assess_engagement(engagement=engagement, cause=text, by=by)
