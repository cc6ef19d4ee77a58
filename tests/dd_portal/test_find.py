"""The search field leads to the page of an id, and tells nothing to those who may not see it."""

import pytest

from tests.make import make_engagement, make_party


def test_find_leads_to_a_party_by_its_id(client_of, ana):
    party = make_party(external_id="C-77")
    assert client_of(ana).get("/find/?q=c-77").url == f"/customers/{party.pk}/"


def test_find_leads_to_an_engagement_by_its_reference(client_of, ana):
    engagement = make_engagement(reference="E-4711")
    assert client_of(ana).get("/find/?q=E-4711").url == f"/engagements/{engagement.pk}/"


def test_find_falls_back_to_the_list_of_customers(client_of, ana):
    assert client_of(ana).get("/find/", {"q": "Nahar & Co"}).url == "/customers/?q=Nahar+%26+Co"


def test_find_tells_the_front_office_nothing_of_engagements(client_of, fin):
    make_engagement(reference="E-4711")
    assert client_of(fin).get("/find/?q=E-4711").url == "/customers/?q=E-4711"


@pytest.mark.django_db
def test_find_needs_a_sign_in(client):
    assert "/accounts/sign-in/" in client.get("/find/?q=x").url
