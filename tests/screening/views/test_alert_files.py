import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from screening.models import AlertFile, AnswerDraft
from screening.triage.attach import attach
from tests.make import make_alert
from tests.screening.triage.deeds import RATIONALE, answer, taken

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 a passport copy"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_a_file_comes_back_as_a_download_that_runs_nowhere(client_of, ana):
    alert = make_alert()
    client = client_of(ana)
    assert client.post(f"/alerts/{alert.pk}/files/", {"file": SimpleUploadedFile("p.pdf", PDF)}).status_code == 302
    made = AlertFile.objects.get()
    assert "p.pdf" in client.get(f"/alerts/{alert.pk}/").content.decode()
    response = client.get(f"/alerts/{alert.pk}/files/{made.pk}/")
    assert response.content == PDF
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["X-Content-Type-Options"], "sandbox" in response["Content-Security-Policy"]) == ("nosniff", True)


def test_a_refused_file_says_why(client_of, ana):
    alert = make_alert()
    refused = client_of(ana).post(f"/alerts/{alert.pk}/files/", {"file": SimpleUploadedFile("x.pdf", b"MZ\x90")})
    assert refused.status_code == 400
    assert "This kind of file is not taken" in refused.content.decode()
    assert client_of(ana).post(f"/alerts/{alert.pk}/files/").status_code == 400


def test_a_file_of_another_alert_is_not_there(client_of, ana):
    made = attach(alert=make_alert(), name="p.pdf", content=PDF, by=ana)
    assert client_of(ana).get(f"/alerts/{make_alert().pk}/files/{made.pk}/").status_code == 404


def test_a_draft_survives_a_reload_and_a_lost_lock(client_of, ana, bo):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    client = client_of(ana)
    assert client.post(f"/alerts/{alert.pk}/drafts/{match.pk}/", {"text": "Half a thought"}).status_code == 204
    page = client.get(f"/alerts/{alert.pk}/").content.decode()
    assert "Half a thought" in page
    assert "checked" not in page.partition('id="decision"')[2].partition("</form>")[0]
    alert.locked_by = alert.assignee = bo
    alert.save()
    assert "Half a thought" in client.get(f"/alerts/{alert.pk}/").content.decode()
    assert "Half a thought" not in client_of(bo).get(f"/alerts/{alert.pk}/").content.decode()


def test_a_draft_ends_with_its_answer_and_begins_with_a_refusal(client_of, ana):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    posted = {
        "match": match.pk, "identity": "false_positive", "rationale": RATIONALE,
        "evidence_digest": match.evidence.digest, "alert_version": alert.version,
    }  # fmt: skip
    client = client_of(ana)
    assert client.post(f"/alerts/{alert.pk}/decide/", posted).status_code == 400
    assert AnswerDraft.objects.get().text == RATIONALE
    client.post(f"/alerts/{alert.pk}/decide/", {**posted, "reasons": ["FP-OWN", "FP-NAME"]})
    assert not AnswerDraft.objects.exists()


def test_an_empty_draft_is_forgotten(client_of, ana):
    alert = taken(make_alert(), by=ana)
    address = f"/alerts/{alert.pk}/drafts/{alert.potential_matches.get().pk}/"
    client_of(ana).post(address, {"text": "x"})
    client_of(ana).post(address, {"text": " "})
    assert not AnswerDraft.objects.exists()


def unpacked(client, alert):
    response = client.get(f"/alerts/{alert.pk}/proof-pack/")
    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_proof_pack_proves_itself(client_of, ana, otto):
    alert = taken(make_alert(), by=ana)
    match = alert.potential_matches.get()
    answer(match, by=ana)
    attach(alert=alert, name="p.pdf", content=PDF, by=ana)
    parts = unpacked(client_of(otto), alert)
    sums = dict(reversed(line.split("  ", 1)) for line in parts.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in parts.items()}
    told = json.loads(parts["alert.json"])
    assert told["answers"][0]["rationale"] == RATIONALE
    frozen = json.loads(next(content for name, content in parts.items() if name.startswith("evidence/")))
    assert frozen["digest"] == match.evidence.digest
    assert frozen["entry"]["content"]["names"][0]["full"] == "NAHAR VISION SYSTEMS"
    assert PDF in parts.values()
    assert any(one["verb"] == "alert.resolution_proposed" for one in json.loads(parts["timeline.json"]))


def test_the_proof_pack_keeps_a_blind_answer_secret(client_of, ana, cleo, settings):
    settings.PORTAL_BLIND_SHARE = 100
    alert = taken(make_alert(), by=ana)
    answer(alert.potential_matches.get(), by=ana)
    assert not any(RATIONALE.encode() in content for content in unpacked(client_of(cleo), alert).values())
    assert any(RATIONALE.encode() in content for content in unpacked(client_of(ana), alert).values())


@pytest.mark.parametrize(("name", "status"), [("fin", 404), ("ada", 403), ("tess", 403)])
def test_who_gets_no_proof_pack(request, client_of, name, status):
    assert client_of(request.getfixturevalue(name)).get(f"/alerts/{make_alert().pk}/proof-pack/").status_code == status
