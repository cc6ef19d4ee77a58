"""Holds what a screening found against the pairs that are known: which are new, moved, reopened or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from customers.models import PartyVersion
from dd_portal.common.canonical import digest
from screening.matching.evidence import evidence_to_json
from screening.matching.screener import Match, Screened
from screening.models import (
    BelowLinePair,
    ListedEntity,
    ListVersion,
    PotentialMatch,
    Resolution,
    ScreeningRun,
    Suppression,
)
from screening.services.change_sentence import change_sentence
from screening.services.party_subject import party_subject
from screening.services.stored_entity import stored_entity
from screening.services.suppressed_pairs import Quiet, SuppressedPairs
from screening.triage.judge_suppressed import Judgement

# So many potential matches of one party are kept, best first.
LIMIT = 50
_DECIDED = (PotentialMatch.State.FALSE_POSITIVE, PotentialMatch.State.TRUE_MATCH, PotentialMatch.State.SUPPRESSED)


@dataclass(frozen=True, slots=True)
class PartyResult:
    """What screening one party in one version found."""

    party_id: int
    version: int
    content: dict[str, Any]
    screened: Screened


@dataclass(slots=True)
class Found:
    """A pair that matches now, with its evidence as it will be frozen."""

    result: PartyResult
    entity: ListedEntity
    score: float
    evidence: list[dict[str, Any]]
    digest: str
    pair: PotentialMatch | None = None
    change: str = ""
    # What keeps the pair quiet, or did until this screening.
    suppression: Suppression | None = None
    judgement: Judgement | None = None

    @property
    def tier(self) -> str:
        """The tier of the entity's list."""
        return self.entity.watchlist.tier


@dataclass(slots=True)
class PartyPlan:
    """What becomes of the pairs of one party."""

    result: PartyResult
    new: list[Found] = field(default_factory=list)
    reopened: list[Found] = field(default_factory=list)
    # Undecided pairs whose evidence is another now.
    moved: list[Found] = field(default_factory=list)
    unchanged: int = 0
    gone: list[PotentialMatch] = field(default_factory=list)
    # Pairs that match and are decided or suppressed, and stay so.
    settled: int = 0
    # Suppressions that acted.
    suppressed: list[Found] = field(default_factory=list)

    @property
    def asks(self) -> list[Found]:
        """Pairs that somebody must look at because of this screening."""
        return [*self.new, *self.reopened]


def plan_pairs(run: ScreeningRun, results: Sequence[PartyResult]) -> list[PartyPlan]:
    """One plan for every party that has pairs, now or before; parties without any are left out."""
    ids = [result.party_id for result in results]
    known = _known_pairs(ids)
    quiet = SuppressedPairs.of(pair for pairs in known.values() for pair in pairs.values())
    entities = _entities(run, results)
    plans = []
    for result in results:
        pairs = known.get(result.party_id, {})
        if result.screened.matches or pairs:
            plans.append(_plan(run, result, pairs, entities, quiet))
    return plans


def _known_pairs(ids: list[int]) -> dict[int, dict[str, PotentialMatch]]:
    pairs = PotentialMatch.objects.filter(party_id__in=ids).select_related("evidence__listed_entity", "watchlist")
    known: dict[int, dict[str, PotentialMatch]] = {}
    for pair in pairs:
        known.setdefault(pair.party_id, {})[pair.entity_id] = pair
    return known


def _entities(run: ScreeningRun, results: Sequence[PartyResult]) -> dict[str, ListedEntity]:
    """The stored state of every entity that was found, as the pinned versions hold it."""
    ids = list({match.entity_id for result in results for match in result.screened.matches})
    pinned = ListVersion.objects.filter(pk__in=run.list_versions.values())
    numbers = {source: number or 0 for source, number in pinned.values_list("source", "number")}
    found: dict[str, ListedEntity] = {}
    for start in range(0, len(ids), 500):
        rows = ListedEntity.objects.filter(entity_id__in=ids[start : start + 500])
        for row in rows.select_related("watchlist", "first_version", "last_version"):
            number = numbers.get(row.source, 0)
            last = row.last_version.number if row.last_version else None
            if (row.first_version.number or 0) <= number and (last is None or last >= number):
                found[row.entity_id] = row
    return found


def _plan(
    run: ScreeningRun,
    result: PartyResult,
    pairs: dict[str, PotentialMatch],
    entities: dict[str, ListedEntity],
    quiet: SuppressedPairs,
) -> PartyPlan:
    plan = PartyPlan(result)
    for match in result.screened.matches:
        found = _found(run, result, match, entities[match.entity_id])
        found.pair = pairs.get(match.entity_id)
        if found.pair is not None and quiet.holds(found.pair):
            _judge(plan, found, quiet)
        else:
            _sort(plan, found)
    _name_successors(plan, pairs, quiet)
    if len(result.screened.matches) < LIMIT:
        matching = {match.entity_id for match in result.screened.matches}
        plan.gone = [
            pair for key, pair in pairs.items() if key not in matching and (_may_go(pair) or quiet.left_the_list(pair))
        ]
    return plan


def _found(run: ScreeningRun, result: PartyResult, match: Match, entity: ListedEntity) -> Found:
    evidence = [evidence_to_json(piece) for piece in match.evidence]
    content = {
        "party_version": result.version,
        "entity": entity.content_digest,
        "settings": run.settings_version_id,
        "score": match.score,
        "evidence": evidence,
    }
    return Found(result, entity, match.score, evidence, digest(content))


def _sort(plan: PartyPlan, found: Found) -> None:
    pair = found.pair
    if pair is None:
        plan.new.append(found)
    elif pair.state == PotentialMatch.State.SUPERSEDED:
        found.change = _("Matches again. %(change)s") % {"change": _change(pair, found)}
        plan.reopened.append(found)
    elif pair.evidence is not None and pair.evidence.digest == found.digest:
        plan.unchanged += 1
        plan.settled += pair.state in _DECIDED
    elif pair.state in _DECIDED:
        found.change = _change(pair, found)
        if found.change:
            plan.reopened.append(found)
        else:
            plan.settled += 1
    else:
        found.change = _change(pair, found)
        if found.change or not _says_the_same(pair, found):
            plan.moved.append(found)
        else:
            plan.unchanged += 1


def _judge(plan: PartyPlan, found: Found, quiet: SuppressedPairs) -> None:
    """A suppressed pair stays quiet and is recorded, or comes back with what changed."""
    assert found.pair is not None
    content = found.result.content
    shown = Quiet(content, found.entity, found.score, found.evidence, found.digest)
    found.suppression, found.judgement = quiet.judge(found.pair, shown)
    if found.judgement.reopens:
        found.change = found.judgement.reopens
        plan.reopened.append(found)
    else:
        plan.settled += 1
        plan.suppressed.append(found)


def _name_successors(plan: PartyPlan, pairs: dict[str, PotentialMatch], quiet: SuppressedPairs) -> None:
    """A publisher that merges entries removes one key: what is new beside it may be the same entry."""
    gone = [pair for pair in pairs.values() if quiet.left_the_list(pair)]
    for found in plan.new if gone else ():
        found.change = _("A suppressed entry (%(key)s) left the list; this one may have taken its place.") % {
            "key": gone[0].entity_id
        }


def _says_the_same(pair: PotentialMatch, found: Found) -> bool:
    """Whether only the number of a version moved: another role of the party, other settings with the same outcome."""
    before = pair.evidence
    return before is not None and before.score == found.score and before.evidence == found.evidence


def _change(pair: PotentialMatch, found: Found) -> str:
    """What changed in the compared attributes since the evidence that the pair stands on."""
    before = pair.evidence
    if before is None:
        return ""
    ours = party_subject(found.result.content)
    then = ours
    if before.party_version != found.result.version:
        then = party_subject(PartyVersion.objects.get(party_id=pair.party_id, number=before.party_version).content)
    listed = stored_entity(found.entity).subject
    listed_then = listed
    if before.listed_entity.matched_digest != found.entity.matched_digest:
        listed_then = stored_entity(before.listed_entity).subject
    return change_sentence((then, ours), (listed_then, listed))


def _may_go(pair: PotentialMatch) -> bool:
    """An undecided pair that matches no more is superseded; never one that somebody proposes as a true match, or that
    a judge found to be the same below the line.
    """
    if pair.state not in (PotentialMatch.State.OPEN, PotentialMatch.State.UNSURE):
        return False
    judged = BelowLinePair.objects.filter(party=pair.party_id, listed_entity__entity_id=pair.entity_id)
    if judged.filter(verdict=BelowLinePair.Verdict.TRUE_MATCH).exists():
        return False
    true = pair.resolutions.filter(state=Resolution.State.PROPOSED, identity=Resolution.Identity.TRUE_MATCH)
    return not true.exists()
