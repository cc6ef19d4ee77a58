"""Quality review: who looks at what, what a look is worth, and what a wrong clearing sets in motion."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.accounts.roles import RoleName
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, PotentialMatch, QualityCheck, Resolution
from screening.selectors.quality_page import next_check, quality_result
from screening.services.check_quality import check_quality, grade_of
from screening.services.draw_quality_sample import draw_quality_sample
from tests.make import make_alert, make_user

pytestmark = pytest.mark.django_db
NOTE = "The passport number is the same on both sides"


@pytest.fixture
def quinn(db):
    return make_user("quinn", RoleName.QUALITY_REVIEWER)


@pytest.fixture
def vera(db):
    return make_user("vera", RoleName.QUALITY_REVIEWER)


def answered(by, identity="false_positive", **fields):
    """An alert with one final answer, closed."""
    alert = make_alert(**fields)
    match = alert.potential_matches.get()
    PotentialMatch.objects.filter(pk=match.pk).update(state=identity, tier=alert.tier)
    Alert.objects.filter(pk=alert.pk).update(state=f"closed_{identity}", closed_at=timezone.now())
    return Resolution.objects.create(
        potential_match=match, evidence=match.evidence, identity=identity, reasons=["FP-DOB"], rationale="Known",
        consequence="prohibited" if identity == "true_match" else "", state="final", proposed_by=by,
        proposed_at=timezone.now(),
    )  # fmt: skip


def drawn(by, **fields):
    values = {"starts_on": today(), "ends_on": today(), "per_stratum": 10, "double_share": 0, "seed": "s", **fields}
    return draw_quality_sample(by=by, **values)


def looked(check, *, by, identity="false_positive", holds=True, note=""):
    return check_quality(check=check, identity=identity, reasons_hold=holds, note=note, by=by)


def test_sample_is_spread_over_strata(ana, quinn):
    for tier in ("T1", "T1", "T1", "T2"):
        answered(ana, tier=tier)
    answered(ana, "true_match")
    sample = drawn(quinn, per_stratum=2)
    assert sample.population == {"T1 false_positive": 3, "T1 true_match": 1, "T2 false_positive": 1}
    assert sample.checks.count() == 4


def test_same_seed_draws_the_same(ana, quinn):
    for _n in range(6):
        answered(ana)
    first, second = (set(drawn(quinn, per_stratum=3).checks.values_list("resolution", flat=True)) for _n in "ab")
    assert first == second
    assert len(first) == 3


def test_share_is_looked_at_twice(ana, quinn):
    for _n in range(4):
        answered(ana)
    assert drawn(quinn, double_share=50).checks.filter(ordinal=2).count() == 2


def test_unfinished_answers_are_not_drawn(ana, quinn):
    answered(ana)
    Resolution.objects.update(state="proposed")
    with pytest.raises(Invalid, match="Not drawn"):
        drawn(quinn)


@pytest.mark.parametrize(
    "fields", [{"ends_on": today() - dt.timedelta(days=1)}, {"per_stratum": 0}, {"double_share": 101}]
)
def test_sample_needs_sense(ana, quinn, fields):
    answered(ana)
    with pytest.raises(Invalid) as refused:
        drawn(quinn, **fields)
    assert set(refused.value.fields) == set(fields)


@pytest.mark.parametrize("who", ["ana", "lea", "cleo", "otto"])
def test_only_reviewers_draw(who, request):
    with pytest.raises(NotAllowed):
        drawn(request.getfixturevalue(who))


@pytest.mark.parametrize(
    ("made", "checked", "holds", "grade"),
    [
        ("false_positive", "false_positive", True, "agrees"),
        ("false_positive", "false_positive", False, "minor"),
        ("false_positive", "true_match", None, "critical"),
        ("false_positive", "unsure", None, "major"),
        ("true_match", "false_positive", None, "major"),
    ],
)
def test_grade_follows_from_both_answers(made, checked, holds, grade):
    assert grade_of(made=made, checked=checked, reasons_hold=holds) == grade


def test_true_match_that_was_cleared_opens_its_alert_again(ana, quinn):
    answer = answered(ana)
    looked(drawn(quinn).checks.get(), by=quinn, identity="true_match", note=NOTE)
    alert = answer.potential_match.alert
    alert.refresh_from_db()
    assert alert.state == "reopened"
    assert NOTE in alert.trigger_text


def test_other_findings_leave_the_alert_closed(ana, quinn):
    answer = answered(ana)
    looked(drawn(quinn).checks.get(), by=quinn, identity="unsure", note=NOTE)
    assert Alert.objects.get(pk=answer.potential_match.alert_id).state == "closed_false_positive"


def test_difference_needs_a_note(ana, quinn):
    answered(ana)
    check = drawn(quinn).checks.get()
    with pytest.raises(Invalid):
        looked(check, by=quinn, identity="true_match")
    with pytest.raises(Invalid):
        looked(check, by=quinn, identity="")


def test_look_is_taken_once(ana, quinn, vera):
    answered(ana)
    check = drawn(quinn).checks.get()
    looked(check, by=quinn)
    with pytest.raises(Conflict):
        looked(check, by=vera)


def test_nobody_looks_at_own_work(ana, quinn):
    answer = answered(quinn)
    check = drawn(quinn).checks.get()
    assert next_check(check.sample, by=quinn) is None
    with pytest.raises(NotAllowed):
        looked(check, by=quinn)
    with pytest.raises(IntegrityError), transaction.atomic():
        QualityCheck.objects.update(checked_by=quinn, checked_at=timezone.now(), grade="agrees", identity="unsure")
    assert answer.proposed_by == quinn


def test_nobody_looks_at_what_they_approved(ana, quinn):
    answer = answered(ana)
    check = drawn(quinn).checks.get()
    Resolution.objects.filter(pk=answer.pk).update(approved_by=quinn, approved_at=timezone.now())
    assert next_check(check.sample, by=quinn) is None
    with pytest.raises(NotAllowed):
        looked(QualityCheck.objects.get(pk=check.pk), by=quinn)


def test_second_look_is_somebody_elses(ana, quinn, vera):
    answered(ana)
    sample = drawn(quinn, double_share=100)
    looked(next_check(sample, by=quinn), by=quinn)
    assert next_check(sample, by=quinn) is None
    with pytest.raises(NotAllowed):
        looked(sample.checks.get(ordinal=2), by=quinn)
    assert next_check(sample, by=vera).ordinal == 2


def test_result_tells_rates_with_bounds_and_agreement(ana, quinn, vera):
    for _n in range(3):
        answered(ana)
    answered(ana, "true_match")
    sample = drawn(quinn, double_share=100)
    for check in sample.checks.filter(ordinal=1).select_related("resolution"):
        looked(check, by=quinn, identity=check.resolution.identity)
    for check in sample.checks.filter(ordinal=2).select_related("resolution"):
        looked(check, by=vera, identity=check.resolution.identity)
    wrong = sample.checks.filter(ordinal=1, stratum="T1 false_positive").first()
    QualityCheck.objects.filter(pk=wrong.pk).update(grade="critical", identity="true_match")
    result = quality_result(sample, by=quinn)
    assert (result.all.part, result.all.whole, result.critical.part) == (1, 4, 1)
    assert (round(result.all.low, 4), round(result.all.high, 4)) == (0.0063, 0.8059)
    # Three of four agree; both answers are even on the makers' side 3:1, on the reviewer's 2:2.
    assert result.with_maker == pytest.approx(0.5)
    assert result.between == pytest.approx(0.5)
    assert [check.pk for check in result.findings] == [wrong.pk]


def test_result_of_nothing_looked_at_claims_nothing(ana, quinn):
    answered(ana)
    result = quality_result(drawn(quinn), by=quinn)
    assert (result.all.value, result.with_maker, result.between, result.chart) == (None, None, None, None)
    assert result.may_look
