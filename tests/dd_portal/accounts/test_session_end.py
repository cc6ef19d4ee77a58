"""Tests of the end of a session: said on every page, begun anew on request."""

import re

import pytest

pytestmark = pytest.mark.django_db


def seconds_said(client):
    return int(re.search(r'data-session-seconds="(\d+)"', client.get("/alerts/").content.decode())[1])


def test_pages_say_how_long_the_session_lasts(client_of, ana, settings):
    assert settings.SESSION_COOKIE_AGE - 60 <= seconds_said(client_of(ana)) <= settings.SESSION_COOKIE_AGE


def test_staying_begins_the_time_anew(client_of, ana, settings):
    client = client_of(ana)
    session = client.session
    session["ends_at"] -= settings.SESSION_COOKIE_AGE - 90
    session.save()
    assert seconds_said(client) <= 90
    assert client.post("/accounts/stay/").json()["seconds"] > 90
    assert seconds_said(client) > 90


def test_strangers_have_no_session_to_lengthen(client):
    assert client.post("/accounts/stay/").status_code == 302
    assert "data-session-seconds" not in client.get("/accounts/sign-in/").content.decode()
