"""Tests of questionnaires over the API."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.customers.asked import answered, opened

pytestmark = pytest.mark.django_db


def answer(client, pk, **body):
    values = {"question": 2, "source": "account_team", "value": "YES", **body}
    return client.post(reverse("api_questionnaire_answers", args=[pk]), values, content_type="application/json")


def test_a_questionnaire_tells_what_is_asked_answered_and_missing(ana, client_of):
    asked = opened(ana)
    answered(asked, ana)
    read = client_of(ana).get(reverse("api_questionnaire", args=[asked.pk])).json()
    assert (len(read["questions"]), read["answers"][0]["value"], 1 in read["missing"]) == (37, "YES", False)
    listed = client_of(ana).get(reverse("api_questionnaires"), {"engagement": asked.engagement.reference})
    assert [one["id"] for one in listed.json()["results"]] == [asked.pk]
    assert not client_of(ana).get(reverse("api_questionnaires"), {"state": "sent"}).json()["results"]


def test_an_answer_is_stored_once_and_never_over_another(ana, client_of):
    asked, client = opened(ana), client_of(ana)
    assert answer(client, asked.pk).json()["number"] == 1
    assert answer(client, asked.pk, value="NO").status_code == 409
    assert answer(client, asked.pk, value="NO", expected=1).json()["number"] == 2


@pytest.mark.parametrize("wrong", [{"question": 33}, {"source": "nobody"}, {"value": "MAYBE"}, {"expected": -1}])
def test_what_is_wrong_is_a_problem(ana, client_of, wrong):
    assert answer(client_of(ana), opened(ana).pk, **wrong).status_code == 400


def test_questionnaires_are_not_for_systems_or_readers_to_answer(ana, ida, otto, client_of):
    asked = opened(ana)
    assert client_of(ida).get(reverse("api_questionnaires")).status_code == 403
    assert answer(client_of(otto), asked.pk).status_code == 403
    assert answer(client_of(ana), 999).status_code == 404
