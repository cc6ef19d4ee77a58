from datetime import timedelta

import pytest
from django.utils import timezone

from dd_portal.audit.models import AuditEvent
from dd_portal.common.errors import Invalid, NotAllowed
from screening.triage.errors import AlertChanged, NotPossibleNow
from screening.triage.escalate import escalate
from screening.triage.note import note
from screening.triage.receive_information import receive_information
from screening.triage.request_information import request_information
from tests.make import make_alert
from tests.screening.triage.deeds import taken

WHY = "The Arabic original needs a reader"


def test_escalating_frees_the_alert_for_a_senior(ana, sol):
    alert = taken(make_alert(), by=ana)
    escalate(alert=alert, reason=WHY, alert_version=alert.version, by=ana)
    assert (alert.state, alert.assignee, alert.escalated_by) == ("escalated", None, ana)
    assert taken(alert, by=sol).state == "in_review_l2"


def test_escalating_needs_a_reason(ana):
    alert = taken(make_alert(), by=ana)
    with pytest.raises(Invalid):
        escalate(alert=alert, reason="hm", alert_version=alert.version, by=ana)


def test_escalating_from_an_old_page(ana):
    alert = taken(make_alert(), by=ana)
    with pytest.raises(AlertChanged):
        escalate(alert=alert, reason=WHY, alert_version=alert.version - 1, by=ana)


def test_the_alert_waits_for_information_and_comes_back(ana):
    alert = taken(make_alert(), by=ana)
    request_information(alert=alert, what="Date of birth of the director", alert_version=alert.version, by=ana)
    assert (alert.state, alert.locked_by) == ("waiting_info", None)
    assert alert.waiting_until > timezone.now()
    receive_information(alert=alert, what="Passport copy came", alert_version=alert.version, by=ana)
    assert (alert.state, alert.waiting_until, alert.notes.get().text) == ("in_review", None, "Passport copy came")


def test_a_day_that_has_passed_is_refused(ana):
    alert = taken(make_alert(), by=ana)
    with pytest.raises(Invalid) as refused:
        request_information(
            alert=alert, what="hm", until=timezone.now() - timedelta(1), alert_version=alert.version, by=ana
        )
    assert set(refused.value.fields) == {"what", "until"}


def test_nothing_was_asked_for(ana):
    alert = make_alert()
    with pytest.raises(NotPossibleNow):
        receive_information(alert=alert, what="Post", alert_version=alert.version, by=ana)


def test_a_note_is_kept_with_its_author(cleo):
    alert = make_alert(state="pending_approval")
    assert note(alert=alert, text=" Spoke to legal. ", by=cleo).text == "Spoke to legal."
    assert AuditEvent.objects.get(verb="alert.noted").parent_id == str(alert.pk)


@pytest.mark.parametrize("text", ["", "  ", "x" * 10_001])
def test_an_empty_or_endless_note(ana, text):
    with pytest.raises(Invalid):
        note(alert=make_alert(), text=text, by=ana)


@pytest.mark.parametrize("name", ["otto", "fin", "ada", "tess"])
def test_who_may_not_write_notes(request, db, name):
    with pytest.raises(NotAllowed):
        note(alert=make_alert(), text="hello", by=request.getfixturevalue(name))
