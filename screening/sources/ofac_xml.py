"""The US Treasury's two XML formats, told apart by their roots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from screening.entities import Entity
from screening.sources import ofac_classic, ofac_enhanced
from screening.sources.base import Reading, SourceError
from screening.sources.read_xml import root_name


def recognises(paths: list[Path]) -> bool:
    """Whether the first file is XML of any kind."""
    return bool(paths) and bool(root_name(paths[0]))


def read(paths: list[Path], reading: Reading, *, source: str, list_code: str) -> Iterator[Entity]:
    """Entities of the one XML file; SourceError for more than one file or a root that is neither format's."""
    if len(paths) > 1:
        raise SourceError("the XML formats are one file, several were given", file=paths[1].name)
    root = root_name(paths[0])
    if root == ofac_classic.ROOT:
        return ofac_classic.read(paths[0], reading, source=source, list_code=list_code)
    if root == ofac_enhanced.ROOT:
        return ofac_enhanced.read(paths[0], reading, source=source, list_code=list_code)
    raise SourceError(
        f"its root is <{root}>, expected <{ofac_classic.ROOT}> or <{ofac_enhanced.ROOT}>", file=paths[0].name
    )
