"""Another system with a key: it registers, screens and reads over real HTTP, and decides nothing."""

from __future__ import annotations

import http.client
import json
import re
from urllib.parse import urlsplit

import pytest

from dd_portal.accounts.models import User
from dd_portal.accounts.services.issue_api_key import issue_api_key
from dd_portal.demo.screening import load_lists
from screening.models import Alert
from tests.browsing import browsing
from tests.journeys.person import Person
from tests.journeys.worker import wait_until, working

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
LISTED = "Severny Kontur"
PARTY = {
    "type": "organisation",
    "names": [{"full": LISTED}, {"full": "ООО «Северный Контур»", "kind": "alias"}],
    "countries": [{"code": "Russia"}],
    "roles": ["customer"],
}


class Integrator:
    """Speaks JSON to the API; every answer is (status, body, headers)."""

    def __init__(self, address: str, key: str = "") -> None:
        self.host = urlsplit(address).netloc
        self.headers = {"Authorization": f"ApiKey {key}"} if key else {}

    def ask(self, method: str, path: str, body: object = None, **headers: str):
        link = http.client.HTTPConnection(self.host, timeout=60)
        text = None if body is None else json.dumps(body)
        all_headers = {**self.headers, "Content-Type": "application/json", "Accept": "application/json", **headers}
        link.request(method, path, text, all_headers)
        answer = link.getresponse()
        content = answer.read().decode(errors="replace")
        link.close()
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(content) if is_json and content else content, answer.headers


@pytest.fixture
def lists(transactional_db) -> None:
    load_lists(by=User.objects.system())


@pytest.fixture
def integrator(live_server, ida, ada) -> Integrator:
    _key, text = issue_api_key(user=ida, name="journey", by=ada)
    return Integrator(live_server.url, text)


def test_a_system_registers_screens_and_reads(lists, integrator):
    with working():
        assert_a_party_is_put_and_screened(integrator)
        assert_a_name_is_screened_now(integrator)
        assert_a_batch_is_polled_to_its_end(integrator)
    assert_lists_are_told(integrator)
    assert_no_endpoint_decides(integrator)


def assert_a_party_is_put_and_screened(integrator):
    path = "/api/v1/parties/by-external-id/CRM-7/"
    first = integrator.ask("PUT", path, PARTY)
    again = integrator.ask("PUT", path, PARTY)
    assert (first[0], again[0]) == (201, 200)
    assert first[1]["version"] == again[1]["version"] == 1
    wait_until(lambda: integrator.ask("GET", "/api/v1/alerts/?party=CRM-7")[1]["results"])
    (alert,) = integrator.ask("GET", "/api/v1/alerts/?party=CRM-7")[1]["results"]
    status, detail, _headers = integrator.ask("GET", f"/api/v1/alerts/{alert['id']}/")
    assert status == 200
    assert detail["potential_matches"]
    noted = integrator.ask("POST", f"/api/v1/alerts/{alert['id']}/notes/", {"text": "The account manager was asked."})
    assert noted[0] == 201


def assert_a_name_is_screened_now(integrator):
    status, answer, _headers = integrator.ask("POST", "/api/v1/screenings/", {"name": LISTED, "reference": "R-1"})
    assert (status, answer["outcome"], answer["reference"]) == (200, "potential_match", "R-1")
    best = answer["matches"][0]
    assert best["score"] >= answer["threshold"]
    assert sum(feature["score"] for feature in best["features"]) == pytest.approx(best["score"], abs=0.005)
    assert {one["id"] for one in answer["lists"]} == {"us_ofac_sdn", "un_sc", "us_csl", "house_csv"}
    clear = integrator.ask("POST", "/api/v1/screenings/", {"name": "Quillfeather Stationery Bookbinders"})[1]
    assert (clear["outcome"], clear["matches"]) == ("no_potential_match", [])


def assert_a_batch_is_polled_to_its_end(integrator):
    names = [
        {"name": LISTED if n % 10 == 0 else f"Quillfeather {n:04} Stationery", "reference": f"B-{n}"}
        for n in range(120)
    ]
    status, batch, _headers = integrator.ask(
        "POST", "/api/v1/screenings/batches/", {"names": names}, **{"Idempotency-Key": "k1"}
    )
    assert (status, batch["received"]) == (202, 120)
    same = integrator.ask("POST", "/api/v1/screenings/batches/", {"names": names}, **{"Idempotency-Key": "k1"})[1]
    assert same["id"] == batch["id"]
    path = f"/api/v1/screenings/batches/{batch['id']}/"
    wait_until(lambda: integrator.ask("GET", path)[1]["state"] == "finished")
    ended = integrator.ask("GET", path)[1]
    assert (ended["screened"], ended["failed"], ended["waiting"], ended["with_matches"]) == (120, 0, 0, 12)
    assert [one["reference"] for one in answers(integrator, path)] == [f"B-{n}" for n in range(120)]
    assert sum(one["outcome"] == "potential_match" for one in answers(integrator, path)) == 12


def answers(integrator, path) -> list[dict]:
    found, after = [], 0
    while after is not None:
        page = integrator.ask("GET", f"{path}?after={after}&page_size=50")[1]
        found += page["results"]
        after = page["next_after"]
    return found


def assert_lists_are_told(integrator):
    status, lists, _headers = integrator.ask("GET", "/api/v1/lists/")
    live = {one["id"]: one for one in lists if one["version"]}
    assert (status, set(live)) == (200, {"us_ofac_sdn", "un_sc", "us_csl", "house_csv"})
    assert all(one["entity_count"] > 0 for one in live.values())
    versions = integrator.ask("GET", "/api/v1/lists/un_sc/versions/")[1]["results"]
    assert [one["number"] for one in versions] == [1]


def assert_no_endpoint_decides(integrator):
    alert = Alert.objects.open().first()
    before = alert.state
    for deed in ("decide", "approve", "claim", "resolve", "suppress", "escalate"):
        assert integrator.ask("POST", f"/api/v1/alerts/{alert.pk}/{deed}/", {"identity": "false_positive"})[0] in {
            404,
            405,
        }
        # The pages' own addresses do not take a key: they send a stranger to the sign-in, or refuse him.
        assert integrator.ask("POST", f"/alerts/{alert.pk}/{deed}/", {})[0] in {302, 403, 404, 405}
    for method in ("PUT", "PATCH", "DELETE"):
        assert integrator.ask(method, f"/api/v1/alerts/{alert.pk}/", {"state": "closed_false_positive"})[0] == 405
    alert.refresh_from_db()
    assert alert.state == before


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "/api/v1/screenings/", {}, 400),
        ("POST", "/api/v1/screenings/", {"name": "X", "countries": ["Atlantis"]}, 400),
        ("POST", "/api/v1/screenings/", {"name": "Quillfeather"}, 503),
        ("GET", "/api/v1/alerts/999999/", None, 404),
        ("GET", "/api/v1/alerts/?tier=T9", None, 400),
        ("GET", "/api/v1/engagements/", None, 403),
        ("DELETE", "/api/v1/parties/", None, 405),
        ("PUT", "/api/v1/parties/by-external-id/X-1/", {"type": "organisation", "names": []}, 400),
    ],
)  # fmt: skip
def test_every_error_is_a_problem_document(integrator, method, path, body, status):
    got, problem, headers = integrator.ask(method, path, body)
    assert (got, problem["status"]) == (status, status)
    assert headers["Content-Type"].startswith("application/problem+json")
    assert problem["title"]
    assert problem["detail"]


@pytest.mark.parametrize("key", ["", "nonsense", "abcdef012345.nonsense"])
def test_without_a_key_there_is_no_answer(live_server, db, key):
    status, problem, headers = Integrator(live_server.url, key).ask("GET", "/api/v1/parties/")
    assert (status, problem["status"]) == (401, 401)
    assert headers["Content-Type"].startswith("application/problem+json")
    assert headers["WWW-Authenticate"]


def test_a_revoked_key_opens_nothing(integrator, ida):
    assert integrator.ask("GET", "/api/v1/lists/")[0] == 200
    ida.api_keys.update(revoked_at="2026-01-01T00:00:00Z")
    assert integrator.ask("GET", "/api/v1/lists/")[0] == 401


def test_the_schema_is_whole(integrator):
    status, schema, _headers = integrator.ask(
        "GET", "/api/schema/?format=json", None, Accept="application/vnd.oai.openapi+json"
    )
    assert status == 200
    assert schema["openapi"].startswith("3.")
    assert {
        "/api/v1/parties/",
        "/api/v1/screenings/",
        "/api/v1/screenings/batches/",
        "/api/v1/alerts/",
        "/api/v1/lists/",
    } <= set(schema["paths"])
    deeds = [deed for path in schema["paths"].values() for name, deed in path.items() if name != "parameters"]
    assert all(deed["operationId"] and deed["responses"] for deed in deeds)
    assert len({deed["operationId"] for deed in deeds}) == len(deeds)
    named = re.findall(r'"\$ref": "#/components/schemas/([^"]+)"', json.dumps(schema))
    assert set(named) <= set(schema["components"]["schemas"])
    assert not [path for path in schema["paths"] if re.search(r"decide|approve|resolve|claim", path)]
    # A client reads suppressions and asks a person to look; it proposes and ends none.
    writing = {
        path for path, deeds in schema["paths"].items() if "suppress" in path and set(deeds) - {"get", "parameters"}
    }
    assert writing == {"/api/v1/alerts/{alert_id}/suppression-requests/"}


def test_the_page_to_browse_it_needs_no_other_host(integrator):
    status, page, headers = integrator.ask("GET", "/api/docs/", None, Accept="text/html")
    assert status == 200
    files = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert files
    assert [file for file in files if "//" in file] == []
    assert {integrator.ask("GET", file, None, Accept="*/*")[0] for file in files} == {200}
    assert "default-src 'self'" in headers["Content-Security-Policy"]


def test_the_page_to_browse_it_works_in_a_browser(live_server, ana):
    with browsing() as browser:
        reader = Person(browser, live_server.url).open("/api/docs/")
        reader.page.locator(".opblock", has_text="/api/v1/screenings/").first.wait_for()
        assert reader.problems == []
