"""Files of held versions go once nobody can release them any more."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from dd_portal.accounts.models import User
from screening.models import ListVersion
from screening.services.clear_held_files import WAITS, clear_held_files
from screening.services.kept_files import keep_files, kept_paths
from screening.services.propose_list_release import propose_list_release

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    now = timezone.now()
    version = ListVersion.objects.create(
        source="un_sc", state="held", fetched_at=now, imported_at=now, imported_by=User.objects.system(), checksum="0"
    )
    (tmp_path / "un.xml").write_text("<CONSOLIDATED_LIST/>")
    keep_files(version, [tmp_path / "un.xml"])
    return version


def test_waiting_files_stay(held):
    assert clear_held_files() == 0
    assert kept_paths(held)


def test_files_left_waiting_go(held):
    assert clear_held_files(now=timezone.now() + WAITS + dt.timedelta(days=1)) == 1
    assert not kept_paths(held)


def test_proposed_files_stay_however_old(held, tess):
    propose_list_release(held=held, reason="The publisher confirmed it.", by=tess)
    assert clear_held_files(now=timezone.now() + WAITS + dt.timedelta(days=1)) == 0


def test_overtaken_files_go(held):
    later = timezone.now() + dt.timedelta(minutes=1)
    ListVersion.objects.create(
        source="un_sc", state="live", number=1, fetched_at=later, imported_at=later,
        imported_by=User.objects.system(), checksum="1",
    )  # fmt: skip
    assert clear_held_files() == 1
