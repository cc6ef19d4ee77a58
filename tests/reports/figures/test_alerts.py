"""Alerts by what happened inside the period and what was open at its end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.figures.alerts import alert_flow
from tests.make import make_alert

pytestmark = pytest.mark.django_db


def test_flow_and_stock(now_scope):
    now = timezone.now()
    make_alert(opened_at=now - timedelta(days=800))
    make_alert(opened_at=now - timedelta(days=800), state="closed_false_positive", closed_at=now - timedelta(days=700))
    make_alert(opened_at=now - timedelta(minutes=9), state="closed_true_match", closed_at=now - timedelta(minutes=5))
    found = alert_flow(now_scope())
    assert (len(found.opened), len(found.closed), len(found.open_at_end)) == (1, 1, 1)


def test_what_closed_later_was_open(now_scope):
    now = timezone.now()
    make_alert(opened_at=now - timedelta(hours=3), state="closed_false_positive", closed_at=now - timedelta(hours=1))
    found = alert_flow(now_scope(taken_at=now - timedelta(hours=2)))
    assert (len(found.closed), len(found.open_at_end)) == (0, 1)
