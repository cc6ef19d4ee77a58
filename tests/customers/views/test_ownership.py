"""The page of ownership: who stands above, through whom, what follows; and who is behind a reseller."""

from decimal import Decimal

import pytest
from django.urls import reverse

from customers.models import Relationship
from customers.services.rate_listing import rate_listing
from tests.customers.situation import rated_engagement
from tests.make import make_party

pytestmark = pytest.mark.django_db


def tie(subject, other, kind="owns", share=None, **fields):
    return Relationship.objects.create(
        subject=subject, object=other, kind=kind, share=Decimal(share) if share else None, **fields
    )


def page(client, party, **query):
    return client.get(reverse("customers:ownership", args=[party.pk]), query).content.decode()


def test_shows_chain_shares_and_rule(ana, client_of):
    party = rated_engagement(ana).counterparty
    middle, top = make_party("Middle Holding"), make_party("Top Holding")
    tie(middle, party, share=60)
    tie(top, middle, share=70)
    rate_listing(party=top, factor="LST-1", value=4, reason="Listed", source_ref="m:1", by=ana)
    shown = page(client_of(ana), party)
    for part in (
        "4 of 4",
        "Top Holding 70 % → Middle Holding 60 %",
        "42 %",
        "40 % is not known",
        "<svg",
        "Match on a list",
    ):
        assert part in shown
    assert "treated as listed" in shown


def test_without_ties(ana, client_of):
    assert "No owner, controller, director, reseller or supplier is known" in page(client_of(ana), make_party())


def test_a_circle_is_named(ana, client_of):
    party, other = make_party("One"), make_party("Other")
    tie(party, other, share=30)
    tie(other, party, share=40)
    assert "One · Other" in page(client_of(ana), party)


def test_holdings_of_more_than_all_are_shown_as_a_contradiction(ana, client_of):
    party = make_party("Owned twice")
    tie(make_party("A"), party, share=70)
    tie(make_party("B"), party, share=80)
    shown = page(client_of(ana), party)
    assert "contradict each other" in shown
    assert "Owned twice: its owners" in shown


def test_another_day_shows_other_ties(ana, client_of):
    party = make_party("Owned")
    tie(make_party("Former owner"), party, share=60, ends_on="2020-12-31")
    assert "not in force on this day" in page(client_of(ana), party)
    assert "not in force on this day" not in page(client_of(ana), party, on="2020-06-01")
    assert page(client_of(ana), party, on="no day")


def test_directors_and_customers_behind_a_reseller(ana, client_of):
    reseller, behind, further = make_party("Reseller"), make_party("Behind it"), make_party("Further behind")
    tie(make_party("Director"), reseller, kind="directs")
    tie(reseller, behind, kind="resells_to")
    tie(behind, further, kind="resells_to")
    shown = page(client_of(ana), reseller)
    assert "Director" in shown
    rows = shown.partition('id="behind"')[2].partition("</section>")[0]
    assert "Behind it" in rows
    assert "Further behind" in rows


def test_front_office_does_not_see_it(fin, client_of):
    assert client_of(fin).get(reverse("customers:ownership", args=[make_party().pk])).status_code == 403
