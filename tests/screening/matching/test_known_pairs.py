"""Pairs on which known engines fail, and what the engine must say of them."""

from __future__ import annotations

import pytest

from screening.matching.evaluate import PairRow, pair_score
from tests.screening.matching.cast import CONFIG

MATCHES = [
    ("Person", "Jon Smith", "John Smith"),
    ("Person", "Ann Lee", "Anne Lee"),
    ("Person", "Xi Jinping", "习近平"),
    ("Company", "Hetian Taida Apparel", "Hetian TEDA Garment"),
    ("Company", "Hetian Taida Apparel Co Ltd", "和田泰达服装有限公司"),
    ("Person", "Smith, John", "John Smith"),
    ("Person", "Kim Jong Un", "김정은"),
    ("Person", "Ghazi Hammud al-Ubaidi", "Ghazi Hamud Al Obaidi"),
    ("Company", "Zarvik Trading LLC", "OOO Zarvik Trading"),
    ("Company", "Good Will Company", "Goodwill Company"),
    ("Vessel", "MV Zelva Spirit", "Zelva Spirit"),
    ("Company", "Golden Shipping Inc", "Golden Shipping Limited"),
    ("Person", "Sheikh Abdul Samad", "Abdul Samad"),
    ("Person", "Pyong Kim Chan", "Pyong Chan KIM"),
]
OTHERS = [
    ("Company", "Deutsche Bank AG", "Deutsche Bank GmbH"),
    ("Company", "Bank of China", "Bank of Communications"),
    ("Person", "Smith", "John Smith"),
    ("Person", "Friedrich Hans", "Hans Friedrich"),
    ("Person", "Ghazi Hammud al-Duri", "Ghazi Hammud al-Ubaidi"),
    ("Company", "CORP", "Zarvik Corp"),
    ("Company", "Trading Co Ltd", "Zarvik Trading Co Ltd"),
    ("Company", "Zarvik Fund III", "Zarvik Fund IV"),
    ("Vessel", "Zu Zag Bong 5", "Zu Zag Bong 6"),
    ("Person", "Hans O Friedrich", "Hans Joachim Friedrich"),
    ("Company", "LXC Aviation", "LAU Aviation"),
    ("Company", "Golden Shipping Inc", "Golden Enterprise Shipping Limited"),
    ("Person", "Ihor Pavlenko", "Igor Panchenko"),
    ("Person", "Serhii Kuzmenko", "Serhiy Kurchenko"),
]


@pytest.mark.parametrize(("schema", "ours", "listed"), MATCHES)
def test_it_is_a_potential_match(schema, ours, listed):
    assert pair_score(PairRow(schema, ours, listed, True), CONFIG) >= CONFIG.alert_threshold


@pytest.mark.parametrize(("schema", "ours", "listed"), OTHERS)
def test_it_is_none(schema, ours, listed):
    assert pair_score(PairRow(schema, ours, listed, False), CONFIG) < CONFIG.alert_threshold


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Dragomir Hradil", "Dragomir Hradyl"),
        ("Dragomir Hradyl", "Dragomyr Hradyk"),
        ("Dragomir Veselko Hradil", "Dragomir Hradil"),
        ("Dragomir V. Hradil", "Dragomir X. Hradil"),
    ],
)
def test_the_nearer_name_scores_higher(better, worse):
    listed = "Dragomir Veselko Hradil" if "V" in better else "Dragomir Hradil"
    scores = [pair_score(PairRow("Person", name, listed, True), CONFIG) for name in (better, worse)]
    assert scores[0] > scores[1]
