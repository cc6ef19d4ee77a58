"""The European Union's financial sanctions file as CSV 1.1: one row for every fact, read by header name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from screening.entities import Entity, EntityType
from screening.sources import eu_facts
from screening.sources.base import Reading, SourceError
from screening.sources.dates import parse_date
from screening.sources.draft import Draft
from screening.sources.read_csv import Layout, table_rows

# The publisher does not double quotes inside cells, so quotes are read as they stand.
LAYOUT = Layout(delimiter=";", lazy_quotes=True)
NEEDED = ("fileGenerationDate", "Entity_LogicalId", "Entity_SubjectType", "NameAlias_WholeName")
_BLOCKS: dict[str, Callable[[Draft, dict[str, str]], None]] = {
    "NameAlias": eu_facts.add_name,
    "Address": eu_facts.add_address,
    "BirthDate": eu_facts.add_birth,
    "Identification": eu_facts.add_document,
    "Citizenship": eu_facts.add_citizenship,
}
_REGULATION = (
    *("Type", "OrganisationType", "PublicationDate", "EntryIntoForceDate", "NumberTitle", "Programme"),
    *("PublicationUrl", "Language"),
)
_COUNTRY = ("CountryIso2Code", "CountryDescription", "LogicalId", "RegulationLanguage", "Remark", "Region")
_COLUMNS = {
    "Entity": (
        *("EU_ReferenceNumber", "UnitedNationId", "DesignationDate", "DesignationDetails", "Remark"),
        *("SubjectType_ClassificationCode",),
    ),
    "NameAlias": (
        *("LastName", "FirstName", "MiddleName", "NameLanguage", "Gender", "Title", "Function", "LogicalId"),
        *("RegulationLanguage", "Remark", "Strong"),
    ),
    "Address": (*("City", "Street", "PoBox", "ZipCode", "Place", "AsAtListingTime", "ContactInfo", *_COUNTRY),),
    "BirthDate": (
        *("BirthDate", "Day", "Month", "Year", "YearRangeFrom", "YearRangeTo", "Circa", "CalendarType"),
        *("ZipCode", "Place", "City", *_COUNTRY),
    ),
    "Identification": (
        *("Number", "LatinNumber", "DiplomaticPassport", "Diplomatic", "KnownExpired", "KnownFalse"),
        *("ReportedLost", "RevokedByIssuer", "IssuedBy", "IssuedDate", "ValidFrom", "ValidTo"),
        *("NameOnDocument", "TypeCode", "TypeDescription", *_COUNTRY),
    ),
    "Citizenship": _COUNTRY,
}
KNOWN = tuple(
    f"{block}_{name}"
    for block, names in _COLUMNS.items()
    for name in (*names, *(f"Regulation_{part}" for part in _REGULATION))
)


def read(path: Path, reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Entities grouped by their logical id; the rows of one stand together."""
    reading.format = "CSV 1.1"
    draft: Draft | None = None
    key = ""
    finished: set[str] = set()
    for line, cells in table_rows(path, reading, LAYOUT, needed=NEEDED, known=KNOWN):
        reading.rows += 1
        if not cells["Entity_LogicalId"]:
            raise SourceError("a row without Entity_LogicalId", file=path.name, line=line)
        if draft is None or cells["Entity_LogicalId"] != key:
            if draft is not None:
                finished.add(key)
                yield draft.finish()
            key = cells["Entity_LogicalId"]
            if key in finished:
                raise SourceError(f"the rows of entity {key} do not stand together", file=path.name, line=line)
            draft = _begin(reading, cells, line, f"{source}:{key}", list_code)
        _read_row(draft, cells)
    if draft is not None:
        yield draft.finish()


def _begin(reading: Reading, cells: dict[str, str], line: int, entity_id: str, list_code: str) -> Draft:
    kind = cells.get("Entity_SubjectType_ClassificationCode", "") or cells["Entity_SubjectType"]
    type_ = eu_facts.TYPES.get(kind.lower()) or eu_facts.TYPES.get(cells["Entity_SubjectType"].lower())
    if type_ is None:
        reading.leave("Entity_SubjectType", f"type not known: {kind}")
    draft = Draft(reading, entity_id=entity_id, list_code=list_code, type_=type_ or EntityType.UNKNOWN)
    draft.provenance = f"line {line}"
    if reading.published_on is None:
        try:
            reading.published_on = parse_date(cells["fileGenerationDate"]).start
        except ValueError:
            reading.leave("fileGenerationDate", f"date not understood: {cells['fileGenerationDate']}")
    draft.listing(cells.get("Entity_DesignationDate", ""))
    draft.reason(cells.get("Entity_DesignationDetails", ""))
    draft.remark(cells.get("Entity_Remark", ""))
    draft.more("EU reference number", cells.get("Entity_EU_ReferenceNumber", ""))
    draft.more("UN reference", cells.get("Entity_UnitedNationId", ""))
    eu_facts.add_regulation(draft, _block(cells, "Entity_Regulation"))
    return draft


def _read_row(draft: Draft, cells: dict[str, str]) -> None:
    for block, add in _BLOCKS.items():
        facts = _block(cells, block)
        if any(facts.values()):
            add(draft, facts)
            draft.programme(cells.get(f"{block}_Regulation_Programme", ""))
            draft.technique(f"{block} id", facts.get("logicalid", ""))


def _block(cells: dict[str, str], block: str) -> dict[str, str]:
    """The facts of one block of columns, named as in the XML; its regulation is read apart."""
    start = f"{block}_"
    facts = {name.removeprefix(start).lower(): text for name, text in cells.items() if name.startswith(start)}
    return {name: text for name, text in facts.items() if not name.startswith("regulation")}
