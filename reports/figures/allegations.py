"""What is alleged or found of parties, in neutral words, with the status of the time and the party's reply."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from customers.models import Allegation, AllegationStatus
from reports.figures.scope import Scope

_FOUND = frozenset({"adjudicated", "adjudicated_under_appeal", "annulled", "remitted"})


@dataclass(frozen=True, slots=True)
class AllegationFact:
    """One allegation as it stood at a moment; ``party`` None means the vendor itself."""

    party: int | None
    claim: str
    spoken_by: str
    status: str
    as_of: dt.date
    reply: str
    detection: str

    @property
    def attribution(self) -> str:
        """Who says it and how it fares: "Alleged by X; disputed, 20 Apr 2026"."""
        verb = "Found" if self.status in _FOUND else "Alleged"
        status = "" if self.status in ("alleged", "adjudicated") else f"; {_word(self.status)}"
        return f"{verb} by {self.spoken_by}{status}, {self.as_of:%-d %b %Y}"


def allegations(scope: Scope) -> tuple[AllegationFact, ...]:
    """Two queries: what was stated before the moment of stocks, each with the status it had then."""
    status: dict[int, tuple[str, dt.date]] = {}
    history = AllegationStatus.objects.filter(noted_at__lt=scope.stock_at).order_by("noted_at", "pk")
    for key, state, as_of in history.values_list("allegation_id", "state", "as_of"):
        status[key] = (state, as_of)
    stated = Allegation.objects.filter(stated_at__lt=scope.stock_at).order_by("pk")
    return tuple(
        AllegationFact(
            one.party_id, one.claim, one.alleged_by, *status.get(one.pk, (one.state, one.as_of)),
            one.party_response, one.detection_source,
        )
        for one in stated
    )  # fmt: skip


def _word(status: str) -> str:
    return {
        "adjudicated_under_appeal": "under appeal",
        "settled_no_admission": "settled without admission",
        "remitted": "annulled or remitted since",
        "annulled": "annulled since",
    }.get(status, status.replace("_", " "))
