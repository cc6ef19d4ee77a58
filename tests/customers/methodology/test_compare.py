"""Who would move under a new version."""

from dataclasses import replace

from customers.methodology.compare import compare
from customers.methodology.load import FOLDER, parse_methodology
from tests.customers.methodology.make_inputs import METHODOLOGY, make_inputs, make_line

TEXT = (FOLDER / "2026.toml").read_text(encoding="utf-8")
HIGH = make_inputs((2,) * 9, lines=[make_line(3)], edd_done=True)
LOW = make_inputs()


def changed(before, after):
    assert before in TEXT
    return parse_methodology(TEXT.replace(before, after, 1))


def compared(after, *inputs):
    named = [(str(number), one) for number, one in enumerate(inputs)]
    return list(compare(named, before=METHODOLOGY, after=after))


def test_nobody_moves_under_the_same_version():
    assert [one.moves for one in compared(METHODOLOGY, HIGH, LOW)] == [False, False]


def test_a_stricter_matrix_moves_some():
    stricter = changed(
        '["MEDIUM", "MEDIUM", "HIGH", "HIGH", "CRITICAL"]', '["MEDIUM", "MEDIUM", "CRITICAL", "CRITICAL", "CRITICAL"]'
    )
    moved, unmoved = compared(stricter, HIGH, LOW)
    assert (moved.reference, moved.before.residual.name, moved.after.residual.name, moved.steps) == (
        "0",
        "HIGH",
        "CRITICAL",
        1,
    )
    assert not unmoved.moves


def test_inputs_that_do_not_fit_the_new_version_are_told():
    gone = replace(HIGH, context=replace(HIGH.context, flags_raised=frozenset({"COVERT_USE"})))
    without = changed('[[flags]]\ncode = "COVERT_USE"', '[[flags]]\ncode = "HIDDEN_USE"')
    [one] = compared(without, gone)
    assert (one.after, one.moves, one.problem) == (None, True, "flags_raised: unknown COVERT_USE")
