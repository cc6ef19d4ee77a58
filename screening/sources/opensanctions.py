"""OpenSanctions: an aggregator's bulk files in three formats (CSV, flat JSON, nested JSON)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import ftm_json, ftm_simple
from screening.sources.base import LegalEffect, ListDescription, Reading, Source, SourceError, Tier
from screening.sources.ftm_facts import LARGEST_FILE
from screening.sources.read_text import first_bytes

CODE = "opensanctions"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """The parties of one bulk file; the formats are told apart by content and give the same ids."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    if first_bytes(paths[0], largest=LARGEST_FILE).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return ftm_json.read(paths[0], reading, source=CODE, list_code=CODE)
    return ftm_simple.read(paths[0], reading, source=CODE, list_code=CODE)


SOURCE = Source(
    code=CODE,
    title="OpenSanctions",
    publisher="OpenSanctions Datenbanken GmbH",
    licence="CC BY-NC 4.0; commercial use needs a licence from the publisher",
    official_url="https://www.opensanctions.org/datasets/",
    lists=(
        ListDescription(
            code=CODE,
            title="OpenSanctions",
            tier=Tier.T3,
            legal_effect=LegalEffect.ETHICAL,
            factor="LST-5",
            relevance=(
                "An aggregation of many lists and of politically exposed persons: information that points to an "
                "official list, which alone has legal effect."
            ),
        ),
    ),
    least=1,
    most=10_000_000,
    read=read,
    largest_bytes=LARGEST_FILE,
    quirks=(
        "Off by default: the data may not be used commercially without a licence.",
        "The simple CSV has no topics, so it cannot tell a sanction from a political office.",
        "'target' leaves out forced labour and other topics that matter here: parties with any topic are read.",
    ),
)
