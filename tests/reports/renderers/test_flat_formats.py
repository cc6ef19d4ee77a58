"""XLSX, CSV bundle and JSON: typed values, no formulas, the same bytes each time."""

import csv
import dataclasses
import datetime as dt
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from reports.document import Column, Day, Moment, Number, Percent, Row, Section, Table, Words, from_json, prose
from reports.redaction.apply import apply
from reports.redaction.policy import Policy
from reports.renderers.csv_bundle import safe
from reports.renderers.flat import flatten
from reports.renderers.registry import RENDERERS
from tests.reports.sample import metrics, parties, sample, tier_table

NASTY = ["=1+1", "+44 20", "-x", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://a.example";"x")', "شركة", 'a,b\nc"d']


def nasty_table():
    rows = tuple(Row(f"r{n}", (Words(prose(text)), Number(-n))) for n, text in enumerate(NASTY))
    return Table("T1", prose("=caption"), (Column("a", "=head"), Column("n", "N")), rows, "open")


def with_table(table):
    cover = dataclasses.replace(sample().cover, maturity=None)
    return dataclasses.replace(sample(), cover=cover, sections=(Section("1", "One", (), (table,)),))


def csv_rows(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        return list(csv.reader(io.StringIO(bundle.read(name).decode("utf-8-sig"), newline="")))


def public():
    policy = Policy("r", b"a secret of this report only", "Ana Lyst", "Lea Lead", dt.date(2026, 11, 8))
    return apply(sample(), policy).document


@pytest.mark.parametrize("name", RENDERERS)
def test_equal_documents_give_equal_bytes(name):
    assert RENDERERS[name].render(sample()) == RENDERERS[name].render(sample())


def test_xlsx_has_contents_and_a_sheet_a_table():
    book = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"].render(sample())))
    assert book.sheetnames == ["Contents", "T0", "T4", "C3", "T5", "T15"]
    assert book.properties.title == sample().title
    assert sample().dataset_hash in [cell.value for row in book["Contents"].iter_rows() for cell in row]


def test_xlsx_values_keep_their_type():
    book = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"].render(sample())))
    assert book["T5"]["B4"].value == 20
    assert book["T4"]["D4"].value == dt.datetime(2026, 3, 9)
    assert [book["T15"].cell(5, at).value for at in (3, 4, 5)] == [pytest.approx(51 / 57), 51, 57]


def test_xlsx_holds_no_formula():
    with zipfile.ZipFile(io.BytesIO(RENDERERS["xlsx"].render(with_table(nasty_table())))) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)


def test_csv_text_is_guarded_and_numbers_are_not():
    rows = csv_rows(RENDERERS["csv"].render(with_table(nasty_table())), "T1.csv")
    assert rows[0] == ["'=head", "N"]
    assert [row[0] for row in rows[1:]] == [safe(text) for text in NASTY]
    assert all(row[0][0] == "'" for row in rows[1:8])
    assert rows[2][1] == "-1"


def test_csv_bundle_names_edition_hash_and_files():
    with zipfile.ZipFile(io.BytesIO(RENDERERS["csv"].render(sample()))) as bundle:
        readme = bundle.read("README.txt").decode()
        assert set(bundle.namelist()) == {"README.txt", "T0.csv", "T4.csv", "C3.csv", "T5.csv", "T15.csv"}
    assert "board edition, restricted" in readme
    assert sample().dataset_hash in readme


@pytest.mark.parametrize("name", ["csv", "xlsx", "json"])
def test_withheld_counts_are_in_no_format(name):
    data = RENDERERS[name].render(public())
    if name == "csv":
        row = next(row for row in csv_rows(data, "T5.csv") if row[0] == "Biometrics")
    elif name == "xlsx":
        row = [str(cell.value) for cell in openpyxl.load_workbook(io.BytesIO(data))["T5"][5]]
    else:
        table = next(b for s in from_json(data).sections for b in s.blocks if isinstance(b, Table) and b.code == "T5")
        row = ["withheld" if cell.__class__.__name__ == "Withheld" else "" for cell in table.rows[1].cells]
    assert row[1] == row[5] == "withheld"


def test_json_can_be_read_back():
    assert from_json(RENDERERS["json"].render(sample())) == sample()


def test_shares_become_three_columns_and_common_units_move_to_the_head():
    assert flatten(metrics()).heads[2:6] == ("Value", "Value: part", "Value: whole", "Before")
    table = Table(
        "T",
        (),
        (Column("d", "Delay"),),
        (Row("a", (Number(3, "d"),)), Row("b", (Number(Decimal("4.5"), "d"),))),
        "open",
    )
    assert flatten(table).heads == ("Delay (d)",)
    assert flatten(table).rows == ((3,), (Decimal("4.5"),))


def test_every_row_is_as_long_as_the_head():
    for table in (metrics(), parties(), tier_table()):
        flat = flatten(table)
        assert {len(row) for row in flat.rows} == {len(flat.heads)}


def test_old_dates_long_texts_and_times_do_not_break_a_workbook():
    table = Table(
        "a/very:long*code[that]no?sheet could bear",
        (),
        (Column("a", "A"),),
        (
            Row("1", (Day(dt.date(1870, 1, 1)),)),
            Row("2", (Words(prose("x" * 40_000)),)),
            Row("3", (Moment(dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)),)),
            Row("4", (Words(prose("\x00\x0b null")),)),
            Row("5", (Percent(0, 0),)),
        ),
        "open",
    )
    book = openpyxl.load_workbook(io.BytesIO(RENDERERS["xlsx"].render(with_table(table))))
    sheet = book[book.sheetnames[1]]
    assert [sheet["A4"].value, len(sheet["A5"].value)] == ["1870-01-01", 32_767]
    assert sheet["A6"].value == dt.datetime(2026, 1, 1, 12)


def test_suffix_and_media_type_are_known():
    assert {r.suffix for r in RENDERERS.values()} == {"pdf", "xlsx", "csv.zip", "json"}
    assert all("/" in r.media_type for r in RENDERERS.values())
