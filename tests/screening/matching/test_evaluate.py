"""Evaluation on pairs and populations."""

from __future__ import annotations

import pytest

from screening.matching.evaluate import PairRow, PairsError, Positive, evaluate_pairs, evaluate_population, read_pairs
from tests.screening.matching.cast import CONFIG, person

ROWS = [
    PairRow("Person", "Jon Hradil", "John Hradil", True, "STRONG"),
    PairRow("Person", "Ana Hradil", "John Hradil", False, "STRONG", "given"),
    PairRow("Company", "Zelva Ltd", "Zelva LLC", False, "WEAK"),
]


def test_pairs_are_counted():
    report = evaluate_pairs(ROWS, config=CONFIG)
    assert report.to_json() | {"by_category": 0, "by_quality": 0} == {
        "pairs": 3, "tp": 1, "fp": 1, "fn": 0, "tn": 1, "precision": 0.5, "recall": 1.0, "f1": 0.6667,
        "strong_errors": 0, "threshold": 0.70, "by_category": 0, "by_quality": 0,
    }  # fmt: skip


def test_misses_are_named():
    assert [miss.row.name1 for miss in evaluate_pairs(ROWS, config=CONFIG).misses] == ["Zelva Ltd"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("schema,name1,name2\n", "line 1: lacks the column is_match"),
        ("schema,name1,name2,is_match\nCat,a,b,true\n", "line 2: unknown schema"),
        ("schema,name1,name2,is_match\nPerson,a,b,maybe\n", "line 2: is_match must be"),
        ("schema,name1,name2,is_match\nPerson,,b,true\n", "line 2: a name is empty"),
    ],
)
def test_a_broken_file_is_refused(tmp_path, text, reason):
    path = tmp_path / "pairs.csv"
    path.write_text(text)
    with pytest.raises(PairsError, match=reason):
        read_pairs(path)


def test_another_encoding_is_refused(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_bytes("schema,name1,name2,is_match\nPerson,Müller,b,true\n".encode("latin-1"))
    with pytest.raises(PairsError, match="is not UTF-8"):
        read_pairs(path)


def test_population_counts_recall_and_alerts(screener):
    report = evaluate_population(
        screener,
        positives=[Positive(person("Dragomir Hradil"), "test:1"), Positive(person("Dragomir Hradil"), "test:2")],
        negatives=[person("Nobody Whatsoever"), person("Mohammed Hassan")],
    )
    assert (report.found, report.recall, report.alerted, report.alerts_per_1000) == (1, 0.5, 1, 500.0)
    assert report.sweep[-1].threshold == 1.0
