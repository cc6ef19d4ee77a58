"""Why a pair is, or is not, a potential match."""

from __future__ import annotations

import datetime as dt

import pytest

from screening.entities import EntityType, PartialDate
from screening.matching.evidence import Word, evidence_from_json, evidence_to_json
from screening.matching.explain import explain_pair
from tests.screening.matching.cast import CONFIG, firm, listed, person

HRADIL = listed(1, EntityType.PERSON, "Dragomir Hradil", birth_dates=(PartialDate.of(1962, 3, 4),))


@pytest.mark.parametrize(
    ("subject", "step"),
    [
        (person("Dragomir Hradil"), ""),
        (firm("Dragomir Hradil"), "type"),
        (person("Somebody Else"), "candidates"),
        (person("Dragomir Zemlinsky"), "name"),
        (person("Dragomir Hradyl", birth_dates=(PartialDate.of(1990, 1, 1),)), "qualifiers"),
    ],
)
def test_the_step_that_dropped_it_is_named(subject, step):
    explained = explain_pair(subject, HRADIL, config=CONFIG)
    assert (explained.dropped_at, explained.is_match) == (step, not step)
    assert explained.sentence


def test_words_are_met_one_by_one():
    name = explain_pair(person("Dragomir Hradyl"), HRADIL, config=CONFIG).evidence[0]
    assert [(part.ours, part.listed, part.word) for part in name.parts] == [
        ("Dragomir", "Dragomir", Word.SAME),
        ("Hradyl", "Hradil", Word.CLOSE),
    ]
    assert (name.parts[1].ours_marks, name.parts[1].listed_marks) == (((4, 5),), ((4, 5),))


def test_a_missing_date_says_so():
    words = {e.feature: e.word for e in explain_pair(person("Dragomir Hradil"), HRADIL, config=CONFIG).evidence}
    assert words["birth_date"] is Word.MISSING_OURS


def test_evidence_survives_json():
    subject = person("Dragomir Hradyl", birth_dates=(PartialDate(dt.date(1962, 1, 1), dt.date(1962, 12, 31)),))
    for piece in explain_pair(subject, HRADIL, config=CONFIG).evidence:
        assert evidence_from_json(evidence_to_json(piece)) == piece
