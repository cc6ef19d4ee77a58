"""Samples in the official formats, all invented, and the publishers' own files where they are at hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from screening.entities import Entity, entity_to_json
from screening.sources.base import Reading
from screening.sources.registry import get_source

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = ROOT / "tests" / "data" / "lists"
REAL = ROOT.parent / "shared" / "lists"

Read = Callable[..., tuple[dict[str, Entity], Reading]]


def read_files(code: str, *paths: Path) -> tuple[dict[str, Entity], Reading]:
    reading = Reading()
    entities = list(get_source(code).read(list(paths), reading))
    by_id = {entity.id: entity for entity in entities}
    assert len(by_id) == len(entities), "two entities with one id"
    return by_id, reading


@pytest.fixture
def read() -> Read:
    """read(code, "folder/file", ...) -> entities by id, and the reading's report."""
    return lambda code, *names: read_files(code, *(SAMPLES / name for name in names))


@pytest.fixture
def expected() -> Callable[[str], list[dict[str, Any]]]:
    """expected("folder/file") -> the entities of that sample as they must come out, as JSON."""
    return lambda name: json.loads((SAMPLES / f"{name}.expected.json").read_text(encoding="utf-8"))


@pytest.fixture
def read_real() -> Read:
    """As ``read``, from the publishers' own files; skips where they are absent."""
    if not REAL.is_dir():
        pytest.skip("the publishers' list files are not at hand (../shared/lists)")
    return lambda code, *names: read_files(code, *(REAL / name for name in names))


def as_json(entities: dict[str, Entity]) -> list[dict[str, Any]]:
    return [entity_to_json(entity) for entity in entities.values()]
