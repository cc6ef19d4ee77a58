"""Tests of the preferences page and its neighbours, without script."""

import pytest

pytestmark = [pytest.mark.urls("tests.dd_portal.common.page_urls"), pytest.mark.django_db]


def test_choice_is_kept_and_shown(client):
    client.post("/preferences/", {"theme": "dark"})
    page = client.get("/preferences/").content.decode()
    assert ' data-theme="dark" data-shortcuts="off"' in page
    assert 'value="dark" checked' in page


def test_system_colours_leave_no_cookie(client):
    client.post("/preferences/", {"theme": "dark", "shortcuts": "on"})
    client.post("/preferences/", {"theme": "system", "shortcuts": "on"})
    assert client.cookies["theme"].value == ""
    assert "data-theme" not in client.get("/preferences/").content.decode().split("<head>")[0]


def test_unknown_theme_is_not_kept(client):
    client.post("/preferences/", {"theme": '"><script>', "shortcuts": "on"})
    assert client.cookies["theme"].value == ""


@pytest.mark.parametrize("path", ["/help/", "/help/shortcuts/", "/help/accessibility/", "/preferences/"])
def test_page_answers(client, path):
    assert client.get(path).status_code == 200


def test_gallery_wants_a_signed_in_person(client):
    assert client.get("/gallery/").status_code == 302
