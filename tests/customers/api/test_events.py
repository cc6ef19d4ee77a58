"""Other systems note events; the engagement is to be looked at again."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from tests.make import make_engagement

pytestmark = pytest.mark.django_db


def post(user, reference, **body):
    client = APIClient()
    client.force_authenticate(user)
    return client.post(reverse("api_engagement_events", args=[reference]), body, format="json")


def test_a_client_notes_unusual_use_once(ida):
    engagement = make_engagement()
    body = {"kind": "usage", "text": "Ten times the volume", "source_ref": "monitor:77"}
    first, again = (post(ida, engagement.reference, **body) for _ in range(2))
    assert (first.status_code, first.json()["handled"]) == (201, False)
    assert first.json()["id"] == again.json()["id"]
    assert engagement.triggers.get().text == "Ten times the volume"


def test_other_kinds_are_not_noted_from_outside(ida):
    assert post(ida, make_engagement().reference, kind="listing", text="x").status_code == 400


def test_an_unknown_reference_is_not_found(ida):
    assert post(ida, "E-none", kind="usage", text="x").status_code == 404


def test_an_auditor_notes_nothing(otto):
    assert post(otto, make_engagement().reference, kind="usage", text="x").status_code == 403
