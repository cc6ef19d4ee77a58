"""Every source the portal can read, in one explicit table."""

from __future__ import annotations

from screening.sources import house_csv, un_sc, us_csl, us_ofac_sdn
from screening.sources.base import Source

_MODULES = (us_ofac_sdn, us_csl, un_sc, house_csv)

SOURCES: dict[str, Source] = {module.SOURCE.code: module.SOURCE for module in _MODULES}


class UnknownSource(LookupError):
    """No source has this code; the message names those that exist."""


def get_source(code: str) -> Source:
    """The source with this code. Raises UnknownSource, whose text names the known codes."""
    try:
        return SOURCES[code]
    except KeyError:
        raise UnknownSource(f"unknown source {code!r}; known: {', '.join(sorted(SOURCES))}") from None
