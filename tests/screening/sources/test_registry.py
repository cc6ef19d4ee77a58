"""The table of sources is whole, and says of each what a reviewer must know."""

import pytest

from screening.sources.base import Tier
from screening.sources.registry import SOURCES, UnknownSource, get_source

CODES = (
    *("us_ofac_sdn", "us_ofac_cons", "us_csl", "us_bis_dpl", "un_sc", "eu_fsf", "gb_ukst", "gb_ofsi_conlist"),
    *("ch_seco", "ca_sema", "au_dfat", "us_uflpa", "us_cbp_forced_labor", "un_ohchr_settlements"),
    *("no_nbim_exclusions", "world_bank_debarment", "us_dod_1260h", "us_fcc_covered", "opensanctions", "senzing"),
    "house_csv",
)
BINDING = {
    "us_ofac_sdn",
    "us_csl_sdn",
    "un_sc",
    "eu_fsf",
    "gb_ukst",
    "gb_ofsi_conlist",
    "ch_seco",
    "ca_sema",
    "au_dfat",
}


def test_every_source_is_registered_under_its_code():
    assert set(SOURCES) == set(CODES)
    assert all(code == source.code for code, source in SOURCES.items())


def test_an_unknown_source_names_the_known_ones():
    with pytest.raises(UnknownSource, match=r"unknown source 'x'; known: .*un_sc"):
        get_source("x")


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.code)
def test_a_source_is_described(source):
    assert source.title
    assert source.publisher
    assert source.licence
    assert source.official_url.startswith("https://") or source.code == "house_csv"
    assert 0 < source.least < source.most
    assert source.quirks
    for description in source.lists:
        assert description.relevance.endswith(".")
        assert set(description.factor_by_programme.values()) | {description.factor} <= {f"LST-{n}" for n in range(1, 7)}


def test_the_binding_lists_are_those_of_tier_one():
    lists = [description for source in SOURCES.values() for description in source.lists]
    assert {d.code for d in lists if d.tier is Tier.T1} == BINDING
    assert len({d.code for d in lists}) == len(lists)
    assert sum(d.code.startswith("us_csl_") for d in lists) == 13
