"""What must hold for every name: symmetry, self-match, neutrality of what is missing, and calm with odd text."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from screening.entities import Country, CountryKind, EntityType, Name, PartialDate
from screening.matching.align import score_names
from screening.matching.kinds import LONGEST_WORD
from screening.matching.normalise import MOST_WORDS, prepare_name
from screening.matching.score import score_pair
from screening.matching.screener import Screener
from screening.matching.similarity import similarity
from tests.screening.matching.cast import CONFIG, ENTITIES, person
from tests.screening.matching.variations import people

NAMES = st.one_of(
    st.sampled_from(people(300, seed=21)),
    st.text(min_size=1, max_size=30),
    st.sampled_from(
        ["习近平", "محمد بن سلمان", "김정은", "O'Brien-Smith", "Abd al-Aziz", "A.B.", "Ο Γιώργος", "นเรนทร์"]
    ),
)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)
CALM = settings(max_examples=150, deadline=None)


@CALM
@given(NAMES, NAMES, st.booleans())
@example("Magomed Totarin", "محمد", False)
def test_a_score_is_symmetrical(one, other, read_as_person):
    a, b = (prepare_name(name, person=read_as_person) for name in (one, other))
    assert abs(score_names(a, b, CONFIG).score - score_names(b, a, CONFIG).score) < 1e-9


@CALM
@given(WORDS, WORDS)
def test_words_are_alike_symmetrically(one, other):
    assert similarity(one, other, CONFIG) == similarity(other, one, CONFIG)
    assert 0 <= similarity(one, other, CONFIG) <= 1


@CALM
@given(NAMES)
@example("010A:AH")
@example("Will Goodwill")
@example("Good Will Goodwill")
def test_a_name_matches_itself(name):
    if prepare_name(name, person=True).tokens:
        assert score_pair(person(name), person(name), CONFIG).score == 1.0


@CALM
@given(NAMES, NAMES)
def test_points_add_up_to_the_score(one, other):
    scored = score_pair(person(one, gender="m"), person(other, gender="f"), CONFIG)
    assert abs(sum(piece.points for piece in scored.evidence) - scored.score) < 1e-9


@CALM
@given(NAMES, NAMES)
def test_missing_never_counts_as_different(one, other):
    facts = {
        "birth_dates": (PartialDate.of(1962),),
        "countries": (Country("ir", CountryKind.NATIONALITY),),
        "gender": "m",
    }
    bare = score_pair(person(one), person(other), CONFIG).score
    assert score_pair(person(one, **facts), person(other), CONFIG).score == bare
    assert score_pair(person(one), person(other, **facts), CONFIG).score == bare


@CALM
@given(NAMES, NAMES)
def test_agreeing_evidence_never_lowers(one, other):
    scores, facts = [], {}
    for name, value in (
        ("gender", "m"),
        ("birth_dates", (PartialDate.of(1962, 3, 4),)),
        ("countries", (Country("ir", CountryKind.NATIONALITY),)),
    ):
        scores.append(score_pair(person(one, **facts), person(other, **facts), CONFIG).score)
        facts[name] = value
    scores.append(score_pair(person(one, **facts), person(other, **facts), CONFIG).score)
    assert scores == sorted(scores)


@settings(max_examples=25, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=6))
def test_batch_and_single_agree(index, names):
    queries = [person(name) for name in names]
    batch = Screener(index, config=CONFIG).screen(queries, threshold=0.5)
    assert batch == [Screener(index, config=CONFIG).screen([query], threshold=0.5)[0] for query in queries]


def test_answers_do_not_depend_on_order_or_company(index):
    queries = [person(name) for name in (*people(60, seed=8), *(e.names[0].full for e in ENTITIES))]
    before = Screener(index, config=CONFIG).screen(queries, threshold=0.5)
    order = list(range(len(queries)))
    random.Random(4).shuffle(order)
    screener = Screener(index, config=CONFIG)
    after = [
        answer
        for start in range(0, len(order), 7)
        for answer in screener.screen([queries[place] for place in order[start : start + 7]], threshold=0.5)
    ]
    assert [before[place] for place in order] == after


@given(st.sampled_from([e.names[0].full for e in ENTITIES if e.type is EntityType.PERSON]))
def test_a_listed_name_comes_first(index, name):
    first = Screener(index, config=CONFIG).screen([person(name)], threshold=0.3)[0].matches[0]
    assert first.score == 1.0
    assert name in {n.full for e in ENTITIES if e.id == first.entity_id for n in e.names}


@settings(max_examples=25, deadline=None)
@given(NAMES)
def test_the_candidate_step_loses_nothing(index, name):
    query = person(name)
    full = {e.id for e in ENTITIES if score_pair(query, e.subject, CONFIG).score >= CONFIG.alert_threshold}
    assert {match.entity_id for match in Screener(index, config=CONFIG).screen([query])[0].matches} == full


ODD = [
    "",
    " ",
    "a",
    ".",
    "😀😀",
    "\x00\x07",
    "\u202eabc\u202c",
    "x" * 10_000,
    "ab " * 5_000,
    "محمد John 习",
    "'",
    "\ud800",
    "1",
]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_calm(screener, name):
    assert screener.screen([person(name)])[0].matches == ()


@pytest.mark.parametrize("read_as_person", [True, False])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_costs_no_more_than_a_long_one(name, read_as_person):
    ready = prepare_name(name, person=read_as_person)
    assert len(ready.tokens) <= MOST_WORDS
    assert all(len(token) <= LONGEST_WORD for token in ready.tokens)


def test_an_entity_of_odd_names_is_indexed(tmp_path, screener):
    query = person("Dragomir Veselko Hradil")
    query = person(*(name.full for name in query.names), *ODD)
    assert screener.screen([query])[0].matches[0].entity_id == "test:1"
    assert Name("\ud800").full
