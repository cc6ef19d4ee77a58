"""Ends suppressions that reached their day or whose entry left the list, between screenings too."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from dd_portal.accounts.models import User
from dd_portal.common.errors import Conflict
from screening.models import ListedEntity, PotentialMatch, Suppression
from screening.services.supersede_pairs import supersede_pairs
from screening.triage.end_suppression import end_suppression
from screening.triage.judge_suppressed import expired_sentence
from screening.triage.reopen_pair import reopen_pair

log = logging.getLogger(__name__)
_MOST_AT_ONCE = 2_000


def review_suppressions(*, by: User) -> int:
    """Reopen every expired pair and supersede those without an entry; gives how many ended. Safe to call twice.

    One transaction a suppression: where somebody is deciding the alert at that moment, the next call takes it up.
    """
    ended = 0
    for suppression in _due():
        try:
            ended += _end(suppression, by=by)
        except Conflict as busy:
            log.info("Suppression %s waits for the next review: %s", suppression.pk, busy.message)
    return ended


def _due() -> list[Suppression]:
    still = ListedEntity.objects.current().filter(entity_id=OuterRef("potential_match__entity_id"))
    rows = Suppression.objects.in_force().select_related("potential_match__alert")
    over = rows.filter(expires_at__lte=timezone.now()).order_by("expires_at")[:_MOST_AT_ONCE]
    gone = rows.filter(~Exists(still)).order_by("pk")[:_MOST_AT_ONCE]
    return list({one.pk: one for one in [*gone, *over]}.values())


@transaction.atomic
def _end(suppression: Suppression, *, by: User) -> bool:
    match = suppression.potential_match
    if match.state != PotentialMatch.State.SUPPRESSED:
        return False
    if not ListedEntity.objects.current().filter(entity_id=match.entity_id).exists():
        supersede_pairs([match], by=by)
        return True
    why = expired_sentence(suppression)
    if not end_suppression(suppression=suppression, state=Suppression.State.EXPIRED, why=why, by=by):
        return False
    reopen_pair(match=match, cause=why, by=by)
    return True
