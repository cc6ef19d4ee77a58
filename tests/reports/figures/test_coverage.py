"""Who was screened by a moment, and which versions were in use."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.figures.coverage import coverage
from screening.models import RunChunk, ScreeningRun, ScreeningState
from tests.make import make_list_version, make_party, make_settings_version, make_user

pytestmark = pytest.mark.django_db


def make_run(**fields):
    return ScreeningRun.objects.create(
        kind="all", state="finished", settings_version=make_settings_version(), engine_version="1",
        index_fingerprint="0", started_by=make_user(), finished_at=timezone.now(), **fields,
    )  # fmt: skip


def make_chunk(party, **fields):
    values = {
        "state": "done",
        "first_id": party.pk,
        "last_id": party.pk,
        "size": 1,
        "finished_at": timezone.now(),
        **fields,
    }
    return RunChunk.objects.create(run=make_run(), number=1, **values)


def test_a_newer_screening_does_not_hide_an_older_one(now_scope):
    party = make_party()
    chunk = make_chunk(party)
    then = now_scope()
    later = timezone.now() + timedelta(hours=1)
    ScreeningState.objects.create(party=party, run=chunk.run, party_version=1, outcome="no_match", screened_at=later)
    assert coverage(then).covers([party.pk])


@pytest.mark.parametrize("fields", [{"failed": 1}, {"state": "failed"}, {"finished_at": None}])
def test_an_unsound_chunk_covers_nobody(now_scope, fields):
    party = make_party()
    make_chunk(party, **fields)
    assert not coverage(now_scope()).covers([party.pk])


def test_a_chunk_of_some_covers_only_those(now_scope):
    one, other = make_party(), make_party()
    make_chunk(one, last_id=other.pk, ids=[one.pk])
    found = coverage(now_scope())
    assert found.covers([one.pk])
    assert not found.covers([one.pk, other.pk])


def test_an_error_is_no_screening(now_scope):
    party = make_party()
    ScreeningState.objects.create(
        party=party, run=make_run(), party_version=1, outcome="error", screened_at=timezone.now()
    )
    assert not coverage(now_scope()).covers([party.pk])


def test_the_version_of_the_time_counts(now_scope):
    old = make_list_version(state="replaced", number=1, imported_at=timezone.now() - timedelta(days=2))
    then = now_scope(taken_at=timezone.now() - timedelta(days=1))
    new = make_list_version(state="live", number=2)
    assert coverage(then).versions == {"us_ofac_sdn": old}
    assert coverage(now_scope()).versions == {"us_ofac_sdn": new}
