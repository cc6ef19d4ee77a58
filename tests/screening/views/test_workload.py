"""The page of workload by forms."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dd_portal.common.clock import today
from screening.models import Absence, Alert, Capacity, Holiday, SlaRule
from tests.make import make_alert

pytestmark = pytest.mark.django_db


def url(name, **kwargs):
    return reverse(f"screening:workload{name}", kwargs=kwargs or None)


def test_lead_plans_by_forms(client_of, lea, ana):
    client = client_of(lea)
    client.post(url("_rule"), {"tier": "T2", "least_risk": 3, "amount": 4, "unit": "business_hours"})
    client.post(url("_holiday"), {"day": "2030-12-25", "name": "Christmas"})
    client.post(url("_absence"), {"person": ana.pk, "starts_on": "2030-01-01", "ends_on": "2030-01-02", "deputy": ""})
    client.post(url("_capacity"), {"person": ana.pk, "most_open": 5})
    make_alert()
    client.post(url("_share_out"))
    assert Alert.objects.get().assignee == ana
    page = client.get(url("")).content.decode()
    for words in ("business hours", "Christmas", "high and above", "1 Jan 2030"):
        assert words in page
    for kind, model in (("rule", SlaRule), ("holiday", Holiday), ("absence", Absence)):
        client.post(url("_remove", kind=kind), {"row": model.objects.get().pk})
        assert not model.objects.exists()


def test_analyst_states_own_absence_only(client_of, ana, bo):
    client = client_of(ana)
    fields = {"starts_on": today(), "ends_on": today(), "deputy": bo.pk}
    assert client.post(url("_absence"), {"person": bo.pk, **fields}).status_code == 400
    client.post(url("_absence"), {"person": ana.pk, **fields})
    assert (Absence.objects.get().person, Absence.objects.get().deputy) == (ana, bo)


def test_refused_form_stays_open_with_its_sentence(client_of, lea):
    answer = client_of(lea).post(url("_holiday"), {"day": "", "name": "x"})
    assert answer.status_code == 400
    assert "Give a day." in answer.content.decode()


@pytest.mark.parametrize("name", ["_rule", "_holiday", "_capacity", "_share_out"])
def test_analyst_plans_nothing(client_of, ana, name):
    assert client_of(ana).post(url(name)).status_code == 403
    assert not Capacity.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("otto", 200), ("fin", 403), ("ada", 403), ("tess", 403)])
def test_who_reads(client_of, who, status, request):
    assert client_of(request.getfixturevalue(who)).get(url("")).status_code == status
