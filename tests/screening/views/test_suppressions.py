import pytest

from dd_portal.accounts.roles import ROLES, Permission, RoleName
from screening.models import PotentialMatch, Resolution, Suppression
from tests.make import make_user
from tests.screening.house_list import PETROV, ROWS, load_list
from tests.screening.triage.deeds import taken
from tests.screening.triage.suppressing import REASON, cleared, screen, screened_person, suppressed

pytestmark = pytest.mark.django_db


@pytest.fixture
def suppression(tmp_path, ana, cleo):
    return suppressed(screened_person(tmp_path), maker=ana, checker=cleo)


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_suppression_from_the_alert_to_its_approval(tmp_path, client_of, ana, cleo):
    match = cleared(screened_person(tmp_path), maker=ana, checker=cleo)
    address = f"/alerts/{match.alert_id}/"
    assert "Don&#x27;t alert again" in page(client_of(ana), address) or "Don't alert again" in page(
        client_of(ana), address
    )
    posted = {"match": match.pk, "relied_on": ["birth_date"], "reason": REASON, "until": ""}
    assert client_of(ana).post(f"{address}suppress/", posted).status_code == 302
    made = Suppression.objects.get()
    assert "waits for the compliance lead" in page(client_of(ana), address)
    assert client_of(ana).post(f"/suppressions/{made.pk}/approve/").status_code == 403
    assert client_of(cleo).post(f"/suppressions/{made.pk}/approve/").status_code == 302
    assert "Why suppressed" in page(client_of(ana), address)


def test_a_proposal_without_ground_keeps_what_was_written(tmp_path, client_of, ana, cleo):
    match = cleared(screened_person(tmp_path), maker=ana, checker=cleo)
    refused = client_of(ana).post(
        f"/alerts/{match.alert_id}/suppress/", {"match": match.pk, "reason": "Kept words here"}
    )
    assert refused.status_code == 400
    assert "Tick what tells the two apart" in refused.content.decode()
    assert "Kept words here" in refused.content.decode()


def test_the_page_says_why_and_when_it_acted(suppression, client_of, ana):
    screen(suppression.potential_match.party)
    text = page(client_of(ana), f"/suppressions/{suppression.pk}/")
    for piece in (REASON, "9 May 1961", "4 May 1961", "Ana Silva", "Cleo Haddad", "1 screening"):
        assert piece in text


def test_a_reopened_pair_shows_what_changed_from_what_to_what(suppression, client_of, ana, tmp_path):
    load_list(tmp_path, ({**PETROV, "birth_date": "1961-05-09"}, *ROWS[1:]))
    screen(suppression.potential_match.party)
    for address in (f"/alerts/{suppression.potential_match.alert_id}/", f"/suppressions/{suppression.pk}/"):
        text = page(client_of(ana), address)
        assert "changed from 1961-05-04 to 1961-05-09" in text
        assert "What changed since it was suppressed" in text


@pytest.mark.parametrize("role", list(RoleName))
def test_who_sees_suppressions(suppression, client_of, role):
    sees = Permission.SEE_ALERTS in ROLES[role].permissions
    passes = sees or Permission.SEE_PARTY_STATE in ROLES[role].permissions
    client = client_of(make_user(role=role))
    status = client.get(f"/suppressions/{suppression.pk}/").status_code
    assert status == (200 if sees else 404 if passes else 403)
    if passes and not sees:
        assert "Petrosyan" not in client.get("/suppressions/").content.decode()


@pytest.mark.parametrize(
    ("view", "seen"), [("in_force", True), ("waiting", False), ("expiring", False), ("ended", False), ("x", True)]
)
def test_a_view_of_the_register(suppression, client_of, otto, view, seen):
    assert ("Petrosyan" in page(client_of(otto), f"/suppressions/?view={view}")) is seen


def test_the_register_asks_the_database_the_same_however_long_it_is(
    suppression, client_of, otto, django_assert_max_num_queries
):
    client = client_of(otto)
    with django_assert_max_num_queries(22):
        client.get("/suppressions/")


def test_revoking_through_the_page(suppression, client_of, cleo):
    client = client_of(cleo)
    assert client.post(f"/suppressions/{suppression.pk}/revoke/", {"text": "no"}).status_code == 400
    assert client.post(f"/suppressions/{suppression.pk}/revoke/", {"text": "The copy was forged"}).status_code == 302
    suppression.refresh_from_db()
    assert suppression.state == "revoked"


def with_answer(match, **values):
    return {
        "match": match.pk, "evidence_digest": match.evidence.digest, "alert_version": match.alert.version,
        "identity": "false_positive", "reasons": ["FP-DOB", "FP-NAME"], "rationale": REASON, "suppress": "on", **values,
    }  # fmt: skip


def test_a_false_positive_proposes_its_suppression_with_it(tmp_path, client_of, ana):
    match = PotentialMatch.objects.get(party=screened_person(tmp_path))
    taken(match.alert, by=ana)
    match = PotentialMatch.objects.get(pk=match.pk)
    address = f"/alerts/{match.alert_id}/"
    form = page(client_of(ana), address)
    assert 'name="suppress"' in form
    assert 'name="suppress" value="on" checked' not in form
    refused = client_of(ana).post(f"{address}decide/", with_answer(match))
    assert refused.status_code == 400
    assert "Tick what tells the two apart" in refused.content.decode()
    assert not Resolution.objects.exists()
    assert client_of(ana).post(f"{address}decide/", with_answer(match, relied_on=["birth_date"])).status_code == 302
    made = Suppression.objects.get()
    assert (made.state, made.resolution, made.reason) == ("proposed", Resolution.objects.get(), REASON)


def test_an_unsure_answer_proposes_no_suppression(tmp_path, client_of, ana):
    match = PotentialMatch.objects.get(party=screened_person(tmp_path))
    taken(match.alert, by=ana)
    match = PotentialMatch.objects.get(pk=match.pk)
    said = with_answer(match, identity="unsure", reasons=["UN-MISSING"], next_step="ask_colleague")
    assert client_of(ana).post(f"/alerts/{match.alert_id}/decide/", {**said, "relied_on": ["birth_date"]}).url
    assert not Suppression.objects.exists()
