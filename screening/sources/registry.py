"""Every source the portal can read, in one explicit table."""

from __future__ import annotations

from screening.sources import (
    au_dfat,
    ca_sema,
    ch_seco,
    eu_fsf,
    gb_ofsi_conlist,
    gb_ukst,
    house_csv,
    no_nbim_exclusions,
    opensanctions,
    senzing,
    un_ohchr_settlements,
    un_sc,
    us_bis_dpl,
    us_cbp_forced_labor,
    us_csl,
    us_dod_1260h,
    us_fcc_covered,
    us_ofac_cons,
    us_ofac_sdn,
    us_uflpa,
    world_bank_debarment,
)
from screening.sources.base import Source

SOURCES: dict[str, Source] = {
    module.SOURCE.code: module.SOURCE
    for module in (
        us_ofac_sdn,
        us_ofac_cons,
        us_csl,
        us_bis_dpl,
        un_sc,
        eu_fsf,
        gb_ukst,
        gb_ofsi_conlist,
        ch_seco,
        ca_sema,
        au_dfat,
        us_uflpa,
        us_cbp_forced_labor,
        un_ohchr_settlements,
        no_nbim_exclusions,
        world_bank_debarment,
        us_dod_1260h,
        us_fcc_covered,
        opensanctions,
        senzing,
        house_csv,
    )
}


class UnknownSource(LookupError):
    """No source has this code; the message names those that exist."""


def get_source(code: str) -> Source:
    """The source with this code. Raises UnknownSource, whose text names the known codes."""
    try:
        return SOURCES[code]
    except KeyError:
        raise UnknownSource(f"unknown source {code!r}; known: {', '.join(SOURCES)}") from None
