"""Countries by their names, nationalities and codes."""

import pytest

from dd_portal.common.countries import (
    COUNTRY_NAMES,
    country_code,
    country_name,
    find_country_code,
    is_without_code,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran, Islamic Republic of", "ir"),
        ("Iran (Islamic Republic of)", "ir"),
        ("iranian", "ir"),
        ("IRN", "ir"),
        ("IR", "ir"),
        ("Korea, North", "kp"),
        ("Democratic People's Republic of Korea", "kp"),
        ("Democratic People’s Republic of Korea", "kp"),
        ("Congo, Democratic Republic of the", "cd"),
        ("Republic of the Congo", "cg"),
        ("Côte d'Ivoire", "ci"),
        ("Cote d’Ivoire", "ci"),
        ("The Bahamas", "bs"),
        ("St. Kitts & Nevis", "kn"),
        ("Türkiye", "tr"),
        ("TURKEY", "tr"),
        ("AND", "ad"),
        ("Palestinian", "ps"),
        ("Burma", "mm"),
        ("UK", "gb"),
        ("xx", ""),
        ("", ""),
        ("and", "ad"),
        ("the", ""),
        ("Torvale", ""),
    ],
)
def test_country_code(text, code):
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ukrainian SSR (now Ukraine)", "ua"),
        ("Former USSR Currently Belarus", "by"),
        ("Iraq (previous address)", "iq"),
        ("Moldovian SSR (now Republic of Moldova)", "md"),
        ("Somewhere else", ""),
        ("Soviet Union", ""),
    ],
)
def test_find_country_code_reads_through_remarks(text, code):
    assert find_country_code(text) == code


def test_former_states_are_known_without_code():
    assert is_without_code("USSR")
    assert country_code("Soviet Union") == ""
    assert not is_without_code("Torvale")
    assert not is_without_code("Iran")


def test_the_table_is_whole():
    assert len(COUNTRY_NAMES) == 250  # the 249 of ISO 3166-1, and Kosovo
    assert all(len(code) == 2 and code.islower() for code in COUNTRY_NAMES)


def test_country_name():
    assert country_name("IR") == "Iran, Islamic Republic of"
    assert country_name("zz") == "zz"
