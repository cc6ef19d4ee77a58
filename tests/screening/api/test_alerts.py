import pytest
from django.test import Client

from dd_portal.accounts.roles import ROLES, Permission, RoleName
from dd_portal.accounts.services.issue_api_key import issue_api_key
from dd_portal.audit.models import AuditEvent
from screening.models import Alert, Resolution
from tests.make import make_alert, make_party, make_unit


@pytest.fixture
def api(ida, ada):
    """A client with Ida's key."""
    _key, text = issue_api_key(user=ida, name="test", by=ada)
    return Client(headers={"authorization": f"ApiKey {text}"})


def ids(response):
    assert response.status_code == 200, response.content
    return [row["id"] for row in response.json()["results"]]


def test_alerts_come_newest_first(api):
    first, second = make_alert(), make_alert()
    assert ids(api.get("/api/v1/alerts/")) == [second.pk, first.pk]


def test_a_cursor_leads_through_all_of_them(api):
    made = [make_alert(matches=0).pk for _number in range(5)]
    seen, address = [], "/api/v1/alerts/?page_size=2"
    while address:
        response = api.get(address)
        seen += ids(response)
        address = response.json()["next"]
    assert seen == made[::-1]


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ("state=open", True), ("state=new", True), ("state=escalated", False), ("tier=T1", True), ("tier=T3", False),
        ("party=C-77", True), ("party=C-78", False), ("list=us_ofac_sdn", True), ("list=un_sc", False),
        ("overdue=true", False), ("trigger=new_party", True),
    ],
)  # fmt: skip
def test_a_filter_keeps_or_hides(api, query, seen):
    make_alert(party=make_party(external_id="C-77"), matches=2)
    assert len(ids(api.get(f"/api/v1/alerts/?{query}"))) == int(seen)


def test_an_unknown_filter_value_is_an_error(api):
    response = api.get("/api/v1/alerts/?tier=T9")
    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"


def test_an_alert_comes_with_its_evidence(api, ida):
    alert = make_alert()
    body = api.get(f"/api/v1/alerts/{alert.pk}/").json()
    evidence = body["potential_matches"][0]["evidence"]
    assert evidence["score"] == pytest.approx(sum(one["points"] for one in evidence["features"]))
    assert AuditEvent.objects.get(verb="alert.viewed").actor_id == str(ida.pk)


def test_a_note_is_written(api, ida):
    alert = make_alert()
    response = api.post(
        f"/api/v1/alerts/{alert.pk}/notes/", {"text": "From the other system"}, content_type="application/json"
    )
    assert response.status_code == 201
    assert alert.notes.get().written_by == ida


def test_an_empty_note_is_an_error(api):
    alert = make_alert()
    address = f"/api/v1/alerts/{alert.pk}/notes/"
    assert api.post(address, {"text": ""}, content_type="application/json").status_code == 400


@pytest.mark.parametrize("role", list(RoleName))
def test_who_reads_alerts(client_of, everyone, role):
    alert = make_alert()
    allowed = Permission.SEE_ALERTS in ROLES[role].permissions
    client = client_of(everyone[role])
    assert client.get("/api/v1/alerts/").status_code == (200 if allowed else 403)
    assert client.get(f"/api/v1/alerts/{alert.pk}/").status_code == (200 if allowed else 403)


@pytest.mark.parametrize("role", list(RoleName))
def test_who_writes_notes(client_of, everyone, role):
    alert = make_alert()
    allowed = Permission.NOTE_ALERTS in ROLES[role].permissions
    client = client_of(everyone[role])
    response = client.post(f"/api/v1/alerts/{alert.pk}/notes/", {"text": "hello"}, content_type="application/json")
    assert response.status_code == (201 if allowed else 403)


def test_without_a_key_nothing_is_told(db):
    alert = make_alert()
    assert Client().get("/api/v1/alerts/").status_code == 401
    assert Client().get(f"/api/v1/alerts/{alert.pk}/").status_code == 401


def test_alerts_of_other_units_are_not_there(api, ida):
    alert = make_alert(party=make_party(business_unit=make_unit("north", "North")))
    ida.role_grants.update(business_unit=make_unit())
    assert ids(api.get("/api/v1/alerts/")) == []
    assert api.get(f"/api/v1/alerts/{alert.pk}/").status_code == 404


def test_the_front_office_reads_no_list_names(client_of, fin):
    make_alert()
    assert "OFAC" not in client_of(fin).get("/api/v1/alerts/").content.decode()


@pytest.mark.parametrize("verb", ["resolve", "decide", "approve", "suppress", "claim", "release", "withdraw", "return"])
def test_no_endpoint_decides(api, verb):
    alert = make_alert()
    match = alert.potential_matches.get()
    body = {"identity": "false_positive", "status": "no_hit"}
    for address in (
        f"/api/v1/alerts/{alert.pk}/{verb}/",
        f"/api/v1/potential-matches/{match.pk}/{verb}/",
        f"/api/v1/alerts/{alert.pk}/potential-matches/{match.pk}/{verb}/",
    ):
        assert api.post(address, body, content_type="application/json").status_code in (404, 405)
    assert not Resolution.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_an_alert_is_not_changed_over_the_api(api, method):
    alert = make_alert()
    response = getattr(api, method)(
        f"/api/v1/alerts/{alert.pk}/", {"state": "closed_false_positive"}, content_type="application/json"
    )
    assert response.status_code in (403, 405)
    assert Alert.objects.get(pk=alert.pk).state == "new"


@pytest.mark.parametrize("deed", ["decide", "approve", "return", "withdraw", "claim"])
def test_a_key_opens_no_page(api, deed):
    alert = make_alert()
    response = api.post(f"/alerts/{alert.pk}/{deed}/", {"identity": "false_positive"})
    assert response.status_code == 302  # to the sign-in page
    assert Alert.objects.get(pk=alert.pk).state == "new"
