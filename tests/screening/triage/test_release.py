import pytest

from screening.triage.claim import claim
from screening.triage.errors import AlreadyClaimed, NotInHand
from screening.triage.release import release
from tests.make import make_alert


def test_release_frees_the_alert(ana, bo):
    alert = release(alert=claim(alert=make_alert(), by=ana), by=ana)
    assert (alert.state, alert.assignee, alert.locked_by) == ("new", None, None)
    assert claim(alert=alert, by=bo).assignee == bo


def test_release_of_an_escalated_alert_keeps_it_escalated(sol):
    alert = release(alert=claim(alert=make_alert(state="escalated"), by=sol), by=sol)
    assert alert.state == "escalated"


def test_release_of_another_s_alert(ana, bo):
    with pytest.raises(AlreadyClaimed):
        release(alert=claim(alert=make_alert(), by=ana), by=bo)


def test_release_of_an_alert_nobody_took(ana):
    with pytest.raises(NotInHand):
        release(alert=make_alert(), by=ana)
