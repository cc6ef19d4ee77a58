"""The exact count of possible values, held against a plain search and against published reports."""

import dataclasses

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reports.document import CellRef, Column, Number, Row, Section, Table, Withheld, Words, counted, plain, prose
from reports.redaction.apply import apply
from reports.redaction.counts import count_id, system_of
from reports.redaction.possible import Sum, System, exposed
from tests.reports.redaction.test_apply import policy
from tests.reports.redaction.test_suppress import attack, grid
from tests.reports.sample import sample

COUNTS = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=3)


@settings(max_examples=60, deadline=None)
@given(COUNTS, st.data())
def test_agrees_with_a_plain_search(rows, data):
    system = grid(rows)
    cells = [cell for cell, count in system.counts.items() if count and "all" not in cell]
    assume(len(cells) >= 2)
    hidden = set(data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=5, unique=True)))
    found = attack(system, hidden, most=40)
    assert set(exposed(system, hidden, promise=4)) == {cell for cell, values in found.items() if len(values) < 4}


@st.composite
def stories(draw):
    """A table and sentences, each stating the sum of some cells of one row."""
    rows = draw(st.lists(st.lists(st.integers(0, 15), min_size=4, max_size=4), min_size=3, max_size=4))
    said = draw(
        st.lists(
            st.tuples(st.integers(0, len(rows) - 1), st.sets(st.integers(0, 3), min_size=1, max_size=3)), max_size=6
        )
    )
    return rows, said


def table_of(rows):
    columns = (
        Column("a", "A", field="P0"),
        *(Column(f"c{n}", f"C{n}") for n in range(4)),
        Column("all", "All", margin=True),
    )
    lines = tuple(
        Row(f"r{n}", (Words(prose(f"r{n}")), *map(Number, row), Number(sum(row)))) for n, row in enumerate(rows)
    )
    sums = [sum(column) for column in zip(*rows, strict=True)]
    total = Row("total", (Words(prose("All")), *map(Number, sums), Number(sum(sums))))
    return Table("T1", prose("t"), columns, lines, "frequency", total=total, population="p")


@settings(max_examples=30, deadline=None)
@given(stories())
def test_tables_and_sentences_together_never_pin_a_hidden_count(story):
    rows, said = story
    table = table_of(rows)
    lead = []
    for number, (row, columns) in enumerate(said):
        total = sum(rows[row][at] for at in columns)
        lead += [f"Claim{number} says ", counted(total, *(CellRef("T1", f"r{row}", f"c{at}") for at in columns)), ". "]
    cover = dataclasses.replace(sample().cover, decisions=(), maturity=None)
    board = dataclasses.replace(sample(), cover=cover, sections=(Section("1", "One", prose(*lead), (table,)),))
    section = apply(board, policy()).document.sections[0]
    shown, text = section.blocks[0], plain(section.lead)
    assume([row.key for row in shown.rows] == [row.key for row in table.rows])  # merged groups are another system

    system, _limits = system_of([table])
    hidden = {
        count_id(table, before, at)
        for before, after in zip(table.lines(), shown.lines(), strict=True)
        for at, cell in enumerate(after.cells)
        if isinstance(cell, Withheld)
    }
    told = tuple(
        Sum(
            tuple(count_id(table, table.rows[row], 1 + at) for at in sorted(columns)),
            sum(rows[row][at] for at in columns),
        )
        for number, (row, columns) in enumerate(said)
        if f"Claim{number} " in text
    )
    assert not exposed(System(system.counts, system.lines, told), hidden, promise=4)
    assert len(told) < len(said) or not any(set(s.cells) & hidden and len(set(s.cells) & hidden) == 1 for s in told)
