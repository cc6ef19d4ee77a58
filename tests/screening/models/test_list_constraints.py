"""Truths about lists, runs and settings that the database holds, each broken once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import ListedEntity, ListVersion, RunChunk, SettingsVersion
from screening.services.ensure_settings import ensure_settings
from screening.services.start_run import start_run
from tests.make import make_party

pytestmark = pytest.mark.django_db


def version(**fields):
    now = timezone.now()
    values = {"source": "house_csv", "fetched_at": now, "imported_at": now, "imported_by": User.objects.system()}
    return ListVersion.objects.create(**{**values, "checksum": "0" * 64, **fields})


def test_one_live_version_a_source(house_list):
    with pytest.raises(IntegrityError, match="list_version_one_live_per_source"):
        version(state="live", number=2)


def test_version_number_once(house_list):
    with pytest.raises(IntegrityError, match="list_version_number_once"):
        version(state="replaced", number=1)


def test_accepted_version_has_a_number(db):
    with pytest.raises(IntegrityError, match="list_version_numbered"):
        version(state="live", number=None)


def test_current_entity_once(house_list):
    row = ListedEntity.objects.first()
    row.pk = None
    with pytest.raises(IntegrityError, match="listed_entity_current_once"):
        row.save(force_insert=True)


def test_one_active_settings_version(db):
    first = ensure_settings()
    with pytest.raises(IntegrityError, match="settings_one_active"):
        SettingsVersion.objects.create(
            number=2,
            config=first.config,
            reason="x",
            active=True,
            state="active",
            made_by=first.made_by,
            made_at=timezone.now(),
        )


def test_chunk_is_a_range_and_numbered_once(house_list):
    make_party()
    run = start_run(by=User.objects.system())
    with pytest.raises(IntegrityError, match="run_chunk_is_a_range"):
        RunChunk.objects.create(run=run, number=2, first_id=5, last_id=4, size=1)


def test_request_key_once_an_author(house_list):
    make_party()
    run = start_run(by=User.objects.system())
    type(run).objects.filter(pk=run.pk).update(request_key="k", kind="names")
    run.pk, run.kind, run.request_key = None, "names", "k"
    with pytest.raises(IntegrityError, match="screening_run_request_once"):
        run.save(force_insert=True)


@pytest.mark.parametrize("parent", ["watchlist_id", "first_version_id"])
def test_entity_names_a_list_and_a_version_that_stand(house_list, parent):
    with pytest.raises(IntegrityError, match="listed entity"), transaction.atomic():
        ListedEntity.objects.update(**{parent: 10**6})


@pytest.mark.parametrize("parent", ["watchlist", "first_version"])
def test_list_and_version_outlive_their_entities(house_list, parent):
    row = getattr(ListedEntity.objects.first(), parent)
    others = type(row).objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="listed entities"), transaction.atomic():
        others._raw_delete(others.db)
