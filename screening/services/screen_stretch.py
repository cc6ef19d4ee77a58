"""Screens the parties of a chunk: their present versions against the pinned index, then their alerts and states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F

from customers.models import Party, PartyVersion
from dd_portal.accounts.models import User
from screening.entities import Subject
from screening.models import RunChunk, ScreeningRun, ScreeningState
from screening.services.current_screener import Pinned
from screening.services.keep_states import keep_states
from screening.services.party_subject import party_subject
from screening.services.plan_pairs import LIMIT, PartyResult
from screening.services.push_listings import push_listings, withdraw_screened
from screening.services.raise_alerts import raise_alerts
from screening.services.untouched_parties import Untouched, untouched_parties


def screen_stretch(chunk: RunChunk, pinned: Pinned) -> Callable[[], dict[str, Any]]:
    """Compare the chunk's parties; gives the function that writes what came of it and returns the chunk's counts.

    After a change of lists only parties that it touches are compared in full; the others stand as they did.
    Parties whose relationship ended are skipped. One whose stored content cannot be read is failed and named: it
    counts as never screened, not as cleared.
    """
    parties = Party.objects.filter(pk__gte=chunk.first_id, pk__lte=chunk.last_id)
    if chunk.ids:
        parties = parties.filter(pk__in=chunk.ids)
    skipped = parties.exclude(pk__in=parties.active()).count()
    versions = PartyVersion.objects.filter(party__in=parties.active(), number=F("party__version")).order_by("party_id")
    readable, failed = _subjects(versions.values_list("party_id", "number", "content"))
    untouched = Untouched((), {})
    if chunk.run.kind == ScreeningRun.Kind.DELTA:
        untouched = untouched_parties(chunk.run, pinned, readable)
        readable = [one for one in readable if one[1][0] not in untouched.party_ids]
    answers = pinned.screener.screen([subject for subject, _ in readable], limit=LIMIT)
    results = [
        PartyResult(party_id, number, content, answer)
        for (_, (party_id, number, content)), answer in zip(readable, answers, strict=True)
    ]
    threshold = pinned.screener.config.alert_threshold

    def write() -> dict[str, Any]:
        return {"skipped": skipped, **_write(chunk, results, failed, threshold, untouched)}

    return write


def _subjects(versions: Any) -> tuple[list[tuple[Subject, tuple[int, int, dict[str, Any]]]], dict[int, int]]:
    """What could be read, and party id -> version of what could not."""
    readable, failed = [], {}
    for party_id, number, content in versions:
        try:
            readable.append((party_subject(content), (party_id, number, content)))
        except (KeyError, ValueError, TypeError):
            failed[party_id] = number
    return readable, failed


def _write(
    chunk: RunChunk, results: list[PartyResult], failed: dict[int, int], threshold: float, untouched: Untouched
) -> dict[str, Any]:
    by = User.objects.system()
    run = chunk.run
    raised = raise_alerts(run=run, results=results, threshold=threshold, by=by)
    outcomes = keep_states(run, results, failed)
    push_listings([result.party_id for result in results], run=run, by=by)
    withdraw_screened(failed, by=by)
    untouched.confirm(run)
    outcome = ScreeningState.Outcome
    return {
        "screened": len(results) + len(untouched.states),
        "failed": len(failed),
        "with_matches": outcomes["match"] + untouched.count(outcome.MATCH),
        "suppressed": outcomes["suppressed"] + untouched.count(outcome.SUPPRESSED),
        "potential_matches": sum(len(result.screened.matches) for result in results),
        "new_matches": sum(len(plan.new) for plan in raised.plans),
        "alerts": raised.alerts,
        "error": _named(failed),
    }


def _named(failed: dict[int, int]) -> str:
    return f"could not be read: parties {', '.join(map(str, sorted(failed)))}"[:1000] if failed else ""
