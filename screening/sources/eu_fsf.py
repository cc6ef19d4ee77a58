"""European Union: consolidated list of persons and entities under financial sanctions (CSV or XML 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import eu_csv, eu_facts, eu_xml
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.read_xml import root_name

CODE = "eu_fsf"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """The entities of the CSV or of the XML, told apart by content; both give the same ids."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    if root_name(paths[0]):
        return eu_xml.read(paths[0], reading, source=CODE, list_code=CODE)
    return eu_csv.read(paths[0], reading, source=CODE, list_code=CODE)


SOURCE = Source(
    code=CODE,
    title="EU financial sanctions",
    publisher="European Commission, Directorate-General for Financial Stability",
    licence="Commission reuse policy (Decision 2011/833/EU)",
    official_url="https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
    lists=(
        ListDescription(
            code=CODE,
            title="EU financial sanctions",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme=eu_facts.FACTORS,
            relevance=(
                "Asset freezes; the Global Human Rights regime names those behind torture, killings and the "
                "systematic abuse of assembly and expression."
            ),
        ),
    ),
    least=2_000,
    most=20_000,
    read=read,
    quirks=(
        "The number of columns of the CSV has changed: it is read by header name.",
        "Quotes inside cells are not doubled.",
        "Only the whole name is reliable; the parts are empty on alias rows.",
        "Downloads need a public token of the publisher: set the address with it in the settings.",
    ),
)
