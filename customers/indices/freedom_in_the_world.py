"""Freedom in the World (Freedom House): the workbook of all editions, one row a place and edition.

Only the total score is used. Countries and territories are rated apart, as the publisher does: a territory gets a
country code only where ISO 3166 knows it by that very name.
"""

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from customers.indices.base import Edition, IndexUnreadable, IndexValue, Place
from customers.indices.mapping import measures, rating_of
from dd_portal.common.countries import COUNTRY_NAMES, country_code

PUBLISHER = "Freedom House"
LICENCE = "No open licence; permission is needed for commercial use. Raw rows are not passed on."
NAME, KIND, YEAR, TOTAL = "Country/Territory", "C/T", "Edition", "Total"
FEWEST_COUNTRIES = 190  # an edition with fewer is incomplete and refused

Row = tuple[object, ...]


def read(stream: BinaryIO) -> Edition:
    """Return the total scores of every edition in the workbook; raises IndexUnreadable."""
    # Loaded when a workbook comes: it takes half a second, and most processes never see one.
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl does not know
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            sheets = [list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise IndexUnreadable(f"Freedom in the World: this is not a readable workbook ({error}).") from error
    for rows in sheets:
        header = next((number for number, row in enumerate(rows) if {NAME, KIND, YEAR, TOTAL} <= set(row)), None)
        if header is not None:
            return _edition(rows, header)
    raise IndexUnreadable(f"Freedom in the World: no sheet has the columns {NAME}, {KIND}, {YEAR}, {TOTAL}.")


def _edition(rows: Sequence[Row], header: int) -> Edition:
    columns = [str(cell) for cell in rows[header] if cell is not None]
    values = tuple(_values(rows, header))
    _check_completeness(values)
    unread = sorted(set(columns) - {NAME, KIND, YEAR, TOTAL})
    return Edition(PUBLISHER, LICENCE, values, (f"Columns not used: {', '.join(unread)}.",) if unread else ())


def _values(rows: Sequence[Row], header: int) -> Iterator[IndexValue]:
    place_of = {name: rows[header].index(name) for name in (NAME, KIND, YEAR, TOTAL)}
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if all(cell is None for cell in row):
            continue
        name, kind, year, total = (row[place_of[column]] for column in (NAME, KIND, YEAR, TOTAL))
        if not isinstance(name, str) or kind not in {"c", "t"} or not isinstance(year, int | float):
            raise IndexUnreadable(f"Freedom in the World: row {number} has no name, kind or edition.")
        try:
            rating_of(measures()["fh_total"], str(total))
        except IndexUnreadable as error:
            raise IndexUnreadable(f"Freedom in the World: row {number}, {name}: {error}") from error
        yield IndexValue("fh_total", _place(name.strip(), str(kind)), name.strip(), int(year), str(total))


def _place(name: str, kind: str) -> Place:
    code = country_code(name)
    if kind == "t":
        return Place(code if COUNTRY_NAMES.get(code) == name else "", name)
    if not code:
        raise IndexUnreadable(f"Freedom in the World: {name} is a country without a known code.")
    return Place(code)


def _check_completeness(values: tuple[IndexValue, ...]) -> None:
    if not values:
        raise IndexUnreadable("Freedom in the World: the sheet has no rows.")
    seen: set[tuple[int, str]] = set()
    countries: dict[int, int] = {}
    for value in values:
        if (value.year, value.name) in seen:
            raise IndexUnreadable(f"Freedom in the World: {value.name} occurs twice in {value.year}.")
        seen.add((value.year, value.name))
        countries[value.year] = countries.get(value.year, 0) + (not value.place.territory)
    for year, number in sorted(countries.items()):
        if number < FEWEST_COUNTRIES:
            raise IndexUnreadable(
                f"Freedom in the World: edition {year} has {number} countries, fewer than {FEWEST_COUNTRIES}."
            )
