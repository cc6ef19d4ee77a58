import pytest
from django.test import Client

from dd_portal.accounts.services.issue_api_key import issue_api_key
from screening.models import AlertNote, Suppression
from tests.make import make_alert
from tests.screening.triage.suppressing import REASON, screened_person, suppressed


@pytest.fixture
def api(ida, ada):
    """A client with Ida's key."""
    _key, text = issue_api_key(user=ida, name="test", by=ada)
    return Client(headers={"authorization": f"ApiKey {text}"})


def test_the_register_is_read(api, tmp_path, ana, cleo):
    made = suppressed(screened_person(tmp_path), maker=ana, checker=cleo)
    rows = api.get("/api/v1/suppressions/?state=active").json()["results"]
    assert [(row["id"], row["relied_on"], row["approved_by"]) for row in rows] == [
        (made.pk, ["names", "birth_date"], "Cleo Haddad")
    ]
    assert api.get("/api/v1/suppressions/?state=expired").json()["results"] == []
    assert api.get("/api/v1/suppressions/?party=nobody").json()["results"] == []
    assert api.get(f"/api/v1/suppressions/{made.pk}/").json()["entity_id"] == made.potential_match.entity_id
    assert api.get("/api/v1/suppressions/0/").status_code == 404


def test_asking_leaves_a_note_and_no_suppression(api):
    alert = make_alert()
    address = f"/api/v1/alerts/{alert.pk}/suppression-requests/"
    asked = {"potential_match": alert.potential_matches.get().pk, "reason": REASON}
    assert api.post(address, asked, content_type="application/json").status_code == 201
    assert REASON in AlertNote.objects.get(alert=alert).text
    assert not Suppression.objects.exists()
    assert api.post(address, {**asked, "reason": "short"}, content_type="application/json").status_code == 400
    assert api.post(address, {**asked, "potential_match": 9}, content_type="application/json").status_code == 404


@pytest.mark.parametrize("deed", ["approve", "return", "revoke"])
def test_no_address_decides(api, deed):
    assert api.post(f"/api/v1/suppressions/1/{deed}/").status_code == 404
    assert api.post("/api/v1/suppressions/").status_code == 405
