"""US Treasury, Office of Foreign Assets Control: the lists that are not SDN, consolidated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import ofac_csv, ofac_programmes, ofac_xml
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, Tier

CODE = "us_ofac_cons"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """The consolidated list from cons_prim, alt, add and comments CSV, or from either XML format."""
    if ofac_xml.recognises(paths):
        return ofac_xml.read(paths, reading, source=CODE, list_code=CODE)
    return ofac_csv.read(paths, reading, source=CODE, list_code=CODE)


SOURCE = Source(
    code=CODE,
    title="US OFAC Consolidated (non-SDN)",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    licence="US public domain",
    official_url="https://ofac.treasury.gov/consolidated-sanctions-list-non-sdn-lists",
    download_urls=(
        "https://www.treasury.gov/ofac/downloads/consolidated/cons_prim.csv",
        "https://www.treasury.gov/ofac/downloads/consolidated/cons_alt.csv",
        "https://www.treasury.gov/ofac/downloads/consolidated/cons_add.csv",
        "https://www.treasury.gov/ofac/downloads/consolidated/cons_comments.csv",
    ),
    lists=(
        ListDescription(
            code=CODE,
            title="US OFAC non-SDN",
            tier=Tier.T2,
            legal_effect=LegalEffect.INVESTMENT,
            factor="LST-4",
            factor_by_programme=ofac_programmes.FACTORS,
            relevance=(
                "Holds the Chinese military-industrial companies, among them makers of surveillance technology; "
                "limits on securities, credit and accounts, no asset freeze."
            ),
        ),
    ),
    least=200,
    most=3_000,
    read=read,
    quirks=(
        "The same layouts as SDN: a file of one given for the other is told by its count alone.",
        "The CSV does not say on which of the lists a party stands; the enhanced XML does.",
    ),
)
