"""Runs a measurement of the engine on uploaded data, stretch by stretch; safe to start twice."""

from __future__ import annotations

import datetime as dt
import logging
import time
from dataclasses import asdict
from typing import Any

from django.db.models import Q
from django.utils import timezone

from screening.matching.evaluate import Counts, PairRow, pair_score
from screening.matching.sweep import best_scores, pair_steps, population_steps
from screening.models import Evaluation
from screening.services.build_index import live_versions
from screening.services.current_screener import pinned_screener
from screening.services.ensure_settings import config_of
from screening.services.screen_name import check_lists
from screening.services.start_evaluation import pair_rows, population_rows

LEASE = dt.timedelta(minutes=3)
CHUNK = 500
# So many rows on the wrong side are kept to be read.
MOST_ROWS_KEPT = 200

log = logging.getLogger(__name__)


class _Lost(Exception):
    """The lease went to another worker."""


def run_evaluation(*, evaluation_id: int) -> bool:
    """Gives whether this call finished the measurement. A failure is kept with its reason and raised."""
    now = timezone.now()
    free = Q(state=Evaluation.State.WAITING) | Q(state=Evaluation.State.RUNNING, leased_until__lt=now)
    taken = Evaluation.objects.filter(free, pk=evaluation_id)
    if not taken.update(state=Evaluation.State.RUNNING, leased_until=now + LEASE, done=0):
        return False
    evaluation = Evaluation.objects.select_related("settings_version").get(pk=evaluation_id)
    try:
        result = _pairs(evaluation) if evaluation.kind == Evaluation.Kind.PAIRS else _populations(evaluation)
        _keep(evaluation, state=Evaluation.State.FINISHED, result=result, finished_at=timezone.now(), leased_until=None)
    except _Lost:
        return False
    except Exception as error:
        log.exception("Evaluation %s failed", evaluation_id)
        reason = f"{type(error).__name__}: {error}"[:1000]
        Evaluation.objects.filter(pk=evaluation_id, state=Evaluation.State.RUNNING).update(
            state=Evaluation.State.FAILED, error=reason, leased_until=None, finished_at=timezone.now()
        )
        raise
    return True


def unfinished_evaluations() -> list[int]:
    """Measurements that wait, or whose worker has gone."""
    gone = Q(state=Evaluation.State.RUNNING, leased_until__lt=timezone.now())
    return list(Evaluation.objects.filter(Q(state=Evaluation.State.WAITING) | gone).values_list("pk", flat=True))


def _pairs(evaluation: Evaluation) -> dict[str, Any]:
    config = config_of(evaluation.settings_version)
    rows = pair_rows((evaluation.first_name, evaluation.first_text.encode()))
    scores: list[float] = []
    for start in range(0, len(rows), CHUNK):
        scores += [pair_score(row, config) for row in rows[start : start + CHUNK]]
        _report(evaluation, len(scores))
    return pairs_result(rows, scores, threshold=config.alert_threshold)


def pairs_result(rows: list[PairRow], scores: list[float], *, threshold: float) -> dict[str, Any]:
    """Verdicts over all pairs, by category and quality, the sweep, and the pairs on the wrong side."""
    total = Counts()
    groups: dict[str, dict[str, Counts]] = {"by_category": {}, "by_quality": {}}
    wrong = []
    for row, score in zip(rows, scores, strict=True):
        verdict = {"expected": row.is_match, "found": score >= threshold}
        total = total.with_verdict(**verdict)
        for group, name in (("by_category", row.category or "other"), ("by_quality", row.quality)):
            groups[group][name] = groups[group].get(name, Counts()).with_verdict(**verdict)
        if verdict["expected"] != verdict["found"]:
            wrong.append({**asdict(row), "score": score})
    steps = pair_steps(scores, [row.is_match for row in rows])
    strong = groups["by_quality"].get("STRONG", Counts())
    return {
        "threshold": threshold,
        "counts": total.to_json(),
        "strong_errors": strong.fp + strong.fn,
        **{group: {name: one.to_json() for name, one in sorted(found.items())} for group, found in groups.items()},
        "sweep": [{"threshold": step.threshold, **step.counts.to_json()} for step in steps],
        "wrong": sorted(wrong, key=lambda one: -abs(one["score"] - threshold))[:MOST_ROWS_KEPT],
    }


def _populations(evaluation: Evaluation) -> dict[str, Any]:
    versions = live_versions()
    screener = pinned_screener(versions=versions, settings_version=evaluation.settings_version).screener
    lists = check_lists(evaluation.lists)
    positives = population_rows((evaluation.first_name, evaluation.first_text.encode()), "positives")
    negatives = population_rows((evaluation.second_name, evaluation.second_text.encode()), "negatives")
    rows = [*positives, *((subject, "") for subject, _entity in negatives)]
    scores: list[float] = []
    seconds = 0.0
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        began = time.perf_counter()
        scores += best_scores(screener, [one for one, _e in part], [entity for _one, entity in part], lists=lists)
        seconds += time.perf_counter() - began
        _report(evaluation, len(scores))
    threshold = screener.config.alert_threshold
    listed, unlisted = scores[: len(positives)], scores[len(positives) :]
    names = [subject.names[0].full for subject, _entity in rows]
    missed = [
        {"name": name, "expected": entity, "score": score}
        for (_subject, entity), name, score in zip(positives, names, listed, strict=False)
        if score < threshold
    ]
    alerted = [
        {"name": name, "score": score}
        for name, score in zip(names[len(positives) :], unlisted, strict=True)
        if score >= threshold
    ]
    return {
        "threshold": threshold,
        "list_versions": versions,
        "positives": len(listed),
        "found": len(listed) - len(missed),
        "negatives": len(unlisted),
        "alerted": len(alerted),
        # Down to the lowest threshold of the sweep, so below what a screening at the alert threshold reaches.
        "seconds": round(seconds, 3),
        "sweep": [asdict(step) for step in population_steps(listed, unlisted)],
        "missed": sorted(missed, key=lambda one: str(one["name"]))[:MOST_ROWS_KEPT],
        "wrong": sorted(alerted, key=lambda one: -float(str(one["score"])))[:MOST_ROWS_KEPT],
    }


def _report(evaluation: Evaluation, done: int) -> None:
    _keep(evaluation, done=done, leased_until=timezone.now() + LEASE)


def _keep(evaluation: Evaluation, **changes: Any) -> None:
    """Write while the lease is ours. Raises _Lost where another worker has taken over."""
    mine = Evaluation.objects.filter(
        pk=evaluation.pk, state=Evaluation.State.RUNNING, leased_until=evaluation.leased_until
    )
    if not mine.update(**changes):
        raise _Lost
    evaluation.leased_until = changes["leased_until"]
