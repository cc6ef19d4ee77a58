"""Figures of outcome and risk: each on a small world whose numbers are worked out by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from customers.models import Condition, Restriction
from dd_portal.audit.models import AuditEvent
from dd_portal.audit.verbs import Verb
from screening.models import Case, CaseFiling, ListVersion, QualityCheck, QualitySample, SecondLook
from tests.make import make_assessment, make_decision, make_engagement, make_list_version, make_party, make_user
from tests.screening.experiment import after_test, screened_world
from tests.screening.selectors.test_programme_indicators import figure, share
from tests.screening.services.test_quality import answered

pytestmark = pytest.mark.django_db
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
# First and second answers: three of four agree; chance alone would give one half, so kappa is one half.
ANSWERS = (
    ("true_match", "true_match"), ("false_positive", "false_positive"), ("false_positive", "true_match"),
    ("false_positive", "false_positive"),
)  # fmt: skip


def case(by, **fields):
    now = timezone.now()
    values = {
        "party": make_party(), "title": "A case", "reason": "x", "tier": "T2", "opened_by": by, "opened_at": now, **fields,
    }  # fmt: skip
    return Case.objects.create(**values)


def closed_case(by, outcome, closed_at):
    return case(by, state="closed", outcome=outcome, proposed_by=by, proposed_at=closed_at, closed_at=closed_at)


def filing(held, due, filed=None):
    today = timezone.now().date()
    values = {"filed_on": today + filed * DAY, "filed_by": held.opened_by, "reference": "R"} if filed else {}
    CaseFiling.objects.create(
        case=held, authority="Treasury", what="Report", due_on=today + due * DAY, made_by=held.opened_by,
        made_at=timezone.now(), **values,
    )  # fmt: skip


def test_reports_filed_on_time(ana, cleo):
    held = case(ana)
    # On the day; a day late; not at all; before the period; due today, so not over.
    for due, filed in ((-5, -5), (-5, -4), (-2, None), (-40, -41), (0, None)):
        filing(held, due, filed)
    found = figure("filed-on-time", cleo)
    assert (found.value, found.whole, found.is_alarm) == (1, 3, True)
    assert figure("late-filings", cleo).value == 1


def test_how_cases_end(ana, cleo):
    now = timezone.now()
    for outcome, days in (("exit", 1), ("restricted", 2), ("restricted", 3), ("no_action", 4), ("exit", 31)):
        closed_case(ana, outcome, now - days * DAY)
    case(ana)
    assert (share("exits", cleo), share("licences", cleo)) == ((1, 4), (2, 4))


def looked_at(answers, sample, *, ordinal=1, at=None):
    """A quality reviewer's looks at answers that exist."""
    for made, identity in answers:
        QualityCheck.objects.create(
            sample=sample, resolution=made, ordinal=ordinal, stratum=f"T1 {made.identity}", made_by=made.proposed_by,
            identity=identity, grade="agrees" if identity == made.identity else "major", checked_by=make_user(),
            checked_at=at or timezone.now(),
        )  # fmt: skip


@pytest.fixture
def sample(cleo):
    today = timezone.now().date()
    return QualitySample.objects.create(
        number=1, starts_on=today, ends_on=today, per_stratum=5, seed="s", drawn_by=cleo, drawn_at=timezone.now()
    )


def test_known_true_matches_shown_blind(ana, cleo, sample):
    true = [answered(ana, "true_match") for _answer in range(4)]
    seen = ("true_match", "true_match", "false_positive")
    looked_at(zip(true, seen, strict=False), sample)
    looked_at([(true[3], "false_positive")], sample, at=timezone.now() - 31 * DAY)
    looked_at([(answered(ana), "false_positive")], sample)
    found = figure("known-true", cleo)
    assert (found.value, found.whole, found.is_alarm) == (2, 3, True)


def test_agreement_of_blind_answers(ana, bo, cleo):
    assert figure("kappa-blind", cleo).ratio_said == "–"
    for first, second in ANSWERS:
        SecondLook.objects.create(
            resolution=answered(ana, first), identity=second, reasons=[], rationale="x", agrees=first == second,
            made_by=ana, answered_by=bo, answered_at=timezone.now(),
        )  # fmt: skip
    found = figure("kappa-blind", cleo)
    assert (found.value, found.ratio, found.ratio_said, found.is_alarm) == (4, pytest.approx(0.5), "0.50", True)


def test_agreement_of_quality_reviewers(ana, cleo, sample):
    made = [answered(ana, first) for first, _second in ANSWERS]
    looked_at(zip(made, (first for first, _second in ANSWERS), strict=True), sample)
    looked_at(zip(made, (second for _first, second in ANSWERS), strict=True), sample, ordinal=2)
    looked_at([(answered(ana), "false_positive")], sample)
    found = figure("kappa-reviewers", cleo)
    assert (found.value, found.ratio) == (4, pytest.approx(0.5))


def test_full_agreement_is_no_alarm(ana, bo, cleo):
    for identity in ("true_match", "false_positive"):
        SecondLook.objects.create(
            resolution=answered(ana, identity), identity=identity, reasons=[], rationale="x", agrees=True, made_by=ana,
            answered_by=bo, answered_at=timezone.now(),
        )  # fmt: skip
    found = figure("kappa-blind", cleo)
    assert (found.ratio, found.is_alarm) == (1.0, False)


def test_time_to_restrict(ana, cleo):
    now = timezone.now()
    for hours in (1, 3, 5):
        answer = answered(ana, "true_match")
        match = answer.potential_match
        type(match).objects.filter(pk=match.pk).update(found_at=now - 10 * HOUR)
        Restriction.objects.create(
            party=match.party, reason="x", source_ref=f"potential_match:{match.pk}", set_by=ana,
            set_at=now - (10 - hours) * HOUR,
        )  # fmt: skip
    found = figure("to-restrict", cleo)
    assert (found.value, found.median, found.late) == (3, 3 * HOUR, 5 * HOUR)


def test_pairs_below_the_line_have_their_bound(house_list, lea, tess, ana, cleo):
    screened_world(lea)
    after_test(tess, ana, alert_threshold=0.9)
    found = figure("below-line", cleo)
    # Nobody found true in two: the exact one-sided bound is 1 - 0.05 ** (1 / 2).
    assert (found.value, found.whole, found.upper) == (0, 2, "77.6\u00a0%")


def test_hold_that_one_person_overrode(cleo, lea):
    version = make_list_version()
    make_list_version("un_sc")
    AuditEvent.objects.create(
        at=timezone.now(), actor_kind="person", actor_id=str(lea.pk), verb=Verb.LIST_HOLD_OVERRIDDEN,
        target_kind="screening.listversion", target_id=str(version.pk), digest="0" * 64,
    )  # fmt: skip
    assert share("holds-overridden", cleo) == (1, 2)
    ListVersion.objects.filter(pk=version.pk).update(imported_at=timezone.now() - 31 * DAY)
    assert share("holds-overridden", cleo) == (0, 1)


def test_risk_and_how_it_moves(cleo):
    today = timezone.now().date()
    # Residual tiers of successive assessments; the last engagement is ended and counts nowhere but in the moves.
    for tiers, fields in (
        ((2, 4), {"next_review_on": today - DAY}), ((4, 3), {"next_review_on": today}), ((3, 3), {}), ((1,), {}),
        ((3, 4), {"state": "ended", "next_review_on": today - DAY}),
    ):  # fmt: skip
        engagement = make_engagement(**fields)
        for tier in tiers:
            make_assessment(engagement, residual_tier=tier)
    make_engagement()
    assert (share("critical", cleo), share("high", cleo)) == ((1, 5), (2, 5))
    assert (share("rose", cleo), share("fell", cleo)) == ((2, 4), (1, 4))
    assert share("reviews-late", cleo) == (1, 5)


def test_decisions_beside_what_was_recommended(cleo):
    today = timezone.now().date()
    followed = make_decision(make_assessment(make_engagement()), outcome="escalate")
    other = make_decision(make_assessment(make_engagement()), outcome="approve")
    make_decision(
        make_assessment(make_engagement()), outcome="approve", state="proposed", approved_by=None, approved_at=None
    )
    assert share("decided-otherwise", cleo) == (1, 2)
    for decision, due in ((followed, today - DAY), (followed, today), (other, today - 2 * DAY)):
        Condition.objects.create(decision=decision, text="Show the licence", owner=make_user(), due_on=due)
    assert share("conditions-late", cleo) == (2, 3)


def test_what_cannot_be_measured_says_why(client_of, cleo):
    client = client_of(cleo)
    page = client.get(reverse("screening:board", args=["outcome"])).content.decode()
    assert "Not measured" in page
    assert "invented customers would enter every count" in page
    assert "Response time of the API" in client.get(reverse("screening:board", args=["programme"])).content.decode()
