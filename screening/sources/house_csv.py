"""The organisation's own list: the columns of the party import, with ``entity_id`` and four columns more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType, NameKind
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.draft import Draft
from screening.sources.read_csv import Layout, split_cell, table_rows

CODE = "house_csv"
LAYOUT = Layout()
NEEDED = ("entity_id", "type", "name")
FURTHER = (
    *("aliases", "roles", "countries", "birth_date", "incorporation_date", "gender", "identifiers"),
    *("addresses", "list", "programme", "reason", "listed_on"),
)
_LONGEST_ID = 180


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every row. The columns after ``name`` may be absent."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    reading.format = "CSV"
    seen: set[str] = set()
    for line, cells in table_rows(paths[0], reading, LAYOUT, needed=NEEDED, known=FURTHER):
        reading.rows += 1
        key = cells["entity_id"]
        if not key or key in seen or len(key) > _LONGEST_ID:
            what = f"entity_id {key[:60]} appears twice" if key in seen else "entity_id is missing or too long"
            raise SourceError(what, file=paths[0].name, line=line)
        seen.add(key)
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=_type(cells["type"], reading))
        draft.provenance = f"line {line}"
        _read_row(draft, {name: cells.get(name, "") for name in (*NEEDED, *FURTHER)})
        yield draft.finish()


def _type(text: str, reading: Reading) -> EntityType:
    try:
        return EntityType(text.lower() or "unknown")
    except ValueError:
        reading.leave("type", f"type not known: {text}")
        return EntityType.UNKNOWN


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    draft.name(cells["name"])
    for alias in split_cell(cells["aliases"]):
        draft.name(alias, kind=NameKind.ALIAS)
    for country in split_cell(cells["countries"]):
        draft.country(country, CountryKind.UNSTATED)
    for birth in split_cell(cells["birth_date"]):
        draft.birth(birth)
    for founded in split_cell(cells["incorporation_date"]):
        draft.foundation(founded)
    draft.set_gender(cells["gender"])
    for identifier in split_cell(cells["identifiers"]):
        kind, colon, value = identifier.partition(":")
        draft.identifier(kind.strip().lower() if colon else "other:unstated", value if colon else kind)
    for address in split_cell(cells["addresses"]):
        draft.address_text(address)
    for role in split_cell(cells["roles"]):
        draft.more("role", role)
    for programme in split_cell(cells["programme"]):
        draft.programme(programme)
    draft.more("list", cells["list"])
    draft.reason(cells["reason"])
    draft.listing(cells["listed_on"])


SOURCE = Source(
    code=CODE,
    title="Own list",
    publisher="This organisation",
    licence="Own data",
    official_url="",
    lists=(
        ListDescription(
            code=CODE,
            title="Own list",
            tier=Tier.T3,
            legal_effect=LegalEffect.ETHICAL,
            factor="LST-4",
            relevance="Parties this organisation watches for reasons of its own, stated row by row.",
        ),
    ),
    least=1,
    most=1_000_000,
    read=read,
    max_age_hours=24 * 366,
    quirks=("Several values in a cell are parted by ';'; a value that holds ';' is quoted inside the cell.",),
)
