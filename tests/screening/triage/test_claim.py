import pytest

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import NotAllowed
from screening.triage.claim import claim
from screening.triage.errors import AlreadyClaimed, NotPossibleNow
from tests.make import make_alert


def expire(alert):
    type(alert).objects.filter(pk=alert.pk).update(locked_until=alert.opened_at)
    alert.refresh_from_db()


def test_claim_locks_the_alert_for_its_taker(ana):
    alert = claim(alert=make_alert(), by=ana)
    assert (alert.state, alert.assignee, alert.locked_by) == ("in_review", ana, ana)
    assert AuditEvent.objects.filter(
        verb="alert.claimed", parent_kind="screening.alert", parent_id=str(alert.pk)
    ).exists()


def test_claim_of_another_s_alert_names_the_holder(ana, bo):
    alert = claim(alert=make_alert(), by=ana)
    with pytest.raises(AlreadyClaimed, match="Ana Silva is working on this"):
        claim(alert=alert, by=bo)


def test_claim_with_an_old_copy_is_refused(ana, bo):
    alert = make_alert()
    old = type(alert).objects.get(pk=alert.pk)
    claim(alert=alert, by=ana)
    with pytest.raises(AlreadyClaimed):
        claim(alert=old, by=bo)


def test_claim_again_renews_the_lock_without_a_second_event(ana):
    alert = claim(alert=make_alert(), by=ana)
    before = alert.locked_until
    assert claim(alert=alert, by=ana).locked_until > before
    assert AuditEvent.objects.filter(verb="alert.claimed").count() == 1


def test_a_lock_that_ran_out_is_free(ana, bo):
    alert = claim(alert=make_alert(), by=ana)
    expire(alert)
    assert claim(alert=alert, by=bo).assignee == bo


@pytest.mark.parametrize("state", ["pending_approval", "waiting_info"])
def test_claim_in_a_state_with_nothing_to_take(ana, state):
    with pytest.raises(NotPossibleNow):
        claim(alert=make_alert(state=state), by=ana)


def test_an_escalated_alert_needs_a_senior(ana, sol):
    alert = make_alert(state="escalated")
    with pytest.raises(NotAllowed):
        claim(alert=alert, by=ana)
    assert claim(alert=alert, by=sol).state == "in_review_l2"


def test_nobody_takes_back_what_they_escalated(sol):
    with pytest.raises(NotAllowed, match="You escalated this"):
        claim(alert=make_alert(state="escalated", escalated_by=sol), by=sol)


def test_a_client_with_a_key_takes_nothing(ida):
    with pytest.raises(NotAllowed):
        claim(alert=make_alert(), by=ida)
