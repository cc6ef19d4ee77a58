"""What can be shown of one day, as a page and over the API."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import CanaryRun, ListUpdate, ListVersion
from screening.selectors.day_evidence import day_evidence
from screening.services.ensure_settings import ensure_settings
from screening.services.start_run import start_run
from tests.make import make_party
from tests.screening.house_list import ROWS, load_list

pytestmark = pytest.mark.django_db
TODAY = timezone.now().astimezone(dt.UTC).date()


def age(version: ListVersion, days: float) -> None:
    then = timezone.now() - dt.timedelta(days=days)
    ListVersion.objects.filter(pk=version.pk).update(imported_at=then, fetched_at=then)


def test_day_before_a_version_shows_the_one_before(house_list, tmp_path):
    age(house_list, 5)
    load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Ann Other"}])
    before = day_evidence(TODAY - dt.timedelta(days=2)).in_force
    assert [(one.version.number, one.begun) for one in before] == [(1, False)]
    assert [(one.version.number, one.begun) for one in day_evidence(TODAY).in_force] == [(2, True)]
    assert day_evidence(TODAY - dt.timedelta(days=9)).in_force == ()


def test_lateness_is_that_of_the_day(house_list):
    ListVersion.objects.update(source="un_sc")
    age(house_list, 5)
    assert not day_evidence(TODAY - dt.timedelta(days=5)).in_force[0].late
    assert day_evidence(TODAY - dt.timedelta(days=1)).in_force[0].late
    ListVersion.objects.update(fetched_at=timezone.now())
    assert day_evidence(TODAY - dt.timedelta(days=1)).in_force[0].late
    looked = dt.datetime.combine(TODAY - dt.timedelta(days=1), dt.time(12), dt.UTC)
    ListUpdate.objects.create(
        source="un_sc", state="unchanged", started_by=User.objects.system(), started_at=looked, finished_at=looked
    )
    assert not day_evidence(TODAY - dt.timedelta(days=1)).in_force[0].late


def test_run_tells_what_it_asked_and_what_not(house_list, ana):
    make_party("Zubeida Qorbonali")
    run = start_run(kind="all", by=ana)
    now = timezone.now()
    ListVersion.objects.create(
        source="un_sc", state="live", number=1, fetched_at=now, imported_at=now, imported_by=ana, checksum="1"
    )
    (one,) = day_evidence(TODAY).runs
    assert (one.run, one.versions) == (run, (house_list,))
    assert one.missing == ("UN Security Council Consolidated List",)


def test_page_names_version_checksum_and_trouble(house_list, client_of, ana):
    now = timezone.now()
    ListVersion.objects.create(
        source="un_sc", state="held", reason="The new version removes 9 of 10 entities", fetched_at=now,
        imported_at=now, imported_by=ana, checksum="1",
    )  # fmt: skip
    settings = ensure_settings()
    CanaryRun.objects.create(at=now, settings_version=settings, planted=36, found=35)
    page = client_of(ana).get("/lists/evidence/").content.decode()
    for text in (house_list.checksum, "removes 9 of 10", "35 of 36 found", "1 list was in force"):
        assert text in page


def test_day_to_come_is_refused_in_words(client_of, ana):
    answer = client_of(ana).get("/lists/evidence/", {"day": (TODAY + dt.timedelta(days=2)).isoformat()})
    assert answer.status_code == 400
    assert "still to come" in answer.content.decode()


def test_api_gives_the_same(house_list, client_of, ana):
    answer = client_of(ana).get("/api/v1/lists/evidence/", {"day": TODAY.isoformat()})
    assert answer.status_code == 200
    (one,) = answer.json()["in_force"]
    assert one["version"]["checksum"] == house_list.checksum
    assert client_of(ana).get("/api/v1/lists/evidence/", {"day": "soon"}).status_code == 400
