"""Tests of marks: a word and a shape beside every colour."""

import pytest
from django.template import Context, Template

from dd_portal.common.charts.icons import ICONS
from dd_portal.common.templatetags import look_marks

EVIL = "<script>alert(1)</script>"


def render(source, **context):
    return Template("{% load look %}" + source).render(Context(context))


@pytest.mark.parametrize(("tier", "word"), [("CRITICAL", "Critical"), (0, "Minimal"), ("medium", "Medium")])
def test_tier_mark_has_shape_and_word(tier, word):
    shown = render("{% tier_mark tier %}", tier=tier)
    assert "<svg" in shown
    assert shown.endswith(f"{word}</span>")


def test_no_tier_is_a_dash():
    assert ">–<" in render("{% tier_mark tier %}", tier=None)


@pytest.mark.parametrize("level", range(5))
def test_tier_big_names_its_tier(level):
    assert str(look_marks.TIER_WORDS[level]) in render("{% tier_big level %}", level=level)


def test_list_tier_explains_itself():
    assert 'title="legally binding list">T1<' in render('{% list_tier "T1" %}')


def test_only_t1_is_ever_filled():
    assert "filled" in render("{% list_tier 1 filled=True %}")
    assert "filled" not in render("{% list_tier 2 filled=True %}")


@pytest.mark.parametrize(("value", "text"), [(1, "<b>P1</b> Now"), ("P3", "<b>P3</b> This week")])
def test_priority_speaks_of_time(value, text):
    assert text in render("{% priority value %}", value=value)


@pytest.mark.parametrize("word", look_marks.COMPARISON_WORDS)
def test_comparison_word_has_an_icon_of_its_own(word):
    shown = render("{% comparison_word word %}", word=word)
    assert word in ICONS
    assert f"icon--{word.replace('_', '-')}" in shown
    assert str(look_marks.COMPARISON_WORDS[word]) in shown


@pytest.mark.parametrize("spelling", ["Missing on our side", "MISSING_OURS", "missing-ours"])
def test_comparison_word_takes_any_spelling(spelling):
    assert look_marks.word_code(spelling) == "missing_ours"


def test_word_outside_the_set_is_refused():
    with pytest.raises(ValueError, match="no comparison word"):
        look_marks.word_code("similar")


def test_why_is_escaped():
    assert "<script" not in render("{% comparison_word 'close' evil %}", evil=EVIL)


def test_state_text_is_escaped_and_keeps_its_icon():
    shown = render("{% state 'alarm' evil %}", evil=EVIL)
    assert "<script" not in shown
    assert "icon--alarm" in shown


def test_icon_label_is_escaped():
    assert "&quot;&gt;&lt;script&gt;" in render("{% icon 'remove' label %}", label='"><script>')


def test_tag_is_escaped():
    assert "&lt;script&gt;" in render("{% tag evil %}", evil=EVIL)
