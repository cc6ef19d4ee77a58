"""Records that suppressions acted: the match was found, and nobody was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F

from screening.models import ScreeningRun, Suppression, SuppressionUse
from screening.services.plan_pairs import Found


def record_suppressed(run: ScreeningRun, found: Sequence[Found], *, now: dt.datetime) -> None:
    """One row for each suppression of a run, however often the run comes by; counts them on the suppression."""
    acted = {one.suppression.pk: one for one in found if one.suppression is not None}
    known = set(
        SuppressionUse.objects.filter(run=run, suppression_id__in=acted).values_list("suppression_id", flat=True)
    )
    fresh = {key: one for key, one in acted.items() if key not in known}
    SuppressionUse.objects.bulk_create(
        [
            SuppressionUse(
                suppression_id=key, run=run, score=one.score, at=now,
                aside=(one.judgement.aside if one.judgement else "")[:400],
            )
            for key, one in fresh.items()
        ],
        batch_size=500,
    )  # fmt: skip
    Suppression.objects.filter(pk__in=fresh).update(times_acted=F("times_acted") + 1, last_acted_at=now)
