"""Deltas of the aggregator."""

import pytest

from screening.sources.base import Reading, SourceError
from screening.sources.opensanctions import read as read_os
from screening.sources.opensanctions_delta import Applied, apply_delta
from tests.screening.sources.conftest import SAMPLES

BASE = SAMPLES / "opensanctions" / "entities.ftm.json"
DELTA = SAMPLES / "opensanctions" / "entities.delta.json"


def test_a_delta_makes_the_next_version(tmp_path):
    target = tmp_path / "next.json"
    assert apply_delta(BASE, delta=DELTA, target=target) == Applied(added=1, changed=1, removed=1)
    names = {entity.id: entity.caption for entity in read_os([target], Reading())}
    assert names == {
        "opensanctions:NK-1": "Milo Petrovic",
        "opensanctions:NK-2": "Norvane Optics Ltd",
        "opensanctions:NK-4": "Someone New",
    }


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ('{"op":"DEL","entity":{"id":"absent"}}', "is not in the base"),
        ('{"op":"ADD","entity":{"id":"NK-1"}}', "which is there"),
        ('{"op":"NEW","entity":{"id":"NK-1"}}', "is no delta operation"),
    ],
)
def test_a_delta_of_another_base_is_refused(tmp_path, operation, reason):
    delta = tmp_path / "delta.json"
    delta.write_text(operation + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=reason):
        apply_delta(BASE, delta=delta, target=tmp_path / "next.json")
