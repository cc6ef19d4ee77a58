from datetime import timedelta

from screening.models import Alert
from screening.triage.claim import claim
from screening.triage.renew_lock import renew_lock
from tests.make import make_alert


def test_reading_keeps_the_alert_in_hand(ana):
    alert = claim(alert=make_alert(), by=ana)
    Alert.objects.filter(pk=alert.pk).update(locked_until=alert.locked_until - timedelta(minutes=19))
    assert renew_lock(alert=alert, by=ana)
    assert Alert.objects.get(pk=alert.pk).locked_until >= alert.locked_until - timedelta(seconds=1)


def test_another_s_reading_changes_nothing(ana, bo):
    alert = claim(alert=make_alert(), by=ana)
    assert not renew_lock(alert=alert, by=bo)
    assert Alert.objects.get(pk=alert.pk).locked_until == alert.locked_until


def test_a_form_read_before_can_still_be_submitted(ana):
    alert = claim(alert=make_alert(), by=ana)
    before = alert.version
    renew_lock(alert=alert, by=ana)
    assert Alert.objects.get(pk=alert.pk).version == before
