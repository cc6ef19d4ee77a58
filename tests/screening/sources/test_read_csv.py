"""Rows of separated files."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.read_csv import Layout, fixed_rows, read_rows, split_cell, table_rows


def written(tmp_path, content):
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_rows_carry_the_line_on_which_they_end(tmp_path):
    rows = list(read_rows(written(tmp_path, 'a,"b\nc"\n\nd,e\n'), Reading(), Layout()))
    assert [(row.line, row.cells) for row in rows] == [(2, ["a", "b\nc"]), (4, ["d", "e"])]


def test_an_end_mark_ends_the_file(tmp_path):
    reading = Reading()
    assert len(list(read_rows(written(tmp_path, "a,b\r\n\x1a"), reading, Layout(end_mark=True)))) == 1
    assert reading.unread == []
    with pytest.raises(SourceError, match="goes on after its end mark"):
        list(read_rows(written(tmp_path, "a,b\r\n\x1a\r\nc,d\r\n"), Reading(), Layout(end_mark=True)))


def test_a_missing_end_mark_is_reported(tmp_path):
    reading = Reading()
    list(read_rows(written(tmp_path, "a,b\r\n"), reading, Layout(end_mark=True)))
    assert "end mark" in reading.unread[0].what
    with pytest.raises(SourceError, match="in the middle of a row"):
        list(read_rows(written(tmp_path, "a,b"), Reading(), Layout(end_mark=True)))


def test_a_missing_line_end_is_noted(tmp_path):
    reading = Reading()
    list(read_rows(written(tmp_path, "a,b"), reading, Layout()))
    assert reading.notes == ["list.csv does not end with a line end: it may be cut"]


def test_broken_quoting_is_refused_with_its_line(tmp_path):
    with pytest.raises(SourceError, match=r"line 2: broken quoting"):
        list(read_rows(written(tmp_path, 'a,b\n"c"x,d\n'), Reading(), Layout()))
    with pytest.raises(SourceError, match="broken quoting"):
        list(read_rows(written(tmp_path, 'a,b\n"c,d\n'), Reading(), Layout()))


def test_fixed_rows_count_columns(tmp_path):
    with pytest.raises(SourceError, match="line 2: 1 columns, expected 2"):
        list(fixed_rows(written(tmp_path, "a,b\nc\n"), Reading(), Layout(), columns=2))


@pytest.mark.parametrize(
    ("header", "reason"),
    [("a,c", "the columns b are missing"), ("a,b,b", "the columns b appear twice"), ("", "is empty")],
)
def test_a_table_needs_its_columns(tmp_path, header, reason):
    with pytest.raises(SourceError, match=reason):
        list(
            table_rows(written(tmp_path, f"{header}\n1,2\n" if header else ""), Reading(), Layout(), needed=("a", "b"))
        )


def test_an_unknown_column_is_reported(tmp_path):
    reading = Reading()
    path = written(tmp_path, "a,z,y\n1,2,\n3,4,\n")
    rows = [cells for _, cells in table_rows(path, reading, Layout(), needed=("a",), known=("y",))]
    assert rows[0] == {"a": "1", "z": "2", "y": ""}
    assert [(finding.where, finding.count) for finding in reading.unread] == [("column z", 2)]


def test_split_cell():
    assert split_cell('a; "b; c" ;d') == ["a", "b; c", "d"]
    assert split_cell('a;"b"";c"') == ["a", 'b";c']
    assert split_cell(" ") == []
    assert split_cell("a;;b") == ["a", "b"]
