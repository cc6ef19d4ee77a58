"""United Kingdom, Foreign, Commonwealth and Development Office: the UK Sanctions List (CSV, 58 columns)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType
from screening.sources import uk_facts
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.dates import parse_date
from screening.sources.draft import Draft
from screening.sources.read_csv import Layout, Row, check_header, read_rows

CODE = "gb_ukst"
LAYOUT = Layout()
ADDRESS = tuple(f"address line {number}" for number in range(1, 7))
NEEDED = ("unique id", "name 6", *(name.lower() for name in uk_facts.GIVEN_NAMES), "name type", "regime name")
KNOWN = (
    *NEEDED,
    *ADDRESS,
    *("last updated", "ofsi group id", "un reference number", "alias strength", "title", "designation type"),
    *("name non latin script", "non latin script type", "non latin script language", "designation source"),
    *("sanctions imposed", "other information", "uk statement of reasons", "address postal code"),
    *("address country", "phone number", "website", "email address", "date designated", "d o b"),
    *("nationality ies", "national identifier number", "national identifier additional information"),
    *("passport number", "passport additional information", "position", "gender", "town of birth"),
    *("country of birth", "type of entity", "subsidiaries", "parent company"),
    *("business registration number s", "imo number", "current owner operator s"),
    *("previous owner operator s", "current believed flag of ship", "previous flags", "type of ship"),
    *("tonnage of ship", "length of ship", "year built", "hull identification number hin"),
)
# Column -> label under which uk_facts knows the fact.
_LABELS = {
    "uk statement of reasons": "UK Statement of Reasons",
    "phone number": "Phone number",
    "website": "Website",
    "email address": "Email address",
    "gender": "Gender",
    "type of entity": "Type of entity",
    "subsidiaries": "Subsidiaries",
    "parent company": "Parent company",
    "business registration number s": "Business Reg No",
    "imo number": "IMO number",
    "current owner operator s": "Current owners",
    "previous owner operator s": "Previous owners",
    "current believed flag of ship": "Flag of ship",
    "previous flags": "Previous flags",
    "type of ship": "Type of ship",
    "tonnage of ship": "Tonnage of ship",
    "length of ship": "Length of ship",
    "hull identification number hin": "Hull identification number",
    "ofsi group id": "OFSI Group ID",
    "un reference number": "UN Ref",
    "designation source": "designation source",
}
_NOT_A_WORD = re.compile(r"\W+")


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every Unique ID: its rows are names and addresses."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    reading.format = "CSV"
    groups: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, cells in _rows(paths[0], reading):
        reading.rows += 1
        if not cells["unique id"]:
            raise SourceError("a row without Unique ID", file=paths[0].name, line=line)
        groups.setdefault(cells["unique id"], []).append((line, cells))
    for key, rows in groups.items():
        kind = rows[0][1]["designation type"]
        type_ = uk_facts.TYPES.get(kind.lower())
        if type_ is None:
            reading.leave("Designation Type", f"type not known: {kind}")
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=type_ or EntityType.UNKNOWN)
        draft.provenance = f"line {rows[0][0]}"
        for _, cells in sorted(rows, key=lambda row: row[1]["name type"].lower() != "primary name"):
            _read_row(draft, cells)
        yield draft.finish()


def _rows(path: Path, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    rows = read_rows(path, reading, LAYOUT)
    banner, header_row = next(rows, Row(1, [])), next(rows, None)
    label, colon, date = "".join(banner.cells).partition(":")
    if label.strip().lower() != "report date" or not colon or header_row is None:
        raise SourceError("does not begin with 'Report Date:' and a header", file=path.name, line=1)
    try:
        reading.published_on = parse_date(date).start
    except ValueError:
        reading.leave("banner", f"date not understood: {date.strip()}")
    header = [_NOT_A_WORD.sub(" ", cell).strip().lower() for cell in header_row.cells]
    check_header(header, NEEDED, file=path.name, line=header_row.line)
    strange = [name for name in header if name and name not in KNOWN]
    for row in rows:
        if len(row.cells) != len(header):
            what = f"{len(row.cells)} columns, the header has {len(header)}"
            raise SourceError(what, file=path.name, line=row.line)
        cells = dict(zip(header, map(str.strip, row.cells), strict=True))
        for name in strange:
            if cells[name]:
                reading.leave(f"column {name}", "a column that no rule reads")
        yield row.line, dict.fromkeys(KNOWN, "") | cells


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    names = {name: cells[name.lower()] for name in ("Name 6", *uk_facts.GIVEN_NAMES)}
    names["non-latin"] = cells["name non latin script"]
    uk_facts.add_name(
        draft,
        names,
        kind=cells["name type"],
        strength=cells["alias strength"],
        language=cells["non latin script language"],
    )
    for title in uk_facts.numbered(cells["title"]):
        draft.title(title)
    for position in uk_facts.numbered(cells["position"]):
        draft.position(position)
    for birth in uk_facts.numbered(cells["d o b"]):
        draft.birth(birth)
    draft.foundation(cells["year built"])
    uk_facts.add_documents(draft, "passport", cells["passport number"], cells["passport additional information"])
    uk_facts.add_documents(
        draft,
        "national_id",
        cells["national identifier number"],
        cells["national identifier additional information"],
    )
    for column, label in _LABELS.items():
        uk_facts.add_labelled(draft, label, cells[column])
    _add_places(draft, cells)
    _add_listing(draft, cells)


def _add_places(draft: Draft, cells: dict[str, str]) -> None:
    towns, countries = uk_facts.numbered(cells["town of birth"]), uk_facts.numbered(cells["country of birth"])
    for position, town in enumerate(towns):
        paired = len(towns) == len(countries)
        draft.place_of_birth(f"{town}, {countries[position]}" if paired else town)
    for country in countries:
        draft.country(country, CountryKind.BIRTH)
    for nationality in uk_facts.numbered(cells["nationality ies"]):
        draft.country(nationality, CountryKind.NATIONALITY)
    lines = [cells[name] for name in ADDRESS]
    postcode = cells["address postal code"]
    draft.address([*lines, postcode], city=lines[-1], postcode=postcode, country=cells["address country"])


def _add_listing(draft: Draft, cells: dict[str, str]) -> None:
    draft.programme(cells["regime name"])
    for sanction in cells["sanctions imposed"].strip('"').split("|"):
        draft.basis(sanction)
    draft.listing(cells["date designated"])
    draft.remark(cells["other information"].strip('"'))
    draft.technique("last updated", cells["last updated"])


SOURCE = Source(
    code=CODE,
    title="UK Sanctions List",
    publisher="Foreign, Commonwealth and Development Office",
    licence="Open Government Licence v3.0",
    official_url="https://www.gov.uk/government/publications/the-uk-sanctions-list",
    download_urls=("https://sanctionslist.fcdo.gov.uk/docs/UK-Sanctions-List.csv",),
    lists=(
        ListDescription(
            code=CODE,
            title="UK Sanctions List",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme=uk_facts.FACTORS,
            relevance=(
                "Asset freezes and travel bans; the Global Human Rights regime names persons held responsible for "
                "killing, torture and forced labour."
            ),
        ),
    ),
    least=2_000,
    most=15_000,
    read=read,
    quirks=(
        "One row for every name and address; Unique ID joins them.",
        "Cells may hold doubled quotes at both ends, counted values (1) ... (2) ..., and values parted by '|'.",
        "Name 6 is the family name, or the whole name of anything but a person.",
    ),
)
