"""Says of the parties of a chunk that could not be screened that they are not cleared."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from customers.models import Party
from dd_portal.accounts.models import User
from screening.models import RunChunk, ScreeningRun, ScreeningState
from screening.services.push_listings import withdraw_screened


@transaction.atomic
def fail_chunk(*, chunk: RunChunk, reason: str) -> bool:
    """End the chunk as failed, and set its parties to "screening failed"; gives whether this call did.

    Their newest screening is the one that failed, whatever an earlier one found. Of single parties that changed, what
    the earlier screening said is withdrawn; of a whole population, the front office is told on its pages.
    """
    open_ = RunChunk.objects.filter(pk=chunk.pk, state__in=[RunChunk.State.RUNNING, RunChunk.State.WAITING])
    if not open_.update(state=RunChunk.State.FAILED, leased_until=None, error=reason):
        return False
    if chunk.run.kind == ScreeningRun.Kind.NAMES:
        return True
    parties = Party.objects.active().filter(pk__gte=chunk.first_id, pk__lte=chunk.last_id)
    if chunk.ids:
        parties = parties.filter(pk__in=chunk.ids)
    now = timezone.now()
    ScreeningState.objects.bulk_create(
        [
            ScreeningState(
                party_id=key, run=chunk.run, party_version=version, outcome=ScreeningState.Outcome.ERROR,
                screened_at=now,
            )
            for key, version in parties.values_list("pk", "version")
        ],
        update_conflicts=True,
        unique_fields=["party"],
        update_fields=["run", "party_version", "outcome", "nearest_below", "screened_at"],
        batch_size=500,
    )  # fmt: skip
    if chunk.run.kind == ScreeningRun.Kind.PARTY:
        withdraw_screened(parties.values_list("pk", flat=True), by=User.objects.system())
    return True
