"""Tests of fields, the error summary and the rating scale."""

import pytest
from django.template.loader import render_to_string

from dd_portal.common.templatetags import look_forms
from dd_portal.common.views.gallery_samples import SampleForm


@pytest.fixture
def refused():
    return SampleForm({"until": "30 Nov 2026", "status": "open", "why": "<script>"})


def field(bound):
    return render_to_string("parts/field.html", look_forms.field(bound))


def test_summary_counts_and_links_to_each_field(refused):
    summary = look_forms.error_summary(refused, "Not recorded.")
    assert summary["title"] == "Not recorded. Two things to correct"
    assert [line.target for line in summary["lines"]] == ["id_answer_0", "id_why"]


def test_summary_targets_exist_on_the_page(refused):
    page = "".join(field(bound) for bound in refused)
    assert all(f'id="{line.target}"' in page for line in look_forms.error_summary(refused)["lines"])


def test_summary_without_errors_is_not_there():
    form = SampleForm()
    assert render_to_string("parts/error_summary.html", look_forms.error_summary(form)).strip() == ""


def test_error_stands_between_label_and_control(refused):
    shown = field(refused["why"])
    assert shown.index("<label") < shown.index("field__error") < shown.index("<textarea")


def test_control_is_described_by_its_error_and_hint(refused):
    shown = field(refused["why"])
    described = shown.split('aria-describedby="')[1].split('"')[0].split()
    assert described
    assert all(f'id="{name}"' in shown for name in described)


def test_value_is_escaped(refused):
    assert "<script>" not in field(refused["why"])


def test_group_has_a_legend_and_nothing_is_chosen():
    shown = field(SampleForm()["answer"])
    assert "<legend" in shown
    assert "checked" not in shown


def test_tick_box_has_its_label_beside_it():
    assert '<label class="choice"' in field(SampleForm()["again"])


def rating(*args, **kwargs):
    return render_to_string("parts/rating_scale.html", look_forms.rating_scale(*args, **kwargs))


@pytest.mark.parametrize(("value", "chosen"), [(3, "3"), ("unknown", "unknown"), ("?", "unknown"), (0, "0")])
def test_rating_ticks_its_value(value, chosen):
    shown = rating("gov", value)
    assert shown.count("checked") == 1
    assert f'value="{chosen}" checked' in shown


def test_not_rated_ticks_nothing():
    assert "checked" not in rating("gov")


def test_rating_to_read_is_one_picture_in_words():
    assert 'aria-label="Rule of law: 4 of 4"' in rating("jur", 4, "Rule of law", editable=False)
    assert 'aria-label="gov: not rated"' in rating("gov", None, editable=False)
