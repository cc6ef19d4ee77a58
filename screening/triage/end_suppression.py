"""Ends a suppression: by its day, a change, a person, or because the answer it rested on fell."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dd_portal.accounts.models import User
from dd_portal.audit.record import record
from dd_portal.audit.verbs import Verb
from screening.models import PotentialMatch, Suppression
from screening.triage.relied_on import Difference

LIVE = (Suppression.State.PROPOSED, Suppression.State.ACTIVE)


@transaction.atomic
def end_suppression(
    *, suppression: Suppression, state: str, why: str, difference: Iterable[Difference] = (), by: User
) -> bool:
    """End it if it has not ended; gives whether this call did. What becomes of the pair is the caller's matter."""
    now = timezone.now()
    lines = [asdict(one) for one in difference]
    live = Suppression.objects.filter(pk=suppression.pk, state__in=LIVE)
    if not live.update(state=state, ended_at=now, ended_by=by, ended_why=why, difference=lines):
        return False
    suppression.refresh_from_db(fields=["state", "ended_at", "ended_by", "ended_why", "difference"])
    verb = {
        Suppression.State.RETURNED: Verb.SUPPRESSION_RETURNED,
        Suppression.State.REVOKED: Verb.SUPPRESSION_REVOKED,
    }.get(Suppression.State(state), Verb.SUPPRESSION_ENDED)
    record(
        verb, target=suppression, parent=suppression.potential_match.alert, by=by, state=str(state), cause=why,
        difference=lines, times_acted=suppression.times_acted,
    )  # fmt: skip
    return True


def lapse_suppressions(match: PotentialMatch, *, by: User) -> None:
    """End every live suppression of a pair whose answer no longer stands. Runs in the caller's transaction."""
    why = _("The answer that it rests on no longer stands.")
    for one in Suppression.objects.filter(potential_match=match, state__in=LIVE).select_related(
        "potential_match__alert"
    ):
        end_suppression(suppression=one, state=Suppression.State.LAPSED, why=why, by=by)
