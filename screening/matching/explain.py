"""Why is this a potential match, and why is that none: the same score, told for one pair."""

from __future__ import annotations

from dataclasses import dataclass

from screening.entities import Entity, Subject
from screening.matching.compare.types import compatible
from screening.matching.config import MatchConfig
from screening.matching.evidence import Evidence
from screening.matching.index import Index
from screening.matching.score import Scored, score_pair


@dataclass(frozen=True, slots=True)
class Explanation:
    """The score of a pair, its evidence, and, where it is no potential match, the step that dropped it.

    ``dropped_at`` is "" for a match, else "type", "candidates" (no words or numbers in common), "name" (the main
    evidence is too weak) or "qualifiers" (the main evidence would do, the rest speaks against it).
    """

    score: float
    evidence: tuple[Evidence, ...]
    threshold: float
    is_match: bool
    dropped_at: str
    sentence: str


def explain_pair(subject: Subject, entity: Entity, *, config: MatchConfig, index: Index | None = None) -> Explanation:
    """Score one pair exactly as the screener does, and say why it is, or is not, a potential match.

    ``index`` is taken for symmetry with the screener; the score of a pair depends on the pair alone.
    """
    del index
    listed = entity.subject
    scored = score_pair(subject, listed, config)
    threshold = config.alert_threshold
    dropped = _dropped_at(subject, listed, scored, config)
    return Explanation(
        scored.score, scored.evidence, threshold, not dropped, dropped, _sentence(scored, threshold, dropped)
    )


def _dropped_at(subject: Subject, listed: Subject, scored: Scored, config: MatchConfig) -> str:
    if not compatible(subject.type, listed.type):
        return "type"
    if scored.score >= config.alert_threshold:
        return ""
    if scored.main == 0.0:
        return "candidates"
    return "qualifiers" if scored.main >= config.alert_threshold else "name"


def _sentence(scored: Scored, threshold: float, dropped: str) -> str:
    score, least = int(100 * scored.score + 1e-9), round(100 * threshold)
    if not dropped:
        return f"A potential match: {score} of 100, where {least} is enough."
    missed = f"{score} of 100 is {round(100 * (threshold - scored.score), 1)} below the threshold of {least}"
    if dropped == "type":
        return "No potential match: the types of party exclude each other."
    if dropped == "candidates":
        return "No potential match: the names share no word, and no identifier is the same."
    if dropped == "name":
        return f"No potential match: the names are too far apart; {missed}."
    lowering = min(scored.evidence, key=lambda piece: piece.points)
    return f"No potential match: the names are near enough, but {missed}. {lowering.sentence}"
