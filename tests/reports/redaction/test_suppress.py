"""Suppression against an attacker who solves the published tables."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.redaction.possible import Line, Sum, System, exposed
from reports.redaction.suppress import promised_values, suppress


def grid(rows):
    """A table with both margins as one system; cells are (row, column), `all` is a margin."""
    counts = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    height, width = len(rows), len(rows[0])
    for r in range(height):
        counts[r, "all"] = sum(rows[r])
    for c in range(width):
        counts["all", c] = sum(row[c] for row in rows)
    counts["all", "all"] = sum(map(sum, rows))
    across, down = [*range(height), "all"], [*range(width), "all"]
    lines = [Line(tuple((r, c) for c in range(width)), (r, "all")) for r in across]
    lines += [Line(tuple((r, c) for r in range(height)), ("all", c)) for c in down]
    return System(counts, tuple(lines))


def attack(system, hidden, most):
    """Every completion of the table with hidden counts from 1 to `most`, by plain search: an independent attacker.

    Returns the set of values each hidden cell takes in some completion.
    """
    names = sorted(hidden, key=repr)
    found = {name: set() for name in names}
    known = {cell: n for cell, n in system.counts.items() if cell not in hidden}

    def fits(values, final):
        for line in system.lines:
            if not (line.total in values and all(p in values for p in line.parts)):
                low = sum(values.get(p, 1 if p in hidden else 0) for p in line.parts)
                if line.total in values and low > values[line.total]:
                    return False
            elif sum(values[p] for p in line.parts) != values[line.total]:
                return False
        return True

    def search(at, values):
        if at == len(names):
            for name in names:
                found[name].add(values[name])
            return
        if all(len(found[name]) >= 4 for name in names):
            return
        for value in range(1, most + 1):
            values[names[at]] = value
            if fits(values, final=False):
                search(at + 1, values)
            del values[names[at]]

    search(0, dict(known))
    return found


SMALL = st.integers(0, 9)
TABLES = st.integers(2, 3).flatmap(
    lambda width: st.lists(st.lists(SMALL, min_size=width, max_size=width), min_size=2, max_size=3)
)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_an_attacker_never_pins_a_hidden_count(rows):
    system = grid(rows)
    hidden = suppress(system)
    if len(hidden) > 7:
        return  # the plain search would take too long; the next test covers these
    reached = attack(system, hidden, most=40)
    assert all(len(values) >= promised_values(5) for values in reached.values())


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 30), min_size=5, max_size=5), min_size=3, max_size=6),
    st.sampled_from([3, 5, 10]),
)
def test_larger_tables_keep_the_promise(rows, k):
    system = grid(rows)
    hidden = suppress(system, k=k)
    assert not exposed(system, hidden, promise=promised_values(k))
    assert {cell for cell, n in system.counts.items() if 0 < n < k} <= hidden
    assert all(system.counts[cell] for cell in hidden)


@settings(max_examples=40, deadline=None)
@given(TABLES)
def test_every_line_has_none_or_two_hidden_whose_sum_is_not_small(rows):
    system = grid(rows)
    hidden = suppress(system)
    for line in system.lines:
        inside = [cell for cell in line.cells if cell in hidden]
        assert len(inside) != 1
        if inside and line.total not in hidden:
            assert sum(system.counts[cell] for cell in inside) >= 5


def test_the_next_smallest_is_the_complement():
    hidden = suppress(grid([[2, 8, 30], [20, 20, 20], [9, 40, 50]]))
    assert (0, 0) in hidden and (0, 1) in hidden and (0, 2) not in hidden


def test_nothing_small_hides_nothing():
    assert suppress(grid([[5, 0, 30], [20, 20, 0]])) == frozenset()


def test_two_ones_with_their_sum_shown_are_not_enough():
    hidden = suppress(grid([[1, 1, 30], [1, 1, 30], [40, 40, 40]]))
    assert len([cell for cell in hidden if cell[0] == 0]) >= 3


def test_a_lone_small_count_among_zeros_takes_its_margin_along():
    hidden = suppress(grid([[0, 3, 0], [20, 20, 20], [30, 30, 30]]))
    assert (0, "all") in hidden


def test_a_higher_threshold_for_some_cells():
    system = grid([[7, 20], [20, 30]])
    assert suppress(system) == frozenset()
    assert (0, 0) in suppress(system, thresholds={(0, 0): 10})


def test_the_hidden_counts_of_a_line_come_to_the_threshold_at_least():
    system = grid([[3, 4, 20], [50, 50, 50], [50, 50, 50]])
    assert (0, 2) not in suppress(system)
    assert (0, 2) in suppress(system, thresholds={(0, 0): 10, (0, 1): 10})


def test_a_stated_sum_exposes_what_tables_alone_hide():
    system = grid([[2, 8, 30], [20, 20, 20], [9, 40, 50]])
    hidden = suppress(system)
    pinned = System(system.counts, system.lines, (Sum(((0, 0), (0, 2)), 32),))
    assert not exposed(system, hidden, promise=4)
    assert (0, 0) in exposed(pinned, hidden, promise=4)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_rows_does_not_weaken_it(order):
    rows = [[1, 2, 30], [0, 4, 9], [12, 0, 1]]
    system = grid([rows[at] for at in order])
    assert not exposed(system, suppress(system), promise=4)


def test_the_pattern_is_the_same_each_time():
    rows = [[1, 5, 5, 7], [5, 5, 5, 9], [8, 2, 5, 5]]
    assert suppress(grid(rows)) == suppress(grid(rows))
