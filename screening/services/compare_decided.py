"""Scores every decided pair again, as both sides were then, under the settings in force and under a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from customers.models import PartyVersion
from screening.matching.config import MatchConfig
from screening.matching.score import score_pair
from screening.models import PotentialMatch, Resolution
from screening.services.party_subject import party_subject
from screening.services.stored_entity import stored_entity

_State = PotentialMatch.State
_LABELS = {
    _State.TRUE_MATCH: "true_match",
    _State.FALSE_POSITIVE: "false_positive",
    _State.SUPPRESSED: "false_positive",
    _State.UNSURE: "unsure",
}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Rescored:
    """A decided pair under both settings."""

    pair: PotentialMatch
    caption: str
    label: str
    score_now: float
    score_draft: float


def decided_pairs() -> QuerySet[Any]:
    """Pairs about which somebody has said something, with the evidence that was judged, and the answer as ``label``.

    A true match counts as one from its proposal on, and still does while its alert is open again.
    """
    true_match = Resolution.objects.filter(
        potential_match=OuterRef("pk"), identity="true_match", state__in=["proposed", "final"]
    )
    said_true = Exists(true_match)
    known = [When(state=state, then=Value(label)) for state, label in _LABELS.items() if state != _State.UNSURE]
    return (
        PotentialMatch.objects.exclude(state=_State.SUPERSEDED)
        .filter(Q(state__in=_LABELS) | said_true, evidence__isnull=False)
        .annotate(label=Case(*known, When(said_true, then=Value("true_match")), default=Value("unsure")))
    )


def compare_decided(now: MatchConfig, draft: MatchConfig, *, label: str = "") -> Iterator[list[Rescored | None]]:
    """Batches of decided pairs, of one answer where ``label`` names it; None for one that cannot be read any more."""
    pairs = decided_pairs().select_related("evidence__listed_entity").order_by("pk")
    if label:
        pairs = pairs.filter(label=label)
    last = 0
    while batch := list(pairs.filter(pk__gt=last)[:_BATCH]):
        last = batch[-1].pk
        contents = _contents(batch)
        yield [_rescored(pair, contents, now, draft) for pair in batch]


def lost_true_matches(now: MatchConfig, draft: MatchConfig) -> list[Rescored]:
    """True matches that ``now`` finds and ``draft`` would not; a pair that cannot be read counts for nothing."""
    return [
        one
        for batch in compare_decided(now, draft, label="true_match")
        for one in batch
        if one and one.score_now >= now.alert_threshold and one.score_draft < draft.alert_threshold
    ]


def _contents(pairs: list[PotentialMatch]) -> dict[tuple[int, int], dict[str, object]]:
    wanted = {(pair.party_id, pair.evidence.party_version) for pair in pairs if pair.evidence}
    versions = PartyVersion.objects.filter(party__in={party for party, _number in wanted})
    return {
        (party, number): content
        for party, number, content in versions.values_list("party_id", "number", "content")
        if (party, number) in wanted
    }


def _rescored(
    pair: Any, contents: dict[tuple[int, int], dict[str, object]], now: MatchConfig, draft: MatchConfig
) -> Rescored | None:
    assert pair.evidence is not None
    try:
        ours = party_subject(contents[pair.party_id, pair.evidence.party_version])
        listed = stored_entity(pair.evidence.listed_entity).subject
    except (KeyError, ValueError, TypeError):
        return None
    scores = (score_pair(ours, listed, config).score for config in (now, draft))
    return Rescored(pair, pair.evidence.listed_entity.caption, pair.label, *scores)
