"""Tests of tiers, their marks and the icons."""

import xml.etree.ElementTree as ET

import pytest

from dd_portal.common.charts.icons import ICONS, icon_svg
from dd_portal.common.charts.tiers import TIERS, mark_svg, outline_svg, tier_of


@pytest.mark.parametrize("spelling", ["CRITICAL", "critical", 4, "4"])
def test_tier_is_found_by_level_or_name(spelling):
    assert tier_of(spelling).word == "Critical"


def test_unknown_tier_is_refused():
    with pytest.raises(ValueError, match="no risk tier"):
        tier_of("severe")


def test_each_tier_has_a_shape_of_its_own():
    assert len({tier.shape for tier in TIERS}) == 5


@pytest.mark.parametrize("draw", [mark_svg, outline_svg])
@pytest.mark.parametrize("tier", TIERS, ids=lambda tier: tier.name)
def test_marks_are_well_formed_and_hidden(draw, tier):
    assert ET.fromstring(draw(tier)).get("aria-hidden") == "true"


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_well_formed(name):
    assert ET.fromstring(icon_svg(name)).get("viewBox") == "0 0 16 16"


def test_labelled_icon_is_an_image():
    assert 'role="img" aria-label="Remove"' in icon_svg("remove", label="Remove")
