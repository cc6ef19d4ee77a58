"""Acceptance of triage where lists and engine meet people: proposals, suppressions, failures, scores, delistings."""

import io
import json
import zipfile

import pytest
from django.utils import timezone

from customers.models import Party, Restriction
from screening.models import Alert, PotentialMatch, ScreeningState, SuppressionUse
from screening.services.explain_pair import explain_party
from tests.make import make_party
from tests.screening.house_list import PETROV, ROWS, load_list
from tests.screening.triage.deeds import answer, taken
from tests.screening.triage.suppressing import change, cleared, screen, screened_person, suppressed

pytestmark = pytest.mark.django_db


@pytest.mark.acceptance(number=2)
@pytest.mark.parametrize("screened_again", [False, True])
def test_2_an_entry_that_its_publisher_changed_blocks_the_approval(tmp_path, client_of, ana, cleo, screened_again):
    """Whether the customer was screened again since, or not yet."""
    party = screened_person(tmp_path)
    match = PotentialMatch.objects.get()
    taken(match.alert, by=ana)
    resolution = answer(match, by=ana, identity="true_match")
    assert Alert.objects.get().state == "pending_approval"
    load_list(tmp_path, ({**PETROV, "birth_date": "1961-05-09"}, *ROWS[1:]))
    if screened_again:
        screen(party)
        assert Alert.objects.get().state == "in_review"
    version = Alert.objects.get().version
    posted = {
        "resolution": resolution.pk, "evidence_digest": resolution.evidence.digest, "alert_version": version,
    }  # fmt: skip
    assert client_of(cleo).post(f"/alerts/{match.alert_id}/approve/", posted).status_code == 409
    resolution.refresh_from_db()
    assert (resolution.state, resolution.approved_by) == ("outdated", None)
    assert Alert.objects.get().state == "in_review"


@pytest.mark.acceptance(number=3)
def test_3_a_suppressed_pair_is_recorded_or_comes_back_with_the_difference(tmp_path, client_of, ana, cleo):
    party = screened_person(tmp_path)
    suppression = suppressed(party, maker=ana, checker=cleo)
    screen(party)
    assert SuppressionUse.objects.filter(suppression=suppression).count() == 1
    assert not Alert.objects.open().exists()
    load_list(tmp_path, ({**PETROV, "birth_date": "1961-05-09"}, *ROWS[1:]))
    screen(party)
    alert = Alert.objects.open().get()
    assert "changed from 1961-05-04 to 1961-05-09" in client_of(ana).get(f"/alerts/{alert.pk}/").content.decode()


@pytest.mark.acceptance(number=5)
def test_5_a_screening_that_failed_never_looks_clear(tmp_path, client_of, ana):
    load_list(tmp_path)
    party = make_party("Quiet Harbour Ltd")
    change(party, names=None)
    screen(party)
    assert ScreeningState.objects.get(party=party).outcome == "error"
    text = client_of(ana).get(f"/customers/{party.pk}/").content.decode()
    assert "Screening failed" in text
    assert "No potential matches" not in text
    assert "not cleared" in client_of(ana).get("/alerts/").content.decode()


@pytest.mark.acceptance(number=12)
def test_12_the_score_is_one_number_everywhere(tmp_path, client_of, ana):
    """Stored with the match and its evidence, summed from its points, computed again, and shown on every door."""
    party = screened_person(tmp_path)
    match = PotentialMatch.objects.select_related("evidence", "alert").get()
    explained = explain_party(party=Party.objects.get(pk=party.pk), entity_id=match.entity_id, by=ana)
    assert explained.settings_number == match.evidence.settings_version.number
    assert explained.explanation.score == match.score == match.evidence.score == match.alert.top_score
    assert sum(piece["points"] for piece in match.evidence.evidence) == pytest.approx(match.score, abs=1e-9)
    shown = str(int(match.score * 100 + 1e-9))
    client = client_of(ana)
    assert f">{shown}<" in client.get(f"/alerts/{match.alert_id}/").content.decode()
    page = client.get("/explain/", {"party": party.external_id, "entity": match.entity_id}).content.decode()
    assert f"{shown} of 100" in page
    with zipfile.ZipFile(io.BytesIO(client.get(f"/alerts/{match.alert_id}/proof-pack/").content)) as pack:
        (frozen,) = [name for name in pack.namelist() if "evidence/" in name]
        assert json.loads(pack.read(frozen))["score"] == match.score


@pytest.mark.acceptance(number=14)
def test_14_a_delisted_true_match_is_listed_for_review_and_releases_nobody(tmp_path, client_of, ana, cleo):
    party = screened_person(tmp_path)
    match = cleared(party, maker=ana, checker=cleo)
    PotentialMatch.objects.filter(pk=match.pk).update(state="true_match")
    Alert.objects.update(state="closed_true_match")
    Restriction.objects.create(party=party, reason="x", source_ref="y", set_by=ana, set_at=timezone.now())
    load_list(tmp_path, ROWS[1:], accept_reason="delisted")
    screen(party)
    assert Restriction.objects.get().lifted_at is None
    assert PotentialMatch.objects.get(pk=match.pk).state == "true_match"
    for address in ("/alerts/", "/lists/"):
        assert "left its list" in client_of(cleo).get(address).content.decode(), address
    assert "left its list" not in client_of(ana).get("/lists/").content.decode()
    text = client_of(cleo).get("/alerts/delisted/").content.decode()
    assert "1 customer to review" in text
    assert "Restricted" in text
