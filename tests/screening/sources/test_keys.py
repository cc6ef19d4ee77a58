"""Keys of rows to which the publisher gives none."""

from screening.sources.keys import LONGEST, Ordinals, name_key


def test_name_key_collapses_blanks_and_bounds_length():
    assert name_key("  I.  TEST ") == "I. TEST"
    assert name_key("Russia", "", "4") == "Russia:4"
    assert len(name_key("x" * 500)) == LONGEST + 13
    assert name_key("x" * 500) != name_key("x" * 501)


def test_ordinals_follow_contents_not_places():
    rows = [("a", "2"), ("a", "1"), ("b", "9")]
    forward, backward = Ordinals(rows), Ordinals(rows[::-1])
    assert [forward.key(*row) for row in rows] == ["a#2", "a", "b"]
    assert [backward.key(*row) for row in rows[::-1]] == ["b", "a", "a#2"]


def test_equal_rows_are_told_apart():
    rows = [("a", "1"), ("a", "1")]
    ordinals = Ordinals(rows)
    assert [ordinals.key(*row) for row in rows] == ["a", "a#2"]
