"""Pages and posts around updates, versions, releases, policy and the own list."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.roles import RoleName
from screening import tasks
from screening.models import ListedEntity, ListRelease, ListUpdate, ListVersion, Watchlist
from screening.services.import_list import ListRefused
from tests.screening.house_list import PETROV, ROWS, SIGHTLINE, load_list

pytestmark = pytest.mark.django_db
REASON = "The publisher announced the end of the programme."


@pytest.fixture(autouse=True)
def queued(settings, tmp_path, monkeypatch):
    """Nothing is queued for real, and files are kept for this test only."""
    settings.MEDIA_ROOT = tmp_path / "media"
    calls = []
    monkeypatch.setattr(tasks.after_list_change, "delay", lambda: calls.append("after_list_change"))
    monkeypatch.setattr(tasks.update_list, "delay", calls.append)
    monkeypatch.setattr(tasks.update_lists, "delay", lambda: calls.append("update_lists"))
    return calls


@pytest.fixture
def own(tmp_path, queued):
    return load_list(tmp_path)


@pytest.fixture
def held(own, tmp_path):
    with pytest.raises(ListRefused) as refused:
        load_list(tmp_path, ROWS[:1])
    return refused.value.version


def text(answer) -> str:
    return answer.content.decode()


def test_fetch_now_queues_all_or_one(client_of, tess, queued):
    client = client_of(tess)
    client.post("/lists/update/")
    client.post("/lists/update/", {"source": "un_sc"})
    assert queued == ["update_lists", "un_sc"]
    assert client.post("/lists/update/", {"source": "nowhere"}).status_code == 404


def test_progress_of_an_update_is_shown_and_refreshed(client_of, ana, own, tess):
    ListUpdate.objects.create(
        source="house_csv", files=4, files_done=1, bytes=2_000_000, started_by=tess, started_at=timezone.now()
    )
    page = text(client_of(ana).get("/lists/"))
    assert "1 of 4 files" in page
    assert 'data-live-url="/lists/progress/"' in page


def test_failed_update_is_told_while_the_list_is_current(client_of, ana, own, tess):
    now = timezone.now()
    ListUpdate.objects.create(
        source="house_csv", state="failed", reason="answered 404", started_by=tess, started_at=now, finished_at=now
    )
    client = client_of(ana)
    assert "Update failed" in text(client.get("/lists/"))
    assert "answered 404" in text(client.get("/lists/house_csv/"))


def test_late_required_list_is_an_alarm(client_of, ana, own):
    Watchlist.objects.update(required=True)
    ListVersion.objects.update(fetched_at=timezone.now() - dt.timedelta(days=400))
    page = text(client_of(ana).get("/lists/"))
    assert 'role="alert"' in page
    assert "It was seen 400 d" in page


def test_lost_rows_do_not_balance(client_of, ana, own):
    ListedEntity.objects.filter(entity_id="house_csv:1").delete()
    page = text(client_of(ana).get("/lists/"))
    assert "Does not balance" in page


def test_held_version_is_released_by_two_on_the_page(client_of, held, tess, cleo, ana, queued):
    assert "list owner or the compliance lead" in text(client_of(ana).get("/lists/house_csv/"))
    client_of(tess).post(f"/lists/versions/{held.pk}/release/", {"reason": REASON})
    release = ListRelease.objects.get()
    assert "somebody else must confirm" in text(client_of(tess).get("/lists/house_csv/"))
    assert client_of(tess).post(f"/lists/releases/{release.pk}/", {"answer": "release"}).status_code == 403
    assert REASON in text(client_of(cleo).get("/lists/house_csv/"))
    client_of(cleo).post(f"/lists/releases/{release.pk}/", {"answer": "release"})
    assert ListVersion.objects.live().get().entities == 1
    assert queued == ["after_list_change"]


def test_release_is_refused_on_the_page(client_of, held, tess, cleo):
    client_of(tess).post(f"/lists/versions/{held.pk}/release/", {"reason": REASON})
    client_of(cleo).post(f"/lists/releases/{ListRelease.objects.get().pk}/", {"answer": "refuse", "reason": REASON})
    assert ListRelease.objects.get().state == "refused"


def test_release_without_reason_is_told(client_of, held, tess):
    page = text(client_of(tess).post(f"/lists/versions/{held.pk}/release/", {"reason": ""}, follow=True))
    assert "Say why" in page


def test_policy_is_set_with_a_reason(client_of, own, tess, ana):
    data = {"required": "yes", "reason": "The board requires it."}
    assert client_of(ana).post("/lists/house_csv/policy/", data).status_code == 403
    client_of(tess).post("/lists/house_csv/policy/", data)
    assert Watchlist.objects.get(code="house_csv").required


def test_two_versions_field_by_field(client_of, ana, own, tmp_path):
    load_list(
        tmp_path,
        ({**PETROV, "birth_date": "1971"}, SIGHTLINE, {**ROWS[2], "entity_id": "8"}),
        accept_reason="Looked at",
    )
    client = client_of(ana)
    page = text(client.get("/lists/house_csv/changes/"))
    assert "Version 1 to version 2" in page
    assert "Date of birth" in page
    assert "1971" in page
    assert "house_csv:8" in text(client.get("/lists/house_csv/changes/?kind=added"))
    assert "house_csv:3" in text(client.get("/lists/house_csv/changes/?kind=removed"))


@pytest.mark.parametrize("query", ["?from=x", "?from=2&to=1"])
def test_wrong_versions_are_told(client_of, ana, own, tmp_path, query):
    load_list(tmp_path, ({**PETROV, "birth_date": "1971"}, *ROWS[1:]))
    assert client_of(ana).get(f"/lists/house_csv/changes/{query}").status_code == 400


def test_only_one_version_cannot_be_compared(client_of, ana, own):
    assert client_of(ana).get("/lists/house_csv/changes/").status_code == 404


ENTRY = {"type": "person", "name": "Teodora Vukic", "countries": "rs", "why": "Asked for by the committee."}


def test_entry_is_added_in_the_browser(client_of, tess, own, queued):
    client_of(tess).post("/lists/own/entry/", {**ENTRY, "entity_id": "X-1"})
    row = ListedEntity.objects.current().get(entity_id="house_csv:X-1")
    assert (row.caption, row.first_version.number) == ("Teodora Vukic", 2)
    assert ListedEntity.objects.current().count() == 4
    assert queued == ["after_list_change"]


def test_entry_is_changed_under_its_id(client_of, tess, own):
    client = client_of(tess)
    assert "Karvanos" in text(client.get("/lists/own/entry/?id=2"))
    client.post("/lists/own/entry/?id=2", {**ENTRY, "entity_id": "77", "name": "Karvanos PLC"})
    assert client.get("/lists/own/entry/?id=77").status_code == 404
    assert ListedEntity.objects.current().get(entity_id="house_csv:2").caption == "Karvanos PLC"
    assert ListVersion.objects.live().get().changed == 1


def test_entry_is_retired_with_a_reason(client_of, tess, own):
    client = client_of(tess)
    refused = client.post("/lists/own/retire/", {"entity_id": "2", "why": ""})
    assert refused.status_code == 400
    client.post("/lists/own/retire/", {"entity_id": "2", "why": "The reason fell away."})
    assert not ListedEntity.objects.current().filter(entity_id="house_csv:2").exists()
    assert "The reason fell away." in ListVersion.objects.live().get().reason


def test_entry_without_name_points_at_the_field(client_of, tess, own):
    answer = client_of(tess).post("/lists/own/entry/", {**ENTRY, "entity_id": "9", "name": ""})
    assert answer.status_code == 400
    assert ListVersion.objects.count() == 1


def test_own_list_whose_file_is_gone_says_so(client_of, tess, house_list, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "elsewhere"
    assert "was not kept" in text(client_of(tess).get("/lists/own/"))


def test_first_entry_of_an_empty_own_list(client_of, tess):
    client = client_of(tess)
    assert "The own list is empty" in text(client.get("/lists/own/"))
    client.post("/lists/own/entry/", {**ENTRY, "entity_id": "1"})
    assert ListVersion.objects.live().get().entities == 1


@pytest.mark.parametrize(
    "path", ["/lists/update/", "/lists/own/entry/", "/lists/own/retire/", "/lists/house_csv/policy/"]
)
def test_roles_that_change_lists(client_of, everyone, own, path):
    may = {role for role, user in everyone.items() if client_of(user).post(path).status_code != 403}
    assert may == {RoleName.APPROVER, RoleName.TUNING_OWNER}
