"""Tests of the keys that a person may change."""

from dd_portal.common.shortcut_keys import DEEDS, read_keys, refused_keys, write_keys


def test_only_what_differs_is_written_and_read_back():
    assert write_keys({"n": "b", "t": "", "r": "r"}) == "n:b t:"
    assert read_keys("n:b t:") == {"n": "b", "t": ""}


def test_usual_keys_stand():
    assert refused_keys({}) == {}
    assert len({one.usual for one in DEEDS}) == len({one.code for one in DEEDS}) == len(DEEDS)


def test_two_deeds_may_change_keys_with_each_other():
    assert refused_keys({"n": "t", "t": "n"}) == {}


def test_one_key_for_two_deeds_is_refused_at_both():
    assert refused_keys({"n": "t"}).keys() == {"start", "take"}


def test_a_digit_that_ticks_a_reason_is_refused():
    assert "reasons" in refused_keys({"n": "4"})["start"]


def test_more_than_a_letter_is_refused():
    assert refused_keys({"n": "nn", "t": "é"}).keys() == {"start", "take"}
