"""US Consolidated Screening List: thirteen lists of three departments in one CSV, kept apart here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dd_portal.common.countries import country_code
from screening.entities import CountryKind, Entity, EntityType, NameKind
from screening.sources import us_csl_lists
from screening.sources.base import Reading, Source, SourceError
from screening.sources.draft import Draft
from screening.sources.keys import Ordinals, content_digest, name_key
from screening.sources.ofac_facts import add_fact
from screening.sources.ofac_remarks import read_remarks
from screening.sources.read_csv import Layout, table_rows

CODE = "us_csl"
LAYOUT = Layout()
COLUMNS = (
    *("_id", "source", "entity_number", "type", "programs", "name", "title", "addresses"),
    *("federal_register_notice", "start_date", "end_date", "standard_order", "license_requirement"),
    *("license_policy", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage"),
    *("vessel_flag", "vessel_owner", "remarks", "source_list_url", "alt_names", "citizenships"),
    *("dates_of_birth", "nationalities", "places_of_birth", "source_information_url", "ids"),
)
TECHNICAL = ("_id", "source_list_url", "source_information_url")
_TYPES = {
    "individual": EntityType.PERSON,
    "entity": EntityType.ORGANISATION,
    "vessel": EntityType.VESSEL,
    "aircraft": EntityType.AIRCRAFT,
    "": EntityType.UNKNOWN,
}


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every row. Rows that share a key get an ordinal by their full content."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    reading.format = "CSV"
    path = paths[0]
    ordinals = Ordinals(
        (_key(cells, file=path.name, line=line)[1], _content(cells))
        for line, cells in table_rows(path, Reading(), LAYOUT, needed=COLUMNS)
    )
    for line, cells in table_rows(path, reading, LAYOUT, needed=COLUMNS):
        reading.rows += 1
        short, shared_key = _key(cells, file=path.name, line=line)
        key = ordinals.key(shared_key, _content(cells))
        type_ = _TYPES.get(cells["type"].lower())
        if type_ is None:
            reading.leave("type", f"type not known: {cells['type']}")
        draft = Draft(
            reading,
            entity_id=f"{CODE}:{key}",
            list_code=us_csl_lists.code(short),
            type_=type_ or EntityType.UNKNOWN,
        )
        draft.provenance = f"line {line}"
        _read_row(draft, cells)
        yield draft.finish()


def _key(cells: dict[str, str], *, file: str, line: int) -> tuple[str, str]:
    short = us_csl_lists.SHORT.get(cells["source"])
    if short is None:
        raise SourceError(f"unknown list {cells['source'][:80]!r} in the column source", file=file, line=line)
    key = name_key(cells["entity_number"] or cells["name"])
    if not key:
        raise SourceError("a row without entity number and name", file=file, line=line)
    return short, f"{short}:{key}"


def _content(cells: dict[str, str]) -> str:
    return content_digest(value for name, value in cells.items() if name not in TECHNICAL)


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    _read_names(draft, cells)
    for programme in cells["programs"].split("; "):
        draft.programme(programme)
    draft.position(cells["title"])
    for address in cells["addresses"].split("; "):
        _add_address(draft, address)
    for birth in cells["dates_of_birth"].split("; "):
        draft.birth(birth)
    for place in cells["places_of_birth"].split("; "):
        draft.place_of_birth(place)
    for nationality in cells["nationalities"].split("; "):
        draft.country(nationality, CountryKind.NATIONALITY)
    for citizenship in cells["citizenships"].split("; "):
        draft.country(citizenship, CountryKind.CITIZENSHIP)
    for document in cells["ids"].split("; "):
        _add_document(draft, document)
    _read_listing(draft, cells)
    _read_vessel(draft, cells)
    read_remarks(draft, cells["remarks"])
    for name in TECHNICAL:
        draft.technique(name, cells[name])


def _read_names(draft: Draft, cells: dict[str, str]) -> None:
    draft.published_name(cells["name"])
    for alias in cells["alt_names"].split("; "):
        draft.published_name(alias.removeprefix("and ").strip(), kind=NameKind.ALIAS)


def _add_address(draft: Draft, text: str) -> None:
    """An address whose last part is a two-letter country code, if it has one."""
    text = text.strip(" ;")
    place, _, last = text.rpartition(",")
    code = last.strip()
    if len(code) == 2 and code.isupper() and country_code(code):
        draft.address([place], country=code)
    else:
        draft.address([text])


def _add_document(draft: Draft, text: str) -> None:
    """``[country, ] value, label``: the label comes last, a country code first."""
    rest, _, label = text.rpartition(", ")
    country, comma, value = rest.partition(", ")
    if not (comma and len(country) == 2 and country.isupper() and country_code(country)):
        country, value = "", rest
    if not text.strip():
        return
    if not label or not add_fact(draft, label, value, country=country):
        draft.more(label or "ids", ", ".join(part for part in (country, value) if part) or text)


def _read_listing(draft: Draft, cells: dict[str, str]) -> None:
    draft.listing(cells["start_date"])
    draft.ending(cells["end_date"])
    draft.basis(cells["federal_register_notice"])
    draft.more("standard order", cells["standard_order"])
    draft.more("license requirement", cells["license_requirement"])
    draft.more("license policy", cells["license_policy"])


def _read_vessel(draft: Draft, cells: dict[str, str]) -> None:
    draft.identifier("call_sign", cells["call_sign"])
    draft.more("vessel type", cells["vessel_type"])
    draft.more("gross tonnage", cells["gross_tonnage"])
    draft.more("gross registered tonnage", cells["gross_registered_tonnage"])
    draft.country(cells["vessel_flag"], CountryKind.FLAG)
    draft.link("vessel owner", cells["vessel_owner"])


SOURCE = Source(
    code=CODE,
    title="US Consolidated Screening List",
    publisher="US Department of Commerce, International Trade Administration",
    licence="US public domain",
    official_url="https://www.trade.gov/consolidated-screening-list",
    download_urls=("https://api.trade.gov/static/consolidated_screening_list/consolidated.csv",),
    lists=us_csl_lists.LISTS,
    least=8_000,
    most=80_000,
    read=read,
    max_age_hours=24,
    quirks=(
        "One party may stand on several of its lists; each keeps its own entity.",
        "Types, entity numbers and programmes are given on Treasury lists only.",
        "Addresses, aliases and documents are joined by '; ', and some parts are empty.",
        "The UFLPA Entity List is not in it.",
        "Denied persons stay in it after their orders end.",
    ),
)
