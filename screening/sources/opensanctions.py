"""OpenSanctions: an aggregator's bulk files in three formats (CSV, flat JSON, nested JSON)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import ftm_json, ftm_simple
from screening.sources.base import (
    InStretches,
    LegalEffect,
    ListDescription,
    NotInStretchesError,
    Reading,
    Source,
    SourceError,
    Stretch,
    Tier,
)
from screening.sources.ftm_facts import LARGEST_FILE
from screening.sources.read_text import first_bytes
from screening.sources.stretches import stretches

CODE = "opensanctions"


def read(paths: list[Path], reading: Reading) -> Iterator[Entity]:
    """The parties of one bulk file; the formats are told apart by content and give the same ids."""
    if len(paths) != 1:
        raise SourceError("this source is one file, several were given", file=paths[-1].name)
    if _is_json(paths[0]):
        return ftm_json.read(paths[0], reading, source=CODE, list_code=CODE)
    return ftm_simple.read(paths[0], reading, source=CODE, list_code=CODE)


def cut(paths: list[Path]) -> Iterator[Stretch]:
    """The stretches of a simple CSV. In JSON one line points at others anywhere in the file."""
    if len(paths) != 1 or _is_json(paths[0]):
        raise NotInStretchesError("not a simple CSV")
    return stretches(paths[0], quoted=True)


def read_stretch(paths: list[Path], reading: Reading, stretch: Stretch) -> Iterator[Entity]:
    """The parties of one stretch of a simple CSV."""
    return ftm_simple.read(paths[0], reading, source=CODE, list_code=CODE, stretch=stretch)


def _is_json(path: Path) -> bool:
    return first_bytes(path, largest=LARGEST_FILE).lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{")


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
    in_stretches=InStretches(cut, read_stretch),
    largest_bytes=LARGEST_FILE,
    quirks=(
        "Off by default: the data may not be used commercially without a licence.",
        "The simple CSV has no topics, so it cannot tell a sanction from a political office.",
        "'target' leaves out forced labour and other topics that matter here: parties with any topic are read.",
    ),
)
