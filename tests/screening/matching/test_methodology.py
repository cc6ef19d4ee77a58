"""The README tells what the engine does now."""

from __future__ import annotations

import pytest

from screening.matching.methodology import README, examples, written
from tests.screening.matching.cast import CONFIG


def test_the_readme_is_current():
    text = README.read_text(encoding="utf-8")
    assert text == written(text, CONFIG), "run: python -m screening.matching.methodology"


def test_no_example_is_on_the_wrong_side():
    assert "(wrong)" not in examples(CONFIG)


def test_the_readme_names_the_share_in_force():
    assert f"a share ({CONFIG.missing_share:.2f})" in README.read_text(encoding="utf-8")


def test_a_readme_without_marks_is_refused():
    with pytest.raises(ValueError, match="marks"):
        written("nothing", CONFIG)
