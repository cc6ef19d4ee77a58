"""Reading a version of the methodology: TOML text -> Methodology, whole or not at all."""

import hashlib
import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from customers.methodology.catalogue import Methodology
from customers.methodology.errors import MethodologyError, UnknownVersion
from customers.methodology.json_form import FormError, from_json
from customers.methodology.validate import problems

FOLDER = Path(__file__).parent
CURRENT = "2026.1"


def available_versions() -> tuple[str, ...]:
    """Return the shipped versions, oldest first."""
    return tuple(sorted(_files(), key=lambda version: [int(part) for part in version.split(".")]))


@cache
def load_methodology(version: str = CURRENT) -> Methodology:
    """Return a shipped version, read once; raises UnknownVersion or MethodologyError."""
    return parse_methodology(shipped_text(version))


def shipped_text(version: str = CURRENT) -> str:
    """Return the TOML text of a shipped version; raises UnknownVersion."""
    files = _files()
    if version not in files:
        raise UnknownVersion(f"No methodology {version!r}; there is {', '.join(sorted(files))}.")
    return files[version].read_text(encoding="utf-8")


def parse_methodology(text: str) -> Methodology:
    """Return the methodology of a TOML text, shipped or draft.

    Raises MethodologyError with every problem that was found, one a line.
    """
    try:
        tables = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise MethodologyError(f"The methodology is not valid TOML: {error}") from error
    try:
        methodology = from_json(Methodology, tables)
    except FormError as error:
        raise MethodologyError(str(error)) from error
    found = problems(methodology)
    if found:
        raise MethodologyError("\n".join(found))
    return replace(methodology, digest=hashlib.sha256(text.encode()).hexdigest())


@cache
def _files() -> dict[str, Path]:
    return {tomllib.loads(path.read_text(encoding="utf-8"))["version"]: path for path in sorted(FOLDER.glob("*.toml"))}
