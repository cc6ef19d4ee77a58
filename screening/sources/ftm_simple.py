"""``targets.simple.csv``: one row for every target, values joined by semicolons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, NameKind
from screening.sources.base import Reading, SourceError, Stretch
from screening.sources.draft import Draft
from screening.sources.ftm_facts import LARGEST_FILE, PARTIES, add_country
from screening.sources.read_csv import Layout, split_cell, table_rows

LAYOUT = Layout(largest=LARGEST_FILE)
NEEDED = (
    *("id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers", "sanctions"),
    *("phones", "emails", "dataset", "first_seen", "last_seen"),
)
TECHNICAL = ("first_seen", "last_seen", "last_change")
MORE = ("program_ids", "last_change")


def read(
    path: Path, reading: Reading, *, source: str, list_code: str, stretch: Stretch | None = None
) -> Iterator[Entity]:
    """One entity for every row, of the file or of a stretch. Without topics the kind of risk is not known."""
    reading.format = "targets.simple.csv"
    for line, cells in table_rows(path, reading, LAYOUT, needed=NEEDED, known=MORE, stretch=stretch):
        reading.rows += 1
        key = cells["id"]
        if not key or key in reading.keys:
            what = f"the id {key[:80]} appears twice" if key else "a row without id"
            raise SourceError(what, file=path.name, line=line)
        reading.keys.add(key)
        schema = cells["schema"]
        if schema not in PARTIES:
            reading.leave(f"schema {schema}", "an entity that is no party")
            continue
        draft = Draft(reading, entity_id=f"{source}:{key}", list_code=list_code, type_=PARTIES[schema])
        draft.provenance = f"line {line}"
        _read_row(draft, cells)
        yield draft.finish()


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    draft.name(cells["name"])
    for column, told in _TOLD.items():
        # Most cells of most rows are empty, and there are millions of rows.
        if text := cells.get(column):
            for value in split_cell(text):
                told(draft, value)
    for name in TECHNICAL:
        if text := cells.get(name):
            draft.technique(name, text)


_TOLD: dict[str, Callable[[Draft, str], None]] = {
    "aliases": lambda draft, value: draft.name(value, kind=NameKind.ALIAS),
    "birth_date": Draft.birth,
    "countries": lambda draft, value: add_country(draft, value, CountryKind.UNSTATED),
    "addresses": Draft.address_text,
    "identifiers": lambda draft, value: draft.identifier("other:unstated", value),
    "phones": lambda draft, value: draft.identifier("phone", value),
    "emails": lambda draft, value: draft.identifier("email", value),
    "sanctions": Draft.basis,
    "program_ids": Draft.programme,
    "dataset": lambda draft, value: draft.more("dataset", value),
}
