"""The pages of evaluation: upload, progress, result."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from screening.models import Evaluation
from screening.services.run_evaluation import run_evaluation
from tests.screening.services.test_run_evaluation import NEGATIVES, PAIRS, POSITIVES, finished, started

pytestmark = pytest.mark.django_db


def file(name, text):
    return SimpleUploadedFile(f"{name}.csv", text.encode())


def address(evaluation):
    return reverse("screening:evaluation", args=[evaluation.pk])


def test_upload_starts_and_the_page_is_live(client_of, tess):
    client = client_of(tess)
    answer = client.post(reverse("screening:evaluations"), {"pairs": file("pairs", PAIRS), "settings": 1})
    evaluation = Evaluation.objects.get()
    assert answer.url == address(evaluation)
    assert "data-live-url" in client.get(answer.url).content.decode()
    run_evaluation(evaluation_id=evaluation.pk)
    page = client.get(answer.url).content.decode()
    assert "data-live-url" not in page
    assert "F1 is highest" in page


def test_result_of_populations(client_of, tess, otto, house_list):
    page = client_of(otto).get(address(finished(tess, positives=POSITIVES, negatives=NEGATIVES))).content.decode()
    assert "Alerts per 1,000 unlisted" in page
    assert "500.0" in page


def test_bad_file_is_told_at_its_field(client_of, tess):
    answer = client_of(tess).post(reverse("screening:evaluations"), {"pairs": file("pairs", "a,b\n"), "settings": 1})
    assert answer.status_code == 400
    assert "lacks the column" in answer.content.decode()


def test_failed_measurement_says_why(client_of, tess):
    evaluation = started(tess, pairs=PAIRS)
    Evaluation.objects.update(first_text="broken", state="waiting")
    with pytest.raises(Exception):  # noqa: B017 -- the row must tell it, whatever it is
        run_evaluation(evaluation_id=evaluation.pk)
    assert "The measurement failed" in client_of(tess).get(address(evaluation)).content.decode()


@pytest.mark.parametrize(("who", "status"), [("cleo", 200), ("ana", 403), ("fin", 403)])
def test_who_reads(client_of, who, status, request):
    assert client_of(request.getfixturevalue(who)).get(reverse("screening:evaluations")).status_code == status


def test_reader_cannot_start(client_of, cleo):
    answer = client_of(cleo).post(reverse("screening:evaluations"), {"pairs": file("pairs", PAIRS), "settings": 1})
    assert answer.status_code == 403


def test_chart_leaves_as_a_table(client_of, otto, tess):
    evaluation = started(tess, pairs=PAIRS)
    table = reverse("screening:evaluation_table", args=[evaluation.pk])
    assert client_of(otto).get(table).status_code == 404
    run_evaluation(evaluation_id=evaluation.pk)
    page = client_of(otto).get(address(evaluation)).content.decode()
    assert table in page
    lines = client_of(otto).get(table).content.decode("utf-8-sig").splitlines()
    assert "precision" in lines[0]
    assert len(lines) > 10
