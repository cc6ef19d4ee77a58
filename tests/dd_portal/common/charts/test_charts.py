"""What holds for every drawing: named, escaped, legible, and with every number of the picture in its table."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from dd_portal.common.views.gallery_samples import charts

SVG = "{http://www.w3.org/2000/svg}"
ALL = charts()


@pytest.fixture(params=ALL, ids=lambda chart: chart.title[:24])
def chart(request):
    return request.param


def test_drawing_is_well_formed_and_named(chart):
    root = ET.fromstring(chart.svg)
    assert root.get("role") == "img"
    assert root.get("aria-label").startswith(chart.title)


def test_text_is_at_least_12_px_at_the_narrowest(chart):
    sizes = [float(text.get("font-size")) for text in ET.fromstring(chart.svg).iter(f"{SVG}text")]
    assert min(sizes) * 640 / 672 >= 12


def test_text_stays_inside_the_picture(chart):
    root = ET.fromstring(chart.svg)
    # A drawing as wide as its page gives places as shares of the width.
    _, _, width, height = (float(n) for n in root.get("viewBox", f"0 0 100 {root.get('height')}").split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.get("x").removesuffix("%")) <= width
        assert 0 < float(text.get("y")) <= height


def test_table_is_rectangular_and_not_empty(chart):
    assert chart.rows
    assert {len(row) for row in chart.rows} == {len(chart.columns)}


def test_every_shape_has_its_paper_colour(chart):
    for element in ET.fromstring(chart.svg).iter():
        if element.tag in (f"{SVG}rect", f"{SVG}text"):
            assert element.get("fill")
        assert element.get("style") is None


def test_drawing_holds_no_script_and_no_address(chart):
    assert not re.search(r"<script|href|url\(|@import|\son\w+=", chart.svg)
