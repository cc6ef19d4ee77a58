"""How much evidence a rating needs, how sure it is, and what decayed allegations support."""

import datetime as dt

import pytest

from customers.methodology.evidence_rules import check_evidence, claim_limit, confidence, is_stale, supported_rating
from customers.methodology.inputs import Claim, EvidenceSource
from tests.customers.methodology.make_inputs import METHODOLOGY, TODAY

RECENT = dt.date(2026, 6, 1)


def source(origin="A", grade="B2", dated=RECENT, **kwargs):
    return EvidenceSource(origin, grade[0], int(grade[1]), dated, **kwargs)


def sufficient(code, rating, *sources):
    return check_evidence(code, rating, sources, on=TODAY, methodology=METHODOLOGY).sufficient


@pytest.mark.parametrize(("rating", "expected"), [(0, True), (1, True), (2, False), (None, True)])
def test_two_or_more_needs_evidence(rating, expected):
    assert sufficient("GOV-2", rating) is expected


def test_two_and_three_need_one_source():
    assert sufficient("GOV-2", 3, source())


def test_four_needs_two_independent_sources():
    assert not sufficient("GOV-2", 4, source("A"), source("A"))
    assert sufficient("GOV-2", 4, source("A"), source("B"))


def test_four_needs_one_authoritative_finding():
    assert sufficient("GOV-2", 4, source(authoritative=True))


@pytest.mark.parametrize(
    ("grades", "expected"),
    [(["B2", "B2"], True), (["C1", "B2"], True), (["A1", "B2"], True), (["C2", "B2"], False), (["B2"], False)],
)
def test_three_of_an_allegation_needs_good_sources_twice(grades, expected):
    sources = [source(str(number), grade) for number, grade in enumerate(grades)]
    assert sufficient("ADV-1", 3, *sources) is expected


@pytest.mark.parametrize(
    ("grades", "expected"),
    [(["A1"], True), (["B2", "B2", "B2"], True), (["A2", "B1", "B2"], True), (["B2", "B2"], False), (["A2"], False)],
)
def test_four_of_an_allegation_needs_the_best_or_three(grades, expected):
    sources = [source(str(number), grade) for number, grade in enumerate(grades)]
    assert sufficient("ADV-1", 4, *sources) is expected


def test_sources_of_one_origin_count_once():
    assert not sufficient("ADV-1", 3, source("A"), source("A"))


def test_two_of_an_allegation_needs_one_source():
    assert sufficient("ADV-1", 2, source(grade="F6"))


def test_a_jurisdiction_needs_two_sources_at_any_rating():
    assert not sufficient("JUR-2", 0, source("A"))
    assert sufficient("JUR-2", 0, source("A"), source("B"))


def test_at_most_one_government_counts():
    assert not sufficient("JUR-2", 1, source("A", government=True), source("B", government=True))
    assert sufficient("JUR-2", 1, source("A", government=True), source("B"))


def test_sector_measures_are_their_own_authority():
    assert sufficient("JUR-6", 4, source("A", government=True, authoritative=True))


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ([], "NONE"),
        ([source("A"), source("B")], "HIGH"),
        ([source("A"), source("A")], "MEDIUM"),
        ([source("A")], "MEDIUM"),
        ([source("A", dated=dt.date(2025, 3, 1)), source("B", dated=dt.date(2025, 3, 1))], "MEDIUM"),
        ([source("A", dated=dt.date(2025, 3, 1))], "LOW"),
        ([source("A", dated=dt.date(2025, 11, 24))], "LOW"),  # twelve months are not less than twelve
        ([source("A", dated=dt.date(2025, 11, 25))], "MEDIUM"),
        ([source("A", dated=dt.date(2020, 1, 1)), source("B", dated=dt.date(2020, 1, 1))], "LOW"),
        ([source("A", grade="F6"), source("B", grade="E5")], "LOW"),
        ([source("A", dated=None)], "LOW"),
    ],
)
def test_confidence(sources, expected):
    assert confidence(sources, on=TODAY, methodology=METHODOLOGY) == expected


def test_evidence_is_stale_after_two_years():
    assert is_stale(source(dated=dt.date(2024, 11, 23)), on=TODAY, methodology=METHODOLOGY)
    assert not is_stale(source(dated=dt.date(2024, 11, 24)), on=TODAY, methodology=METHODOLOGY)


@pytest.mark.parametrize(
    ("status", "limit"),
    [
        ("ANNULLED", 1),
        ("WITHDRAWN", 1),
        ("UNFOUNDED", 1),
        ("REMITTED", 2),
        ("ADJUDICATED_UNDER_APPEAL", 2),
        ("ALLEGED", 4),
        ("DISPUTED", 4),
        ("ADJUDICATED", 4),
        ("SETTLED_NO_ADMISSION", 4),
        ("CORRECTED", 4),
    ],
)
def test_status_limits_what_an_allegation_supports(status, limit):
    assert claim_limit(Claim(status, 4), methodology=METHODOLOGY) == limit


def test_standing_facts_lift_the_limit_of_a_remitted_decision():
    assert claim_limit(Claim("REMITTED", 4, facts_stand=True), methodology=METHODOLOGY) == 4


def test_standing_facts_do_not_revive_an_annulled_one():
    assert claim_limit(Claim("ANNULLED", 4, facts_stand=True), methodology=METHODOLOGY) == 1


def test_one_standing_allegation_carries_the_rating():
    claims = (Claim("ANNULLED", 4), Claim("ALLEGED", 3))
    assert supported_rating(4, claims, methodology=METHODOLOGY) == 3


def test_a_rating_is_not_raised_by_its_allegations():
    assert supported_rating(1, (Claim("ALLEGED", 4),), methodology=METHODOLOGY) == 1


def test_a_rating_without_allegations_is_unchanged():
    assert supported_rating(4, (), methodology=METHODOLOGY) == 4
