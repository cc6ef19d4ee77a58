"""Cases over the API: read, never written."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dd_portal.common.clock import today
from screening.triage.cases.add_task import add_task
from screening.triage.cases.plan_filing import plan_filing
from tests.screening.triage.cases.test_cases import opened

pytestmark = pytest.mark.django_db


def test_list_and_one(client_of, ana):
    case = opened(ana)
    add_task(case=case, what="Read the register", due_on=today(), by=ana)
    plan_filing(case=case, authority="OFSI", what="Report", due_on=today(), by=ana)
    client = client_of(ana)
    found = client.get(reverse("api_cases"), {"state": "open"}).json()["results"]
    assert [one["id"] for one in found] == [case.pk]
    one = client.get(reverse("api_case", args=[case.pk])).json()
    assert (one["party"], one["alerts"]) == (case.party.external_id, [case.held_alerts.get().alert_id])
    assert (one["tasks"][0]["what"], one["filings"][0]["authority"]) == ("Read the register", "OFSI")


def test_unknown_state_is_an_error(client_of, ana):
    assert client_of(ana).get(reverse("api_cases"), {"state": "lost"}).status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client_of, ana, method):
    case = opened(ana)
    client = client_of(ana)
    assert getattr(client, method)(reverse("api_case", args=[case.pk])).status_code in (403, 405)


def test_front_office_sees_none(client_of, ana, fin):
    opened(ana)
    assert client_of(fin).get(reverse("api_cases")).status_code == 403
