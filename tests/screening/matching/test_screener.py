"""The screener: what it finds, in which order, and that batches change nothing."""

from __future__ import annotations

import pytest

from screening.entities import EntityType, Identifier, Name, Subject
from screening.matching.explain import explain_pair
from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, ENTITIES, firm, listed, person

QUERIES = (
    person("Dragomir Hradil"),
    person("Dragomir Veselko Hradyl"),
    person("Драгомир Градил"),
    person("Abdulaziz Munir Al Qasrani"),
    firm("Norvik Optical Systems"),
    firm("Norvik Opticl Systems GmbH"),
    Subject(EntityType.VESSEL, (Name("Blue Marlin 5"),)),
    person("Muhammad Hasan"),
    firm("He Tian Xing Long Apparel"),
    Subject(EntityType.UNKNOWN, (Name("Dragomir Veselko Hradil"),)),
    person(""),
    person("Nobody Whatsoever"),
)


@pytest.mark.parametrize(("query", "expected"), zip(QUERIES[:10], (1, 1, 1, 2, 3, 3, 4, 5, 6, 1), strict=True))
def test_screen_finds_the_listed_entity(screener, query, expected):
    assert screener.screen([query])[0].matches[0].entity_id == f"test:{expected}"


@pytest.mark.parametrize("query", QUERIES[10:])
def test_screen_finds_nothing_for_others(screener, query):
    assert screener.screen([query])[0].matches == ()


def test_batch_and_single_agree(screener, index):
    batch = screener.screen(QUERIES)
    assert batch == [Screener(index, config=CONFIG).screen([query])[0] for query in QUERIES]


def test_order_of_a_batch_changes_nothing(screener):
    assert screener.screen(QUERIES)[::-1] == screener.screen(QUERIES[::-1])


def test_screened_score_is_the_explained_score(screener):
    by_id = {entity.id: entity for entity in ENTITIES}
    for query, answer in zip(QUERIES, screener.screen(QUERIES), strict=True):
        for match in answer.matches:
            explained = explain_pair(query, by_id[match.entity_id], config=CONFIG)
            assert (explained.score, explained.evidence) == (match.score, match.evidence)


def test_a_vessel_of_another_number_is_no_match(screener):
    assert screener.screen([Subject(EntityType.VESSEL, (Name("Blue Marlin 6"),))])[0].matches == ()


def test_a_person_is_no_company(screener):
    assert screener.screen([person("Norvik Optical Systems")])[0].matches == ()


def test_lists_restrict(screener):
    query = person("Ignacio Ruiz Tamayo")
    assert screener.screen([query], lists=frozenset(("test",)))[0].matches == ()
    assert screener.screen([query], lists=frozenset(("other",)))[0].matches


def test_exclude_ids_leave_out(screener):
    assert screener.screen([QUERIES[0]], exclude_ids=("test:1",))[0].matches == ()


def test_limit_keeps_the_best(tmp_path):
    near = [listed(n, EntityType.PERSON, name) for n, name in enumerate(("Kestutis Balandis", "Kestutis Balandys"))]
    build_index(near, tmp_path / "i", config=CONFIG)
    one = Screener(open_index(tmp_path / "i"), config=CONFIG).screen([person("Kestutis Balandys")], limit=1)[0]
    assert [match.entity_id for match in one.matches] == ["test:1"]


def test_nearest_below_is_told(screener):
    answer = screener.screen([person("Mohammed Hassan Zurabov Tkemaladze")], threshold=0.99)[0]
    assert answer.matches == ()


def test_a_strong_identifier_finds_another_name(tmp_path):
    ship = listed(1, EntityType.VESSEL, "Old Name", identifiers=(Identifier("imo", "IMO 9074729"),))
    build_index([ship], tmp_path / "i", config=CONFIG)
    query = Subject(EntityType.VESSEL, (Name("Completely Different"),), identifiers=(Identifier("imo", "9074729"),))
    match = Screener(open_index(tmp_path / "i"), config=CONFIG).screen([query])[0].matches[0]
    assert match.score == CONFIG.strong_identifier
