"""Freezes what was compared, so that an answer refers to it and not to today's data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from screening.models import MatchEvidence, PotentialMatch, ScreeningRun
from screening.services.plan_pairs import Found


def freeze_evidence(run: ScreeningRun, found: Sequence[Found], *, threshold: float, now: dt.datetime) -> None:
    """Give every stored pair its evidence; the same content is kept once, however often it was found."""
    if not found:
        return
    pairs = [one.pair for one in found if one.pair is not None]
    before = _kept(pairs, found)
    fresh = [_evidence(run, one, threshold, now) for one in found if (one.pair.pk, one.digest) not in before]  # type: ignore[union-attr]
    MatchEvidence.objects.bulk_create(fresh, batch_size=500)
    now_kept = before | {(one.potential_match_id, one.digest): one for one in fresh}
    for one in found:
        assert one.pair is not None
        one.pair.evidence = now_kept[one.pair.pk, one.digest]
    PotentialMatch.objects.bulk_update(pairs, ["evidence"], batch_size=500)


def _kept(pairs: list[PotentialMatch], found: Sequence[Found]) -> dict[tuple[int, str], MatchEvidence]:
    kept = MatchEvidence.objects.filter(potential_match__in=pairs, digest__in={one.digest for one in found})
    return {(one.potential_match_id, one.digest): one for one in kept}


def _evidence(run: ScreeningRun, found: Found, threshold: float, now: dt.datetime) -> MatchEvidence:
    assert found.pair is not None
    return MatchEvidence(
        potential_match=found.pair,
        run=run,
        party_version=found.result.version,
        listed_entity=found.entity,
        settings_version_id=run.settings_version_id,
        engine_version=run.engine_version,
        score=found.score,
        threshold=threshold,
        evidence=found.evidence,
        digest=found.digest,
        made_at=now,
    )
