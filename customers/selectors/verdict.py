"""The verdict of an assessment in words: tiers, recommendation, arithmetic, rules, unknowns, red lines, flags."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.methodology.catalogue import Methodology
from customers.methodology.result import Result
from customers.methodology.steps.step import RuleState
from customers.methodology.tiers import Tier
from customers.models import Assessment, AssessmentDecision
from customers.selectors.told import told
from customers.selectors.verdict_reasons import Figure, StepLine, TreeLine, figures_of, tree_of
from customers.services.decision_seats import SEAT_TITLES
from dd_portal.common.charts.chart import Chart
from dd_portal.common.charts.matrix_position import matrix_position

_ACTS_AS = {"executive": gettext_lazy("Executive"), "board_committee": gettext_lazy("Board committee")}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule and what it did: fired, met without effect, or not met."""

    code: str
    family: str
    sentence: str
    fired: bool
    met: bool


@dataclass(frozen=True, slots=True)
class UnknownLine:
    """What one unknown could change."""

    code: str
    title: str
    best: int
    worst: int
    worst_inherent: int
    matters: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an assessment says, ready to be shown."""

    residual: int
    inherent: int
    best: int
    worst: int
    worst_inherent: int
    unknowns: int
    provisional: bool
    gap: str
    recommendation: str
    why: str
    decides: str
    informs: str
    note: str
    after_edd: str
    involvement: str
    involvement_why: str
    expected_action: str
    figures: tuple[Figure, ...]
    tree: tuple[TreeLine, ...]
    chart: Chart
    rules: tuple[RuleLine, ...]
    red_lines: tuple[RuleLine, ...]
    red_lines_met: int
    unknown_lines: tuple[UnknownLine, ...]
    all_best: int
    all_worst: int
    steps: tuple[StepLine, ...]
    flags: tuple[tuple[str, str], ...]
    required_unrated: tuple[tuple[str, str], ...]
    lacking_evidence: tuple[tuple[str, tuple[str, ...]], ...]
    notice: str


def verdict_of(assessment: Assessment, result: Result, *, method: Methodology) -> Verdict:
    """The verdict of a stored assessment."""
    figures, span = result.figures, result.range
    steps = {step.code: step for step in result.steps}
    lines = tuple(
        StepLine(step.code, _(step.title), step.value, told(step.sentence), step.sources) for step in result.steps
    )
    rules = tuple(
        RuleLine(one.code, one.family, told(one.sentence), one.state == RuleState.FIRED, one.state != RuleState.NOT_MET)
        for one in result.rules
    )
    red = tuple(rule for rule in rules if rule.family == "red_line")
    kind = method.involvements[result.involvement.kind.name]
    return Verdict(
        residual=int(result.residual),
        inherent=int(result.inherent),
        best=int(span.best.residual),
        worst=int(span.worst.residual),
        worst_inherent=int(span.worst.inherent),
        unknowns=len(figures.unknown),
        provisional=result.provisional,
        gap=told(steps["gap"].sentence),
        recommendation=recommendation_words(assessment.recommendation),
        why=_(result.outcome.condition),
        decides=_seats(result.outcome.decides),
        informs=_seats(result.outcome.informs),
        note=_(result.outcome.note),
        after_edd=recommendation_words(result.after_edd.recommendation.lower())
        if result.after_edd.recommendation != result.outcome.recommendation
        else "",
        involvement=_("%(kind)s, %(status)s") % {"kind": _(kind.title), "status": result.involvement_status.lower()},
        involvement_why=told(steps["involvement"].sentence),
        expected_action=_(kind.expected_action),
        figures=figures_of(lines),
        tree=tree_of(assessment, method),
        chart=_chart(result),
        rules=tuple(rule for rule in rules if rule.family != "red_line"),
        red_lines=red,
        red_lines_met=sum(rule.met for rule in red),
        unknown_lines=tuple(
            UnknownLine(
                code=one.code,
                title=_title(one.code, method),
                best=int(one.best.residual),
                worst=int(one.worst.residual),
                worst_inherent=int(one.worst.inherent),
                matters=one.matters,
            )
            for one in result.unknown_effects
        ),
        all_best=int(span.best.residual),
        all_worst=int(span.worst.residual),
        steps=lines,
        flags=tuple((flag.code, _(flag.title)) for flag in result.flags),
        required_unrated=tuple((code, _(method.factors[code].title)) for code in result.required_unrated),
        lacking_evidence=tuple(
            (one.code, tuple(told(sentence) for sentence in one.missing))
            for one in result.evidence
            if not one.sufficient
        ),
        notice=_(result.notice),
    )


def recommendation_words(recommendation: str) -> str:
    """The recommendation in words; the vendor's own conduct has none."""
    if not recommendation:
        return _("No recommendation: enters the register of own conduct")
    return str(AssessmentDecision.Outcome(recommendation).label)


def _seats(seats: tuple[str, ...]) -> str:
    return ", ".join(str(SEAT_TITLES.get(seat) or _ACTS_AS.get(seat) or seat.replace("_", " ")) for seat in seats)


def _title(code: str, method: Methodology) -> str:
    if code in method.factors:
        return _(method.factors[code].title)
    if code in method.groups:
        return _("%(group)s: nothing rated") % {"group": _(method.groups[code].title)}
    if code == "impacts":
        return _("No impact on people is described")
    return code.replace("-", " ")


def _chart(result: Result) -> Chart:
    reduced, worst = result.figures.mitigation, result.range.worst
    word = _tier_word(result.residual)
    return matrix_position(
        (reduced.severity, reduced.likelihood),
        inherent=(result.severity, result.likelihood),
        worst=(worst.severity, worst.likelihood),
        title=_("Residual %(tier)s") % {"tier": word},
        caption=_("R residual, I inherent as rated, W inherent with unknowns at their worst."),
    )


def _tier_word(tier: Tier) -> str:
    return tier.name.capitalize()
