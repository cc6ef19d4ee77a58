"""Who was screened by a moment, and with which versions of the lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from reports.figures.scope import Scope
from screening.models import ListVersion, RunChunk, ScreeningRun, ScreeningState

_ACCEPTED = (ListVersion.State.LIVE, ListVersion.State.REPLACED)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Parties screened before the scope's moment, and the version of each source that was in use then."""

    screened: frozenset[int]
    stretches: tuple[tuple[int, int], ...]
    versions: dict[str, ListVersion]

    def covers(self, parties: Iterable[int]) -> bool:
        """Whether every one of the parties was screened."""
        return all(party in self.screened or self._in_stretch(party) for party in parties)

    def _in_stretch(self, party: int) -> bool:
        return any(first <= party <= last for first, last in self.stretches)


def coverage(scope: Scope) -> Coverage:
    """Three queries. For a moment that is past, the finished chunks of runs show who was screened by then."""
    now = ScreeningState.objects.filter(screened_at__lt=scope.stock_at).exclude(outcome=ScreeningState.Outcome.ERROR)
    screened = set(now.values_list("party_id", flat=True))
    stretches: list[tuple[int, int]] = []
    done = RunChunk.objects.filter(state=RunChunk.State.DONE, failed=0, finished_at__lt=scope.stock_at)
    whole = done.exclude(run__kind=ScreeningRun.Kind.NAMES).order_by("first_id")
    for first, last, ids in whole.values_list("first_id", "last_id", "ids"):
        if ids:
            screened.update(ids)
        elif stretches and first <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(last, stretches[-1][1]))
        else:
            stretches.append((first, last))
    return Coverage(frozenset(screened), tuple(stretches), versions_at(scope.stock_at))


def versions_at(moment: dt.datetime) -> dict[str, ListVersion]:
    """The newest accepted version of each source before a moment, by source code."""
    accepted = ListVersion.objects.filter(state__in=_ACCEPTED, imported_at__lt=moment)
    return {version.source: version for version in accepted.order_by("source", "number")}
