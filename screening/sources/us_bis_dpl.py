"""US Bureau of Industry and Security: Denied Persons List (tab separated)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity, EntityType
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.draft import Draft
from screening.sources.keys import Ordinals, content_digest, name_key
from screening.sources.read_csv import Layout, table_rows

CODE = "us_bis_dpl"
LAYOUT = Layout(delimiter="\t")
COLUMNS = (
    *("Name", "Street_Address", "City", "State", "Country", "Postal_Code", "Effective_Date"),
    *("Expiration_Date", "Standard_Order", "Last_Update", "Action", "FR_Citation"),
)
TECHNICAL = ("Last_Update", "Action")


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """One entity for every row, keyed by name: the list gives no number."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    path = paths[0]
    reading.format = "TSV"
    ordinals = Ordinals(
        (name_key(cells["Name"]), _content(cells)) for _, cells in table_rows(path, Reading(), LAYOUT, needed=COLUMNS)
    )
    for line, cells in table_rows(path, reading, LAYOUT, needed=COLUMNS):
        reading.rows += 1
        if not cells["Name"]:
            raise SourceError("a row without a name", file=path.name, line=line)
        key = ordinals.key(name_key(cells["Name"]), _content(cells))
        draft = Draft(reading, entity_id=f"{CODE}:{key}", list_code=CODE, type_=EntityType.UNKNOWN)
        draft.provenance = f"line {line}"
        draft.name(cells["Name"])
        city, region, postcode = cells["City"], cells["State"], cells["Postal_Code"]
        draft.address(
            [cells["Street_Address"], city, region, postcode],
            city=city,
            region=region,
            postcode=postcode,
            country=cells["Country"],
        )
        draft.listing(cells["Effective_Date"], month_first=True)
        draft.ending(cells["Expiration_Date"], month_first=True)
        draft.basis(cells["FR_Citation"])
        draft.more("standard order", cells["Standard_Order"])
        for name in TECHNICAL:
            draft.technique(name, cells[name])
        yield draft.finish()


def _content(cells: dict[str, str]) -> str:
    return content_digest(value for name, value in cells.items() if name not in TECHNICAL)


SOURCE = Source(
    code=CODE,
    title="US BIS Denied Persons List",
    publisher="US Department of Commerce, Bureau of Industry and Security",
    licence="US public domain",
    official_url="https://www.bis.gov/ear/supplement-no-1-part-764",
    lists=(
        ListDescription(
            code=CODE,
            title="US Denied Persons",
            tier=Tier.T2,
            legal_effect=LegalEffect.EXPORT,
            factor="LST-2",
            relevance=(
                "Persons denied export privileges for breaking export law: a signal of diversion to unknown users."
            ),
        ),
    ),
    least=200,
    most=3_000,
    read=read,
    quirks=(
        "No number: the key is the name, with an ordinal where several orders or addresses share it.",
        "Denials that have ended stay on the list.",
        "Dates are written month first.",
    ),
)
