"""What a confirmed match says of the risk: the LST factor and its value from 0 to 4 (methodology 4)."""

from __future__ import annotations

from screening.models import MatchEvidence, PotentialMatch
from screening.sources.registry import SOURCES

HUMAN_RIGHTS = frozenset({"LST-1", "LST-3"})
CONFLICT = frozenset({"LST-5"})
# Blocking, export and import bans; the other effects inform without prohibiting.
LEGAL_EFFECTS = frozenset({"B", "X", "I"})


def listing_factor(match: PotentialMatch, evidence: MatchEvidence) -> str:
    """The factor of the entry's programme where its list names one, else of the list itself."""
    source = SOURCES.get(match.watchlist.source)
    lists = {description.code: description for description in source.lists} if source else {}
    by_programme = lists[match.watchlist.code].factor_by_programme if match.watchlist.code in lists else {}
    programmes = evidence.listed_entity.content.get("programmes", ())
    return next((by_programme[one] for one in programmes if one in by_programme), match.watchlist.factor)


def listing_value(*, factor: str, tier: str, legal_effect: str, consequence: str) -> int:
    """4 human-rights or conflict ground with legal effect, 3 without, 2 any other list, 1 no longer listed."""
    if consequence == "no_longer_listed":
        return 1
    if factor not in HUMAN_RIGHTS | CONFLICT:
        return 2
    binding = consequence == "prohibited" or tier == "T1" or legal_effect in LEGAL_EFFECTS
    return 4 if binding else 3


def is_prohibited(*, tier: str, consequence: str) -> bool:
    """Whether the law bars dealing with the party: a binding list, and a person said so."""
    return tier == "T1" and consequence == "prohibited"
