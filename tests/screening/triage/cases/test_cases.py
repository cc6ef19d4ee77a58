"""The deeds of a case, from opening to closing, and what each refuses."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.clock import today
from dd_portal.common.errors import Conflict, Invalid, NotAllowed
from screening.models import Alert, Case, CaseFiling, CaseTask
from screening.triage.cases.add_task import add_task
from screening.triage.cases.approve_outcome import approve_outcome
from screening.triage.cases.close_case import close_case
from screening.triage.cases.file_report import file_report
from screening.triage.cases.finish_task import finish_task
from screening.triage.cases.hold_case import hold_case
from screening.triage.cases.in_hand import TRANSITIONS, CaseMoved
from screening.triage.cases.note_on_case import note_on_case
from screening.triage.cases.open_case import open_case
from screening.triage.cases.plan_filing import plan_filing
from screening.triage.cases.propose_outcome import propose_outcome
from screening.triage.cases.reopen_case import reopen_case
from screening.triage.cases.return_outcome import return_outcome
from screening.triage.cases.take_case import take_case
from tests.make import make_alert, make_unit, make_user

pytestmark = pytest.mark.django_db
WHY = "Find out who owns the trading branch"
FOUND = "The branch is owned by the listed party, as the register of the free zone shows."
TOMORROW = dt.timedelta(days=1)


def opened(by, **fields):
    return open_case(alert=make_alert(**fields), reason=WHY, by=by)


def proposed(by, **fields):
    return propose_outcome(case=opened(by, **fields), outcome="exit", reason=FOUND, by=by)


def approved(ana, sol, cleo):
    case = approve_outcome(case=proposed(ana), by=sol)
    return approve_outcome(case=case, by=cleo)


def all_alerts_closed():
    Alert.objects.update(state="closed_true_match", closed_at=timezone.now())


# --- opening --------------------------------------------------------------------------------------------------


def test_case_holds_the_alert_and_its_tier(ana):
    case = opened(ana, tier="T2")
    assert (case.state, case.tier, case.held_alerts.get().alert.tier) == ("open", "T2", "T2")


def test_opening_twice_changes_nothing(ana, bo):
    alert = make_alert()
    case = open_case(alert=alert, reason=WHY, by=ana)
    assert open_case(alert=alert, reason=WHY, by=bo) == case
    assert AuditEvent.objects.filter(verb="case.opened").count() == 1
    assert AuditEvent.objects.filter(verb="case.alert_added").count() == 1


def closed_alert_and_new_one(case):
    Alert.objects.filter(party=case.party).update(state="closed_false_positive", closed_at=timezone.now())
    return make_alert(party=case.party)


def test_later_alert_joins_and_raises_the_tier(ana):
    case = opened(ana, tier="T3")
    again = open_case(alert=closed_alert_and_new_one(case), reason=WHY, by=ana)
    assert (again.pk, again.tier, again.held_alerts.count()) == (case.pk, "T1", 2)


def test_later_alert_sends_a_proposed_outcome_back(ana):
    case = proposed(ana)
    again = open_case(alert=closed_alert_and_new_one(case), reason=WHY, by=ana)
    assert (again.state, again.outcome, again.proposed_by) == ("investigating", "", None)


@pytest.mark.parametrize("who", ["otto", "fin", "ada", "cleo"])
def test_who_does_not_work_on_alerts_opens_none(who, request, ana):
    with pytest.raises(NotAllowed):
        open_case(alert=make_alert(), reason=WHY, by=request.getfixturevalue(who))


def test_a_key_takes_no_case(ana, ida):
    with pytest.raises(NotAllowed):
        take_case(case=opened(ana), by=ida)


def test_reason_is_needed(ana):
    with pytest.raises(Invalid):
        open_case(alert=make_alert(), reason="Check", by=ana)


def test_one_open_case_per_party(ana):
    case = opened(ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.create(party=case.party, title="x", reason="x", tier="T1", opened_by=ana, opened_at=timezone.now())


# --- work -----------------------------------------------------------------------------------------------------


def test_taking_starts_the_investigation(ana, bo):
    case = take_case(case=opened(ana), by=bo)
    assert (case.state, case.owner) == ("investigating", bo)


def test_giving_needs_the_right_to_assign(ana, bo, lea):
    case = opened(ana)
    with pytest.raises(NotAllowed):
        take_case(case=case, owner=bo, by=ana)
    assert take_case(case=case, owner=bo, by=lea).owner == bo


def test_case_is_not_given_to_somebody_of_another_unit(ana, lea):
    other = make_user("far", None)
    other.role_grants.create(
        role="analyst", business_unit=make_unit("far", "Far"), granted_by=lea, starts_at=timezone.now()
    )
    with pytest.raises(Invalid):
        take_case(case=opened(ana), owner=other, by=lea)


def test_question_lets_the_case_wait_until_the_last_answer(ana):
    case = opened(ana)
    tasks = [
        add_task(case=case, what="Copy of the licence", asked_of="The customer", due_on=today(), by=ana) for _n in "ab"
    ]
    assert case.state == "waiting"
    finish_task(task=tasks[0], answer="Received", by=ana)
    case.refresh_from_db()
    assert case.state == "waiting"
    finish_task(task=CaseTask.objects.get(pk=tasks[1].pk), answer="Received", by=ana)
    case.refresh_from_db()
    assert case.state == "investigating"


def test_question_needs_an_answer(ana):
    task = add_task(case=opened(ana), what="Copy of the licence", asked_of="The customer", due_on=today(), by=ana)
    with pytest.raises(Invalid):
        finish_task(task=task, answer=" ", by=ana)


def test_task_is_done_once(ana):
    task = add_task(case=opened(ana), what="Read the register", due_on=today(), by=ana)
    finish_task(task=task, answer="", by=ana)
    with pytest.raises(Conflict):
        finish_task(task=task, answer="", by=ana)


@pytest.mark.parametrize(("what", "days"), [("short", 0), ("Read the register", -1)])
def test_task_needs_words_and_a_day_ahead(ana, what, days):
    with pytest.raises(Invalid):
        add_task(case=opened(ana), what=what, due_on=today() + days * TOMORROW, by=ana)


def test_late_filing_is_told_as_late(ana):
    case = opened(ana)
    filing = plan_filing(case=case, authority="OFSI", what="Report of frozen funds", due_on=today() - TOMORROW, by=ana)
    file_report(filing=filing, filed_on=today(), reference="F-1", by=ana)
    filing.refresh_from_db()
    assert (filing.reference, filing.filed_by) == ("F-1", ana)
    with pytest.raises(Conflict):
        file_report(filing=filing, filed_on=today(), reference="F-2", by=ana)


@pytest.mark.parametrize(("days", "reference"), [(1, "F-1"), (0, " ")])
def test_filing_needs_a_reference_and_a_day_that_has_come(ana, days, reference):
    filing = plan_filing(case=opened(ana), authority="OFSI", what="Report", due_on=today(), by=ana)
    with pytest.raises(Invalid):
        file_report(filing=filing, filed_on=today() + days * TOMORROW, reference=reference, by=ana)


def test_filing_without_reference_is_no_row(ana):
    filing = plan_filing(case=opened(ana), authority="OFSI", what="Report", due_on=today(), by=ana)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseFiling.objects.filter(pk=filing.pk).update(filed_on=today(), filed_by=ana)


def test_note(ana, cleo):
    case = opened(ana)
    assert note_on_case(case=case, text=" Called the registry ", by=cleo).text == "Called the registry"
    with pytest.raises(Invalid):
        note_on_case(case=case, text=" ", by=cleo)


def test_legal_hold_is_the_compliance_leads(ana, cleo):
    case = opened(ana)
    with pytest.raises(NotAllowed):
        hold_case(case=case, hold=True, by=ana)
    assert hold_case(case=case, hold=True, by=cleo).legal_hold


# --- the outcome ----------------------------------------------------------------------------------------------


def test_outcome_waits_for_open_tasks(ana):
    case = opened(ana)
    add_task(case=case, what="Read the register", due_on=today(), by=ana)
    with pytest.raises(Conflict):
        propose_outcome(case=case, outcome="exit", reason=FOUND, by=ana)


@pytest.mark.parametrize(("outcome", "reason"), [("", FOUND), ("exit", "short")])
def test_outcome_needs_its_words(ana, outcome, reason):
    with pytest.raises(Invalid):
        propose_outcome(case=opened(ana), outcome=outcome, reason=reason, by=ana)


def test_maker_does_not_approve(sol):
    with pytest.raises(NotAllowed):
        approve_outcome(case=proposed(sol), by=sol)


def test_binding_list_takes_two_of_which_one_is_the_compliance_lead(ana, sol, lea, cleo):
    case = approve_outcome(case=proposed(ana), by=sol)
    assert case.state == "proposed"
    with pytest.raises(Conflict):
        approve_outcome(case=case, by=sol)
    with pytest.raises(NotAllowed):
        approve_outcome(case=case, by=lea)
    assert approve_outcome(case=case, by=cleo).state == "approved"


def test_other_lists_take_one(ana, sol):
    assert approve_outcome(case=proposed(ana, tier="T2"), by=sol).state == "approved"


def test_database_holds_the_approvals_too(ana, sol):
    case = proposed(ana)
    rows = Case.objects.filter(pk=case.pk)
    for fields in (
        {"approved_by": ana, "approved_at": timezone.now()},
        {"state": "approved", "approved_by": sol, "approved_at": timezone.now()},
        {"approved_by": sol, "second_approved_by": sol},
        {"outcome": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**fields)


def test_return_takes_the_outcome_away(ana, sol):
    case = return_outcome(case=proposed(ana), why="Ask the registry first", by=sol)
    assert (case.state, case.outcome) == ("investigating", "")


def test_stale_case_is_not_moved(ana, sol):
    case = proposed(ana)
    stale = Case.objects.get(pk=case.pk)
    approve_outcome(case=case, by=sol)
    with pytest.raises(CaseMoved):
        return_outcome(case=stale, why="Ask the registry first", by=sol)


# --- the end --------------------------------------------------------------------------------------------------


def test_case_closes_when_nothing_is_open(ana, sol, cleo):
    case = approved(ana, sol, cleo)
    with pytest.raises(Conflict, match="alert"):
        close_case(case=case, by=ana)
    all_alerts_closed()
    filing = plan_filing(case=case, authority="OFSI", what="Report", due_on=today(), by=ana)
    with pytest.raises(Conflict, match="report"):
        close_case(case=case, by=ana)
    file_report(filing=filing, filed_on=today(), reference="F-1", by=ana)
    assert close_case(case=case, by=ana).closed_at


def test_reopening_keeps_the_trail(ana, sol, cleo, lea):
    case = approved(ana, sol, cleo)
    all_alerts_closed()
    close_case(case=case, by=ana)
    with pytest.raises(NotAllowed):
        reopen_case(case=case, why="New owners came to light", by=ana)
    reopen_case(case=case, why="New owners came to light", by=lea)
    assert (case.state, case.closed_at, case.outcome) == ("investigating", None, "")
    assert AuditEvent.objects.filter(verb="case.reopened").exists()


def test_every_state_can_be_left_but_none_is_skipped():
    left = {state for sources, _target in TRANSITIONS.values() for state in sources}
    assert left == set(Case.State.values)
    assert TRANSITIONS["close"][0] == {"approved"}
