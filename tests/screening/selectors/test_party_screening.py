"""Where one party stands, and the tag that shows it."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from customers.models import Party
from dd_portal.accounts.models import User
from screening.models import ScreeningState
from screening.selectors.party_screening import party_screening
from screening.services.screen_parties import screen_party
from tests.make import make_party

pytestmark = pytest.mark.django_db


def screen(party):
    screen_party(party_id=party.pk, by=User.objects.system())


def shown(party, user) -> str:
    request = RequestFactory().get("/")
    request.user = user
    return Template("{% load screening_tags %}{% party_alerts party %}").render(
        Context({"request": request, "party": party})
    )


def test_never_screened_is_not_clear(db):
    assert party_screening(make_party()).word == "Never screened"


def test_standing_follows_the_screening(house_list):
    quiet, listed = make_party("Quiet Bakery"), make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)
    screen(quiet)
    screen(listed)
    assert party_screening(quiet).word == "No potential matches"
    assert party_screening(listed).word == "Alert open"


def test_failed_and_outdated_screenings_say_so(house_list):
    party = make_party("Quiet Bakery")
    screen(party)
    party.version = 2
    assert party_screening(party).word == "Screening out of date"
    ScreeningState.objects.update(outcome="error")
    assert party_screening(party).word == "Screening failed"


def test_analyst_sees_alerts_and_front_office_nothing(house_list, ana, fin):
    party = make_party("Arkadiy Petrosyan", type=Party.Type.PERSON)
    screen(party)
    assert "Alert open" in shown(party, ana)
    assert shown(party, fin).strip() == ""
