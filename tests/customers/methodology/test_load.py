"""A version of the methodology is read whole or not at all."""

from decimal import Decimal

import pytest

from customers.methodology.errors import MethodologyError, UnknownVersion
from customers.methodology.load import FOLDER, available_versions, load_methodology, parse_methodology
from tests.customers.methodology.make_inputs import METHODOLOGY

TEXT = (FOLDER / "2026.toml").read_text(encoding="utf-8")


def refused(before, after):
    assert before in TEXT
    with pytest.raises(MethodologyError) as error:
        parse_methodology(TEXT.replace(before, after, 1))
    return str(error.value)


def test_shipped_versions():
    assert available_versions() == ("2026.1",)


def test_version_is_read_once():
    assert load_methodology("2026.1") is load_methodology("2026.1")


def test_unknown_version_names_the_known():
    with pytest.raises(UnknownVersion, match=r"2026\.1"):
        load_methodology("1999.1")


def test_digest_follows_the_text():
    assert parse_methodology(TEXT + "\n").digest != METHODOLOGY.digest


@pytest.mark.parametrize(
    ("catalogue", "number"),
    [
        ("groups", 11),
        ("factors", 59),
        ("capabilities", 35),
        ("safeguards", 27),
        ("questions", 40),
        ("red_lines", 6),
        ("allegation_statuses", 12),
        ("triggers", 11),
        ("floors", 6),
    ],
)
def test_catalogue_is_complete(catalogue, number):
    assert len(getattr(METHODOLOGY, catalogue)) == number


def test_twenty_factors_are_mandatory_with_ai():
    factors = METHODOLOGY.factors.values()
    assert sum(factor.mandatory for factor in factors) == 19
    assert [factor.code for factor in factors if factor.mandatory_when] == ["BIA-1"]


def test_weights_are_exact():
    assert METHODOLOGY.groups["END"].weight == Decimal("0.20")


def test_anchor_between_two_names_both():
    factor = METHODOLOGY.factors["CIO-1"]
    assert factor.anchor(4) == "Cannot verify"
    assert factor.anchor(3) == "Between “Partly verified or stale” and “Cannot verify”"


def test_every_flag_of_the_fact_patterns_is_derived():
    assert [flag.code for flag in METHODOLOGY.flags.values() if not flag.when] == []


def test_articles_are_marked_unverified():
    assert not any(right.verified for right in METHODOLOGY.rights.values())


def test_broken_toml_is_refused():
    assert "not valid TOML" in refused('version = "2026.1"', "version = ")


def test_unknown_key_is_refused():
    assert refused('notice = "', 'notes = "') == "Methodology: unknown notes"


def test_missing_table_is_refused():
    assert "missing one_source_from" in refused("one_source_from = 2 ", "# ")


def test_wrong_type_names_the_place():
    assert refused("potential = 2", 'potential = "two"') == "capabilities[0].potential: expected int, found 'two'"


def test_duplicate_code_is_refused():
    assert "the code CIO-1 occurs twice" in refused('code = "CIO-2"', 'code = "CIO-1"')


def test_unknown_tier_is_refused():
    assert "none of MINIMAL, LOW, MEDIUM, HIGH, CRITICAL" in refused('3 = "MEDIUM"', '3 = "MIDDLING"')
