"""The index of the live lists."""

from __future__ import annotations

import pytest

from dd_portal.common.errors import NotReady
from screening.matching.index import open_index
from screening.services.build_index import build_index, fingerprint_of, live_versions
from screening.services.current_screener import current_screener
from screening.services.ensure_settings import ensure_settings
from tests.screening.house_list import ROWS, load_list

pytestmark = pytest.mark.django_db


def test_index_holds_every_current_entity(house_list):
    path, report = build_index(again=True)
    assert report.entities == 3 == len(open_index(path))
    assert path.stem == fingerprint_of(live_versions())


def test_index_that_is_there_is_not_built_again(house_list):
    build_index()
    assert build_index()[1] is None


def test_no_list_no_index(db):
    with pytest.raises(NotReady):
        build_index()


def test_screener_follows_the_lists(house_list, tmp_path):
    before = current_screener()
    assert current_screener() is before
    load_list(tmp_path, [*ROWS, {"entity_id": "9", "type": "person", "name": "Teodora Vukic"}])
    assert len(current_screener().screener.index) == 4


def test_index_of_an_old_version_can_be_rebuilt(house_list, tmp_path):
    versions = live_versions()
    load_list(tmp_path, ROWS[:2], accept_reason="checked")
    _path, report = build_index(versions=versions, again=True)
    assert report.entities == 3


def test_cut_index_is_built_again(house_list):
    path, _report = build_index()
    path.write_bytes(b"DDPINDEX1\n")
    assert len(current_screener().screener.index) == 3


def test_first_settings_are_the_defaults(db):
    assert ensure_settings() == ensure_settings()
    assert ensure_settings().config["alert_threshold"] == 0.70
