"""The command that updates lists."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from screening.models import ListVersion, Watchlist
from screening.services.due_sources import due_sources
from screening.services.hold_lease import hold_lease
from screening.services.register_lists import register_lists
from screening.tasks import after_list_change
from tests.screening.house_list import ROWS, load_list, write_list
from tests.screening.publisher import Publisher

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued(monkeypatch):
    calls = []
    monkeypatch.setattr(after_list_change, "delay", lambda: calls.append("after_list_change"))
    return calls


@pytest.fixture
def publisher(settings, tmp_path, queued):
    with Publisher() as server:
        settings.MEDIA_ROOT = tmp_path / "media"
        settings.LIST_SCHEMES = ["http"]
        settings.LIST_ADDRESSES = {"house_csv": [server.url]}
        server.publish(write_list(tmp_path / "edition.csv", ROWS).read_bytes())
        yield server


def run(*args) -> str:
    out = StringIO()
    call_command("update_lists", *args, stdout=out)
    return out.getvalue()


def test_json_tells_state_version_and_entities(publisher, queued):
    answer = json.loads(run("house_csv", "--json"))
    assert answer == {
        "updates": [{"source": "house_csv", "state": "updated", "version": 1, "entities": 3, "reason": ""}]
    }
    assert queued == ["after_list_change"]


def test_unchanged_list_screens_nobody(publisher, queued):
    run("house_csv")
    assert "unchanged, version 1" in run("house_csv")
    assert queued == ["after_list_change"]


def test_failure_is_told_by_the_exit_code(publisher):
    publisher.status = 404
    with pytest.raises(CommandError, match="Not up to date: house_csv"):
        run("house_csv")


def test_update_under_way_is_told(publisher):
    with hold_lease("update:house_csv"), pytest.raises(CommandError, match="Not up to date"):
        run("house_csv")


def test_unknown_source_is_named():
    with pytest.raises(CommandError, match="unknown source"):
        run("nowhere")


def test_without_names_lists_in_use_are_updated(publisher, tmp_path):
    load_list(tmp_path)
    assert due_sources() == ["house_csv"]
    assert "house_csv: unchanged" in run()


def test_sample_is_replaced_by_name_only(publisher, tmp_path):
    load_list(tmp_path)
    ListVersion.objects.update(source="un_sc")
    assert due_sources() == []


def test_required_list_is_due_before_it_is_loaded(db):
    register_lists()
    Watchlist.objects.filter(code="un_sc").update(required=True)
    assert due_sources() == ["un_sc"]
