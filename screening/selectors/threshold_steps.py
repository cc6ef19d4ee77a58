"""What the pairs that are known would do at other thresholds, by the scores as they are stored."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from screening.models import PotentialMatch

# In points of 100.
STEPS = tuple(range(70, 96, 2))


@dataclass(frozen=True, slots=True)
class ThresholdStep:
    """What the pairs that are known would do at a threshold, in points: pairs, customers, true matches lost."""

    threshold: int
    pairs: int
    parties: int
    lost: int


def threshold_steps() -> list[ThresholdStep]:
    """What the stored scores alone say, without a test: pairs and customers at each threshold, true matches below."""
    pairs = PotentialMatch.objects.exclude(state=PotentialMatch.State.SUPERSEDED)
    true = Q(state=PotentialMatch.State.TRUE_MATCH)
    counts = pairs.aggregate(
        **{f"pairs_{at}": Count("pk", filter=Q(score__gte=at / 100)) for at in STEPS},
        **{f"parties_{at}": Count("party", filter=Q(score__gte=at / 100), distinct=True) for at in STEPS},
        **{f"lost_{at}": Count("pk", filter=true & Q(score__lt=at / 100)) for at in STEPS},
    )
    return [ThresholdStep(at, counts[f"pairs_{at}"], counts[f"parties_{at}"], counts[f"lost_{at}"]) for at in STEPS]
