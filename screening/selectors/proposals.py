"""Answers that wait for a second person, and whether that may be the reader."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.errors import NotAllowed
from screening.models import Alert, Resolution
from screening.selectors.blind import is_hidden
from screening.selectors.match_cards import answer_words
from screening.triage.current import what_changed
from screening.triage.guards import require_another_person
from screening.triage.policy import permission_to_approve
from screening.triage.reasons import REASONS
from screening.triage.withdraw import can_withdraw


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposed answer as the checker sees it; ``why_not`` says why the reader cannot approve it."""

    resolution: Resolution
    about: str
    answer: str
    consequence: str
    reasons: list[str]
    why_not: str
    changed: str
    may_withdraw: bool
    # Checked blind: the reader must not see the answer; an own one is asked for where the reader may judge.
    hidden: bool


def proposal_of(resolution: Resolution, alert: Alert, *, by: User) -> Proposal:
    """What the reader may do with a proposal, and what speaks against it."""
    entry = resolution.evidence.listed_entity
    hidden = is_hidden(resolution, by=by)
    return Proposal(
        resolution=resolution,
        about=f"{entry.caption} ({resolution.potential_match.watchlist.title})",
        answer="" if hidden else answer_words(resolution.identity),
        consequence=resolution.get_consequence_display() if resolution.consequence and not hidden else "",
        reasons=[] if hidden else [f"{REASONS[code].title} ({code})" for code in resolution.reasons if code in REASONS],
        why_not=_why_not(resolution, alert, by=by),
        changed=what_changed(resolution),
        may_withdraw=can_withdraw(resolution, alert, by=by),
        hidden=hidden,
    )


def _why_not(resolution: Resolution, alert: Alert, *, by: User) -> str:
    try:
        require_another_person([resolution], by=by)
    except NotAllowed as own:
        return own.message
    needed = permission_to_approve(resolution.potential_match.tier)
    if by.may(needed, unit_id=alert.party.business_unit_id):
        return ""
    if needed is Permission.APPROVE_T1:
        return _("On a binding list the compliance lead approves.")
    return _("A senior analyst, a lead or the compliance lead approves.")
