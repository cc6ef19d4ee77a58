"""The suppressed pairs of a batch, with what each relied on, read in a few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from customers.models import PartyVersion
from customers.selectors.owners import owners_of
from screening.models import ListedEntity, PotentialMatch, Suppression
from screening.triage.judge_suppressed import Judgement, Now, judge_suppressed
from screening.triage.relied_on import OWNERS

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Quiet:
    """What the screening found of one pair: our content, the entry, score, evidence as JSON, and its digest."""

    ours: dict[str, Any]
    entity: ListedEntity
    score: float
    evidence: list[dict[str, Any]]
    digest: str


@dataclass(frozen=True, slots=True)
class SuppressedPairs:
    """Suppressions in force by pair id, the customers' contents that they relied on, who owns them now, and the keys
    still listed.
    """

    in_force: dict[int, Suppression]
    contents: dict[tuple[int, int], dict[str, Any]]
    owners: dict[int, list[str]]
    listed: frozenset[str]

    @classmethod
    def of(cls, pairs: Iterable[PotentialMatch]) -> SuppressedPairs:
        """Those of the pairs given that are suppressed; no query where none is."""
        quiet = [pair for pair in pairs if pair.state == PotentialMatch.State.SUPPRESSED]
        if not quiet:
            return cls({}, {}, {}, frozenset())
        found: dict[int, Suppression] = {}
        contents: dict[tuple[int, int], dict[str, Any]] = {}
        for start in range(0, len(quiet), _BATCH):
            batch = [pair.pk for pair in quiet[start : start + _BATCH]]
            rows = Suppression.objects.in_force().filter(potential_match_id__in=batch)
            for one in rows.select_related("evidence__listed_entity__watchlist", "potential_match__alert"):
                found[one.potential_match_id] = one
        wanted = {(one.potential_match.party_id, one.evidence.party_version) for one in found.values()}
        versions = PartyVersion.objects.filter(
            party_id__in={party for party, _number in wanted}, number__in={number for _party, number in wanted}
        )
        for version in versions:
            if (version.party_id, version.number) in wanted:
                contents[version.party_id, version.number] = version.content
        keys = {pair.entity_id for pair in quiet}
        listed = ListedEntity.objects.current().filter(entity_id__in=keys).values_list("entity_id", flat=True)
        owners = owners_of(one.potential_match.party_id for one in found.values() if one.owners is not None)
        return cls(found, contents, owners, frozenset(listed))

    def holds(self, pair: PotentialMatch) -> bool:
        """Whether a suppression keeps the pair quiet."""
        return pair.pk in self.in_force

    def left_the_list(self, pair: PotentialMatch) -> bool:
        """Whether a suppressed pair's entry is listed no more."""
        return pair.pk in self.in_force and pair.entity_id not in self.listed

    def judge(self, pair: PotentialMatch, found: Quiet) -> tuple[Suppression, Judgement]:
        """The suppression of a pair that was found again, and whether it holds."""
        suppression = self.in_force[pair.pk]
        now = timezone.now()
        owners = self.owners.get(pair.party_id) if suppression.owners is not None else None
        same = found.digest == suppression.evidence.digest and owners == suppression.owners
        if same and suppression.expires_at > now:
            return suppression, Judgement("")
        content = self.contents.get((pair.party_id, suppression.evidence.party_version), {})
        before = {**content, OWNERS: suppression.owners}
        tier = found.entity.watchlist.tier
        shown = Now({**found.ours, OWNERS: owners}, found.entity.content, tier, found.score, found.evidence, now)
        return suppression, judge_suppressed(suppression, ours=before, now=shown)
