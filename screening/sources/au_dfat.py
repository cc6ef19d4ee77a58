"""Australia, Department of Foreign Affairs and Trade: consolidated sanctions list (xlsx of 19 or 12 columns)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType, NameKind, NameStrength
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.draft import Draft
from screening.sources.read_csv import check_header
from screening.sources.read_xlsx import read_sheet

CODE = "au_dfat"
NEEDED = (
    *("reference", "name of individual or entity", "type", "name type", "date of birth", "place of birth"),
    *("citizenship", "address", "additional information", "listing information", "committees", "control date"),
)
MEASURES = ("targeted financial sanction", "travel ban", "arms embargo", "maritime restriction")
KNOWN = (*NEEDED, *MEASURES, "alias strength", "imo number", "instrument of designation")
FACTORS = {"Autonomous (Thematic - Human Rights)": "LST-1"}
_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "vessel": EntityType.VESSEL,
    "ship": EntityType.VESSEL,
}
_KINDS = {
    "primary name": NameKind.PRIMARY,
    "alias": NameKind.ALIAS,
    "aka": NameKind.ALIAS,
    "a.k.a.": NameKind.ALIAS,
    "original script": NameKind.ALIAS,
    "formerly known as": NameKind.FORMER,
    "fka": NameKind.FORMER,
}
_REFERENCE = re.compile(r"^(\d+)\s*([a-z]{0,3})$", re.IGNORECASE)
_LETTERED = re.compile(r"(?:^|[\s;,]+)[a-z]\)\s*", re.IGNORECASE)
_LISTED = re.compile(
    r"\b(?:listed|designated)\b[^()]{0,120}?\b(?:on|:)\s*(\d{1,2} [A-Za-z]{3,9}\.?,? \d{4}|\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every reference number; its letters are further names."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    groups: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, cells in _rows(paths[0], reading):
        reading.rows += 1
        reference = _REFERENCE.match(cells["reference"])
        if not reference:
            raise SourceError(f"{cells['reference'][:40]!r} is no reference", file=paths[0].name, line=line)
        _latest(reading, cells["control date"])
        groups.setdefault(reference[1], []).append((line, cells))
    for key, rows in groups.items():
        kind = rows[0][1]["type"]
        type_ = _TYPES.get(kind.casefold())
        if type_ is None:
            reading.leave("Type", f"type not known: {kind}")
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=type_ or EntityType.UNKNOWN)
        draft.provenance = f"row {rows[0][0]}"
        for _, cells in rows:
            _add_name(draft, cells)
        for line, cells in rows:
            _read_facts(draft, cells, first=line == rows[0][0])
        yield draft.finish()


def _rows(path: Path, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    rows = read_sheet(path, reading)
    header_row = next(rows, None)
    if header_row is None:
        raise SourceError("has no header", file=path.name)
    header = [" ".join(cell.split()).casefold() for cell in header_row.cells]
    check_header(header, NEEDED, file=path.name, line=header_row.line)
    reading.format = f"xlsx, {len(header)} columns"
    for row in rows:
        if len(row.cells) > len(header):
            raise SourceError("cells beyond the header", file=path.name, line=row.line)
        cells = dict.fromkeys(KNOWN, "") | dict(zip(header, row.cells, strict=False))
        for name in cells.keys() - set(KNOWN):
            if cells[name]:
                reading.leave(f"column {name}", "a column that no rule reads")
        yield row.line, cells


def _add_name(draft: Draft, cells: dict[str, str]) -> None:
    kind = _KINDS.get(cells["name type"].casefold())
    if kind is None:
        draft.reading.leave("Name Type", f"kind of name not known: {cells['name type']}")
    weak = cells["alias strength"].casefold() in {"weak", "low"}
    draft.published_name(
        cells["name of individual or entity"],
        kind=kind or NameKind.ALIAS,
        strength=NameStrength.WEAK if weak else NameStrength.STRONG,
    )


def _read_facts(draft: Draft, cells: dict[str, str], *, first: bool) -> None:
    for birth in _lettered(cells["date of birth"]):
        draft.birth(birth)
    for place in _lettered(cells["place of birth"]):
        draft.place_of_birth(place)
    for part in _lettered(cells["citizenship"].replace(";", " a) ")):
        draft.country(part, CountryKind.CITIZENSHIP)
    for address in _lettered(cells["address"]):
        draft.address_text(address)
    draft.identifier("imo", cells["imo number"])
    draft.programme(cells["committees"])
    draft.basis(cells["instrument of designation"])
    for measure in MEASURES:
        if cells[measure] == "true":
            draft.basis(measure.capitalize())
    draft.remark(cells["additional information"])
    draft.more("listing information", cells["listing information"])
    if first and (listed := _LISTED.search(cells["listing information"])):
        draft.listing(listed[1])
    elif first and re.fullmatch(r"\d{4}-\d\d-\d\d", cells["listing information"]):
        draft.listing(cells["listing information"])
    draft.technique("control date", cells["control date"])


def _latest(reading: Reading, control_date: str) -> None:
    """The list bears no date of its own: it is at least as new as its newest row."""
    try:
        day = dt.date.fromisoformat(control_date[:10])
    except ValueError:
        reading.leave("Control Date", f"date not understood: {control_date}")
        return
    reading.published_on = max(day, reading.published_on or day)


def _lettered(text: str) -> list[str]:
    """The values of a cell that letters them: "a) Kabul b) Quetta"."""
    return [part.strip(" ,;") for part in _LETTERED.split(text) if part.strip(" ,;")]


SOURCE = Source(
    code=CODE,
    title="Australia consolidated sanctions",
    publisher="Department of Foreign Affairs and Trade",
    licence="Creative Commons Attribution 3.0 Australia",
    official_url="https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list",
    download_urls=("https://www.dfat.gov.au/sites/default/files/regulation8_consolidated.xlsx",),
    lists=(
        ListDescription(
            code=CODE,
            title="Australia DFAT",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme=FACTORS,
            relevance=(
                "Asset freezes and travel bans; the thematic human-rights sanctions name persons held responsible "
                "for serious violations."
            ),
        ),
    ),
    least=1_500,
    most=12_000,
    read=read,
    quirks=(
        "The number of a reference is the party, its letter a further name.",
        "Cells hold lists lettered a) b) c).",
        "The older layout has 12 columns, other spellings of name types and a sheet 255 columns wide.",
    ),
)
