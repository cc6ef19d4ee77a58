"""The settings as one value."""

from __future__ import annotations

import json

import pytest

from screening.matching.config import MatchConfig


def test_settings_survive_json():
    changed = MatchConfig(version="x", alert_threshold=0.8)
    assert MatchConfig.from_json(json.dumps(changed.to_json())) == changed


def test_an_unknown_setting_is_refused():
    with pytest.raises(ValueError, match="unknown settings: colour"):
        MatchConfig.from_json({"colour": 1})


@pytest.mark.parametrize("broken", [{"missing_share": 0.5}, {"alert_threshold": 0.0}])
def test_settings_that_could_lose_matches_are_refused(broken):
    with pytest.raises(ValueError):
        MatchConfig(**broken)
