"""Floors under the engine's judgement, on data made from seeds: many ways to write a name, and many other people."""

from __future__ import annotations

import random

import pytest

from screening.entities import EntityType
from screening.matching.evaluate import PairRow, evaluate_pairs
from screening.matching.index import build_index, open_index
from screening.matching.screener import Screener
from tests.screening.matching.cast import CONFIG, firm, listed, person
from tests.screening.matching.variations import CLASSES, CULTURES, changed, companies, people

COUNT = 60
FLOORS = {"split": 0.80, "greek": 0.80, "cyrillic": 0.85, "keyboard": 0.90, "transposed": 0.90, "dropped_letter": 0.90}


def test_there_are_many_classes_and_cultures():
    assert len(CLASSES) >= 20
    assert len(CULTURES) >= 12


@pytest.mark.parametrize("kind", CLASSES)
def test_a_changed_name_is_still_found(kind):
    pairs = changed(kind, COUNT, seed=3)
    report = evaluate_pairs([PairRow("Person", a, b, True) for a, b in pairs], config=CONFIG)
    assert len(pairs) >= COUNT // 2
    assert report.counts.recall >= FLOORS.get(kind, 0.93), [(m.row.name1, m.row.name2, m.score) for m in report.misses]


def test_other_people_are_not_alerted(tmp_path):
    everyone = [listed(n, EntityType.PERSON, name) for n, name in enumerate(people(2_000, seed=1, rare=0.7))]
    build_index(everyone, tmp_path / "i", config=CONFIG)
    names = {entity.names[0].full for entity in everyone}
    others = [person(name) for name in people(3_000, seed=2, rare=0.7) if name not in names]
    answers = Screener(open_index(tmp_path / "i"), config=CONFIG).screen(others)
    assert sum(bool(answer.matches) for answer in answers) <= 0.02 * len(others)


def test_other_companies_are_not_alerted(tmp_path):
    everyone = [listed(n, EntityType.ORGANISATION, name) for n, name in enumerate(companies(2_000, seed=1, rare=0.7))]
    build_index(everyone, tmp_path / "i", config=CONFIG)
    heads = {entity.names[0].full.split()[0] for entity in everyone}
    others = [firm(name) for name in companies(3_000, seed=2, rare=0.7) if name.split()[0] not in heads]
    answers = Screener(open_index(tmp_path / "i"), config=CONFIG).screen(others)
    alerted = [
        (query.names[0].full, answer.matches[0].entity_id, answer.matches[0].score)
        for query, answer in zip(others, answers, strict=True)
        if answer.matches
    ]
    assert len(others) > 1_500
    assert len(alerted) <= 0.02 * len(others), alerted


def test_random_pairs_of_people_do_not_match():
    rng = random.Random(5)
    pool = people(400, seed=9, rare=0.5)
    rows = [PairRow("Person", *rng.sample(pool, 2), False) for _ in range(2_000)]
    assert evaluate_pairs(rows, config=CONFIG).counts.fp <= 10
