"""United Kingdom, HM Treasury: the OFSI ConList, retired in January 2026; for old files only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import CountryKind, Entity, EntityType
from screening.sources import uk_facts
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.dates import parse_date
from screening.sources.draft import Draft
from screening.sources.read_csv import Layout, Row, check_header, read_rows

CODE = "gb_ofsi_conlist"
LAYOUT = Layout(fallback="cp1252")  # the 2018 format was not UTF-8
NEEDED = ("Name 6", *uk_facts.GIVEN_NAMES, "Title", "DOB", "Group Type", "Alias Type", "Regime", "Group ID")
ADDRESS = tuple(f"Address {number}" for number in range(1, 7))
KNOWN = frozenset(
    (
        *NEEDED,
        *ADDRESS,
        *("Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "Town of Birth"),
        *("Country of Birth", "Nationality", "Passport Number", "Passport Details", "NI Number", "Position"),
        *("National Identification Number", "National Identification Details", "Post/Zip Code", "Country"),
        *("Other Information", "Alias Quality", "Listed On", "UK Sanctions List Date Designated"),
        "Last Updated",
    )
)
LENGTHS = {36: "CSV, 36 columns", 29: "CSV, 29 columns"}


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every Group ID: its rows are names, addresses and birth dates."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    groups: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, cells in _rows(paths[0], reading):
        reading.rows += 1
        if not cells["Group ID"].isdecimal():
            raise SourceError(f"{cells['Group ID'][:40]!r} is no Group ID", file=paths[0].name, line=line)
        groups.setdefault(cells["Group ID"], []).append((line, cells))
    for key, rows in groups.items():
        type_ = uk_facts.TYPES.get(rows[0][1]["Group Type"].lower())
        if type_ is None:
            reading.leave("Group Type", f"type not known: {rows[0][1]['Group Type']}")
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=type_ or EntityType.UNKNOWN)
        draft.provenance = f"line {rows[0][0]}"
        for _, cells in sorted(rows, key=lambda row: row[1]["Alias Type"].lower() != "primary name"):
            _read_row(draft, cells)
        yield draft.finish()


def _rows(path: Path, reading: Reading) -> Iterator[tuple[int, dict[str, str]]]:
    rows = read_rows(path, reading, LAYOUT)
    banner, header_row = next(rows, Row(1, [])), next(rows, None)
    if banner.cells[:1] != ["Last Updated"] or header_row is None:
        raise SourceError("does not begin with 'Last Updated' and a header", file=path.name, line=1)
    try:
        reading.published_on = parse_date(banner.cells[1]).start
    except (ValueError, IndexError):
        reading.leave("banner", "the date of the list is not understood")
    header = [cell.strip() for cell in header_row.cells]
    check_header(header, NEEDED, file=path.name, line=header_row.line)
    reading.format = LENGTHS.get(len(header), f"CSV, {len(header)} columns")
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
    cells["non-latin"] = cells["Name Non-Latin Script"]
    uk_facts.add_name(
        draft,
        cells,
        kind=cells["Alias Type"],
        strength=cells["Alias Quality"],
        language=cells["Non-Latin Script Language"],
    )
    for title in uk_facts.numbered(cells["Title"]):
        draft.title(title)
    for birth in uk_facts.numbered(cells["DOB"]):
        draft.birth(birth)
    _add_places(draft, cells)
    uk_facts.add_documents(draft, "passport", cells["Passport Number"], cells["Passport Details"])
    number = cells["National Identification Number"] or cells["NI Number"]
    uk_facts.add_documents(draft, "national_id", number, cells["National Identification Details"])
    for position in uk_facts.numbered(cells["Position"]):
        draft.position(position)
    uk_facts.read_other_information(draft, cells["Other Information"])
    draft.programme(cells["Regime"])
    draft.listing(cells["Listed On"])
    draft.more("date designated", cells["UK Sanctions List Date Designated"])
    draft.technique("Last Updated", cells["Last Updated"])


def _add_places(draft: Draft, cells: dict[str, str]) -> None:
    towns, countries = uk_facts.numbered(cells["Town of Birth"]), uk_facts.numbered(cells["Country of Birth"])
    if len(towns) == len(countries) or len(countries) == 1:
        for position, town in enumerate(towns):
            draft.place_of_birth(f"{town}, {countries[position if len(countries) > 1 else 0]}")
    else:
        for town in towns:
            draft.place_of_birth(town)
    for country in countries:
        draft.country(country, CountryKind.BIRTH)
    for nationality in uk_facts.numbered(cells["Nationality"]):
        draft.country(nationality, CountryKind.NATIONALITY)
    lines = [cells[name] for name in ADDRESS]
    draft.address(
        [*lines, cells["Post/Zip Code"]],
        city=lines[-1],
        postcode=cells["Post/Zip Code"],
        country=cells["Country"],
    )


SOURCE = Source(
    code=CODE,
    title="UK OFSI ConList (retired)",
    publisher="HM Treasury, Office of Financial Sanctions Implementation",
    licence="Open Government Licence v3.0",
    official_url="https://www.gov.uk/government/publications/financial-sanctions-consolidated-list-of-targets",
    lists=(
        ListDescription(
            code=CODE,
            title="UK OFSI financial sanctions",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme=uk_facts.FACTORS,
            relevance="Asset freezes, among them the Global Human Rights regime; retired, kept for old files.",
        ),
    ),
    least=2_000,
    most=12_000,
    read=read,
    max_age_hours=24 * 366 * 10,
    quirks=(
        "One row for every name, address and birth date; Group ID joins them, and its rows are not adjacent.",
        "Name 6 is the family name, or the whole name of anything but a person.",
        "Several values in a cell are counted: (1) ... (2) ...",
        "Unknown days and months are written 00.",
        "Retired: the UK Sanctions List is the only source since 28 January 2026.",
    ),
)
