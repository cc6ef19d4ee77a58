import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.audit.models import AuditDetail
from dd_portal.common.errors import Invalid, NotAllowed
from screening.triage.deadlines import due_at
from screening.triage.errors import AlertChanged, NotPossibleNow
from screening.triage.raise_priority import raise_priority
from tests.make import make_alert

pytestmark = pytest.mark.django_db
WHY = "The shipment leaves tonight"


def lifted(alert, by, priority=1, reason=WHY):
    return raise_priority(alert=alert, priority=priority, reason=reason, alert_version=alert.version, by=by)


def test_a_raised_alert_is_due_as_such_an_alert_is(ana):
    now = timezone.now()
    alert = lifted(make_alert(tier="T3", priority=3, due_at=now + dt.timedelta(days=30)), ana)
    alert.refresh_from_db()
    assert alert.priority == 1
    assert abs(alert.due_at - due_at("T1", now)) < dt.timedelta(minutes=1)
    told = AuditDetail.objects.latest("event_id").content
    assert (told["before"], told["now"], told["reason"]) == (3, 1, WHY)


def test_what_is_due_sooner_stays_so(ana):
    soon = timezone.now() + dt.timedelta(minutes=5)
    assert lifted(make_alert(tier="T3", priority=3, due_at=soon), ana).due_at == soon


@pytest.mark.parametrize(("has", "asked"), [(1, 1), (1, 2), (2, 3), (3, 0), (3, 3)])
def test_priority_never_goes_down(ana, has, asked):
    alert = make_alert(priority=has)
    with pytest.raises(Invalid):
        lifted(alert, ana, asked)
    alert.refresh_from_db()
    assert (alert.priority, alert.version) == (has, 1)


def test_raising_needs_a_reason_and_an_open_alert(ana):
    with pytest.raises(Invalid):
        lifted(make_alert(priority=3), ana, reason="  urgent  ")
    with pytest.raises(NotPossibleNow):
        lifted(make_alert(priority=3, state="closed_false_positive", closed_at=timezone.now()), ana)


def test_an_old_page_is_refused(ana):
    with pytest.raises(AlertChanged):
        raise_priority(alert=make_alert(priority=3), priority=1, reason=WHY, alert_version=9, by=ana)


@pytest.mark.parametrize("name", ["otto", "cleo", "ida", "ada", "fin"])
def test_who_may_not_raise(request, name):
    with pytest.raises(NotAllowed):
        lifted(make_alert(priority=3), request.getfixturevalue(name))
