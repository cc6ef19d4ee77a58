"""The pages of lists."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from dd_portal.accounts.roles import RoleName
from screening.models import ListVersion
from screening.services.build_index import build_index
from tests.screening.house_list import ROWS, load_list, write_list

pytestmark = pytest.mark.django_db


def upload(client, path, **data):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post("/lists/import/", {"source": "house_csv", "uploads": [file], **data})


def test_empty_installation_says_do_not_rely_on_this(client_of, cleo):
    page = client_of(cleo).get("/lists/").content.decode()
    assert "nothing can be screened" in page


def test_list_stands_with_its_counts(client_of, ana, house_list):
    assert "index not built yet" in client_of(ana).get("/lists/").content.decode()
    build_index()
    page = client_of(ana).get("/lists/").content.decode()
    assert "Own list" in page
    assert "balances" in page
    assert "Import a list" not in page


def test_refused_import_raises_the_alarm(client_of, cleo, house_list, tmp_path):
    client = client_of(cleo)
    upload(client, write_list(tmp_path / "less.csv", ROWS[:1]))
    page = client.get("/lists/").content.decode()
    assert 'role="alert"' in page
    assert "removes 2 of 3 entities" in page.lower()


def test_upload_makes_the_next_version(client_of, cleo, house_list, tmp_path):
    path = write_list(tmp_path / "more.csv", [*ROWS, {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}])
    answer = upload(client_of(cleo), path)
    assert answer.status_code == 302
    assert ListVersion.objects.live().get().entities == 4


def test_upload_without_file_points_at_the_field(client_of, cleo):
    answer = client_of(cleo).post("/lists/import/", {"source": "house_csv"})
    assert answer.status_code == 400
    assert "field is required" in answer.content.decode()


def test_all_uploaded_files_reach_the_reader(client_of, cleo, tmp_path):
    files = [SimpleUploadedFile(f"{name}.csv", write_list(tmp_path / "a.csv").read_bytes()) for name in "ab"]
    client_of(cleo).post("/lists/import/", {"source": "house_csv", "uploads": files})
    assert "several were given" in ListVersion.objects.get(state="refused").reason


def test_analyst_may_not_upload(client_of, ana, tmp_path):
    assert upload(client_of(ana), write_list(tmp_path / "a.csv")).status_code == 403


def test_one_list_shows_versions_files_and_delta(client_of, ana, house_list, tmp_path):
    load_list(tmp_path, ROWS[:2], accept_reason="checked")
    page = client_of(ana).get("/lists/house_csv/").content.decode()
    assert house_list.files.get().sha256 in page
    assert "version 1 to 2" in page
    assert "Zubeida Qorbonali" in page


def test_search_in_a_list(client_of, ana, house_list):
    page = client_of(ana).get("/lists/house_csv/?q=karvanos").content.decode()
    assert "Karvanos Surveillance Industries" in page
    assert "Arkadiy" not in page


def test_entity_as_published_with_its_history(client_of, ana, house_list, tmp_path):
    load_list(tmp_path, ({**ROWS[0], "birth_date": "1962"}, *ROWS[1:]))
    page = client_of(ana).get("/lists/entities/house_csv:1/").content.decode()
    assert "Since version 2" in page
    assert "changed birth_dates" in page


def test_unknown_list_and_entity_are_not_found(client_of, ana):
    assert client_of(ana).get("/lists/nowhere/").status_code == 404
    assert client_of(ana).get("/lists/entities/x:1/").status_code == 404


SEES_LISTS = {
    *(RoleName.ANALYST, RoleName.SENIOR, RoleName.LEAD, RoleName.APPROVER, RoleName.QUALITY_REVIEWER),
    *(RoleName.HUMAN_RIGHTS_LEAD, RoleName.LEGAL, RoleName.TUNING_OWNER, RoleName.AUDITOR, RoleName.ASSESSOR),
    RoleName.API_CLIENT,
}


@pytest.mark.parametrize(
    "path", ["/lists/", "/lists/progress/", "/lists/house_csv/", "/lists/own/", "/lists/entities/house_csv:1/"]
)
def test_roles_that_see_lists(client_of, everyone, house_list, path):
    seen = {role for role, user in everyone.items() if client_of(user).get(path).status_code == 200}
    assert seen == SEES_LISTS


def test_fourteen_days_show_versions_and_lateness(house_list, client_of, ana):
    page = client_of(ana).get("/lists/").content.decode()
    assert "Every list is within its limit" in page
    ListVersion.objects.update(source="un_sc", fetched_at=timezone.now() - dt.timedelta(days=3))
    page = client_of(ana).get("/lists/").content.decode()
    assert "1 list is past its limit" in page
    assert "Evidence for a date" in page
