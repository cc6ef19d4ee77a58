"""Reads the files of the demo world."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

WORLD = Path(__file__).with_name("world")

# Each source with its small invented files, in the publisher's own format.
LIST_FILES = {
    "us_ofac_sdn": ("sdn.csv", "alt.csv", "add.csv", "sdn_comments.csv"),
    "un_sc": ("un_consolidated.xml",),
    "us_csl": ("csl_consolidated.csv",),
    "house_csv": ("own_list.csv",),
}


def read_table(name: str) -> list[dict[str, Any]]:
    """The entries of ``world/<name>.toml``."""
    with (WORLD / f"{name}.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)[name]
    return entries


def relationships() -> list[dict[str, Any]]:
    """Who owns, directs, resells or acts for whom."""
    with (WORLD / "parties.toml").open("rb") as file:
        entries: list[dict[str, Any]] = tomllib.load(file)["relationships"]
    return entries


def list_paths(source: str) -> list[Path]:
    """The files of one source."""
    return [WORLD / "lists" / name for name in LIST_FILES[source]]
