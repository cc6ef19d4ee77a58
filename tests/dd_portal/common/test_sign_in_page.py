"""The sign-in page: labelled, filled in by password managers, and plain about a refusal."""

import pytest

pytestmark = [pytest.mark.urls("tests.dd_portal.common.page_urls"), pytest.mark.django_db]


def test_fields_can_be_filled_in_by_a_password_manager(client):
    page = client.get("/accounts/sign-in/").content.decode()
    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page


def test_refusal_is_summed_up_at_the_top(client):
    page = client.post("/accounts/sign-in/", {"username": "ana", "password": "wrong"}).content.decode()
    assert "Not signed in. One thing to correct" in page
    assert page.index('class="errors"') < page.index('name="username"')


def test_missing_name_links_to_its_field(client):
    page = client.post("/accounts/sign-in/", {"username": "", "password": "x"}).content.decode()
    assert '<a href="#id_username">' in page


def test_places_are_for_signed_in_people_only(client):
    assert "bar__places" not in client.get("/accounts/sign-in/").content.decode()
