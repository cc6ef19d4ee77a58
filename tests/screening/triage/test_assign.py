import pytest

from dd_portal.accounts.models import User
from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from screening.triage.assign import assign
from screening.triage.claim import claim
from screening.triage.errors import AlertChanged, AlreadyClaimed, NotPossibleNow
from screening.triage.release import release
from screening.triage.start_next import start_next
from tests.make import make_alert, make_unit, make_user
from tests.screening.triage.deeds import answer, taken

pytestmark = pytest.mark.django_db


def give(alert, to, by):
    alert.refresh_from_db()
    return assign(alert=alert, to=to, alert_version=alert.version, by=by)


def test_a_lead_gives_an_alert_to_somebody_and_takes_it_back(lea, ana):
    alert = give(make_alert(), ana, lea)
    assert (alert.assignee, alert.state) == (ana, "new")
    assert start_next(alerts=type(alert).objects.all(), by=ana).pk == alert.pk
    release(alert=type(alert).objects.get(), by=ana)
    alert = give(make_alert(assignee=ana), None, lea)
    assert alert.assignee is None
    assert AuditEvent.objects.filter(verb="alert.assigned").count() == 2


def test_what_was_in_review_begins_anew_and_keeps_its_answers(lea, ana, bo):
    alert = taken(make_alert(matches=2), by=ana)
    answer(alert.potential_matches.first(), by=ana)
    type(alert).objects.filter(pk=alert.pk).update(locked_by=None, locked_until=None)
    alert = give(alert, bo, lea)
    assert (alert.state, alert.assignee) == ("new", bo)
    assert alert.potential_matches.unanswered().count() == 1


def test_what_somebody_works_on_stays_with_them(lea, ana, bo):
    with pytest.raises(AlreadyClaimed):
        give(claim(alert=make_alert(), by=ana), bo, lea)


@pytest.mark.parametrize("state", ["closed_false_positive", "pending_approval"])
def test_what_nobody_must_answer_goes_to_nobody(lea, ana, state):
    with pytest.raises(NotPossibleNow):
        give(make_alert(state=state, closed_at="2026-01-01T00:00Z" if "closed" in state else None), ana, lea)


@pytest.mark.parametrize("name", ["otto", "cleo", "fin", "ida"])
def test_only_people_who_work_on_alerts_are_given_any(request, lea, name):
    with pytest.raises(Invalid):
        give(make_alert(), request.getfixturevalue(name), lea)


def test_people_of_another_unit_are_given_none(lea):
    far = make_user("far", None)
    far.role_grants.create(role="analyst", business_unit=make_unit("far"), granted_by=lea, starts_at=far.date_joined)
    with pytest.raises(Invalid):
        give(make_alert(), far, lea)


def test_escalated_ones_go_to_a_senior_who_did_not_escalate(lea, ana, sol):
    alert = make_alert(state="escalated", escalated_by=ana)
    with pytest.raises(Invalid):
        give(alert, ana, lea)
    assert give(alert, sol, lea).assignee == sol
    with pytest.raises(Invalid):
        give(make_alert(state="escalated", escalated_by=sol), sol, lea)


def test_an_old_page_is_refused(lea, ana):
    with pytest.raises(AlertChanged):
        assign(alert=make_alert(), to=ana, alert_version=9, by=lea)


@pytest.mark.parametrize("name", ["ana", "sol", "cleo", "ada", "otto"])
def test_only_leads_give(request, bo, name):
    with pytest.raises(NotAllowed):
        give(make_alert(), bo, request.getfixturevalue(name))


def test_the_system_gives_by_turns_only(bo):
    with pytest.raises(NotAllowed):
        give(make_alert(), bo, User.objects.system())
