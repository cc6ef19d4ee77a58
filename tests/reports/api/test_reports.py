"""Reports over the API: metadata and checksums for those who may see reports."""

import pytest
from django.urls import reverse

from dd_portal.accounts.roles import ROLES, Permission, RoleName
from reports.services.publish_report import publish_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cleo):
    return publish_report(period="2026", edition="board", formats=("json",), by=cleo)


def test_the_list_states_files_and_checksums(report, otto, client_of):
    (one,) = client_of(otto).get(reverse("api_reports")).json()["results"]
    file = report.files.get()
    assert (one["period"], one["edition"], one["dataset_hash"]) == ("2026", "board", report.dataset_hash)
    assert one["files"] == [
        {"name": file.name, "format": "json", "media_type": "application/json", "bytes": file.bytes, "pages": 0,
         "sha256": file.sha256}
    ]  # fmt: skip


def test_one_report_is_that_of_the_list(report, otto, client_of):
    client = client_of(otto)
    (one,) = client.get(reverse("api_reports")).json()["results"]
    assert client.get(reverse("api_report", args=[report.pk])).json() == one
    assert "document" not in one


@pytest.mark.parametrize("role", list(RoleName))
def test_only_who_may_see_reports_is_let_in(report, everyone, client_of, role):
    client = client_of(everyone[role])
    expected = 200 if Permission.SEE_REPORTS in ROLES[role].permissions else 403
    for address in (reverse("api_reports"), reverse("api_report", args=[report.pk])):
        assert client.get(address).status_code == expected


def test_a_system_with_a_key_is_kept_out():
    assert Permission.SEE_REPORTS not in ROLES[RoleName.API_CLIENT].permissions


def test_nobody_writes_here(report, cleo, client_of):
    client = client_of(cleo)
    assert client.post(reverse("api_reports"), {}).status_code in (403, 405)
    assert client.delete(reverse("api_report", args=[report.pk])).status_code in (403, 405)


def test_an_unknown_report_is_a_problem(otto, client_of):
    answer = client_of(otto).get(reverse("api_report", args=[999]))
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("application/problem+json")
