"""Tests of names: language and direction on each, marked letters, nothing unescaped."""

from types import SimpleNamespace

import pytest

from dd_portal.common.templatetags.look_names import foreign, name_parts

EVIL = "<script>alert(1)</script>"


def part(ours, listed, word="close", **more):
    return {"ours": ours, "listed": listed, "word": word, **more}


def test_foreign_value_carries_language_and_direction():
    assert foreign("محمد ناصر") == '<bdi lang="ar" dir="rtl">محمد ناصر</bdi>'


def test_script_and_language_given_win():
    assert foreign("云岭", "Hans") == '<bdi lang="zh-Hans" dir="ltr">云岭</bdi>'
    assert 'lang="fa" dir="rtl"' in foreign("پخش", "Arab", "fa")


def test_nothing_is_a_dash():
    assert foreign("") == foreign(None) == "–"


@pytest.mark.parametrize("text", [EVIL, f"{EVIL} محمد", 'A" onload="x'])
def test_foreign_is_escaped(text):
    shown = foreign(text)
    assert "<script" not in shown
    assert '" onload' not in shown


def test_part_does_not_break_at_its_hyphen():
    assert '<span class="keep">Al-Dhurami</span>' in foreign("Mohamed Al-Dhurami")


def test_very_long_part_may_break():
    assert "keep" not in foreign("Donaudampfschifffahrts-gesellschaft")


def test_differing_letters_are_marked_on_both_sides():
    shown = name_parts([part("Al-Dhurami", "Al-Dhorami")])
    assert "Al-Dh<del>u</del>rami" in shown
    assert "Al-Dh<ins>o</ins>rami" in shown


def test_pair_reads_as_a_sentence():
    shown = name_parts([part("Mohamed", "Muhammad")])
    assert "ours" in shown
    assert "listed" in shown
    assert ", 3 letters" in shown


def test_same_part_has_no_marks():
    assert "<del>" not in name_parts([part("Nasser", "NASSER", "same")])


def test_missing_part_says_so():
    shown = name_parts([part("", "Ibrahim", "missing_ours")])
    assert "pair__name--none" in shown
    assert "<ins>" not in shown


def test_scripts_stand_in_groups_with_their_direction():
    shown = name_parts([part("Nasser", "Nasir"), part("ناصر", "ناصر", "same"), part("محمد", "محمد", "same")])
    assert shown.count('class="pairs__script"') == 2
    assert shown.count('role="list" dir="rtl"') == 1


def test_parts_may_be_objects():
    shown = name_parts([SimpleNamespace(ours="Nasser", listed="Nasir", word="close")])
    assert "<del>se</del>" in shown


def test_parts_are_escaped():
    assert "<script" not in name_parts([part(EVIL, "x", "different"), part(EVIL, EVIL, "same")])


def test_marks_of_the_evidence_win():
    shown = name_parts([part("Nasser", "Nasir", ours_marks=[[0, 1]], listed_marks=[[4, 5]])])
    assert "<del>N</del>asser" in shown
    assert "Nasi<ins>r</ins>" in shown


def test_parts_in_two_scripts_are_not_marked_and_keep_their_directions():
    shown = name_parts([part("محمد", "Muhammad")])
    assert "<del>" not in shown
    assert 'lang="ar" dir="rtl"' in shown
    assert 'lang="und" dir="ltr"' in shown
