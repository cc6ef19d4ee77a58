"""Recomputes the contrast of every colour on every ground it is used on; a pair below its need fails the build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dd_portal.common.charts import svg
from dd_portal.common.charts.tiers import TIERS

CSS = (Path(__file__).parents[3] / "dd_portal/common/static/common/portal.css").read_text(encoding="utf-8")
TOKENS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", CSS)
}
TINTS = ("info-bg", "ok-bg", "warn-bg", "alarm-bg")
PAPER = ("page", "surface", "sunken", "select")
EVIDENCE = ("toward-bg", "away-bg", "mark-toward", "mark-away")

# token, grounds, need, worst in light and dark as the specification states them
PAIRS = [
    ("ink", (*PAPER, *TINTS, *EVIDENCE), 4.5, 11.4, 7.3),
    ("ink-2", (*PAPER, *TINTS, "toward-bg"), 4.5, 7.5, 7.4),
    ("ink-3", (*PAPER, "info-bg"), 4.5, 5.3, 5.4),
    ("link", (*PAPER, *TINTS), 4.5, 7.1, 7.1),
    ("accent", ("page", "surface"), 3, 7.7, 8.8),
    ("on-accent", ("accent",), 4.5, 8.4, 8.6),
    ("on-accent", ("accent-hover",), 4.5, 8.4, 8.6),
    ("line-control", PAPER, 3, 3.6, 4.0),
    ("bar-ink-2", ("bar",), 4.5, 9.7, 10.3),
    ("ok", ("page", "surface", "ok-bg", "alarm-bg"), 4.5, 6.2, 8.4),
    ("warn", ("page", "surface", "warn-bg", "alarm-bg"), 4.5, 6.9, 9.0),
    ("alarm", ("page", "surface", "select", "alarm-bg"), 4.5, 6.5, 6.5),
    ("on-alarm", ("alarm-fill",), 4.5, 4.5, 4.5),
    ("toward", ("surface", "toward-bg", "select"), 4.5, 7.6, 6.8),
    ("away", ("surface", "away-bg", "select"), 4.5, 6.7, 7.4),
    ("missing", ("surface", "sunken"), 4.5, 5.8, 7.4),
    ("focus-ring", ("focus-halo",), 3, 12.9, 11.9),
    ("c1", ("surface",), 3, 8.4, 8.8),
    ("c2", ("surface",), 3, 5.1, 5.0),
    ("c3", ("surface",), 3, 3.8, 6.3),
    ("c4", ("surface",), 3, 7.4, 7.4),
    ("c5", ("surface",), 3, 4.7, 7.4),
    *((f"t{level}-text", (f"t{level}-fill",), 4.5, 4.5, 4.5) for level in range(5)),
    *((f"t{level}-line", ("surface",), 3, 3.0, 3.0) for level in range(5)),
]


def luminance(color: str) -> float:
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("token", "grounds", "need", "light", "dark"), PAIRS)
def test_token_is_legible_on_its_grounds(token, grounds, need, light, dark, theme):
    worst = min(contrast(TOKENS[token][theme], TOKENS[ground][theme]) for ground in grounds)
    assert worst >= need
    assert worst >= (light, dark)[theme] - 0.06


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_each_tier_lies_further_from_the_page_than_the_one_before(theme):
    steps = [luminance(TOKENS[f"t{level}-fill"][theme]) for level in range(5)]
    assert steps == sorted(steps, reverse=theme == 0)


def test_text_in_drawings_is_legible_on_paper():
    inks = [(ink, svg.SURFACE) for ink in svg.INKS.values()]
    fills = [(tier.text, tier.fill) for tier in TIERS] + [(ink, fill) for fill, _, ink in svg.SERIES]
    assert min(contrast(ink, ground) for ink, ground in inks + fills) >= 4.5


def test_text_on_series_is_legible_on_screen():
    assert (
        min(contrast(TOKENS[f"c{n}"][theme], TOKENS["surface"][theme]) for n in (1, 2, 4, 5) for theme in (0, 1)) >= 4.5
    )


def test_drawings_use_the_light_tokens():
    for tier in TIERS:
        css = (TOKENS[f"t{tier.level}-fill"][0], TOKENS[f"t{tier.level}-text"][0], TOKENS[f"t{tier.level}-line"][0])
        assert css == (tier.fill, tier.text, tier.line)
    assert [line for _, line, _ in svg.SERIES] == [TOKENS[f"c{n}"][0] for n in range(1, 6)]
    assert tuple(TOKENS[name][0] for name in ("ink", "ink-2", "ink-3")) == (svg.INK, svg.INK_2, svg.INK_3)


def test_parts_use_tokens_never_hex():
    parts = CSS[CSS.index("/* ---------------------------------------------------------------- ground */") :]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", parts) == []


def test_every_token_in_use_is_defined():
    defined = set(re.findall(r"(--[\w-]+):", CSS))
    assert set(re.findall(r"var\((--[\w-]+)", CSS)) <= defined


def test_nothing_is_fetched_from_elsewhere():
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_widths_are_asked_of_screens_only():
    asked = re.findall(r"@media ([^{]*(?:min|max)-width[^{]*)\{", CSS)
    assert asked
    assert all("screen" in query for query in asked)
