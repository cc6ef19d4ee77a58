import pytest

from screening.triage.listing_value import is_prohibited, listing_factor, listing_value
from tests.make import make_alert, make_listed_entity, make_match, make_watchlist


@pytest.mark.parametrize(
    ("factor", "tier", "effect", "consequence", "value"),
    [
        ("LST-1", "T1", "B", "prohibited", 4),
        ("LST-5", "T1", "B", "restricted", 4),
        ("LST-3", "T2", "I", "restricted", 4),
        ("LST-5", "T3", "U", "adverse_information", 3),
        ("LST-2", "T2", "X", "restricted", 2),
        ("LST-4", "T3", "E", "adverse_information", 2),
        ("LST-1", "T1", "B", "no_longer_listed", 1),
    ],
)
def test_value_of_a_confirmed_match(factor, tier, effect, consequence, value):
    assert listing_value(factor=factor, tier=tier, legal_effect=effect, consequence=consequence) == value


def test_only_a_binding_list_prohibits():
    assert is_prohibited(tier="T1", consequence="prohibited")
    assert not is_prohibited(tier="T2", consequence="prohibited")
    assert not is_prohibited(tier="T1", consequence="restricted")


def test_the_programme_of_the_entry_names_the_factor(db):
    alert = make_alert(matches=0)
    entity = make_listed_entity(watchlist=make_watchlist(), content={"programmes": ["GLOMAG"]})
    match = make_match(alert, entity=entity)
    assert listing_factor(match, match.evidence) == "LST-1"
    plain = make_match(alert)
    assert listing_factor(plain, plain.evidence) == "LST-5"
