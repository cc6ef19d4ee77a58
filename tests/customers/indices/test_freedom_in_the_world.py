"""The workbook of Freedom in the World: invented rows, and the publisher's real file where it is at hand."""

import io
from pathlib import Path

import openpyxl
import pytest

from customers.indices import freedom_in_the_world
from customers.indices.base import IndexUnreadable, Place, values_of
from customers.indices.freedom_in_the_world import read
from dd_portal.common.countries import COUNTRY_NAMES

REAL = Path(__file__).parents[4] / "shared/lists/freedom_house/All_data_FIW_2013-2024.xlsx"
HEAD = ("Country/Territory", "Region", "C/T", "Edition", "Status", "Total")
COUNTRIES = [(name, "R", "c", 2024, "F", 90) for name in sorted(COUNTRY_NAMES.values())[:195]]


def workbook(rows, head=HEAD):
    book = openpyxl.Workbook()
    book.active.append(("Notes",))
    sheet = book.create_sheet("Data")
    for row in (("Invented",), head, *rows):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def refused(rows, **kwargs):
    with pytest.raises(IndexUnreadable) as error:
        read(workbook(rows, **kwargs))
    return str(error.value)


def test_countries_and_territories_are_read():
    edition = read(workbook([*COUNTRIES, ("North Bank", "R", "t", 2024, "NF", 8)]))
    assert len(edition.values) == 196
    assert edition.values[-1].place == Place("", "North Bank")
    assert edition.unread == ("Columns not used: Region, Status.",)


def test_territory_known_to_iso_by_that_name_has_its_code():
    rows = [row for row in COUNTRIES if row[0] != "Hong Kong"]
    edition = read(workbook([*rows, ("Hong Kong", "R", "t", 2024, "PF", 40), ("Crimea", "R", "t", 2024, "NF", 5)]))
    assert [value.place for value in edition.values[-2:]] == [Place("hk", "Hong Kong"), Place("", "Crimea")]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([*COUNTRIES, ("Atlantis", "R", "c", 2024, "F", 9)], "Atlantis is a country without a known code"),
        ([*COUNTRIES, COUNTRIES[0]], "occurs twice in 2024"),
        ([*COUNTRIES, ("North Bank", "R", "x", 2024, "NF", 8)], "row 198 has no name, kind or edition"),
        ([*COUNTRIES, ("North Bank", "R", "t", 2024, "NF", 108)], "row 198, North Bank: fh_total: 108 lies outside"),
        ([*COUNTRIES, ("North Bank", "R", "t", 2024, "NF", None)], "row 198, North Bank: fh_total: 'None' is not"),
        (COUNTRIES[:100], "edition 2024 has 100 countries, fewer than 190"),
        ([], "the sheet has no rows"),
    ],
)
def test_wrong_rows_are_refused(rows, problem):
    assert problem in refused(rows)


def test_another_layout_is_refused():
    assert "no sheet has the columns" in refused(COUNTRIES, head=("Place", *HEAD[1:]))


def test_what_is_no_workbook_is_refused():
    with pytest.raises(IndexUnreadable, match="not a readable workbook"):
        read(io.BytesIO(b"<html>moved</html>"))


@pytest.mark.lists
@pytest.mark.skipif(not REAL.exists(), reason="the publisher's workbook is not at hand")
def test_real_workbook_is_read_whole():
    with REAL.open("rb") as stream:
        edition = freedom_in_the_world.read(stream)
    newest = [value for value in edition.values if value.year == 2024]
    assert len(edition.values) == 2515
    assert (len(newest), sum(bool(value.place.territory) for value in newest)) == (210, 15)
    assert {value.year for value in edition.values} == set(range(2013, 2025))
    assert values_of(newest, place=Place("ua", "Crimea"))[0].name == "Crimea"
