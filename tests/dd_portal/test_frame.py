"""What surrounds each page: only the places one may enter, and the proof that screening runs."""

import pytest
from django.urls import reverse

from dd_portal.accounts.models import User
from dd_portal.accounts.roles import RoleName
from dd_portal.frame import portal

pytestmark = pytest.mark.django_db


def frame_of(rf, user):
    request = rf.get("/")
    request.user = user
    return portal(request)


def test_analyst_sees_the_places_of_the_work(rf, ana):
    names = [place.name for place in frame_of(rf, ana)["places"] if place.is_primary]
    assert names == ["Alerts", "Customers", "Engagements", "Products", "Batches", "Lists"]


def test_front_office_sees_customers_only(rf, fin):
    frame = frame_of(rf, fin)
    assert [place.name for place in frame["places"]] == ["Customers"]
    assert "status_strip" not in frame


def test_strip_alarms_where_no_list_is_loaded(rf, ana):
    assert frame_of(rf, ana)["status_strip"].state == "alarm"


def test_current_place_is_marked(rf, ana):
    request = rf.get("/lists/us_ofac_sdn/")
    request.user = ana
    assert [place.name for place in portal(request)["places"] if place.is_current] == ["Lists"]


@pytest.mark.parametrize("role", list(RoleName))
def test_home_leads_every_role_to_a_page(client_of, everyone, role):
    client = client_of(everyone[role])
    assert client.get(reverse("home"), follow=True).status_code == 200


def test_a_person_without_a_role_gets_a_sentence(client_of):
    newcomer = User.objects.create_user(username="newcomer")
    assert b"no role that includes a page" in client_of(newcomer).get(reverse("home")).content
