"""The pages of cases: opened from an alert, worked on by forms, closed by others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dd_portal.common.clock import today
from screening.models import Case
from tests.make import make_alert
from tests.screening.triage.cases.test_cases import FOUND, WHY, all_alerts_closed, opened, proposed

pytestmark = pytest.mark.django_db


def post(client, case, deed, **fields):
    return client.post(reverse("screening:case_deed", args=[case.pk, deed]), fields)


def test_the_way_of_a_case_by_forms(client_of, ana, sol, cleo):
    client, alert = client_of(ana), make_alert()
    client.post(reverse("screening:case_open", args=[alert.pk]), {"reason": WHY})
    case = Case.objects.get()
    post(client, case, "take")
    post(client, case, "tasks", what="Copy of the licence", asked_of="The customer", due_on=today())
    post(client, case, "finish", task=case.tasks.get().pk, answer="Received, in the file")
    post(client, case, "filings", authority="OFSI", what="Report of frozen funds", due_on=today())
    post(client, case, "filed", filing=case.filings.get().pk, filed_on=today(), reference="F-1")
    post(client, case, "notes", text="Called the registry")
    post(client, case, "propose", outcome="exit", reason=FOUND)
    post(client_of(sol), case, "approve")
    post(client_of(cleo), case, "approve")
    all_alerts_closed()
    post(client, case, "close")
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("closed", "exit")
    page = client.get(reverse("screening:case", args=[case.pk])).content.decode()
    assert "Called the registry" in page
    assert "closed the case" in page


def test_case_without_a_reason_asks_again(client_of, ana):
    answer = client_of(ana).post(reverse("screening:case_open", args=[make_alert().pk]), {"reason": "x"})
    assert answer.status_code == 400
    assert "at least 15 characters" in answer.content.decode()


def test_refused_deed_shows_why_and_keeps_the_words(client_of, ana):
    answer = post(client_of(ana), opened(ana), "propose", outcome="", reason="Too short")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Choose an outcome" in page
    assert "Too short" in page


def test_proposer_sees_why_not(client_of, sol):
    page = client_of(sol).get(reverse("screening:case", args=[proposed(sol).pk])).content.decode()
    assert "somebody else must approve it" in page


def test_nothing_is_preselected(client_of, ana):
    page = client_of(ana).get(reverse("screening:case", args=[opened(ana).pk])).content.decode()
    assert "checked" not in page


def test_views_count_and_hold(client_of, ana, sol):
    case = proposed(ana)
    client = client_of(sol)
    assert list(client.get(reverse("screening:cases"), {"view": "approval"}).context["page"].page) == [case]
    assert not list(client.get(reverse("screening:cases"), {"view": "mine"}).context["page"].page)


def test_auditor_reads_and_does_nothing(client_of, otto, ana):
    case = opened(ana)
    client = client_of(otto)
    page = client.get(reverse("screening:case", args=[case.pk]))
    assert page.status_code == 200
    assert "Propose the outcome" not in page.content.decode()
    assert post(client, case, "take").status_code == 403


@pytest.mark.parametrize("who", ["fin", "ada", "tess"])
def test_others_see_no_case(client_of, who, request, ana):
    client = client_of(request.getfixturevalue(who))
    assert client.get(reverse("screening:case", args=[opened(ana).pk])).status_code == 403


def test_unknown_deed_is_not_found(client_of, ana):
    assert post(client_of(ana), opened(ana), "vanish").status_code == 404


def test_the_address_that_opens_a_case_leads_to_the_one_that_holds_the_alert(client_of, ana, otto):
    alert = make_alert()
    address = f"/alerts/{alert.pk}/case/"
    assert "Open the case" in client_of(ana).get(address).content.decode()
    seen_by_otto = client_of(otto).get(address).content.decode()
    assert "No case holds this alert" in seen_by_otto
    assert "Open the case" not in seen_by_otto
    client_of(ana).post(address, {"reason": WHY})
    case = Case.objects.get()
    assert client_of(ana).get(address).url == f"/cases/{case.pk}/"


@pytest.mark.parametrize(("deed", "above"), [("alerts/{}/claim/", "/alerts/{}/"), ("cases/{}/take/", "/cases/{}/")])
def test_an_address_of_forms_says_that_nothing_was_done(client_of, ana, deed, above):
    alert = make_alert()
    answer = client_of(ana).get(f"/{deed.format(alert.pk)}")
    assert answer.status_code == 405
    assert f'href="{above.format(alert.pk)}">Open the page' in answer.content.decode()
