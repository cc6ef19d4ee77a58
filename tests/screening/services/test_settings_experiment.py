"""Settings by experiment: draft, test, blind sample, submission, approval, activation."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, Backtest, BelowLinePair, PotentialMatch, ScreeningRun, SettingsVersion
from screening.selectors.activation_check import activation_checks
from screening.services.activate_settings import activate_settings, rescreen_for_settings
from screening.services.approve_settings import approve_settings
from screening.services.backtest_result import BacktestResult
from screening.services.change_settings import change_settings
from screening.services.draft_settings import draft_settings
from screening.services.judge_below_line import judge_below_line
from screening.services.return_settings import return_settings
from screening.services.run_backtest import run_backtest, unfinished_backtests
from screening.services.screen_chunk import screen_chunk
from screening.services.start_backtest import start_backtest
from screening.services.start_run import start_run
from screening.services.submit_settings import LosesTrueMatch, submit_settings
from screening.services.withdraw_settings import withdraw_settings
from tests.make import make_alert
from tests.screening.experiment import TEXTS, WHY, after_test, confirm, drafted, screened_world, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(house_list, lea):
    screened_world(lea)


def verbs(version):
    events = AuditEvent.objects.filter(target_id=str(version.pk), verb__startswith="settings.")
    return [event.verb.removeprefix("settings.") for event in events.order_by("pk")]


def match_of(name):
    return PotentialMatch.objects.select_related("evidence").get(party__display_name=name)


# --- drafting -------------------------------------------------------------------------------------------------


def test_draft_is_a_copy_under_its_own_number(tess):
    draft = draft_settings(reason=WHY, by=tess)
    assert (draft.number, draft.state, draft.based_on.number) == (2, "draft", 1)
    assert draft.config == {**draft.based_on.config, "version": "portal-2"}


def test_draft_needs_a_reason(tess):
    with pytest.raises(Invalid, match="Not drafted"):
        draft_settings(reason="because", by=tess)


@pytest.mark.parametrize("who", ["ana", "lea", "cleo", "ada", "ida"])
def test_only_the_settings_owner_drafts(who, request, db):
    with pytest.raises(NotAllowed):
        draft_settings(reason=WHY, by=request.getfixturevalue(who))


@pytest.mark.parametrize(
    "values",
    [{"alert_threshold": 0.4}, {"alert_threshold": 0.99}, {"no_such": 1}, {"order": 9}, {"missing_share": 0.6}],
)
def test_change_out_of_range_is_refused(tess, values):
    draft = draft_settings(reason=WHY, by=tess)
    with pytest.raises(Invalid):
        change_settings(version=draft, values=values, by=tess)
    draft.refresh_from_db()
    assert draft.config["alert_threshold"] == 0.7


def test_change_tells_before_and_after(tess):
    draft = drafted(tess, order=0.05)
    assert verbs(draft) == ["drafted", "changed"]
    assert draft.config["order"] == 0.05


def test_active_settings_are_read_only(tess):
    draft = drafted(tess)
    with pytest.raises(NotAllowed):
        change_settings(version=draft.based_on, values={"order": 0.05}, by=tess)
    SettingsVersion.objects.filter(pk=draft.pk).update(state="submitted")
    with pytest.raises(Conflict):
        change_settings(version=draft, values={"order": 0.06}, by=tess)


# --- testing --------------------------------------------------------------------------------------------------


def test_backtest_counts_what_a_higher_line_loses(world, tess, ana):
    draft = after_test(tess, alert_threshold=0.95)
    result = BacktestResult.from_json(draft.backtests.get().result)
    assert result.parties == 6
    assert (result.alerts.now, result.alerts.lost, result.alerts.draft) == (4, 3, 1)
    lines = draft.backtests.get().lines.all()
    assert [line.change for line in lines] == ["lost"] * 3
    assert all(line.score_now == line.score_draft < 0.95 for line in lines)


def test_backtest_counts_what_a_lower_line_gains(world, tess):
    draft = after_test(tess, alert_threshold=0.5)
    result = BacktestResult.from_json(draft.backtests.get().result)
    assert (result.alerts.gained, result.alerts.lost) == (1, 0)


def test_same_settings_change_nothing(world, tess):
    draft = after_test(tess, alert_threshold=0.7)
    result = BacktestResult.from_json(draft.backtests.get().result)
    assert (result.alerts.gained, result.alerts.lost, result.alerts.both) == (0, 0, 4)
    assert not draft.backtests.get().lines.exists()


def test_decided_pairs_are_scored_as_they_were_decided(world, tess, sol):
    confirm(match_of("Arkadiy Petrosyan"), by=sol)
    confirm(match_of("Karvanos Surveilance Industry"), by=sol, identity="false_positive")
    result = BacktestResult.from_json(after_test(tess, alert_threshold=0.95).backtests.get().result)
    assert result.lost_true_matches == 1
    assert (result.recall(draft=False).value, result.recall(draft=True).value) == (1.0, 0.0)
    assert result.precision(draft=False).value == 0.5


def test_test_leads_to_tested_and_stores_no_match(world, tess):
    before = PotentialMatch.objects.count()
    draft = after_test(tess)
    assert draft.state == "tested"
    assert PotentialMatch.objects.count() == before


def test_change_after_a_test_makes_it_untested(world, tess):
    draft = after_test(tess)
    change_settings(version=draft, values={"alert_threshold": 0.72}, by=tess)
    assert draft.state == "draft"
    with pytest.raises(Conflict, match="Test the draft"):
        submit_settings(version=draft, by=tess, **TEXTS)


def test_one_test_at_a_time(world, tess):
    draft = drafted(tess)
    start_backtest(version=draft, by=tess)
    with pytest.raises(Conflict):
        start_backtest(version=draft, by=tess)


def test_test_runs_once(world, tess):
    backtest = start_backtest(version=drafted(tess), by=tess)
    assert unfinished_backtests() == [backtest.pk]
    assert run_backtest(backtest_id=backtest.pk)
    assert not run_backtest(backtest_id=backtest.pk)
    assert unfinished_backtests() == []


def test_test_of_a_killed_worker_is_taken_up(world, tess):
    backtest = start_backtest(version=drafted(tess), by=tess)
    Backtest.objects.update(state="running", leased_until=timezone.now() - dt.timedelta(seconds=1))
    assert unfinished_backtests() == [backtest.pk]
    assert run_backtest(backtest_id=backtest.pk)


def test_failed_test_says_why(world, tess):
    backtest = start_backtest(version=drafted(tess), by=tess)
    SettingsVersion.objects.filter(pk=backtest.settings_version_id).update(config={"no_such": 1})
    with pytest.raises(ValueError, match="unknown settings"):
        run_backtest(backtest_id=backtest.pk)
    backtest.refresh_from_db()
    assert backtest.state == "failed"
    assert "unknown settings" in backtest.error


# --- the sample below the line --------------------------------------------------------------------------------


def test_sample_lies_below_the_line_and_holds_no_decided_pair(world, tess, sol):
    confirm(match_of("Arkadi Petroyan"), by=sol, identity="false_positive")
    pairs = list(after_test(tess, alert_threshold=0.9).backtests.get().below_line.all())
    assert {pair.party.display_name for pair in pairs} == {"Zubeda Corbonalli"}
    assert {pair.stratum for pair in pairs} == {"T3, 2 to 4 below"}


def test_same_seed_draws_the_same_sample(world, tess):
    drawn = [
        list(after_test(tess, alert_threshold=0.9).backtests.get().below_line.values_list("party", "number"))
        for _again in range(2)
    ]
    assert drawn[0] == drawn[1]


def pair_of(tess):
    return after_test(tess, alert_threshold=0.9).backtests.get().below_line.first()


def test_author_does_not_judge(world, tess, ana):
    pair = pair_of(tess)
    with pytest.raises(NotAllowed):
        judge_below_line(pair=pair, verdict="false_positive", note="", by=tess)
    with pytest.raises(IntegrityError), transaction.atomic():
        BelowLinePair.objects.filter(pk=pair.pk).update(
            judged_by=tess, judged_at=timezone.now(), verdict="false_positive"
        )


def test_verdict_is_final(world, tess, ana, bo):
    pair = judge_below_line(pair=pair_of(tess), verdict="false_positive", note="", by=ana)
    with pytest.raises(Conflict):
        judge_below_line(pair=pair, verdict="true_match", note="The same passport number", by=bo)


@pytest.mark.parametrize("verdict", ["", "true_match", "unsure"])
def test_verdict_needs_an_answer_and_a_note(world, tess, ana, verdict):
    with pytest.raises(Invalid):
        judge_below_line(pair=pair_of(tess), verdict=verdict, note="", by=ana)


# --- submission -----------------------------------------------------------------------------------------------


@pytest.mark.acceptance(number=13)
def test_draft_that_loses_a_true_match_cannot_be_submitted(world, tess, ana, sol):
    confirm(match_of("Arkadiy Petrosyan"), by=sol)
    draft = after_test(tess, ana, alert_threshold=0.95)
    with pytest.raises(LosesTrueMatch, match="1 true match of the past would be lost"):
        submit_settings(version=draft, by=tess, **TEXTS)
    draft.refresh_from_db()
    assert draft.state == "tested"


@pytest.mark.acceptance(number=13)
def test_true_match_confirmed_after_the_test_counts_too(world, tess, ana, sol):
    draft = after_test(tess, ana, alert_threshold=0.95)
    confirm(match_of("Arkadiy Petrosyan"), by=sol)
    with pytest.raises(LosesTrueMatch):
        submit_settings(version=draft, by=tess, **TEXTS)


def test_unjudged_sample_holds_the_submission(world, tess):
    with pytest.raises(Conflict, match="not judged"):
        submit_settings(version=after_test(tess, alert_threshold=0.9), by=tess, **TEXTS)


@pytest.mark.parametrize("missing", [{"risk_rationale": "x"}, {"workload": ""}, {"not_for_staffing": False}])
def test_submission_needs_its_statements(world, tess, ana, missing):
    draft = after_test(tess, ana)
    with pytest.raises(Invalid) as refused:
        submit_settings(version=draft, by=tess, **{**TEXTS, **missing})
    assert set(refused.value.fields) == set(missing)


# --- approval and activation ----------------------------------------------------------------------------------


def test_author_cannot_approve_even_with_the_role(world, tess, ana):
    draft = submitted(tess, ana)
    tess.role_grants.create(role="approver", granted_by=ana, starts_at=timezone.now())
    with pytest.raises(NotAllowed):
        approve_settings(version=draft, activate_at=timezone.now(), by=type(tess).objects.get(pk=tess.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        SettingsVersion.objects.filter(pk=draft.pk).update(approved_by=tess, approved_at=timezone.now())


def test_return_makes_it_a_draft_with_the_reason(world, tess, ana, cleo):
    draft = return_settings(version=submitted(tess, ana), why="Test the vessels apart", by=cleo)
    assert (draft.state, draft.returned_why) == ("draft", "Test the vessels apart")


def test_approved_settings_wait_for_their_time(world, tess, ana, cleo, lea):
    draft = submitted(tess, ana)
    approve_settings(version=draft, activate_at=timezone.now() + dt.timedelta(hours=5), by=cleo)
    assert activate_settings(by=cleo.__class__.objects.system()) is None
    SettingsVersion.objects.filter(pk=draft.pk).update(activate_at=timezone.now())
    assert activate_settings(by=cleo.__class__.objects.system()) == draft
    draft.refresh_from_db()
    assert (draft.active, draft.state) == (True, "active")
    assert (draft.based_on.state, draft.based_on.active) == ("retired", False)


def test_activation_asks_once_for_a_full_screening(world, tess, ana, cleo):
    system = type(tess).objects.system()
    draft = submitted(tess, ana)
    assert rescreen_for_settings(by=system) is None
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    activate_settings(by=system)
    run = rescreen_for_settings(by=system)
    assert (run.kind, run.settings_version) == ("all", draft)
    assert rescreen_for_settings(by=system) is None


def test_full_screening_waits_for_the_one_under_way(world, tess, ana, cleo):
    system = type(tess).objects.system()
    draft = submitted(tess, ana)
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    activate_settings(by=system)
    ScreeningRun.objects.update(state="running")
    assert rescreen_for_settings(by=system) is None
    ScreeningRun.objects.update(state="finished")
    assert rescreen_for_settings(by=system)


def test_true_match_confirmed_after_approval_holds_the_activation(world, tess, ana, cleo, sol):
    draft = submitted(tess, ana, alert_threshold=0.95)
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    confirm(match_of("Arkadiy Petrosyan"), by=sol)
    assert activate_settings(by=type(tess).objects.system()) is None
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "would be lost" in draft.returned_why


def test_whole_way_is_told(world, tess, ana, cleo):
    draft = submitted(tess, ana)
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    assert verbs(draft) == ["drafted", "changed", "tested", "submitted", "approved"]


def test_withdrawn_draft_goes_nowhere(world, tess):
    draft = withdraw_settings(version=drafted(tess), by=tess)
    with pytest.raises(Conflict):
        start_backtest(version=draft, by=tess)


# --- after the judging, and after the activation --------------------------------------------------------------


def test_true_match_below_the_line_opens_an_alert_that_a_screening_does_not_close(world, tess, ana, lea):
    pair = after_test(tess, alert_threshold=0.72).backtests.get().below_line.get(party__display_name="Karvanos")
    assert not PotentialMatch.objects.filter(party=pair.party).exists()
    judge_below_line(pair=pair, verdict="true_match", note="The same person by passport", by=ana)
    match = PotentialMatch.objects.get(party=pair.party, entity_id=pair.listed_entity.entity_id)
    assert (match.state, match.evidence.score) == ("open", pair.score)
    assert "by passport" in match.change
    run = start_run(trigger="test", by=lea)
    for chunk in run.chunks.all():
        screen_chunk(chunk_id=chunk.pk)
    match.refresh_from_db()
    assert match.state == "open"
    assert match.alert.closed_at is None


def test_earlier_version_comes_back_as_a_draft_of_its_own(world, tess, ana, cleo):
    system = type(tess).objects.system()
    first = SettingsVersion.objects.get(active=True)
    draft = submitted(tess, ana)
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    activate_settings(by=system)
    back = draft_settings(reason=WHY, based_on=first, by=tess)
    same = {name: value for name, value in back.config.items() if name != "version"}
    assert same == {name: value for name, value in first.config.items() if name != "version"}
    assert (back.state, back.approved_by) == ("draft", None)


def test_activation_is_checked_against_what_was_foretold(world, tess, ana, cleo):
    draft = submitted(tess, ana)
    assert activation_checks(draft) == []
    approve_settings(version=draft, activate_at=timezone.now(), by=cleo)
    activate_settings(by=type(tess).objects.system())
    now = timezone.now()
    SettingsVersion.objects.filter(pk=draft.pk).update(activated_at=now - dt.timedelta(days=10))
    draft.refresh_from_db()
    Alert.objects.all().update(opened_at=now - dt.timedelta(days=12))
    week, month = activation_checks(draft)
    assert (week.is_due, week.state, week.count) == (True, "ok", 0)
    assert (month.is_due, month.state) == (False, "muted")
    alerts = Alert.objects.count()
    assert week.before == pytest.approx(alerts / 30)
    for _number in range(20):
        make_alert(opened_at=now - dt.timedelta(days=5))
    week, _month = activation_checks(draft)
    assert (week.state, week.count) == ("warn", 20)


def test_lower_line_alone_gains_pairs_and_says_so(world, tess):
    lines = after_test(tess, alert_threshold=0.6).backtests.get().lines.all()
    assert [(line.party.display_name, line.change) for line in lines] == [("Karvanos", "gained")]
    assert lines[0].score_now == lines[0].score_draft
