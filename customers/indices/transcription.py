"""Indices whose layout is not known here, read from a transcription: a CSV that a person fills in and can check.

Columns: publisher, edition, date, licence, country, territory, year, measure, value. UTF-8, a byte-order mark is
allowed. country: a name or code of ISO 3166; territory: the publisher's name of a territory that it rates apart.
measure: a code of measures.toml. The file is read whole or not at all.
"""

import csv
import datetime as dt
import io
from collections.abc import Mapping

from customers.indices.base import Edition, IndexUnreadable, IndexValue, Place
from customers.indices.mapping import measures, rating_of
from dd_portal.common.countries import country_code

COLUMNS = ("publisher", "edition", "date", "licence", "country", "territory", "year", "measure", "value")


def read(text: str) -> Edition:
    """Return the values of a transcription of one publisher; raises IndexUnreadable naming the line."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), strict=True)
    missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
    if missing:
        raise IndexUnreadable(f"Transcription: the columns {', '.join(missing)} are missing.")
    values: dict[tuple[str, str, str, int], IndexValue] = {}
    publishers: dict[str, str] = {}
    try:
        for row in reader:
            value = _value(row, reader.line_num)
            key = (value.measure, value.place.country, value.place.territory, value.year)
            if key in values:
                raise IndexUnreadable(f"Transcription, line {reader.line_num}: {value.name} occurs twice.")
            values[key] = value
            publishers[row["publisher"].strip()] = row["licence"].strip()
    except csv.Error as error:
        raise IndexUnreadable(f"Transcription, after line {reader.line_num}: {error}.") from error
    if len(publishers) != 1:
        raise IndexUnreadable(f"Transcription: one publisher a file, found {len(publishers)}.")
    unread = sorted(set(reader.fieldnames or ()) - set(COLUMNS))
    [(publisher, licence)] = publishers.items()
    left = (f"Columns not used: {', '.join(unread)}.",) if unread else ()
    return Edition(publisher, licence, tuple(values.values()), left)


def _value(row: Mapping[str | None, str | None], line: int) -> IndexValue:
    place = f"Transcription, line {line}"
    if None in row:
        raise IndexUnreadable(f"{place}: more values than columns.")
    cells = {column: (row[column] or "").strip() for column in COLUMNS}
    empty = [column for column in COLUMNS if not cells[column] and column not in {"country", "territory"}]
    if empty:
        raise IndexUnreadable(f"{place}: {', '.join(empty)} must be given.")
    measure = measures().get(cells["measure"])
    if measure is None:
        raise IndexUnreadable(f"{place}: {cells['measure']} is no known measure.")
    if measure.publisher != cells["publisher"]:
        raise IndexUnreadable(f"{place}: {measure.code} is published by {measure.publisher}, not {cells['publisher']}.")
    try:
        rating_of(measure, cells["value"])
        dt.date.fromisoformat(cells["date"])
        year = int(cells["year"])
    except ValueError as error:
        raise IndexUnreadable(f"{place}: {error}") from error
    return IndexValue(measure.code, _place(cells, place), cells["territory"] or cells["country"], year, cells["value"])


def _place(cells: dict[str, str], where: str) -> Place:
    code = country_code(cells["country"]) if cells["country"] else ""
    if cells["country"] and not code:
        raise IndexUnreadable(f"{where}: {cells['country']} is no known country.")
    if not (code or cells["territory"]):
        raise IndexUnreadable(f"{where}: a country or a territory must be given.")
    return Place("" if cells["territory"] else code, cells["territory"])
