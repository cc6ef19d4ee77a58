"""Lists whose publishers give no file of a documented layout: read from a transcription CSV made by hand.

Columns, in any order, UTF-8, comma, one row for every listed party:

* ``publisher, edition, edition_date, licence`` - what was transcribed; the same in every row, all four filled;
* ``key`` - stable over editions, unique; ``type`` - as in the party import; ``name``;
* may be absent: ``aliases, former_names, countries, addresses, identifiers`` (``kind:value``), ``section``
  (sub-list, ground or statute), ``reason, listed_on, ends_on, parent, remarks, url``.

Several values in a cell are parted by ``;``; a value that holds ``;`` is quoted inside the cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType, NameKind
from screening.sources.base import Reading, SourceError
from screening.sources.dates import parse_date
from screening.sources.draft import Draft
from screening.sources.read_csv import Layout, split_cell, table_rows

LAYOUT = Layout()
EDITION = ("publisher", "edition", "edition_date", "licence")
NEEDED = (*EDITION, "key", "type", "name")
FURTHER = (
    *("aliases", "former_names", "countries", "addresses", "identifiers", "section", "reason", "listed_on"),
    *("ends_on", "parent", "remarks", "url"),
)


def reader(source: str, *, country: str = "") -> Callable[[list[Path], Reading], Iterator[Entity]]:
    """A ``read`` for one such source. ``country`` is a code that every row has by the list's definition."""

    def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
        return _read(paths, reading, source=source, country=country)

    return read


def _read(paths: list[Path], reading: Reading, *, source: str, country: str) -> Iterator[Entity]:
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    path = paths[0]
    reading.format = "transcription CSV"
    seen: set[str] = set()
    edition: tuple[str, ...] = ()
    for line, cells in table_rows(path, reading, LAYOUT, needed=NEEDED, known=FURTHER):
        reading.rows += 1
        stated = tuple(cells[name] for name in EDITION)
        if not edition:
            edition = _check_edition(stated, reading, file=path.name, line=line)
        elif stated != edition:
            raise SourceError("rows of two editions in one file", file=path.name, line=line)
        if not cells["key"] or cells["key"] in seen:
            what = f"the key {cells['key'][:60]} appears twice" if cells["key"] else "a row without key"
            raise SourceError(what, file=path.name, line=line)
        seen.add(cells["key"])
        draft = Draft(
            reading,
            entity_id=f"{source}:{cells['key']}",
            list_code=source,
            type_=_type(cells["type"], reading),
        )
        draft.provenance = f"line {line}"
        draft.country(country, CountryKind.UNSTATED)
        _read_row(draft, dict.fromkeys(FURTHER, "") | cells)
        yield draft.finish()


def _check_edition(stated: tuple[str, ...], reading: Reading, *, file: str, line: int) -> tuple[str, ...]:
    for name, text in zip(EDITION, stated, strict=True):
        if not text:
            raise SourceError(f"the column {name} is empty", file=file, line=line)
    try:
        reading.published_on = parse_date(stated[2]).start
    except ValueError as error:
        raise SourceError(f"edition_date: {error}", file=file, line=line) from error
    reading.note(f"{stated[0]}, {stated[1]} ({stated[3]})")
    return stated


def _type(text: str, reading: Reading) -> EntityType:
    try:
        return EntityType(text.lower() or "unknown")
    except ValueError:
        reading.leave("type", f"type not known: {text}")
        return EntityType.UNKNOWN


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    draft.name(cells["name"])
    for column, kind in (("aliases", NameKind.ALIAS), ("former_names", NameKind.FORMER)):
        for name in split_cell(cells[column]):
            draft.name(name, kind=kind)
    for country in split_cell(cells["countries"]):
        draft.country(country, CountryKind.UNSTATED)
    for address in split_cell(cells["addresses"]):
        draft.address_text(address)
    for identifier in split_cell(cells["identifiers"]):
        kind_text, colon, value = identifier.partition(":")
        draft.identifier(kind_text.strip().lower() if colon else "other:unstated", value if colon else kind_text)
    for section in split_cell(cells["section"]):
        draft.programme(section)
    for parent in split_cell(cells["parent"]):
        draft.link("parent", parent)
    draft.reason(cells["reason"])
    draft.listing(cells["listed_on"])
    draft.ending(cells["ends_on"])
    draft.remark(cells["remarks"])
    draft.url = cells["url"]
