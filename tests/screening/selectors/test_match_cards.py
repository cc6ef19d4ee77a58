from screening.models import PotentialMatch, Watchlist
from screening.selectors.match_cards import match_cards
from tests.make import make_alert, make_listed_entity, make_match, make_watchlist


def cards(alert):
    matches = alert.potential_matches.select_related("watchlist", "evidence__listed_entity")
    return match_cards(list(matches), {}, current=None)


def csl() -> Watchlist:
    return make_watchlist("us_csl_sdn", source="us_csl", title="US CSL SDN")


def test_undecided_first_then_tier_then_score(db):
    alert = make_alert(matches=0)
    third = make_match(alert, entity=make_listed_entity("C", watchlist=make_watchlist("nbim", tier="T3")), score=0.99)
    first, second = make_match(alert, score=0.9), make_match(alert, score=0.8)
    decided = make_match(alert, score=1.0, state=PotentialMatch.State.FALSE_POSITIVE)
    assert [card.match for card in cards(alert)] == [first, second, third, decided]


def test_one_entry_in_two_lists_stands_together_and_says_so(db):
    alert = make_alert(matches=0)
    one = make_match(alert, score=0.9, entity=make_listed_entity("NAHAR", content={"id": "us_ofac_sdn:90417"}))
    make_match(alert, score=0.85)
    entity = make_listed_entity("Nahar", watchlist=csl(), content={"id": "us_csl:SDN:90417"})
    other = make_match(alert, score=0.7, entity=entity)
    shown = cards(alert)
    assert [card.match for card in shown[:2]] == [one, other]
    assert [card.shared for card in shown] == ["US CSL SDN", "US OFAC SDN", ""]


def test_the_gist_says_what_agrees_and_what_differs(db):
    assert cards(make_alert())[0].gist == "Close name, countries differ."


def test_new_and_changed(db):
    alert = make_alert(matches=0)
    make_match(alert, score=0.9)
    make_match(alert, score=0.8, change="Changed on the list: date of birth.")
    make_match(alert, score=0.7, is_new=False)
    assert [card.tag for card in cards(alert)] == ["New", "Changed", ""]
