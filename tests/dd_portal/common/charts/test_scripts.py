"""Tests of scripts."""

import pytest

from dd_portal.common.charts.scripts import direction_of, language_of, script_of


@pytest.mark.parametrize(
    ("text", "script", "direction", "language"),
    [
        ("Nahar", "Latn", "ltr", "und"),
        ("نهار", "Arab", "rtl", "ar"),
        ("צופיה", "Hebr", "rtl", "he"),
        ("«Контур»", "Cyrl", "ltr", "und-Cyrl"),
        ("海岚", "Hani", "ltr", "zh"),
        ("서한", "Kore", "ltr", "ko"),
        ("12 / 7", "Latn", "ltr", "und"),
    ],
)
def test_script_direction_and_language(text, script, direction, language):
    assert script_of(text) == script
    assert (direction_of(script), language_of(script)) == (direction, language)
