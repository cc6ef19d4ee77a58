"""The page: levels, anchors, and drawings that may not run anything."""

import dataclasses

import pytest

from reports.document import Figure, Section, prose
from reports.renderers.page import page, safe_drawing
from tests.reports.sample import SVG, sample, tier_table


def test_sections_have_levels_and_anchors():
    shown = page(sample()).sections
    assert [(s.level, s.anchor) for s in shown][:3] == [(1, "section-2"), (2, "section-2-4"), (1, "section-4")]


def test_a_level_is_never_skipped():
    document = dataclasses.replace(
        sample(), sections=(Section("1.2.3", "Deep"), Section("2", "Up"), Section("2.1.1", "Down"))
    )
    assert [s.level for s in page(document).sections] == [1, 1, 2]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="x()"/>',
        '<rect style="fill:red"/>',
        "<foreignObject/>",
        '<image href="https://a.example/x.png"/>',
        '<use href="https://a.example/x.svg#a"/>',
        '<rect fill="url(https://a.example/#x)"/>',
        "<a href='javascript:x'><text>y</text></a>",
        "<!-- fine --><animate/>",
    ],
)
def test_a_drawing_that_could_run_or_load_is_refused(inside):
    assert not safe_drawing(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>')


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<html/>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>']
)
def test_what_is_no_drawing_is_refused(svg):
    assert not safe_drawing(svg)


def test_shapes_and_words_pass():
    assert safe_drawing(SVG)
    assert safe_drawing(
        '<svg xmlns="http://www.w3.org/2000/svg"><defs><pattern id="h"/></defs><rect fill="url(#h)"/></svg>'
    )


def test_a_refused_drawing_gives_way_to_its_table():
    figure = Figure("C9", "<svg><script/></svg>", "x", prose("c"), tier_table("C9"))
    part = page(dataclasses.replace(sample(), sections=(Section("1", "A", (), (figure,)),))).sections[0].parts[0]
    assert part.figure.svg == ""
    assert part.figure.table.code == "C9"
