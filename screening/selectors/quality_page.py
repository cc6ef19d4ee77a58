"""What the pages of quality review show: samples, error rates with bounds, agreement, and the next answer."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from customers.models import PartyVersion
from dd_portal.accounts.models import User
from dd_portal.accounts.roles import Permission
from dd_portal.common.charts.bars import bars
from dd_portal.common.charts.chart import Chart
from dd_portal.common.errors import NotFound
from dd_portal.common.proportion import Share, exact_share, kappa
from screening.models import QualityCheck, QualitySample
from screening.selectors.comparison import Comparison, comparison

WRONG = (QualityCheck.Grade.MAJOR, QualityCheck.Grade.CRITICAL)
# Landis and Koch call agreement above it almost perfect; below it the standards of the reviewers differ.
LEAST_KAPPA = 0.8


@dataclass(frozen=True, slots=True)
class StratumResult:
    """One stratum: of ``population`` answers ``looked`` were looked at; ``wrong`` with exact bounds."""

    tier: str
    answer: str
    population: int
    drawn: int
    looked: int
    minor: int
    wrong: Share
    critical: int


@dataclass(frozen=True, slots=True)
class QualityResult:
    """A sample as it stands. Kappas are None where they are not defined."""

    sample: QualitySample
    drawn: int
    looked: int
    strata: list[StratumResult]
    all: Share
    critical: Share
    with_maker: float | None
    between: float | None
    pairs_between: int
    findings: list[QualityCheck]
    chart: Chart | None
    may_look: bool
    least_kappa: float = LEAST_KAPPA


@dataclass(frozen=True, slots=True)
class LookPage:
    """The next answer to look at, without what was answered; None where none is left for this reviewer."""

    sample: QualitySample
    check: QualityCheck | None
    comparison: Comparison | None
    looked: int
    drawn: int


def quality_samples() -> QuerySet[QualitySample]:
    """All samples, newest first, each with how many looks are due and done."""
    done = Count("checks", filter=Q(checks__checked_by__isnull=False))
    wrong = Count("checks", filter=Q(checks__grade__in=WRONG))
    return (
        QualitySample.objects.select_related("drawn_by")
        .annotate(due=Count("checks"), done=done, wrong=wrong)
        .order_by("-number")
    )


def quality_sample(number: int) -> QualitySample:
    """A sample by its number. Raises NotFound."""
    found = QualitySample.objects.select_related("drawn_by").filter(number=number).first()
    if found is None:
        raise NotFound(_("There is no such sample."))
    return found


def quality_result(sample: QualitySample, *, by: User) -> QualityResult:
    """Everything a sample tells so far. Rates go by the first look at each answer; a second one adds agreement."""
    checks = list(sample.checks.select_related("resolution").order_by("resolution_id", "ordinal"))
    first = [check for check in checks if check.ordinal == 1]
    looked = [check for check in first if check.grade]
    wrong = sum(check.grade in WRONG for check in looked)
    critical = sum(check.grade == QualityCheck.Grade.CRITICAL for check in looked)
    pairs = _between(checks)
    strata = [_stratum(name, size, first) for name, size in sorted(sample.population.items())]
    findings = sample.checks.filter(grade__in=[*WRONG, QualityCheck.Grade.MINOR]).select_related(
        "resolution__potential_match__party",
        "resolution__potential_match__alert",
        "resolution__proposed_by",
        "checked_by",
    )
    return QualityResult(
        sample=sample,
        drawn=len(checks),
        looked=sum(bool(check.grade) for check in checks),
        strata=strata,
        all=exact_share(wrong, len(looked)),
        critical=exact_share(critical, len(looked)),
        with_maker=kappa([(check.resolution.identity, check.identity) for check in looked]),
        between=kappa(pairs),
        pairs_between=len(pairs),
        findings=list(findings.order_by("grade", "pk")),
        chart=_chart(looked),
        may_look=by.may(Permission.REVIEW_QUALITY) and next_check(sample, by=by) is not None,
    )


def next_check(sample: QualitySample, *, by: User) -> QualityCheck | None:
    """The next look that this reviewer may take: not at own work, and not twice at one answer."""
    seen = sample.checks.filter(checked_by=by).values("resolution")
    waiting = _open_to(sample.checks.filter(checked_by=None), by).exclude(resolution__in=seen)
    return waiting.order_by("ordinal", "pk").first()


def _open_to(checks: QuerySet[QualityCheck], by: User) -> QuerySet[QualityCheck]:
    """Looks at answers of the reviewer's units that the reviewer neither made nor approved."""
    others = checks.exclude(made_by=by).exclude(resolution__approved_by=by)
    units = by.units_where(Permission.REVIEW_QUALITY)
    return others if units is None else others.filter(resolution__potential_match__party__business_unit_id__in=units)


def look_page(sample: QualitySample, *, by: User) -> LookPage:
    """The comparison as it was when the answer was given, without the answer."""
    check = next_check(sample, by=by)
    return LookPage(
        sample=sample,
        check=check,
        comparison=_compared(check) if check else None,
        looked=sample.checks.exclude(checked_by=None).count(),
        drawn=sample.checks.count(),
    )


def quality_check(sample: QualitySample, check_id: int, *, by: User) -> QualityCheck:
    """A look of the sample that may be this reviewer's. Raises NotFound."""
    checks = sample.checks.select_related("resolution__potential_match__party", "resolution__potential_match__alert")
    found = _open_to(checks, by).filter(pk=check_id).first()
    if found is None:
        raise NotFound(_("There is no such answer in this sample."))
    return found


def _compared(check: QualityCheck) -> Comparison:
    evidence = check.resolution.evidence
    party = check.resolution.potential_match.party_id
    version = PartyVersion.objects.filter(party_id=party, number=evidence.party_version).first()
    return comparison(evidence.evidence, ours=version.content if version else {}, listed=evidence.listed_entity.content)


def _stratum(name: str, size: int, first: list[QualityCheck]) -> StratumResult:
    mine = [check for check in first if check.stratum == name]
    grades = Counter(check.grade for check in mine if check.grade)
    looked = sum(grades.values())
    tier, _space, answer = name.partition(" ")
    return StratumResult(
        tier=tier,
        answer=_("True match") if answer == "true_match" else _("False positive"),
        population=size,
        drawn=len(mine),
        looked=looked,
        minor=grades[QualityCheck.Grade.MINOR],
        wrong=exact_share(grades[QualityCheck.Grade.MAJOR] + grades[QualityCheck.Grade.CRITICAL], looked),
        critical=grades[QualityCheck.Grade.CRITICAL],
    )


def _between(checks: list[QualityCheck]) -> list[tuple[str, str]]:
    """The two reviewers' answers on each answer that both have looked at."""
    by_answer: dict[int, list[str]] = {}
    for check in checks:
        if check.identity:
            by_answer.setdefault(check.resolution_id, []).append(check.identity)
    return [(found[0], found[1]) for found in by_answer.values() if len(found) > 1]


def _chart(looked: list[QualityCheck]) -> Chart | None:
    if not looked:
        return None
    tiers = sorted({check.stratum[:2] for check in looked})
    counted = Counter((check.stratum[:2], check.grade) for check in looked)
    wrong = sum(check.grade in WRONG for check in looked)
    series = [
        (str(grade.label).partition(":")[0], [counted[tier, grade.value] for tier in tiers])
        for grade in QualityCheck.Grade
    ]
    return bars(
        tiers,
        series=series,
        unit=_("Tier of the list"),
        title=_("%(wrong)s of %(n)s answers looked at were wrong") % {"wrong": wrong, "n": len(looked)},
        caption=_("Answers of the sample by tier of the list and by grade of their first look."),
    )
