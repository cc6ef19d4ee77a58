"""What the pages of evaluation show: all measurements, and one with its figures, its sweep and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.curves import curves
from dd_portal.common.errors import NotFound
from dd_portal.common.proportion import Share, exact_share
from screening.models import Evaluation


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """One category of pairs."""

    name: str
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class EvaluationPage:
    """One measurement. ``precision`` and ``alerted`` are of one kind each; the other is None."""

    evaluation: Evaluation
    is_under_way: bool
    result: dict[str, Any]
    recall: Share | None
    precision: Share | None
    alerted: Share | None
    per_1000: float | None
    rate: float | None
    chart: Chart | None
    categories: list[CategoryLine]
    qualities: list[CategoryLine]


def evaluations() -> QuerySet[Evaluation]:
    """All measurements, newest first, without their files."""
    found = Evaluation.objects.select_related("started_by", "settings_version").order_by("-pk")
    return found.defer("first_text", "second_text")


def evaluation_page(evaluation_id: int) -> EvaluationPage:
    """One measurement. Raises NotFound."""
    found = evaluations().filter(pk=evaluation_id).first()
    if found is None:
        raise NotFound(_("There is no such evaluation."))
    result: dict[str, Any] = found.result
    is_pairs = found.kind == Evaluation.Kind.PAIRS
    counts = result.get("counts", {})
    recall = precision = alerted = None
    if result and is_pairs:
        recall = exact_share(counts["tp"], counts["tp"] + counts["fn"])
        precision = exact_share(counts["tp"], counts["tp"] + counts["fp"])
    elif result:
        recall = exact_share(result["found"], result["positives"])
        alerted = exact_share(result["alerted"], result["negatives"])
    rows = result.get("positives", 0) + result.get("negatives", 0)
    return EvaluationPage(
        evaluation=found,
        is_under_way=found.state in (Evaluation.State.WAITING, Evaluation.State.RUNNING),
        result=result,
        recall=recall,
        precision=precision,
        alerted=alerted,
        per_1000=1000 * alerted.value if alerted and alerted.value is not None else None,
        rate=rows / result["seconds"] if result.get("seconds") else None,
        chart=_chart(result, is_pairs=is_pairs) if result else None,
        categories=[CategoryLine(name, one) for name, one in result.get("by_category", {}).items()],
        qualities=[CategoryLine(name, one) for name, one in result.get("by_quality", {}).items()],
    )


def _chart(result: dict[str, Any], *, is_pairs: bool) -> Chart:
    steps = result["sweep"]
    places = [step["threshold"] for step in steps]
    at = round(100 * result["threshold"])
    mark = (at, _("threshold %(n)s") % {"n": at}) if places[0] <= at <= places[-1] else None
    if is_pairs:
        best = max(steps, key=lambda step: step["f1"])
        return curves(
            places,
            series=[
                (_("precision"), [step["precision"] if step["tp"] + step["fp"] else None for step in steps]),
                (_("recall"), [step["recall"] for step in steps]),
                (_("F1"), [step["f1"] for step in steps]),
            ],
            unit=_("Threshold"),
            title=_("F1 is highest at a threshold of %(at)s: %(f1)s")
            % {"at": best["threshold"], "f1": f"{best['f1']:.3f}"},
            caption=_("Precision, recall and F1 of %(n)s labelled pairs at every threshold.")
            % {"n": result["counts"]["pairs"]},
            mark=mark,
        )
    listed, unlisted = max(1, result["positives"]), max(1, result["negatives"])
    return curves(
        places,
        series=[
            (_("listed, found"), [step["found"] / listed for step in steps]),
            (_("unlisted, alerted"), [step["alerted"] / unlisted for step in steps]),
        ],
        unit=_("Threshold"),
        title=_("At a threshold of %(at)s, %(found)s of %(all)s listed parties are found")
        % {"at": at, "found": f"{result['found']:,}", "all": f"{result['positives']:,}"},
        caption=_("Share of listed parties found and of unlisted parties alerted at every threshold."),
        mark=mark,
    )
