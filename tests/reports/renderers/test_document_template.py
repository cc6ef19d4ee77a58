"""The page template prints every block, escapes every text, and needs no script."""

import dataclasses
import itertools
import re

import pytest
from django.template.loader import render_to_string

from reports.document import Paragraph, Section, prose
from reports.renderers.page import page
from tests.reports.sample import sample


@pytest.fixture
def html():
    return render_to_string("reports/parts/document.html", {"report": page(sample())})


def test_every_block_is_printed(html):
    for text in (
        "Can the process tell",
        "Partly.",
        "T15",
        "Figure C3",
        "Dissent of the assessor",
        "V1 A city platform",
        "Two list sources",
    ):
        assert text in html


def test_names_carry_language_and_direction(html):
    assert '<bdi lang="ar" dir="rtl">شركة نور الأفق للأمن</bdi>' in html
    assert '<bdi lang="zh-Hans" dir="ltr">北辰视讯有限公司</bdi>' in html


def test_headings_do_not_skip_a_level(html):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_no_script_and_no_inline_style(html):
    assert "<script" not in html
    assert " style=" not in html


def test_text_is_escaped():
    document = dataclasses.replace(
        sample(), sections=(Section("1", "<b>x", (), (Paragraph(prose("<script>1</script>")),)),)
    )
    html = render_to_string("reports/parts/document.html", {"report": page(document)})
    assert "<script>" not in html
    assert "&lt;b&gt;x" in html
