"""How long no list has raised an alert, against what chance explains."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from screening.models import Alert, BoardReading
from screening.selectors.silences import renew_silences, silences
from tests.make import make_alert, make_party, make_unit


def alerts_on_days(*days: int) -> None:
    for day in days:
        alert = make_alert()
        Alert.objects.filter(pk=alert.pk).update(tier="T1", first_opened_at=timezone.now() - dt.timedelta(days=day))


def test_silence_within_chance(db):
    alerts_on_days(*range(1, 13))
    assert silences()[0].state == "ok"


def test_silence_beyond_chance_is_an_alarm(db):
    alerts_on_days(*range(20, 33))
    found = silences()[0]
    assert (found.state, found.longest.days) == ("alarm", 4)


def test_too_few_alerts_expect_nothing(db):
    alerts_on_days(40, 41)
    assert silences()[0].state == "muted"


def test_silence_of_one_unit_is_not_hidden_by_another(db):
    quiet, busy = make_unit(name="Resellers", code="resellers"), make_unit(name="Public sector", code="public")
    for unit, days in ((quiet, range(20, 33)), (busy, range(1, 13))):
        for day in days:
            alert = make_alert(party=make_party(business_unit=unit), matches=0)
            Alert.objects.filter(pk=alert.pk).update(first_opened_at=timezone.now() - dt.timedelta(days=day))
    states = {one.unit: one.state for one in silences() if one.unit}
    assert (states["Resellers"], states["Public sector"]) == ("alarm", "ok")


def test_one_unit_needs_no_line_of_its_own(db):
    make_alert()
    assert not any(one.unit for one in silences())


def test_large_portal_goes_by_the_last_reading(db, settings):
    settings.COUNTED_AT_EVERY_LOOK = 0
    now = timezone.now()
    alerts_on_days(*range(20, 33))
    renew_silences(now - dt.timedelta(minutes=30))
    as_counted = silences()
    assert as_counted[0].state == "alarm"
    alerts_on_days(1)
    assert silences()[0].state == "alarm"
    renew_silences(now)
    assert silences()[0].since.days == 1
    alerts_on_days(0)
    renew_silences(now)
    assert silences()[0].since.days == 1, "what was counted a moment ago is not counted again"
    BoardReading.objects.update(taken_at=now - dt.timedelta(hours=2))
    assert silences()[0].since.days == 0
