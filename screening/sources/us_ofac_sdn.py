"""US Treasury, Office of Foreign Assets Control: Specially Designated Nationals and Blocked Persons (SDN)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import ofac_csv, ofac_programmes, ofac_xml
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, Tier

CODE = "us_ofac_sdn"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """SDN from sdn, alt, add and comments CSV, from the classic XML or from the enhanced XML."""
    if ofac_xml.recognises(paths):
        return ofac_xml.read(paths, reading, source=CODE, list_code=CODE)
    return ofac_csv.read(paths, reading, source=CODE, list_code=CODE)


SOURCE = Source(
    code=CODE,
    title="US OFAC Specially Designated Nationals",
    publisher="US Department of the Treasury, Office of Foreign Assets Control",
    licence="US public domain",
    official_url="https://ofac.treasury.gov/specially-designated-nationals-list-data-formats-data-schemas",
    download_urls=(
        "https://www.treasury.gov/ofac/downloads/sdn.csv",
        "https://www.treasury.gov/ofac/downloads/alt.csv",
        "https://www.treasury.gov/ofac/downloads/add.csv",
        "https://www.treasury.gov/ofac/downloads/sdn_comments.csv",
    ),
    lists=(
        ListDescription(
            code=CODE,
            title="US OFAC SDN",
            tier=Tier.T1,
            legal_effect=LegalEffect.BLOCK,
            factor="LST-5",
            factor_by_programme=ofac_programmes.FACTORS,
            relevance=(
                "Asset freezes; its Global Magnitsky and country programmes name persons held responsible for "
                "serious human-rights abuse, among them misuse of surveillance technology."
            ),
        ),
    ),
    least=8_000,
    most=40_000,
    read=read,
    max_age_hours=24,
    quirks=(
        "The CSV writes null as -0- and closes each file with Ctrl-Z.",
        "Weak aliases stand only in the remarks of the CSV; the XML marks them.",
        "Remarks stop at 1,000 characters and go on in the comments file, in the middle of a word.",
        "Several programmes are parted by '] ['.",
    ),
)
