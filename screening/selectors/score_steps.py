"""How a score was built, for its chart and its table."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.score_build_up import Step, score_build_up
from dd_portal.common.templatetags.look_marks import COMPARISON_WORDS
from dd_portal.common.templatetags.look_values import score
from screening.models import MatchEvidence

FEATURES: dict[str, Promise] = {
    "name": gettext_lazy("Name"),
    "weak_alias": gettext_lazy("Weak alias"),
    "numbers": gettext_lazy("Number in the name"),
    "identifier": gettext_lazy("Identity number"),
    "strong_identifier": gettext_lazy("Strong identifier"),
    "type": gettext_lazy("Kind of party"),
    "birth_date": gettext_lazy("Date of birth"),
    "founded": gettext_lazy("Founded"),
    "country": gettext_lazy("Country"),
    "gender": gettext_lazy("Gender"),
    "address": gettext_lazy("Address"),
    "ceiling": gettext_lazy("At most 100"),
    "floor": gettext_lazy("At least 0"),
}


def score_chart(evidence: MatchEvidence) -> Chart:
    """The waterfall of the evidence as stored, against the threshold that was in force."""
    steps = [_step(one) for one in evidence.evidence if one["points"]]
    above = evidence.score >= evidence.threshold
    sentence = (
        _("%(score)s is at or above the threshold of %(threshold)s")
        if above
        else _("%(score)s is below the threshold of %(threshold)s")
    )
    return score_build_up(
        steps,
        total=evidence.score,
        threshold=evidence.threshold,
        title=sentence % {"score": score(evidence.score), "threshold": score(evidence.threshold)},
        caption=_("How the score was built, in points of 100. Settings version %(version)s, engine %(engine)s.")
        % {"version": evidence.settings_version.number, "engine": evidence.engine_version},
    )


def _step(piece: dict[str, Any]) -> Step:
    word = str(COMPARISON_WORDS.get(piece["word"], "")).lower()
    label = str(FEATURES.get(piece["feature"], piece["feature"].replace("_", " ").capitalize()))
    return Step(label, word if piece["feature"] not in ("ceiling", "floor") else "", piece["points"])
