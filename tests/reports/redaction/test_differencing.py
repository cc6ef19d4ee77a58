"""Small differences between releases and between nested populations."""

import dataclasses

from reports.document import Column, Number, Row, Section, Table, Words, prose
from reports.redaction.differencing import differences
from tests.reports.sample import sample


def release(*tables):
    cover = dataclasses.replace(sample().cover, maturity=None)
    return dataclasses.replace(sample(), cover=cover, sections=(Section("1", "One", (), tables),))


def table(code, population, **counts):
    rows = tuple(Row(key, (Words(prose(key)), Number(count))) for key, count in counts.items())
    columns = (Column("a", "A", field="P0"), Column("n", "N", margin=True))
    return Table(code, prose("t"), columns, rows, "frequency", population=population)


def test_a_small_change_of_a_count_is_found():
    now, before = release(table("T1", "p", a=50, b=60)), release(table("T9", "p", a=48, b=60))
    assert [found.where for found in differences(now, [before])] == ["p: a"]


def test_equal_and_widely_different_counts_pass():
    assert (
        differences(release(table("T1", "p", a=50)), [release(table("T1", "p", a=50)), release(table("T1", "p", a=30))])
        == []
    )


def test_other_populations_are_not_compared():
    assert differences(release(table("T1", "p", a=50)), [release(table("T1", "q", a=48))]) == []


def test_a_part_that_is_nearly_the_whole_is_found():
    now = release(table("T1", "p", a=50), table("T2", "p/screened", a=48))
    assert "wider" in differences(now, [])[0].why
    assert differences(release(table("T1", "p", a=50), table("T2", "p/screened", a=40)), []) == []
