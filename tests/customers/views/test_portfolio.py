"""Portfolio, reviews, conditions, places: every number leads to the rows that it counts."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from customers.models import Condition, Engagement
from customers.services.approve_decision import approve_decision
from customers.services.propose_decision import ConditionFact, propose_decision
from dd_portal.accounts.roles import RoleName
from dd_portal.common.clock import today
from tests.customers.situation import rated_engagement
from tests.make import make_engagement, make_user

pytestmark = pytest.mark.django_db
GRAVE = {"scale": 4, "scope": 3, "irremediability": 4}


@pytest.fixture
def grave(ana):
    engagement = rated_engagement(ana, title="Grave one", impact=GRAVE)
    engagement.places.create(kind="use", country="ke")
    return engagement


@pytest.fixture
def mild(ana):
    engagement = rated_engagement(ana, title="Mild one")
    engagement.places.create(kind="use", territory="Northern & western strip")
    return engagement


def page(client, name, *args):
    return client.get(reverse(f"customers:{name}", args=args)).content.decode()


def test_every_number_leads_to_as_many_rows(ana, grave, mild, client_of):
    client = client_of(ana)
    make_engagement(title="Never assessed")
    Engagement.objects.filter(pk=mild.pk).update(next_review_on=today() - dt.timedelta(days=3))
    shown = page(client, "portfolio")
    links = set(re.findall(r'href="(/engagements/\?[^"]+)">(\d+)</a>', shown))
    assert len(links) > 8
    for address, count in links:
        listed = client.get(address.replace("&amp;", "&")).content.decode()
        assert listed.count("data-row-link") == int(count), address


def test_portfolio_names_the_worst_and_what_is_due(ana, grave, mild, client_of):
    Engagement.objects.filter(pk=mild.pk).update(next_review_on=today() - dt.timedelta(days=3))
    shown = page(client_of(ana), "portfolio")
    worst = shown.partition('id="worst"')[2].partition("</section>")[0]
    assert "Grave one" in worst
    assert "Mild one" not in worst
    assert "3 days overdue" in shown.partition('id="reviews"')[2].partition("</section>")[0]


def test_charts_come_with_their_numbers(ana, grave, client_of):
    got = client_of(ana).get(reverse("customers:portfolio_csv", args=["severity"]))
    lines = got.content.decode().splitlines()
    assert len(lines) == 26
    assert sum(int(line.rpartition(",")[2]) for line in lines[1:]) == 1
    assert client_of(ana).get(reverse("customers:portfolio_csv", args=["nothing"])).status_code == 404


def test_portfolio_of_an_empty_portal(ana, client_of):
    assert "No live engagement" in page(client_of(ana), "portfolio")


def test_places_are_listed_apart(ana, grave, mild, client_of):
    shown = page(client_of(ana), "portfolio_places")
    assert "Kenya" in shown
    assert "Northern &amp; western strip" in shown


def test_a_change_in_a_country_reaches_its_engagements(ana, grave, mild, client_of):
    address = reverse("customers:place_event_new")
    got = client_of(ana).post(address, {"country": "ke", "territory": "", "text": "Emergency law"})
    assert got.url == reverse("customers:portfolio_places")
    assert (grave.triggers.count(), mild.triggers.count()) == (1, 0)
    assert client_of(ana).post(address, {"country": "", "territory": "", "text": "x"}).status_code == 400


def test_an_event_of_one_engagement(ana, grave, client_of):
    address = reverse("customers:event_new", args=[grave.pk])
    assert client_of(ana).post(address, {"kind": "usage", "text": "Ten times the volume"}).status_code == 302
    assert "Ten times the volume" in page(client_of(ana), "engagement", grave.pk)


def test_overdue_reviews(ana, mild, client_of):
    Engagement.objects.filter(pk=mild.pk).update(next_review_on=today() - dt.timedelta(days=3))
    assert "3 days overdue" in page(client_of(ana), "portfolio_reviews")


@pytest.fixture
def condition(ana, bo, sol, mild):
    owner = make_user("olu", RoleName.BUSINESS_OWNER)
    proposal = propose_decision(
        assessment=mild.assessments.get(), outcome="approve", rationale="Low",
        conditions=[ConditionFact("Publish use figures", owner, today(), "Suspend")], by=bo,
    )  # fmt: skip
    approve_decision(decision=proposal, by=sol)
    Condition.objects.update(due_on=today() - dt.timedelta(days=1))
    return Condition.objects.get()


def test_conditions_due(ana, condition, client_of):
    shown = page(client_of(ana), "portfolio_conditions")
    assert "Publish use figures" in shown
    assert "1 day overdue" in shown


def test_closing_a_condition(ana, condition, client_of):
    address = reverse("customers:condition", args=[condition.pk])
    assert client_of(ana).post(address, {"state": "met", "note": "Seen"}).status_code == 400
    assert client_of(ana).post(address, {"state": "breached", "note": "None came"}).status_code == 302
    assert "None came" in page(client_of(ana), "condition", condition.pk)


def test_the_owner_is_told_why_somebody_else_closes_it(condition, client_of):
    assert "You own this condition" in page(client_of(condition.owner), "condition", condition.pk)


def test_front_office_sees_no_portfolio(fin, client_of):
    assert client_of(fin).get(reverse("customers:portfolio")).status_code == 403
